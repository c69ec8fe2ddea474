"""Finds where a sentence or clause ends, and on which side of the punctuation a note call is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.cite.running_text import BOUNDARY, CLOSING, NOTE, OPENING

BEFORE_NUMBERS = frozenset(
    "al app art arts c cap ch chap cl doc fig figs fn n no nos p par para paras pp pt r reg res s sec sect ss vol vols "
    "гл п пп рис ст стр табл т".split()
)
"""Abbreviations whose full stop ends no sentence where a number follows."""
BEFORE_NAMES = frozenset("dr gen hon lt m me mlle mm mme mr mrs ms prof rev st им проф".split())
"""Abbreviations whose full stop ends no sentence where a capital follows."""
NEVER_LAST = frozenset("approx ca cf e.g eg i.e p.ex v viz vs напр см ср т.е".split())
"""Abbreviations that never end a sentence."""

_SPACES = " \t\n\u00a0\u202f"
_QUOTES = "’”»\"'」』》）"
_WIDE_PUNCTUATION = "。．｡；：！？؟؛۔।॥։።។៕།"
_WIDE_COMMAS = "，、､،"
_CLOSINGS = rf"(?:[{CLOSING}]*[{_QUOTES}])*[{CLOSING}]*"
# No space follows the punctuation of Chinese and Japanese: a word behind it is the next sentence, and not the rest of an address.
_AFTER = re.compile(rf"[{BOUNDARY}]*(?:[{_WIDE_PUNCTUATION}{_WIDE_COMMAS}]+{_CLOSINGS}|[.,;:!?…]+{_CLOSINGS}(?!\w))")
_POSSESSIVE = re.compile(rf"[{BOUNDARY}]*[’']s?(?=\W)")
_BEFORE = re.compile(rf"[{_SPACES}]*[.,;:!?…{_WIDE_PUNCTUATION}{_WIDE_COMMAS}]+[{BOUNDARY}]*$")
_STOP = re.compile(
    rf"(?P<note>[{NOTE}]?)[{BOUNDARY}]*(?P<space>[\u00a0\u202f]*)(?P<stop>[.;:!?…]+|[{_WIDE_PUNCTUATION}])"
    rf"(?P<closing>(?:[{CLOSING}]*[{_QUOTES})\]])*[{CLOSING}]*)(?P<call>[{OPENING}]*[{NOTE}]?)"
    rf"(?=[{BOUNDARY}{NOTE}]*(?P<gap>[{_SPACES}]*)[{BOUNDARY}]*(?P<next>.?))",
    re.DOTALL,
)
_WORD = re.compile(rf"[^\s{BOUNDARY}{NOTE}(\[]*$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class SentenceEnd:
    """The end of a sentence: where a call belongs, and the note that is already called there."""

    position: int
    note: str = ""


def find_call(text: str, position: int, bounds: int, marks_after_call: str) -> int:
    """The place of a call that was written at `position`, before as many boundaries of elements; `marks_after_call` come after it."""
    if not marks_after_call:
        return find_call_after(text, position + bounds)
    before = find_call_before(text, position)
    if before < position:
        marks = re.sub(rf"[{_SPACES}{BOUNDARY}]", "", text[before:position])
        return before if set(marks) <= set(marks_after_call) else position
    following = re.sub(f"[{BOUNDARY}]", "", text[position:])[:1]
    return position if not following or following in marks_after_call else find_call_after(text, position + bounds)


def find_call_after(text: str, position: int) -> int:
    """The place of a call that was written at `position`, in languages that set it after punctuation."""
    possessive = _POSSESSIVE.match(text, position)
    following = _AFTER.match(text, possessive.end() if possessive else position)
    return following.end() if following else possessive.end() if possessive else position


def find_call_before(text: str, position: int) -> int:
    """The place of a call that was written at `position`, in languages that set it before punctuation."""
    preceding = _BEFORE.search(text, 0, position)
    return preceding.start() if preceding and preceding.start() else position


def find_sentence_end(text: str, position: int, marks_after_call: str) -> SentenceEnd:
    """The first end of a sentence or clause from `position` on, else the end of the text.

    The place is before the punctuation, and the space that some languages set there, if all of it is in `marks_after_call`.
    """
    for stop in _STOP.finditer(text, position):
        if _is_sentence_end(text, stop):
            note = stop["note"] or stop["call"][-1:]
            before = set(stop["stop"]) <= set(marks_after_call)
            is_note = bool(re.fullmatch(f"[{NOTE}]", note))
            return SentenceEnd(stop.start("space") if before else stop.end("closing"), note if is_note else "")
    end = len(text.rstrip(_SPACES))
    last = re.search(rf"([{NOTE}])[{CLOSING}]*$", text[:end])
    return SentenceEnd(end, last[1] if last else "")


def _is_sentence_end(text: str, stop: re.Match[str]) -> bool:
    """Whether punctuation closes a sentence, rather than an abbreviation or a number."""
    following = stop["next"]
    if stop["stop"] in _WIDE_PUNCTUATION or not following:
        return True
    if not stop["gap"]:
        return False
    if stop["stop"] != ".":
        return True
    word = _WORD.search(text, 0, stop.start("stop"))
    abbreviation = word[0].casefold() if word else ""
    if following.islower() or abbreviation in NEVER_LAST:
        return False
    if following.isdigit() or following in "([":
        return abbreviation not in BEFORE_NUMBERS
    return abbreviation not in BEFORE_NAMES and not _DOTTED.fullmatch(abbreviation)
