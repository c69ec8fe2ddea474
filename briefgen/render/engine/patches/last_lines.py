"""Ends paragraphs with a line of a quarter of the measure: WeasyPrint 70.0 fills every line before the next, and so can leave one word for the last.

Some lines before the last get narrower instead: as few as possible in ragged text; in headings and justified text together, so that none
of them is open at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
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

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
SHORTEST_LAST_LINES = MappingProxyType(
    dict.fromkeys(("p", "li", "dd", "figcaption"), 0.25) | dict.fromkeys(HEADINGS, 0.4)
)
"""As a part of the measure, by the element."""
FILL_LINES_PROPERTY = "--fill-lines"
"""In a block with this property every line is filled before the next, as a word processor fills them."""
LANGUAGES_WITHOUT_SPACES = frozenset({"ja", "zh"})
"""Their lines are full, and a short last one is usual: nothing but the edge says where a line ends."""
NARROWEST = 23
"""The narrowest column in which last lines are corrected, as a part of the size of the type: in a column of notes short ones are usual."""
LINES_BEFORE, JUSTIFIED_LINES_BEFORE = 4, 6
"""Lines that get narrower: more of them, each by less, where what they lack is put into their spaces."""
FULL_LINE, FULL_RAGGED_LINE = 0.88, 0.72
"""A line of at least this part of the measure is not open; in ragged text one line that is shorter than the others is usual."""
WELL_SET, WORST_SET = 0.4, 0.45
"""What justification adds to spaces that nobody notices, and to those of a line that is set only where the last would be too short."""
KOREAN = "ko"
SPACE = 0.5
"""More than the width of the space in which a line breaks, as a part of the size of the type."""
ROUNDING = 0.1
"""By how much widths of lines that are filled differ, in pixels."""
MOST_TRIES, MOST_JUSTIFIED_TRIES, STEP = 8, 3, 0.025
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

        is_narrow = block.width < NARROWEST * block.style["font_size"]
        is_filled = bool(block.style[FILL_LINES_PROPERTY.replace("-", "_")]) or _has_no_spaces(block)
        shortest = 0 if is_narrow or is_filled else SHORTEST_LAST_LINES.get(block.element_tag, 0) * block.width
        out_of_flow = len(absolute_boxes) + len(fixed_boxes)

        def is_plain() -> bool:
            return out_of_flow == len(absolute_boxes) + len(fixed_boxes) and not _is_beside_float(context, block)

        is_justified = _is_justified(block)
        before = JUSTIFIED_LINES_BEFORE if is_justified else LINES_BEFORE
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


def _has_no_spaces(block: Box) -> bool:
    """Whether a paragraph is in a language without spaces; its headings are not set in full lines."""
    return _read_language(block) in LANGUAGES_WITHOUT_SPACES and block.element_tag not in HEADINGS


def _read_language(block: Box) -> str:
    return str(block.style["lang"] or "").partition("-")[0].lower()


def _is_justified(block: Box) -> bool:
    return bool(block.style["text_align_all"] == "justify")


def _is_beside_float(context: Any, block: Box) -> bool:
    """Whether a float takes room from the lines of a block."""
    left, top = block.content_box_x(), block.content_box_y()
    return any(
        shape.position_y + shape.margin_height() > top
        and shape.position_x < left + block.width
        and shape.position_x + shape.margin_width() > left
        for shape in context.excluded_shapes
    )


def _narrow(  # noqa: C901 - two short functions that share the paragraph
    context: Any, linebox: Box, lines: list[PlacedLine], lay_out: LayOut, shortest: float, block: Box
) -> list[PlacedLine]:
    """The lines laid out so that the last is not too short, with spaces as narrow as can be; unchanged where it cannot be longer."""
    measure, is_justified = block.width, _is_justified(block)

    def list_arrangements(first: int, most_tries: int, most: float) -> Iterator[list[PlacedLine]]:
        """The lines with those from `first` on set narrower, bit by bit, where no space gets wider than `most`."""
        start, count = lines[first], len(lines) - first
        missing = (shortest - lines[-1].line.width) / (count - 1)
        needed = inf
        for number in range(most_tries):
            narrower_by = missing + number * STEP * measure
            if needed <= measure - narrower_by:
                continue  # the lines of the last try fit, so they would be the same
            set_hyphens_before(linebox, start.hyphens_before)
            following = islice(lay_out(start.skip_stack, start.position_y), count + 1)
            tried, needed = _lay_out_narrower(context, linebox, following, narrower_by, most)
            if len(tried) > count:
                return
            if tried and _has_end(tried, shortest) and _find_narrowest(tried) >= least:
                yield [*lines[:first], *tried]

    def find_best(most_tries: int, most: float) -> list[PlacedLine]:
        best: list[PlacedLine] = []
        for first in firsts:
            for found in list_arrangements(first, most_tries, most):
                if _find_narrowest(found) >= full * measure and find_widest_spaces(found) <= WELL_SET:
                    return found
                if not best or find_widest_spaces(found) < most or _find_narrowest(found) > _find_narrowest(best):
                    best, most = found, min(most, find_widest_spaces(found))
        return best

    # Headings and justified lines are narrowed together. In ragged text several narrow lines look like another measure.
    is_together = is_justified or block.element_tag in HEADINGS
    firsts = range(len(lines) - 1) if is_together else range(len(lines) - 2, -1, -1)
    full = FULL_LINE if is_together else FULL_RAGGED_LINE
    # No justified line of Korean gets shorter than those before: it has few spaces that fill it.
    least = _find_narrowest(lines) - ROUNDING if is_justified and _read_language(block) == KOREAN else 0.0
    few = find_best(MOST_JUSTIFIED_TRIES if is_justified else MOST_TRIES, max(WORST_SET, find_widest_spaces(lines)))
    return few or (find_best(MOST_TRIES, inf) if is_justified else []) or lines


def _lay_out_narrower(
    context: Any, linebox: Box, following: Iterator[PlacedLine], narrower_by: float, most: float
) -> tuple[list[PlacedLine], float]:
    """The lines before the first whose spaces are wider than `most`, and the narrowest measure in which all are the same.

    What follows a hole need not be laid out.
    """
    lines, needed = list[PlacedLine](), 0.0
    context.narrowed_line = linebox, narrower_by
    for placed in following:
        needed = max(needed, _measure_needed_room(placed))
        if find_widest_spaces((placed,)) > most:
            break
        lines.append(placed)
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


def _find_narrowest(lines: list[PlacedLine]) -> float:
    """The width of the most open line, of those before the last; justified ones are as wide as the measure."""
    return min(float(placed.line.width) for placed in lines[:-1])
