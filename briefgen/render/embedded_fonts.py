"""Cuts a font down to the characters that a document uses, for an HTML file that carries its fonts with it."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from typing import Any

FEATURES = "kern liga clig calt ccmp locl mark mkmk init medi fina isol rlig onum lnum tnum pnum smcp sups".split()
"""OpenType features that style sheets use, and those that joined scripts need."""

ALWAYS = frozenset(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), *range(0x2030, 0x203B), 0x20AC])
)
"""Characters that a font keeps in any case, so that the documents of a campaign share their fonts."""

KEPT_NAMES = [0, 13, 14]
"""Copyright and licence. A font that was cut may not go by a reserved name."""


class FontRefusedError(Exception):
    """The file is no font; says why in words."""


def font_data_uri(content: bytes, characters: frozenset[str]) -> str:
    """The font as an address, holding these characters and the common ones; raises `FontRefusedError`."""
    return _cut(content, (characters & characters_of(content)) - ALWAYS)


@lru_cache(maxsize=32)
def characters_of(content: bytes) -> frozenset[str]:
    """What a font can print; raises `FontRefusedError`."""
    return frozenset(map(chr, _opened(content).getBestCmap() or ()))


@lru_cache(maxsize=32)
def _cut(content: bytes, more: frozenset[str]) -> str:
    from fontTools import subset

    font = _opened(content)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = KEPT_NAMES
    cut = subset.Subsetter(options)
    cut.populate(unicodes=sorted(map(ord, ALWAYS | more)))
    cut.subset(font)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return f"data:font/woff2;base64,{b64encode(made.getvalue()).decode('ascii')}"


def _opened(content: bytes) -> Any:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return TTFont(BytesIO(content), recalcTimestamp=False, lazy=True)
    except TTLibError as error:
        raise FontRefusedError(str(error)) from error
