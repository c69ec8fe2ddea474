"""Places the notes of a tree: a call in the text, and the note where the format has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from briefgen.model.direction import LEFT_TO_RIGHT, find_note_direction
from briefgen.model.document import Document
from briefgen.model.tree import HEADING_TAGS, Element, Node, Note, Text, extract_text, find_elements, rebuild, walk


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The fixed words around a list of notes, in the document's language."""

    heading: str
    back_to_note: str
    """How a screen reader announces the link back; may be empty."""
    direction: str = LEFT_TO_RIGHT
    """Of the document."""


def find_note_words(document: Document) -> NoteWords:
    """The words round a list of notes, from the audience, in the document's language."""

    def find_word(key: str, default: str) -> str:
        try:
            return document.audience.find_word(key, document.metadata.language)
        except KeyError:
            return default

    return NoteWords(find_word("notes", "Notes"), find_word("back-to-note", ""), document.metadata.direction)


def collect_notes(body: Element) -> tuple[Note, ...]:
    """The notes in reading order."""
    return tuple(node for node in walk((body,)) if isinstance(node, Note))


def move_notes_out_of_links(body: Element) -> Element:
    """The same tree with each note in a link moved right after it: links do not nest."""

    def lift(node: Node) -> Iterator[Node]:
        if not (isinstance(node, Element) and node.tag == "a"):
            yield node
            return
        notes = [inner for inner in walk(node.children, notes=False) if isinstance(inner, Note)]
        yield node.with_children(rebuild(node.children, _drop_note)) if notes else node
        yield from notes

    is_any = any(
        isinstance(inner, Note) for link in find_elements((body,), "a") for inner in walk(link.children, notes=False)
    )
    return body.with_children(rebuild(body.children, lift)) if is_any else body


def insert_endnotes(body: Element, words: NoteWords, item: Callable[[Note, NoteWords], Element]) -> Element:
    """Calls in the place of the notes, and their texts in the element with `role="doc-endnotes"`.

    On a page without this element the list is at the end. `item` builds the `li` of a note.
    """
    notes = collect_notes(body)
    if not notes:
        return remove_endnotes_placeholder(body)
    listed = Element("ol", tuple(item(note, words) for note in notes), {"class": "notes"})
    places: list[Node] = []

    def change(node: Node) -> Iterable[Node]:
        if not _is_endnotes_placeholder(node):
            return _replace_note_with_call(node)
        places.append(node)
        return (_fill_endnotes(node, words, listed),)

    filled = rebuild(body.children, change)
    if not places:
        filled = (*filled, _fill_endnotes(Element("section", (), {"role": "doc-endnotes"}), words, listed))
    return body.with_children(filled)


def remove_endnotes_placeholder(body: Element) -> Element:
    """The tree without the empty place for endnotes."""
    return replace(
        body, children=rebuild(body.children, lambda node: () if _is_endnotes_placeholder(node) else (node,))
    )


def build_note_call(note: Note) -> Element:
    """The number in the text that leads to the note."""
    link = Element(
        "a",
        (Text(note.call),),
        {"role": "doc-noteref", "id": f"call-{note.number}", "href": f"#note-{note.number}"},
        note.origin,
    )
    return Element("sup", (link,), {"class": "note-call"}, note.origin)


def build_note_with_back_link(note: Note, words: NoteWords) -> Element:
    """A note as `li`: number, text, and an arrow back to the call."""
    label = {"aria-label": f"{words.back_to_note} {note.call}"} if words.back_to_note else {}
    back = Element(
        "a", (Text("↩\N{VARIATION SELECTOR-15}"),), {"role": "doc-backlink", "href": f"#call-{note.number}", **label}
    )
    number = Element("span", (Text(note.call),), {"class": "note-number"})
    return build_note_item(note, (number, Text(" ")), (Text("\N{NO-BREAK SPACE}"), back), words.direction)


def build_note_item(
    note: Note, before: tuple[Node, ...], after: tuple[Node, ...], direction: str = LEFT_TO_RIGHT
) -> Element:
    """A note as `li`, with something set before its first words and after its last, on the same line.

    `direction` is that of the document.
    """
    own = find_note_direction(extract_text(note.children), direction)
    own_direction = {"dir": own} if own != direction else {}
    *children, last = unwrap_first_paragraph(note.children) or (Text(""),)
    if isinstance(last, Element) and last.tag == "p":
        end: tuple[Node, ...] = (last.with_children((*last.children, *after)),)
    else:
        end = (last, *after)
    return Element("li", (*before, *children, *end), {"id": f"note-{note.number}", **own_direction}, note.origin)


def unwrap_first_paragraph(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """The children with the first paragraph opened, so that its words follow what is set before them."""
    solid = strip_space(children)
    first = solid[0] if solid else None
    if not (isinstance(first, Element) and first.tag == "p"):
        return solid
    return (*first.children, *(node for node in solid[1:] if not is_space(node)))


def strip_space(children: Iterable[Node]) -> tuple[Node, ...]:
    """Without texts of white space at either end."""
    nodes = list(children)
    while nodes and is_space(nodes[0]):
        del nodes[0]
    while nodes and is_space(nodes[-1]):
        del nodes[-1]
    return tuple(nodes)


def is_space(node: Node) -> bool:
    """Whether a node is white space and nothing else."""
    return isinstance(node, Text) and not node.content.strip()


def _drop_note(node: Node) -> Iterable[Node]:
    return () if isinstance(node, Note) else (node,)


def _replace_note_with_call(node: Node) -> Iterable[Node]:
    return (build_note_call(node),) if isinstance(node, Note) else (node,)


def _is_endnotes_placeholder(node: Node) -> bool:
    return isinstance(node, Element) and node.get("role") == "doc-endnotes"


def _fill_endnotes(place: Node, words: NoteWords, listed: Element) -> Node:
    if not isinstance(place, Element):
        return place
    titled = any(isinstance(child, Element) and child.tag in HEADING_TAGS for child in place.children)
    heading = () if titled else (Element("h2", (Text(words.heading),), {"data-short": words.heading}),)
    return place.with_children((*heading, *place.children, listed))
