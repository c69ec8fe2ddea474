"""Splits one line of text into pieces of one direction, from the left of the page to the right.

The order is that of FriBidi, the library by which Pango, and so WeasyPrint, orders the lines of pages: it is on every machine that makes a PDF.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import unicodedata
from contextlib import suppress
from functools import cache
from itertools import chain, groupby
from typing import Any

from briefgen.model.diagnostic import MachineError

LIBRARY_NAMES = ("libfribidi.so.0", "libfribidi.0.dylib", "fribidi-0.dll", "libfribidi-0.dll")
BY_FIRST_LETTER = 0x40
"""FRIBIDI_PAR_ON: a line has the direction of its first letter."""

RIGHT_CLASSES = frozenset({"R", "AL", "AN"})


def split_by_direction(text: str) -> list[tuple[str, bool]]:
    """The pieces in the order of the page, each with whether it is written from the right. Raises `MachineError`."""
    if not any(unicodedata.bidirectional(character) in RIGHT_CLASSES for character in text):
        return [(text, False)]
    runs = [
        (level, "".join(character for character, _ in group))
        for level, group in groupby(zip(text, _find_levels(text), strict=True), key=lambda pair: pair[1])
    ]
    for lowest in range(max(level for level, _ in runs), 0, -1):  # rule L2 of Unicode's annex 9
        ordered: list[tuple[int, str]] = []
        for is_turned, group in groupby(runs, key=lambda run: run[0] >= lowest):
            pieces = list(group)
            ordered += reversed(pieces) if is_turned else pieces
        runs = ordered
    return [(run, level % 2 == 1) for level, run in runs]


def _find_levels(text: str) -> list[int]:
    """The level of each character: even from the left, odd from the right."""
    size, direction = len(text), ctypes.c_uint32(BY_FIRST_LETTER)
    characters, levels = (ctypes.c_uint32 * size)(*map(ord, text)), (ctypes.c_int8 * size)()
    if not _load_library().fribidi_log2vis(characters, size, ctypes.byref(direction), None, None, None, levels):
        raise MemoryError("FriBidi could not order a line")
    return list(levels)


@cache
def _load_library() -> Any:
    for name in chain(LIBRARY_NAMES, map(ctypes.util.find_library, ["fribidi"])):  # the search runs other programs
        with suppress(OSError):
            return ctypes.CDLL(name or "fribidi")
    message = "a chart in this language needs FriBidi, which comes with Pango and is not on this machine"
    raise MachineError("pango-missing", message, "`briefgen doctor` says how to install Pango")
