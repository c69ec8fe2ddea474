"""Reads the words in a font file: its names, makers and licences."""

from __future__ import annotations

import logging
import re
import struct
from functools import lru_cache
from io import BytesIO

from briefgen.leak_check.audit.findings import FileContents, TextKind, build_unreadable

FONT_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2")
FONT_KEY = re.compile(rb"fontKey=[\"']\{?([0-9A-Fa-f-]{36})")
OBFUSCATED_SIZE = 32
"""Bytes at the start of an embedded font that are combined with its key (ECMA-376, 17.8.1)."""


def open_font(content: bytes) -> FileContents | None:
    """Read the names in a font; None for a file that is not a font."""
    if not content.startswith(FONT_SIGNATURES):
        return None
    texts = _read_names(content)
    if texts is None:
        return build_unreadable("a font is damaged, so that it cannot be read")
    opened = FileContents()
    for text in texts:
        opened.add_text("the names of a font", text, TextKind.INVISIBLE)
    return opened


def open_obfuscated_font(content: bytes, font_table: bytes) -> FileContents | None:
    """Read a font of a Word file with one of the keys in its table of fonts; None if no key fits."""
    for key in FONT_KEY.findall(font_table):
        mask = bytes.fromhex(key.decode().replace("-", ""))[::-1] * 2
        plain = bytes(byte ^ mask[at] for at, byte in enumerate(content[:OBFUSCATED_SIZE]))
        if plain.startswith(FONT_SIGNATURES):
            return open_font(plain + content[OBFUSCATED_SIZE:])
    return None


@lru_cache(maxsize=64)
def _read_names(content: bytes) -> tuple[str, ...] | None:
    """The names in a font, each once. A campaign reads the same fonts in each of its files."""
    from fontTools.ttLib import TTFont

    logger = logging.getLogger("fontTools")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # what it skips is counted below
    try:
        with TTFont(BytesIO(content), lazy=True, fontNumber=0) as font:
            if "name" not in font:
                return ()
            records = font["name"].names
            (stated,) = struct.unpack(">H", font.reader["name"][2:4])
            texts = tuple(dict.fromkeys(record.toUnicode(errors="replace") for record in records))
            return texts if len(records) == stated else None
    except Exception:  # noqa: BLE001 - fontTools raises struct.error, zlib.error, brotli.error and others for a damaged font
        return None
    finally:
        logger.setLevel(level)
