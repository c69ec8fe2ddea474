"""The lines of a table of contents: a field of Word's own, filled with what it would find, save the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.render.word_inlines import AUTOMATIC, InlineWriter, Json, raw
from briefgen.render.word_xml import field, w
from briefgen.values.tree import Element, text_of


def lines_of_contents(nav: Element, inlines: InlineWriter) -> Iterator[tuple[int, list[Json]]]:
    """Each line with its level, the field's beginning in the first and its end in the last.

    Only the word processor knows the pages, which depend on its fonts: decision 6.
    """
    depth = nav.get("data-depth")
    entries = list(_entries(nav, 1))
    for position, (level, link) in enumerate(entries):
        line = _line(link, inlines)
        if position == 0:
            line = [
                raw(*_field_start(f'TOC \\o "1-{depth if depth.isascii() and depth.isdigit() else 2}" \\h \\z')),
                *line,
            ]
        if position == len(entries) - 1:
            line = [*line, raw(w("r", w("fldChar", fldCharType="end")))]
        yield level, line


def _line(link: Element, inlines: InlineWriter) -> list[Json]:
    """Number, title, and a field for the page; a link to the heading."""
    number = [one for one in link.children if isinstance(one, Element) and one.classes & AUTOMATIC]
    line = inlines.line([one for one in link.children if one not in number])
    if number:
        line = [{"t": "Str", "c": text_of(number).strip()}, raw(w("r", w("tab"))), *line]
    name = inlines.anchors.names.get(link.get("href").removeprefix("#"))
    if not name:
        return line
    page = raw(w("r", w("tab")), *field(f"PAGEREF {name} \\h", ""))
    return [{"t": "Link", "c": [["", [], []], [*line, page], [f"#{name}", ""]]}]


def _entries(element: Element, level: int) -> Iterator[tuple[int, Element]]:
    for child in element.children:
        if isinstance(child, Element) and child.tag == "a":
            yield level, child
        elif isinstance(child, Element):
            yield from _entries(child, level + (element.tag == "li" and child.tag == "ol"))


def _field_start(instruction: str) -> list[Any]:
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", w("instrText", f" {instruction} ")),
        w("r", w("fldChar", fldCharType="separate")),
    ]
