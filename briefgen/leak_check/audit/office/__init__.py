"""Reads every part of a ZIP archive: Word files, workbooks, presentations, OpenDocument, books and plain archives."""

from __future__ import annotations

import lzma
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import basename
from zipfile import BadZipFile, ZipFile, ZipInfo

from briefgen.leak_check.audit.findings import FileContents, OpenInner, TextKind, build_unreadable
from briefgen.leak_check.audit.fonts import open_obfuscated_font
from briefgen.leak_check.audit.images import extract_texts
from briefgen.leak_check.audit.office.word_styles import WordStyles, read_word_styles
from briefgen.leak_check.audit.office.xml import is_xml, open_office_xml

MAX_BYTES = 400_000_000
MAX_PARTS = 5_000
MAX_COMPRESSION_RATIO = 200
"""Unpacked size by packed size: about 10 for text, 1,000 for a decompression bomb."""

LOCAL_HEADER_SIZE, END_RECORD_SIZE, DESCRIPTOR_SIZE = 30, 22, 24
"""Bytes before the name of a part, of the end of the directory, and at most after a part (APPNOTE 4.3)."""

LEFTOVER_PARTS: Mapping[str, str] = {
    "comments": "comments are in the file",
    "people": "names of those who worked on it are in the file",
    "vbaProject": "the file holds programs",
    "thumbnail": "a small picture of the first page is in the file",
    "printerSettings": "the settings of a printer, with its name, are in the file",
}
READ_AGAIN_HINT = "accept or remove it, and save the file again"
READABLE_BYTES = re.compile(rb"[\x20-\x7e\x80-\xff]{3,}")
XML_NAMES = (".xml", ".rels", ".vml")

LAYOUT_NUMBER = rb".{3}[\0\xff]"
LAYOUT_CACHE = re.compile(
    rb"\x01\0[\0\x01]\0p.{3}\0"
    rb"(?:P\x09\0\0\x04(?:N)|P\x0d\0\0\x18(?:N){2}|T\x0d\0\0\x08(?:N){2}|F\x1b\0\0\0.\0(?:N){5})*".replace(
        b"N", LAYOUT_NUMBER
    ),
    re.DOTALL,
)
"""Where LibreOffice broke pages last time (sw/source/core/layout/laycache.cxx): numbers of paragraphs, tables and frames, and places of frames."""

# What Python raises for an archive, or for a part of one, that is not in the format it claims.
ARCHIVE_ERRORS = (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, LookupError)
COMPRESSION_ERRORS = (zlib.error, lzma.LZMAError, struct.error)


def open_zip(content: bytes, inside: OpenInner) -> FileContents:
    """Read everything in a Word file or another archive; `inside` opens the files in it."""
    opened = FileContents()
    try:
        with ZipFile(BytesIO(content)) as archive:
            if error := _find_archive_fault(archive):
                return build_unreadable(error)
            _read_directory(archive, content, opened)
            styles = read_word_styles({name: archive.read(name) for name in _find_style_parts(archive)})
            fonts = b"".join(archive.read(name) for name in archive.namelist() if name.endswith("fontTable.xml"))
            for entry in archive.infolist():
                if not entry.is_dir() or entry.file_size:
                    _read_part(entry.filename, archive.read(entry), opened, inside, styles, fonts)
    except (*ARCHIVE_ERRORS, *COMPRESSION_ERRORS):
        return build_unreadable("the file is damaged, so that it cannot be audited")
    return opened


def _find_archive_fault(archive: ZipFile) -> str:
    """Why an archive is not unpacked; empty for one that can be."""
    entries = archive.infolist()
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_PARTS or unpacked > MAX_BYTES or unpacked > MAX_COMPRESSION_RATIO * packed + 10_000_000:
        return "the file unpacks to more than can be audited"
    if any(entry.flag_bits & 1 for entry in entries):
        return "the file is locked by a password, so that it cannot be audited"
    return ""


def _find_style_parts(archive: ZipFile) -> Iterator[str]:
    return (name for name in archive.namelist() if re.search(r"(?:styles|/theme\d*|/settings)\.xml$", name))


def _read_directory(archive: ZipFile, content: bytes, opened: FileContents) -> None:
    """Read the names and comments of an archive and of its parts, and the bytes that belong to no part."""
    comments = [archive.comment, *(entry.comment for entry in archive.infolist())]
    if any(comments):
        opened.add_error("audit-metadata", "the archive carries a comment")
        opened.add_property("comment", b"\n".join(filter(None, comments)).decode("utf-8", "replace"))
    for entry in archive.infolist():
        opened.add_text("the name of a part", entry.filename, TextKind.INVISIBLE)
        header = content[entry.header_offset : _find_data_start(entry, content)][LOCAL_HEADER_SIZE:]
        for text in READABLE_BYTES.findall(header + b"\0" + entry.extra):
            opened.add_text("the name of a part", text.decode("utf-8", "replace"), TextKind.INVISIBLE)
    loose = b"\n".join(_find_loose_bytes(archive, content))
    if loose.strip(b"\0\r\n "):
        opened.add_error("audit-unreadable", "the archive holds data that its directory does not list")
        opened.add_text("data of the archive", loose.decode("utf-8", "replace"), TextKind.INVISIBLE)


def _find_data_start(entry: ZipInfo, content: bytes) -> int:
    name, extra = struct.unpack("<HH", content[entry.header_offset + 26 : entry.header_offset + LOCAL_HEADER_SIZE])
    return int(entry.header_offset + LOCAL_HEADER_SIZE + name + extra)


def _find_loose_bytes(archive: ZipFile, content: bytes) -> Iterator[bytes]:
    """The bytes before, between and after the parts and the directory."""
    at = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        yield content[at : entry.header_offset]
        at = _find_data_start(entry, content) + entry.compress_size
        if entry.flag_bits & 8:  # a descriptor follows, with or without its mark, in 32 or 64 bits
            following = re.compile(rb"PK\x03\x04|PK\x01\x02").search(content, at, at + DESCRIPTOR_SIZE + 4)
            at = following.start() if following else at
    yield content[at : archive.start_dir]
    end = content.rfind(b"PK\x05\x06")
    yield content[end + END_RECORD_SIZE + len(archive.comment) :]


def _read_part(
    name: str, content: bytes, opened: FileContents, inside: OpenInner, styles: WordStyles, fonts: bytes
) -> None:
    stem, short = basename(name).partition(".")[0], basename(name)
    for prefix, message in LEFTOVER_PARTS.items():
        if stem.startswith(prefix):
            opened.add_error("audit-leftover", message, READ_AGAIN_HINT)
    if "/embeddings/" in name:
        opened.add_error("audit-attachment", "a file is embedded")
    if not content or (short == "layout-cache" and LAYOUT_CACHE.fullmatch(content)):
        return
    if stem.startswith("printerSettings"):
        for text in extract_texts(content):
            opened.add_text(f"`{short}`", text, TextKind.INVISIBLE)
    elif name.endswith(XML_NAMES) or is_xml(content):
        part = open_office_xml(name, content, inside, styles)
        opened.texts += part.texts
        opened.findings += part.findings
    elif font := open_obfuscated_font(content, fonts) if name.endswith(".odttf") else None:
        opened.merge(font, f"`{short}`")
    else:
        opened.merge(inside(content), f"`{short}`")
