"""Names of people and organisations from BibTeX, RIS and JSON: whole, with particles, and no empty ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.load.bibliography.names import find_ambiguous_names, read_ris_name
from briefgen.load.bibliography.sources import load_sources
from briefgen.model.diagnostic import Sink
from tests.unit.project_files import told

VAN_DER_BERGH = {"family": "Bergh", "given": "Jan", "non-dropping-particle": "van der"}


def authors(root: Path, text: str, name: str) -> tuple[Any, str]:
    """The authors of the only work in a file, and what is reported."""
    (root / name).write_text(text, encoding="utf-8")
    sink = Sink()
    (source,) = load_sources(root, root, sink).by_key.values()
    return source.csl.get("author"), told(sink)


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Foreign Affairs", "Committee on the Rights of the Child", "Doctors without Borders", "Human Rights Watch",
        "Reporters sans frontières", "Bund für Umwelt und Naturschutz", "Ministry of Health, Lakeland",
        "Committee against Torture", "AT&T", "Oxfam",
    ],
)  # fmt: skip
def test_an_organisation_in_ris_stays_whole(tmp_path: Path, name: str) -> None:
    text = f"TY  - RPRT\nID  - a\nAU  - {name}\nTI  - T\nPY  - 2001\nER  - \n"
    assert authors(tmp_path, text, "sources.ris") == ([{"literal": name}], "")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("van der Bergh, Jan", VAN_DER_BERGH),
        (
            "de la Cruza, Ana, Jr.",
            {"family": "Cruza", "given": "Ana", "suffix": "Jr.", "non-dropping-particle": "de la"},
        ),
        ("d'Arcy, Jo", {"family": "d'Arcy", "given": "Jo"}),
        ("bell hooks,", {"literal": "bell hooks"}),
        ("Bank, Ada", {"family": "Bank", "given": "Ada"}),
        ("Kim, Yun Ho", {"family": "Kim", "given": "Yun Ho"}),
    ],
)
def test_a_person_in_ris_keeps_every_part(written: str, name: dict[str, str]) -> None:
    assert read_ris_name(written) == name


def test_editors_in_ris_are_read_as_authors_are(tmp_path: Path) -> None:
    text = "TY  - CHAP\nID  - a\nAU  - Young, A\nED  - van der Bergh, Jan\nA2  - Ministry of Water\nTI  - T\nPY  - 2001\nER  - \n"
    (tmp_path / "sources.ris").write_text(text, encoding="utf-8")
    item = load_sources(tmp_path, tmp_path, Sink()).by_key["a"].csl
    assert sorted(item["editor"], key=str) == [VAN_DER_BERGH, {"literal": "Ministry of Water"}]


@pytest.mark.parametrize("written", ["van der Bergh, Jan", "Jan van der Bergh"])
def test_a_particle_in_bibtex_is_kept_in_short_forms(tmp_path: Path, written: str) -> None:
    found, problems = authors(tmp_path, f"@book{{b, author={{{written}}}, title={{T}}, date={{2001}}}}", "sources.bib")
    assert (found, problems) == ([VAN_DER_BERGH], "")


def test_a_particle_that_its_author_drops_is_dropped(tmp_path: Path) -> None:
    text = "@book{b, author={von Humbold, Al}, options={useprefix = false}, title={T}, date={2001}}"
    assert authors(tmp_path, text, "sources.bib")[0][0]["dropping-particle"] == "von"


def test_names_of_biblatex_in_parts_are_no_loss(tmp_path: Path) -> None:
    text = "@book{b, author={family=Jongh, given=Kees, prefix=de, useprefix=true}, title={T}, date={2001}}"
    found, problems = authors(tmp_path, text, "sources.bib")
    assert (found, problems) == ([{"family": "Jongh", "given": "Kees", "non-dropping-particle": "de"}], "")


@pytest.mark.parametrize(
    ("written", "family"),
    [
        (r"Garc{\'\i}a, R", "García"),
        (r"Garc\'{\i}a, R", "García"),
        (r"Garc{\'{\i}}a, R", "García"),
        (r"Garc{\'i}a, R", "García"),
        (r"{\^\i}le, C", "île"),
        (r"Na{\"\i}m, D", "Naïm"),
        (r"Yıldız, E", "Yıldız"),
    ],
)
def test_a_dotless_i_under_an_accent_is_the_letter_that_one_types(tmp_path: Path, written: str, family: str) -> None:
    text = f"@book{{b, author={{{written}}}, title={{T}}, date={{2001}}}}"
    found, problems = authors(tmp_path, text, "sources.bib")
    assert (found[0]["family"], problems) == (family, "")


@pytest.mark.parametrize(
    "name",
    [
        "Lakeland Water Watch", "Doctors without Borders", "World Bank", "Ministry of Foreign Affairs", "UN Women",
        "Save the Children", "Jean Paul Sartre", "José Ortega y Gasset", "Ministry of Health, Lakeland",
    ],
)  # fmt: skip
def test_a_name_without_braces_that_would_be_cut_is_reported_with_its_line(tmp_path: Path, name: str) -> None:
    text = f"@report{{w,\n  author={{{name}}}, title={{T}}, date={{2001}}}}"
    message = "is read as a person with the family name at the end"
    assert authors(tmp_path, text, "sources.bib")[1].split("\n")[0] == (
        f"sources.bib:2: warning: `author` of `w` {message}: `{name}` [source-name]"
    )


@pytest.mark.parametrize(
    "names",
    [
        "{Lakeland Water Watch}", "{Trade and Labour Watch} and Young, Ada", "Alison L. Young and J. R. R. Tolkien", "Ada Young",
        "Ludwig van Beethofen", "Young, Ada and others", "Oxfam", r"Ra{\'u}l Garc{\'\i}a", "{}",
    ],
)  # fmt: skip
def test_names_that_are_cut_rightly_are_not_reported(names: str) -> None:
    assert list(find_ambiguous_names(names)) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ([{"family": "", "given": ""}], None),
        ([{"family": "Young", "given": "Ada"}, {"literal": " "}], [{"family": "Young", "given": "Ada"}]),
        ([{}], None),
        ("", None),
    ],
)
def test_an_empty_name_is_reported_and_left_out(tmp_path: Path, written: object, read: object) -> None:
    text = json.dumps([{"id": "n", "type": "book", "title": "T", "author": written}])
    found, problems = authors(tmp_path, text, "sources.json")
    assert found == read
    assert problems.startswith("sources.json:1: warning: in `n`, a name in `author` is empty [source-name]")


def test_an_empty_field_of_names_in_bibtex_is_reported(tmp_path: Path) -> None:
    _, problems = authors(tmp_path, "@book{b,\n author={}, title={T}, date={2001}}", "sources.bib")
    assert problems.startswith("sources.bib:2: warning: `author` of `b` is empty [source-name]")


def test_a_name_with_a_given_name_alone_is_a_whole_name(tmp_path: Path) -> None:
    text = json.dumps([{"id": "n", "type": "book", "title": "T", "author": [{"given": "Human Rights Watch"}]}])
    assert authors(tmp_path, text, "sources.json") == ([{"literal": "Human Rights Watch"}], "")


def test_a_name_may_start_with_the_family(tmp_path: Path) -> None:
    name = {"family": "Kim", "given": "Yun Ho", "static-ordering": True}
    text = json.dumps([{"id": "n", "type": "book", "title": "T", "author": [name]}])
    assert authors(tmp_path, text, "sources.json") == ([name], "")
