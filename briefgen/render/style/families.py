"""Checks that the families of fonts that a theme names are those of a style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.render.style.declarations import find_font_faces
from briefgen.render.style.stylesheet import THEME_SHEET

FACE_PROPERTY = re.compile(r"--(?P<name>text-face|label-face):\s*\"(?P<family>[^\"]+)\"")


def check_families(sheets: Iterable[tuple[str, str]], sink: Sink) -> None:
    """Report each family of the theme that no style sheet declares: another font would be printed, on each machine a different one."""
    texts = list(sheets)
    known = sorted({face.family for face in find_font_faces(texts)})
    names = {name.casefold() for name in known}
    for sheet, text in texts:
        for match in FACE_PROPERTY.finditer(text) if sheet == THEME_SHEET else ():
            if match["family"].casefold() not in names:
                key = match["name"].replace("-", "_")
                message = (
                    f"`{key}` of the theme names `{match['family']}`, which no style sheet declares with `@font-face`"
                )
                listed = ", ".join(f"`{name}`" for name in known)
                hints = suggest_nearest(match["family"], known) or (
                    f"choose one of {listed}, or add its files to `styles/fonts/`",
                )
                sink.error("theme-face", message, Origin(sheet), *hints)
