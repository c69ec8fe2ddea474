"""Reads everything in a Word file: text, notes, comments, changes, properties, images, and hidden text."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from posixpath import basename
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from briefgen.leak_check.audit.findings import FileContents, TextKind
from briefgen.leak_check.audit.images import open_image

MAX_BYTES = 400_000_000
MAX_PARTS = 5_000
MAX_COMPRESSION_RATIO = 200
"""Unpacked size by packed size: about 10 for text, 1,000 for a decompression bomb."""

CHANGE_ELEMENTS: Mapping[str, str] = {
    "del": "deleted text is still in the file",
    "ins": "inserted text is neither accepted nor rejected",
    "moveFrom": "moved text is still in its old place",
    "rPrChange": "earlier formatting is still in the file",
    "pPrChange": "earlier formatting is still in the file",
    "commentReference": "comments are in the file",
}
"""Elements that keep earlier states of the text."""

LEFTOVER_PARTS: Mapping[str, str] = {
    "comments": "comments are in the file",
    "people": "names of those who worked on it are in the file",
    "vbaProject": "the file holds programs",
    "thumbnail": "a small picture of the first page is in the file",
}
NUMERIC_PROPERTIES = frozenset(
    {"Pages", "Words", "Characters", "Lines", "Paragraphs", "CharactersWithSpaces", "DocSecurity", "AppVersion"}
)
HIDDEN_MARKS = frozenset({"vanish", "webHidden", "specVanish"})
DARK, LIGHT = frozenset({"000000", "black"}), frozenset({"ffffff", "white"})
TINY_SIZE = 4
"""Half-points: two points."""
READ_AGAIN_HINT = "accept or remove it, and save the file again"
INVISIBLE_ATTRIBUTES = frozenset("author initials descr title name instr anchor tooltip alias tag".split())
"""Attributes with text that the page does not show."""

# What Python raises for an archive, or for a part of one, that is not in the format it claims.
ARCHIVE_ERRORS = (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, LookupError)
COMPRESSION_ERRORS = (zlib.error, lzma.LZMAError)


def open_zip(content: bytes, inside: Callable[[bytes], FileContents | None]) -> FileContents:
    """Read everything in a Word file or another archive; `inside` opens the files in it."""
    opened = FileContents()
    try:
        with ZipFile(BytesIO(content)) as archive:
            if error := _find_archive_fault(archive):
                opened.add_error("audit-unreadable", error)
                return opened
            if archive.comment:
                opened.add_error("audit-metadata", "the archive carries a comment")
                opened.add_property("comment", archive.comment.decode("utf-8", "replace"))
            for entry in archive.infolist():
                opened.add_text("the name of a part", entry.filename, TextKind.INVISIBLE)
                if not entry.is_dir():
                    _read_part(entry.filename, archive.read(entry), opened, inside)
    except (*ARCHIVE_ERRORS, *COMPRESSION_ERRORS):
        opened = FileContents()
        opened.add_error("audit-unreadable", "the file is damaged, so that it cannot be audited")
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


def _read_part(name: str, content: bytes, opened: FileContents, inside: Callable[[bytes], FileContents | None]) -> None:
    stem = basename(name).partition(".")[0]
    for prefix, message in LEFTOVER_PARTS.items():
        if stem.startswith(prefix):
            opened.add_error("audit-leftover", message, READ_AGAIN_HINT)
    if "/embeddings/" in name:
        opened.add_error("audit-attachment", "a file is embedded")
    if not name.endswith((".xml", ".rels")):
        other = open_image(content) or inside(content)
        if other:
            opened.merge(other, f"`{basename(name)}`")
        return
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        opened.add_error("audit-unreadable", f"the part `{basename(name)}` declares entities")
        return
    try:
        root = ET.fromstring(content)  # noqa: S314 - no entities are left
    except (ET.ParseError, ValueError, LookupError):
        opened.add_error("audit-unreadable", f"the part `{basename(name)}` is damaged")
        return
    if name.endswith(".rels"):
        _read_relationships(root, opened)
    elif name.startswith("docProps/"):
        _read_properties(root, opened)
    else:
        _read_text(basename(name), root, opened)


def _read_relationships(root: ET.Element, opened: FileContents) -> None:
    for relation in root:
        target = relation.get("Target", "")
        external = relation.get("TargetMode") == "External"
        opened.add_text("a link", target, TextKind.INVISIBLE)
        if external and not relation.get("Type", "").endswith("/hyperlink"):
            kind = basename(relation.get("Type", ""))
            opened.add_error("audit-remote", f"the file loads something from outside ({kind})")


def _read_properties(root: ET.Element, opened: FileContents) -> None:
    for element in root.iter():
        key = _get_local_name(element)
        if element.text and element.text.strip() and key not in NUMERIC_PROPERTIES:
            opened.add_property(element.get("name") or key, element.text)


def _read_text(name: str, root: ET.Element, opened: FileContents) -> None:
    lines: list[str] = []
    faults: dict[str, None] = {}
    for element in root.iter():
        kind = _get_local_name(element)
        if kind in {"p", "br", "tab", "tc"}:
            lines.append("\n" if kind == "p" else " ")
        elif element.text and element.text.strip():
            lines.append(element.text)
        if kind in CHANGE_ELEMENTS:
            faults[CHANGE_ELEMENTS[kind]] = None
        if kind == "r" and (reason := _find_hiding_reason(element)):
            faults[reason] = None
        for key, value in element.attrib.items():
            short = key.rpartition("}")[2]
            if short in INVISIBLE_ATTRIBUTES:
                opened.add_text(f"`{short}` in `{name}`", value, TextKind.INVISIBLE)
    opened.add_text(f"`{name}`", "".join(lines), TextKind.VISIBLE)
    for fault in faults:
        code = "audit-hidden" if fault.startswith("text") else "audit-leftover"
        opened.add_error(code, f"{fault}, in `{name}`", READ_AGAIN_HINT)


def _find_hiding_reason(run: ET.Element) -> str:
    """Why the words of a run cannot be seen; empty if they can."""
    if not any(_get_local_name(part) == "t" and (part.text or "").strip() for part in run):
        return ""
    properties = (mark for part in run if _get_local_name(part) == "rPr" for mark in part)
    marks = {_get_local_name(mark): _get_local_attributes(mark) for mark in properties}
    if any(mark in marks and marks[mark].get("val", "1") not in {"0", "false", "off"} for mark in HIDDEN_MARKS):
        return "text is marked as hidden"
    colour = marks.get("color", {}).get("val", "").lower()
    ground = marks.get("shd", {}).get("fill", "").lower() or marks.get("highlight", {}).get("val", "").lower()
    if ground in DARK and (colour in DARK or colour in {"", "auto"}):
        return "text is under a black bar"
    if colour in LIGHT and ground in {"", "auto", *LIGHT}:
        return "text is white on white"
    size = marks.get("sz", {}).get("val", "")
    return "text is too small to be read" if size.isdigit() and int(size) <= TINY_SIZE else ""


def _get_local_attributes(element: ET.Element) -> Mapping[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def _get_local_name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
