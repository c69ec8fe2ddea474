"""Says what each element of the page is to someone who hears it: the structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from xml.etree import ElementTree as ET


class Holds(Enum):
    """What may stand directly in a structure element."""

    BLOCKS = auto()
    """Other elements; words on their own get a paragraph."""
    WORDS = auto()
    """Words and elements within a line."""


@dataclass(frozen=True, slots=True)
class Role:
    """The structure type of an element."""

    type: str
    holds: Holds


def _roles(holds: Holds, types: str) -> dict[str, Role]:
    pairs = (pair.split(":") for pair in types.split())
    return {tag: Role(type_, holds) for tag, type_ in pairs}


BLOCKS: Mapping[str, Role] = {
    **_roles(
        Holds.BLOCKS,
        "main:Part article:Art section:Sect nav:Sect aside:Sect div:Div header:Div footer:Div address:Div figure:Div "
        "blockquote:BlockQuote note-quotation:BlockQuote note-division:Div ul:L ol:L dl:L note-list:L "
        "table:Table thead:THead tbody:TBody tfoot:TFoot tr:TR",
    ),
    **_roles(
        Holds.WORDS,
        "p:P note-paragraph:P pre:P h1:H1 h2:H2 h3:H3 h4:H4 h5:H5 h6:H6 caption:Caption figcaption:Caption th:TH td:TD",
    ),
}
"""Elements that make a structure element of their own."""

INLINE: Mapping[str, Role] = _roles(Holds.WORDS, "q:Quote code:Code samp:Code kbd:Code")
SPAN = Role("Span", Holds.WORDS)
LIST_ITEMS = frozenset({"li", "note-item"})
DEFINITIONS = frozenset({"dt", "dd"})


def is_contents(element: ET.Element) -> bool:
    """Whether an element is the list of contents."""
    return element.tag == "nav" and element.get("role") == "doc-toc"


def is_footnote(element: ET.Element) -> bool:
    """Whether an element floats to the foot of the page."""
    return element.tag == "span" and element.get("role") == "doc-footnote"


def is_note_call(element: ET.Element) -> bool:
    """Whether an element is the number that leads to an endnote."""
    return element.tag == "sup" and "note-call" in element.get("class", "").split()


def is_note_number(element: ET.Element) -> bool:
    """Whether an element is the number in front of an endnote."""
    return element.tag == "span" and "note-number" in element.get("class", "").split()


def role_within_line(element: ET.Element, language: str) -> Role | None:
    """What an element within a line is; None for one that only looks different, as `em` does.

    `language` is that of the words around it: a passage in another one is marked.
    """
    if element.tag in INLINE:
        return INLINE[element.tag]
    if element.tag == "abbr" and element.get("title"):
        return SPAN
    return SPAN if element.get("lang", language) != language else None


def scope_of(cell: ET.Element, row: ET.Element, group: ET.Element) -> str:
    """Which cells a head of a table speaks for: `Column`, `Row` or `Both`."""
    said = cell.get("scope", "").removesuffix("group")
    if said in {"row", "col"}:
        return "Row" if said == "row" else "Column"
    beside_cells = any(other.tag == "td" for other in row)
    return "Row" if beside_cells and group.tag != "thead" else "Column"
