"""Reads what pandoc does not see in an OpenDocument text, and prepares the file so that pandoc loses nothing.

OASIS OpenDocument 1.3, part 3, is the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefgen.decompose.imported_text import Comment, Remark
from briefgen.decompose.office_package import Xml, parse_xml
from briefgen.decompose.pandoc_tree import MARKER, build_mark
from briefgen.decompose.word_file import shorten
from briefgen.model.diagnostic import Origin, Sink

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, DRAW, OFFICE, STYLE = (f"{{{_OASIS}{name}:1.0}}" for name in ("text", "drawing", "office", "style"))
DRAWING = f"{{{_OASIS}svg-compatible:1.0}}"
LINK = "{http://www.w3.org/1999/xlink}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "content.xml"
_BLOCKS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_SKIPPED = frozenset({f"{TEXT}note-citation", f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}ruby-text"})


@dataclass(slots=True)
class OpenDocument:
    """The parts of an OpenDocument text, changed for pandoc, and what was found in them."""

    parts: dict[str, bytes]
    origin: Origin
    sink: Sink
    root: Xml = None
    descriptions: dict[str, str] = field(default_factory=dict)
    """What pictures show, by their names in the file."""
    comments: list[Comment] = field(default_factory=list)
    changes: list[Remark] = field(default_factory=list)
    left_out: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def prepare(self) -> None:
        """Find what pandoc does not see, and change the text so that it sees it."""
        self.root = parse_xml(self.parts[CONTENT], self.origin, self.sink)
        self._take_out_contents()
        self._list_changes()
        self._mark_comments()
        for control in list(self.root.iter("{*}content-control")):
            unwrap_element(control)
        self._move_text_boxes()
        self._read_descriptions()
        self.parts[CONTENT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        if "styles.xml" in self.parts:
            styles = parse_xml(self.parts["styles.xml"], self.origin, self.sink)
            for name in ("header", "footer"):
                for part in styles.iter(f"{STYLE}{name}"):
                    if words := " ".join(read_paragraph(block) for block in part.iter(*_BLOCKS)).strip():
                        self.left_out.append(Remark(name, words))

    def list_passages(self) -> Iterator[Remark]:
        """Each paragraph of the text, its boxes and its notes."""
        place = "the start"
        for block in self.root.iter(*_BLOCKS):
            words = MARKER.sub("", read_paragraph(block))
            is_note = any(above.tag == f"{TEXT}note" for above in block.iterancestors())
            if block.tag == f"{TEXT}h":
                place = shorten(words) or place
            if words.strip():
                yield Remark("the notes" if is_note else place, words)

    def _find_place(self, element: Xml) -> str:
        headings = element.xpath("(ancestor-or-self::t:h | preceding::t:h)[last()]", namespaces={"t": TEXT[1:-1]})
        return shorten(read_paragraph(headings[0])) if headings else "the start"

    def _take_out_contents(self) -> None:
        """The list of contents is built again for each document, with the pages that it has then."""
        for contents in list(self.root.iter(f"{TEXT}table-of-content")):
            words = " / ".join(filter(None, (read_paragraph(block) for block in contents.iter(*_BLOCKS))))
            self.left_out.append(Remark("list of contents", words))
            contents.getparent().remove(contents)

    def _list_changes(self) -> None:
        """Deleted words are in a list in front of the text: what is in the text is the text with all changes accepted."""
        names = {"insertion": "inserted", "deletion": "deleted"}
        for region in list(self.root.iter(f"{TEXT}changed-region")):
            for kind, verb in names.items():
                change = region.find(f"{TEXT}{kind}")
                if change is not None:
                    author = change.findtext(f".//{DUBLIN_CORE}creator") or "somebody"
                    words = " ".join(read_paragraph(block) for block in change.iter(*_BLOCKS))
                    self.changes.append(
                        Remark("the text", f"{author} {verb}: `{shorten(words) or 'words in the text'}`")
                    )
        for changes in list(self.root.iter(f"{TEXT}tracked-changes")):
            changes.getparent().remove(changes)

    def _mark_comments(self) -> None:
        for annotation in list(self.root.iter(f"{OFFICE}annotation")):
            words = " / ".join(read_paragraph(block) for block in annotation.iter(*_BLOCKS))
            author = annotation.findtext(f"{DUBLIN_CORE}creator") or ""
            day = (annotation.findtext(f"{DUBLIN_CORE}date") or "")[:10]
            annotation.tail = build_mark(str(len(self.comments))) + (annotation.tail or "")
            self.comments.append(Comment(author, day, words, self._find_place(annotation)))
            remove_element(annotation)

    def _read_descriptions(self) -> None:
        for image in self.root.iter(f"{DRAW}image"):
            frame = image.getparent()
            words = frame.findtext(f"{DRAWING}desc") or frame.findtext(f"{DRAWING}title") or ""
            self.descriptions[str(image.get(f"{LINK}href", ""))] = " ".join(words.split())

    def _move_text_boxes(self) -> None:
        shapes = [element for element in self.root.iter(f"{DRAW}*") if any(child.tag in _BLOCKS for child in element)]
        for box in shapes:
            hosts = [element for element in box.iterancestors() if element.tag in _BLOCKS]
            has_words = any(read_paragraph(block).strip() for block in box.iter(*_BLOCKS))
            if not hosts or not has_words or box.find(f".//{DRAW}image") is not None:
                continue
            self.remarks.append(
                Remark(self._find_place(hosts[-1]), "a text box is now a call-out behind its paragraph")
            )
            for element in (build_paragraph("\ue002"), *reversed(list(box)), build_paragraph("\ue001")):
                hosts[-1].addnext(element)
            remove_element(box)


def read_paragraph(block: Xml) -> str:
    """The words of a paragraph, without those of a note, a picture or a text box in it."""
    parts = [block.text or ""]
    for child in block:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED and not child.tag.startswith(DRAW):
            parts.append(" " if child.tag in {f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"} else read_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)


def build_paragraph(text: str) -> Xml:
    """A paragraph with a mark."""
    paragraph = etree.Element(f"{TEXT}p")
    paragraph.text = text
    return paragraph


def remove_element(element: Xml) -> None:
    """Take an element out, and leave the words behind it."""
    element[:] = []
    element.text = None
    unwrap_element(element)


def unwrap_element(element: Xml) -> None:
    """Put the content of an element into its place."""
    parent, index = element.getparent(), element.getparent().index(element)
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "")
        text = element.text or ""
    else:
        text = (element.text or "") + (element.tail or "")
    before = parent[index - 1] if index else None
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    element.tail = None
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)
