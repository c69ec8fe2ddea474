"""Leaves one place to click for each line of a link, where WeasyPrint makes one more for every element inside it."""

from __future__ import annotations

from typing import Any

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

LinkBox = tuple[str, str, Rectangle, Any]
"""Kind, target, rectangle and box, as in the `links` of a page."""


def merge_links(layout: Any) -> None:
    """Give each line of an `a` element the whole place to click, and take away those of the elements in it.

    Nested places to click break the structure of a tagged PDF, and a screen reader reads the link once for each.
    A running head is not part of the text, so nothing in it can be clicked.
    """
    for page in layout.pages:
        in_margins = _find_margin_boxes(page._page_box)  # noqa: SLF001 - there is no public way to the boxes
        page.links = [link for link in page.links if id(link[3]) not in in_margins]
        grown = {id(link): link for link in page.links}
        for part in page.links:
            line = _find_line(part, page.links)
            if line:
                kind, target, rectangle, box = grown[id(line)]
                grown[id(line)] = (kind, target, _enclose(rectangle, part[2]), box)
                del grown[id(part)]
        page.links = list(grown.values())


def _find_line(part: LinkBox, links: list[LinkBox]) -> LinkBox | None:
    """The line of the `a` element that something in it belongs to: the nearest at its height with its target."""
    if _is_line(part):
        return None
    lines = [link for link in links if _is_line(link) and link[1] == part[1] and _overlaps_vertically(link[2], part[2])]
    return min(lines, key=lambda line: _measure_gap(line[2], part[2]), default=None)


def _is_line(link: LinkBox) -> bool:
    return bool(link[3].element_tag == "a")


def _overlaps_vertically(first: Rectangle, second: Rectangle) -> bool:
    return first[1] < second[3] and second[1] < first[3]


def _measure_gap(first: Rectangle, second: Rectangle) -> float:
    return max(second[0] - first[2], first[0] - second[2], 0)


def _enclose(first: Rectangle, second: Rectangle) -> Rectangle:
    return min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3])


def _find_margin_boxes(page_box: Any) -> frozenset[int]:
    stack = [box for box in page_box.children if hasattr(box, "at_keyword")]
    found = []
    while stack:
        box = stack.pop()
        box = getattr(box, "_box", box)
        found.append(id(box))
        stack.extend(box.children)
    return frozenset(found)
