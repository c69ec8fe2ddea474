"""Sources as other programs and DOI agencies write them: what is read, and one warning for each loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.load.bibliography.edition import read_edition
from briefgen.load.bibliography.markup import normalise_markup, normalise_text
from briefgen.load.bibliography.sources import load_sources
from briefgen.model.diagnostic import Sink
from tests.unit.project_files import told

CROSSREF: dict[str, Any] = {
    "type": "journal-article", "title": ["Wells"], "subtitle": ["A Study"], "ISSN": ["1234-5678", "2345-6789"],
    "container-title": ["Journal of Wells"], "short-container-title": ["J Wells"], "DOI": "10.1234/x",
    "author": [
        {"given": "Lina", "family": "Young", "sequence": "first", "affiliation": [], "ORCID": "https://orcid.org/0"},
        {"name": "World Bank", "sequence": "additional"},
    ],
    "published-print": {"date-parts": [[2019, 3]]}, "indexed": {"date-parts": [[2020, 1, 1]], "timestamp": 1},
    "license": [{"URL": "https://example.org"}], "reference": [{"key": "a"}], "prefix": "10.1234", "member": "3", "score": 1,
    "publisher-location": "Rome", "event": {"name": "Wells II", "location": "Bonn"}, "source": "Crossref",
}  # fmt: skip


def read(root: Path, text: object, name: str = "sources.json") -> tuple[dict[str, Any], str]:
    """The CSL items of a file by key, and what is reported."""
    (root / name).write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    sink = Sink()
    loaded = load_sources(root, root, sink)
    return {key: dict(source.csl) for key, source in loaded.by_key.items()}, told(sink)


@pytest.mark.parametrize("wrapped", [[CROSSREF], CROSSREF, {"status": "ok", "message": CROSSREF}])
def test_the_record_of_a_doi_is_read_without_a_message(tmp_path: Path, wrapped: object) -> None:
    loaded, problems = read(tmp_path, wrapped)
    assert problems == ""
    (item,) = loaded.values()
    assert item == {
        "id": item["id"], "type": "article-journal", "title": "Wells: A Study", "ISSN": "1234-5678, 2345-6789",
        "container-title": "Journal of Wells", "container-title-short": "J Wells", "DOI": "10.1234/x",
        "author": [{"given": "Lina", "family": "Young"}, {"literal": "World Bank"}], "issued": {"date-parts": [[2019, 3]]},
        "publisher-place": "Rome", "event-title": "Wells II", "event-place": "Bonn", "source": "Crossref",
    }  # fmt: skip


def test_a_record_of_datacite_is_read_without_a_message(tmp_path: Path) -> None:
    record = {
        "type": "dataset", "id": "https://doi.org/10.5281/x.1", "categories": ["water"], "copyright": "CC BY", "title": "Levels",
        "author": [{"family": "Müller", "given": "Ann"}], "issued": {"date-parts": [[2019, 3, 1]]}, "publisher": "Zenodo",
    }  # fmt: skip
    loaded, problems = read(tmp_path, [record])
    assert problems == ""
    assert [key[:-1] for key in loaded] == ["muller2019"]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"weird": 3}, "`weird` of source `a` is not a CSL variable and is not printed [source-variable]"),
        ({"publisher": {"name": "P"}}, "in `a`, `publisher` must be text, found a mapping; it is left out [source-import-lossy]"),
        ({"container-title": ["A", "B"]}, "in `a`, `container-title` has 2 texts, and only the first is used: `A` [source-import-lossy]"),
        ({"editor": [{"family": "E", "mood": "x"}]}, "in `a`, the part `mood` of a name in `editor` is not known; it is left out [source-import-lossy]"),
        ({"issued": {"date-parts": [[2020, 13, 1]]}}, "in `a`, `issued` is not a date: `2020-13-1`; it is printed as written [source-date]"),
        ({"issued": {"raw": "some day"}}, "in `a`, `issued` is not a date: `some day`; it is printed as written [source-date]"),
        ({"issued": "some day"}, "in `a`, `issued` is not a date: `some day`; it is printed as written [source-date]"),
        ({"accessed": {"date-parts": [[0]]}}, "in `a`, `accessed` is `0`, and there is no year 0; the date is left out [source-date]"),
        ({"note": "Type: leaflet"}, "in `a`, the line `type: leaflet` of its note is not known to CSL [source-variable]"),
        ({"note": "event-dat: 2019"}, "in `a`, the line `event-dat` of its note is not known to CSL [source-variable]"),
    ],
)  # fmt: skip
def test_each_loss_is_one_warning(tmp_path: Path, variables: dict[str, object], message: str) -> None:
    loaded, problems = read(tmp_path, [{"id": "a", "type": "book", "title": "T", **variables}])
    assert list(loaded) == ["a"]
    assert [line for line in problems.split("\n") if "hint" not in line] == [f"sources.json:1: warning: {message}"]


def test_the_extra_of_zotero_is_read_as_variables(tmp_path: Path) -> None:
    note = (
        "Type: treaty\nevent-date: 16 November 1994\nContainer Title: UNTS\n{:volume: 1833}\npage: 3\nread on the train\n"
        "Original Date: 1980-00-00\neditor: Old || Ann\neditor: Water Board\ntex.ids: x\nCitation Key: cl"
    )
    loaded, problems = read(
        tmp_path, [{"id": "1/ABCD2345", "type": "bill", "title": "Convention on Lakes", "note": note}]
    )
    assert problems == ""
    assert loaded["cl"] == {
        "id": "cl", "type": "treaty", "title": "Convention on Lakes", "event-date": {"date-parts": [[1994, 11, 16]]},
        "container-title": "UNTS", "volume": "1833", "page": "3", "original-date": {"date-parts": [[1980]]},
        "editor": [{"family": "Old", "given": "Ann"}, {"literal": "Water Board"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kind"), [("hearing", "hearing"), ("Legal Case", "legal_case"), ("conferencePaper", "paper-conference")]
)
def test_a_type_in_extra_may_have_its_name_in_zotero(tmp_path: Path, written: str, kind: str) -> None:
    loaded, problems = read(tmp_path, [{"id": "a", "type": "document", "title": "T", "note": f"Type: {written}"}])
    assert (loaded["a"]["type"], problems) == (kind, "")


def test_a_note_written_by_hand_stays_private(tmp_path: Path) -> None:
    text = "- id: a\n  type: interview\n  title: T\n  note: |\n    interviewer: Kim || Ada\n    met in Yanji\n"
    loaded, problems = read(tmp_path, text, "sources.yaml")
    assert loaded["a"] == {"id": "a", "type": "interview", "title": "T"}
    assert problems == (
        "sources.yaml:4: warning: in `a`, its note states `interviewer`, and notes are never printed [source-variable]\n"
        "  hint: write each line of the note as a key of the work"
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (
            "Water &amp; Law: the &quot;right&quot; &#8211; an <em>essay</em>",
            'Water & Law: the "right" – an <i>essay</i>',
        ),
        ("R&amp;amp;D", "R&D"),
        ("&lt;i&gt;Roe&lt;/i&gt; again", "<i>Roe</i> again"),
        ("an <i>open tag", "an open tag"),
        ("a closed</i> one", "a closed one"),
        ("<scp>un</scp> <jats:italic>law</jats:italic>", '<span style="font-variant:small-caps;">un</span> <i>law</i>'),
        ("<i>a <b>b</i>", "<i>a b</i>"),
        ("first<br/>second", "first second"),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("x < y and AT&T, R&D; <Lakeland>", "x < y and AT&T, R&D; <Lakeland>"),
        ("<mml:math><mml:mi>n</mml:mi></mml:math>", "n"),
    ],
)
def test_html_in_a_title_becomes_characters_and_italics(written: str, read_as: str) -> None:
    assert normalise_markup(normalise_text(written)) == read_as


def test_html_is_read_in_every_text_and_name_but_not_in_addresses(tmp_path: Path) -> None:
    item = {
        "id": "a", "type": "report", "title": "T", "container-title": "Law &amp; Policy", "publisher": "<b>P</b>",
        "author": [{"family": "O&#39;Neil", "given": "Ada"}], "page": "3&#8211;<i>4</i>", "URL": "https://x.org/?a=1&amp;copy=2",
    }  # fmt: skip
    loaded, problems = read(tmp_path, [item])
    assert problems == ""
    assert {key: loaded["a"][key] for key in ("container-title", "author", "page", "URL")} == {
        "container-title": "Law & Policy",
        "author": [{"family": "O'Neil", "given": "Ada"}],
        "page": "3–4",
        "URL": "https://x.org/?a=1&copy=2",
    }


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Second", "2"), ("2nd ed.", "2"), ("2nd edn", "2"), ("third edition", "3"), ("3. Auflage", "3"), ("2e éd.", "2"),
        ("12th", "12"), ("4", "4"), ("rev. ed.", "rev. ed."), ("2nd rev. ed.", "2nd rev. ed."), ("Student edition", "Student edition"),
    ],
)  # fmt: skip
def test_an_edition_in_words_is_a_number(written: str, number: str) -> None:
    assert read_edition(written) == number


BIB = r"""@jurisdiction{c1, title={W v R}, institution={ECtHR}, number={App no 1/00}, date={2004-07-20}}
@jurisdiction{c2, title={W v R}, court={ICJ}, date={2004-07-20}}
@misc{m1, author={Old, Ann}, title={S}, note={on file with the author}, date={2001}}
@misc{m2, author={Old, Ann}, title={S}, addendum={UN Doc A/HRC/40/66}, date={2001}}
@legal{t1, title={Lakes}, note={event-date: 1994-11-16
  read on the train}, date={1982}}
