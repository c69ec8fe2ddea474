"""Makes WeasyPrint 70.0 balance columns of items that stay whole by adding up their heights, not by laying them out again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from types import ModuleType
from typing import Any

Box = Any

SAME = 1 + 1e-9
"""What WeasyPrint takes for equal, so that rounding does not part what fits (`LayoutContext.overflows`)."""

PLAIN_BOX = ("column_fill", "column_width", "height", "max_height", "min_height", "position")
PLAIN_CHILD = ("break_after", "break_before", "column_span", "margin_top")
"""Properties that must have their initial value, or WeasyPrint's own way is taken."""


@dataclass(frozen=True, slots=True)
class Item:
    """One child of a box in columns, as measured in a single column as high as the page."""

    top: float
    bottom: float
    """In pixels from the top of the page, with the margin below it: WeasyPrint wants room for that, too."""


def add_up_columns(weasyprint: ModuleType) -> None:
    """Let a layout that has `lay_out_columns` lay out its columns itself; every other one goes on as before.

    This is the one function of WeasyPrint that is replaced in WeasyPrint itself: nothing of a document leads to it.
    """
    block, original = weasyprint.layout.block, weasyprint.layout.column.columns_layout
    if block.columns_layout is not original:
        return

    def columns_layout(context: Any, box: Box, *arguments: Any) -> Any:
        ours = getattr(context, "lay_out_columns", None)
        return (ours and ours(box, *arguments)) or original(context, box, *arguments)

    block.columns_layout = columns_layout


def balanced_columns(  # noqa: PLR0913, PLR0917 - WeasyPrint's own list
    weasyprint: ModuleType,
    context: Any,
    box: Box,
    bottom_space: float,
    skip_stack: Any,
    around: Box,
    page_is_empty: bool,  # noqa: FBT001
    absolute_boxes: list[Box],
    fixed_boxes: list[Box],
    adjoining_margins: list[float],
    *styles: Any,
) -> tuple[Box, None, Any, list[float], bool] | None:
    """The box with its balanced columns, laid out twice: once to measure, once to stay. None where that is not enough.

    WeasyPrint lays all columns out anew for each height that it tries, some 17 times for a page of sources. Where each
    child stays whole, its height is known after the first time, and so is the lowest height of columns that hold them all.
    """
    if skip_stack is not None or not _is_simple(weasyprint, context, box):
        return None
    layout, column = weasyprint.layout, weasyprint.layout.column
    box = box.copy_with_children([child.copy() for child in box.children])
    box.position_y += layout.block.collapse_margin(adjoining_margins)
    layout.block.block_level_width(box, around)
    count, gap = box.style["column_count"], layout.column.percentage(box.style["column_gap"], box.style, box.width)
    width, top = max(0, box.width - (count - 1) * gap) / count, box.content_box_y()
    right_to_left = box.style["direction"] == "rtl"

    def laid_out(number: int, below: float, start: Any, empty: bool, *boxes: list[Box]) -> Any:  # noqa: FBT001
        one = column._create_column_box(box, around, box.children, width, top)  # noqa: SLF001
        one.position_x += (count - 1 - number if right_to_left else number) * (width + gap)
        return layout.block.block_box_layout(
            context, one, below, start, around, empty, *boxes, None, *styles, discard=False, max_lines=None
        )

    room, shapes = context.page_bottom - top - bottom_space, context.excluded_shapes[:]
    measured, resume_at, *_ = laid_out(0, -inf, None, True, [], [])  # noqa: FBT003
    layout.block.remove_placeholders(context, [measured] if measured else [], [], [])
    context.excluded_shapes = shapes[:]
    items = _items(measured) if measured and resume_at is None else ()
    height = balanced_height(items, count, room)
    if height is None:
        return None
    absolute: list[Box] = []
    fixed: list[Box] = []
    columns: list[Box] = []
    below = max(bottom_space, context.page_bottom - top - height)
    while len(columns) < count:
        one, resume_at, next_page, *_ = laid_out(len(columns), below, resume_at, page_is_empty, absolute, fixed)
        if one is None:
            break
        columns.append(one)
        if resume_at is None:
            absolute_boxes.extend(absolute)
            fixed_boxes.extend(fixed)
            return _joined(box, columns), None, next_page, [], False
    layout.block.remove_placeholders(context, columns, absolute, fixed)
    context.excluded_shapes = shapes
    return None


def balanced_height(items: Sequence[Item], count: int, room: float) -> float | None:
    """The lowest height, in pixels, at which `count` columns hold all items; None without items, or where it is above `room`."""
    if not items:
        return None
    height = (items[-1].bottom - items[0].top) / count
    while height <= room * SAME:
        lack = _lack(items, count, height)
        if lack is None:
            return height
        height += lack
    return None


def _lack(items: Sequence[Item], count: int, height: float) -> float | None:
    """How much higher columns must be for one of them to take an item more; None where all items have their place."""
    lack, first = inf, 0
    for _ in range(count):
        end = items[first].top + height
        first = next((at for at, one in enumerate(items) if at >= first and one.bottom > end * SAME), len(items))
        if first == len(items):
            return None
        lack = min(lack, items[first].bottom - end)
    return lack


def _is_simple(weasyprint: ModuleType, context: Any, box: Box) -> bool:
    """Whether a box has a number of columns, and in them nothing but children that stay whole, without footnotes."""
    initial = weasyprint.css.properties.INITIAL_VALUES
    return (
        box.style["column_count"] != "auto"
        and box.style["column_gap"] != "normal"
        and all(box.style[name] == initial[name] for name in PLAIN_BOX)
        and not context.footnotes
        and context.current_footnote_area.height == "auto"
        and all(
            child.style["break_inside"] == "avoid"
            and all(child.style[name] == initial[name] for name in PLAIN_CHILD)
            and child.is_in_normal_flow()
            for child in box.children
        )
    )


def _items(column: Box) -> tuple[Item, ...]:
    return tuple(Item(one.position_y, one.position_y + one.margin_height()) for one in column.children)


def _joined(box: Box, columns: list[Box]) -> Box:
    height = max(column.margin_height() for column in columns)
    for column in columns:
        column.height = height
    box.children = columns
    box.height = height
    return box
