"""The edits that take whole paragraphs out of the Markdown of a block, add new ones, and move them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefgen.edit.text_edit import TextEdit
from briefgen.merge.changes import Change
from briefgen.merge.new_notes import add_notes, choose_labels
from briefgen.merge.rewrite import write_calls, write_paragraph
from briefgen.merge.source_file import SourceFile
from briefgen.merge.workspace import Workspace
from briefgen.model.printed_text import PrintedParagraph

_ITEM = re.compile(r"\s*(?:[-+*]|\(?(?:\d{1,9}|[a-z])[.)])\s+")
_NOTE_TEXT = re.compile(r"\[\^[^\]]+\]:")
_MOVED_TAGS = frozenset({"p", "li"})
Lines = tuple[int, int]
"""The first and the last line."""
Edits = dict[str, list[TextEdit]]
"""By file; empty where it is not clear what to write."""


def delete_paragraph(workspace: Workspace, paragraphs: Sequence[PrintedParagraph], index: int) -> Edits:
    """The edit that takes a paragraph out."""
    source = workspace.read(paragraphs[index].words.path)
    lines = _find_lines(source, paragraphs, index) if source else None
    if source is None or lines is None:
        return {}
    return {source.path: [_take_out(source, lines)]}


def insert_paragraph(
    workspace: Workspace,
    paragraphs: Sequence[PrintedParagraph],
    before: int,
    change: Change,
    planned: Mapping[str, Sequence[TextEdit]],
) -> Edits:
    """The edit that adds a paragraph behind another one, or in front of the next where the other is not a line of a block."""
    previous = paragraphs[before]
    following = paragraphs[before + 1] if before + 1 < len(paragraphs) else None
    for place, paragraph in ((before, previous), (before + 1, following)):
        source = workspace.read(paragraph.words.path) if paragraph else None
        if paragraph is None or source is None or paragraph.words.line < source.body_line or paragraph.in_table:
            continue
        lines = _find_lines(source, paragraphs, place)
        if lines is None:
            continue
        start, end = source.get_range(*lines)
        gap = 2 * source.newline
        labels = choose_labels(source, planned.get(source.path, ()), len(change.new_notes))
        text = write_calls(write_paragraph(change.new_text), labels)
        notes = add_notes(source, labels, change.new_notes)
        if paragraph is previous:
            marker = _ITEM.match(source.text[start:end]) if _is_item(previous) and _is_item(following) else None
            added = f"{source.newline}{marker[0]}{text}" if marker else f"{gap}{text}"
            return {source.path: [TextEdit(end, end, added), *notes]}
        return {source.path: [TextEdit(start, start, text + gap), *notes]}
    return {}


def move_paragraph(workspace: Workspace, paragraphs: Sequence[PrintedParagraph], index: int, target: int) -> Edits:
    """The edits that take a paragraph out, and add it behind another one. Both must be in one file: a note or a label stays with its block."""
    moved, behind = paragraphs[index], paragraphs[target]
    source = workspace.read(moved.words.path)
    if (
        source is None
        or behind.words.path != moved.words.path
        or moved.tag != behind.tag
        or moved.tag not in _MOVED_TAGS
    ):
        return {}
    lines, place = _find_lines(source, paragraphs, index), _find_lines(source, paragraphs, target)
    if lines is None or place is None or lines[0] <= place[1] <= lines[1]:
        return {}
    own = source.text[slice(*source.get_range(*lines))]
    end = source.get_range(*place)[1]
    gap = source.newline if moved.tag == "li" else 2 * source.newline
    return {source.path: [_take_out(source, lines), TextEdit(end, end, gap + own)]}


def _is_item(paragraph: PrintedParagraph | None) -> bool:
    return paragraph is not None and paragraph.tag == "li"


def _find_lines(source: SourceFile, paragraphs: Sequence[PrintedParagraph], index: int) -> Lines | None:
    """The lines of a paragraph, with those behind it that print nothing by themselves; None where others share them."""
    paragraph = paragraphs[index]
    first, last = paragraph.words.line, paragraph.words.last_line
    if first < source.body_line or paragraph.in_table or not source.get_line(first).strip():
        return None
    others = [
        (other.words.line, other.words.last_line)
        for place, other in enumerate(paragraphs)
        if place != index and other.words.path == source.path
    ]
    if any(start <= last and first <= end for start, end in others):
        return None
    starts = {start for start, _ in others}
    while (line := source.get_line(last + 1)).strip() and last + 1 not in starts and not _NOTE_TEXT.match(line):
        last += 1
    is_start = not source.get_line(first - 1).strip() or first == source.body_line or paragraph.tag != "p"
    return (first, last) if is_start else None


def _take_out(source: SourceFile, lines: Lines) -> TextEdit:
    """The edit that takes out some lines, and the empty line that would be doubled."""
    first, last = lines
    is_after_gap = first == source.body_line or not source.get_line(first - 1).strip()
    if is_after_gap and not source.get_line(last + 1).strip() and last < source.line_count:
        last += 1
    return TextEdit(source.line_starts[first - 1], source.line_starts[last], "")
