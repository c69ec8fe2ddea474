"""One note for neighbouring key figures with the same source."""

from __future__ import annotations

import pytest

from briefgen.cite.notes import collect_notes, place_notes
from briefgen.model.tree import Element, Node, Note, Text, extract_text, find_elements
from tests.unit.citing import works
from tests.unit.test_cite_notes import automatic, nodes, paragraph, shown


def figures(*parts: str | Node, classes: str = "key-facts") -> Element:
    """A panel of key figures, each with its source."""
    terms = [Element("dt", nodes("60", automatic(part) if isinstance(part, str) else part)) for part in parts]
    return Element("dl", tuple(Element("div", (term,)) for term in terms), {"class": classes})


def placed(*children: Node, language: str = "en") -> Element:
    return place_notes(Element("body", children), works(), language)


def calls(body: Element) -> list[str]:
    """What leads to a note without being one."""
    return [
        f"{extract_text((call,))} {link.get('href')}"
        for call in find_elements((body,), "sup")
        for link in find_elements((call,), "a")
    ]


def test_neighbouring_figures_of_one_source_call_one_note() -> None:
    body = placed(figures("@young, 560", "@young, p 560", "@raz", "@young, 560"), paragraph("More [@young, 560]."))
    assert [note.number for note in collect_notes(body)] == [1, 2, 3, 4]
    assert shown(body).count("{1: young, 560}") == 1
    assert calls(body) == ["1 #note-1"]


@pytest.mark.parametrize(
    "parts",
    [
        (figures("@young, 560", "@young, 561"),),
        (figures("@young", "@young, 560"),),
        (figures("@young"), figures("@young")),
        (figures("@young", "@young", classes="terms"),),
        (paragraph("More [@young]."), figures("@young"), paragraph("More [@young].")),
        (figures(Note((Text("See the report."),)), Note((Text("See the report."),))),),
    ],
)
def test_other_notes_are_called_once(parts: tuple[Element, ...]) -> None:
    body = placed(*parts)
    assert calls(body) == []
    assert [note.number for note in collect_notes(body)] == list(range(1, len(collect_notes(body)) + 1))


def test_a_call_in_arabic_is_in_brackets() -> None:
    assert calls(placed(figures("@young", "@young"), language="ar")) == ["(1) #note-1"]
