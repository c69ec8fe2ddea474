"""Builds the structure tree of a PDF from the elements of the page, in the order in which their content is met.

The tree follows the HTML, not the boxes: a paragraph over two pages is one paragraph, a note stands by its call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree import ElementTree as ET

from briefgen.render.patches.marking import Marked
from briefgen.render.structure.roles import (
    BLOCKS,
    DEFINITIONS,
    LIST_ITEMS,
    SPAN,
    Holds,
    Role,
    is_contents,
    is_footnote,
    is_note_call,
    is_note_number,
    role_within_line,
    scope_of,
)

PARAGRAPH = Role("P", Holds.WORDS)
DEFAULT_LIST_STYLE = {"ul": "Disc", "note-list": "Disc", "ol": "Decimal"}
LIST_STYLES = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
"""By the `type` of an ordered list."""
BULLETS = ("Disc", "Circle", "Square")
"""Of an unordered list, by how many lists it stands in, as browsers and WeasyPrint set them."""


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A place to click."""

    page: int
    annotation: Any
    words: str = ""
    """What the link says."""


@dataclass(slots=True, eq=False)
class Node:
    """One structure element, with what stands in it."""

    role: Role
    language: str
    """Of its words, its own or that of what it stands in."""
    kids: list[Node | Marked | LinkPlace] = field(default_factory=list)
    made: bool = False
    """A paragraph that the author did not write, around words that stand by themselves."""
    speaks: str = ""
    """The language, where it differs from that around it."""
    alternative: str = ""
    expansion: str = ""
    name: str = ""
    """An identifier, once in the document."""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By owner: `Table`, `List`, `Layout`."""

    def add(self, role: Role, *, at: int | None = None, made: bool = False) -> Node:
        """A new node in this one, at the end or at a place."""
        node = Node(role, self.language, made=made)
        self.kids.insert(len(self.kids) if at is None else at, node)
        return node

    def for_words(self) -> Node:
        """Where words go that stand directly in this node."""
        if self.role.holds is Holds.WORDS:
            return self
        last = self.kids[-1] if self.kids else None
        return last if isinstance(last, Node) and last.made else self.add(PARAGRAPH, made=True)

    def descendants(self) -> Iterator[Node]:
        """The node and all within it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.descendants()


