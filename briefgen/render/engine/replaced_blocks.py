"""Replaces words on laid-out pages: the smallest blocks round them are laid out again in their places, or it refuses.

A block is laid out by itself only where its width depends on nothing in it, and takes the place of the old one only where each of its lines is exactly
where a line of the old one is: then nothing outside can tell the difference. Every float is compared exactly, because a
difference in the last digit is one in the bytes of the PDF.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from typing import Any
from xml.etree.ElementTree import Element as PageElement

from briefgen.render.engine.boxes import SIDES, Box, load_box_classes, unwrap_box
from briefgen.render.engine.drawn_pages import PageDrawings
from briefgen.render.engine.patches.hyphens import read_words

WHOLE_PAGES = 2
"""The outermost elements, `html` and `body`: a block that is all pages is laid out in the usual way."""

LINES_TO_THE_FOOT = 3
"""So many lines above the end of a page, hyphens are set in another way: one more than `hyphens` looks ahead."""

CELL_ALIGNMENT = "top"
"""Cells with another one are moved after they are laid out."""
PLAIN_VALUES = {"float": "none", "column_count": "auto", "column_width": "auto"}
"""Properties of the blocks round a replaced one, with the values that leave its place to the flow of the text."""

PRINTED_TOKENS = frozenset({"string", "attr()", "content()"})
"""What the name of a bookmark or a running head can consist of; counters are not known for a block by itself."""


class RefusedError(Exception):
    """The pages cannot be taken over; the message says why."""


@dataclass(slots=True)
class LaidOutPages:
    """The pages of a document, with what WeasyPrint needs to lay out a block of it."""

    source: Any
    """WeasyPrint's `HTML`, whose elements are those of the boxes."""
    context: Any
    """WeasyPrint's `LayoutContext`."""
    page_boxes: list[Box]
    boxes: dict[PageElement, list[Box]] = field(default_factory=dict)
    """By element: all boxes that print something of it."""
    parents: dict[Box, Box] = field(default_factory=dict)
    drawings: PageDrawings = field(default_factory=PageDrawings)
    floated: bool = False
    """Whether there is a float somewhere: lines make way for it."""

    def index(self) -> None:
        """Fill in the boxes by their elements, once."""
        if not self.boxes:
            self.boxes = defaultdict(list)
            for page in self.page_boxes:
                self._index_box(page)

    def put_box(self, old: Box, new: Box) -> None:
        """Put a block in the place of another one."""
        parent = self.parents[old]
        parent.children = type(parent.children)(new if child is old else child for child in parent.children)
        for box in _iterate(old):
            self.parents.pop(box, None)
            self.boxes.pop(box.element, None)  # all boxes of its elements are in it
        self.parents[new] = parent
        self._index_box(new)

    def _index_box(self, top: Box) -> None:
        for box in _iterate(top):
            self.floated = self.floated or box.is_floated()
            self.boxes.setdefault(box.element, []).append(box)
            self.parents.update((unwrap_box(child), box) for child in box.all_children())


def replace_words(pages: LaidOutPages, source: Any) -> None:
    """Change pages to those of another document, whose elements are of the same kinds in the same order.

    Raises `RefusedError` where that is not certain, and leaves the pages as they are then.
    """
    pages.index()
    words = [(part, dict(part.attrib), part.text, part.tail) for part in pages.source.etree_element.iter()]
    changed = _take_over_words(pages.source.etree_element, source.etree_element)
    try:
        replaced = [(unit, *_lay_out_again(pages, unit)) for unit in _list_units(pages, changed)]
    except RefusedError:
        for element, attributes, text, tail in words:
            _set_words(element, attributes, text, tail)
        raise
    finally:
        pages.context.tables.clear()  # of blocks that are gone
    for old, new, page in replaced:
        pages.put_box(old, new)
        pages.drawings.forget(page)


def count_other_words(pages: LaidOutPages, source: Any) -> int:
    """How many elements of the pages have other words than those of another document."""
    pairs = zip(pages.source.etree_element.iter(), source.etree_element.iter(), strict=True)
    return sum((mine.text, mine.tail) != (other.text, other.tail) for mine, other in pairs)


def _list_units(pages: LaidOutPages, changed: list[tuple[PageElement, list[PageElement]]]) -> list[Box]:
    """The blocks to be laid out again, none of them in another one."""
    units = {
        _find_unit(pages, element, parents): None
        for element, parents in changed
        if not _is_hidden(pages, element, parents)
    }
    if units and pages.floated:
        raise RefusedError("there is a float on the pages")
    return [unit for unit in units if units.keys().isdisjoint(_list_boxes_around(pages, unit))]


def _list_boxes_around(pages: LaidOutPages, box: Box) -> Iterator[Box]:
    while box in pages.parents:
        box = pages.parents[box]
        yield box


