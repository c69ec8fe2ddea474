"""Sources from BibLaTeX, BibTeX, RIS and Zotero: what arrives, at which line, and what is said of what does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.load.bibliography.bibtex import parse_bibtex, protect_titles
from briefgen.load.bibliography.sources import load_sources
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Source
from tests.unit.project_files import told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.ris", "TY  - BOOK\nID  - a\nTI  - {}\nER  - \n"),
        ("sources.ris", "TY  - BOOK\nID  - a\nTI  - x\n{}\nER  - \n"),
        ("sources.bib", "@book{{a,\n author = {{A}},\n title = {{{}}}\n}}"),
    ],
)
def test_a_value_that_is_too_long_to_read_is_an_error_at_its_line(name: str, text: str, tmp_path: Path) -> None:
    sink = Sink()
    (tmp_path / name).write_text(text.format("many words\n" * 100_000 if "x" in text else "word" * 250_000), "utf-8")
    assert not load_sources(tmp_path, tmp_path, sink).by_key
    assert f"{name}:3: error: `" in told(sink)
    assert "has more than 50,000 characters [source-long]" in told(sink)


@pytest.mark.parametrize("digits", ["1" + "0" * 6_000, "-" + "7" * 5_000])
def test_a_number_of_thousands_of_digits_is_read_with_all_of_them(digits: str, tmp_path: Path) -> None:
    sink = Sink()
    (tmp_path / "sources.json").write_text(
        f'[{{"id": "a", "type": "book", "title": "T", "volume": {digits}}}]', "utf-8"
    )
    assert load_sources(tmp_path, tmp_path, sink).by_key["a"].csl["volume"] == digits
    assert not sink.diagnostics


BIBLATEX = r"""% a library
@string{hrw = {{Human Rights Watch}}}

@article{young2009,
  author       = {Young, Alison L.},
  title        = {In Defence of Due Deference},
  subtitle     = {The {UK} and Beyond},
  journaltitle = {Modern Law Review},
  date         = {2009-07},
  volume       = 72, number = 4, pages = {554--580},
  keywords     = {not printed},
}

