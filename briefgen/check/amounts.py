"""Rules about how much there is: words, pages, and the time it takes to read aloud; and where one would cut."""

from __future__ import annotations

from math import ceil

from briefgen.check.count import count
from briefgen.check.cuts import nearest_cuts, where_words_are
from briefgen.check.matter import Matter, Measure
from briefgen.values.artifact import Rendering
from briefgen.values.audience import Counted, Rule
from briefgen.values.document import Document

SPOKEN = {
    Counted.BODY: "in the body",
    Counted.NOTES: "in notes",
    Counted.ANNEX: "in annexes",
    Counted.COVER: "on the cover",
    Counted.REFERENCES: "in the references",
}


def words(rule: Rule, matter: Matter) -> Measure:
    """Words in the parts that the rule counts."""
    counted, limit = count(matter.document), rule.limit or 0
    actual = sum(counted.get(part, 0) for part in rule.counts)
    where = " and ".join(SPOKEN[part] for part in Counted if part in rule.counts)
    over = actual - limit
    message = f"{actual:,} words {where}, {over:,} over the limit of {limit:,}"
    hints = _places(matter, rule.counts, over)
    return Measure(f"{limit:,} words {where}", f"{actual:,}", over <= 0, message, hints)


def speaking_time(rule: Rule, matter: Matter) -> Measure:
    """Seconds that the body takes at the rule's pace."""
    spoken, limit = count(matter.document)[Counted.BODY], rule.limit or 0
    seconds = ceil(spoken * 60 / rule.pace)
    over = spoken - limit * rule.pace // 60
    message = (
        f"{spoken:,} words take {_clock(seconds)} at {rule.pace} words a minute, {_clock(seconds - limit)} over the limit of "
        f"{_clock(limit)}: {over:,} to cut"
    )
    hints = _places(matter, frozenset({Counted.BODY}), over)
    return Measure(f"{_clock(limit)} at {rule.pace} words a minute", _clock(seconds), seconds <= limit, message, hints)


def pages(rule: Rule, document: Document, made: Rendering) -> Measure | None:
    """Pages of a file that has pages."""
    if made.pages is None:
        return None
    actual, limit = made.pages, rule.limit or 0
    message = f"{actual:,} pages, {actual - limit:,} over the limit of {limit:,}"
    hints = where_words_are(document, frozenset({Counted.BODY, Counted.NOTES, Counted.ANNEX})) if actual > limit else ()
    return Measure(pages_spoken(limit), f"{actual}", actual <= limit, message, hints)


def pages_spoken(number: int) -> str:
    """`1 page`, `2 pages`."""
    return "1 page" if number == 1 else f"{number} pages"


def _places(matter: Matter, parts: frozenset[Counted], over: int) -> tuple[str, ...]:
    """Where the words stand and what would bring them under, if there are too many."""
    return (*where_words_are(matter.document, parts), *nearest_cuts(matter, parts, over)) if over > 0 else ()


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d} min"