def _set_words(element: PageElement, attributes: dict[str, str], text: str | None, tail: str | None) -> None:
    if element.attrib != attributes:
        element.attrib.clear()
        element.attrib.update(attributes)
    element.text, element.tail = text, tail


def _take_over_words(old: PageElement, new: PageElement) -> list[tuple[PageElement, list[PageElement]]]:
    """Give the elements of one page the words of another; those that changed, each with the elements round it."""
    changed: dict[PageElement, list[PageElement]] = {}
    stack: list[tuple[PageElement, PageElement, list[PageElement]]] = [(old, new, [])]
    while stack:
        mine, other, above = stack.pop()
        if mine.attrib != other.attrib:
            mine.attrib.clear()
            mine.attrib.update(other.attrib)
            changed[mine] = above
        if mine.text != other.text:
            mine.text = other.text
            changed[mine] = above
        if mine.tail != other.tail:
            mine.tail = other.tail
            changed[above[-1]] = above[:-1]
        stack.extend((child, counterpart, [*above, mine]) for child, counterpart in zip(mine, other, strict=True))
    return list(changed.items())


def _is_hidden(pages: LaidOutPages, element: PageElement, above: list[PageElement]) -> bool:
    """Whether nothing of an element is printed, as of the head of a page."""
    return any(pages.context.style_for(part)["display"] == ("none",) for part in (*above, element))


def _find_unit(pages: LaidOutPages, element: PageElement, above: list[PageElement]) -> Box:
    """The smallest block round an element that can be laid out by itself."""
    for part in reversed([*above, element][WHOLE_PAGES:]):
        blocks = [box for box in pages.boxes.get(part, ()) if _is_free_block(pages, box)]
        if len(blocks) == 1:
            return blocks[0]
    raise RefusedError("no block can be laid out by itself")


def _is_free_block(pages: LaidOutPages, box: Box) -> bool:
    """Whether the width of a block depends on nothing in it, and its place on the flow of the text alone."""
    boxes = load_box_classes()
    if type(box) is not boxes.BlockBox or pages.parents[box].element is box.element:
        return False  # the second is an anonymous block, whose element has other words, too
    part = box
    while not isinstance(part, boxes.PageBox):
        if not _leaves_place_to_flow(part, boxes) or part.first_letter_style or part.first_line_style:
            return False
        part = pages.parents.get(part)
        if part is None:
            return False
    return True


def _leaves_place_to_flow(box: Box, boxes: Any) -> bool:
    style = box.style
    if any(style[name] != value for name, value in PLAIN_VALUES.items()) or style["transform"] or box.is_column:
        return False
    if not _is_in_place(style):
        return False
    match type(box):
        case boxes.BlockBox | boxes.TableRowBox | boxes.TableRowGroupBox:
            return True
        case boxes.TableBox:
            return bool(style["table_layout"] == "fixed" and style["width"] != "auto")
        case boxes.TableCellBox:
            return bool(style["vertical_align"] == CELL_ALIGNMENT)
    return False


def _is_in_place(style: Any) -> bool:
    """Whether a box is where the flow of the text puts it: other boxes can have their places from it, and it is not moved itself."""
    position = style["position"]
    return position == "static" or (position == "relative" and all(style[side] == "auto" for side in SIDES))


def _lay_out_again(pages: LaidOutPages, old: Box) -> tuple[Box, Box]:
    """A block with its new words, which can take the place of the old one, and its page."""
    from weasyprint.layout.background import layout_box_backgrounds

    _require_all_in(pages, old)
    *_, page = _list_boxes_around(pages, old)
    new = _lay_out_block(pages, old, pages.page_boxes.index(page) + 1)
    if list(_describe(new)) != list(_describe(old)):
        raise RefusedError("the block has another size, or its lines are elsewhere")
    if _list_strings(new) != _list_strings(old):
        raise RefusedError("a running head changes")
    if _has_hyphens(new) and _is_at_the_foot(pages, new, old, page):
        raise RefusedError("a hyphen is at the foot of the page")
    _remove_repeated_bookmarks(new)
    layout_box_backgrounds(page, new, pages.context.get_image_from_uri)
    return new, page


def _require_all_in(pages: LaidOutPages, block: Box) -> None:
    """Refuse a block that goes on overleaf, or whose words are also printed elsewhere."""
    inside = set(_iterate(block))
    for element in block.element.iter():
        if not inside.issuperset(pages.boxes.get(element, ())):
            raise RefusedError("the words are in several places")


