"""Reads everything in a PDF: the words of its pages, and every other text, image and file in it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from briefgen.leak_check.audit.findings import FileContents, OpenInner, TextKind
from briefgen.leak_check.audit.images import extract_texts
from briefgen.leak_check.audit.memory import AuditMemory
from briefgen.leak_check.audit.pdf.drawings import has_recursive_drawing
from briefgen.leak_check.audit.pdf.objects import (
    MALFORMED_OBJECT_ERRORS,
    Reading,
    decode_stream,
    get_contents,
    read_accessibility_texts,
    read_comments,
    read_drawn_words,
    read_objects,
)
from briefgen.leak_check.audit.pdf.pages import read_pages
from briefgen.leak_check.audit.pdf.versions import (
    find_hint_number,
    find_object_numbers,
    find_version_ends,
    has_hidden_version,
    ignore_table,
    read_source,
)

MAX_VERSIONS = 50
ARCHIVE_STARTS = (b"PK", b"Rar!", b"7z", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8")


def open_pdf(content: bytes, inside: OpenInner, memory: AuditMemory) -> FileContents:
    """Read everything in a PDF; `inside` opens the files that are attached to it."""
    import pikepdf

    opened = FileContents()
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if has_recursive_drawing(pdf):
                opened.add_error("audit-unreadable", "a drawing in the PDF draws itself, so that it cannot be read")
                return opened
            _read_document(pdf, opened, inside, memory, find_hint_number(content))
            listed = {value.objgen[0] for value in pdf.objects}
        if set(find_object_numbers(content)) - listed:
            _read_unlisted_objects(content, listed, opened, inside, memory)
    except (pikepdf.PdfError, pikepdf.PasswordError, *MALFORMED_OBJECT_ERRORS) as error:
        kind = "is locked by a password" if isinstance(error, pikepdf.PasswordError) else "is damaged"
        opened.add_error("audit-unreadable", f"the PDF {kind}, so that it cannot be audited")
        return opened
    if not read_pages(content, opened, memory.proven_pages):
        opened.add_error("audit-unreadable", "the pages of the PDF are damaged, so that they cannot be audited")
    opened.add_text("the source of the PDF", read_source(content), TextKind.INVISIBLE)
    _read_earlier_versions(content, opened, inside, memory)
    return opened


def _read_document(pdf: Any, opened: FileContents, inside: OpenInner, memory: AuditMemory, hint_number: int) -> None:
    reading = Reading(pdf, opened, inside, memory, hint_number)
    read_objects(reading, {page.obj.objgen for page in pdf.pages}, frozenset())
    for page in pdf.pages:
        content = b"\n".join(decode_stream(stream, opened) for stream in get_contents(page))
        read_accessibility_texts(page, content, opened)
        read_comments(content, opened)
    read_drawn_words(reading)
    for key, value in pdf.docinfo.items():
        opened.add_property(str(key).removeprefix("/"), str(value))


def _read_unlisted_objects(
    content: bytes, listed: set[int], opened: FileContents, inside: OpenInner, memory: AuditMemory
) -> None:
    """Read the objects that the table of the file does not list: what was deleted is often still there."""
    import pikepdf

    with pikepdf.open(BytesIO(ignore_table(content))) as pdf:
        reading = Reading(pdf, opened, inside, memory)
        read_objects(reading, set(), frozenset(listed))
        read_drawn_words(reading)


def _read_earlier_versions(content: bytes, opened: FileContents, inside: OpenInner, memory: AuditMemory) -> None:
    """Read the earlier versions, and the data before and after all of them."""
    ends = find_version_ends(content)
    outside = [content[: content.find(b"%PDF-")], content[ends[-1] :] if ends else b""]
    for place, data in zip(("before its start", "after its end"), outside, strict=True):
        if data.strip(b"\0\r\n\t "):
            opened.add_error("audit-hidden", f"the PDF has data {place}")
            opened.add_text(f"the data {place}", data.decode("utf-8", "replace"), TextKind.INVISIBLE)
            opened.add_text(f"the data {place}", "\n".join(extract_texts(data)), TextKind.INVISIBLE)
            if data.lstrip().startswith(ARCHIVE_STARTS):
                opened.merge(inside(data.lstrip()), f"the data {place}")
    if len(ends) > MAX_VERSIONS:
        opened.add_error("audit-unreadable", f"the PDF holds more than {MAX_VERSIONS} earlier versions of itself")
        return
    if len(ends) > 1 or has_hidden_version(content):
        hint = "print it again instead of saving it over"
        opened.add_error("audit-earlier-version", "the PDF holds an earlier version of itself", hint)
    if len(ends) > 1:
        opened.merge(open_pdf(content[: ends[-2]], inside, memory), "an earlier version")
