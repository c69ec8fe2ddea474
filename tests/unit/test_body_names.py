"""Bodies of the United Nations as authors and publishers: by their names in the language of a brief, and people as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.cite.authors import format_author
from briefgen.cite.csl_items import build_csl_items
from briefgen.cite.name_forms import NameTable
from briefgen.model.body_names import find_english_body, translate_bodies
from briefgen.model.translation import apply_translations
from tests.unit.test_load_sources import sources

TORTURE = {"literal": "Committee against Torture"}
PERSON = {"family": "Young", "given": "Iris"}


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Committee against Torture", "fr-CH", "Comité contre la torture"),
        ("UN Committee against Torture", "es", "Comité contra la Tortura"),
        ("United Nations Human Rights Council", "ru", "Совет по правам человека"),
        ("the Human Rights Council", "ar", "مجلس حقوق الإنسان"),
        ("United Nations", "zh", "联合国"),
        ("UNHCR", "ko", "유엔난민기구"),
        ("Office of the High Commissioner for Human Rights", "fr", "Haut-Commissariat des Nations Unies aux droits de l’homme"),
        ("Office of the UN High Commissioner for Human Rights", "fr", "Haut-Commissariat des Nations Unies aux droits de l’homme"),
    ],
)  # fmt: skip
def test_a_body_has_its_name_in_the_language(name: str, language: str, expected: str) -> None:
    assert translate_bodies({"author": [{"literal": name}]}, language) == {"author": [{"literal": expected}]}
    assert find_english_body(expected) != expected


@pytest.mark.parametrize(
    "item",
    [
        {"author": [{"literal": "Water Rights Network"}], "title": "Committee against Torture"},
        {"author": [{"family": "United Nations", "given": "A"}]},
        {"author": [{"literal": "United Nations High Commissioner for Human Rights"}]},
        {"publisher": "Committee against Torture, Geneva"},
        {"issued": {"literal": "United Nations"}, "categories": ["United Nations"]},
    ],
)
def test_other_names_stay(item: dict[str, Any]) -> None:
    assert translate_bodies(item, "fr") == {}


def test_only_the_bodies_of_a_list_and_its_publisher_change() -> None:
    item = {"author": [PERSON, TORTURE], "publisher": "United Nations", "volume": 3}
    assert translate_bodies(item, "fr") == {
        "author": [PERSON, {"literal": "Comité contre la torture"}],
        "publisher": "Nations Unies",
    }
    assert translate_bodies(item, "en") == {}
    assert translate_bodies(item, "de") == {}


def test_a_work_is_cited_by_the_name_that_its_file_states_else_by_that_of_the_table(tmp_path: Path) -> None:
    text = """references:
  - {id: a, type: report, author: [{literal: Committee against Torture}], title: A, translations: {fr: {title: Un}}}
  - {id: b, type: report, author: Committee against Torture, title: B, translations: {fr: {author: CAT}}}
  - {id: c, type: report, author: [{family: Young, given: Iris}, River Office], title: C, translations: {fr: {author: [{family: Young, given: Iris}, Bureau du fleuve]}}}
"""
    loaded, problems = sources(tmp_path, text)
    assert problems == ""
    french = {key: apply_translations(source, "fr") for key, source in loaded.items()}
    assert french["a"].title == "Un"
    assert [format_author(french[key], "fr") for key in "abc"] == [
        "Comité contre la torture",
        "CAT",
        "Young et Bureau du fleuve",
    ]
    assert [format_author(loaded[key], "en") for key in "abc"] == [
        "Committee against Torture",
        "Committee against Torture",
        "Young and River Office",
    ]


@pytest.mark.parametrize(
    ("own", "local"),
    [
        ("{family: Young, given: Iris}", "{family: Jeune, given: Iris}"),
        ("{family: Young, given: Iris}", "Bureau du fleuve"),
        ("River Office", "{family: Bureau, given: du fleuve}"),
        ("River Office", "[Bureau du fleuve, Bureau du lac]"),
    ],
)
def test_names_in_another_language_are_those_of_the_same_bodies(tmp_path: Path, own: str, local: str) -> None:
    text = f"references:\n  - id: a\n    type: report\n    title: A\n    author: [{own}]\n    translations:\n      fr:\n        author: {local}\n"
    _, problems = sources(tmp_path, text)
    assert problems.startswith(
        "sources.yaml:8: error: `author` of `a` in `fr` is not one name for each body, with people as they are [source-name]"
    )


def test_names_that_the_work_does_not_have_are_reported(tmp_path: Path) -> None:
    text = "references:\n  - {id: a, type: report, title: A, translations: {fr: {editor: Comité}}}\n"
    assert "`editor` of `a` in `fr`" in sources(tmp_path, text)[1]


def test_a_report_names_no_publisher_beside_the_same_body(tmp_path: Path) -> None:
    text = "references:\n  - {id: a, type: report, author: UN Human Rights Council, publisher: Human Rights Council, title: A}\n"
    source = apply_translations(sources(tmp_path, text)[0]["a"], "fr")
    (work,) = build_csl_items([source], NameTable(), "fr")
    assert work.item["author"] == [{"literal": "Conseil des droits de l’homme"}]
    assert "publisher" not in work.item


def test_a_resolution_that_names_its_body_in_english_has_no_author_in_another_language(tmp_path: Path) -> None:
    text = "references:\n  - {id: a, type: regulation, author: Human Rights Council, title: Human Rights Council resolution 5/1}\n"
    source = apply_translations(sources(tmp_path, text)[0]["a"], "ru")
    (work,) = build_csl_items([source], NameTable(), "ru")
    assert "author" not in work.item