@report{hrw2021,
  author    = hrw # { and Young, Alison L.},
  title     = "``A Sense of Terror'': Stories from \"Osterreich \& {North Korea}",
  shorttitle = {A Sense of Terror},
  date      = {2021-04-05},
  url       = {https://www.hrw.org/a\_b},
  urldate   = {2025-05-03},
  number    = {UN Doc A/HRC/25/CRP.1},
}

@legislation{cat,
  title = {Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment},
  date = {1984-12-10}, eventdate = {1987-06-26}, volume = {1465}, journaltitle = {UNTS}, pages = {85}
}

@misc{later, title = {Notes on the River}, year = 2020, month = jul}
"""

RIS = """TY  - JOUR
ID  - young2009
AU  - Young, Alison L.
TI  - In Defence of Due Deference
T2  - Modern Law Review
PY  - 2009/07//
Y2  - 2020/05/03
VL  - 72
IS  - 4
SP  - 554
EP  - 580
ST  - Due Deference
KW  - not printed
ER  -

TY  - RPRT
AU  - Human Rights Watch
TI  - A Sense of Terror: Stories from
  North Korea
PY  - 2021
SN  - 978-1-56432-280-9
ER  -
"""


def sources(root: Path, text: str, name: str) -> tuple[dict[str, Source], str]:
    (root / name).write_text(text, encoding="utf-8")
    sink = Sink()
    return dict(load_sources(root, root, sink).by_key), told(sink)


def test_a_biblatex_file_gives_sources_with_their_lines(tmp_path: Path) -> None:
    loaded, problems = sources(tmp_path, BIBLATEX, "sources.bib")
    assert problems == ""
    assert {key: str(source.origin) for key, source in loaded.items()} == {
        "young2009": "sources.bib:4",
        "hrw2021": "sources.bib:14",
        "cat": "sources.bib:24",
        "later": "sources.bib:29",
    }
    young = loaded["young2009"].csl
    assert (young["type"], young["issued"], young["volume"], young["issue"], young["page"]) == (
        "article-journal",
        {"date-parts": [[2009, 7]]},
        "72",
        "4",
        "554-580",
    )
    assert loaded["hrw2021"].csl["accessed"] == {"date-parts": [[2025, 5, 3]]}
    assert loaded["hrw2021"].csl["URL"] == "https://www.hrw.org/a_b"
    assert loaded["cat"].csl["event-date"] == {"date-parts": [[1987, 6, 26]]}
    assert loaded["later"].csl["issued"] == {"date-parts": [[2020, 7]]}


def test_titles_keep_the_capitals_that_their_authors_wrote(tmp_path: Path) -> None:
    loaded, _ = sources(tmp_path, BIBLATEX, "sources.bib")
    assert [source.csl["title"] for source in loaded.values()] == [
        "In Defence of Due Deference: The UK and Beyond",
        "“A Sense of Terror”: Stories from Österreich & North Korea",
        "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        "Notes on the River",
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("title = {A B}", "title = {{A B}}"),
        ('title = "A B"', 'title = "{A B}"'),
        ("TITLE={A {B} C}", "TITLE={{A {B} C}}"),
        ("booktitle = {A} # macro # {B}", "booktitle = {{A}} # macro # {{B}}"),
        ("shorttitle = {A \\} B}", "shorttitle = {{A \\} B}}"),
        ("journal = {A B}", "journal = {A B}"),
        ("title = {}", "title = {{}}"),
    ],
)
def test_titles_are_put_in_braces_and_nothing_else(written: str, kept: str) -> None:
    assert protect_titles(f"@book{{k, {written}, year = 2001}}") == f"@book{{k, {kept}, year = 2001}}"


def test_a_title_made_from_an_abbreviation_is_told_with_key_and_line(tmp_path: Path) -> None:
    text = "@string{un = {The United Nations}}\n@book{a,\n  title = un # { at Work}\n}\n"
    _, problems = sources(tmp_path, text, "sources.bib")
    assert problems == (
        "sources.bib:3: warning: `title` of `a` lost capitals: `The United Nations at Work` [source-import-lossy]\n"
        "  hint: write the title in braces, not by `@string`"
    )


def test_fields_that_do_not_arrive_are_named(tmp_path: Path) -> None:
    text = (
        "@jurisdiction{corfu, title = {Corfu Channel},\n  date = {1949},\n  reporter = {ICJ Rep},\n"
        "  file = {x.pdf}, keywords = {sea}}\n@book{b, title = {A $\\alpha$ B}, year = {n.d.}}\n@thing{c, title = {C}}\n"
    )
    _, problems = sources(tmp_path, text, "sources.bib")
    assert [line for line in problems.split("\n") if "hint" not in line] == [
        "sources.bib:3: warning: `reporter` of `corfu` was not imported: `ICJ Rep` [source-import-lossy]",
        "sources.bib:5: warning: `title` of `b` keeps LaTeX that would be printed as it stands: `$\\alpha$`"
        " [source-import-lossy]",
        "sources.bib:6: warning: `c` has the type `@thing`, which is not known; it is taken as a document"
        " [source-import-lossy]",
    ]


def test_letters_above_and_below_the_line_are_read_and_other_mathematics_is_named(tmp_path: Path) -> None:
    text = "@book{a, title = {\\emph{On} H$_2$O, the 5$^{th}$ well and CO$_{2}$}}\n@book{b, title = {\\emph{A} $\\alpha$ B}}\n"
    works, problems = sources(tmp_path, text, "sources.bib")
    assert "H<sub>2</sub>O, the 5<sup>th</sup> well and CO<sub>2</sub>" in str(works["a"].csl["title"])
    assert [line for line in problems.split("\n") if "hint" not in line] == [
        "sources.bib:2: warning: `title` of `b` keeps LaTeX that would be printed as it stands: `$\\alpha$`"
        " [source-import-lossy]"
    ]


def test_entries_inherit_and_accents_are_no_loss(tmp_path: Path) -> None:
    text = (
        "@incollection{ch, crossref = {bk}, author = {Gardner, John and {\\AA}lund, {\\'E}mile}, title = {Purity},"
        " pages = {42}}\n@collection{bk, editor = {Robertson, Andrew and Tang, Hang Wu}, title = {The Goals of Private Law},"
        " publisher = {Hart}, date = {2009}}\n@xdata{x, publisher = {P}}\n"
    )
    loaded, problems = sources(tmp_path, text, "sources.bib")
    assert problems == ""
    assert loaded["ch"].csl["container-title"] == "The Goals of Private Law"
    assert loaded["ch"].csl["author"][1] == {"family": "Ålund", "given": "Émile"}


def test_a_file_that_is_no_bibtex_is_told_with_its_line(tmp_path: Path) -> None:
    _, problems = sources(tmp_path, "@book{a, title = {A}}\n\n@book{b, title = {B\n", "sources.bib")
    assert problems.startswith("sources.bib:")
    assert "error: cannot be read: unexpected end of input [bib-syntax]" in problems


def test_one_key_in_two_files_is_an_error_with_both_places(tmp_path: Path) -> None:
    sources(tmp_path, "references: [{id: young2009, type: book, title: T}]", "sources.yaml")
    loaded, problems = sources(tmp_path, BIBLATEX, "sources.bib")
    assert "source `young2009` is there twice, first at sources.bib:4 [source-duplicate]" in problems
    assert set(loaded) == {"young2009", "hrw2021", "cat", "later"}


def test_files_of_every_format_join(tmp_path: Path) -> None:
    sources(tmp_path, "references: [{id: a, type: book, title: T}]", "sources.yaml")
    sources(tmp_path, '[{"id": "b", "type": "book", "title": "T"}]', "sources.json")
    sources(tmp_path, "@book{c, title = {T}}", "sources.bib")
    loaded, problems = sources(tmp_path, "TY  - BOOK\nID  - d\nTI  - T\nER  - \n", "sources.ris")
    assert (set(loaded), problems) == ({"a", "b", "c", "d"}, "")


def test_a_ris_file_gives_sources_with_dates_bodies_and_short_titles(tmp_path: Path) -> None:
    loaded, problems = sources(tmp_path, RIS, "sources.ris")
    assert problems == ""
    assert {key: str(source.origin) for key, source in loaded.items()} == {
        "young2009": "sources.ris:1",
        "Human_Rights_Watch_2021": "sources.ris:16",
    }
    young, report = (source.csl for source in loaded.values())
    assert (young["issued"], young["accessed"]) == ({"date-parts": [[2009, 7]]}, {"date-parts": [[2020, 5, 3]]})
    assert young["title-short"] == "Due Deference"
    assert report["author"] == [{"literal": "Human Rights Watch"}]
    assert report["title"] == "A Sense of Terror: Stories from North Korea"
    assert report["ISBN"] == "978-1-56432-280-9"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("TY  - RPRT\nID  - a\nTI  - T\nM1  - A/HRC/25\nER  - \n", "sources.ris:4: warning: `M1` of `a` was not imported: `A/HRC/25`"),
        ("TY  - NONE\nID  - a\nTI  - T\nER  - \n", "sources.ris:1: warning: `a` has the type `NONE`, which is not known"),
        ("TY  - BOOK\nTI  - T\nER  - \n", "sources.ris:1: error: the record has no key, and no author and year"),
        ("garbage\n", "sources.ris:1: error: is not RIS"),
        ("TY  - BOOK\nTI  - T\n", "sources.ris:1: error: is not RIS: this record has no end"),
        ("TI  - T\nER  - \n", "sources.ris:1: error: is not RIS: a record starts with"),
        ("TY  - BOOK\nID  - a\nTY  - BOOK\nER  - \n", "sources.ris:3: error: is not RIS"),
        ("TY  - BOOK\nID  - a\nPY  - soon\nER  - \n", "sources.ris:3: warning: `PY` of `a` is not a date: `soon`; it is printed as written"),
        ("TY  - BOOK\nID  - a\nER  - \nTY  - BOOK\nID  - a\nER  - \n", "sources.ris:4: error: source `a` is there twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_ris_file_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    assert sources(tmp_path, text, "sources.ris")[1].startswith(problem)


ZOTERO: list[dict[str, Any]] = [
    {
        "id": "http://zotero.org/users/1234567/items/ABCD2345",
        "type": "report",
        "title": "The Invisible Exodus: North Koreans in the People's Republic of China",
        "title-short": "The Invisible Exodus",
        "shortTitle": "The Invisible Exodus",
        "abstract": "...",
        "publisher": "Human Rights Watch",
        "URL": "https://www.hrw.org/report/2002/11/19/invisible-exodus",
        "note": "Citation Key: hrw2002\ntex.ids: hrwExodus\ntex.type: treaty\nread on the train",
        "author": [{"literal": "Human Rights Watch"}],
        "issued": {"date-parts": [["2002", 11, 19]]},
        "accessed": {"date-parts": [["2026", 5, 4]]},
    },
    {
        "id": "yoon2024",
        "citation-key": "yoon2024",
        "type": "webpage",
        "title": "China Forcibly Returns 60 Refugees",
        "container-title": "Human Rights Watch",
        "author": [{"family": "Yoon", "given": "Lina"}],
        "issued": {"date-parts": [["2024", 5, 8]]},
        "accessed": {"date-parts": [["2026", 5, 4]]},
    },
    {
        "id": "1234567/WXYZ6789",
        "citation-key": "cat",
        "type": "treaty",
        "title": "Convention against Torture",
        "issued": {"date-parts": [["1984", 12, 10]]},
    },
]


def test_an_export_of_zotero_has_its_citation_keys_and_no_private_notes(tmp_path: Path) -> None:
    loaded, problems = sources(tmp_path, json.dumps(ZOTERO, indent="\t"), "sources.json")
    assert problems == ""
    assert list(loaded) == ["hrw2002", "yoon2024", "cat"]
    assert loaded["hrw2002"].csl["id"] == "hrw2002"
    assert "note" not in loaded["hrw2002"].csl
    assert loaded["hrw2002"].csl["type"] == "report"


def test_fields_know_their_lines() -> None:
    (entry,) = parse_bibtex("\n@book{a,\n  title = {A\nB},\n  year = 2001\n}\n")
    assert [(field.name, field.line) for field in entry.fields] == [("title", 3), ("year", 5)]


def _ris(kind: str, *lines: str) -> str:
    return "\n".join((f"TY  - {kind}", "ID  - k", "TI  - On Wells", "PY  - 2010", *lines, "ER  - \n"))


@pytest.mark.parametrize(
    ("kind", "lines", "people"),
    [
        ("CHAP", ("AU  - Doe, Jo", "A2  - Ash, Ed", "A3  - Elm, Sue"), {"author": "Doe", "editor": "Ash", "collection-editor": "Elm"}),
        ("CHAP", ("AU  - Doe, Jo", "A4  - Fir, Tom"), {"author": "Doe", "translator": "Fir"}),
        ("JOUR", ("AU  - Doe, Jo", "A4  - Ministry of Foreign Affairs"), {"author": "Doe", "translator": "Ministry of Foreign Affairs"}),
        ("BOOK", ("AU  - Doe, Jo", "A3  - Ash, Ed", "A4  - Fir, Tom"), {"author": "Doe", "editor": "Ash", "translator": "Fir"}),
        ("BOOK", ("AU  - Doe, Jo", "A2  - Ash, Ed"), {"author": "Doe", "editor": "Ash"}),
        ("BOOK", ("AU  - Doe, Jo", "A2  - Elm, Sue", "A3  - Ash, Ed"), {"author": "Doe", "editor": "Ash", "collection-editor": "Elm"}),
        ("BOOK", ("A2  - Elm, Sue", "A3  - Ash, Ed", "ED  - Oak, Al"), {"editor": "Ash, Oak", "collection-editor": "Elm"}),
        ("EDBOOK", ("AU  - Ash, Ed", "A2  - Elm, Sue"), {"editor": "Ash", "collection-editor": "Elm"}),
        ("PCOMM", ("AU  - Doe, Jo", "A2  - Ash, Ed"), {"author": "Doe", "recipient": "Ash"}),
    ],
)  # fmt: skip
def test_people_of_a_ris_record_have_the_roles_of_its_type(
    kind: str, lines: tuple[str, ...], people: dict[str, str], tmp_path: Path
) -> None:
    sink = Sink()
    (tmp_path / "sources.ris").write_text(_ris(kind, *lines), "utf-8")
    item = load_sources(tmp_path, tmp_path, sink).by_key["k"].csl
    roles = {role: names for role, names in item.items() if isinstance(names, list)}
    found = {role: ", ".join(name.get("family") or name["literal"] for name in names) for role, names in roles.items()}
    assert found == people
    assert "not imported" not in told(sink)


def test_report_of_a_case_in_ris_is_no_person(tmp_path: Path) -> None:
    (tmp_path / "sources.ris").write_text(_ris("CASE", "A2  - EHRR", "VL  - 29", "SP  - 245", "PB  - ECtHR"), "utf-8")
    item = load_sources(tmp_path, tmp_path, Sink()).by_key["k"].csl
    assert (item["container-title"], item["volume"], item["page"], item["authority"]) == ("EHRR", "29", "245", "ECtHR")
    assert "editor" not in item


def test_people_without_a_role_in_ris_are_told(tmp_path: Path) -> None:
    sink = Sink()
    (tmp_path / "sources.ris").write_text(_ris("THES", "AU  - Doe, Jo", "A3  - Elm, Sue"), "utf-8")
    load_sources(tmp_path, tmp_path, sink)
    assert "`A3` of `k` was not imported: `Elm, Sue`" in told(sink)
