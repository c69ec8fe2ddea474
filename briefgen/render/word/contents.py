"""The lines of a table of contents: a field of Word's own, filled with what it would find, save the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.model.tree import Element, extract_text
from briefgen.render.word.inlines import AUTOMATIC_NUMBER_CLASSES, InlineWriter, Json, build_raw_inline
from briefgen.render.word.xml import build_field, w


def write_contents_lines(nav: Element, inlines: InlineWriter) -> Iterator[tuple[int, list[Json]]]:
    """Each line with its level, the field's beginning in the first and its end in the last.

    Only the word processor knows the pages, which depend on its fonts: decision 6.
    """
    depth = nav.get("data-depth")
    entries = list(_collect_entries(nav, 1))
    for position, (level, link) in enumerate(entries):
        line = _write_line(link, inlines)
        if position == 0:
            line = [
                build_raw_inline(
                    *_build_field_start(f'TOC \\o "1-{depth if depth.isascii() and depth.isdigit() else 2}" \\h \\z')
                ),
                *line,
            ]
        if position == len(entries) - 1:
            line = [*line, build_raw_inline(w("r", w("fldChar", fldCharType="end")))]
        yield level, line


def _write_line(link: Element, inlines: InlineWriter) -> list[Json]:
    """Number, title, and a field for the page; a link to the heading."""
    number = [one for one in link.children if isinstance(one, Element) and one.classes & AUTOMATIC_NUMBER_CLASSES]
    line = inlines.write_line([one for one in link.children if one not in number])
    if number:
        line = [{"t": "Str", "c": extract_text(number).strip()}, build_raw_inline(w("r", w("tab"))), *line]
    name = inlines.targets.names.get(link.get("href").removeprefix("#"))
    if not name:
        return line
    page = build_raw_inline(w("r", w("tab")), *build_field(f"PAGEREF {name} \\h", ""))
    return [{"t": "Link", "c": [["", [], []], [*line, page], [f"#{name}", ""]]}]


def _collect_entries(element: Element, level: int) -> Iterator[tuple[int, Element]]:
    for child in element.children:
        if isinstance(child, Element) and child.tag == "a":
            yield level, child
        elif isinstance(child, Element):
            yield from _collect_entries(child, level + (element.tag == "li" and child.tag == "ol"))


def _build_field_start(instruction: str) -> list[Any]:
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", w("instrText", f" {instruction} ")),
        w("r", w("fldChar", fldCharType="separate")),
    ]
