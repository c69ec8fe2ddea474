"""Writes a change of printed words into the Markdown they come from, and leaves citations, facts and markup round it as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.decompose.markdown_text import escape_markdown, escape_start
from briefgen.edit.text_edit import TextEdit
from briefgen.merge.locate import Located, Place
from briefgen.merge.source_file import SourceFile
from briefgen.merge.tokens import Replacement, Token
from briefgen.model.printed_text import BREAK, NOTE, PICTURE, REFERENCE

_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_DELIMITERS = ("***", "**", "*", "__", "_")


def build_edit(
    source: SourceFile,
    located: Located,
    found: Replacement,
    new_tokens: Sequence[Token],
    new_text: str,
    labels: Sequence[str] = (),
) -> TextEdit | None:
    """The edit of a file for one change; None where it is not clear what to write, or where. `labels` are those of new notes."""
    came = [token.key for token in new_tokens[found.new_start : found.new_end]]
    if {PICTURE, REFERENCE} & set(came) or came.count(NOTE) != len(labels) or (labels and located.in_front_matter):
        return None
    words = _extract(new_tokens, found.new_start, found.new_end, new_text)
    text = write_calls(_escape(words, source, located, at_start=found.old_start == 0), labels)
    if any(_is_break(located.tokens, index) for index in range(found.old_start, found.old_end)):
        return _build_join(located, found, new_tokens, text)
    if found.old_start == found.old_end:
        return _build_insertion(source, located, found, new_tokens, text)
    return _build_replacement(source, located, found, new_tokens, text)


def write_paragraph(words: str) -> str:
    """New words as a paragraph of Markdown."""
    return escape_start(escape_markdown(" ".join(words.split())))


def write_calls(text: str, labels: Sequence[str]) -> str:
    """Written words with the call of a new note in the place of each sign of one."""
    first, *others = text.split(NOTE)
    return first + "".join(f"[^{label}]{part}" for label, part in zip(labels, others, strict=True))


def _extract(tokens: Sequence[Token], start: int, end: int, text: str) -> str:
    return text[tokens[start].start : tokens[end - 1].end] if start < end else ""


def _escape(words: str, source: SourceFile, located: Located, *, at_start: bool) -> str:
    if located.in_front_matter:
        return " ".join(words.split())
    parts = [escape_markdown(" ".join(part.split())) for part in words.split(BREAK)]
    starts = [escape_start(part) if index or at_start else part for index, part in enumerate(parts)]
    return (2 * source.newline).join(starts)


def _has_space(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].space


def _needs_space(tokens: Sequence[Token], index: int) -> bool:
    """Whether there is a gap in the edited file: white space, or the end of a paragraph that the author joined with its neighbour."""
    return not 0 < index < len(tokens) or tokens[index].space


def _is_break(tokens: Sequence[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].key == BREAK


def _build_insertion(
    source: SourceFile, located: Located, found: Replacement, new_tokens: Sequence[Token], text: str
) -> TextEdit | None:
    index = found.old_start
    before = _find_end_before(located, index)
    after = _find_start_after(located, index)
    gap = _has_space(located.tokens, index)
    first_break, last_break = _is_break(new_tokens, found.new_start), _is_break(new_tokens, found.new_end - 1)
    space_before = _needs_space(new_tokens, found.new_start) and index > 0 and not first_break
    is_last = index == len(located.tokens)
    space_after = _needs_space(new_tokens, found.new_end) and not is_last and not last_break
    if first_break or last_break:  # a paragraph ends here: the space goes with it
        if before is None or after is None:
            return None
        return TextEdit(before, after, text) if not source.text[before:after].strip() else None
    if before is not None and (not space_before or not gap or after is None):
        if gap and not space_after and after is not None and not source.text[before:after].strip():
            return TextEdit(before, after, text)
        return TextEdit(before, before, " " * space_before + text + " " * (space_after and not gap))
    if after is None:
        return None
    while index and after > 0 and source.text[after - 1] in "*_" and after - 1 >= (before or 0):
        after -= 1  # new words are outside of the emphasis that starts here
    return TextEdit(after, after, " " * (space_before and not gap) + text + " " * space_after)


def _find_end_before(located: Located, index: int) -> int | None:
    """Where the words before a place end, with the notes that are called there."""
    ends = []
    for token, place in zip(reversed(located.tokens[:index]), reversed(located.places[:index]), strict=True):
        if place:
            ends.append(place[1])
        if not token.is_atom:
            break
    return max(ends, default=None)


def _find_start_after(located: Located, index: int) -> int | None:
    """Where the words after a place start. A note that is called first can be written behind the next sign."""
    starts = []
    for token, place in zip(located.tokens[index:], located.places[index:], strict=True):
        if place:
            starts.append(place[0])
        if not token.is_atom:
            break
    return min(starts, default=None)


def _build_replacement(
    source: SourceFile, located: Located, found: Replacement, new_tokens: Sequence[Token], text: str
) -> TextEdit | None:
    start_index, end_index = found.old_start, found.old_end
    region = _find_region(located, start_index, end_index)
    if region is None:
        return None
    start, end = region
    kept = _find_open_emphasis(source.text[start:end])
    if not text and not kept:
        start, end = _widen(source.text, start, end, located.region)
    gap_before, gap_after = _has_space(located.tokens, start_index), _has_space(located.tokens, end_index)
    if text:
        space_before = _needs_space(new_tokens, found.new_start)
        space_after = _needs_space(new_tokens, found.new_end)
        if gap_before and not space_before and start_index and not _is_break(new_tokens, found.new_start):
            start = _skip_back(source.text, start)
        if gap_after and not space_after and end_index < len(located.tokens):
            end = _skip_on(source.text, end)
        text = " " * (space_before and not gap_before and start_index > 0) + text + kept
        return TextEdit(start, end, text + " " * (space_after and not gap_after and end_index < len(located.tokens)))
    needs_space = _needs_space(new_tokens, found.new_end) and end_index < len(located.tokens)
    if start_index == 0:
        return TextEdit(start, _skip_on(source.text, end), kept)
    if end_index == len(located.tokens) or gap_before:
        start = _skip_back(source.text, start)
    if not needs_space and gap_after:
        end = _skip_on(source.text, end)
    return TextEdit(start, end, kept + " " * (needs_space and not gap_after))


def _find_region(located: Located, start_index: int, end_index: int) -> Place | None:
    """Where some tokens are written; None where that is not known of the first or the last, or where others are between them."""
    inside = [place for place in located.places[start_index:end_index] if place]
    ends = (start_index, end_index - 1)
    if not inside or not all(located.places[index] or located.tokens[index].is_atom for index in ends):
        return None
    start, end = min(place[0] for place in inside), max(place[1] for place in inside)
    outside = (*located.places[:start_index], *located.places[end_index:])
    return None if any(place and place[0] < end and start < place[1] for place in outside) else (start, end)


def _build_join(located: Located, found: Replacement, new_tokens: Sequence[Token], text: str) -> TextEdit | None:
    """Two paragraphs become one: everything from the last word that stays to the next one."""
    start, end = _find_end_before(located, found.old_start), _find_start_after(located, found.old_end)
    if start is None or end is None or start > end:
        return None
    places = (*located.places[: found.old_start], *located.places[found.old_end :])
    if any(place and place[0] < end and start < place[1] for place in places):
        return None
    if text:
        gap = " " * _has_space(new_tokens, found.new_start)
        return TextEdit(start, end, gap + text + " " * _has_space(new_tokens, found.new_end))
    return TextEdit(start, end, " " * _has_space(new_tokens, found.new_end))


def _find_open_emphasis(written: str) -> str:
    """Signs of emphasis in a stretch whose partner is outside of it: they stay."""
    open_: list[str] = []
    for found in _EMPHASIS.finditer(re.sub(r"\\.|\{\{.*?\}\}|\[[^\]]*@[^\]]*\]", "", written)):
        if open_ and open_[-1] == found[0]:
            open_.pop()
        else:
            open_.append(found[0])
    return "".join(open_)


def _widen(text: str, start: int, end: int, region: Place) -> tuple[int, int]:
    """With the signs of emphasis round words that are taken out whole."""
    for sign in _DELIMITERS:
        if text[region[0] : start].endswith(sign) and text[end : region[1]].startswith(sign):
            return start - len(sign), end + len(sign)
    return start, end


def _skip_back(text: str, position: int) -> int:
    while position and text[position - 1] in " \t\u00a0\u202f":
        position -= 1
    return position


def _skip_on(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\u00a0\u202f":
        position += 1
    return position
