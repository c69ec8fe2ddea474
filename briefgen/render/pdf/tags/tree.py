"""Builds the structure tree of a PDF from the elements of the page, in the order of their content on the pages.

The tree follows the HTML, not the boxes: a paragraph over two pages is one paragraph, a note is next to its call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree import ElementTree as ET

from briefgen.render.engine.patches.marking import MarkedContent
from briefgen.render.pdf.tags.roles import (
    BLOCK_ROLES,
    DEFINITION_TAGS,
    LIST_ITEM_TAGS,
    SPAN_ROLE,
    ContentModel,
    Role,
    find_header_scope,
    find_inline_role,
    is_contents,
    is_footnote,
    is_note_call,
    is_note_number,
)

PARAGRAPH_ROLE = Role("P")
DEFAULT_LIST_STYLE = {"ul": "Disc", "note-list": "Disc", "ol": "Decimal", "note-numbers": "Decimal"}
LIST_STYLES = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
"""By the `type` of an ordered list."""
BULLET_STYLES = ("Disc", "Circle", "Square")
"""Of an unordered list, by the number of lists around it, as browsers and WeasyPrint print them."""


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A place to click."""

    page: int
    annotation: Any
    text: str = ""
    """The words of the link."""


@dataclass(slots=True, eq=False)
class StructureElement:
    """One structure element, with its content."""

    role: Role
    language: str
    """Of its words: its own, or that of the element around it."""
    kids: list[StructureElement | MarkedContent | LinkArea] = field(default_factory=list)
    implied: bool = False
    """Whether it is a paragraph that the author did not write, around words outside of any."""
    language_change: str = ""
    """The language, where it differs from that around it."""
    alternative_text: str = ""
    expansion: str = ""
    identifier: str = ""
    """Once in the document."""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By owner: `Table`, `List`, `Layout`."""

    def add_child(self, role: Role, *, position: int | None = None, implied: bool = False) -> StructureElement:
        """A new element in this one, at the end or at a position."""
        node = StructureElement(role, self.language, implied=implied)
        self.kids.insert(len(self.kids) if position is None else position, node)
        return node

    def find_text_parent(self) -> StructureElement:
        """The element for words that are directly in this one."""
        if self.role.content_model is ContentModel.INLINE:
            return self
        last = self.kids[-1] if self.kids else None
        if isinstance(last, StructureElement) and last.implied:
            return last
        return self.add_child(PARAGRAPH_ROLE, implied=True)

    def iterate(self) -> Iterator[StructureElement]:
        """The element and all within it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, StructureElement):
                yield from kid.iterate()


