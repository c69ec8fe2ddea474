"""Sets the marks that a style prints in the script of the words beside them: `، الفقرة 4`, `，第4段`, `（2012年）`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from briefgen.cite.character_changes import replace_characters
from briefgen.model.punctuation import Punctuation, find_punctuation
from briefgen.model.tree import Node, extract_text

_MARK = re.compile(",[ \u00a0]?|\\.(?:[ \u00a0]|$)|:[ \u00a0]")
_BRACKET = re.compile("[()]")
_SPACE_BEHIND_TITLE = re.compile("(?<=》)[ \u00a0\u202f]+")
_SPACES = " \u00a0\u202f"
_NATIVE = re.compile("[\u0600-\u06ff\u2e80-\u2fff\u3001-\u30ff\u3400-\u9fff\uff08\uff09]")
"""Letters and marks of scripts that have a comma of their own: Arabic, Han, kana."""

_WIDE_CLOSING = "）"
_CLOSING = re.compile("[)）]")
_ADDRESS_AT_END = re.compile(r"(?:://|www\.)[^\s>]*$")
"""A web address without brackets, which needs the space behind it."""


def set_native_marks(nodes: tuple[Node, ...], language: str) -> tuple[Node, ...]:
    """The words of a citation with the marks of the language beside words in its script, and its full stop between and behind them.

    Brackets are those of the language, without spaces beside them, where words in its script are in them or before the space before them: a place such as
    `8(C)` keeps its own. All other marks stay as they are.
    """
    marks = find_punctuation(language)
    if marks.comma == ", ":
        return nodes
    with_brackets = replace_characters(nodes, _find_brackets(extract_text(nodes), marks))
    marked = replace_characters(with_brackets, _find_marks(extract_text(with_brackets), marks, language))
    return replace_characters(marked, _find_spaces(extract_text(marked), marks))


def _find_brackets(text: str, marks: Punctuation) -> dict[int, str]:
    """The brackets of the language by their places, and the spaces beside them, which are none."""
    opening, _, closing = marks.brackets.partition("{}")
    if not opening.strip(_SPACES) or opening != opening.strip(_SPACES):
        return {}
    changes: dict[int, str] = {}
    for start, end in _find_pairs(text):
        before, after = text[:start].rstrip(_SPACES), text[end + 1 :].lstrip(_SPACES)
        if not _NATIVE.search(text, start, end) and not (len(before) < start and _NATIVE.match(before[-1:])):
            continue
        if not _ADDRESS_AT_END.search(before):
            changes |= dict.fromkeys(range(len(before), start), "")
        changes |= {**dict.fromkeys(range(end + 1, len(text) - len(after)), ""), start: opening, end: closing}
    return changes


def _find_spaces(text: str, marks: Punctuation) -> dict[int, str]:
    """Spaces behind the mark that closes a title, which has its own room, by their places: none are printed."""
    if marks.space:
        return {}
    return {place: "" for found in _SPACE_BEHIND_TITLE.finditer(text) for place in range(found.start(), found.end())}


def _find_pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of each two brackets that belong together."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            yield opened.pop(), bracket.start()


def _find_marks(text: str, marks: Punctuation, language: str) -> Mapping[int, str]:
    """The marks of the language by their places."""
    changes: dict[int, str] = {}
    for found in _MARK.finditer(text):
        mark = _choose_mark(text, found, marks, language)
        if mark:
            changes |= {**dict.fromkeys(range(found.start(), found.end()), ""), found.start(): mark}
    return changes


def _choose_mark(text: str, found: re.Match[str], marks: Punctuation, language: str) -> str:
    """The mark of the language; empty where the mark stays."""
    if found[0] == ".":  # the end of an entry, without a space
        return marks.stop if find_native_stop(text[: found.start()], language) != "." else ""
    if found[0].startswith(":"):
        return marks.colon if _NATIVE.match(text[found.start() - 1 : found.start()]) else ""
    if not _is_beside_native_words(text, found.start(), found.end()):
        return ""
    if found[0].startswith(","):
        return marks.comma
    return marks.stop + marks.space if find_native_stop(text[: found.start()], language) != "." else ""


def find_native_stop(text: str, language: str) -> str:
    """The full stop behind a text: that of the language if the text ends in its script or in brackets of it."""
    if text.endswith(_WIDE_CLOSING):
        return find_punctuation(language).stop
    last = next((character for character in reversed(text) if character.isalpha()), "")
    return find_punctuation(language).stop if _NATIVE.match(last) else "."


def _is_beside_native_words(text: str, start: int, end: int) -> bool:
    """Whether the next letter is of a script with its own comma, or the last one if no other follows in the same brackets; a comma inside a number has none.

    A comma directly behind such a letter is of its script whatever follows.
    """
    if _NATIVE.match(text[start - 1 : start]):
        return True
    if end < len(text) and text[end - 1] == "," and text[end].isdigit():
        return False
    return (
        _NATIVE.match(_find_letter(_CLOSING.split(text[end:], maxsplit=1)[0]) or _find_letter(text[:start][::-1]))
        is not None
    )


def _find_letter(text: str) -> str:
    return next((character for character in text if unicodedata.category(character).startswith("L")), "")
