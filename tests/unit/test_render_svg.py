"""Drawings draw, and do nothing else."""

from __future__ import annotations

from base64 import b64encode

import pytest

from briefgen.render.images.cleaning import clean_raster
from briefgen.render.images.svg import SvgRefusedError
from briefgen.render.images.svg import clean_svg as clean_with
from tests.unit.planting import WORD, exif_jpeg

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/ns"'


def clean_svg(content: bytes) -> bytes:
    return clean_with(content, clean_raster)


def drawing(inner: str, attributes: str = "") -> bytes:
    return f"<svg {HEAD} {attributes}>{inner}</svg>".encode()


def test_what_draws_is_kept() -> None:
    inner = '<defs><path id="n1" d="M0 0"/></defs><use xlink:href="#n1"/><g fill="url(#n2)" style="stroke:red"><text>Ax</text></g>'
    cleaned = clean_svg(drawing(inner, 'viewBox="0 0 2 2"')).decode()
    assert 'viewBox="0 0 2 2"' in cleaned
    assert inner.replace('"/>', '" />') in cleaned


def test_what_an_editor_left_behind_is_gone() -> None:
    cleaned = clean_svg(
        drawing(
            "<!-- by SECRET --><metadata>SECRET</metadata><inkscape:view path='SECRET'/><path inkscape:label='SECRET' d='M0 0'/>",
            "inkscape:export-filename='SECRET'",
        )
    )
    assert b"SECRET" not in cleaned
    assert b"<path d=" in cleaned


@pytest.mark.parametrize(
    "inner",
    [
        "<title>SECRET</title><path d='M0 0'/>",
        "<desc>SECRET</desc><path d='M0 0'/>",
        "<g>SECRET<path d='M0 0'/>SECRET</g>",
        "<path id='SECRET' d='M0 0'/>",
        "<path class='SECRET' d='M0 0'/>",
        "<path data-name='SECRET' aria-label='SECRET' role='SECRET' tabindex='SECRET' d='M0 0'/>",
        "<path xlink:title='SECRET' xml:id='SECRET' d='M0 0'/>",
        "<linearGradient id='SECRET'/><path fill='url(#SECRET)' d='M0 0'/>",
        "<g id='SECRET'/><use href='#SECRET'/><path d='M0 0'/>",
        "<style>/* SECRET */ path {fill: red}</style><path d='M0 0'/>",
        "<font><glyph glyph-name='SECRET'/></font><path d='M0 0'/>",
        "<switch><text><tspan>Words</tspan><title>SECRET</title></text></switch><path d='M0 0'/>",
    ],
)
def test_words_that_no_viewer_shows_are_gone(inner: str) -> None:
    cleaned = clean_svg(drawing(inner))
    assert b"SECRET" not in cleaned
    assert b"<path " in cleaned


def test_what_a_style_sheet_names_keeps_its_name() -> None:
    inner = "<style>.road {stroke: #abc} #river {fill: url(#water)}</style><linearGradient id='water'/><path id='river' class='road seen' d='M0 0'/>"
    cleaned = clean_svg(drawing(inner)).decode()
    assert '<linearGradient id="water" />' in cleaned
    assert '<path id="river" class="road" d="M0 0" />' in cleaned


def test_a_colour_is_not_taken_for_an_id() -> None:
    cleaned = clean_svg(drawing("<g id='abc'/><use href='#abc'/><path fill='#abc' d='M0 0'/>")).decode()
    assert 'fill="#abc"' in cleaned
    assert 'href="#n1"' in cleaned


def test_a_reference_stated_twice_is_counted_as_it_is_drawn() -> None:
    cleaned = clean_svg(drawing("<g id='a'/><g id='b'/><use href='#a' xlink:href='#b'/>")).decode()
    assert cleaned.count("href=") == 1


def repeated(number: int) -> str:
    return f"<use href='#a{number}'/>" * 10


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (drawing("<script>alert(1)</script>"), "holds a `script`"),
        (drawing("<foreignObject/>"), "holds a `foreignObject`"),
        (drawing("<a><g onclick='x()'/></a>"), "runs a script from `onclick`"),
        (drawing("<image href='https://example.org/x.png'/>"), "refers to `https://example.org/x.png`"),
        (drawing("<image xlink:href='file:///etc/passwd'/>"), "refers to `file:///etc/passwd`"),
        (drawing("<a href='javascript:x()'/>"), "refers to `javascript"),
        (drawing("<g style='fill:url(https://example.org/x)'/>"), "`style` loads"),
        (drawing("<g fill='url( \"x.svg#a\" )'/>"), "`fill` loads"),
        (drawing("<style>@import 'x.css';</style>"), "style sheet loads"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + drawing("&a;"), "declares entities"),
        (b'<!DOCTYPE svg SYSTEM "https://example.org/x.dtd">' + drawing(""), "document type"),
        (drawing("<g style='fill:u\\72l(https://example.org/x)'/>"), "`style` loads"),
        (drawing("<g xml:base='https://example.org/'/>"), "`base` loads"),
        (drawing("<style>a { background: image-set('x.png') }</style>"), "style sheet loads"),
        (drawing("<g>" * 200 + "</g>" * 200), "nested more than"),
        (drawing("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g><use href='#a'/>"), "draws itself"),
        (drawing("<g id='a0'/>" + "".join(f"<g id='a{n + 1}'>{repeated(n)}</g>" for n in range(9))), "draws more than"),
        ("<svg/>".encode("utf-16-le"), "not UTF-8"),
        (b"<html/>", "not an `svg`"),
        (b"<svg>", "not well-formed"),
    ],
)
def test_what_runs_or_loads_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SvgRefusedError, match=reason.replace("(", "\\(")):
        clean_svg(content)


def test_entities_in_another_encoding_are_refused() -> None:
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>'.encode("utf-16")
    with pytest.raises(SvgRefusedError):
        clean_svg(hidden)


def test_a_photograph_inside_a_drawing_is_made_anew() -> None:
    address = f"data:image/jpeg;base64,{b64encode(exif_jpeg()).decode()}"
    cleaned = clean_svg(drawing(f"<image href='{address}'/>"))
    assert b"data:image/jpeg" in cleaned
    assert address.encode() not in cleaned
    assert WORD.encode() not in cleaned


def test_words_behind_what_is_taken_out_stay() -> None:
    assert b"one  two" in clean_svg(drawing("<text>one <metadata>SECRET</metadata> two</text>"))
