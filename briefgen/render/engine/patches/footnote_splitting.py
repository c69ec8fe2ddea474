"""Splits a footnote where WeasyPrint 70.0 ends the page; it never divides one itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Box = Any
BreakPoint = Mapping[int, Any]
"""Where the layout stopped: the number of a child, and where it stopped in there; in a text, the number of a byte."""


def split_footnote(box: Box, place: BreakPoint, laid_out: Box, nothing: Any) -> tuple[Box, Box]:
    """The content of a box before a break point, and after it, both ready to be laid out.

    `laid_out` is the first part as it was set, for the hyphen at its end; `nothing` a length of 0. The number of the note
    is in the first part alone; the second goes on as the line would have done.
    """
    before, after = _split_box(box, place, nothing)
    _add_hyphen(before, laid_out)
    return _remove_lines(before), _remove_lines(after)


def _split_box(box: Box, place: BreakPoint, nothing: Any) -> tuple[Box, Box]:
    ((number, further),) = place.items()
    if hasattr(box, "text"):
        text = box.text.encode()
        return box.copy_with_text(text[:number].decode()), box.copy_with_text(text[number:].decode())
    before, after = list(box.children[:number]), list(box.children[number:])
    if further is not None:
        first, second = _split_box(box.children[number], further, nothing)
        before, after = [*before, first], [second, *after[1:]]
    justified = box.style["text_align_all"] == "justify"
    last = "justify" if justified and further is not None else box.style["text_align_last"]
    return _copy_with_style(box, before, "text_align_last", last), _copy_with_style(box, after, "text_indent", nothing)


def _copy_with_style(box: Box, children: list[Box], name: str, value: Any) -> Box:
    copy = box.copy_with_children(children)
    if copy.style[name] != value:
        copy.style = copy.style.copy()
        copy.style[name] = value
    return copy


def _add_hyphen(before: Box, laid_out: Box) -> None:
    """Put a hyphen at the end of a part that ends within a word, if there was one."""
    last, printed = _find_last_text(before), _find_last_text(laid_out)
    hyphen = before.style["hyphenate_character"]
    if last and printed and printed.text.endswith(hyphen) and not last.text.endswith(hyphen):
        last.text = f"{last.text.removesuffix(chr(0xAD))}{hyphen}"


def _find_last_text(box: Box) -> Box | None:
    texts = [part for part in _iterate_descendants(box) if getattr(part, "text", "").strip()]
    return texts[-1] if texts else None


def _iterate_descendants(box: Box) -> Iterator[Box]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _iterate_descendants(child)


def _remove_lines(box: Box) -> Box:
    """The box as it was before its words were gathered in lines, which is done once more."""
    if hasattr(box, "children") and not hasattr(box, "text"):
        box.children = [inner for child in box.children for inner in _unwrap_line(_remove_lines(child))]
    return box


def _unwrap_line(box: Box) -> list[Box]:
    return box.children if type(box).__name__ == "LineBox" else [box]
