"""The structure of a finished text: headings in order, ids used once, tables without gaps."""

from __future__ import annotations

from briefgen.model.diagnostic import Sink
from briefgen.model.tree import HEADING_TAGS, Element, extract_text, find_elements, read_span

MAX_QUOTED_CHARACTERS = 40
"""Characters of a table row that a message quotes."""

_REFERENCE_HINT = 'write `{{ ref("...") }}` with the id of a block, or with the label of a note'


def check_structure(body: Element, sink: Sink) -> None:
    """Report skipped and empty headings, ids used twice, links to nowhere, ragged tables, and images without alternative text."""
    _check_headings(body, sink)
    _check_ids(body, sink)
    for table in find_elements((body,), "table"):
        _check_table(table, sink)
    for image in find_elements((body,), "img"):
        if "alt" not in image.attributes:
            message = f"the image `{image.get('src')}` has no alternative text"
            sink.error("image-alt", message, image.origin, 'describe it in `alt`, or write `alt=""` for an ornament')
    for link in find_elements((body,), "a"):
        _check_link(link, sink)
        if any(find_elements(link.children, "img")):
            message = "an image inside a link cannot be read aloud"
            sink.error("image-in-link", message, link.origin, "link words instead")


def _check_headings(body: Element, sink: Sink) -> None:
    level = 0
    for heading in find_elements((body,), *HEADING_TAGS):
        here, words = int(heading.tag[1]), extract_text(heading.children).strip()
        if not words:
            sink.error("heading-empty", "a heading has no words", heading.origin)
        # compose reports headings of blocks already, in the author's own notation.
        is_reported = any(
            found.code == "heading-skipped" and found.origin == heading.origin for found in sink.diagnostics
        )
        if here > level + 1 and not is_reported:
            above = f"`h{level}`" if level else "the start"
            message = f"the heading `{words}` skips a level: `h{here}` after {above}"
            sink.error("heading-skipped", message, heading.origin, f"make it `h{level + 1}`")
        level = here


def _check_ids(body: Element, sink: Sink) -> None:
    seen: dict[str, Element] = {}
    for element in find_elements((body,)):
        name = element.get("id")
        if name and name in seen:
            first = seen[name].origin
            hint = f"the first is at {first}" if first else "rename one of them"
            sink.error("id-duplicate", f"the id `{name}` is used twice", element.origin, hint)
        elif name:
            seen[name] = element
    for link in find_elements((body,), "a"):
        address = link.get("href")
        is_note = address.startswith(("#note-", "#call-"))
        if is_note and "cross-reference" not in link.classes:
            message = f"the link `{address}` names a note by its number, which changes when another note is added"
            sink.error("link-target", message, link.origin, _REFERENCE_HINT)
        elif address.startswith("#") and address[1:] not in seen and not is_note:
            sink.error("link-target", f"the link `{address}` leads nowhere in this brief", link.origin, _REFERENCE_HINT)


def _check_link(link: Element, sink: Sink) -> None:
    """Report a link that a reader cannot see, or that leads nowhere."""
    words = " ".join(extract_text(link.children).split())
    if not words and link.get("href") and not any(find_elements(link.children, "img")):
        message = f"the link to `{link.get('href')}` has no words, and is not printed"
        sink.error("link-empty", message, link.origin, "write `[words](https://...)`")
    if words and link.get("href", "-") == "":
        message = f"the link `{words}` has no address"
        sink.error("link-empty", message, link.origin, "write `[words](https://...)`, or remove the link")


def _check_table(table: Element, sink: Sink) -> None:
    """A table is a rectangle: every row as wide as the first, spans counted (PDF/UA and Word need it)."""
    filled: list[int] = []
    """For each column that a cell of a row above covers, the row where that ends."""
    widths: list[int] = []
    rows = list(find_elements(table.children, "tr"))
    for number, row in enumerate(rows):
        width = sum(end > number for end in filled)
        cells = (child for child in row.children if isinstance(child, Element) and child.tag in {"td", "th"})
        for cell in cells:
            across, down = read_span(cell, "colspan"), read_span(cell, "rowspan")
            width += across
            if down > 1:
                filled += [number + down] * across
        widths.append(width)
    for row, width in zip(rows, widths, strict=True):
        if width != widths[0]:
            words = " ".join(extract_text(row.children).split())
            message = f"the row `{words[:MAX_QUOTED_CHARACTERS]}` of this table has {width} columns, its first row {widths[0]}"
            sink.error("table-ragged", message, row.origin or table.origin, "give every row the same number of cells")
            return
