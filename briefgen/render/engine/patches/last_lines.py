"""Ends paragraphs with a line of a quarter of the measure: WeasyPrint 70.0 fills every line before the next, and so can leave one word for the last.

In ragged text at most the two lines before the last get narrower for it, and by no more than it needs: a longer row of lines that end early looks like
another measure. In justified text and in headings several share what is moved down. Where a quarter is possible only with lines that are seen to be
narrower, or with wide spaces, an eighth is enough; where that is not possible either, a paragraph breaks as it does without this. A title has lines of equal length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import inf
from types import MappingProxyType
from typing import Any

from briefgen.render.engine.boxes import Box
from briefgen.render.engine.patches import install_correction
from briefgen.render.engine.patches.hyphens import (
    NATURAL_WIDTH,
    get_hyphens_before,
    has_hyphen_at_end,
    set_hyphens_before,
)
from briefgen.render.engine.patches.loose_lines import (
    LayOut,
    PlacedLine,
    fill_loose_line,
    find_widest_spaces,
    is_loose,
)

TITLE = "h1"
HEADINGS = ("h1", "h2", "h3", "h4", "h5")
SHORTEST_LAST_LINES = MappingProxyType(
    dict.fromkeys(("p", "li", "dd", "figcaption"), 0.25) | dict.fromkeys(HEADINGS, 0.4) | {TITLE: 1}
)
"""As a part of the measure, by the element. The lines of a title are as long as one another."""
FILL_LINES_PROPERTY = "--fill-lines"
"""In a block with this property every line is filled before the next, as a word processor fills them."""
BALANCE_LINES_PROPERTY = "--balance-lines"
"""In a block with this property lines are as long as one another, as those of a title."""
LANGUAGES_WITHOUT_SPACES = frozenset({"ja", "zh"})
"""Their lines are full, and a short last one is usual: nothing but the edge says where a line ends."""
NARROWEST = 23
"""The narrowest column in which last lines are corrected, as a part of the size of the type: in a column of notes short ones are usual."""
RAGGED_LINES_BEFORE, HEADING_LINES_BEFORE, JUSTIFIED_LINES_BEFORE = 2, 4, 6
"""Lines that get narrower: more of them, each by less, where what they lack is put into their spaces, and in a heading, whose lines are balanced."""
NARROWEST_RAGGED = 0.8
"""The shortest line before the last in ragged text, as a part of the measure: a still shorter one would be worse than a short last line."""
SHORTER = 2
"""A last line of the shortest length divided by this one is enough where more is seen in the lines before."""
FULL_LINE = 0.88
"""A line of at least this part of the measure is not open."""
WELL_SET = 0.4
"""What justification adds to spaces that nobody notices, as a part of the size of the type."""
KOREAN = "ko"
SPACE = 0.5
"""More than the width of the space in which a line breaks, as a part of the size of the type."""
ROUNDING = 0.1
"""By how much widths of lines that are filled differ, in pixels."""
MOST_TRIES, STEP = 8, 0.025
"""How often lines are laid out again, each time narrower by a part of the measure."""


def correct_last_lines() -> None:
    """Correct last lines in every document of this process. Other lines than some before a short one do not change."""
    from weasyprint.layout import block, inline

    install_correction(inline, "split_inline_box", _correct_measure)
    install_correction(block, "iter_line_boxes", _correct_lines)


def _correct_measure(split: Any) -> Any:
    def split_inline_box(context: Any, box: Box, position_x: float, max_x: float, *arguments: Any) -> Any:
        narrowed, narrower_by = getattr(context, "narrowed_line", (None, 0.0))
        return split(context, box, position_x, max_x - narrower_by * (box is narrowed), *arguments)

    return split_inline_box


def _correct_lines(list_lines: Any) -> Any:
    def list_line_boxes(
        context: Any, linebox: Box, position_y: float, bottom_space: float, skip_stack: Any, block: Box, *rest: Any
    ) -> Iterator[tuple[Box, Any]]:
        absolute_boxes, fixed_boxes, *styles = rest

        def lay_out(start: Any, top: float) -> Iterator[PlacedLine]:
            own_styles = styles if start is skip_stack else (None, None)
            lines = list_lines(
                context, linebox, top, bottom_space, start, block, absolute_boxes, fixed_boxes, *own_styles
            )
            hyphens = get_hyphens_before(linebox)
            for line, resume_at in lines:
                yield PlacedLine(line, resume_at, start, top, hyphens)
                start, top, hyphens = resume_at, line.position_y + line.height, get_hyphens_before(linebox)

        is_narrow = block.element_tag not in HEADINGS and block.width < NARROWEST * block.style["font_size"]
        is_filled = _has_property(block, FILL_LINES_PROPERTY) or _has_no_spaces(block)
        shortest = 0 if is_narrow or is_filled else SHORTEST_LAST_LINES.get(block.element_tag, 0) * block.width
        shortest = block.width if _is_balanced(block) else shortest
        out_of_flow = len(absolute_boxes) + len(fixed_boxes)

        def is_plain() -> bool:
            return out_of_flow == len(absolute_boxes) + len(fixed_boxes) and not _is_beside_float(context, block)

        is_justified = _is_justified(block)
        before = _count_lines_before(block)
        waiting: list[PlacedLine] = []
        following = lay_out(skip_stack, position_y)
        while placed := next(following, None):
            waiting.append(placed)
            if is_justified and shortest and is_loose(placed) and is_plain():
                waiting, following = fill_loose_line(context, linebox, waiting, lay_out, following, block.width)
            if len(waiting) > before + 1 or not shortest:
                first = waiting.pop(0)
                yield first.line, first.resume_at
        if is_plain() and len(waiting) > 1 and waiting[-1].line.width < shortest:
            waiting = _narrow(context, linebox, waiting, lay_out, shortest, block)
        yield from ((placed.line, placed.resume_at) for placed in waiting)

    return list_line_boxes


def _has_property(block: Box, name: str) -> bool:
    return bool(block.style[name.replace("-", "_")])


def _is_balanced(block: Box) -> bool:
    """Whether the lines of a block are as long as one another."""
    return block.element_tag == TITLE or _has_property(block, BALANCE_LINES_PROPERTY)


def _has_no_spaces(block: Box) -> bool:
    """Whether a paragraph is in a language without spaces; its headings are not set in full lines."""
    return _read_language(block) in LANGUAGES_WITHOUT_SPACES and block.element_tag not in HEADINGS


def _read_language(block: Box) -> str:
    return str(block.style["lang"] or "").partition("-")[0].lower()


def _is_justified(block: Box) -> bool:
    return bool(block.style["text_align_all"] == "justify")


def _is_ragged(block: Box) -> bool:
    return not _is_justified(block) and block.element_tag not in HEADINGS


def _count_lines_before(block: Box) -> int:
    """How many lines before the last can get narrower."""
    if _is_justified(block):
        return JUSTIFIED_LINES_BEFORE
    is_heading = block.element_tag in HEADINGS or _is_balanced(block)
    return HEADING_LINES_BEFORE if is_heading else RAGGED_LINES_BEFORE


def _is_beside_float(context: Any, block: Box) -> bool:
    """Whether a float takes room from the lines of a block."""
    left, top = block.content_box_x(), block.content_box_y()
    return any(
        shape.position_y + shape.margin_height() > top
        and shape.position_x < left + block.width
        and shape.position_x + shape.margin_width() > left
        for shape in context.excluded_shapes
    )


def _narrow(
    context: Any, linebox: Box, lines: list[PlacedLine], lay_out: LayOut, shortest: float, block: Box
) -> list[PlacedLine]:
    """The lines laid out so that the last is not too short, with spaces as narrow as can be; unchanged where it cannot be longer."""
    if _is_balanced(block):
        return _balance(context, linebox, lines, lay_out, block.width)
    limits = _choose_limits(lines, block)
    for end in (shortest, shortest / SHORTER):
        if lines[-1].line.width >= end:
            return lines
        best: list[PlacedLine] = []
        # In ragged text the fewest lines that can be narrower, elsewhere the most.
        for first in range(len(lines) - 1)[:: -1 if limits.is_ragged else 1]:
            for found in _list_arrangements(context, linebox, lines[first:], lay_out, end, limits):
                if limits.is_ragged or _is_even(found, limits.measure):
                    return [*lines[:first], *found]
                tried = [*lines[:first], *found]
                widest = find_widest_spaces(tried)
                if not best or widest < limits.widest_space or _find_narrowest(tried) > _find_narrowest(best):
                    best, limits = tried, replace(limits, widest_space=min(limits.widest_space, widest))
        if best:
            return best
    return lines


def _balance(context: Any, linebox: Box, lines: list[PlacedLine], lay_out: LayOut, measure: float) -> list[PlacedLine]:
    """The same number of lines, the shortest of them as long as can be."""
    best, before = lines, len(lines) - 1
    narrower_by = measure - sum(placed.line.width for placed in lines) / len(lines)
    while narrower_by > 0:
        following = islice(lay_out(lines[0].skip_stack, lines[0].position_y), len(lines) + 1)
        context.narrowed_line = linebox, narrower_by
        tried, _ = _lay_out_narrower(context, following, before, inf)
        if len(tried) == len(lines) and _find_shortest(tried) > _find_shortest(best):
            best = tried
        narrower_by -= STEP * measure
    return best


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the lines of a paragraph can change, so that it is not seen."""

    measure: float
    is_ragged: bool
    narrowest: float
    """The narrowest line before the last."""
    widest_space: float