def _lay_out_block(pages: LaidOutPages, old: Box, page_number: int) -> Box:
    from weasyprint.formatting_structure.build import create_anonymous_boxes, element_to_box
    from weasyprint.layout.block import block_level_layout

    context = pages.context
    notes: list[Box] = []
    built = element_to_box(
        old.element, context.style_for, context.get_image_from_uri, pages.source.base_url,
        context.target_collector, context.counter_style, notes,
    )  # fmt: skip
    (block,) = built
    block.process_whitespace()
    block.process_text_transform()
    block = create_anonymous_boxes(block)
    for box in _iterate(block):
        _require_independent(box)
    block.position_x, block.position_y = old.position_x, old.position_y
    context.current_page = page_number
    context.create_block_formatting_context()
    outside: list[Box] = []
    # A bottom space of minus infinity: the block is on one page, however much is left of it.
    laid_out, resume_at, *_ = block_level_layout(
        context, block, -inf, None, pages.parents[old], page_is_empty=False, absolute_boxes=outside, fixed_boxes=outside
    )
    # Not `finish_block_formatting_context`: it would end the page.
    context._excluded_shapes.pop(context._excluded_shapes_root_boxes.pop())  # noqa: SLF001
    if outside or resume_at is not None:
        raise RefusedError("something in the block is positioned")
    return laid_out


def _require_independent(box: Box) -> None:
    """Refuse what depends on the text before the block, on counters, or on the room that is left on the page."""
    boxes, style = load_box_classes(), box.style
    adds_words = "::" in (box.element_tag or "") or style["content"] not in ("normal", "none")
    is_text = isinstance(box, boxes.TextBox)  # its style is not that of the box that has the words
    if box.missing_link or (adds_words and not is_text and not _is_literal(style["content"])):
        raise RefusedError("the style sheet adds words to the block")
    if (
        isinstance(box, boxes.FlexContainerBox | boxes.GridContainerBox)
        or box.is_floated()
        or not box.is_in_normal_flow()
    ):
        raise RefusedError("something in the block is not in the flow of the text")
    if style["column_count"] != "auto" or style["column_width"] != "auto":
        raise RefusedError("there are columns in the block")
    tokens = [token for token, _ in style["bookmark_label"] if style["bookmark_level"] != "none"]
    if style["string_set"] != "none":
        tokens += [token for _, values in style["string_set"] for token, _ in values]
    if not PRINTED_TOKENS.issuperset(tokens):
        raise RefusedError("a counter is in the name of a bookmark or in a running head")


def _is_literal(content: Any) -> bool:
    """Whether the words that a style sheet adds are written in it, and the same everywhere."""
    return isinstance(content, tuple) and all(kind == "string" for kind, _ in content)


def _describe(block: Box) -> Iterator[tuple[Any, ...]]:
    """All that something outside of a block can depend on: how wide it is, and where its boxes and lines are, from top to bottom."""
    line_class = load_box_classes().LineBox
    yield block.position_x, block.margin_width()
    stack = [block]
    while stack:
        box = stack.pop()
        yield type(box), box.element, box.element_tag, box.position_y, box.height, box.margin_top, box.margin_bottom
        if isinstance(box, line_class):
            # The words in a line are where the line is, except where a box round it was moved afterwards.
            heights = frozenset((part.position_y, part.height) for part in _iterate(box))
            yield box.baseline, box.block_ellipsis, heights
        else:
            stack.extend(reversed(box.children))


def _list_strings(block: Box) -> list[Any]:
    return [box.string_set for box in _iterate(block) if box.string_set]


def _has_hyphens(block: Box) -> bool:
    lines = (box for box in _iterate(block) if isinstance(box, load_box_classes().LineBox))
    return any(read_words(line).endswith(line.style["hyphenate_character"]) for line in lines)


def _is_at_the_foot(pages: LaidOutPages, new: Box, old: Box, page: Box) -> bool:
    """Whether a page ends so close below a block that its layout knows it."""
    lines = [box.height for box in _iterate(new) if isinstance(box, load_box_classes().LineBox)]
    needed, part = LINES_TO_THE_FOOT * max(lines), pages.parents[old]
    while part is not page:
        needed += part.padding_bottom + part.border_bottom_width + part.margin_bottom
        part = pages.parents[part]
    notes = [child.position_y for child in page.children if isinstance(child, load_box_classes().FootnoteAreaBox)]
    return bool(new.position_y + new.margin_height() + needed > min([page.content_box_y() + page.height, *notes]))


def _remove_repeated_bookmarks(block: Box) -> None:
    """Leave one bookmark for each element, as WeasyPrint does for all pages."""
    seen: set[tuple[Any, str]] = set()
    for box in _iterate(block):
        if box.bookmark_label:
            if (box.element, box.element_tag) in seen:
                box.bookmark_label = ""
            seen.add((box.element, box.element_tag))


def _iterate(top: Box) -> Iterator[Box]:
    """A box and all in it, in the order of the page."""
    stack = [top]
    while stack:
        box = unwrap_box(stack.pop())
        yield box
        stack.extend(reversed(list(box.all_children())))
