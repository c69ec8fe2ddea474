"""One version of a document as its reader sees it: passages with their notes, and figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.check.parity.expected_text import ExpectedText, Line, expected_text_from_document
from briefgen.check.parity.read_docx import read_docx
from briefgen.check.parity.read_html import read_html
from briefgen.compose.localisation import format_with_unit
from briefgen.model.artifact import Format
from briefgen.model.document import Document
from briefgen.model.library import Fact, Source
from briefgen.model.translation import apply_translations
from briefgen.model.tree import HEADING_TAGS, Element, Node, Note, extract_text, find_elements, rebuild, walk

READERS = {Format.HTML: read_html, Format.DOCX: read_docx}
"""Formats whose passages and notes can be read back."""

NOTE_CALL = re.compile(r"⟦(\d+)⟧")
REFERENCE_TO_NOTE = re.compile(r"(?<=\(n )\d+(?=\))")
"""In a note, the number of another: `(n 3)`."""

LEADING_NUMBER = re.compile(r"(?:\d+\.|\d+(?:\.\d+)+\.?|[IVXLC]+\.|[A-Z]\.|\(?[a-z]{1,3}\))(?= )")
"""The number of a heading or paragraph."""

IDEOGRAPH = "[\u3040-\u30ff\u3400-\u9fff]"
TOKEN = re.compile(
    rf"\d{{1,3}}(?: \d{{3}})+(?!\d)|⟦\d+⟧|⟦image: [^⟧]*⟧|{IDEOGRAPH}|(?:(?!{IDEOGRAPH})\w)+(?:[-.,:/'’](?:(?!{IDEOGRAPH})\w)+)*|\s+|."
)
"""Numbers with their spaces, note calls, each character of a script without spaces, words, spaces, and every other sign."""

CITED_KEY = re.compile(r"\[@(.+?), [^\]]*\]")
"""In the meaning of a note, the key of a work."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a space or the call of a note."""

    text: str
    """As it is printed; a note call is `⟦3⟧`."""
    key: str
    """What is compared: a note by its words, not by its number."""
    note: int = 0
    """The number of the note that it calls."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, list item or cell."""

    tokens: tuple[Token, ...]
    number: str
    """Before its words: `12.`; empty for none."""
    file: str
    """The file that it comes from; empty where that is not known."""
    level: int = 0
    """Of a heading; 0 for text."""

    @property
    def key(self) -> tuple[str, ...]:
        """What is compared: two passages with one key say the same to a reader."""
        return tuple(token.key for token in self.tokens)

    @property
    def text(self) -> str:
        """The words without the calls of notes."""
        return "".join(token.text for token in self.tokens if not token.note)


@dataclass(frozen=True, slots=True)
class Version:
    """A document as its reader sees it."""

    passages: tuple[Passage, ...]
    notes: Mapping[int, str]
    figures: Mapping[str, str] | None = None
    """The printed facts by id, as they are printed with their unit; None where only the text is known."""
    language: str = "en"
    direction: str = "ltr"
    title: str = ""


def version_from_document(
    document: Document, facts: Mapping[str, Fact], sources: Mapping[str, Source], *, for_file: bool = False
) -> Version:
    """The version of a composed document. Its contents repeat the headings and are left out.

    `for_file`: to be compared with a finished file, which has the contents, and only the words of its notes.
    """
    body = document.body if for_file else _without_contents(document.body)
    expected = expected_text_from_document(replace(document, body=body))
    language = document.metadata.language
    notes = (node for node in walk((body,)) if isinstance(node, Note))
    keys = None if for_file else {note.number: _build_meaning_key(note, sources) for note in notes}
    return replace(
        build_version_from_text(expected, _find_levels(body), keys),
        figures={
            key: format_with_unit(apply_translations(facts[key], language), language)
            for key in dict.fromkeys(document.facts)
            if key in facts
        },
        language=language,
        direction=document.metadata.direction,
        title=document.metadata.title,
    )


def _build_meaning_key(note: Note, sources: Mapping[str, Source]) -> str:
    """What a note says and cites. A work whose data changed is another work."""
    cited = [sources[key].csl for key in CITED_KEY.findall(note.meaning) if key in sources]
    return " ".join(f"{note.meaning} {json.dumps(cited, sort_keys=True, default=str)}".split())


def version_from_file(content: bytes, format_: Format) -> Version:
    """The version of a finished file."""
    return build_version_from_text(READERS[format_](content), {}, None)


def _without_contents(body: Element) -> Element:
    def drop_contents(node: Node) -> Iterable[Node]:
        return () if isinstance(node, Element) and node.get("role") == "doc-toc" else (node,)

    return body.with_children(rebuild(body.children, drop_contents))


def _find_levels(body: Element) -> Mapping[str, int]:
    return {
        _normalise(extract_text((heading,))): int(heading.tag[1]) for heading in find_elements((body,), *HEADING_TAGS)
    }


def _normalise(text: str) -> str:
    return " ".join(NOTE_CALL.sub("", text).split())


def build_version_from_text(
    expected: ExpectedText, levels: Mapping[str, int], note_keys: Mapping[int, str] | None
) -> Version:
    """The version of a text that was read; `levels` has the level of each heading by its words.

    `note_keys` has what each note means; None: its words say it.
    """
    notes = {number: " ".join(note.words) for number, note in expected.notes.items()}
    keys = note_keys or {number: _build_note_key(text, notes) for number, text in notes.items()}
    return Version(tuple(_build_passages(expected.lines, keys, levels)), notes)


def _build_note_key(text: str, notes: Mapping[int, str]) -> str:
    """The words of a note. Where they name another note by its number, they have the words of that note instead."""
    return REFERENCE_TO_NOTE.sub(lambda match: REFERENCE_TO_NOTE.sub("", notes.get(int(match[0]), match[0])), text)


def _build_passages(
    lines: Iterable[Line], note_keys: Mapping[int, str], levels: Mapping[str, int]
) -> Iterator[Passage]:
    for line in lines:
        text = " ".join(line.words)
        level = levels.get(_normalise(text), 0)
        number = LEADING_NUMBER.match(text)
        own = text[number.end() :].lstrip() if number else text
        file = line.origin.path if line.origin else ""
        yield Passage(tuple(_split_tokens(own, note_keys)), number[0] if number else "", file, level)


def _split_tokens(text: str, note_keys: Mapping[int, str]) -> Iterator[Token]:
    for match in TOKEN.finditer(text):
        call = NOTE_CALL.fullmatch(match[0])
        if call:
            yield Token(match[0], f"⟦{note_keys.get(int(call[1]), '')}⟧", int(call[1]))
        else:
            yield Token(match[0], " " if match[0].isspace() else match[0])
