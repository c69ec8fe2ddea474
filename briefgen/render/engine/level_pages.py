"""Lets pages end level: the room that is left above the notes is shared out, unseen, among the spaces of the page and its lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefgen.render.engine.boxes import get_page_box

PIXELS_PER_POINT = 96 / 72
CONTAINER_TAGS = frozenset({"html", "body", "main", "section", "div"})
HEADING_TAGS = frozenset({"h2", "h3", "h4", "h5"})
SPREAD_TAGS = HEADING_TAGS | {"aside", "figure"}
"""Elements with a space before them that can be much wider."""
PARAGRAPH_SHARE, LINE_SHARE = 0.2, 0.03
"""What the spaces before other pieces and between the lines of a paragraph may grow by, as a part of what those before headings may."""
TEXT_TAGS = frozenset({"p", "ul", "ol", "dl", "blockquote"})
"""Elements that end with their last line: the box of one that goes on overleaf fills the page."""
MOST_LINES = 8
"""How many lines may be left: a page with more ends before a chapter, or is the last."""


def fill_pages(layout: Any, most: float) -> None:
    """Move what is on each page so that it ends at its foot, as far as spaces may grow by `most`, in points."""
    for number, page in enumerate(layout.pages):
        box = get_page_box(page)
        pieces = list(_list_pieces(box.children[0])) if box.children else []
        places = _weigh_places(pieces)
        room = _find_floor(box) - max(map(_find_end, pieces), default=0)
        if places and 0 < room <= MOST_LINES * box.children[0].style["font_size"] * 1.5:
            share = min(room / sum(places.values()), most * PIXELS_PER_POINT)
            _move_pieces(box.children[0], {place: weight * share for place, weight in places.items()}, 0)
            layout.pages[number] = type(page)(box)  # collects its links and bookmarks again


def _list_pieces(box: Any) -> Iterator[Any]:
    """What is moved as a whole, in the order of the page."""
    for child in getattr(box, "children", ()):
        if _is_container(child):
            yield from _list_pieces(child)
        elif child.is_in_normal_flow():
            yield child


def _is_container(box: Any) -> bool:
    return box.element_tag in CONTAINER_TAGS and type(box).__name__ == "BlockBox"


def _weigh_places(pieces: list[Any]) -> dict[int, float]:
    """By the `id` of the boxes with a space above them that may grow: its share.

    Not the first of the page, and not what follows a heading. Empty for a page without running text, such as a cover.
    """
    printed = [piece for piece in pieces if "::" not in str(piece.element_tag)]
    places = {
        id(piece): 1 if piece.element_tag in SPREAD_TAGS else PARAGRAPH_SHARE
        for before, piece in pairwise(printed)
        if before.element_tag not in HEADING_TAGS
    }
    return places | {id(line): LINE_SHARE for piece in printed for line in _list_movable_lines(piece)[1:]}


def _list_movable_lines(piece: Any) -> list[Any]:
    lines = piece.children if piece.element_tag == "p" else ()
    return list(lines) if all(type(line).__name__ == "LineBox" for line in lines) else []


def _find_floor(page_box: Any) -> float:
    """The place of the notes of a page, or of its margin where there are none."""
    notes = [
        child.position_y for child in page_box.children if type(child).__name__ == "FootnoteAreaBox" and child.children
    ]
    return float(min(notes, default=page_box.content_box_y() + page_box.height))


def _find_end(piece: Any) -> float:
    if "::" in str(piece.element_tag):
        return 0
    lines = [box for box in piece.descendants() if type(box).__name__ == "LineBox"]
    if piece.element_tag in TEXT_TAGS and lines:
        return max(float(line.position_y + line.height) for line in lines)
    return float(piece.position_y + piece.margin_height() - piece.margin_bottom)


def _move_pieces(box: Any, steps: dict[int, float], moved: float) -> float:
    """Move what is in a box, a step further at each place; how far the last was moved."""
    for child in box.children:
        if _is_container(child):
            first = next(_list_pieces(child), None)
            start = moved + steps.get(id(first), 0)
            child.position_y += start
            moved = _move_pieces(child, steps, moved)
            child.height += moved - start
            _move_background(child, start, moved - start)
        else:
            moved += steps.get(id(child), 0)
            child.translate(0, moved)
            for inner in child.descendants():  # itself, too
                _move_background(inner, moved)
            opened = _open_lines(child, steps)
            child.height += opened
            moved += opened
    return moved


def _open_lines(paragraph: Any, steps: dict[int, float]) -> float:
    """Part the lines of a paragraph; how far its last was moved."""
    opened = 0.0
    for line in _list_movable_lines(paragraph):
        opened += steps.get(id(line), 0)
        line.translate(0, opened)
    return opened


def _move_background(box: Any, moved: float, grown: float = 0) -> None:
    """Move the background of a box, and make it higher: WeasyPrint places backgrounds when it lays out the page, and not when it draws it."""

    def move(area: Any) -> Any:
        if isinstance(area, str):  # there is no image to be placed
            return area
        x, y, width, height, *corners = area
        return (x, y + moved, width, height + grown, *corners)

    background = getattr(box, "background", None)
    if background is None:
        return
    layers = [
        layer._replace(
            painting_area=move(layer.painting_area),
            positioning_area=move(layer.positioning_area),
            clipped_boxes=[move(clipped) for clipped in layer.clipped_boxes],
        )
        for layer in background.layers
    ]
    box.background = background._replace(layers=layers)
