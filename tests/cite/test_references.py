"""The list of works cited, in groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.cite.citeproc import format_citations
from briefgen.cite.csl_items import build_csl_items
from briefgen.cite.name_forms import NameTable
from briefgen.cite.references import fill_references, has_references
from briefgen.model.audience import ReferenceGroup
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Text, find_elements
from tests.unit.citing import STYLES, a_note, a_source, printed, works

CASES = ReferenceGroup("cases", "Table of cases", frozenset({"legal_case"}))
TREATIES = ReferenceGroup("treaties", "Table of treaties", frozenset({"treaty", "legislation"}))
DOCUMENTS = ReferenceGroup("documents", "United Nations documents", frozenset({"un-document"}))
REPORTS = ReferenceGroup("reports", "Reports", frozenset({"report", "webpage"}))
REST = ReferenceGroup("bibliography", "Bibliography", frozenset())
HEADING = Element("h2", (Text("References"),))


def listed(*cited: str, groups: tuple[ReferenceGroup, ...], style: str = "oscola-4") -> Element:
    notes = [a_note(f"[@{key}]", number) for number, key in enumerate(cited, start=1)]
    entries = format_citations(notes, works(), STYLES / f"{style}.csl", "en", Sink()).entries
    section = Element("section", (HEADING,), {"role": "doc-bibliography"})
    body = Element("body", (Element("p", (Text("Text"),)), section))
    return fill_references(body, entries, works(), groups)


def shown(body: Element) -> list[str]:
    return [printed(element.children) for element in find_elements((body,), "h2", "h3", "li")]


def test_works_stand_in_the_audience_s_groups_in_the_style_s_order() -> None:
    body = listed(
        "young", "corfu", "cat", "stevens", "iccpr", "gc34", "hrw", groups=(CASES, TREATIES, DOCUMENTS, REPORTS, REST)
    )
    assert [line.split(" (")[0] for line in shown(body)] == [
        "References",
        "Table of cases",
        "Corfu Channel Case",
        "Table of treaties",
        "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        "International Covenant on Civil and Political Rights",
        "United Nations documents",
        "Human Rights Committee, ‘General Comment No 34: Article 19: Freedoms of Opinion and Expression’",
        "Reports",
        "Human Rights Watch, ‘Title of Report’",
        "Bibliography",
        "Stevens R, *Torts and Rights*",
        "Young AL, ‘In Defence of Due Deference’",
    ]


def test_groups_without_works_are_left_out() -> None:
    assert shown(listed("corfu", groups=(TREATIES, CASES, REST)))[:2] == ["References", "Table of cases"]


def test_documents_of_the_un_stay_among_reports_where_no_group_asks_for_them() -> None:
    assert len(shown(listed("gc34", "hrw", groups=(REPORTS, REST)))) == 4


@pytest.mark.parametrize("style", ["oscola-4", "oscola-5", "un", "chicago-notes"])
@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_a_document_without_references_has_the_same_notes(style: str, language: str) -> None:
    cited = [a_note(f"[@{key}]", number) for number, key in enumerate(["young", "corfu", "cat", "young", "gc34"], 1)]
    listing, notes = (
        format_citations(cited, works(), STYLES / f"{style}.csl", language, Sink(), lists_works=lists_works)
        for lists_works in (True, False)
    )
    assert notes.notes == listing.notes
    assert dict(notes.entries) == dict(listing.entries)
    assert [key for key, _ in notes.entries] == ["young", "corfu", "cat", "gc34"]  # nothing sorted them


def test_a_style_whose_notes_print_the_place_in_the_list_sorts_it_in_every_document(tmp_path: Path) -> None:
    style = tmp_path / "numbered.csl"
    style.write_text("""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
      <info><title>Numbered</title><id>numbered</id><updated>2026-01-01T00:00:00+00:00</updated></info>
      <citation><layout><text variable="citation-number"/></layout></citation>
      <bibliography><sort><key variable="title"/></sort><layout><text variable="title"/></layout></bibliography>
    </style>""")
    cited = [a_note("[@young]", 1), a_note("[@corfu]", 2)]
    found = [format_citations(cited, works(), style, "en", Sink(), lists_works=listed) for listed in (True, False)]
    assert [[printed(note) for note in result.notes] for result in found] == [["2.", "1."]] * 2


def test_only_a_page_with_a_place_for_references_has_them() -> None:
    section = Element("section", (), {"role": "doc-bibliography"})
    assert has_references(Element("body", (Element("main", (section,)),)))
    assert not has_references(Element("body", (Element("p", (Text("Text"),)),)))


def test_every_work_can_be_addressed() -> None:
    body = listed("young", "corfu", groups=(CASES, REST))
    assert [item.get("id") for item in find_elements((body,), "li")] == ["ref-corfu", "ref-young"]
    assert {found.get("class") for found in find_elements((body,), "ul")} == {"references"}


def test_key_with_spaces_makes_a_whole_id() -> None:
    source = a_source(id="A/HRC 25", type="book", title="T")
    entries = format_citations(
        [a_note("[@{A/HRC 25}]", 1)], {"A/HRC 25": source}, STYLES / "un.csl", "en", Sink()
    ).entries
    body = Element("body", (Element("section", (), {"role": "doc-bibliography"}),))
    filled = fill_references(body, entries, {"A/HRC 25": source}, (REST,))
    assert [item.get("id") for item in find_elements((filled,), "li")] == ["ref-A-HRC-25"]


def test_group_without_a_title_has_no_heading() -> None:
    assert shown(listed("corfu", groups=(ReferenceGroup("all", "", frozenset()),)))[0] == "References"
    assert not list(find_elements((listed("corfu", groups=(ReferenceGroup("all", "", frozenset()),)),), "h3"))


def test_brief_without_citations_or_groups_has_no_references() -> None:
    assert not list(find_elements((listed(groups=(REST,)),), "section"))
    assert not list(find_elements((listed("corfu", groups=()),), "section"))
    assert not list(find_elements((listed("corfu", groups=(TREATIES,)),), "section"))


@pytest.mark.parametrize(("publisher", "kept"), [("Human Rights Watch", False), ("Hart Publishing", True)])
def test_report_keeps_a_publisher_that_is_not_its_author(publisher: str, *, kept: bool) -> None:
    author = [{"literal": "Human Rights Watch"}]
    (work,) = build_csl_items(
        [a_source(id="r", type="report", title="T", author=author, publisher=publisher)], NameTable()
    )
    assert ("publisher" in work.item) is kept


@pytest.mark.parametrize("style", ["un", "oscola-4"])
def test_a_short_form_that_is_the_title_is_not_declared(style: str) -> None:
    act = a_source(id="act", type="legislation", title="Water Act", title_short="Water Act", issued="1998")
    (note,) = format_citations([a_note("[@act, s 3]", 1)], {"act": act}, STYLES / f"{style}.csl", "en", Sink()).notes
    assert printed(note) == {"un": "Water Act, 1998, sect. 3.", "oscola-4": "Water Act 1998, s 3."}[style]
