"""Makes WeasyPrint 70.0 balance columns of unbroken items by adding up heights, not by laying them out again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from briefgen.render.engine.boxes import Box
from briefgen.render.engine.patches import install_correction

ROUNDING_FACTOR = 1 + 1e-9
"""WeasyPrint takes heights for equal within it, so that rounding does not part what fits (`LayoutContext.overflows`)."""

INITIAL_BOX_PROPERTIES = ("column_fill", "column_width", "height", "max_height", "min_height", "position")
INITIAL_CHILD_PROPERTIES = ("break_after", "break_before", "column_span", "margin_top")
"""Where one of these does not have its initial value, WeasyPrint balances the columns itself."""


@dataclass(frozen=True, slots=True)
class ColumnItem:
    """One child of a box in columns, as measured in a single column of unlimited height."""

    top: float
    bottom: float
    """Both in pixels from the top of the page. The margin below is included: WeasyPrint needs room for it, too."""


def install_column_layout() -> None:
    """Let a layout that has `lay_out_columns` lay out its columns itself; every other one goes on as before.

    `layout.block` calls this function by name, so no object of a document leads to it.
    """
    from weasyprint.layout import block

    install_correction(block, "columns_layout", _correct_columns)


def _correct_columns(original: Any) -> Any:
    def columns_layout(context: Any, box: Box, *arguments: Any) -> Any:
        replacement = getattr(context, "lay_out_columns", None)
        return (replacement and replacement(box, *arguments)) or original(context, box, *arguments)

    return columns_layout


def balance_columns(
    context: Any, box: Box, bottom_space: float, skip_stack: Any, around: Box, *more: Any
) -> tuple[Box, None, Any, list[float], bool] | None:
    """The box with its balanced columns; None where this way does not fit. Arguments and result are `columns_layout`'s.

    WeasyPrint lays all columns out again for each height that it tries, some 17 times for a page of sources. Where
    no child may break, one layout gives their heights, and so the lowest height of columns that hold them all; each
    child then moves to its place. On a page to which the columns go on, `skip_stack` names the first child, and where it was divided.
    """
    first, divided = next(iter(skip_stack.items())) if skip_stack else (0, None)
    if divided is not None or not _is_simple(context, box, box.children[first:]):
        return None
    from weasyprint.layout import block, column

    # The other arguments are lists of positioned boxes: what is outside of columns goes to `outside` here, so
    # that a layout that is given up leaves no trace in the page's own lists.
    _, _, _, adjoining_margins, *styles = more
    box = box.copy_with_children(
        [child.copy() for child in box.children[first:]]
    )  # `box` goes to WeasyPrint if this fails
    box.position_y += block.collapse_margin(adjoining_margins)
    block.block_level_width(box, around)
    count, gap = box.style["column_count"], column.percentage(box.style["column_gap"], box.style, box.width)
    width, top = max(0, box.width - (count - 1) * gap) / count, box.content_box_y()
    steps = range(count - 1, -1, -1) if box.style["direction"] == "rtl" else range(count)

    def build_column(children: Sequence[Box]) -> Box:
        return column._create_column_box(box, around, children, width, top)  # noqa: SLF001

    # A bottom space of minus infinity: the column is as high as its items need, whatever is left of the page.
    outside: list[Box] = []
    measured, _, next_page, *_ = block.block_box_layout(
        context, build_column(box.children), -inf, None, around, True, outside, outside, None, *styles,  # noqa: FBT003
        discard=False, max_lines=None,
    )  # fmt: skip
    items = [ColumnItem(child.position_y, child.position_y + child.margin_height()) for child in measured.children]
    height = find_balanced_height(items, count, context.page_bottom - top - bottom_space)
    if height is None or outside:
        block.remove_placeholders(context, [measured], outside, outside)
        return None
    parts, columns = split_into_columns(items, height), list[Box]()
    # The height of the box is that of its tallest column, without the margin below the last item of a column, which
    # a column break drops. The very last margin stays.
    dropped = (0 if end == len(items) else measured.children[end - 1].margin_bottom for _, end in parts)
    tallest = max(
        items[end - 1].bottom - items[first].top - margin for (first, end), margin in zip(parts, dropped, strict=True)
    )
    for step, (first, end) in zip(steps, parts, strict=False):
        filled = build_column(measured.children[first:end])
        filled.height = tallest
        filled.position_x += step * (width + gap)
        for child in filled.children:
            child.translate(filled.position_x - measured.position_x, top - items[first].top)
        columns.append(filled)
    box.children, box.height = columns, tallest
    return box, None, next_page, [], False


def find_balanced_height(items: Sequence[ColumnItem], count: int, room: float) -> float | None:
    """The lowest height, in pixels, at which `count` columns hold all items; None without items, or where it exceeds `room`."""
    if not items:
        return None
    # No height below the average or below the tallest item will do. From there, each try raises the height by the
    # least that brings one more item into one of the columns, so no height that would do is skipped.
    height = max((items[-1].bottom - items[0].top) / count, *(item.bottom - item.top for item in items))
    while height <= room * ROUNDING_FACTOR:
        parts = split_into_columns(items, height)
        if len(parts) <= count:
            return height
        height = min(items[end].bottom - items[first].top for first, end in parts[:count])
    return None


def split_into_columns(items: Sequence[ColumnItem], height: float) -> list[tuple[int, int]]:
    """The items of each column of a height: the number of the first, and that of the one after the last."""
    parts, first = list[tuple[int, int]](), 0
    while first < len(items):
        bottom = (items[first].top + height) * ROUNDING_FACTOR
        end = next((number for number in range(first + 1, len(items)) if items[number].bottom > bottom), len(items))
        parts.append((first, end))
        first = end
    return parts


def _is_simple(context: Any, box: Box, children: Sequence[Box]) -> bool:
    """Whether a box has a number of columns, and those of its children that are still to come may not break, without footnotes."""
    from weasyprint.css.properties import INITIAL_VALUES

    return (
        box.style["column_count"] != "auto"
        and box.style["column_gap"] != "normal"
        and all(box.style[name] == INITIAL_VALUES[name] for name in INITIAL_BOX_PROPERTIES)
        and not context.footnotes
        and context.current_footnote_area.height == "auto"
        and all(
            child.style["break_inside"] == "avoid"
            and all(child.style[name] == INITIAL_VALUES[name] for name in INITIAL_CHILD_PROPERTIES)
            and child.is_in_normal_flow()
            for child in children
        )
    )
