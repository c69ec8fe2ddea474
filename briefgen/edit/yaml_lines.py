"""Moves, adds and removes entries that are on lines of their own, with the comments that belong to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.edit.refusal import EditRefused
from briefgen.edit.slots import Slot, find_staying
from briefgen.edit.text_edit import LINE_END, TextEdit, find_line_end, find_line_start, find_next_line
from briefgen.edit.yaml_layout import Layout
from briefgen.edit.yaml_nodes import YamlNode

MAX_EMPTY = 200
"""Characters in front of the first entry that are searched for an empty line."""

_TAIL = re.compile(r"[ \t]*(,?)([ \t]*(?:#[^\r\n]*)?)(?=[\r\n]|\Z)")

_LAST_EMPTY_LINES = re.compile(r"(\A|\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))+\Z")

WriteEntry = Callable[[Slot, int], list[str]]
"""The lines of a new entry at a column."""
ChangeText = Callable[[int, int], str]
"""The characters between two places, with the edits inside of them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of an entry: with the comments above it, and those below that are indented more."""

    start: int
    end: int
    text: str
    """Ends with the sign of a line end."""
    tail: str = ""
    """What is behind the comma of an entry in brackets."""


def arrange_block(
    text: str, node: YamlNode, slots: Sequence[Slot], change: ChangeText, write: WriteEntry, layout: Layout
) -> TextEdit:
    """The edit after which a list or a mapping without brackets has the entries of `slots`."""
    first = node.entries[0].start
    column = first - find_line_start(text, first)
    is_inline = bool(text[first - column : first].strip())
    chunks: list[Chunk] = []
    for entry in node.entries:
        above = chunks[-1].end if chunks else first if is_inline else 0
        start, end = find_chunk(text, entry.start, entry.end, column, above)
        own = (" " * column if start == first and is_inline else "") + change(start, end)
        chunks.append(Chunk(start, end, own if LINE_END.search(own[-1:]) else own + layout.newline))
    written = {place: Chunk(0, 0, "".join(line + layout.newline for line in write(slot, column)))
               for place, slot in enumerate(slots) if slot.old is None}  # fmt: skip
    lines = _join(text, chunks, slots, written, layout.newline, comma=None)
    if is_inline:
        lines = _drop_empty_lines(lines)
        lines = lines[column:]
    start, end = chunks[0].start, chunks[-1].end
    return TextEdit(start, end, lines if LINE_END.search(text[end - 1 : end]) else lines.rstrip("\r\n"))


def find_chunk(text: str, start: int, end: int, column: int, above: int) -> tuple[int, int]:
    """The lines of an entry at a column, of which nothing is in front of `above`.

    Comments in its column directly above belong to it, except for the head of the file. So do comments below that are indented more.
    """
    line = find_line_start(text, start)
    first = line if not text[line:start].strip() else start
    while first == line and line > above:
        previous = find_line_start(text, line - 1 if text[line - 2 : line] != "\r\n" else line - 2)
        if previous < above or not re.match(rf" {{{column}}}#", text[previous:line]):
            break
        line = first = previous
    if first == 0:  # the head of the file
        first = min(start, find_line_start(text, start))
    last = find_next_line(text, end)
    place = last
    while place < len(text):
        content = text[place : find_line_end(text, place)]
        if content.strip() and not re.match(rf" {{{column + 1},}}#", content):
            break
        place = find_next_line(text, place)
        last = place if content.strip() else last
    return first, last


def arrange_brackets(
    text: str, node: YamlNode, slots: Sequence[Slot], change: ChangeText, write: WriteEntry, layout: Layout
) -> TextEdit:
    """The same for a list in brackets with comments, of which each entry has its own line."""
    first = node.entries[0].start
    column = first - find_line_start(text, first)
    chunks: list[Chunk] = []
    comma = ""
    for entry in node.entries:
        line = find_line_start(text, entry.start)
        tail = _TAIL.match(text, entry.end)
        above = chunks[-1].end if chunks else find_next_line(text, node.value_start)
        if tail is None or text[line : entry.start].strip() or line < above:
            raise EditRefused("shared-line")
        start, end = find_chunk(text, entry.start, tail.end(), entry.start - line, above)
        rest = text[tail.end(1) if tail[1] else entry.end : end]
        chunks.append(Chunk(start, end, change(start, entry.end), rest))
        comma = tail[1]
    written = {place: Chunk(0, 0, layout.newline.join(write(slot, column)), layout.newline)
               for place, slot in enumerate(slots) if slot.old is None}  # fmt: skip
    lines = _join(text, chunks, slots, written, layout.newline, comma=comma)
    return TextEdit(chunks[0].start, chunks[-1].end, lines)


def _join(
    text: str, chunks: Sequence[Chunk], slots: Sequence[Slot], written: Mapping[int, Chunk], newline: str, *, comma: str | None
) -> str:  # fmt: skip
    """The lines from the first to the last chunk. What is between chunks stays where it is."""
    gaps = [text[first.end : second.start] for first, second in pairwise(chunks)]
    is_spaced = bool(gaps) and all(_has_empty_start(gap) for gap in gaps)
    staying = find_staying(slots)
    groups = _group_moved(chunks, slots, written, staying)
    blank = newline if is_spaced else ""
    parts: list[Chunk | str] = []
    for chunk in groups.get(None, ()):
        parts += [chunk, blank]
    before = text[max(0, chunks[0].start - MAX_EMPTY) : chunks[0].start]
    for index, chunk in enumerate(chunks):
        if index in staying:
            parts.append(chunk)
            for added in groups.get(index, ()):
                parts += [blank, added]
        if index < len(gaps):
            gap = gaps[index]
            is_after_blank = _has_empty_end(before + "".join(_to_text(part) for part in parts[-2:]))
            parts.append(_drop_empty_lines(gap) if index not in staying and is_after_blank else gap)
    if len(chunks) - 1 not in staying:
        _drop_empty_end(parts)
    return _write_parts(parts, comma)


def _group_moved(
    chunks: Sequence[Chunk], slots: Sequence[Slot], written: Mapping[int, Chunk], staying: frozenset[int]
) -> dict[int | None, list[Chunk]]:
    """What comes behind each chunk that stays where it is, and, behind None, in front of the first."""
    groups: dict[int | None, list[Chunk]] = {}
    anchor: int | None = None
    for place, slot in enumerate(slots):
        if slot.old is not None and slot.old in staying:
            anchor = slot.old
        else:
            groups.setdefault(anchor, []).append(written[place] if slot.old is None else chunks[slot.old])
    return groups


def _drop_empty_end(parts: list[Chunk | str]) -> None:
    while parts and isinstance(last := parts[-1], str):
        parts[-1] = kept = _LAST_EMPTY_LINES.sub(r"\1", last)
        if kept.strip():
            break
        parts.pop()


def _write_parts(parts: Sequence[Chunk | str], comma: str | None) -> str:
    if comma is None:
        return "".join(_to_text(part) for part in parts)
    last = max((index for index, part in enumerate(parts) if isinstance(part, Chunk)), default=-1)
    return "".join(
        part if isinstance(part, str) else part.text + ("," if index < last else comma) + part.tail
        for index, part in enumerate(parts)
    )


def _to_text(part: Chunk | str) -> str:
    return part if isinstance(part, str) else part.text + part.tail


def _has_empty_start(gap: str) -> bool:
    return bool(gap) and not gap[: find_line_end(gap, 0)].strip()


def _has_empty_end(text: str) -> bool:
    """Whether a text is empty or its last line is."""
    lines = LINE_END.split(text)
    return len(lines) < 2 or (not lines[-1].strip() and not lines[-2].strip())


def _drop_empty_lines(gap: str) -> str:
    while _has_empty_start(gap):
        gap = gap[find_next_line(gap, 0) :]
    return gap
