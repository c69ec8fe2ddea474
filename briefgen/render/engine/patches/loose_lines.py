"""Fills justified lines that have holes: a line before gets narrower, so that a word or a part of one comes down to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from briefgen.render.engine.boxes import Box
from briefgen.render.engine.patches.hyphens import ADDED_SPACE, get_hyphens_before, set_hyphens_before

WORST_SET = 0.4
"""What justification adds to the spaces of a line that reads badly, as a part of the size of the type."""
LINES_BEFORE = 2
"""How far before a loose line the line can be that gets narrower."""
NARROWER = (0.02, 0.06)
"""By how much narrower it is tried, as a part of the measure."""
GAIN = 0.08
"""How much less must be added for the lines to change."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line as it was laid out, and where it starts in the text and on the page."""

    line: Box
    resume_at: Any
    skip_stack: Any
    position_y: float
    hyphens_before: int
    """Lines before it in a row that end with a hyphen."""


LayOut = Callable[[Any, float], Iterator[PlacedLine]]
"""Lays out the lines from a place of the text on, from a place of the page down."""


def is_loose(placed: PlacedLine) -> bool:
    """Whether the spaces of a line are too wide; those of the last of a paragraph are never widened."""
    return placed.resume_at is not None and find_widest_spaces((placed,)) > WORST_SET


def find_widest_spaces(lines: Sequence[PlacedLine]) -> float:
    """What justification adds to the spaces of the line with the widest; nothing without it and in the last of a paragraph."""
    return max(
        (float(getattr(placed.line, ADDED_SPACE, 0)) for placed in lines if placed.resume_at is not None), default=0
    )


def fill_loose_line(
    context: Any,
    linebox: Box,
    lines: list[PlacedLine],
    lay_out: LayOut,
    following: Iterator[PlacedLine],
    measure: float,
) -> tuple[list[PlacedLine], Iterator[PlacedLine]]:
    """The lines so that the last has narrower spaces, with those that follow; unchanged where others would have wider ones."""
    hyphens = get_hyphens_before(linebox)
    best, start = find_widest_spaces(lines[-LINES_BEFORE - 1 :]) - GAIN, -1
    replaced: list[PlacedLine] = []
    for first in range(len(lines) - 2, max(-1, len(lines) - 2 - LINES_BEFORE), -1):
        for share in NARROWER:
            tried = _try_narrower(context, linebox, lines[first], lay_out, share * measure, len(lines) - first)
            widest = find_widest_spaces([*lines[max(0, len(lines) - LINES_BEFORE - 1) : first], *tried])
            if tried and tried[-1].resume_at is not None and widest < best:
                best, start, replaced, hyphens = widest, first, tried, get_hyphens_before(linebox)
    set_hyphens_before(linebox, hyphens)
    if not replaced:
        return lines, following
    last = replaced[-1]
    return [*lines[:start], *replaced], lay_out(last.resume_at, last.position_y + last.line.height)


def _try_narrower(
    context: Any, linebox: Box, start: PlacedLine, lay_out: LayOut, narrower_by: float, count: int
) -> list[PlacedLine]:
    """So many lines from one on, with that one narrower."""
    set_hyphens_before(linebox, start.hyphens_before)
    lines = lay_out(start.skip_stack, start.position_y)
    context.narrowed_line = linebox, narrower_by
    first = list(islice(lines, 1))
    context.narrowed_line = None, 0.0
    return [*first, *islice(lines, count - 1)]