@article{f1, author={Old, Ann}, title={S}, journal={J}, date={2013}, pubstate={inpress}}
@article{f2, author={Old, Ann}, title={S}, journal={J}, year={forthcoming}}
@book{d1, title={S}, author={Old, Ann}, date={2019-00-00}, urldate={2020-13-01}}
@book{d2, title={S}, author={Old, Ann}, year={1990}, month={00}, day={00}}
@book{d3, title={S}, author={Old, Ann}, date={0000}}
@book{d4, title={S}, author={Old, Ann}, date={-0044}}
"""


def test_fields_that_bibtex_fills_are_read_or_reported(tmp_path: Path) -> None:
    loaded, problems = read(tmp_path, BIB, "sources.bib")
    assert (loaded["c1"]["authority"], loaded["c2"]["authority"]) == ("ECtHR", "ICJ")
    assert loaded["t1"]["event-date"] == {"date-parts": [[1994, 11, 16]]}
    assert (loaded["f1"]["status"], loaded["f2"]["issued"]) == ("in press", {"literal": "forthcoming"})
    assert [loaded[key].get("issued") for key in ("d1", "d2", "d3", "d4")] == [
        {"date-parts": [[2019]]},
        {"date-parts": [[1990]]},
        None,
        {"date-parts": [[-44]]},
    ]
    assert [line for line in problems.split("\n") if "hint" not in line] == [
        "sources.bib:3: warning: `note` of `m1` was not imported: `on file with the author` [source-import-lossy]",
        "sources.bib:4: warning: `addendum` of `m2` was not imported: `UN Doc A/HRC/40/66` [source-import-lossy]",
        "sources.bib:5: warning: `note` of `t1` was not imported: `read on the train` [source-import-lossy]",
        "sources.bib:9: warning: `urldate` of `d1` is not a date: `2020-13-01`; it is printed as written [source-date]",
        "sources.bib:11: warning: `date` of `d3` is `0000`, and there is no year 0; the date is left out [source-date]",
    ]


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("2009///", {"date-parts": [[2009]]}),
        ("2009/07/05/Summer", {"date-parts": [[2009, 7, 5]]}),
        ("2019/00/00/", {"date-parts": [[2019]]}),
        ("ca. 1990", {"date-parts": [[1990]], "circa": True}),
        ("forthcoming", {"literal": "forthcoming"}),
        ("July 2009", {"date-parts": [[2009, 7]]}),
    ],
)
def test_dates_of_ris_are_read(tmp_path: Path, written: str, issued: object) -> None:
    text = f"TY  - RPRT\nID  - a\nAU  - Young, Ada\nTI  - T\nPY  - {written}\nER  - \n"
    loaded, problems = read(tmp_path, text, "sources.ris")
    assert (loaded["a"]["issued"], problems) == (issued, "")


def test_the_court_of_a_case_in_ris_is_its_court(tmp_path: Path) -> None:
    text = "TY  - CASE\nID  - a\nTI  - Wells v Rivers\nPB  - ECtHR\nPY  - 2004\nER  - \n"
    assert read(tmp_path, text, "sources.ris")[0]["a"]["authority"] == "ECtHR"


def test_a_type_of_another_program_in_a_file_written_by_hand_has_a_hint(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "- {id: a, type: journal-article, title: T}\n", "sources.yaml")
    assert problems.endswith("hint: did you mean `article-journal`?")


@pytest.mark.parametrize(
    "variables",
    [
        {"id": {"a": 1}}, {"id": ["a"]}, {"author": {"name": {}}}, {"author": [["x"]]}, {"author": [{"family": ["x"]}]}, {"author": 3},
        {"issued": {"date-parts": [[{}]]}}, {"issued": {"date-parts": [{}]}}, {"issued": {"year": []}}, {"issued": True},
        {"event": [3]}, {"institution": [None]}, {"subtitle": {"a": 1}}, {"note": ["Type: book"]}, {"citation-key": {"a": 1}},
        {"title": [["T"]]}, {"type": ["book"]},
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["sources.json", "sources.yaml"])
def test_values_of_a_wrong_kind_are_no_fault_of_briefgen(
    tmp_path: Path, name: str, variables: dict[str, object]
) -> None:
    read(tmp_path, [{"id": "a", "type": "book", "title": "T", **variables}], name)


def test_a_part_of_a_name_that_is_not_text_is_an_error_in_a_file_written_by_hand(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "- {id: a, type: book, title: T, author: [{family: [x]}]}\n", "sources.yaml")
    assert problems.startswith(
        "sources.yaml:1: error: `author` has a part `family` that must be text, found a list [source-name]"
    )


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("{literal: Committee on Economic, Social and Cultural Rights}", "Social and Cultural Rights"),
        ("[{literal: Ministry of Water, Lakeland}]", "Lakeland"),
        ("[{name: Office for Water, Geneva}]", "Geneva"),
        ("[{family: Young, Jr, given: Ada}]", "Jr"),
        ("[{given: Ada, Bo, family: Young}]", "Bo"),
    ],
)
def test_a_name_with_a_comma_that_is_not_in_quotes_is_an_error(tmp_path: Path, name: str, rest: str) -> None:
    _, problems = read(tmp_path, f"- {{id: a, type: book, title: T, author: {name}}}\n", "sources.yaml")
    assert problems.startswith(f"sources.yaml:1: error: `author` has the unknown part `{rest}` [source-name]")
    assert "put a name with a comma in quotes" in problems


def test_an_empty_part_of_a_name_in_an_export_is_no_part(tmp_path: Path) -> None:
    _, problems = read(
        tmp_path, [{"id": "a", "type": "book", "title": "T", "author": [{"literal": "A", "rank": None}]}]
    )
    assert problems == ""
