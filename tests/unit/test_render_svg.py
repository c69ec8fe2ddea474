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
        "<path d='M0 0'/><inkscape:view/>SECRET",
        "<inkscape:view/>SECRET<path d='M0 0'/>",
        "<g><path d='M0 0'/><title>x</title>SECRET</g>",
        "<path d='M0 0'/><metadata/>SECRET<desc/>SECRET",
        "<path d='M0 0' fill='url(#SECRET)' stroke='url( \"#SECRET\" )'/>",
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


def test_the_number_of_an_id_is_no_name_of_the_style_sheet() -> None:
    inner = "<style>#n1 {fill: red}</style><g id='n1'/><g id='river'/><use href='#river'/>"
    cleaned = clean_svg(drawing(inner)).decode()
    assert '<g id="n1" /><g id="n2" /><use href="#n2" />' in cleaned


@pytest.mark.parametrize("value", ["#abc; fill: url(#b)", "url(#a) url(#b)", "x#y url(#c)", "url( '#d' ) #e"])
def test_a_cleaned_drawing_is_clean(value: str) -> None:
    cleaned = clean_svg(
        drawing(f"<g id='b'/><g id='c'/><path style='{value.replace(chr(39), chr(34))}' d='M0#f 0'/><use href='#c'/>")
    )
    assert clean_svg(cleaned) == cleaned


def test_a_colour_is_not_taken_for_an_id() -> None:
    cleaned = clean_svg(drawing("<g id='abc'/><use href='#abc'/><path fill='#abc' d='M0 0'/>")).decode()
    assert 'fill="#abc"' in cleaned
    assert 'href="#n1"' in cleaned


def test_a_reference_stated_twice_is_counted_as_it_is_drawn() -> None:
    cleaned = clean_svg(drawing("<g id='a'/><g id='b'/><use href='#a' xlink:href='#b'/>")).decode()
    assert cleaned.count("href=") == 1


def repeated(number: int) -> str:
    return f"<use href='#a{number}'/>" * 10


def chain(make: str, fill: str) -> bytes:
    """Nine parts, each made of ten drawings of the one before; `N` is the number of a part."""
    parts = "".join(
        make.replace("INNER", fill.replace("N", str(n - 1)) * 10).replace("N", str(n)) for n in range(1, 10)
    )
    return drawing(make.replace("INNER", "").replace("N", "0") + parts + fill.replace("N", "9"))


