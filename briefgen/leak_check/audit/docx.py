"""Reads a Word file in full: text, notes, comments, changes, properties, pictures, and what it hides."""

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
"""How many times larger than packed the parts may be: text packs tenfold, a bomb a thousandfold."""

CHANGE_ELEMENTS: Mapping[str, str] = {
    "del": "deleted text is still in the file",
    "ins": "it is not settled what was inserted",
    "moveFrom": "moved text is still in its old place",
    "rPrChange": "earlier formatting is still in the file",
    "pPrChange": "earlier formatting is still in the file",
    "commentReference": "comments are in the file",
}
"""Elements that keep what someone did to the text."""

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
ARCHIVE_ERRORS = (
    BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    LookupError,
    zlib.error,
    lzma.LZMAError,
)
"""What Python says of an archive or of a part that is not what it says it is."""
TINY_SIZE = 4
"""Half-points: two points."""


def open_zip(content: bytes, inside: Callable[[bytes], FileContents | None]) -> FileContents | None:
    """Everything in a Word file or another archive; None for what is no archive."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            opened = FileContents()
            sizes = [(one.file_size, one.compress_size) for one in archive.infolist()]
            unpacked = sum(size for size, _ in sizes)
            packed = sum(size for _, size in sizes)
            if len(sizes) > MAX_PARTS or unpacked > MAX_BYTES or unpacked > MAX_COMPRESSION_RATIO * packed + 10_000_000:
                opened.add_error("audit-unreadable", "the file unpacks to more than can be looked through")
                return opened
            if archive.comment:
                opened.add_error("audit-metadata", "the archive carries a comment")
                opened.add_property("comment", archive.comment.decode("utf-8", "replace"))
            for entry in archive.infolist():
                if entry.flag_bits & 1:
                    opened.add_error(
                        "audit-unreadable", "the file is locked by a password, so that nothing can be said of it"
                    )
                    return opened
                opened.add_text("the name of a part", entry.filename, TextKind.INVISIBLE)
                if not entry.is_dir():
                    _read_part(entry.filename, archive.read(entry), opened, inside)
    except ARCHIVE_ERRORS:
        opened = FileContents()
        opened.add_error("audit-unreadable", "the file is damaged, so that nothing can be said of it")
    return opened


def _read_part(name: str, content: bytes, opened: FileContents, inside: Callable[[bytes], FileContents | None]) -> None:
    stem = basename(name).partition(".")[0]
    for begins, message in LEFTOVER_PARTS.items():
        if stem.startswith(begins):
            opened.add_error("audit-leftover", message, "accept or remove it, and save the file anew")
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
            opened.add_error(
                "audit-remote", f"the file loads something from outside ({basename(relation.get('Type', ''))})"
            )


def _read_properties(root: ET.Element, opened: FileContents) -> None:
    for element in root.iter():
        key = _local_name(element)
        if element.text and element.text.strip() and key not in NUMERIC_PROPERTIES:
            opened.add_property(element.get("name") or key, element.text)


def _read_text(name: str, root: ET.Element, opened: FileContents) -> None:
    lines: list[str] = []
    found: dict[str, None] = {}
    for element in root.iter():
        kind = _local_name(element)
        if kind in {"p", "br", "tab", "tc"}:
            lines.append("\n" if kind == "p" else " ")
        elif element.text and element.text.strip():
            lines.append(element.text)
        if kind in CHANGE_ELEMENTS:
            found[CHANGE_ELEMENTS[kind]] = None
        if kind == "r" and (why := _find_hiding_reason(element)):
            found[why] = None
        for key, value in element.attrib.items():
            short = key.rpartition("}")[2]
            if short in {"author", "initials", "descr", "title", "name", "instr", "anchor", "tooltip", "alias", "tag"}:
                opened.add_text(f"`{short}` in `{name}`", value, TextKind.INVISIBLE)
    opened.add_text(f"`{name}`", "".join(lines), TextKind.VISIBLE)
    for why in found:
        code = "audit-hidden" if why.startswith("text") else "audit-leftover"
        opened.add_error(code, f"{why}, in `{name}`", "accept or remove it, and save the file anew")


def _find_hiding_reason(run: ET.Element) -> str:
    """Why the words of a run cannot be seen; empty where they can."""
    if not any(_local_name(one) == "t" and (one.text or "").strip() for one in run):
        return ""
    marks = {
        _local_name(one): _local_attributes(one)
        for properties in run
        if _local_name(properties) == "rPr"
        for one in properties
    }
    if any(mark in marks and marks[mark].get("val", "1") not in {"0", "false", "off"} for mark in HIDDEN_MARKS):
        return "text is marked as hidden"
    colour = marks.get("color", {}).get("val", "").lower()
    ground = marks.get("shd", {}).get("fill", "").lower() or marks.get("highlight", {}).get("val", "").lower()
    if ground in DARK and (colour in DARK or colour in {"", "auto"}):
        return "text stands under a black bar"
    if colour in LIGHT and ground in {"", "auto", *LIGHT}:
        return "text is white on white"
    size = marks.get("sz", {}).get("val", "")
    return "text is too small to be read" if size.isdigit() and int(size) <= TINY_SIZE else ""


def _local_attributes(element: ET.Element) -> Mapping[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def _local_name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
