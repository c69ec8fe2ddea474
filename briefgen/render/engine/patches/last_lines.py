"""Ends paragraphs with a line of a quarter of the measure: WeasyPrint 70.0 fills every line before the next, and so can leave one word for the last.

Some lines before the last get narrower together instead, so that none of them is open at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any

from briefgen.render.engine.boxes import Box
from briefgen.render.engine.patches import install_correction

SHORTEST_LAST_LINES = MappingProxyType(
    dict.fromkeys(("p", "li", "dd", "figcaption"), 0.25) | dict.fromkeys(("h1", "h2", "h3", "h4", "h5"), 0.4)
)
"""As a part of the measure, by the element."""
FILL_LINES_PROPERTY = "--fill-lines"
"""In a block with this property every line is filled before the next, as a word processor fills them."""
NARROWEST = 23
"""The narrowest column in which last lines are corrected, as a part of the size of the type: in a column of notes short ones are usual."""
LINES_BEFORE = 4
"""Lines that get narrower."""
FULL_LINE = 0.88
"""A line of at least this part of the measure is not open."""
MOST_TRIES, STEP = 8, 0.025
"""How often lines are laid out again, each time narrower by a part of the measure."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line as it was laid out, and where it starts in the text and on the page."""

    line: Box
    resume_at: Any
    skip_stack: Any
    position_y: float


LayOut = Callable[[Any, float], Iterator[PlacedLine]]
"""Lays out the lines from a place of the text on, from a place of the page down."""


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
            for line, resume_at in list_lines(
                context, linebox, top, bottom_space, start, block, absolute_boxes, fixed_boxes, *own_styles
            ):
                yield PlacedLine(line, resume_at, start, top)
                start, top = resume_at, line.position_y + line.height

        is_narrow = block.width < NARROWEST * block.style["font_size"]
        is_filled = bool(block.style[FILL_LINES_PROPERTY.replace("-", "_")])
        shortest = 0 if is_narrow or is_filled else SHORTEST_LAST_LINES.get(block.element_tag, 0) * block.width
        out_of_flow = len(absolute_boxes) + len(fixed_boxes)
        waiting: list[PlacedLine] = []
        for placed in lay_out(skip_stack, position_y):
            waiting.append(placed)
            if len(waiting) > LINES_BEFORE + 1 or not shortest:
                first = waiting.pop(0)
                yield first.line, first.resume_at
        is_plain = out_of_flow == len(absolute_boxes) + len(fixed_boxes) and not _is_beside_float(context, block)
        if is_plain and len(waiting) > 1 and waiting[-1].line.width < shortest:
            waiting = _narrow(context, linebox, waiting, lay_out, shortest, block.width)
        yield from ((placed.line, placed.resume_at) for placed in waiting)

    return list_line_boxes


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
    context: Any, linebox: Box, lines: list[PlacedLine], lay_out: LayOut, shortest: float, measure: float
) -> list[PlacedLine]:
    """The lines laid out so that the last is not too short; unchanged where it cannot be longer."""
    found: list[list[PlacedLine]] = []
    for first in range(len(lines) - 1):
        start, count = lines[first], len(lines) - first
        missing = (shortest - lines[-1].line.width) / (count - 1)
        for number in range(MOST_TRIES):
            context.narrowed_line = linebox, missing + number * STEP * measure
            tried = list(islice(lay_out(start.skip_stack, start.position_y), count + 1))
            context.narrowed_line = None, 0.0
            if len(tried) > count:
                break
            if tried[-1].line.width >= shortest:
                found.append([*lines[:first], *tried])
                if _find_narrowest(found[-1]) >= FULL_LINE * measure:
                    return found[-1]
    return max(found, key=_find_narrowest, default=lines)


def _find_narrowest(lines: list[PlacedLine]) -> float:
    """The width of the most open line, of those before the last; justified ones are as wide as the measure."""
    return min(float(placed.line.width) for placed in lines[:-1])
