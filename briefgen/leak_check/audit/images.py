"""Reads everything in an image file except its picture: places, names, dates, comments, thumbnails, scripts."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree as ET

from briefgen.leak_check.audit.findings import FileContents, TextKind

CLEAN_IMAGE_HINT = "pass the image through briefgen, which writes a new file from its pixels"

JPEG_PICTURE_MARKERS = frozenset({0xE0, 0xEE, 0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD})
PNG_PICTURE_CHUNKS = frozenset(
    "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs hIST cICP acTL fcTL fdAT".split()
)
PNG_METADATA_CHUNKS = {"tEXt": "text", "zTXt": "text", "iTXt": "text", "eXIf": "Exif", "tIME": "a date"}
WEBP_PICTURE_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_TIFF_RANGES = ((254, 268), (273, 285), (290, 293), (296, 297), (317, 325), (338, 339), (347, 347), (512, 532))
ICC_PROFILE_TAG = 34675
TIFF_PICTURE_TAGS = frozenset({ICC_PROFILE_TAG, *(tag for low, high in _TIFF_RANGES for tag in range(low, high + 1))})
"""Tags of TIFF that describe how the pixels are stored, and the colour profile."""

READABLE_BYTES = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
SVG_NAMESPACES = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
    "",
)
SVG_SCRIPT_TAGS = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "handler", "listener", "animate", "set"}
)
SVG_START = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:[\w-]+:)?svg\b", re.DOTALL
)
"""The start of an SVG file; other XML files have the same declaration."""
LOADING_VALUE = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import", re.IGNORECASE)


def open_image(content: bytes) -> FileContents | None:
    """Read everything in an image except its picture; None for a file that is not an image."""
    opened = FileContents()
    for signature, read in READERS.items():
        if content.startswith(signature) and (read is not _read_svg or SVG_START.match(content)):
            try:
                read(content, opened)
            except (struct.error, IndexError, ValueError, ET.ParseError):
                opened.add_error("audit-unreadable", "an image is damaged, so that not all of it could be read")
            return opened
    if content[4:8] == b"ftyp":
        _read_unparsed_format(content, opened)
        return opened
    return None


def _report_metadata(opened: FileContents, name: str, data: bytes) -> None:
    """Report a part of an image that is not its picture."""
    place = " with the place where it was taken" if name == "Exif" and _has_gps(data) else ""
    opened.add_error("audit-image-metadata", f"an image carries {name}{place}", CLEAN_IMAGE_HINT)
    texts = [text.decode("utf-8", "replace") for text in READABLE_BYTES.findall(data)]
    if name in {"text", "XMP", "a comment"}:
        texts.append(data.decode("utf-8", "replace"))
    opened.add_text(f"the {name.removeprefix('a ')} of an image", "\n".join(texts), TextKind.PROPERTY)


def _read_jpeg(content: bytes, opened: FileContents) -> None:
    at = 2
    while at < len(content):
        at = content.find(b"\xff", at)
        if at < 0:
            return
        marker = content[at + 1]
        if marker == 0xD9:
            _read_trailing_data(content[at + 2 :], opened)
            return
        if marker in {0x00, 0x01, 0xFF} or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        _read_jpeg_segment(marker, content[at + 4 : at + 2 + length], opened)
        at += 2 + length


def _read_jpeg_segment(marker: int, data: bytes, opened: FileContents) -> None:
    if marker == 0xFE:
        _report_metadata(opened, "a comment", data)
    elif marker == 0xE1 and data.startswith(b"Exif"):
        _report_metadata(opened, "Exif", data)
    elif marker == 0xE1:
        _report_metadata(opened, "XMP", data)
    elif marker == 0xED:
        _report_metadata(opened, "IPTC", data)
    elif (marker == 0xE0 and data.startswith(b"JFXX")) or (marker == 0xE0 and data[12:14] not in {b"", b"\0\0"}):
        _report_metadata(opened, "a smaller picture of itself", data)
    elif 0xE0 < marker <= 0xEF and marker not in JPEG_PICTURE_MARKERS and not data.startswith(b"ICC_PROFILE"):
        _report_metadata(opened, f"notes of a camera or program (APP{marker - 0xE0})", data)


def _read_png(content: bytes, opened: FileContents) -> None:
    at = 8
    while at + 8 <= len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        data = content[at + 8 : at + 8 + length]
        kind = name.decode("latin-1")
        if kind not in PNG_PICTURE_CHUNKS:
            named = PNG_METADATA_CHUNKS.get(kind, f"a part `{kind}`")
            _report_metadata(opened, named, _inflate(data) if kind == "zTXt" else data)
        at += 12 + length
        if kind == "IEND":
            _read_trailing_data(content[at:], opened)
            return


def _inflate(data: bytes) -> bytes:
    name, _, rest = data.partition(b"\0")
    return name + b" " + zlib.decompressobj().decompress(rest[1:], 1_000_000)


def _read_webp(content: bytes, opened: FileContents) -> None:
    at = 12
    while at + 8 <= len(content):
        name, length = struct.unpack("<4sI", content[at : at + 8])
        if name not in WEBP_PICTURE_CHUNKS:
            named = {b"EXIF": "Exif", b"XMP ": "XMP"}.get(name, "an unknown part")
            _report_metadata(opened, named, content[at + 8 : at + 8 + length])
        at += 8 + length + length % 2


def _read_gif(content: bytes, opened: FileContents) -> None:
    at = 0
    while (at := content.find(b"\x21\xfe", at)) >= 0:
        _report_metadata(opened, "a comment", content[at + 3 : at + 3 + content[at + 2]])
        at += 2
    if b"XMP DataXMP" in content:
        _report_metadata(opened, "XMP", content[content.index(b"XMP DataXMP") :])


def _read_tiff(content: bytes, opened: FileContents) -> None:
    order = "<" if content.startswith(b"II") else ">"
    for tag in _read_tiff_tags(content, order):
        if tag in TIFF_PICTURE_TAGS:
            continue
        name = {34665: "Exif", 34853: "Exif with the place where it was taken", 700: "XMP", 33723: "IPTC"}.get(tag)
        opened.add_error("audit-image-metadata", f"an image carries {name or f'a tag {tag}'}", CLEAN_IMAGE_HINT)
    _read_texts(content, opened)


def _read_tiff_tags(content: bytes, order: str) -> Iterator[int]:
    (at,) = struct.unpack(f"{order}I", content[4:8])
    for _ in range(100):
        if not at:
            return
        (count,) = struct.unpack(f"{order}H", content[at : at + 2])
        for index in range(count):
            yield struct.unpack(f"{order}H", content[at + 2 + 12 * index : at + 4 + 12 * index])[0]
        (at,) = struct.unpack(f"{order}I", content[at + 2 + 12 * count : at + 6 + 12 * count])


def _read_svg(content: bytes, opened: FileContents) -> None:
    if b"<!ENTITY" in content:
        opened.add_error("audit-script", "a drawing declares entities")
        return
    if b"<!--" in content:
        opened.add_error("audit-image-metadata", "a drawing carries comments", CLEAN_IMAGE_HINT)
        opened.add_text("the comments of a drawing", content.decode("utf-8", "replace"), TextKind.INVISIBLE)
    for element in ET.fromstring(content).iter():  # noqa: S314 - no entities are left
        _read_svg_element(element, opened)


def _read_svg_element(element: ET.Element, opened: FileContents) -> None:
    namespace, _, name = str(element.tag).removeprefix("{").rpartition("}")
    if name in SVG_SCRIPT_TAGS - {"animate", "set"}:
        opened.add_error("audit-script", f"a drawing holds a `{name}` element")
    elif name == "metadata" or namespace not in SVG_NAMESPACES:
        opened.add_error(
            "audit-image-metadata", f"a drawing carries the notes of a program (`{name}`)", CLEAN_IMAGE_HINT
        )
    opened.add_text("a drawing", element.text or "", TextKind.VISIBLE)
    opened.add_text("a drawing", element.tail or "", TextKind.VISIBLE)
    for qualified, value in element.attrib.items():
        attribute = qualified.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            opened.add_error("audit-script", f"a drawing runs a script from `{attribute}`")
        elif attribute == "href" and not value.startswith(("#", "data:image/")):
            opened.add_error("audit-remote", "a drawing refers to another file")
        elif LOADING_VALUE.search(value):
            opened.add_error("audit-remote", f"a drawing loads something by its `{attribute}`")
        opened.add_text("a drawing", value, TextKind.INVISIBLE)


def _read_unparsed_format(content: bytes, opened: FileContents) -> None:
    """Search a file in a format that is not read part by part, such as AVIF and HEIC."""
    for mark, name in ((b"Exif\0\0", "Exif"), (b"http://ns.adobe.com/xap", "XMP"), (b"<x:xmpmeta", "XMP")):
        if mark in content:
            opened.add_error("audit-image-metadata", f"an image carries {name}", CLEAN_IMAGE_HINT)
    _read_texts(content, opened)


def _read_texts(content: bytes, opened: FileContents) -> None:
    texts = (text.decode("latin-1") for text in READABLE_BYTES.findall(content))
    opened.add_text("an image", "\n".join(texts), TextKind.PROPERTY)


def _read_trailing_data(data: bytes, opened: FileContents) -> None:
    if data.strip(b"\0\n\r "):
        opened.add_error("audit-image-metadata", "an image has data after its end", CLEAN_IMAGE_HINT)
        _read_texts(data, opened)


def _has_gps(data: bytes) -> bool:
    """Whether a block of Exif has a directory of places: tag 0x8825."""
    return b"\x88\x25" in data or b"\x25\x88" in data


READERS: Mapping[bytes, Callable[[bytes, FileContents], None]] = {
    b"\xff\xd8\xff": _read_jpeg,
    b"\x89PNG\r\n\x1a\n": _read_png,
    b"RIFF": _read_webp,
    b"GIF8": _read_gif,
    b"II*\0": _read_tiff,
    b"MM\0*": _read_tiff,
    b"<svg": _read_svg,
    b"<?xml": _read_svg,
}
"""By the first bytes of a format."""
