"""Gives each glyph of a letter that is printed by several its own text: WeasyPrint 70.0 gives the first one the whole text, the others none.

A PDF keeps one text for each glyph. So after one vowelled letter, its letter could not be searched, copied or read aloud anywhere in the
file. An Arabic typeface can also join two letters by a stroke that is a glyph of its own: without a text, readers of PDF files print a wrong
letter for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from briefgen.render.engine.patches import install_correction

SHADDA = "\N{ARABIC SHADDA}"
STROKE_TEXT = "\N{ZERO WIDTH JOINER}"
"""The text of a glyph that prints no character: an invisible one, since many readers show a wrong letter where there is none."""

_JOINED_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def correct_glyph_texts() -> None:
    """Correct the texts of glyphs in every document of this process. Letters with one glyph do not change."""
    from weasyprint.draw import text as drawing

    install_correction(drawing, "draw_first_line", _correct_drawn_line)


def has_marked_characters(text: str) -> bool:
    """Whether a letter of a text may be printed by several glyphs."""
    return not text.isascii() and bool(_JOINED_LETTER.search(text) or any(map(_is_mark, text)))


def _correct_drawn_line(original: Any) -> Any:
    def draw_first_line(stream: Any, textbox: Any, *places: Any) -> Any:
        images = original(stream, textbox, *places)
        # The layout can end in an ellipsis by now.
        text = textbox.pango_layout.text
        if textbox.text.strip() and has_marked_characters(text):
            _set_glyph_texts(stream, textbox.pango_layout, text.encode())
        return images

    return draw_first_line


def _set_glyph_texts(stream: Any, layout: Any, text: bytes) -> None:
    from weasyprint.text.ffi import ffi, pango

    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        font, _ = stream.add_font(item.analysis.font)
        places = [(glyphs.log_clusters[index], glyphs.glyphs[index].glyph) for index in range(glyphs.num_glyphs)]
        if item.analysis.level % 2:
            places.reverse()
        clusters = [
            (start, [glyph for _, glyph in group]) for start, group in groupby(places, key=lambda place: place[0])
        ]
        ends = [start for start, _ in clusters[1:]] + [item.length]
        for (start, found), end in zip(clusters, ends, strict=True):
            printed = [
                glyph
                for glyph in found
                if not glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG and glyph != pango.PANGO_GLYPH_EMPTY
            ]
            if len(printed) > 1:
                cluster_text = text[item.offset + start : item.offset + end].decode()
                font.to_unicode.update(zip(printed, split_cluster(cluster_text, len(printed)), strict=True))


def split_cluster(text: str, count: int) -> Sequence[str]:
    """The text of each of the glyphs that print a letter with its marks, in the order in which HarfBuzz sets them."""
    base = "".join(character for character in text if not _is_mark(character))
    marks = sorted(filter(_is_mark, text), key=_find_mark_order)
    parts = [*([base] if base else []), *marks]
    if len(parts) > count:
        parts = [*parts[: count - 1], "".join(parts[count - 1 :])]
    return [*parts, *[STROKE_TEXT] * (count - len(parts))]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn"


def _find_mark_order(mark: str) -> int:
    """HarfBuzz puts the shadda before the vowels, and other marks in the order of Unicode."""
    return 0 if mark == SHADDA else unicodedata.combining(mark)