class StructureTree:
    """Takes the content of a document piece by piece, and finds the element for each."""

    def __init__(self, root: ET.Element) -> None:
        self.document = StructureElement(Role("Document", ContentModel.BLOCKS), root.get("lang", ""))
        self.parents: dict[ET.Element, ET.Element] = {child: parent for parent in root.iter() for child in parent}
        self.nodes: dict[ET.Element, StructureElement] = {root: self.document}
        self.list_items: dict[ET.Element, StructureElement] = {}
        """The `LI` of each list item; its node is the `LBody` within."""
        self.note_calls: dict[ET.Element, StructureElement] = {}
        """The `Reference` of each footnote; its node is the `Note`."""

    def add_text(self, element: ET.Element, pseudo: str, content: MarkedContent) -> None:
        """Words of an element, or those that a style sheet adds to it as a pseudo-element."""
        self._find_text_element(element, pseudo).find_text_parent().kids.append(content)

    def add_figure(self, element: ET.Element, content: MarkedContent, box: tuple[float, float, float, float]) -> None:
        """An image, with its rectangle on the page in points."""
        node = self._find_element(self.parents[element]).add_child(Role("Figure"))
        node.alternative_text = element.get("alt", "")
        node.attributes["Layout"] = {"BBox": box}
        node.kids.append(content)

    def add_link(self, element: ET.Element, place: LinkArea) -> None:
        """A place to click, which belongs to the nearest link around the element."""
        node = self._find_element(element)
        link = next((above for above in (element, *self._iterate_ancestors(element)) if above.tag == "a"), None)
        if link is None:
            node.find_text_parent().add_child(Role("Link")).kids.append(place)
        else:
            self._find_element(link).kids.append(replace(place, text=" ".join("".join(link.itertext()).split())))

    def add_cell(self, element: ET.Element) -> None:
        """A cell of a table, which is in the tree even when it is empty."""
        self._find_element(element)

    def finish(self) -> StructureElement:
        """The complete tree."""
        for node in self.document.iterate():
            if node.role.type == "L" and not any(_has_label(item) for item in node.kids):
                node.attributes.pop("List", None)
            if node.role.type == "Link" and not any(isinstance(kid, LinkArea) for kid in node.kids):
                node.role = SPAN_ROLE
        return self.document

    def _find_text_element(self, element: ET.Element, pseudo: str) -> StructureElement:
        node = self._find_element(element)
        if pseudo == "footnote-call":
            return self.note_calls.get(element, node)
        if pseudo == "footnote-marker":
            return self._find_label(node)
        if pseudo == "before" and is_contents(element):
            return self._find_contents_title(node)
        if pseudo == "marker" or (pseudo == "before" and element.tag == "li"):
            return self._find_label(self.list_items.get(element, node))
        return node

    def _find_label(self, node: StructureElement) -> StructureElement:
        first = node.kids[0] if node.kids else None
        if isinstance(first, StructureElement) and first.role.type == "Lbl":
            return first
        return node.add_child(Role("Lbl"), position=0)

    def _find_contents_title(self, node: StructureElement) -> StructureElement:
        """The element of the title that a style sheet adds to the contents: a heading, for readers who jump between headings.

        Before the title of the document it is a paragraph: the first heading of a document must not be a lower one.
        """
        if node.kids and isinstance(node.kids[0], StructureElement):
            return node.kids[0]
        titled = any(other.role.type == "H1" for other in self.document.iterate())
        return node.add_child(BLOCK_ROLES["h2"] if titled else PARAGRAPH_ROLE)

    def _find_element(self, element: ET.Element) -> StructureElement:
        """The structure element for the content of an element of the page."""
        if element not in self.nodes:
            parent = self._find_element(self.parents[element])
            node = self._create_element(element, parent)
            self.nodes[element] = node
            self._describe(element, node, parent)
        return self.nodes[element]

    def _create_element(self, element: ET.Element, parent: StructureElement) -> StructureElement:
        """A new structure element, or that of the parent for an element that only looks different."""
        tag = str(element.tag)
        if is_footnote(element):
            return self._create_note(element, parent)
        if tag in LIST_ITEM_TAGS:
            return self._create_list_item(element, parent)
        if tag in DEFINITION_TAGS:
            return self._create_definition(tag, parent)
        block = self._find_block_role(element, parent)
        return parent.add_child(block) if block else self._create_inline(element, parent)

    def _find_block_role(self, element: ET.Element, parent: StructureElement) -> Role | None:
        tag = str(element.tag)
        if tag in {"ul", "ol"} and self._is_in_contents(element):
            return Role("TOC", ContentModel.BLOCKS)
        groups_definitions = tag == "div" and parent.role.type == "L"
        return None if groups_definitions else BLOCK_ROLES.get(tag)

    def _create_inline(self, element: ET.Element, parent: StructureElement) -> StructureElement:
        if element.tag == "a" and element.get("href"):
            return self._create_link(parent)
        if is_note_call(element):
            return parent.find_text_parent().add_child(Role("Reference"))
        if is_note_number(element) and self.parents[element] in self.list_items:
            return self._find_label(self.list_items[self.parents[element]])
        role = find_inline_role(element, parent.language)
        return parent.find_text_parent().add_child(role) if role else parent

    def _create_note(self, element: ET.Element, parent: StructureElement) -> StructureElement:
        home = parent.find_text_parent()
        self.note_calls[element] = home.add_child(Role("Reference"))
        note = home.add_child(Role("Note", ContentModel.BLOCKS))
        note.identifier = element.get("id", "")
        return note

    def _create_list_item(self, element: ET.Element, parent: StructureElement) -> StructureElement:
        if parent.role.type == "TOC":
            return parent.add_child(Role("TOCI", ContentModel.BLOCKS))
        item = parent.add_child(Role("LI", ContentModel.BLOCKS))
        self.list_items[element] = item
        return item.add_child(Role("LBody"))

    @staticmethod
    def _create_definition(tag: str, parent: StructureElement) -> StructureElement:
        items = [kid for kid in parent.kids if isinstance(kid, StructureElement)]
        if tag == "dt" or not items:
            items.append(parent.add_child(Role("LI", ContentModel.BLOCKS)))
        return items[-1].add_child(Role("Lbl" if tag == "dt" else "LBody"))

    @staticmethod
    def _create_link(parent: StructureElement) -> StructureElement:
        link = Role("Link")
        if parent.role.type == "TOCI":
            return parent.add_child(Role("Reference")).add_child(link)
        return parent.find_text_parent().add_child(link)

    def _is_in_contents(self, element: ET.Element) -> bool:
        return any(is_contents(above) for above in self._iterate_ancestors(element))

    def _iterate_ancestors(self, element: ET.Element) -> Iterator[ET.Element]:
        above = self.parents.get(element)
        while above is not None:
            yield above
            above = self.parents.get(above)

    def _describe(self, element: ET.Element, node: StructureElement, parent: StructureElement) -> None:
        language = element.get("lang", parent.language)
        if node is not parent and language != parent.language:
            node.language = node.language_change = language
        if element.tag == "abbr" and node.role is SPAN_ROLE:
            node.expansion = element.get("title", "")
        if element.tag in DEFAULT_LIST_STYLE and node.role.type == "L":
            node.attributes["List"] = {"ListNumbering": f"/{self._find_list_style(element)}"}
        if element.tag in {"td", "th"}:
            node.attributes["Table"] = self._read_cell_attributes(element)
            node.identifier = f"cell-{element.get('id')}" if element.get("id") else ""

    def _find_list_style(self, element: ET.Element) -> str:
        if element.tag != "ul":
            return LIST_STYLES.get(element.get("type", ""), DEFAULT_LIST_STYLE[str(element.tag)])
        depth = sum(above.tag in {"ul", "ol"} for above in self._iterate_ancestors(element))
        return BULLET_STYLES[min(depth, len(BULLET_STYLES) - 1)]

    def _read_cell_attributes(self, cell: ET.Element) -> dict[str, Any]:
        attributes: dict[str, Any] = {}
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if cell.get(name, "1").isdecimal() and int(cell.get(name, "1")) > 1:
                attributes[key] = int(cell.get(name, "1"))
        if cell.tag == "th":
            row = self.parents[cell]
            attributes["Scope"] = f"/{find_header_scope(cell, row, self.parents[row])}"
        if cell.get("headers"):
            attributes["Headers"] = tuple(f"cell-{name}" for name in cell.get("headers", "").split())
        return attributes


def _has_label(item: StructureElement | MarkedContent | LinkArea) -> bool:
    return isinstance(item, StructureElement) and any(
        isinstance(kid, StructureElement) and kid.role.type == "Lbl" for kid in item.kids
    )