def _choose_limits(lines: list[PlacedLine], block: Box) -> Limits:
    narrowest = NARROWEST_RAGGED * block.width * _is_ragged(block)
    # No justified line of Korean gets shorter than those before: it has few spaces that fill it.
    if _is_justified(block) and _read_language(block) == KOREAN:
        narrowest = _find_narrowest(lines) - ROUNDING
    return Limits(block.width, _is_ragged(block), narrowest, max(WELL_SET, find_widest_spaces(lines)))


def _list_arrangements(
    context: Any, linebox: Box, lines: list[PlacedLine], lay_out: LayOut, end: float, limits: Limits
) -> Iterator[list[PlacedLine]]:
    """The lines with all but the last set narrower, bit by bit, within the limits."""
    start, before = lines[0], len(lines) - 1
    missing = (end - lines[-1].line.width) / before
    needed = inf
    for number in range(MOST_TRIES):
        narrower_by = missing + number * STEP * limits.measure
        if needed <= limits.measure - narrower_by:
            continue  # the lines of the last try fit, so they would be the same
        set_hyphens_before(linebox, start.hyphens_before)
        following = islice(lay_out(start.skip_stack, start.position_y), len(lines) + 1)
        context.narrowed_line = linebox, narrower_by
        tried, needed = _lay_out_narrower(context, following, before, limits.widest_space)
        if len(tried) > len(lines):
            return
        if tried and _has_end(tried, end) and _find_narrowest(tried) >= limits.narrowest:
            yield tried


