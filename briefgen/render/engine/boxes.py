"""Leads to the boxes of laid-out pages, which WeasyPrint keeps private, and adds text in the margin."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element as PageElement

Box = Any
"""A box of WeasyPrint; it has no types."""

SIDES = ("top", "right", "bottom", "left")


def load_box_classes() -> Any:
    """The module of WeasyPrint with the classes of its boxes."""
    from weasyprint.formatting_structure import boxes

    return boxes


def get_page_box(page: Any) -> Box:
    """The box of a whole page."""
    return page._page_box  # noqa: SLF001 - there is no public way to it


def get_root_element(layout: Any) -> PageElement:
    """The root element of the page that was laid out."""
    root: PageElement = layout._html.etree_element  # noqa: SLF001 - there is no public way to it
    return root


def unwrap_box(box: Box) -> Box:
    """A box itself, where WeasyPrint has a placeholder for a positioned one."""
    return getattr(box, "_box", box)


def build_margin_box(page_box: Box, text: str, line: Box) -> Box:
    """A margin box with a text on the baseline of a line, at the left edge of the paper."""
    from weasyprint.text.line_break import split_first_line

    boxes = load_box_classes()
    margin = boxes.MarginBox("@left-middle", page_box.style.anonymous_style)
    words = boxes.TextBox.anonymous_from(margin, text)
    words.pango_layout, _, _, words.width, words.height, words.baseline = split_first_line(
        text, words.style, None, None, 0
    )
    row = boxes.LineBox.anonymous_from(margin, [words])
    margin.children = [row]
    for box in (margin, row, words):
        box.background = None
        box.position_x, box.position_y = 0.0, line.position_y + line.baseline - words.baseline
        box.width, box.height = words.width, words.height
        for side in SIDES:
            for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"):
                setattr(box, name, 0)
    row.baseline = words.baseline
    return margin
