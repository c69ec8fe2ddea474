"""`facts.yaml` to facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.load.facts import load_facts
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Certainty, Fact, Sensitivity
from briefgen.model.translation import apply_translations, find_untranslated
from tests.unit.project_files import told


def facts(root: Path, text: str) -> dict[str, Fact]:
    (root / "facts.yaml").write_text(text, encoding="utf-8")
    sink = Sink()
    loaded = load_facts(root, root, sink)
    assert told(sink) == ""
    return dict(loaded)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("11.3", Decimal("11.3")),
        ("11.30", Decimal("11.30")),
        ("60", 60),
        ("[10000, 300000]", (10000, 300000)),
        ("[2, 2]", (2, 2)),
        ("[0.5, 2]", (Decimal("0.5"), 2)),
        ("[2024-01-01, 2024-12-31]", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-04-26", date(2024, 4, 26)),
        ('"1986"', "1986"),
        ("1994 to 1998", "1994 to 1998"),
    ],
)
def test_a_value_keeps_what_the_file_says(tmp_path: Path, written: str, value: object) -> None:
    (fact,) = facts(tmp_path, f"a: {{value: {written}}}").values()
    assert fact.value == value
    assert str(fact.value) == str(value)


def test_what_a_fact_does_not_state(tmp_path: Path) -> None:
    (fact,) = facts(tmp_path, "# comment\na:\n  value: 1\n").values()
    assert (fact.certainty, fact.sensitivity, fact.sources) == (Certainty.REPORTED, Sensitivity.CONFIDENTIAL, ())
    assert str(fact.origin) == "facts.yaml:2"


def test_one_source_or_several(tmp_path: Path) -> None:
    loaded = facts(
        tmp_path,
        'a: {value: 1, source: "@x, p 3", as_of: 2024}\nb: {value: 1, source: ["@x", "@y"], as_of: 2024-04-26}',
    )
    assert (loaded["a"].sources, loaded["a"].as_of) == (("@x, p 3",), "2024")
    assert (loaded["b"].sources, loaded["b"].as_of) == (("@x", "@y"), "2024-04-26")


def test_a_library_may_have_no_facts(tmp_path: Path) -> None:
    assert load_facts(tmp_path, tmp_path, Sink()) == {}
    assert facts(tmp_path, "") == {}


def test_texts_are_in_the_language_of_the_project_and_translated(tmp_path: Path) -> None:
    text = "half: {value: {en: nearly half, fr: près de la moitié}, unit: {en: people, fr: personnes}, label: women}\n"
    half = facts(tmp_path, text)["half"]
    assert (half.value, half.unit, half.label) == ("nearly half", "people", "women")
    french = apply_translations(half, "fr-CH")
    assert (french.value, french.unit, french.label) == ("près de la moitié", "personnes", "women")
    assert find_untranslated(half, ("value", "unit", "label"), "fr") == ("label",)
    assert find_untranslated(half, ("value", "unit", "label"), "es") == ("value", "unit", "label")
    assert find_untranslated(half, ("value", "unit", "label"), "en-GB") == ()


def test_texts_without_the_language_of_the_project_are_told(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("half: {value: 1, label: {fr: femmes}}\n", encoding="utf-8")
    sink = Sink()
    assert load_facts(tmp_path, tmp_path, sink)["half"].label == "femmes"
    assert "facts.yaml:1: error: `label` has no text in `en`, the language of this file [text-language]" in told(sink)


@pytest.mark.parametrize("value", ["{en: 5, fr: 6}", "{English: half}", "{}"])
def test_values_by_language_are_texts(tmp_path: Path, value: str) -> None:
    (tmp_path / "facts.yaml").write_text(f"half: {{value: {value}}}\n", encoding="utf-8")
    sink = Sink()
    load_facts(tmp_path, tmp_path, sink)
    assert sink.failed
