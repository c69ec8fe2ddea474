"""Reads the XML of an edited Word file: its paragraphs as they are with all tracked changes accepted, or rejected, and who changed what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.decompose.office_package import Xml
from briefgen.decompose.word_xml import WORD, read_value
from briefgen.merge.edited_file import Comment, EditedFile, EditedNote, EditedParagraph
from briefgen.merge.outside_changes import list_outside_changes
from briefgen.merge.running_lines import read_running_lines
from briefgen.model.printed_text import ANCHOR_LENGTH, ANCHOR_PREFIX, ATOMS, NOTE, NUMBER, PICTURE, REFERENCE

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
ANCHOR = re.compile(rf"({ANCHOR_PREFIX}[a-z]{{{ANCHOR_LENGTH}}})(?:_Copy_\d+)?")
"""LibreOffice adds `_Copy_1` where a paragraph was moved while changes are tracked."""
REFERENCE_FIELD = re.compile(r"\b(NOTEREF|REF|PAGEREF)\b")
GENERATED_STYLE = re.compile(r"(?i)(?:toc|contents) (?:\d|heading)|notes heading")
DELETED, INSERTED = ("del", "moveFrom"), ("ins", "moveTo")
CALL_STYLES = frozenset({"footnote reference", "endnote reference"})
CALL_MARK = re.compile(r"[()\d]")
"""What is round the number of a note, and its number where Word has no such digits: part of the call, and not words of the text."""
CHARACTERS = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
DOCUMENT = "word/document.xml"
UNKNOWN = "somebody"


@dataclass(slots=True)
class _Comment:
    author: str
    text: str
    start: int | None = None
    about: str = ""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    separated: bool = False

    @property
    def is_reference(self) -> bool:
        return bool(REFERENCE_FIELD.search(self.instruction))


class WordReader:
    """Reads the parts of one file, with its tracked changes accepted or rejected."""

    def __init__(self, roots: Mapping[str, Xml], *, rejected: bool) -> None:
        self.roots = roots
        self.rejected = rejected
        self.gone, self.come = (INSERTED, DELETED) if rejected else (DELETED, INSERTED)
        self.styles = {
            style.get(f"{WORD}styleId", ""): read_value(style.find(f"{WORD}name"))
            for style in self._find("word/styles.xml", "style")
        }
        self.comments = {
            comment.get(f"{WORD}id"): _Comment(comment.get(f"{WORD}author") or UNKNOWN, _read_words(comment))
            for comment in self._find("word/comments.xml", "comment")
        }
        self.anchors: dict[str, str] = {}
        self.fields: list[_Field] = []
        self.current = EditedParagraph()
        self.notes: dict[tuple[str, str], EditedNote] = {}  # a note may call others
        self.notes = dict(self._read_notes())

    def _find(self, part: str, tag: str) -> list[Xml]:
        return list(self.roots[part].iter(f"{WORD}{tag}")) if part in self.roots else []

    def read(self) -> EditedFile:
        """The whole file."""
        paragraphs: list[EditedParagraph] = []
        removed: dict[str, str] = {}
        for element in self._list_paragraphs(self.roots[DOCUMENT]):
            self._read_paragraph(element, paragraphs, removed)
        if self.current.text.strip():
            paragraphs.append(self.current)
        tracked = {f"{WORD}{name}" for name in (*DELETED, *INSERTED)}
        roots = self.roots.values()
        has_tracking = any(True for root in roots for _ in root.iter(*tracked))
        looks = sum(1 for root in roots for _ in root.iter(f"{WORD}rPrChange", f"{WORD}pPrChange"))
        kept = [paragraph for paragraph in paragraphs if not GENERATED_STYLE.match(paragraph.style)]
        outside = list_outside_changes(self.roots, self.roots[DOCUMENT], self._is_contents)
        lines = tuple(read_running_lines(self.roots, rejected=self.rejected))
        return EditedFile(tuple(kept), removed, has_tracking, looks, outside, lines)

    def _is_contents(self, paragraph: Xml) -> bool:
        style = read_value(paragraph.find(f"{WORD}pPr/{WORD}pStyle"))
        return bool(GENERATED_STYLE.match(self.styles.get(style, style)))

    def _read_notes(self) -> Iterator[tuple[tuple[str, str], EditedNote]]:
        for kind in ("footnote", "endnote"):
            for note in self._find(f"word/{kind}s.xml", kind):
                if note.get(f"{WORD}type") in {None, "normal"}:
                    for paragraph in note.iter(f"{WORD}p"):
                        self._walk(paragraph, "", "")
                        self._add(" ", "")
                    authors = dict.fromkeys([*self.current.authors, *(author for _, author in self.current.deleted)])
                    text = " ".join(self.current.text.split())
                    yield (kind, note.get(f"{WORD}id", "")), EditedNote(text, tuple(filter(None, authors)))
                    self.current = EditedParagraph()

    def _list_paragraphs(self, parent: Xml) -> Iterator[Xml]:
        """The paragraphs below an element in order, those of text boxes behind the one that they are in."""
        for element in parent:
            if element.tag == f"{WORD}p":
                yield element
                for box in element.iter(f"{WORD}txbxContent"):
                    if not _is_fallback(box):
                        yield from self._list_paragraphs(box)
            elif isinstance(element.tag, str):
                yield from self._list_paragraphs(element)

    def _read_paragraph(self, element: Xml, paragraphs: list[EditedParagraph], removed: dict[str, str]) -> None:
        current = self.current
        style = element.find(f"{WORD}pPr/{WORD}pStyle")
        mark = next(
            (
                child
                for child in element.findall(f"{WORD}pPr/{WORD}rPr/*")
                if _get_local_name(child) in (*DELETED, *INSERTED)
            ),
            None,
        )
        length, anchors = len(current.characters), len(current.starts)
        self._walk(element, "", "")
        has_words = bool("".join(current.characters[length:]).strip())
        gone = mark is not None and _get_local_name(mark) in self.gone
        author = "" if mark is None else mark.get(f"{WORD}author") or UNKNOWN
        if gone and not has_words:
            # The whole paragraph is deleted, and so is its bookmark.
            removed.update(dict.fromkeys(current.starts[anchors:], author))
            del current.starts[anchors:]
            current.deleted = [found for found in current.deleted if found[0] < length]
        if has_words and not current.style:
            current.style = self.styles.get(read_value(style), read_value(style))
        current.author = author or current.author
        if gone:
            if has_words:
                self._add(" ", "")
            return  # its end is deleted: the next one continues it
        if current.text.strip() or current.starts:
            paragraphs.append(current)
        self.current = EditedParagraph()

    def _walk(self, element: Xml, gone: str, come: str) -> None:  # noqa: PLR0912, C901 - one branch for each element that carries words
        for child in element:
            name = _get_local_name(child)
            if name in self.gone:
                self._walk(child, child.get(f"{WORD}author") or UNKNOWN, come)
            elif name in self.come:
                self._walk(child, gone, child.get(f"{WORD}author") or UNKNOWN)
            elif name in {"t", "delText"} or child.tag == MATHS_TEXT:
                text = child.text or ""
                self._add_words(CALL_MARK.sub("", text) if self._is_call(child) else text, gone, come)
            elif name in CHARACTERS and _get_local_name(element) == "r":
                self._add_words(CHARACTERS[name], gone, come)
            elif name in {"footnoteReference", "endnoteReference"}:
                self._add_note(name.removesuffix("Reference"), child.get(f"{WORD}id", ""), gone, come)
            elif name in {"drawing", "pict", "object"}:
                if _has_picture(child):
                    self._add_words(PICTURE, gone, come)
            elif name == "fldChar":
                self._read_field_character(child.get(f"{WORD}fldCharType"), gone, come)
            elif name == "instrText":
                if self.fields:
                    self.fields[-1].instruction += child.text or ""
            elif name == "hyperlink" and child.get(f"{WORD}anchor"):
                self._read_link(child, gone, come)
            elif name == "fldSimple" and REFERENCE_FIELD.search(child.get(f"{WORD}instr", "")):
                self._add_words(REFERENCE, gone, come)
            elif name in {"bookmarkStart", "bookmarkEnd"}:
                self._read_bookmark(child)
            elif name.startswith("comment"):
                self._read_comment(name, child.get(f"{WORD}id", ""))
            elif name not in {"pPr", "rPr", "sectPr", "tblPr"} and child.tag != FALLBACK:
                self._walk(child, gone, come)

    def _is_call(self, text: Xml) -> bool:
        """Whether a text has the style of the calls of notes; words that were typed after a call have it, too."""
        run = next(text.iterancestors(f"{WORD}r"), None)
        style = "" if run is None else read_value(run.find(f"{WORD}rPr/{WORD}rStyle"))
        return self.styles.get(style, style).lower() in CALL_STYLES

    def _add(self, text: str, author: str) -> None:
        for character in text:
            self.current.characters.append(character)
            self.current.authors.append(author)

    def _add_words(self, text: str, gone: str, come: str) -> None:
        if any(found.is_reference and found.separated for found in self.fields) and text != REFERENCE:
            return
        if gone:
            self.current.deleted.append((len(self.current.characters), gone))
            return
        if text not in ATOMS:
            text = "".join("\ufffd" if character in ATOMS else character for character in text)
        self._add(text, come)

    def _add_note(self, kind: str, id_: str, gone: str, come: str) -> None:
        note = self.notes.get((kind, id_))
        if note is None:
            return
        if not gone:
            authors = (*note.authors, *([come] if come else []))
            self.current.notes.append(EditedNote(note.text, authors))
        self._add_words(NOTE, gone, come)

    def _read_field_character(self, kind: str | None, gone: str, come: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].separated = True
        elif kind == "end" and self.fields and self.fields.pop().is_reference:
            self._add_words(REFERENCE, gone, come)

    def _read_link(self, link: Xml, gone: str, come: str) -> None:
        start = len(self.current.characters)
        self._walk(link, gone, come)
        if NUMBER.fullmatch("".join(self.current.characters[start:])):
            author = self.current.authors[start]
            del self.current.characters[start:], self.current.authors[start:]
            self._add(REFERENCE, author)

    def _read_bookmark(self, element: Xml) -> None:
        id_, name = element.get(f"{WORD}id", ""), ANCHOR.fullmatch(element.get(f"{WORD}name") or "")
        if _get_local_name(element) == "bookmarkEnd":
            if id_ in self.anchors:
                self.current.ends.append(self.anchors.pop(id_))
        elif name:
            self.anchors[id_] = name[1]
            self.current.starts.append(name[1])

    def _read_comment(self, name: str, id_: str) -> None:
        comment = self.comments.get(id_)
        if comment is None:
            return
        place = len(self.current.characters)
        if name == "commentRangeStart":
            comment.start = place
        elif name == "commentRangeEnd" and comment.start is not None:
            comment.about = self.current.text[comment.start :] or comment.about
        elif name == "commentReference":
            start = min(comment.start if comment.start is not None else place, place)
            about = " ".join(comment.about.split())
            self.current.comments.append(Comment(comment.author, comment.text, about, start, place))


def _get_local_name(element: Xml) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _read_words(element: Xml) -> str:
    paragraphs = ("".join(paragraph.itertext(f"{WORD}t")) for paragraph in element.iter(f"{WORD}p"))
    return " ".join(" ".join(paragraphs).split())


def _has_picture(element: Xml) -> bool:
    return any(_get_local_name(child) in {"blip", "imagedata"} for child in element.iter()) and not any(
        _get_local_name(child) == "txbxContent" for child in element.iter()
    )


def _is_fallback(element: Xml) -> bool:
    return any(parent.tag == FALLBACK for parent in element.iterancestors())
