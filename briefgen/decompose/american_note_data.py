"""Reads the dates and the brackets of American notes, and compares the words of a note with the work that was read of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.decompose.american_note_forms import AMERICAN_DATE, PARTS_OF_IMPRINT
from briefgen.decompose.capital_words import lower_capitals
from briefgen.decompose.note_names import list_months, read_authors, read_date
from briefgen.decompose.parsed_work import ParsedWork
from briefgen.model.pinpoint import scan_pinpoint

_CLOCK = re.compile(r",? (?:at )?\d{1,2}:\d\d [AP]M\b")
_MONTHS = re.compile(r"(?P<first>[A-Z][a-z]{2,8})\.? ?[/–-] ?(?P<last>[A-Z][a-z]{2,8})\.? (?P<year>\d{4})")
_DAYS = re.compile(r"(?P<month>[A-Z][a-z]{2,8}\.?) (?P<first>\d{1,2}) ?[–-] ?(?P<last>\d{1,2}), (?P<year>\d{4})")
_UNUSED_WORDS = frozenset(
    "ad adopted al app at by date daily ed edn eds et for in fall last nd no on opened proposed rd signature spring st summer supp the th trans u n un doc docs visited west winter autumn".split()
)
"""Words of a note that its work says in another way, or that say nothing of it."""
_CARDINAL = re.compile(r"(?P<number>\d+)(?:st|nd|rd|th|d)")


def read_imprint(item: dict[str, Any], words: str) -> bool:
    """Whether each part of the brackets has a role: an edition, editors, a publisher, a date."""
    if set_date(item, words):
        return True
    found = re.fullmatch(rf"(?P<parts>.*?),? (?P<issued>{AMERICAN_DATE})", words)
    if found is None or not set_date(item, found["issued"]):
        return False
    rest = found["parts"]
    while rest:
        match = next(
            filter(None, (re.match(rf"(?:{pattern.pattern})(?:,? |,?$)", rest) for _, pattern in PARTS_OF_IMPRINT)),
            None,
        )
        if match is None:
            return False
        for name, typed in match.groupdict().items():
            value: Any = (
                read_authors(lower_capitals(typed)) if name in {"editor", "translator"} else lower_capitals(typed)
            )
            if not value or name in item:
                return False
            item[name] = value
        rest = rest[match.end() :]
    return True


def is_date(words: str) -> bool:
    """Whether words are a date."""
    return bool(read_date(words) or _MONTHS.fullmatch(words))


def set_date(item: dict[str, Any], words: str) -> bool:
    """Whether words are a date, which the work has then: a day, `Jan./Feb. 2009`, `May 3–4, 2010`."""
    plain = _CLOCK.sub("", words).strip(" ,")
    if months := _MONTHS.fullmatch(plain):
        numbers = [list_months().get(months[name].lower()) for name in ("first", "last")]
        value: Any = {"date-parts": [[int(months["year"]), number] for number in numbers]} if all(numbers) else None
    elif days := _DAYS.fullmatch(plain):
        ends = [read_date(f"{days['month']} {days[name]}, {days['year']}") for name in ("first", "last")]
        value = {"date-parts": [part for date in ends if date for part in date["date-parts"]]} if all(ends) else None
    else:
        value = read_date(plain)
    if value:
        item["issued"] = value
    return bool(value)


def is_pinpoint(pinpoint: str) -> bool:
    """Whether words are places in a work, or nothing."""
    return not pinpoint or scan_pinpoint(pinpoint, 0, labelled=False)[0] == len(pinpoint)


def is_whole(work: ParsedWork, text: str) -> bool:
    """Whether each word and number of a note is in the work that was read of it."""
    words = Counter(_list_words(_CLOCK.sub("", text)))
    values = " ".join([*_list_values(work.item), work.pinpoint])
    missing = words - Counter(_list_words(values))
    return not [word for word in missing if word not in _UNUSED_WORDS and word not in list_months()]


def _list_words(text: str) -> list[str]:
    return [_CARDINAL.sub(r"\g<number>", word) for word in re.findall(r"[^\W_]+", text.casefold())]


def _list_values(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [words for part in value.values() for words in _list_values(part)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [words for part in value for words in _list_values(part)]
    return [str(value)]
