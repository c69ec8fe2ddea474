"""Compares the structure that is printed with what CommonMark sees, and reports the lines that are in different places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen.compose.html_reader import INLINE_TAGS, OpenElement, PrintedText
from briefgen.compose.marks import LINE_MARK, MarkTable
from briefgen.compose.python_markdown import RaggedRow
from briefgen.compose.second_reading import HTML, MarkdownBlock, PlacedLine, find_first_mark, place_lines, walk_blocks
from briefgen.model.diagnostic import Origin, Sink

_KINDS = {
    "blockquote": "quotation",
    "ul": "list",
    "ol": "list",
    "dd": "definition",
    "dt": "term",
    "td": "table",
    "th": "table",
    "pre": "code",
}
"""The words for elements; `PlacedLine.path` has the same."""
_KINDS_BY_CLASS = {"footnote": "note", "admonition": "call-out"}
_SILENT_TAGS = frozenset({"", "li", "p", "dl", "table", "thead", "tbody", "tr", "hr"}) | INLINE_TAGS
"""Elements that Markdown makes and that say nothing more about the place."""
HINT = "leave an empty line before it, and put four spaces before it for each level of a list"


def compare_readings(
    printed: Iterable[PrintedText], blocks: Sequence[MarkdownBlock], marks: MarkTable, sink: Sink
) -> None:
    """Report each line that is printed in another place than where other programs put it; one line for each difference."""
    seen = _collect(place_lines(blocks))
    reported = False
    for mark, places in _collect(_place_printed_lines(printed)).items():
        others = seen.get(mark)
        differs = (
            others is not None and places != others and not any(HTML in place.path for place in (*places, *others))
        )
        if differs and not reported and others:
            here, there = _describe(places[0]), _describe(others[0])
            message = f"this line is printed as {here}, and other programs print it as {there}"
            sink.warning("markdown-ambiguous", message, marks.get_origin(mark), HINT)
        reported = differs


def report_surprises(blocks: Iterable[MarkdownBlock], marks: MarkTable, sink: Sink) -> None:
    """Report what every program prints in this way, and no author means."""
    for block in blocks:
        _report_number(block, marks, sink)
        if block.type == "heading" and "\n" in block.content and find_first_mark(block):
            message = (
                "this line and those below it are printed as one heading, because of the line of `-` or `=` below them"
            )
            sink.warning(
                "markdown-ambiguous",
                message,
                marks.get_origin(find_first_mark(block)),
                "leave an empty line above the `---`",
            )
        report_surprises(block.children, marks, sink)


def _report_number(block: MarkdownBlock, marks: MarkTable, sink: Sink) -> None:
    """Report the first item of a list that is printed with another number than its own; `1.` before each is a habit."""
    if block.type == "ordered_list":
        numbers = [int(item.info) for item in block.children if item.info.isdecimal()]
        expected = range(numbers[0], numbers[0] + len(numbers)) if numbers else ()
        wrong = next(
            (place for place, pair in enumerate(zip(numbers, expected, strict=True)) if len({*pair}) > 1), None
        )
        mark = find_first_mark(block.children[wrong]) if wrong is not None and len({*numbers}) > 1 else ""
        if mark and wrong is not None:
            message = f"this item is written with the number {numbers[wrong]}, and is printed with {expected[wrong]}"
            hint = "number the items in order, or write words between two lists"
            sink.warning("markdown-ambiguous", message, marks.get_origin(mark), hint)


def report_repeated_notes(blocks: Iterable[MarkdownBlock], marks: MarkTable, sink: Sink) -> None:
    """Report a label with two texts: only the last one would be printed."""
    labels: set[str] = set()
    for block in walk_blocks(blocks):
        if block.type == "footnote_reference":
            mark = find_first_mark(block)
            if block.info in labels:
                message = f"the note `[^{block.info}]` has a second text here"
                origin = marks.get_origin(mark) if mark else None
                sink.error("note-defined-twice", message, origin, "give it a label of its own")
            labels.add(block.info)


def report_ragged_rows(rows: Iterable[RaggedRow], marks: MarkTable, start: Origin, sink: Sink) -> None:
    """Report rows with more cells than their table has columns, and text that became a row because no empty line is before it."""
    for cells, columns in rows:
        found = LINE_MARK.findall("".join(cells))
        origin = marks.get_origin(found[0]) if found else start
        if len(cells) > columns:
            message = f"this row has {len(cells)} cells, and its table has {columns} columns"
            hint = "write `\\|` for a line that does not divide cells, or add a column to every row"
            sink.error("table-ragged", message, origin, hint)
        elif len(cells) == 1:
            message = "this line is printed as a row of the table above it"
            sink.warning(
                "markdown-ambiguous", message, origin, "leave an empty line before it, or write all cells of the row"
            )


def _collect(lines: Iterable[PlacedLine]) -> dict[str, list[PlacedLine]]:
    """The places of each line: a line in a loop is printed more than once."""
    collected: dict[str, list[PlacedLine]] = {}
    for line in lines:
        collected.setdefault(line.mark, []).append(line)
    return collected


def _place_printed_lines(printed: Iterable[PrintedText]) -> Iterator[PlacedLine]:
    leaf: tuple[int, int] | None = None
    for text in printed:
        found = LINE_MARK.findall(text.marked_text)
        if not found:
            continue
        path = tuple(filter(None, map(_find_kind, text.path)))
        if "note" in path:
            path = (*path[: path.index("note") + 1], *path[path.index("note") + 2 :])  # the list of all notes
        for mark in found:
            here = (id(text.block), text.earlier_blocks)
            yield PlacedLine(mark, path, here != leaf)
            leaf = here


def _find_kind(opened: OpenElement) -> str:
    by_class = next(
        (kind for name, kind in _KINDS_BY_CLASS.items() if name in opened.attributes.get("class", "").split()), ""
    )
    if by_class:
        return by_class
    if opened.tag in _SILENT_TAGS:
        return ""
    if opened.tag[:1] == "h" and opened.tag[1:].isdigit():
        return f"heading {'#' * int(opened.tag[1:])}"
    return _KINDS.get(opened.tag, HTML)


def _describe(line: PlacedLine) -> str:
    """The place in words: `the start of a list of depth 2`."""
    depth = line.path.count("list")
    words = [f"a {kind}" for kind in dict.fromkeys(line.path) if kind != "list"]
    if depth:
        words.append(f"a list of depth {depth}" if depth > 1 else "a list")
    return f"{'the start' if line.first else 'a later line'} of {' in '.join(words) or 'a paragraph'}"
