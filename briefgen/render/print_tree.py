"""Turns the document's tree into the one that is laid out on pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from briefgen.render.images import CleanImage
from briefgen.render.line_breaks import break_well
from briefgen.render.notes import (
    NoteWords,
    note_item,
    notes_of,
    tight,
    with_endnotes,
    without_endnotes,
    without_notes_in_links,
)
from briefgen.values.audience import NotePlacement
from briefgen.values.diagnostic import Origin
from briefgen.values.document import Document
from briefgen.values.tree import Element, Node, Note, Text, rebuild

PLACE = "data-place"
"""The attribute that leads from a laid-out box back to the author's line."""

IN_NOTES = {
    "p": "note-paragraph",
    "blockquote": "note-quotation",
    "div": "note-division",
    "ul": "note-list",
    "ol": "note-list",
    "li": "note-item",
}
"""Blocks end the paragraph around them when HTML is read, so inside a note they go by other names."""


BLOCKS = frozenset({"aside", "blockquote", "div", "dl", "figure", "p", "pre", "table"})
"""What may stand in a list item beside words and other lists."""


@dataclass(frozen=True, slots=True)
class Place:
    """One element of the page to be printed: where it comes from and what it says."""

    origin: Origin | None
    note: str
    """The `id` of the footnote that it stands in, or nothing."""
    text: str
    """The characters directly in it."""

    @property
    def key(self) -> str:
        """What a reader would call it: a note, a line of a file, or the words themselves."""
        return self.note or (str(self.origin) if self.origin else self.text)


@dataclass(frozen=True, slots=True)
class PrintTree:
    """The tree to lay out, and what the guard looks for afterwards."""

    body: Element
    footnotes: Mapping[str, Origin | None]
    """By the `id` that each has on the page."""
    places: tuple[Place, ...]
    """By the number in `data-place`."""


def print_tree(document: Document, images: Mapping[str, CleanImage], words: NoteWords) -> PrintTree:
    """The tree as printed: notes at the foot of the page or at the end, images by the name they are served under."""
    body = break_well(without_notes_in_links(document.body))
    footnotes: dict[str, Origin | None] = {}
    if document.notes is NotePlacement.FOOTNOTES:
        footnotes = {f"note-{note.number}": note.origin for note in notes_of(body)}
        body = without_endnotes(body)
    else:
        body = with_endnotes(body, words, _endnote)
    body = replace(body, children=rebuild(body.children, lambda node: _printed(node, images)))
    places: list[Place] = []
    return PrintTree(_placed(body, None, "", places), footnotes, tuple(places))


def _printed(node: Node, images: Mapping[str, CleanImage]) -> Iterable[Node]:
    if isinstance(node, Note):
        return (_footnote(node),)
    if not isinstance(node, Element):
        return (node,)
    if node.tag == "li":
        return (_list_item(node),)
    if node.tag == "img":
        image = images.get(node.get("src"))
        return (node.with_attributes(src=image.address, alt=node.get("alt")),) if image else ()
    return (node,)


def _list_item(item: Element) -> Element:
    """A list item of one paragraph holds its words, as a style sheet that spaces paragraphs expects."""
    children = tight(item.children)
    if any(isinstance(child, Element) and child.tag in BLOCKS for child in children):
        return item
    return item.with_children(children)


def _footnote(note: Note) -> Element:
    attributes = {
        "class": "footnote",
        "role": "doc-footnote",
        "id": f"note-{note.number}",
        "data-number": str(note.number),
    }
    return Element("span", rebuild(tight(note.children), _in_note), attributes, note.origin)


def _in_note(node: Node) -> Iterable[Node]:
    if isinstance(node, Element) and node.tag in IN_NOTES:
        return (replace(node, tag=IN_NOTES[node.tag]),)
    return (node,)


def _endnote(note: Note, _words: NoteWords) -> Element:
    """A note in the list: on paper its number is the way back, for few faces have an arrow."""
    back = Element("a", (Text(str(note.number)),), {"href": f"#call-{note.number}"})
    return note_item(note, (Element("span", (back,), {"class": "note-number"}), Text(" ")), ())


def _placed(element: Element, origin: Origin | None, note: str, places: list[Place]) -> Element:
    """Each element numbered in `data-place`; what the number stands for stays out of the page."""
    origin = element.origin or origin
    note = element.get("id") if "footnote" in element.classes else note
    number = len(places)
    places.append(Place(origin, note, "".join(node.content for node in element.children if isinstance(node, Text))))
    children = tuple(
        _placed(child, origin, note, places) if isinstance(child, Element) else child for child in element.children
    )
    return replace(element, attributes={**element.attributes, PLACE: str(number)}, children=children)
