"""The audit reads everything in an image file except its picture: texts of colour profiles, extensions, boxes and drawings."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from briefgen.leak_check.audit import SearchTerms, audit_file
from briefgen.leak_check.audit.images import open_image
from tests.unit.planting import WORD, jpeg

FOR_WORD = SearchTerms(terms=frozenset({(WORD,)}), foreign=True)
PROFILE = b"\0" * 128 + b"desc" + b"\0" * 8 + f"Taken at {WORD}".encode() + b"\0"
WIDE_PROFILE = b"\0" * 128 + b"mluc" + b"\0" * 8 + f"Taken at {WORD}".encode("utf-16-be")


def picture(form: str, **options: Any) -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(made, form, **options)
    return made.getvalue()


def png_chunk(name: bytes, data: bytes) -> bytes:
    """A PNG with one more part, before its end."""
    content = picture("PNG")
    end = content.index(b"IEND") - 4
    part = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return content[:end] + part + content[end:]


def compressed_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Place", WORD, zip=True)
    return picture("PNG", pnginfo=info)


def gif(label: int, data: bytes) -> bytes:
    """A GIF with an extension before its end."""
    return picture("GIF")[:-1] + bytes([0x21, label, len(data)]) + data + b"\0;"


def jpeg2000(*boxes: tuple[bytes, bytes]) -> bytes:
    head = b"\0\0\0\x0cjP  \r\n\x87\n"
    return head + b"".join(struct.pack(">I", len(data) + 8) + name + data for name, data in boxes)


def drawing(body: str) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{body}</svg>".encode()


def inlined(content: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(content).decode()}"


WAYS: Mapping[str, Callable[[], bytes]] = {
    "the profile of a JPEG": lambda: picture("JPEG", icc_profile=PROFILE),
    "the profile of a PNG": lambda: picture("PNG", icc_profile=PROFILE),
    "the profile of a WebP": lambda: picture("WEBP", icc_profile=PROFILE),
    "a profile in UTF-16": lambda: picture("PNG", icc_profile=WIDE_PROFILE),
    "a compressed text": compressed_text,
    "a part that nobody knows": lambda: png_chunk(b"prVt", WORD.encode()),
    "a comment of a GIF": lambda: gif(0xFE, WORD.encode()),
    "a text of a GIF": lambda: gif(0x01, WORD.encode()),
    "a program's part of a GIF": lambda: gif(0xFF, f"NOTES  1.0 {WORD}".encode()),
    "after the end of a GIF": lambda: picture("GIF") + WORD.encode(),
    "a box of JPEG 2000": lambda: jpeg2000((b"ftyp", b"jp2 "), (b"xml ", f"<x>{WORD}</x>".encode())),
    "Exif in UTF-16": lambda: jpeg(exif=b"Exif\0\0" + WORD.encode("utf-16-le")),
    "a text of a drawing": lambda: drawing(f"<text>{WORD}</text>"),
    "pieces of a drawing": lambda: drawing("<text><tspan>zebra</tspan><tspan>canary</tspan></text>"),
    "lines of a drawing": lambda: drawing(f"<text><tspan x='0'>News</tspan><tspan x='0' y='9'>{WORD}</tspan></text>"),
    "after a piece of a drawing": lambda: drawing("<text><tspan>zebra</tspan>canary</text>"),
    "a title of a drawing": lambda: drawing(f"<title>{WORD}</title>"),
    "a style of a drawing": lambda: drawing(f"<style>.{WORD} {{ fill: red }}</style>"),
    "a picture in a drawing": lambda: drawing(f"<image xlink:href='{inlined(jpeg(comment=WORD))}'/>"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_word_is_found_wherever_an_image_has_it(way: str) -> None:
    assert "audit-term" in {finding.code for finding in audit_file(WAYS[way](), FOR_WORD)}


UNREADABLE: Mapping[str, bytes] = {
    "Windows drawings": b"\x01\0\0\0\x6c\0\0\0" + b"\0" * 100,
    "an icon": b"\0\0\1\0\1\0" + b"\0" * 40,
    "a bitmap": b"BM" + b"\0\1" * 40,
    "JPEG XL": b"\xff\x0a" + b"\1" * 40,
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n(x) show",
    "a compressed drawing": b"\x1f\x8b\x08" + b"\0" * 20,
    "a sound": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 20,
    "a GIF that ends too early": picture("GIF")[:-4],
    "a drawing with entities": b"<!DOCTYPE svg [<!ENTITY a 'x'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>",
    "an unknown picture in a drawing": drawing("<image xlink:href='data:image/x-icon;base64,AAABAAEA'/>"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_image_that_cannot_be_read_is_reported(kind: str) -> None:
    assert "audit-unreadable" in {finding.code for finding in audit_file(UNREADABLE[kind], SearchTerms())}


@pytest.mark.parametrize("hiding", ["display='none'", "visibility='hidden'", "opacity='0'", "style='display:none'"])
def test_words_that_a_drawing_does_not_show_are_reported(hiding: str) -> None:
    assert [finding.code for finding in audit_file(drawing(f"<g {hiding}><text>Words</text></g>"), SearchTerms())] == [
        "audit-hidden"
    ]
    assert audit_file(drawing(f"<g {hiding}><path d='M0 0'/></g>"), SearchTerms()) == ()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_plain_picture_is_clean(form: str) -> None:
    assert audit_file(picture(form), SearchTerms()) == ()
    assert audit_file(drawing("<text x='1'>Words <tspan>more</tspan></text>"), SearchTerms()) == ()


@pytest.mark.parametrize("before", [b"<!-- a --> ", b"<!DOCTYPE svg [<!ENTITY a 'b'>] > ", b"<!DOCTYPE svg>"])
def test_a_drawing_can_start_with_any_number_of_comments(before: bytes) -> None:
    start = b'<?xml version="1.0"?>\n' + before * 5000
    assert open_image(start + b"<svg/>") is not None
    assert open_image(start + b"<html/>") is None
