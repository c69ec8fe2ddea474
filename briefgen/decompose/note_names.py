"""Reads the authors and the dates that are typed in a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

MAX_NAME_WORDS, MAX_AUTHORS_LENGTH = 12, 140
_ORGANISATION = re.compile(
    r"\b(?:committee|council|united nations|un|eu|au|oas|office|ministry|minister|watch|amnesty|international|association|university|commission|commissioner|"
    r"cent(?:re|er)|institut[eo]?|organi[sz]ations?|department|government|bank|fund|federation|forum|group|network|union|agency|league|foundation|"
    r"society|court|parliament|senate|congress|bureau|board|programme|program|project|initiative|coalition|alliance|republic|state|rapporteur|assembly|"
    r"secretar(?:y|iat)|service|authority|comit[ée]|conseil|consejo|oficina|ministerio|minist[èe]re|comisi[oó]n|gouvernement|gobierno|nations unies|naciones unidas|"
    r"rights|news|times|post|press|reporters|doctors|women|children|for|of|the|against|without)\b",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"\b(?:Act|Code|Constitution|Convention|Protocol|Covenant|Treaty|Statute|Declaration|Resolution)\b|\bv\.? "
)
"""Names of laws and cases, which have no authors."""
_JOINER = re.compile(r",?\s+(?:and|&|et|y|und)\s+|,\s+")
_NAME = re.compile(r"(?:[A-ZÀ-ÞŁŚŻ][\w.’'-]*|(?:de|del|da|di|du|von|van|der|den|la|le|al|el|bin|ibn|dos?|das)\b)")
_PARTICLES = frozenset("de del da di du von van der den la le al el bin ibn do dos das".split())
_MONTHS = (
    "january janvier enero|february février febrero|march mars marzo|april avril abril|may mai mayo|june juin junio|"
    "july juillet julio|august août agosto|september septembre septiembre|october octobre octubre|november novembre noviembre|"
    "december décembre diciembre"
)
_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?(?:of\s+)?)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?:(?P<day_after>\d{1,2})(?:st|nd|rd|th)?,\s+)?"
    r"(?P<year>(?:1[5-9]|20)\d\d)"
)
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

Name = Mapping[str, str]


def read_authors(text: str) -> list[Name] | None:
    """The authors as CSL has them; None where the words do not look like names."""
    words = " ".join(text.split()).strip(" ,.")
    words = re.sub(r",?\s+et al\.?$|\s+\(eds?\.?\)$|,\s+eds?\.?$", "", words)
    if not words or len(words) > MAX_AUTHORS_LENGTH or not words[0].isupper():
        return None
    if _NO_AUTHOR.search(words) or re.search(r"\d{3}|[“”\"<>:]|[a-z]{3}\. [A-Z]", words):
        return None
    parts = [part for part in _JOINER.split(words) if part]
    people = [_read_person(part) for part in parts]
    if all(people):
        return [person for person in people if person]
    if any(map(_is_short, parts)) and _ORGANISATION.search(words) is None and len(parts) > 1:
        return [person or {"literal": part} for part, person in zip(parts, people, strict=True)]
    return [{"literal": words}] if len(words.split()) <= MAX_NAME_WORDS and _is_organisation(words) else None


def _is_short(part: str) -> bool:
    return part.isupper() and " " not in part


def _is_organisation(words: str) -> bool:
    capitals = [word for word in words.split() if word[0].isupper()]
    is_named = bool(_ORGANISATION.search(words)) or " " not in words or words.isupper()
    return is_named and len(capitals) >= len(words.split()) / 2


def _read_person(text: str) -> Name | None:
    words = text.split()
    if not 2 <= len(words) <= 5 or _ORGANISATION.search(text) or not all(map(_NAME.fullmatch, words)):
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    if len(words) > 2 and words[-1].strip(".") in {"Jr", "Sr", "II", "III"}:
        return {"family": words[-2], "given": " ".join(words[:-2]), "suffix": words[-1]}
    return {"family": " ".join(words[start:]), "given": " ".join(words[:start])}


@cache
def _list_months() -> Mapping[str, int]:
    """The number of each month by its first three letters; by four where three are not enough."""
    names = {name: number for number, group in enumerate(_MONTHS.split("|"), 1) for name in group.split()}
    short = {name[:length]: number for length in (3, 4) for name, number in names.items()}
    return {**short, **names, "sept": 9}


def read_date(text: str) -> Mapping[str, Any] | None:
    """A day, a month or a year as CSL has it; None for other words."""
    words = " ".join(text.split()).strip(" ,.()")
    if _YEAR.fullmatch(words):
        return {"date-parts": [[int(words)]]}
    if found := _ISO_DAY.fullmatch(words):
        return {"date-parts": [[int(found["year"]), int(found["month"]), int(found["day"])]]}
    found = _DAY.fullmatch(words)
    month = _list_months().get(found["month"].lower()) if found else None
    if found is None or month is None:
        return None
    day = found["day"] or found["day_after"]
    return {"date-parts": [[int(found["year"]), month, *([int(day)] if day else [])]]}
