"""Rewrites dates in words, `c. 1990`, `44 BC`, `spring 2019`, `n.d.`, `6 June 2024`, as EDTF or as a literal of CSL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from briefgen.model.source_needs import WORDS_FOR_LATER

WORDS_FOR_NO_DATE = frozenset(
    ("n.d.", "n. d.", "nd", "no date", "undated", "s.d.", "s. d.", "s.f.", "o.j.", "o. j.", "date unknown", "unknown")
)
"""What catalogues write where a work has no date; it is printed as `n.d.`."""

SEASON_MONTHS: Mapping[str, str] = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
"""Seasons as EDTF numbers them."""

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASON = "|".join(SEASON_MONTHS)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"

_CIRCA = re.compile(r"(?:circa|ca|c|about|approx)\b\.?\s*(?=\d)|c(?=\d{4}$)", re.IGNORECASE)
_BEFORE_CHRIST = re.compile(r"(\d{1,4})\s*b\.?\s?c\.?(?:\s?e\.?)?", re.IGNORECASE)
_AFTER_CHRIST = re.compile(r"(?:a\.?d\.?\s*(\d{1,4})|(\d{1,4})\s*(?:a\.?d\.?|c\.?e\.?))", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?P<sign>-?)(?P<year>\d{1,4})(?P<doubt>[~?%]?)")
_YEAR_RANGE = re.compile(r"(\d{4})([~?%]?)\s*(?:-{1,2}|[–—])\s*(\d{4})([~?%]?)")
_OPEN_RANGE = re.compile(r"(\d{4})\s*(?:/(?:\.\.)?|[–—])")
_SEASON_AND_YEAR = re.compile(
    rf"(?:(?P<first>{_SEASON}),?\s+(?P<after>\d{{4}})|(?P<before>\d{{4}}),?\s+(?P<last>{_SEASON}))", re.IGNORECASE
)
_STORED_BY_ZOTERO = re.compile(r"(\d{4}-\d{2}-\d{2}) \S.*")
_NUMBERS = re.compile(r"(?P<year>\d{4})(?P<mark>[/.-])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?")
_MONTH_BEFORE_YEAR = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})")
_DATES_IN_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\.?\s+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR},?\s+{_MONTH}\s+{_DAY}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR},?\s+{_MONTH}",
    )
)

_REWRITES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_BEFORE_CHRIST, lambda found: f"-{found[1].zfill(4)}"),
    (_AFTER_CHRIST, lambda found: (found[1] or found[2]).zfill(4)),
    (_YEAR_RANGE, lambda found: f"{found[1]}{found[2]}/{found[3]}{found[4]}"),
    (
        _SEASON_AND_YEAR,
        lambda found: f"{found['after'] or found['before']}-{SEASON_MONTHS[(found['first'] or found['last']).lower()]}",
    ),
    (_SHORT_YEAR, lambda found: f"{found['sign']}{found['year'].zfill(4)}{found['doubt']}"),
)
"""Forms of dates, and how each is written in EDTF."""


def rewrite_as_edtf(text: str) -> str | dict[str, object]:
    """A text as EDTF, or as CSL's literal where words take the place of the date. Other text stays as it is."""
    plain = " ".join(text.split())
    if plain.casefold() in WORDS_FOR_NO_DATE:
        return {"literal": "n.d."}
    if plain.casefold() in WORDS_FOR_LATER:
        return {"literal": plain.lower()}
    if found := _OPEN_RANGE.fullmatch(plain):
        return {"literal": f"{found[1]}–"}
    if found := _CIRCA.match(plain):
        certain = rewrite_as_edtf(plain[found.end() :])
        return f"{certain}~" if isinstance(certain, str) else certain
    return next((write(found) for pattern, write in _REWRITES if (found := pattern.fullmatch(plain))), plain)


def rewrite_date_in_words(text: str) -> str:
    """A date as programs store it, `2009/7/5`, `June 6, 2024`, `2019-00-00 2019`, as EDTF. Other text stays as it is."""
    plain = " ".join(text.split())
    if found := _STORED_BY_ZOTERO.fullmatch(plain):
        plain = found[1]
    found = _NUMBERS.fullmatch(plain) or _MONTH_BEFORE_YEAR.fullmatch(plain)
    in_words = found is None
    for pattern in _DATES_IN_WORDS if in_words else ():
        found = found or pattern.fullmatch(plain)
    if found is None:
        return plain
    stated = found.groupdict()
    month = str(_MONTH_NAMES.index(stated["month"][:3].lower()) + 1) if in_words else stated["month"]
    return "-".join(part.zfill(2) for part in (stated["year"], month, stated.get("day")) if part)
