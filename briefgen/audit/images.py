"""Reads what an image file holds beside its picture: places, names, dates, comments, smaller pictures, programs."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree as ET

from briefgen.audit.findings import Opened, Part

HINT = "pass the image through briefgen, which makes it anew from its pixels"

JPEG_KEPT = frozenset({0xE0, 0xEE, 0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD})
PNG_KEPT = frozenset("IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs hIST cICP acTL fcTL fdAT".split())
WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
TIFF_KEPT = frozenset(
    {
        *range(254, 269),
        *range(273, 286),
        *range(290, 294),
        296,
        297,
        *range(317, 326),
        338,
        339,
        347,
        *range(512, 533),
        34675,
    }
)
"""Tags of TIFF that say how the pixels are stored, and the colour profile."""

READABLE = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
SVG_NAMESPACES = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
    "",
)
RUNNING = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler", "listener", "animate", "set"})
DRAWING = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:[\w-]+:)?svg\b", re.DOTALL
)
"""How an SVG file begins; other XML does, too, with its declaration."""
LOADING = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import", re.IGNORECASE)


def open_image(content: bytes) -> Opened | None:
    """What an image holds beside its picture; None for what is no image."""
    opened = Opened()
    for begins, read in READERS.items():
        if content.startswith(begins) and (read is not _svg or DRAWING.match(content)):
            try:
                read(content, opened)
            except (struct.error, IndexError, ValueError, ET.ParseError):
                opened.refuse("audit-unreadable", "an image is damaged, so that not all of it could be read")
            return opened
    if content[4:8] == b"ftyp":
        _search(content, opened)
        return opened
    return None


def _leftover(opened: Opened, name: str, data: bytes) -> None:
    """One part of an image that is no picture."""
    place = " with the place where it was taken" if name == "Exif" and _has_gps(data) else ""
    opened.refuse("audit-image-metadata", f"an image carries {name}{place}", HINT)
    texts = [found.decode("utf-8", "replace") for found in READABLE.findall(data)]
    if name in {"text", "XMP", "a comment"}:
        texts.append(data.decode("utf-8", "replace"))
    opened.read(f"the {name.removeprefix('a ')} of an image", "\n".join(texts), Part.PROPERTY)


def _jpeg(content: bytes, opened: Opened) -> None:
    at = 2
    while at < len(content):
        at = content.find(b"\xff", at)
        if at < 0:
            return
        marker = content[at + 1]
        if marker == 0xD9:
            _trailing(content[at + 2 :], opened)
            return
        if marker in {0x00, 0x01, 0xFF} or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        _jpeg_segment(marker, content[at + 4 : at + 2 + length], opened)
        at += 2 + length


def _jpeg_segment(marker: int, data: bytes, opened: Opened) -> None:
    if marker == 0xFE:
        _leftover(opened, "a comment", data)
    elif marker == 0xE1 and data.startswith(b"Exif"):
        _leftover(opened, "Exif", data)
    elif marker == 0xE1:
        _leftover(opened, "XMP", data)
    elif marker == 0xED:
        _leftover(opened, "IPTC", data)
    elif (marker == 0xE0 and data.startswith(b"JFXX")) or (marker == 0xE0 and data[12:14] not in {b"", b"\0\0"}):
        _leftover(opened, "a smaller picture of itself", data)
    elif 0xE0 < marker <= 0xEF and marker not in JPEG_KEPT and not data.startswith(b"ICC_PROFILE"):
        _leftover(opened, f"notes of a camera or program (APP{marker - 0xE0})", data)


def _png(content: bytes, opened: Opened) -> None:
    at = 8
    while at + 8 <= len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        data = content[at + 8 : at + 8 + length]
        kind = name.decode("latin-1")
        if kind in {"tEXt", "zTXt", "iTXt"}:
            _leftover(opened, "text", _inflated(data) if kind == "zTXt" else data)
        elif kind == "eXIf":
            _leftover(opened, "Exif", data)
        elif kind == "tIME":
            _leftover(opened, "a date", data)
        elif kind not in PNG_KEPT:
            _leftover(opened, f"a part `{kind}`", data)
        at += 12 + length
        if kind == "IEND":
            _trailing(content[at:], opened)
            return


def _inflated(data: bytes) -> bytes:
    import zlib

    name, _, rest = data.partition(b"\0")
    return name + b" " + zlib.decompressobj().decompress(rest[1:], 1_000_000)


def _webp(content: bytes, opened: Opened) -> None:
    at = 12
    while at + 8 <= len(content):
        name, length = struct.unpack("<4sI", content[at : at + 8])
        if name not in WEBP_KEPT:
            named = {b"EXIF": "Exif", b"XMP ": "XMP"}.get(name, "an unknown part")
            _leftover(opened, named, content[at + 8 : at + 8 + length])
        at += 8 + length + length % 2


def _gif(content: bytes, opened: Opened) -> None:
    at = 0
    while (at := content.find(b"\x21\xfe", at)) >= 0:
        _leftover(opened, "a comment", content[at + 3 : at + 3 + content[at + 2]])
        at += 2
    if b"XMP DataXMP" in content:
        _leftover(opened, "XMP", content[content.index(b"XMP DataXMP") :])


def _tiff(content: bytes, opened: Opened) -> None:
    order = "<" if content.startswith(b"II") else ">"
    for tag in _tiff_tags(content, order):
        if tag in TIFF_KEPT:
            continue
        name = {34665: "Exif", 34853: "Exif with the place where it was taken", 700: "XMP", 33723: "IPTC"}.get(tag)
        opened.refuse("audit-image-metadata", f"an image carries {name or f'a tag {tag}'}", HINT)
    _texts(content, opened)


def _tiff_tags(content: bytes, order: str) -> Iterator[int]:
    (at,) = struct.unpack(f"{order}I", content[4:8])
    for _ in range(100):
        if not at:
            return
        (count,) = struct.unpack(f"{order}H", content[at : at + 2])
        for index in range(count):
            yield struct.unpack(f"{order}H", content[at + 2 + 12 * index : at + 4 + 12 * index])[0]
        (at,) = struct.unpack(f"{order}I", content[at + 2 + 12 * count : at + 6 + 12 * count])


def _svg(content: bytes, opened: Opened) -> None:
    if b"<!ENTITY" in content:
        opened.refuse("audit-script", "a drawing declares entities")
        return
    if b"<!--" in content:
        opened.refuse("audit-image-metadata", "a drawing carries comments", HINT)
        opened.read("the comments of a drawing", content.decode("utf-8", "replace"), Part.UNSEEN)
    for element in ET.fromstring(content).iter():  # noqa: S314 - no entities are left
        _svg_element(element, opened)


def _svg_element(element: ET.Element, opened: Opened) -> None:
    namespace, _, name = str(element.tag).removeprefix("{").rpartition("}")
    if name in RUNNING - {"animate", "set"}:
        opened.refuse("audit-script", f"a drawing holds a `{name}` element")
    elif name == "metadata" or namespace not in SVG_NAMESPACES:
        opened.refuse("audit-image-metadata", f"a drawing carries the notes of a program (`{name}`)", HINT)
    opened.read("a drawing", element.text or "", Part.TEXT)
    opened.read("a drawing", element.tail or "", Part.TEXT)
    for qualified, value in element.attrib.items():
        attribute = qualified.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            opened.refuse("audit-script", f"a drawing runs a script from `{attribute}`")
        elif attribute == "href" and not value.startswith(("#", "data:image/")):
            opened.refuse("audit-remote", "a drawing refers to another file")
        elif LOADING.search(value):
            opened.refuse("audit-remote", f"a drawing loads something by its `{attribute}`")
        opened.read("a drawing", value, Part.UNSEEN)


def _search(content: bytes, opened: Opened) -> None:
    """What is found in formats that are not read part by part."""
    for mark, name in ((b"Exif\0\0", "Exif"), (b"http://ns.adobe.com/xap", "XMP"), (b"<x:xmpmeta", "XMP")):
        if mark in content:
            opened.refuse("audit-image-metadata", f"an image carries {name}", HINT)
    _texts(content, opened)


def _texts(content: bytes, opened: Opened) -> None:
    texts = (found.decode("latin-1") for found in READABLE.findall(content))
    opened.read("an image", "\n".join(texts), Part.PROPERTY)


def _trailing(data: bytes, opened: Opened) -> None:
    if data.strip(b"\0\n\r "):
        opened.refuse("audit-image-metadata", "an image has something behind its end", HINT)
        _texts(data, opened)


def _has_gps(data: bytes) -> bool:
    """Whether a block of Exif has a directory of places: tag 0x8825."""
    return b"\x88\x25" in data or b"\x25\x88" in data


READERS: Mapping[bytes, Callable[[bytes, Opened], None]] = {
    b"\xff\xd8\xff": _jpeg,
    b"\x89PNG\r\n\x1a\n": _png,
    b"RIFF": _webp,
    b"GIF8": _gif,
    b"II*\0": _tiff,
    b"MM\0*": _tiff,
    b"<svg": _svg,
    b"<?xml": _svg,
}
"""By the bytes that a format begins with."""
