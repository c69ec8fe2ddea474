"""Breaks words as a typesetter does: WeasyPrint 70.0 hyphenates into the last line, over the turn of a page, and compounds again.

It also stretches the spaces of a line as far as needed, where a line that is shorter than the others reads better.
"""

from __future__ import annotations

import re
from typing import Any

from briefgen.render.engine.patches import install_correction
from briefgen.render.engine.patches.divided_words import find_breaks

MOST_HYPHENS_IN_A_ROW = 2
WIDEST_STRETCH = 0.75
"""What justification may add to each space, as a part of the size of the type; a line that needs more stays short."""

ADDED_SPACE = "added_space"
"""The attribute of a justified line: what each space gets, or would get where it stays short, as a part of the size of the type."""

NATURAL_WIDTH = "natural_width"
"""The attribute of a justified line: its width before its spaces get wider."""

NARROWER = 0.25
"""By how much narrower a line is tried that broke behind its first word, as a part of the size of the type."""

_ROUND_A_WORD = re.compile(r"[^\w'’]|_")
"""Hyphens, brackets and stops round the letters of a word."""

CAPITALISED_NOUNS = frozenset({"de", "lb"})
"""Languages in which more words than names have a capital."""


def correct_hyphens() -> None:
    """Correct hyphens and spaces in every document of this process. Lines without either do not change."""
    from weasyprint.layout import inline

    install_correction(inline, "get_next_linebox", _correct_line_ends)
    install_correction(inline, "split_first_line", _correct_division)
    install_correction(inline, "justify_line", _correct_justification)


def get_hyphens_before(linebox: Any) -> int:
    """How many lines in a row before the next line of a paragraph end with a hyphen."""
    return int(getattr(linebox, "hyphens_in_a_row", 0))


def set_hyphens_before(linebox: Any, number: int) -> None:
    """The same for a line that is laid out again."""
    linebox.hyphens_in_a_row = number


def _correct_line_ends(next_line: Any) -> Any:
    def get_next_linebox(
        context: Any, linebox: Any, position_y: float, bottom_space: float, skip_stack: Any, *places: Any
    ) -> Any:
        block, absolute_boxes, fixed_boxes, letter_style, line_style = places

        def lay_out(position: float, start: Any, *styles: Any) -> tuple[Any, Any, list[Any], list[Any]]:
            out_of_flow: tuple[list[Any], list[Any]] = [], []
            return *next_line(
                context, linebox, position, bottom_space, start, block, *out_of_flow, *styles
            ), *out_of_flow

        line, resume_at, absolute, fixed = lay_out(position_y, skip_stack, letter_style, line_style)
        in_a_row = 0 if skip_stack is None else get_hyphens_before(linebox)
        set_hyphens_before(linebox, 0)
        if resume_at is not None and has_hyphen_at_end(line) and not context.excluded_shapes:
            indent, linebox.text_indent = linebox.text_indent, 0
            below = position_y + line.height
            rest, rest_goes_on, *_ = lay_out(below, resume_at, None, None)
            context.excluded_shapes.clear()  # of the floats in the line below: it is laid out again
            linebox.text_indent = indent
            if (
                in_a_row == MOST_HYPHENS_IN_A_ROW
                or rest_goes_on is None
                or is_badly_broken(read_words(line), read_words(rest), line.style["lang"] or "")
                or _is_at_the_foot(context, bottom_space, below + block.style["widows"] * line.height)
            ):
                kept, context.keeps_words = getattr(context, "keeps_words", False), True
                # The first letter has its box by now.
                line, resume_at, absolute, fixed = lay_out(position_y, skip_stack, None, line_style)
                context.keeps_words = kept
            else:
                set_hyphens_before(linebox, in_a_row + 1)
        absolute_boxes += absolute
        fixed_boxes += fixed
        return line, resume_at

    return get_next_linebox


def _correct_division(split_text: Any) -> Any:
    def split_first_line(
        text: str, style: Any, context: Any, width: float | None, *arguments: Any, **options: Any
    ) -> Any:
        if getattr(context, "keeps_words", False) and style["hyphens"] == "auto":
            style = style.copy()
            style["hyphens"] = "manual"
        found = split_text(text, style, context, width, *arguments, **options)
        if _is_word_alone(found, text, width):
            narrower = split_text(text, style, context, width - NARROWER * style["font_size"], *arguments, **options)
            return max(found, narrower, key=lambda line: line[1])
        return found

    return split_first_line


def _correct_justification(justify: Any) -> Any:
    from weasyprint.layout import inline

    def set_line(context: Any, line: Any, extra_width: float) -> None:
        spaces = inline.count_expandable_spaces(line)
        added = extra_width / spaces / line.style["font_size"] if spaces else WIDEST_STRETCH * 2
        setattr(line, ADDED_SPACE, added)
        setattr(line, NATURAL_WIDTH, line.width)
        if added <= WIDEST_STRETCH:
            justify(context, line, extra_width)

    return set_line


def _is_word_alone(found: tuple[Any, ...], text: str, room: float | None) -> bool:
    """Whether a line has its first word only, and room for more.

    Pango sometimes takes a line that is a hair too wide; WeasyPrint then thinks that the first word is too wide, and breaks behind it.
    """
    _, length, resume_at, width, *_ = found
    if resume_at is None or room is None or width > room / 2:
        return False
    return " " not in text.encode()[:length].decode(errors="ignore").strip()


def read_words(line: Any) -> str:
    """The text of a line as it is drawn."""
    return "".join(box.text for box in line.descendants() if hasattr(box, "pango_layout")).strip() if line else ""


def has_hyphen_at_end(line: Any) -> bool:
    """Whether the last word of a line is divided, or ends with a hyphen of its own."""
    words = read_words(line)
    return bool(words) and words.endswith(line.style["hyphenate_character"])


def is_badly_broken(words: str, rest: str, language: str) -> bool:
    """Whether the word that a hyphen divides is a compound, which has one, or a name."""
    before, after = words.rsplit(maxsplit=1)[-1], (rest.split() or [""])[0]
    if after and find_breaks(_ROUND_A_WORD.sub("", before + after), language):
        return False  # it is divided where the language or the project says
    is_name = before[:1].isupper() and language.partition("-")[0] not in CAPITALISED_NOUNS
    return is_name or "-" in before[:-1] or "-" in after


def _is_at_the_foot(context: Any, bottom_space: float, bottom: float) -> bool:
    """Whether a page ends above this place, so that lines that are kept together go overleaf from the line before them on.

    Not `overflows_page`: the layout remembers what that was asked.
    """
    return bool(context.overflows(context.page_bottom - bottom_space, bottom))
