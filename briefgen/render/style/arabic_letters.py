"""Refuses typefaces that draw several Arabic letters with one glyph: text that is copied from a PDF has other letters.

Newer Noto Naskh and Noto Sans Arabic draw ب, ت and ث as one skeleton with dots. The page looks right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen.model.diagnostic import Origin, Sink
from briefgen.render.style.declarations import find_font_faces
from briefgen.render.style.embedded_fonts import FontRefusedError, find_shared_glyphs

ARABIC_LETTER = re.compile("[\u0620-\u064a]")


def check_arabic_faces(sheets: Iterable[tuple[str, str]], fonts: Mapping[str, Path], text: str, sink: Sink) -> None:
    """Report each typeface of the style sheets that gives other letters, if the document has Arabic letters."""
    if not ARABIC_LETTER.search(text):
        return
    for face in dict.fromkeys((face.family, face.address) for face in find_font_faces(sheets)):
        family, address = face
        if address not in fonts:
            continue
        try:
            shared = find_shared_glyphs(fonts[address].read_bytes())
        except (FontRefusedError, OSError):
            continue  # the layout says that it cannot be loaded
        if shared:
            listed = " ".join(shared)
            message = f"`{fonts[address].name}` (`{family}`) draws several of these Arabic letters with one glyph: {listed}; copied from the PDF they are other letters"
            hint = "use Amiri or IBM Plex Sans Arabic, which briefgen brings, or another font in which each letter has its own glyph"
            sink.error("render-font-letters", message, Origin(f"styles/{address}"), hint)