class StructureTree:
    """Takes the content of a document piece by piece, and finds the place of each in the tree."""

    def __init__(self, root: ET.Element) -> None:
        self.document = Node(Role("Document", Holds.BLOCKS), root.get("lang", ""))
        self.above: dict[ET.Element, ET.Element] = {child: parent for parent in root.iter() for child in parent}
        self.nodes: dict[ET.Element, Node] = {root: self.document}
        self.items: dict[ET.Element, Node] = {}
        """The `LI` of each list item, whose node is the body within."""
        self.calls: dict[ET.Element, Node] = {}
        """The `Reference` of each footnote, whose node is the `Note`."""

    def add_text(self, element: ET.Element, pseudo: str, content: Marked) -> None:
        """Words of an element, or of what a style sheet sets before, after or in front of it."""
        self._home(element, pseudo).for_words().kids.append(content)

    def add_figure(self, element: ET.Element, content: Marked, box: tuple[float, float, float, float]) -> None:
        """An image, with the rectangle that it takes on the page in points."""
        node = self._of(self.above[element]).add(Role("Figure", Holds.WORDS))
        node.alternative = element.get("alt", "")
        node.attributes["Layout"] = {"BBox": box}
        node.kids.append(content)

    def add_link(self, element: ET.Element, place: LinkPlace) -> None:
        """A place to click, which belongs to the link that the element stands in."""
        node = self._of(element)
        link: ET.Element | None = element
        while link is not None and link.tag != "a":
            link = self.above.get(link)
        if link is None:
            node.for_words().add(Role("Link", Holds.WORDS)).kids.append(place)
        else:
            self._of(link).kids.append(replace(place, words=" ".join("".join(link.itertext()).split())))

    def add_cell(self, element: ET.Element) -> None:
        """A cell of a table, which is there even when it is empty."""
        self._of(element)

    def finish(self) -> Node:
        """The whole tree, when all content is in it."""
        for node in self.document.descendants():
            if node.role.type == "L" and not any(_has_label(item) for item in node.kids):
                node.attributes.pop("List", None)
            if node.role.type == "Link" and not any(isinstance(kid, LinkPlace) for kid in node.kids):
                node.role = SPAN
        return self.document

    def _home(self, element: ET.Element, pseudo: str) -> Node:
        node = self._of(element)
        if pseudo == "footnote-call":
            return self.calls.get(element, node)
        if pseudo == "footnote-marker":
            return self._label(node)
        if pseudo == "before" and is_contents(element):
            return self._title_of_contents(node)
        if pseudo == "marker" or (pseudo == "before" and element.tag == "li"):
            return self._label(self.items.get(element, node))
        return node

    def _label(self, node: Node) -> Node:
        first = node.kids[0] if node.kids else None
        if isinstance(first, Node) and first.role.type == "Lbl":
            return first
        return node.add(Role("Lbl", Holds.WORDS), at=0)

    def _title_of_contents(self, node: Node) -> Node:
        """What a style sheet sets over the contents: a heading, so that those who go from heading to heading find them.

        Where no title of the document came before, a paragraph, for a document does not begin with a lower heading.
        """
        if node.kids and isinstance(node.kids[0], Node):
            return node.kids[0]
        titled = any(one.role.type == "H1" for one in self.document.descendants())
        return node.add(BLOCKS["h2"] if titled else PARAGRAPH)

    def _of(self, element: ET.Element) -> Node:
        """The node that the content of an element goes into."""
        if element not in self.nodes:
            parent = self._of(self.above[element])
            node = self._new(element, parent)
            self.nodes[element] = node
            self._describe(element, node, parent)
        return self.nodes[element]

    def _new(self, element: ET.Element, parent: Node) -> Node:
        """A new node for an element, or that of its parent where it is nothing of its own."""
        tag = str(element.tag)
        if is_footnote(element):
            return self._new_note(element, parent)
        if tag in LIST_ITEMS:
            return self._new_item(element, parent)
        if tag in DEFINITIONS:
            return self._new_definition(tag, parent)
        block = self._block_role(element, parent)
        return parent.add(block) if block else self._new_within_line(element, parent)

    def _block_role(self, element: ET.Element, parent: Node) -> Role | None:
        tag = str(element.tag)
        if tag in {"ul", "ol"} and self._in_contents(element):
            return Role("TOC", Holds.BLOCKS)
        groups_definitions = tag == "div" and parent.role.type == "L"
        return None if groups_definitions else BLOCKS.get(tag)

    def _new_within_line(self, element: ET.Element, parent: Node) -> Node:
        if element.tag == "a" and element.get("href"):
            return self._new_link(parent)
        if is_note_call(element):
            return parent.for_words().add(Role("Reference", Holds.WORDS))
        if is_note_number(element) and self.above[element] in self.items:
            return self._label(self.items[self.above[element]])
        role = role_within_line(element, parent.language)
        return parent.for_words().add(role) if role else parent

    def _new_note(self, element: ET.Element, parent: Node) -> Node:
        home = parent.for_words()
        self.calls[element] = home.add(Role("Reference", Holds.WORDS))
        note = home.add(Role("Note", Holds.BLOCKS))
        note.name = element.get("id", "")
        return note

    def _new_item(self, element: ET.Element, parent: Node) -> Node:
        if parent.role.type == "TOC":
            return parent.add(Role("TOCI", Holds.BLOCKS))
        item = parent.add(Role("LI", Holds.BLOCKS))
        self.items[element] = item
        return item.add(Role("LBody", Holds.WORDS))

    @staticmethod
    def _new_definition(tag: str, parent: Node) -> Node:
        items = [kid for kid in parent.kids if isinstance(kid, Node)]
        if tag == "dt" or not items:
            items.append(parent.add(Role("LI", Holds.BLOCKS)))
        return items[-1].add(Role("Lbl" if tag == "dt" else "LBody", Holds.WORDS))

    @staticmethod
    def _new_link(parent: Node) -> Node:
        link = Role("Link", Holds.WORDS)
        if parent.role.type == "TOCI":
            return parent.add(Role("Reference", Holds.WORDS)).add(link)
        return parent.for_words().add(link)

    def _in_contents(self, element: ET.Element) -> bool:
        above = self.above.get(element)
        return above is not None and (is_contents(above) or self._in_contents(above))

    def _describe(self, element: ET.Element, node: Node, parent: Node) -> None:
        """What is said of a node beside its type."""
        language = element.get("lang", parent.language)
        if node is not parent and language != parent.language:
            node.language = node.speaks = language
        if element.tag == "abbr" and node.role is SPAN:
            node.expansion = element.get("title", "")
        if element.tag in DEFAULT_LIST_STYLE and node.role.type == "L":
            node.attributes["List"] = {"ListNumbering": f"/{self._list_style(element)}"}
        if element.tag in {"td", "th"}:
            node.attributes["Table"] = self._cell_attributes(element)
            node.name = f"cell-{element.get('id')}" if element.get("id") else ""

    def _list_style(self, element: ET.Element) -> str:
        if element.tag != "ul":
            return LIST_STYLES.get(element.get("type", ""), DEFAULT_LIST_STYLE[str(element.tag)])
        depth, above = 0, self.above.get(element)
        while above is not None:
            depth, above = depth + (above.tag in {"ul", "ol"}), self.above.get(above)
        return BULLETS[min(depth, len(BULLETS) - 1)]

    def _cell_attributes(self, cell: ET.Element) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if cell.get(name, "1").isdecimal() and int(cell.get(name, "1")) > 1:
                said[key] = int(cell.get(name, "1"))
        if cell.tag == "th":
            row = self.above[cell]
            said["Scope"] = f"/{scope_of(cell, row, self.above[row])}"
        if cell.get("headers"):
            said["Headers"] = tuple(f"cell-{name}" for name in cell.get("headers", "").split())
        return said


def _has_label(item: Node | Marked | LinkPlace) -> bool:
    return isinstance(item, Node) and any(isinstance(kid, Node) and kid.role.type == "Lbl" for kid in item.kids)
