"""Places the boxes of lines from the right where they belong: WeasyPrint 70.0 leaves indents and last spaces at the wrong end."""

from __future__ import annotations

from typing import Any

from briefgen.render.engine.patches import install_correction

MAX_SPACE = 1.0
"""The widest space at the end of a line, as a part of the size of its type."""


def correct_lines_from_the_right() -> None:
    """Correct lines from the right in every document of this process. Other lines do not change."""
    from weasyprint.layout import inline

    install_correction(inline, "get_next_linebox", _correct_places)


def _correct_places(original: Any) -> Any:
    def get_next_linebox(context: Any, linebox: Any, *places: Any) -> Any:
        line, resume_at = original(context, linebox, *places)
        _, _, _, containing_block, *_ = places
        if line is not None and containing_block.style["direction"] == "rtl":
            _fix_last_gap(line, linebox.text_indent)
            if linebox.text_indent:
                _move_first_line(line, linebox.text_indent)
        return line, resume_at

    return get_next_linebox


def _fix_last_gap(line: Any, indent: float) -> None:
    """Move the last text to the box before it, or to its place in the line, by the space that was taken from the end of the line."""
    boxes = [child for child in line.children if child.is_in_normal_flow()]
    if not boxes:
        return
    last = boxes[-1]
    place = boxes[-2].position_x - last.margin_width() if len(boxes) > 1 else line.position_x + indent
    gap = place - last.position_x
    if 0 < gap < MAX_SPACE * last.style["font_size"]:
        _move_last_text(last, gap)


def _move_last_text(box: Any, gap: float) -> None:
    """Move the last text of a line with the boxes round it, and draw it without the space, which would be left of it.

    Boxes before it in the same element are in their place.
    """
    box.position_x += gap
    if getattr(box, "children", ()):
        _move_last_text(box.children[-1], gap)
    elif hasattr(box, "pango_layout"):
        box.pango_layout.text = box.text


def _move_first_line(line: Any, indent: float) -> None:
    """Move the first line by its indent, which is at the end of it."""
    for child in line.children:
        if child.is_in_normal_flow():
            child.translate(dx=-indent, ignore_floats=True)
