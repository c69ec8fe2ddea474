"""Cuts a font down to the characters that a document uses, for an HTML file that carries its fonts with it.

Home of uharfbuzz, whose cut takes a millisecond; fontTools needs half a second for each font.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

import uharfbuzz

KEPT_FEATURES = frozenset({"onum", "lnum", "tnum", "pnum", "smcp", "sups"})
"""OpenType features that style sheets ask for, beside those that HarfBuzz keeps unasked."""

COMMON_CHARACTERS = frozenset(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), *range(0x2030, 0x203B), 0x20AC])
)
"""Characters that a font keeps in any case, so that the documents of a campaign share their fonts."""

ARABIC_ALPHABET = "بتثجحخسشفقنيةه"
"""Letters that differ from others in their dots alone."""

KEPT_NAME_IDS = frozenset({0, 13, 14})
"""Copyright and licence. A font that was cut may not go by a reserved name."""


USAGE_PERMISSIONS = 0x000F
EDITABLE = 0x0008
"""Bits of `fsType` (OpenType specification, table OS/2)."""


class FontRefusedError(Exception):
    """The file is not a font."""


def build_font_data_uri(content: bytes, characters: frozenset[str]) -> str:
    """The font as an address, holding these characters and the common ones; raises `FontRefusedError`."""
    return _subset_font(content, (characters & read_font_characters(content)) - COMMON_CHARACTERS)


@lru_cache(maxsize=32)
def read_font_characters(content: bytes) -> frozenset[str]:
    """What a font can print; raises `FontRefusedError`."""
    printable = frozenset(map(chr, uharfbuzz.Face(uharfbuzz.Blob(content)).unicodes))
    if not printable:
        raise FontRefusedError("it holds no characters")
    return printable


def allows_editable_embedding(content: bytes) -> bool:
    """Whether a font's licensing bits allow a copy in a document that others edit; raises `FontRefusedError`.

    `fsType` of the table OS/2: 0 is installable, bit 3 editable. Bit 1 forbids embedding, and with bit 2 alone a word
    processor opens the document for reading only.
    """
    read_font_characters(content)
    table = uharfbuzz.Face(uharfbuzz.Blob(content)).reference_table("OS/2").data
    rights = int.from_bytes(table[8:10], "big") & USAGE_PERMISSIONS
    return rights == 0 or bool(rights & EDITABLE)


@lru_cache(maxsize=32)
def find_shared_glyphs(content: bytes) -> tuple[str, ...]:
    """The Arabic letters of a font that share a glyph with another letter; raises `FontRefusedError`."""
    if not set(ARABIC_ALPHABET) <= read_font_characters(content):
        return ()
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(content)))
    characters_by_glyph: dict[int, set[str]] = {}
    for letter in ARABIC_ALPHABET:
        for text in (letter, f"ل{letter}", f"{letter}ل", f"ل{letter}ل"):
            buffer = uharfbuzz.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            uharfbuzz.shape(font, buffer, {})
            for glyph in buffer.glyph_infos:
                if glyph.cluster == text.index(letter):
                    characters_by_glyph.setdefault(glyph.codepoint, set()).add(letter)
    return tuple(sorted(set().union(*(shared for shared in characters_by_glyph.values() if len(shared) > 1))))


@lru_cache(maxsize=32)
def _subset_font(content: bytes, more: frozenset[str]) -> str:
    subset = uharfbuzz.SubsetInput()
    subset.sets(uharfbuzz.SubsetInputSets.UNICODE).update(map(ord, COMMON_CHARACTERS | more))
    subset.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).update(map(_encode_tag, KEPT_FEATURES))
    names = subset.sets(uharfbuzz.SubsetInputSets.NAME_ID)
    names.clear()
    names.update(KEPT_NAME_IDS)
    subset.flags = uharfbuzz.SubsetFlags.NO_HINTING
    cut = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob(content)), subset)
    return f"data:font/ttf;base64,{b64encode(cut.blob.data).decode('ascii')}"


def _encode_tag(feature: str) -> int:
    """OpenType's tag of a feature: its four letters as one number."""
    return int.from_bytes(feature.encode("ascii"), "big")