CORNERS = "1 1 " * 2_000
MANY = "<path d='M0 0'/>" * 100
REPEATING = {
    "patterns": chain("<pattern id='aN'>INNER</pattern>", "<rect fill='url(#aN)'/>"),
    "patterns of strokes": chain("<pattern id='aN'>INNER</pattern>", "<rect stroke='url(#aN)'/>"),
    "patterns by their style": chain("<pattern id='aN'>INNER</pattern>", "<rect style='x: y; fill : url( \"#aN\" )'/>"),
    "masks": chain("<mask id='aN'>INNER</mask>", "<rect mask='url(#aN)'/>"),
    "clip paths": chain("<clipPath id='aN'>INNER</clipPath>", "<g clip-path='url(#aN)'><path d='M0 0'/></g>"),
    "markers": chain("<marker id='aN'>INNER</marker>", "<path d='M0 0h1' marker-end='url(#aN)'/>"),
    "markers at many corners": drawing(
        f"<marker id='a'>{MANY}</marker><polyline points='{CORNERS}' marker-mid='url(#a)'/>"
    ),
    "markers of a group": drawing(f"<marker id='a'>{MANY}</marker><g marker='url(#a)'><path d='M{CORNERS}'/></g>"),
    "markers of a use": drawing(
        f"<marker id='a'>{MANY}</marker><path id='p' d='M{CORNERS}'/><use href='#p' marker-mid='url(#a)'/>"
    ),
    "the fill of a group": drawing(f"<pattern id='a'>{MANY * 4}</pattern><g fill='url(#a)'>{MANY * 4}</g>"),
    "a mask that all inherit": drawing(
        f"<mask id='a'>{MANY * 4}</mask><g mask='url(#a)'>{MANY.replace('d=', 'mask=&apos;inherit&apos; d=').replace('&apos;', chr(34)) * 4}</g>"
    ),
    "a style sheet": drawing(
        f"<style>.b, .a {{fill: url(#p)}}</style><pattern id='p'>{MANY * 4}</pattern>" + "<g class='a'/>" * 400
    ),
    "a style sheet on paths": drawing(
        f"<style>@media all {{g > path {{marker-mid: url(#m)}}}}</style><marker id='m'>{MANY.replace('path', 'rect')}</marker><path d='M{CORNERS}'/>"
    ),
    "a style sheet on an id": drawing(
        f"<style>rect#r.x {{marker-mid: url(#m)}} polygon#r.x {{marker-mid: url(#m)}}</style><marker id='m'>{MANY}</marker><polygon id='r' class='y x' points='{CORNERS}'/>"
    ),
    "a style sheet on a state": drawing(
        f"<style>g :first-child {{fill: url(#p)}}</style><pattern id='p'>{MANY * 4}</pattern>" + "<g/>" * 400
    ),
    "use of use": chain("<g id='aN'>INNER</g>", "<use xlink:href='#aN'/>"),
    "use of a tree": drawing(f"<symbol id='a'>{MANY * 4}</symbol>" + "<use href='#a'/>" * 400),
    "both kinds of addresses": drawing(
        f"<g id='small'/><g id='big'>{MANY * 4}</g>" + "<use xlink:href='#small' href='#big'/>" * 400
    ),
}


@pytest.mark.parametrize("content", REPEATING.values(), ids=REPEATING)
def test_what_repeats_too_much_is_refused(content: bytes) -> None:
    with pytest.raises(SvgRefusedError, match=r"draws more than|draws itself|repeats too much"):
        clean_svg(content)


ENDLESS = {
    "a pattern": "<pattern id='a'><rect fill='url(#a)'/></pattern><rect fill='url(#a)'/>",
    "a marker": "<marker id='a'><path d='M0 0' marker-mid='url(#a)'/></marker><path d='M0 0' marker-mid='url(#a)'/>",
    "a mask": "<mask id='a'><g mask='url(#a)'/></mask><g mask='url(#a)'/>",
    "two patterns": "<pattern id='a'><rect fill='url(#b)'/></pattern><pattern id='b'><rect stroke='url(#a)'/></pattern>",
    "a style sheet": "<style>path {marker-mid: url(#a)}</style><marker id='a'><path d='M0 0'/></marker>",
    "patterns that extend each other": "<pattern id='a' href='#b'/><pattern id='b' xlink:href='#a'/>",
}


@pytest.mark.parametrize("inner", ENDLESS.values(), ids=ENDLESS)
def test_what_draws_itself_is_refused(inner: str) -> None:
    with pytest.raises(SvgRefusedError, match="draws itself"):
        clean_svg(drawing(inner))


ORDINARY = {
    "an arrow at both ends of each line": "<marker id='a'><path d='M0 0'/></marker>"
    + "<line marker-start='url(#a)' marker-end='url(#a)'/>" * 2_000,
    "gradients by classes": "<style>"
    + "".join(f".s{n} {{fill: url(#g{n})}}" for n in range(200))
    + "</style>"
    + "".join(
        f"<linearGradient id='g{n}'><stop/><stop/></linearGradient><path class='s{n}' d='M0 0'/>" * 1
        for n in range(200)
    ),
    "a map of long lines": f"<clipPath id='c'><rect/></clipPath><g clip-path='url(#c)' fill='url(#no)'>{MANY * 100}</g><path d='M{CORNERS * 20}'/>",
    "a link to a part of it": "<g id='top'><a href='#top'><path d='M0 0'/></a></g>",
}


@pytest.mark.parametrize("inner", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_drawings_are_drawn(inner: str) -> None:
    assert b"<svg" in clean_svg(drawing(inner))


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
