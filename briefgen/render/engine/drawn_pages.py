"""Keeps what was drawn for a page, so that a page that is laid out once for many documents is drawn once, too.

What WeasyPrint writes for a line depends on the lines before it: the first that uses a character of a font measures it, and says which text
it prints. So what the fonts knew belongs to a drawing, and a drawing is used again only where they know the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

import pydyf

from briefgen.render.engine.boxes import Box
from briefgen.render.engine.log import capture_engine_log
from briefgen.render.engine.patches.glyph_texts import has_marked_characters

SHARED_RESOURCE = re.compile(rb"(?:\b(?:Do|sh|scn|SCN)|^/(?![aA]\d).* gs)$")
"""An operator with a picture, a pattern or a mask, whose name in the file depends on the pages before."""
TRANSPARENCY = re.compile(rb"^/(\S+) gs$")


_Stream: Any = object
"""WeasyPrint's class, which `marking` puts after `FontRecorder`."""


class FontRecorder(_Stream):  # type: ignore[misc]
    """Remembers the first text in each font that a page draws."""

    box: Box
    """What is being drawn."""
    first_boxes: dict[Any, Box]

    @property
    def fonts(self) -> dict[Any, Any]:
        """The fonts of the document."""
        return self._fonts

    @fonts.setter
    def fonts(self, fonts: dict[Any, Any]) -> None:
        self._fonts: dict[Any, Any] = fonts

    @property
    def transparencies(self) -> Any:
        """How transparent something is, by the name of that in the file."""
        return self._resources["ExtGState"]

    def add_font(self, pango_font: Any) -> Any:
        """Take a font of Pango."""
        font, size = super().add_font(pango_font)
        self.first_boxes.setdefault(font, self.box)
        return font, size


@dataclass(frozen=True, slots=True)
class DrawnFont:
    """A font as far as it is used on a page."""

    key: Any
    """WeasyPrint's key of the font."""
    box: Box
    """The first text that is set in it."""
    texts: Mapping[int, str]
    """What each glyph prints, in the order in which they are used."""
    widths: Mapping[int, int]
    measured: frozenset[int]
    """The glyphs whose width would be the same if no page before had measured them."""

    def is_known_to(self, font: Any) -> bool:
        """Whether a font of a document leads to the same widths."""
        return all(
            font.widths[glyph] == width if glyph in font.widths else glyph in self.measured
            for glyph, width in self.widths.items()
        )


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """All that drawing a page does."""

    operators: tuple[bytes, ...]
    content: tuple[tuple[Box, Any], ...]
    """Marked content by box."""
    artifacts: Mapping[Box, Mapping[str, str]]
    fonts: tuple[DrawnFont, ...]
    transparencies: Mapping[str, Mapping[str, Any]]

    def fits(self, stream: Any) -> bool:
        """Whether the page would be drawn like this in another document."""
        if self.artifacts != stream.artifacts:
            return False
        for font in self.fonts:
            if font.key not in stream.fonts:
                _load_fonts(stream, font.box)
            if font.key not in stream.fonts or not font.is_known_to(stream.fonts[font.key]):
                return False
        return True

    def draw(self, stream: Any) -> None:
        """Do it again in another document."""
        stream.stream += self.operators
        stream.marks.content.update(self.content)
        for font in self.fonts:
            _add_glyphs(stream.fonts[font.key], font.texts, font.widths)
        for name, state in self.transparencies.items():
            stream.transparencies.setdefault(name, type(stream.transparencies)(state))


@dataclass(slots=True)
class PageDrawings:
    """The drawings of the pages that are kept for the next document."""

    kept: dict[Box, DrawnPage | None] = field(default_factory=dict)
    """By page; None where the drawing is of no use to the next document."""

    def paint(self, page: Box, stream: Any, paint: Callable[[], None]) -> None:
        """Draw a page, if it was not drawn before: `paint` draws it."""
        known = self.kept.get(page)
        if known and known.fits(stream):
            known.draw(stream)
        elif page in self.kept and not known:
            paint()
        elif _has_marked_characters(page):  # they change what glyphs print that are known
            self.forget(page)
            paint()
        else:
            self.kept[page] = _record(stream, paint, known)

    def forget(self, page: Box) -> None:
        """Draw a page again for each document: its words change, or nothing is certain."""
        self.kept[page] = None


def _has_marked_characters(page: Box) -> bool:
    layouts = (getattr(box, "pango_layout", None) for box in page.descendants())
    return any(layout and has_marked_characters(layout.text) for layout in layouts)


def _record(stream: Any, paint: Callable[[], None], known: DrawnPage | None) -> DrawnPage | None:
    """Draw a page, of which a drawing may be known that does not fit; None where the drawing is of no use to another document."""
    shared, first, marked = stream.fonts, len(stream.stream), len(stream.marks.content)
    fonts = {key: copy(font) for key, font in shared.items()}
    for font in fonts.values():
        font.widths, font.to_unicode = dict(font.widths), {}
    # `fits` can take fonts before it reaches what does not fit.
    stream.fonts, stream.first_boxes = fonts, {}
    with capture_engine_log() as records:
        paint()
    stream.fonts = shared
    keys = {font: key for key, font in fonts.items()}
    earlier = {font.key: font for font in known.fonts} if known else {}
    drawn = tuple(
        _describe_font(keys[font], box, font, shared, earlier.get(keys[font]))
        for font, box in stream.first_boxes.items()
    )
    for key, font in fonts.items():
        _add_glyphs(shared.setdefault(key, font), font.to_unicode, font.widths)
    operators = tuple(pydyf._to_bytes(part) for part in stream.stream[first:])  # noqa: SLF001 - as in `Stream.data`
    if records or any(SHARED_RESOURCE.search(operator) for operator in operators):
        return None
    names = dict.fromkeys(match[1].decode() for operator in operators if (match := TRANSPARENCY.match(operator)))
    return DrawnPage(
        operators,
        tuple(stream.marks.content.items())[marked:],
        stream.artifacts,
        drawn,
        {name: dict(stream.transparencies[name]) for name in names},
    )


def _describe_font(key: Any, box: Box, font: Any, shared: Mapping[Any, Any], earlier: DrawnFont | None) -> DrawnFont:
    before = shared[key].widths if key in shared else {}
    widths = {glyph: font.widths[glyph] for glyph in font.to_unicode}
    measured = widths.keys() - before.keys()
    if earlier:
        measured |= {glyph for glyph in earlier.measured if earlier.widths[glyph] == widths[glyph]}
    return DrawnFont(key, box, dict(font.to_unicode), widths, frozenset(measured))


def _add_glyphs(font: Any, texts: Mapping[int, str], widths: Mapping[int, int]) -> None:
    """Let a font of a document know the glyphs of a page, as if they had been drawn."""
    font.widths.update(widths)
    for glyph, text in texts.items():
        font.to_unicode.setdefault(glyph, text)


def _load_fonts(stream: Any, box: Box) -> None:
    """Add the fonts of a text to a document."""
    from weasyprint.text.ffi import ffi

    layout = box.pango_layout
    layout.reactivate(box.style)
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        stream.add_font(run.data.item.analysis.font)
        run = run.next
    layout.deactivate()
