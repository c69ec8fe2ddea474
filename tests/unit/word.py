"""Small documents made as Word files and read back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from briefgen.check.parity.expected_text import ExpectedText
from briefgen.check.parity.read_docx import read_docx
from briefgen.model.audience import HeadingNumbers, WordSettings
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.printed_text import ANCHOR_PREFIX
from briefgen.render import render_docx

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{WORD}val"


@dataclass(frozen=True)
class Made:
    """A Word file with what was reported while it was made."""

    content: bytes
    parts: dict[str, bytes]
    sink: Sink

    @property
    def said(self) -> ExpectedText:
        return read_docx(self.content)

    @property
    def words(self) -> str:
        return " | ".join(" ".join(line.words) for line in self.said.lines)

    def xml(self, name: str = "word/document.xml") -> Any:
        return etree.fromstring(self.parts[name])

    @property
    def targets(self) -> list[str]:
        """The bookmarks that something points to: without those round each paragraph, by which an edited file is merged."""
        names = [bookmark.get(f"{WORD}name") for bookmark in self.xml().iter(f"{WORD}bookmarkStart")]
        return [name for name in names if not name.startswith(ANCHOR_PREFIX)]

    def paragraph(self, words: str) -> Any:
        """The paragraph that holds these words."""
        return next(paragraph for paragraph in self.xml().iter(f"{WORD}p") if words in "".join(paragraph.itertext()))


def read_space(place: Any, side: str) -> str:
    """The space `before` or `after` a paragraph, or one of a style, in twentieths of a point."""
    return str(place.find(f"{WORD}pPr/{WORD}spacing").get(f"{WORD}{side}"))


def word_file(document: Document) -> Made:
    sink = Sink()
    content = render_docx(document, sink).content
    with ZipFile(BytesIO(content)) as archive:
        return Made(content, {name: archive.read(name) for name in archive.namelist()}, sink)


def for_readers(
    document: Document,
    numbers: HeadingNumbers = HeadingNumbers.NONE,
    *,
    prescribed: WordSettings | None = None,
    paragraphs: bool = False,
) -> Document:
    """The document for an audience that numbers headings, or whose Word files look as prescribed."""
    audience = replace(
        document.audience,
        heading_numbers=numbers,
        numbered_paragraphs=paragraphs,
        word_settings=prescribed or WordSettings(),
    )
    return replace(document, audience=audience)


def style(paragraph: Any) -> str:
    """The style of a paragraph."""
    return str(paragraph.find(f"{WORD}pPr/{WORD}pStyle").get(VALUE))


def instructions(root: Any) -> list[str]:
    """What the fields of a part say."""
    return [instruction.text.strip() for instruction in root.iter(f"{WORD}instrText")]
