"""Reads the objects of a PDF: every string, name, stream, action and file in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from briefgen.leak_check.audit.findings import FileContents, OpenInner, TextKind
from briefgen.leak_check.audit.fonts import open_font
from briefgen.leak_check.audit.images import extract_texts, open_image, read_profile
from briefgen.leak_check.audit.memory import AuditMemory
from briefgen.leak_check.audit.pdf.drawings import SHOWS_TEXT, is_drawing, read_drawings
from briefgen.leak_check.audit.pdf.object_parts import (
    KEY_DESCRIPTIONS,
    ObjectNumber,
    ObjectParts,
    read_kept_parts,
    read_parts,
    read_target,
    walk,
)
from briefgen.leak_check.audit.pdf.xmp import read_xmp

MAX_OBJECTS = 500_000

FONT_KEYS = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})
DATA_KEYS = frozenset(
    {
        "/ICCBased",
        "/DestOutputProfile",
        "/CIDToGIDMap",
        "/CIDSet",
        "/JBIG2Globals",
        "/Indexed",
        "/ToUnicode",
        "/HT",
        "/UseCMap",
    }
)
"""Keys of streams that map or measure: what words they have are in their bytes."""

FILE_KEYS = frozenset({"/EF /F", "/EF /UF", "/EF /DOS", "/EF /Mac", "/EF /Unix"})
DATA_MARKS = frozenset({"/FunctionType", "/ShadingType", "/HalftoneType"})
STRUCTURE_TYPES = frozenset({"/ObjStm", "/XRef"})
ACCESSIBILITY_TEXT = re.compile(rb"/(?:ActualText|Alt|E)\s*[(<]")
CONTENT_COMMENT = re.compile(rb"%[^\r\n]{3,}")
GLYPH = re.compile(rb"\A\s*(?:-?[\d.]+\s+){2,6}d[01]\b")
"""The start of a character of a font that is drawn (ISO 32000-2, 9.6.4)."""

MALFORMED_OBJECT_ERRORS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, OSError)
"""Raised by an object that is of another type than its place requires."""


@dataclass(slots=True)
class Reading:
    """A PDF while it is read."""

    pdf: Any
    opened: FileContents
    inside: OpenInner
    memory: AuditMemory
    hint_number: int = 0
    """Of the object with the places of pages, to which nothing refers; 0 if there is none."""
    keys: dict[ObjectNumber, set[str]] = field(default_factory=dict)
    """The keys under which other objects refer to a stream."""
    drawings: list[Any] = field(default_factory=list)
    lost_pages: list[Any] = field(default_factory=list)
    loose_contents: list[bytes] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)


def read_objects(reading: Reading, pages: set[ObjectNumber], skipped: frozenset[int]) -> None:
    """Read every object, except pages in the page tree and those with a skipped number."""
    import pikepdf

    values = [value for value in reading.pdf.objects if value.objgen[0] not in skipped]
    if len(values) > MAX_OBJECTS:
        reading.opened.add_error("audit-unreadable", f"the PDF has more than {MAX_OBJECTS:,} objects")
        return
    _read_all_parts(values, reading, pages)
    for value in values:
        if isinstance(value, pikepdf.Array | pikepdf.Dictionary):
            _pass_keys_on(value, reading)
    contents = {stream.objgen for page in (*reading.pdf.pages, *reading.lost_pages) for stream in get_contents(page)}
    for value in values:
        if isinstance(value, pikepdf.Stream) and value.objgen not in contents:
            _read_stream(value, reading)
    for name in reading.names:
        reading.opened.add_text("a name in the PDF", name, TextKind.INVISIBLE)


def _read_all_parts(values: list[Any], reading: Reading, pages: set[ObjectNumber]) -> None:
    """Read what each object holds itself, and the keys under which it refers to others; those that are not read by themselves are read with it."""
    import pikepdf

    container = pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream
    containers = {value.objgen for value in values if isinstance(value, container)}
    are_alone = len(containers) == len(reading.pdf.objects)
    for value in values:
        parts = read_kept_parts(value, reading.memory.objects) if are_alone else read_parts(value)
        _keep_parts(parts, value, reading, pages)
        for key, number in parts.references:
            if key:
                reading.keys.setdefault(number, set()).add(key)
            if number not in containers:
                target = reading.pdf.get_object(number)
                _keep_parts(read_target(key, target), target, reading, pages)


def _keep_parts(parts: ObjectParts, value: Any, reading: Reading, pages: set[ObjectNumber]) -> None:
    reading.opened.texts += parts.contents.texts
    reading.opened.findings += parts.contents.findings
    reading.names.update(parts.names)
    if parts.is_page and value.objgen not in pages:
        reading.lost_pages.append(value)


def _pass_keys_on(value: Any, reading: Reading) -> None:
    """Give the streams in an array or dictionary the key under which others refer to that."""
    import pikepdf

    keys = reading.keys.get(value.objgen, ())
    # The parts of a dictionary have its own keys, whatever refers to it; only the files of an attachment need the key from outside.
    is_array = isinstance(value, pikepdf.Array)
    for key in [key for key in keys if is_array or key.endswith("/EF")]:
        for inner, part in walk(value, key):
            if isinstance(part, pikepdf.Stream):
                reading.keys.setdefault(part.objgen, set()).add(inner)


def _read_stream(stream: Any, reading: Reading) -> None:
    opened, inside = reading.opened, reading.inside
    kind, subtype = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    keys = reading.keys.get(stream.objgen, set())
    if "/F" in stream:
        opened.add_error("audit-remote", "the PDF loads something that is not in it")
    if subtype == "/Image":
        _read_image(stream, opened)
    elif kind == "/EmbeddedFile" or keys & FILE_KEYS:
        opened.add_error("audit-attachment", "a file is attached to the PDF", "print without attachments")
        opened.merge(inside(decode_stream(stream, opened)), "an attached file")
    elif kind == "/Metadata" or subtype == "/XML":
        read_xmp(decode_stream(stream, opened), opened)
    elif keys & FONT_KEYS:
        _read_font(decode_stream(stream, opened), opened)
    elif is_drawing(stream):
        content = decode_stream(stream, opened)
        read_accessibility_texts(stream, content, opened)
        read_comments(content, opened)
        reading.drawings.append(stream)
    elif "/XFA" in keys:
        opened.add_error("audit-hidden", "the PDF has a form in a language of its own (XFA)", "print it to a new PDF")
        opened.merge(inside(decode_stream(stream, opened)), "a form")
    elif _is_data(stream, kind, keys) or stream.objgen[0] == reading.hint_number:
        read_profile(decode_stream(stream, opened), opened)
    else:
        _read_loose_stream(decode_stream(stream, opened), reading)


def _is_data(stream: Any, kind: str, keys: set[str]) -> bool:
    """Whether a stream has numbers and no words. Where nothing refers to it, it can be anything."""
    if kind in STRUCTURE_TYPES:
        return not keys
    return bool(keys) and (bool(keys & DATA_KEYS) or kind == "/CMap" or any(mark in stream for mark in DATA_MARKS))


def _read_loose_stream(content: bytes, reading: Reading) -> None:
    """Read a stream of an unknown kind: loose contents of a page, a drawn character, a text, or a file."""
    if SHOWS_TEXT.search(content):
        reading.loose_contents.append(content)
        read_comments(content, reading.opened)
        for text in extract_texts(content):
            reading.opened.add_text("an object of the PDF", text, TextKind.INVISIBLE)
    elif content.strip() and not GLYPH.search(content):
        reading.opened.merge(reading.inside(content), "an object of the PDF")


def read_drawn_words(reading: Reading) -> None:
    """Read the words of all drawings that were collected, whether a page draws them or not."""
    if reading.lost_pages:
        reading.opened.add_error("audit-hidden", "the PDF holds a page that it does not show", "print it to a new PDF")
    texts = read_drawings(reading.pdf, reading.drawings, reading.lost_pages, reading.loose_contents)
    if texts is None:
        reading.opened.add_error(
            "audit-unreadable", "the drawings in the PDF are damaged, so that they cannot be audited"
        )
    for text in texts or ():
        reading.opened.add_text("a drawing, annotation or field", text, TextKind.VISIBLE)


def get_contents(page: Any) -> list[Any]:
    """The streams that draw a page."""
    import pikepdf

    parts = page.get("/Contents", [])
    return (
        [parts] if isinstance(parts, pikepdf.Stream) else [part for part in parts if isinstance(part, pikepdf.Stream)]
    )


def read_accessibility_texts(page_or_form: Any, content: bytes, opened: FileContents) -> None:
    """Read the words for screen readers in the content of a page or form."""
    import pikepdf

    if not ACCESSIBILITY_TEXT.search(content):
        return
    try:
        for instruction in pikepdf.parse_content_stream(page_or_form):
            for operand in instruction.operands:
                if isinstance(operand, pikepdf.Dictionary):
                    for key, text in walk(operand, ""):
                        if isinstance(text, pikepdf.String):
                            where = KEY_DESCRIPTIONS.get(key, "a page's marks")
                            opened.add_text(where, str(text), TextKind.INVISIBLE)
    except (pikepdf.PdfError, *MALFORMED_OBJECT_ERRORS):
        opened.add_error("audit-unreadable", "the marks of a page are damaged")


def read_comments(content: bytes, opened: FileContents) -> None:
    """Read the comments among the operators that draw something."""
    for comment in CONTENT_COMMENT.findall(content):
        opened.add_text("a comment", comment.decode("utf-8", "replace"), TextKind.INVISIBLE)


def _read_image(stream: Any, opened: FileContents) -> None:
    import pikepdf

    filters = str(stream.get("/Filter", ""))
    if "DCTDecode" in filters or "JPXDecode" in filters:
        raw = (
            stream.read_raw_bytes() if "[" not in filters else stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)
        )
        if image := open_image(raw):
            opened.merge(image, "an image of the PDF")
        else:
            opened.add_error("audit-unreadable", "an image of the PDF is damaged")


def _read_font(content: bytes, opened: FileContents) -> None:
    if font := open_font(content):
        opened.merge(font, "the PDF")
        return
    for text in extract_texts(content.partition(b"eexec")[0]) if content.startswith(b"%!") else ():
        opened.add_text("the names of a font", text, TextKind.INVISIBLE)


def decode_stream(stream: Any, opened: FileContents) -> bytes:
    """The content of a stream. One that cannot be decoded is an error, unless it is an image."""
    import pikepdf

    try:
        content: bytes = stream.read_bytes()
    except pikepdf.PdfError:
        content = stream.read_raw_bytes()
        if not open_image(content):
            opened.add_error("audit-unreadable", "a part of the PDF is damaged or encoded, so that it cannot be read")
    return content
