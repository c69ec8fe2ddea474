"""Writes the lines of a table of contents: a field of Word's own, filled with everything except the pages."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.tree import AUTOMATIC_NUMBER_CLASSES, Element, extract_text
from briefgen.render.word.inlines import InlineWriter, Json, build_raw_inline
from briefgen.render.word.xml import build_field, w


def write_contents_lines(nav: Element, inlines: InlineWriter) -> Iterator[tuple[int, list[Json]]]:
    """Each line with its level; the field starts in the first and ends in the last.

    The pages are filled in when the file is complete: decision 6.
    """
    depth = nav.get("data-depth")
    *start, end = build_field(f'TOC \\o "1-{depth if depth.isascii() and depth.isdigit() else 2}" \\h \\z', "")
    entries = list(_collect_entries(nav, 1))
    for position, (level, link) in enumerate(entries):
        line = _write_line(link, inlines)
        first = [build_raw_inline(*start)] if position == 0 else []
        last = [build_raw_inline(end)] if position == len(entries) - 1 else []
        yield level, [*first, *line, *last]


def _write_line(link: Element, inlines: InlineWriter) -> list[Json]:
    """Number, title, and a field for the page; a link to the heading."""
    number = [
        child for child in link.children if isinstance(child, Element) and child.classes & AUTOMATIC_NUMBER_CLASSES
    ]
    line = inlines.write_line([child for child in link.children if child not in number])
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
