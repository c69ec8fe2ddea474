"""Builds the page that is laid out, as elements: HTML text would have to be parsed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element as PageElement
from xml.etree.ElementTree import SubElement

from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import Origin
from briefgen.model.direction import find_note_direction
from briefgen.model.document import Document, Metadata
from briefgen.model.tree import Element, Node, Note, Text, extract_text, rebuild
from briefgen.render.html.head import collect_meta_entries
from briefgen.render.html.serialise import PRIVATE_ATTRIBUTES
from briefgen.render.images.cleaning import CleanImage
from briefgen.render.notes import (
    NoteWords,
    build_note_item,
    collect_notes,
    find_note_words,
    insert_endnotes,
    move_notes_out_of_links,
    remove_endnotes_placeholder,
    unwrap_first_paragraph,
)
from briefgen.render.pdf.line_breaks import control_line_breaks

ELEMENT_NUMBER = "data-place"
"""The attribute that leads from a laid-out box back to the author's line."""

NOTE_TAGS = {
    "p": "note-paragraph",
    "blockquote": "note-quotation",
    "div": "note-division",
    "ul": "note-list",
    "ol": "note-numbers",
    "li": "note-item",
}
"""Other names for blocks inside a note: HTML would end the paragraph around them."""


NUMBERED_LIST_TAGS, LIST_ITEM_TAGS = frozenset({"ol", "note-numbers"}), frozenset({"li", "note-item"})

BLOCK_TAGS = frozenset({"aside", "blockquote", "div", "dl", "figure", "p", "pre", "table"})
"""Blocks that a list item can have besides words and other lists."""


@dataclass(frozen=True, slots=True)
class PrintedElement:
    """One element of the page to be printed: its origin and its text."""

    origin: Origin | None
    note_id: str
    """The `id` of the footnote around it; empty outside of notes."""
    text: str
    """The characters directly in it."""

    @property
    def key(self) -> str:
        """Identifies it in reports: its note, its line of a file, or its words."""
        return self.note_id or (str(self.origin) if self.origin else self.text)


@dataclass(frozen=True, slots=True)
class PrintPage:
    """The page to lay out, and what must then be on the printed pages."""

    root: PageElement
    footnotes: Mapping[str, Origin | None]
    """By the `id` that each has on the page."""
    elements: tuple[PrintedElement, ...]
    """By the number in `data-place`."""


def build_print_page(document: Document, images: Mapping[str, CleanImage]) -> PrintPage:
    """The page of a document: notes at the foot of the page or at the end, images by their addresses for the layout.

    Raises `TypeError` for a node that HTML does not know, `RecursionError` where elements are nested too deeply.
    """
    body = control_line_breaks(move_notes_out_of_links(document.body), document.metadata.language)
    footnotes: dict[str, Origin | None] = {}
    if document.notes is NotePlacement.FOOTNOTES:
        footnotes = {f"note-{note.number}": note.origin for note in collect_notes(body)}
        body = remove_endnotes_placeholder(body)
    else:
        body = insert_endnotes(body, find_note_words(document), _build_endnote)
    body = body.with_children(rebuild(body.children, lambda node: _adapt_node(node, images, document.metadata)))
    metadata, elements = document.metadata, list[PrintedElement]()
    root = PageElement("html", {"lang": metadata.language, "dir": metadata.direction})
    head = SubElement(root, "head")
    SubElement(head, "title").text = metadata.title
    for name, value in collect_meta_entries(metadata):
        SubElement(head, "meta", {"name": name, "content": value})
    _append_element(root, body, None, "", elements)
    return PrintPage(root, footnotes, tuple(elements))


def _adapt_node(node: Node, images: Mapping[str, CleanImage], metadata: Metadata) -> Iterable[Node]:
    if isinstance(node, Note):
        return (_build_footnote(node, metadata),)
    if not isinstance(node, Element):
        return (node,)
    if node.tag == "li":
        return (_unwrap_list_item(node),)
    if node.tag == "img":
        image = images.get(node.get("src"))
        return (node.with_attributes(src=image.address, alt=node.get("alt")),) if image else ()
    return (node,)


def _unwrap_list_item(item: Element) -> Element:
    """A list item of one paragraph has its words directly, so that styles of paragraphs do not space it."""
    children = unwrap_first_paragraph(item.children)
    if any(isinstance(child, Element) and child.tag in BLOCK_TAGS for child in children):
        return item
    return item.with_children(children)


def _build_footnote(note: Note, metadata: Metadata) -> Element:
    """A note has the language and the direction of the document, or its own: not those of the words that call it."""
    direction = find_note_direction(extract_text(note.children), metadata.direction)
    own_language = {"lang": metadata.language} if direction == metadata.direction else {}
    attributes = {
        **own_language,
        "dir": direction,
        "class": "footnote",
        "role": "doc-footnote",
        "id": f"note-{note.number}",
        "data-number": note.call,
    }
    return Element("span", rebuild(unwrap_first_paragraph(note.children), _rename_note_block), attributes, note.origin)


def _rename_note_block(node: Node) -> Iterable[Node]:
    if isinstance(node, Element) and node.tag in NOTE_TAGS:
        return (replace(node, tag=NOTE_TAGS[node.tag]),)
    return (node,)


def _build_endnote(note: Note, words: NoteWords) -> Element:
    """A note in the list: on paper its number is the link back, because few fonts have an arrow."""
    back = Element("a", (Text(note.call),), {"href": f"#call-{note.number}"})
    return build_note_item(note, (Element("span", (back,), {"class": "note-number"}), Text(" ")), (), words.direction)


def _build_list_counter(element: Element) -> dict[str, str]:
    """The style of a list that does not start at 1, and of an item with a number of its own: WeasyPrint does not read their attributes."""
    start, value = element.get("start"), element.get("value")
    if element.tag in NUMBERED_LIST_TAGS and start.removeprefix("-").isdecimal():
        return {"style": f"counter-reset: list-item {int(start) - 1}"}
    if element.tag in LIST_ITEM_TAGS and value.removeprefix("-").isdecimal():
        return {"style": f"counter-set: list-item {value}"}
    return {}


def _append_element(
    parent: PageElement, element: Element, origin: Origin | None, note: str, elements: list[PrintedElement]
) -> None:
    """Append an element with a number in an attribute, and what the number stands for to `elements`."""
    origin = element.origin or origin
    note = element.get("id") if "footnote" in element.classes else note
    attributes = {name: value for name, value in element.attributes.items() if name not in PRIVATE_ATTRIBUTES}
    attributes |= _build_list_counter(element)
    appended = SubElement(parent, element.tag, {**attributes, ELEMENT_NUMBER: str(len(elements))})
    text = "".join(child.content for child in element.children if isinstance(child, Text))
    elements.append(PrintedElement(origin, note, text))
    last: PageElement | None = None
    for child in element.children:
        if isinstance(child, Element):
            _append_element(appended, child, origin, note, elements)
            last = appended[-1]
        elif not isinstance(child, Text):
            raise TypeError(f"{type(child).__name__} at {child.origin} has no form in HTML")
        elif last is None:
            appended.text = (appended.text or "") + child.content
        else:
            last.tail = (last.tail or "") + child.content