def _lay_out_narrower(
    context: Any, following: Iterator[PlacedLine], before: int, most: float
) -> tuple[list[PlacedLine], float]:
    """The lines before the first whose spaces are wider than `most`, and the narrowest measure in which all are the same.

    Those after the number `before` have the whole measure. What follows a hole need not be laid out.
    """
    lines, needed = list[PlacedLine](), 0.0
    for placed in following:
        if len(lines) < before:
            needed = max(needed, _measure_needed_room(placed))
        if find_widest_spaces((placed,)) > most:
            break
        lines.append(placed)
        if len(lines) == before:
            context.narrowed_line = None, 0.0
    context.narrowed_line = None, 0.0
    return lines, needed


def _measure_needed_room(placed: PlacedLine) -> float:
    """The narrowest measure in which a line surely breaks where it does; endless where it ends with a hyphen, or is indented.

    Whether a word is divided depends on the room that is left, too (`hyphenate-limit-zone`).
    """
    from weasyprint.css.properties import ZERO_PIXELS

    style = placed.line.style
    if has_hyphen_at_end(placed.line) or (placed.skip_stack is None and style["text_indent"] != ZERO_PIXELS):
        return inf
    return float(getattr(placed.line, NATURAL_WIDTH, placed.line.width)) + SPACE * float(style["font_size"])


def _has_end(lines: list[PlacedLine], shortest: float) -> bool:
    """Whether the paragraph ends with these lines, and its last one is long enough."""
    return lines[-1].resume_at is None and lines[-1].line.width >= shortest


def _is_even(lines: list[PlacedLine], measure: float) -> bool:
    return _find_narrowest(lines) >= FULL_LINE * measure and find_widest_spaces(lines) <= WELL_SET


def _find_shortest(lines: list[PlacedLine]) -> float:
    """The width of the shortest line, the last among them."""
    return min(float(placed.line.width) for placed in lines)


def _find_narrowest(lines: list[PlacedLine]) -> float:
    """The width of the most open line, of those before the last; justified ones are as wide as the measure."""
    return _find_shortest(lines[:-1])
