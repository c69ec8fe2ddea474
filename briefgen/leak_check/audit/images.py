"""Reads everything in an image file except its picture: places, names, dates, comments, thumbnails, scripts."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

from briefgen.leak_check.audit.findings import ExtractedText, FileContents, TextKind, build_unreadable

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

JPEG2000_PICTURE_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
GIF_TRAILER, GIF_IMAGE, GIF_EXTENSION = 0x3B, 0x2C, 0x21
GIF_COMMENT, GIF_APPLICATION, GIF_TEXT = 0xFE, 0xFF, 0x01

READABLE_BYTES = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
WIDE_CHARACTERS = re.compile(rb"(?:\0[\x20-\x7e\xa0-\xff]){3,}|(?:[\x20-\x7e\xa0-\xff]\0){3,}")
"""Latin letters in UTF-16."""
MAX_KEPT_SIZE = 100_000
"""Bytes of data whose texts are kept for the next file."""
MAX_TEXT = 10_000_000
"""Bytes of a compressed text in an image."""

SVG_NAMESPACES = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
    "",
)
SVG_SCRIPT_TAGS = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "handler", "listener", "animate", "set"}
)
SVG_PIECES = frozenset({"tspan", "textPath", "a", "tref", "altGlyph"})
SVG_HIDING = re.compile(
    r"(?:^|;)\s*(?:style:\s*)?(?:display:\s*none|visibility:\s*(?:hidden|collapse)|(?:fill-)?opacity:\s*0?\.?0*(?:;|$)|font-size:\s*0(?:\D|$)"
    r"|fill:\s*(?:transparent|none)(?=.*font))"
)
"""Attributes of a drawing that hide its words."""

SVG_START = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*|<!DOCTYPE[^>\[]*(?:\[(?>.*?\]\s*>)|>)\s*)*<(?:[\w-]+:)?svg\b", re.DOTALL
)
"""The start of an SVG file; other XML files have the same declaration."""
LOADING_VALUE = re.compile(r"url\((?!\s*['\"]?(?:#|data:))|@import", re.IGNORECASE)


def open_image(content: bytes) -> FileContents | None:
    """Read everything in an image except its picture; None for a file that is not an image."""
    opened = FileContents()
    for signature, read in READERS.items():
        if content.startswith(signature) and (read is not _read_svg or SVG_START.match(content)):
            try:
                read(content, opened)
            except (struct.error, zlib.error, IndexError, ValueError, LookupError, ET.ParseError):
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
    texts = list(extract_texts(data))
    if name in {"text", "XMP", "a comment"}:
        texts.append(data.decode("utf-8", "replace"))
    opened.add_text(f"the {name.removeprefix('a ')} of an image", "\n".join(texts), TextKind.PROPERTY)


def extract_texts(data: bytes) -> Iterator[str]:
    """The stretches of binary data that can be read as UTF-8 or UTF-16."""
    for text in READABLE_BYTES.findall(data):
        yield text.decode("utf-8", "replace")
    for text in WIDE_CHARACTERS.findall(data):
        yield text.replace(b"\0", b"").decode("latin-1")


def read_profile(data: bytes, opened: FileContents) -> None:
    """Read the texts of a colour profile (ICC.1, 10), or of other data: readers get them with the file."""
    opened.texts += _read_kept_profile(data) if len(data) <= MAX_KEPT_SIZE else _list_profile_texts(data)


def _list_profile_texts(data: bytes) -> tuple[ExtractedText, ...]:
    opened = FileContents()
    for text in extract_texts(data):
        opened.add_text("a colour profile, or other data", text, TextKind.INVISIBLE)
    return tuple(opened.texts)


_read_kept_profile = lru_cache(maxsize=64)(_list_profile_texts)
"""The files of a campaign have the same colour profile, and mostly the same tables of their fonts."""


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
    elif marker == 0xE2 and data.startswith(b"ICC_PROFILE"):
        read_profile(data[14:], opened)
    elif 0xE0 < marker <= 0xEF and marker not in JPEG_PICTURE_MARKERS:
        _report_metadata(opened, f"notes of a camera or program (APP{marker - 0xE0})", data)


def _read_png(content: bytes, opened: FileContents) -> None:
    at = 8
    while at + 8 <= len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        data = content[at + 8 : at + 8 + length]
        kind = name.decode("latin-1")
        if kind == "iCCP":
            read_profile(_inflate(data), opened)
        elif kind not in PNG_PICTURE_CHUNKS:
            named = PNG_METADATA_CHUNKS.get(kind, f"a part `{kind}`")
            _report_metadata(opened, named, _inflate(data) if kind in {"zTXt", "iTXt"} else data)
        at += 12 + length
        if kind == "IEND":
            _read_trailing_data(content[at:], opened)
            return


def _inflate(data: bytes) -> bytes:
    """The texts of a PNG chunk that is compressed from some place on; the chunk itself if it is not (PNG 3, 11.3)."""
    name, _, rest = data.partition(b"\0")
    start = re.search(rb"\x78[\x01\x5e\x9c\xda]", rest)
    if not start:
        return data
    return name + b" " + rest[: start.start()] + zlib.decompressobj().decompress(rest[start.start() :], MAX_TEXT)


def _read_webp(content: bytes, opened: FileContents) -> None:
    if content[8:12] != b"WEBP":
        raise ValueError
    at = 12
    while at + 8 <= len(content):
        name, length = struct.unpack("<4sI", content[at : at + 8])
        if name == b"ICCP":
            read_profile(content[at + 8 : at + 8 + length], opened)
        elif name not in WEBP_PICTURE_CHUNKS:
            named = {b"EXIF": "Exif", b"XMP ": "XMP"}.get(name, "an unknown part")
            _report_metadata(opened, named, content[at + 8 : at + 8 + length])
        at += 8 + length + length % 2


def _read_gif(content: bytes, opened: FileContents) -> None:
    """Read the extensions of a GIF (GIF89a, 12 to 26)."""
    at = 13 + _measure_colour_table(content[10])
    while (kind := content[at]) != GIF_TRAILER:
        if kind == GIF_IMAGE:
            _, at = _read_gif_blocks(content, at + 11 + _measure_colour_table(content[at + 9]))
            continue
        if kind != GIF_EXTENSION:
            raise ValueError(kind)
        label, (data, at) = content[at + 1], _read_gif_blocks(content, at + 2)
        if label == GIF_COMMENT:
            _report_metadata(opened, "a comment", data)
        elif label == GIF_APPLICATION and not data.startswith((b"NETSCAPE2.0", b"ANIMEXTS1.0")):
            _report_metadata(opened, "XMP" if data.startswith(b"XMP Data") else "notes of a program", data)
        elif label == GIF_TEXT:
            _report_metadata(opened, "text", data)
    _read_trailing_data(content[at + 1 :], opened)


def _measure_colour_table(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _read_gif_blocks(content: bytes, at: int) -> tuple[bytes, int]:
    """The data of the blocks from a place on, and the place after them."""
    data: list[bytes] = []
    while size := content[at]:
        data.append(content[at + 1 : at + 1 + size])
        at += 1 + size
    return b"".join(data), at + 1


def _read_jpeg2000(content: bytes, opened: FileContents) -> None:
    """Read the boxes of JPEG 2000 that are not its picture (ISO/IEC 15444-1, I.5)."""
    at = 0
    while at + 8 <= len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        if name not in JPEG2000_PICTURE_BOXES:
            named = "XMP" if name == b"xml " else f"a part `{name.decode('latin-1').strip()}`"
            _report_metadata(opened, named, content[at + 8 : at + length if length else None])
        if length < 8:
            return
        at += length


def _read_codestream(content: bytes, opened: FileContents) -> None:
    """Read the comments in a picture of JPEG 2000 without boxes (ISO/IEC 15444-1, A.9.2)."""
    at = 2
    while content[at] == 0xFF and content[at + 1] != 0x90:
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        if content[at + 1] == 0x64:
            for text in extract_texts(content[at + 6 : at + 2 + length]):
                opened.add_text("a comment of an image", text, TextKind.INVISIBLE)
        at += 2 + length


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
        opened.add_error("audit-unreadable", "a drawing declares entities, so that it cannot be searched")
        return
    if b"<!--" in content:
        opened.add_error("audit-image-metadata", "a drawing carries comments", CLEAN_IMAGE_HINT)
        opened.add_text("the comments of a drawing", content.decode("utf-8", "replace"), TextKind.INVISIBLE)
    root = ET.fromstring(content)  # noqa: S314 - no entities are left
    for element in root.iter():
        _read_svg_element(element, opened)
        if SVG_HIDING.search(";".join(f"{key}:{value}" for key, value in element.attrib.items())) and _has_words(
            element
        ):
            opened.add_error("audit-hidden", "a drawing has words that it does not show", CLEAN_IMAGE_HINT)
    # The pieces of a line can be parts of a word, or words, with nothing but their places between them.
    opened.add_text("a drawing", "".join(_extract_svg_words(root, "")), TextKind.VISIBLE)
    opened.add_text("a drawing", "".join(_extract_svg_words(root, " ")), TextKind.VISIBLE)


def _extract_svg_words(root: ET.Element, between: str) -> Iterator[str]:
    """The words of a drawing in their order, with `between` at both ends of a piece of a line."""
    stack: list[ET.Element | str] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            yield element
            continue
        name = str(element.tag).rpartition("}")[2]
        edge = between if name in SVG_PIECES else "\n"
        yield edge + (element.text or "")
        stack.append(edge)
        for child in reversed(element):
            stack += [child.tail or "", child]


def _has_words(element: ET.Element) -> bool:
    words = (part for part in element.iter() if str(part.tag).rpartition("}")[2] in {"text", "tspan", "textPath"})
    return any((part.text or "").strip() for part in words)


def _read_svg_element(element: ET.Element, opened: FileContents) -> None:
    namespace, _, name = str(element.tag).removeprefix("{").rpartition("}")
    if name in SVG_SCRIPT_TAGS - {"animate", "set"}:
        opened.add_error("audit-script", f"a drawing holds a `{name}` element")
    elif name == "metadata" or namespace not in SVG_NAMESPACES:
        opened.add_error(
            "audit-image-metadata", f"a drawing carries the notes of a program (`{name}`)", CLEAN_IMAGE_HINT
        )
    for qualified, value in element.attrib.items():
        attribute = qualified.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            opened.add_error("audit-script", f"a drawing runs a script from `{attribute}`")
        elif attribute == "href" and value.startswith("data:"):
            opened.merge(open_data_image(value), "a drawing")
            continue
        elif attribute == "href" and not value.startswith("#"):
            opened.add_error("audit-remote", "a drawing refers to another file")
        elif LOADING_VALUE.search(value):
            opened.add_error("audit-remote", f"a drawing loads something by its `{attribute}`")
        opened.add_text("a drawing", value, TextKind.INVISIBLE)


def open_data_image(address: str) -> FileContents:
    """Read the image in a `data:` address."""
    content = decode_data_url(address)
    return (content and open_image(content)) or build_unreadable("a picture of an unknown kind is in the file")


def decode_data_url(address: str) -> bytes | None:
    """The bytes in a `data:` address (RFC 2397); None if it is damaged."""
    head, comma, data = address.partition(",")
    try:
        if not head.rstrip().lower().endswith(";base64"):
            return unquote_to_bytes(data) if comma else None
        return b64decode(re.sub(r"\s", "", unquote_to_bytes(data).decode("latin-1")), validate=True)
    except (Base64Error, ValueError):
        return None


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
    b"\0\0\0\x0cjP  ": _read_jpeg2000,
    b"\xff\x4f\xff\x51": _read_codestream,
    b"II*\0": _read_tiff,
    b"MM\0*": _read_tiff,
    b"<svg": _read_svg,
    b"<?xml": _read_svg,
}
"""By the first bytes of a format."""
