"""`sources.*` to sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.load.bibliography.sources import load_sources
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Sensitivity, Source
from briefgen.model.translation import apply_translations
from briefgen.schema import csl
from tests.unit.project_files import told


def sources(root: Path, text: str, name: str = "sources.yaml") -> tuple[dict[str, Source], str]:
    (root / name).write_text(text, encoding="utf-8")
    sink = Sink()
    return dict(load_sources(root, root, sink).by_key), told(sink)


def item(root: Path, **variables: object) -> dict[str, Any]:
    loaded, problems = sources(root, json.dumps([{"id": "x", "type": "report", **variables}]), "sources.json")
    assert problems == ""
    return dict(loaded["x"].csl)


ZOTERO = [
    {
        "id": "http://zotero.org/users/1/items/ABC",
        "type": "article-journal",
        "title": "Title with <i>italics</i>",
        "container-title": "Journal",
        "ISSN": "0000-0000",
        "issue": "2",
        "volume": 12,
        "page": "1-20",
        "source": "JSTOR",
        "journalAbbreviation": "J.",
        "author": [{"family": "Person", "given": "Anna", "suffix": "Jr."}, {"literal": "A Body"}],
        "issued": {"date-parts": [["2014", 3]], "season": "1"},
        "accessed": {"date-parts": [["2024", 6, 6]]},
        "categories": ["one"],
        "custom": {"any": {"thing": 1}},
        "citation-key": "person2014",
    }
]


def test_an_export_of_zotero_works_as_it_is(tmp_path: Path) -> None:
    loaded, problems = sources(tmp_path, json.dumps(ZOTERO, indent=2), "sources.json")
    assert problems == ""
    (source,) = loaded.values()
    assert source.csl["issued"] == {"date-parts": [[2014, 3]], "season": "1"}
    assert source.csl["volume"] == "12"
    assert source.csl["author"] == [{"family": "Person", "given": "Anna", "suffix": "Jr."}, {"literal": "A Body"}]
    assert str(source.origin) == "sources.json:2"


def test_an_export_of_pandoc_works_as_it_is(tmp_path: Path) -> None:
    text = "---\nreferences:\n- id: person2014\n  type: book\n  author:\n    family: Person\n  issued:\n  - year: 2014\n    month: 3\n...\n"
    loaded, problems = sources(tmp_path, text)
    assert problems == ""
    assert loaded["person2014"].csl["issued"] == {"date-parts": [[2014, 3]]}
    assert loaded["person2014"].csl["author"] == [{"family": "Person"}]


def test_a_bare_list_is_as_good(tmp_path: Path) -> None:
    loaded, problems = sources(tmp_path, "- {id: a, type: book}\n- {id: b, type: treaty}\n")
    assert problems == ""
    assert [str(source.origin) for source in loaded.values()] == ["sources.yaml:1", "sources.yaml:2"]


def test_what_authors_note_for_themselves_is_kept_from_styles(tmp_path: Path) -> None:
    """Some styles print `note`; and `sensitivity` is no business of theirs."""
    loaded, problems = sources(
        tmp_path, "- {id: a, type: interview, title: T, note: met in Yanji, annote: name changed, sensitivity: partner}"
    )
    assert problems == ""
    assert loaded["a"].csl == {"id": "a", "type": "interview", "title": "T"}
    assert loaded["a"].sensitivity is Sensitivity.PARTNER


def test_unknown_variables_are_told_and_left_out(tmp_path: Path) -> None:
    loaded, problems = sources(tmp_path, "- id: a\n  type: book\n  titel: T\n  _id: 5\n  csl_title: T\n")
    assert loaded["a"].csl == {"id": "a", "type": "book"}
    assert problems.count("warning") == 3
    assert (
        "sources.yaml:3: warning: `titel` of source `a` is not a CSL variable and is not printed [source-variable]\n  hint: did you mean `title`?"
        in problems
    )


def test_several_files_make_one_list_of_sources(tmp_path: Path) -> None:
    sources(tmp_path, "references: [{id: a, type: book}]")
    loaded, problems = sources(tmp_path, '[{"id": "b", "type": "book"}]', "sources.json")
    assert problems == ""
    assert set(loaded) == {"a", "b"}


@pytest.mark.parametrize("variable", sorted(csl.TEXTS))
def test_every_text_variable_takes_numbers_as_text(tmp_path: Path, variable: str) -> None:
    assert item(tmp_path, **{variable: 5}).get(variable, "5") == "5"


@pytest.mark.parametrize("variable", sorted(csl.NAMES))
def test_every_name_variable_takes_a_body(tmp_path: Path, variable: str) -> None:
    assert item(tmp_path, **{variable: "Human Rights Watch"})[variable] == [{"literal": "Human Rights Watch"}]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ('[{"id": "a",}]', "sources.json:1: error: is not JSON"),
        (
            '[\n{"id": "a", "type": "book", "title": "\\udb80\\udc00"}]',
            "sources.json:2: error: the private-use character",
        ),
        ("[" * 100_000, "sources.json:1: error: is"),
        ("5", "sources.json:1: error: the file must be a mapping"),
        ('{"items": []}', "sources.json:1: error: unknown key `items`"),
        ('{"references": 5}', "sources.json:1: error: `references` must be a list"),
        ("[5]", "sources.json:1: error: item 1 of the sources must be a mapping, found the number `5`"),
    ],
)
def test_json_that_is_no_list_of_sources_is_told(tmp_path: Path, text: str, told_as: str) -> None:
    assert told_as in sources(tmp_path, text, "sources.json")[1]


def test_a_title_may_be_translated(tmp_path: Path) -> None:
    text = (
        "references:\n  - {id: cat, type: treaty, title: Convention against Torture, volume: 1465,\n"
        "     translations: {fr: {title: Convention contre la torture}}}\n"
    )
    loaded, problems = sources(tmp_path, text)
    assert problems == ""
    french, spanish = (apply_translations(loaded["cat"], language) for language in ("fr-CH", "es"))
    assert (french.title, french.csl["volume"]) == ("Convention contre la torture", loaded["cat"].csl["volume"])
    assert spanish == loaded["cat"]
    assert "translations" not in loaded["cat"].csl


def test_a_translation_holds_texts_of_csl_alone(tmp_path: Path) -> None:
    text = "references:\n  - {id: cat, type: treaty, title: Torture, translations: {fr: {titel: Torture}}}\n"
    _, problems = sources(tmp_path, text)
    assert "found `titel`" in problems
    assert "did you mean `title`?" in problems
