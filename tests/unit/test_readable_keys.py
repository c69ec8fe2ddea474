"""Keys for works of an export that has none: readable, stable, and the addresses go on working."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.load import load_brief, load_library
from briefgen.load.bibliography.aliases import replace_addresses
from briefgen.load.bibliography.readable_keys import add_suffixes, derive_stem
from briefgen.load.bibliography.sources import load_sources
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Sensitivity
from briefgen.pipeline import load_inputs
from tests.unit.project_files import project_in, told

ADDRESS = "http://zotero.org/users/1/items/"


def book(address: str, title: str, family: str = "Young", year: int = 2009) -> dict[str, Any]:
    names = [{"family": family, "given": "Ada"}]
    return {"id": address, "type": "book", "title": title, "author": names, "issued": {"date-parts": [[year]]}}


def keys(root: Path, *works: dict[str, Any], name: str = "sources.json") -> dict[str, str]:
    """The keys of an export by title."""
    (root / name).write_text(json.dumps(works), encoding="utf-8")
    sink = Sink()
    loaded = load_sources(root, root, sink).by_key
    assert told(sink) == ""
    return {source.title: key for key, source in loaded.items()}


def test_a_plain_export_of_zotero_gets_author_year_and_letter(tmp_path: Path) -> None:
    found = keys(tmp_path, book(ADDRESS + "ABCD2345", "Wells"), book("1/ABCD2346", "Rivers"))
    assert {key[:-1] for key in found.values()} == {"young2009"}
    assert len(set(found.values())) == 2


def test_keys_stay_when_works_are_added_and_moved(tmp_path: Path) -> None:
    works = [book(f"{ADDRESS}ABCD23{number:02}", f"Wells {number}") for number in range(20)]
    first = keys(tmp_path, *works[:5])
    later = keys(tmp_path, *works[::-1])
    kept = [title for title, key in first.items() if later[title] == key]
    given_to_others = {later[title] for title in later if title not in first} & set(first.values())
    assert (len(set(later.values())), given_to_others) == (20, set())
    assert all(later[title].startswith(key) for title, key in first.items())
    assert len(kept) >= 3


def test_two_works_with_one_letter_get_more_letters() -> None:
    marks = [str(number) for number in range(60)]
    found = add_suffixes(["young2009"] * 60, marks)
    assert len(set(found)) == 60
    assert add_suffixes(["young2009"] * 60, marks[::-1]) == found[::-1]


@pytest.mark.parametrize(
    ("work", "stem"),
    [
        (book("", "T", "Müller"), "muller2009"),
        (book("", "T", "van der Bergh"), "vanderbergh2009"),
        (book("", "T", "김"), "김2009"),
        ({"type": "report", "author": [{"literal": "Committee on the Rights of the Child"}]}, "committeerightschild"),
        ({"type": "treaty", "title": "Convention on Lakes", "title-short": "CoL", "issued": "1982-12-10"}, "col1982"),
        ({"type": "webpage", "title": "The Wells of a Town"}, "wellstown"),
        ({"type": "map", "title": "???"}, "map"),
    ],
)
def test_a_key_starts_with_the_author_else_the_title(work: dict[str, Any], stem: str) -> None:
    assert derive_stem(work) == stem


def test_a_key_that_is_taken_gets_another_letter(tmp_path: Path) -> None:
    (key,) = keys(tmp_path, book(ADDRESS + "ABCD2345", "Wells")).values()
    found = keys(tmp_path, book(ADDRESS + "ABCD2345", "Wells"), book(key, "Chosen by hand"))
    assert found["Chosen by hand"] == key
    assert found["Wells"].startswith(key)


def test_records_of_ris_without_a_key_that_share_author_and_year_get_letters(tmp_path: Path) -> None:
    text = "".join(
        f"TY  - BOOK\nAU  - Young, Ada\nTI  - {title}\nPY  - 2009\nER  - \n" for title in ("Wells", "Rivers")
    )
    (tmp_path / "sources.ris").write_text(text, encoding="utf-8")
    sink = Sink()
    found = load_sources(tmp_path, tmp_path, sink).by_key
    assert told(sink) == ""
    assert [key[:-1] for key in found] == ["Young_2009", "Young_2009"]


def test_texts_and_facts_may_cite_by_the_address(tmp_path: Path) -> None:
    project = project_in(
        tmp_path,
        {
            "content/lake/sources.json": json.dumps(
                [book(ADDRESS + "ABCD2345", "Wells"), book("1/ABCD2346", "Rivers", "Old")]
            ),
            "content/lake/facts.yaml": f'wells: {{value: 3, source: "@{{{ADDRESS}ABCD2345}}, 9"}}\n',
            "content/lake/a.md": f"---\ntitle: A\nkind: situation\n---\n\nOne [@{{{ADDRESS}ABCD2345}}, 4; @1/ABCD2346].\n",
        },
    )
    library = load_library(project, "lake", Sink())
    wells, rivers = library.sources
    assert library.blocks[0].variants[0].body.strip() == f"One [@{{{wells}}}, 4; @{{{rivers}}}]."
    assert library.facts["wells"].sources == (f"@{{{wells}}}, 9",)


def test_a_standfirst_may_cite_by_the_address(tmp_path: Path) -> None:
    project = project_in(
        tmp_path,
        {
            "content/lake/sources.json": json.dumps([book("1/ABCD2346", "Rivers", "Old")]),
            "content/lake/a.md": "---\ntitle: A\nkind: situation\nsensitivity: public\n---\n\nWells.\n",
            "briefs/note.yaml": "audience: public-report\nlibrary: lake\ntitle: T\ndate: 2026-11-23\n"
            "standfirsts: {situation: 'As @1/ABCD2346 says.'}\n",
        },
    )
    inputs = load_inputs(project, load_brief(project, "note", Sink()), Sink())
    (key,) = inputs.library.sources
    assert inputs.brief.standfirsts == {"situation": f"As @{{{key}}} says."}
    assert inputs.library.sources[key].sensitivity is Sensitivity.PUBLIC


def test_other_words_stay_as_they_are() -> None:
    text = ("write to a@{b}", "@{1/ABCD2345}", "@{unknown}")
    assert replace_addresses(text, {"1/ABCD2345": "young2009k"}) == ("write to a@{b}", "@{young2009k}", "@{unknown}")
