"""Cuts the words of a note into its fields: what quotation marks, brackets, italics and commas hold apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefgen.decompose.note_form_parts import YEAR
from briefgen.decompose.note_names import read_date
from briefgen.decompose.note_text import NoteText

Kind = Literal["quoted", "italic", "bracket", "plain"]

_CLOSING_MARKS = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'"}
_APOSTROPHES = frozenset("’'")
"""They close a quotation only where a word ends."""
_BRACKETS = {"(": ")", "[": "]"}
_PLACE_IN_BRACKETS = re.compile(r"\[(?!(?:1[5-9]|20)\d\d\])\d[\d–-]*\]")
"""`[68]`: a paragraph of a judgment, not a remark."""
_COMMA = re.compile(
    r"\s*[,;]\s+|(?<=[^\W\d_]{2}[^\W\d_])\.\s+(?!(?:Post|Times|Globe|Inquirer|Sun|Chron|Trib|Rsch|Serv)\b)(?![a-zà-ÿ])(?=[^\W\d_])|(?<=\d)\.\s+(?=[A-Z])"
)
_SHORT_WORD = re.compile(r"(?:.*[\s,(])?(?:[A-Z][a-z]{0,3}|[A-Z]\.[A-Z]|al|eds?|edn|vol|no|cf)\.")
"""The full stop of a short word belongs to it: `9th Cir.`, `Inc.`"""
_SHORT_WORDS = re.compile(r"(?:[A-Z][\w’']{0,4}\. )+.*\.$")
"""`Harv. J. on Legis.`"""
_YEAR = re.compile(YEAR)
_DAY_BEFORE_YEAR = re.compile(rf"[^\W\d_]+\.? \d{{1,2}}, {YEAR}$")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,4}[A-Z]?\.?")
_BETWEEN_PARTIES = re.compile(r"(?:v|vs|Vs|c|contra)\.?")
_NOT_A_TITLE = re.compile(r"(?i)(?:et al|in|v|vs|ibid|id|see|cf|passim|supra|infra|and|et|the|art|et seq)\.?")
"""What is in italics and does not name a work."""


@dataclass(frozen=True, slots=True)
class NoteField:
    """A part of a note, without the marks round it."""

    kind: Kind
    words: str
    follows_stop: bool = False
    """Whether a full stop is before it, so that it can be another sentence."""


def split_fields(note: NoteText) -> list[NoteField]:
    """The fields of a note in their order."""
    return _join_days(_join_parties(list(_split(note))))


def _split(note: NoteText) -> Iterator[NoteField]:
    text, start, position = note.text, 0, 0
    while position < len(text):
        found = _find_quoted(text, position) or _find_italic(note, position) or _find_bracket(text, position)
        if found is None:
            position += 1
            continue
        yield from _split_plain(text[start:position])
        kind, words, end = found
        yield NoteField(kind, words)
        start = position = end
    yield from _split_plain(text[start:])


def _can_open(text: str, position: int) -> bool:
    return not position or not text[position - 1].isalnum()


def _find_quoted(text: str, position: int) -> tuple[Kind, str, int] | None:
    closing = _CLOSING_MARKS.get(text[position])
    if closing is None or not _can_open(text, position):
        return None
    end = text.find(closing, position + 1)
    while end > 0 and closing in _APOSTROPHES and text[end + 1 : end + 2].isalnum():
        end = text.find(closing, end + 1)
    words = text[position + 1 : end].strip(" ,.")
    return ("quoted", words, end + 1) if end > 0 and words else None


def _find_italic(note: NoteText, position: int) -> tuple[Kind, str, int] | None:
    """The words in italics that start here, with the signs that are in them."""
    if not note.italics[position] or not note.text[position].isalnum():
        return None
    end = position
    while end < len(note.text) and note.italics[end]:
        end += 1
    words = note.text[position:end].rstrip(" ,;:")
    words = words if _SHORT_WORD.fullmatch(words) or _SHORT_WORDS.match(words) else words.rstrip(" ,.;:")
    return None if len(words) < 2 or _NOT_A_TITLE.fullmatch(words) else ("italic", words, position + len(words))


def _find_bracket(text: str, position: int) -> tuple[Kind, str, int] | None:
    """The words in brackets that open here; brackets that touch a word, as in `29(3)`, are part of it."""
    opening = text[position]
    if opening not in _BRACKETS or not _can_open(text, position) or _PLACE_IN_BRACKETS.match(text, position):
        return None
    depth = 0
    for end in range(position, len(text)):
        depth += (text[end] == opening) - (text[end] == _BRACKETS[opening])
        if not depth:
            words = text[position + 1 : end].strip(" ,.;")
            return ("bracket", words, end + 1) if words else None
    return None


def _split_plain(text: str) -> Iterator[NoteField]:
    """The parts of plain words between commas, and between the full stops of long words."""
    start = 0
    for match in [*_COMMA.finditer(text), None]:
        part = text[start : match.start() if match else len(text)]
        words = part.strip(" ,;:").removeprefix(". ")
        words = words if _SHORT_WORD.fullmatch(words) else words.rstrip(".")
        if words.strip(". "):
            follows_stop = text[:start].rstrip().endswith(".") or part.lstrip().startswith(". ")
            yield NoteField("plain", words, follows_stop)
        start = match.end() if match else 0


def _join_days(fields: list[NoteField]) -> list[NoteField]:
    """The fields with `September 5, 2024` as one."""
    result: list[NoteField] = []
    for part in fields:
        if result and part.kind == result[-1].kind == "plain" and _YEAR.fullmatch(part.words):
            day = f"{result[-1].words}, {part.words}"
            if (ending := _DAY_BEFORE_YEAR.search(day)) and read_date(ending[0]):
                result[-1] = NoteField("plain", day, result[-1].follows_stop)
                continue
        result.append(part)
    return result


def _join_parties(fields: list[NoteField]) -> list[NoteField]:
    """The fields with `*Young* v *Ford*` as one."""
    result: list[NoteField] = []
    for part in fields:
        if result and part.kind == "plain" and " v" in part.words and _INITIALS.fullmatch(result[-1].words):
            result.append(NoteField("plain", f"{result.pop().words}, {part.words}"))  # `V.R.P., V.P.C. v. Ford`
        elif len(result) > 1 and part.kind == "italic" and _BETWEEN_PARTIES.fullmatch(result[-1].words):
            between, first = result.pop().words, result.pop()
            result.append(NoteField("italic", f"{first.words} {between} {part.words}"))
        else:
            result.append(part)
    return result
