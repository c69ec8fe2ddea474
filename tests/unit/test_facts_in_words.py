"""Facts in words: years, months, shares, ranges and dates in several languages, with and without their unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.compose.fill import FillError, TemplateFiller
from briefgen.compose.localisation import (
    format_amount,
    format_fact,
    format_inexact_amount,
    format_with_unit,
    format_year,
)
from briefgen.compose.markdown import MarkdownConverter
from briefgen.compose.markdown_reader import MarkdownReader
from briefgen.compose.marks import MarkTable
from briefgen.compose.template_context import FactPrinter, FixedWords, build_template_context
from briefgen.load.facts import load_facts
from briefgen.model.brief import Organisation
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Certainty, Exactness, Fact, FactValue, Sensitivity
from briefgen.model.translation import apply_translations
from briefgen.model.tree import Citation, Element, Node, extract_text
from tests.unit.compose_samples import AUDIENCE, BRIEF
from tests.unit.project_files import told

FACT = Fact("f", 1, "", "", "", (), Certainty.COUNTED, "", None, Sensitivity.PUBLIC, Origin("facts.yaml", 1))


def flat(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "unit", "language", "printed"),
    [
        (2019, "", "en", "2019"), (2019, "year", "en", "2019"), (2019, "année", "fr", "2019"), (2019, "год", "ru", "2019"),
        (2019, "people", "en", "2,019"), (12019, "", "en", "12,019"), ((1994, 1998), "year", "en", "1994 to 1998"),
        ("2024-03", "", "en", "March 2024"), ("2024-03", "", "fr", "mars 2024"), ("2024-03", "month", "es", "marzo de 2024"),
        (("2024-03", "2024-05"), "", "en", "March 2024 to May 2024"), (("2024-03", "2024-05"), "", "fr", "mars 2024 à mai 2024"),
        (("2024-03", "2024-05"), "", "es", "marzo de 2024 a mayo de 2024"), (("2024-03", "2024-05"), "", "ru", "март 2024 года – май 2024 года"),
        ((2014, 2019), "year", "ru", "2014–2019"), ((2014, 2019), "", "fr", "2014 à 2019"), ((14, 19), "", "ru", "от 14 до 19"),
        ("2024-25", "", "en", "2024-25"), ("1994 to 1998", "", "en", "1994 to 1998"),
        (date(2024, 5, 1), "date", "fr", "1er mai 2024"), (date(2024, 5, 21), "", "fr", "21 mai 2024"),
        (date(2024, 5, 1), "", "es", "1 de mayo de 2024"), (date(2024, 4, 26), "", "ru", "26 апреля 2024 года"),
        ((date(2024, 4, 26), date(2024, 5, 1)), "", "fr", "26 avril 2024 au 1er mai 2024"),
        (date(2026, 11, 23), "", "ar", "23 تشرين الثاني/نوفمبر 2026"), ("2024-03", "", "ar", "آذار/مارس 2024"), (date(2026, 11, 23), "", "zh", "2026年11月23日"),
        ((14, 19), "", "ar", "14 إلى 19"), ((14, 19), "", "zh", "14至19"), ((14, 19), "", "ko", "14~19"), ((14, 19), "", "de", "14–19"),
        ((2, 2), "wells", "en", "2"), ((10000, 300000), "people", "fr", "10 000 à 300 000"), (Decimal("45.5"), "", "es", "45,5"),
    ],
)  # fmt: skip
def test_a_value_is_printed_in_its_language(value: FactValue, unit: str, language: str, printed: str) -> None:
    assert flat(format_fact(replace(FACT, value=value, unit=unit), language)) == printed


@pytest.mark.parametrize(
    ("unit", "language", "printed"),
    [
        ("per cent of homes", "en", "30% to 45.5%"), ("%", "en", "30% to 45.5%"), ("percent", "en", "30% to 45.5%"), ("pour cent des foyers", "fr", "30 % à 45,5 %"),
        ("por ciento de los hogares", "es", "30 % a 45,5 %"), ("процентов", "ru", "от 30 % до 45,5 %"), ("Prozent", "de", "30 %–45,5 %"),
        ("percentage points", "en", "30 to 45.5"), ("wells", "en", "30 to 45.5"),
    ],
)  # fmt: skip
def test_a_share_in_large_type_keeps_its_sign_at_both_ends(unit: str, language: str, printed: str) -> None:
    assert flat(format_amount(replace(FACT, value=(30, Decimal("45.5")), unit=unit), language)) == printed


@pytest.mark.parametrize(
    ("exactness", "language", "printed"),
    [
        (None, "en", "1,076"),
        (Exactness.ABOUT, "en", "about 1,076"),
        (Exactness.AT_LEAST, "fr", "au moins 1 076"),
        (Exactness.MORE_THAN, "zh", "超过1,076"),
        (Exactness.AT_MOST, "de", "≤ 1.076"),
        (Exactness.LESS_THAN, "de", "< 1.076"),
    ],
)
def test_a_figure_that_is_not_exact_says_so(exactness: Exactness | None, language: str, printed: str) -> None:
    fact = replace(FACT, value=1076, unit="people", exactness=exactness)
    assert flat(format_inexact_amount(fact, language)) == printed


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (Decimal("14.5"), "micrograms per litre", "14.5 micrograms per litre"), (45, "%", "45%"), (45, "per cent of homes", "45 per cent of homes"),
        (2019, "year", "2019"), (date(2024, 5, 1), "date", "1 May 2024"), ((10, 20), "km", "10 to 20 km"), (7, "", "7"),
    ],
)  # fmt: skip
def test_a_value_is_printed_with_its_unit(value: FactValue, unit: str, printed: str) -> None:
    assert format_with_unit(replace(FACT, value=value, unit=unit), "en") == printed


def load(root: Path, text: str) -> tuple[dict[str, Fact], str]:
    (root / "facts.yaml").write_text(text, encoding="utf-8")
    sink = Sink()
    return dict(load_facts(root, root, sink)), told(sink)


def test_a_month_and_a_range_of_months_are_values(tmp_path: Path) -> None:
    facts, said = load(tmp_path, "a: {value: 2024-03, source: '@x'}\nb: {value: [2024-03, 2024-05], source: '@x'}\n")
    assert (facts["a"].value, facts["b"].value, said) == ("2024-03", ("2024-03", "2024-05"), "")


def test_no_source_is_a_decision_with_a_reason(tmp_path: Path) -> None:
    facts, said = load(
        tmp_path, "a: {value: 3, source: none, note: Our count.}\nb: {value: 4, source: none}\nc: {value: 5}\n"
    )
    assert [facts[key].needs_source for key in "abc"] == [False, False, True]
    assert "facts.yaml:2: error: the fact `b` has `source: none` and no note [fact-source]" in said


DERIVED = """\
sensitivity: public
dry: {value: 43, unit: wells, source: "@a, 4"}
wells: {value: 120, unit: wells, source: "@b"}
few: {value: 1, unit: wells, source: "@a, 4"}
range: {value: [30, 60], unit: wells, source: "@c"}
homes: {value: 9, unit: homes, source: "@c"}
day: {value: 2024-04-26, source: "@c"}
none: {value: 0, unit: wells, source: "@c"}
"""


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children) if isinstance(node, Element) else ()


def print_text(root: Path, text: str, language: str = "en") -> tuple[str, list[str]]:
    facts, said = load(root, DERIVED)
    assert said == ""
    marks = MarkTable()
    printer = FactPrinter({key: apply_translations(fact, language) for key, fact in facts.items()}, language, marks)
    context = build_template_context(BRIEF, FixedWords(AUDIENCE, language), Organisation("O"), printer, marks)
    filler = TemplateFiller(marks, context, str, ())
    reader = MarkdownReader(filler, MarkdownConverter(language, marks), {}, Sink())
    nodes = reader.read(text, Origin("a.md", 1), "a")
    cited = [work.key for node in walk(nodes) if isinstance(node, Citation) for work in node.works]
    return flat(extract_text(nodes)).strip(), cited


@pytest.mark.parametrize(
    ("expression", "printed", "cited"),
    [
        ('share_of("dry", "wells")', "36%", ["a", "b"]), ('share_of("few", "wells")', "0.8%", ["a", "b"]), ('share_of("dry", "wells", decimals=1)', "35.8%", ["a", "b"]),
        ('share_of("range", "wells")', "25% to 50%", ["c", "b"]), ('share_of("dry", "range")', "72% to 100%", ["a", "c"]), ('share_of("wells", "wells")', "100%", ["b"]), ('difference_of("wells", "dry")', "77", ["b", "a"]),
        ('sum_of("dry", "few")', "44", ["a"]), ('share_of("none", "wells")', "0%", ["c", "b"]), ('difference_of("wells", "range", unit=True)', "60 to 90 wells", ["b", "c"]), ('sum_of("dry", "few", "wells", unit=True)', "164 wells", ["a", "b"]),
    ],
)  # fmt: skip
def test_a_figure_is_calculated_and_cites_the_sources_of_both(
    expression: str, printed: str, cited: list[str], tmp_path: Path
) -> None:
    assert print_text(tmp_path, f"{{{{ {expression} }}}}") == (printed, cited)


@pytest.mark.parametrize(
    ("expression", "reported"),
    [
        ('share_of("wells", "dry")', 'fact-derived: `wells` is more than the whole of `dry` (write the part first: `share_of("part", "whole")`)'),
        ('share_of("dry", "none")', "fact-derived: `dry` has no share of `none`: a share needs values above zero ()"),
        ('sum_of("dry", "homes")', "fact-derived: `dry` counts `wells` and `homes` counts `homes` (calculate with facts of one unit)"),
        ('difference_of("wells", "day")', "fact-derived: the fact `day` is not a number, so nothing can be calculated from it (calculate with facts whose `value` is a number or a range)"),
        ('sum_of("dry")', 'fact-derived: a sum needs two facts or more (write `sum_of("one", "another")`)'),
        ('share_of("dry", "wels")', "fact-unknown: fact `wels` is not in facts.yaml (did you mean `wells`?)"),
        ('share_of("dry", "wells", decimals=99)', "fact-derived: `decimals=99` is not a number from 0 to 6 ()"),
    ],
)  # fmt: skip
def test_what_cannot_be_calculated_is_an_error(expression: str, reported: str, tmp_path: Path) -> None:
    with pytest.raises(FillError) as error:
        print_text(tmp_path, f"{{{{ {expression} }}}}")
    found = error.value.diagnostic
    assert f"{found.code}: {found.message} ({', '.join(found.hints)})" == reported


def test_a_function_without_what_it_needs_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FillError) as error:
        print_text(tmp_path, '{{ share_of("dry") }}')
    assert error.value.diagnostic.code == "fill-failed"


def test_a_day_in_quotation_marks_is_a_day(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text('opened: {value: "2024-03-15"}\nshut: {value: ["2024-03-15", 2024-03-20]}\n')
    facts = load_facts(tmp_path, tmp_path, Sink())
    assert [flat(format_fact(fact, "fr")) for fact in facts.values()] == [
        "15 mars 2024",
        "15 mars 2024 au 20 mars 2024",
    ]


@pytest.mark.parametrize(
    ("language", "printed"), [("en", "2024"), ("ar", "2024"), ("zh", "2024年"), ("zh-CN", "2024年"), ("ko", "2024년")]
)
def test_a_year_by_itself_has_the_word_for_it_where_a_language_has_one(language: str, printed: str) -> None:
    assert format_year(2024, language) == printed


def test_a_range_of_numbers_in_large_type_is_shorter_than_in_a_russian_sentence() -> None:
    """`от 10 000 до 300 000` does not fit beside the text of a note."""
    fact = replace(FACT, value=(10_000, 300_000), unit="people")
    assert flat(format_fact(fact, "ru")) == "от 10 000 до 300 000"
    assert flat(format_amount(fact, "ru")) == "10 000–300 000"
    assert flat(format_amount(fact, "fr")) == "10 000 à 300 000"
