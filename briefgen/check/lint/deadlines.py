"""Finds the time that a recommendation states, and times that nobody can check or that are over already."""

from __future__ import annotations

import re
from datetime import date

TIME_LIMIT = re.compile(
    r"\b(?:(?:by|before) (?:next|the (?:end|next)|its next)|until (?:the )?(?:end|next|\d)|within (?:\w+ ){1,2}(?:days?|weeks?|months?|years?)"
    r"|each (?:year|month)|every (?:year|month|two years)|annual|annually|yearly|immediately"
    r"|avant (?:la fin|le prochain|son prochain|l[’']hiver|l[’']été|fin)|d[’']ici|chaque (?:année|mois)|annuel(?:le)?s?"
    r"|immédiatement|sans délai"
    r"|antes de (?:fin|su próximo)|antes del (?:fin|final|próximo)|en (?:el|un) plazo|cada (?:año|mes)|anual(?:es|mente)?"
    r"|inmediatamente|sin demora)\b",
    re.IGNORECASE,
)
"""What binds a recommendation to a time: `before the next review`, and not `before a court`."""
YEAR_LIMIT = re.compile(
    r"\b(?:by|until|before|no later than|not later than|d[’']ici(?: à| la fin de)?|avant|au plus tard en|antes de|para|hasta|a más tardar en)"
    r" (?:\w+ ){0,4}?(20\d\d)\b",
    re.IGNORECASE,
)
"""A year that is a deadline by the word in front of it, and not the year in the name of a law."""
YEAR = re.compile(r"\b20\d\d\b")
VAGUE_TIME = re.compile(
    r"\b(?:soon(?:est)?|as soon as possible|in due course|in the near future|at an early date|shortly"
    r"|dès que possible|prochainement|bientôt|lo antes posible|pronto|próximamente)\b",
    re.IGNORECASE,
)


def has_time_limit(action: str, day: date | None) -> bool:
    """Whether an action states a time: in words, as a year behind `by` or `before`, or as a year after the date of the brief."""
    future = day is not None and any(int(year) > day.year for year in YEAR.findall(action))
    return bool(TIME_LIMIT.search(action) or YEAR_LIMIT.search(action)) or future


def find_past_year(action: str, deadline: str, day: date | None) -> str:
    """The year of a deadline that is over at the date of the brief; empty if there is none."""
    years = [*YEAR_LIMIT.findall(action), *YEAR.findall(deadline)]
    return max(years) if day and years and int(max(years)) < day.year else ""
