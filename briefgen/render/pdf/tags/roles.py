"""Says what each element of the page is to someone who hears it: the structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from xml.etree import ElementTree as ET


class ContentModel(Enum):
    """The content that may be directly in a structure element."""

    BLOCKS = auto()
    """Other elements; words on their own get a paragraph."""
    INLINE = auto()
    """Words and elements within a line."""


@dataclass(frozen=True, slots=True)
class Role:
    """The structure type of an element."""

    type: str
    content_model: ContentModel = ContentModel.INLINE


def _build_roles(holds: ContentModel, types: str) -> dict[str, Role]:
    pairs = (pair.split(":") for pair in types.split())
    return {tag: Role(type_, holds) for tag, type_ in pairs}


BLOCK_ROLES: Mapping[str, Role] = {
    **_build_roles(
        ContentModel.BLOCKS,
        "main:Part article:Art section:Sect nav:Sect aside:Sect div:Div header:Div footer:Div address:Div figure:Div "
        "blockquote:BlockQuote note-quotation:BlockQuote note-division:Div ul:L ol:L dl:L note-list:L note-numbers:L "
        "table:Table thead:THead tbody:TBody tfoot:TFoot tr:TR",
    ),
    **_build_roles(
        ContentModel.INLINE,
        "p:P note-paragraph:P pre:P h1:H1 h2:H2 h3:H3 h4:H4 h5:H5 h6:H6 caption:Caption figcaption:Caption th:TH td:TD",
    ),
}
"""Elements that make a structure element of their own."""

INLINE_ROLES: Mapping[str, Role] = _build_roles(ContentModel.INLINE, "q:Quote code:Code samp:Code kbd:Code")
SPAN_ROLE = Role("Span", ContentModel.INLINE)
LIST_ITEM_TAGS = frozenset({"li", "note-item"})
DEFINITION_TAGS = frozenset({"dt", "dd"})


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


def find_inline_role(element: ET.Element, language: str) -> Role | None:
    """What an element within a line is; None for one that only looks different, as `em` does.

    `language` is that of the words around it: a passage in another one is marked.
    """
    if element.tag in INLINE_ROLES:
        return INLINE_ROLES[element.tag]
    if element.tag == "abbr" and element.get("title"):
        return SPAN_ROLE
    return SPAN_ROLE if element.get("lang", language) != language else None


def find_header_scope(cell: ET.Element, row: ET.Element, group: ET.Element) -> str:
    """Which cells a head of a table speaks for: `Column`, `Row` or `Both`."""
    scope = cell.get("scope", "").removesuffix("group")
    if scope in {"row", "col"}:
        return "Row" if scope == "row" else "Column"
    beside_cells = any(other.tag == "td" for other in row)
    return "Row" if beside_cells and group.tag != "thead" else "Column"
