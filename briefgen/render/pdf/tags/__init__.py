"""The structure tree of a PDF: what assistive technology reads, in which order, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.render.engine.boxes import get_page_box, get_root_element, load_box_classes, unwrap_box
from briefgen.render.engine.patches.marking import ContentMarks
from briefgen.render.pdf.tags.objects import write_structure_tree
from briefgen.render.pdf.tags.tree import LinkArea, StructureTree

__all__ = ["add_structure_tree"]

POINTS_PER_PIXEL = 0.75
"""Points in a pixel of CSS."""


def add_structure_tree(layout: Any, marks: ContentMarks, pdf: Any) -> None:
    """Give a PDF whose pages are drawn the tree of its structure."""
    boxes = load_box_classes()
    tree = StructureTree(get_root_element(layout))
    for number, page in enumerate(layout.pages):
        for box in _find_content_boxes(get_page_box(page), boxes.MarginBox):
            _add_box(tree, box, number, page, marks, boxes)
    write_structure_tree(tree.finish(), marks, pdf)


def _add_box(tree: StructureTree, box: Any, number: int, page: Any, marks: ContentMarks, boxes: Any) -> None:
    if isinstance(box, boxes.TableCellBox) and box.element.tag in {"td", "th"}:
        tree.add_cell(box.element)
    if box.link_annotation:
        tree.add_link(box.element, LinkArea(number, box.link_annotation))
    content = marks.content.get(box)
    if content is None:
        return
    if isinstance(box, boxes.ReplacedBox):
        tree.add_figure(box.element, content, _find_rectangle(box, page))
    else:
        tree.add_text(box.element, str(box.element_tag).partition("::")[2], content)


def _find_content_boxes(page_box: Any, margin_box: Any) -> Iterator[Any]:
    """The boxes of a page in reading order, notes last, without those in its margins."""
    stack = [box for box in reversed(page_box.children) if not isinstance(box, margin_box)]
    while stack:
        box = unwrap_box(stack.pop())
        yield box
        stack.extend(reversed(box.children))


def _find_rectangle(box: Any, page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in points from the bottom left corner of the page."""
    left, top = box.content_box_x(), box.content_box_y()
    right, bottom = left + box.width, top + box.height
    return (
        left * POINTS_PER_PIXEL,
        (page.height - bottom) * POINTS_PER_PIXEL,
        right * POINTS_PER_PIXEL,
        (page.height - top) * POINTS_PER_PIXEL,
    )
