"""Rules about how much there is: words, pages, and the time it takes to read aloud; and where one would cut."""

from __future__ import annotations

from math import ceil

from briefgen.check.count import count_words
from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.check.rules.shortening import describe_word_distribution, suggest_shorter_variants
from briefgen.model.artifact import Rendering
from briefgen.model.audience import CountedPart, Rule
from briefgen.model.document import Document

PART_PHRASES = {
    CountedPart.BODY: "in the body",
    CountedPart.NOTES: "in notes",
    CountedPart.ANNEX: "in annexes",
    CountedPart.COVER: "on the cover",
    CountedPart.REFERENCES: "in the references",
}


def check_word_count(rule: Rule, matter: RuleContext) -> RuleResult:
    """Words in the parts that the rule counts."""
    counted, limit = count_words(matter.document), rule.limit or 0
    actual = sum(counted.get(part, 0) for part in rule.counts)
    where = " and ".join(PART_PHRASES[part] for part in CountedPart if part in rule.counts)
    over = actual - limit
    message = f"{actual:,} words {where}, {over:,} over the limit of {limit:,}"
    hints = _shortening_hints(matter, rule.counts, over)
    return RuleResult(f"{limit:,} words {where}", f"{actual:,}", over <= 0, message, hints)


def check_speaking_time(rule: Rule, matter: RuleContext) -> RuleResult:
    """Seconds that the body takes at the rule's pace."""
    spoken, limit = count_words(matter.document)[CountedPart.BODY], rule.limit or 0
    seconds = ceil(spoken * 60 / rule.pace)
    over = spoken - limit * rule.pace // 60
    message = (
        f"{spoken:,} words take {_format_minutes(seconds)} at {rule.pace} words a minute, {_format_minutes(seconds - limit)} over the limit of "
        f"{_format_minutes(limit)}: {over:,} to cut"
    )
    hints = _shortening_hints(matter, frozenset({CountedPart.BODY}), over)
    return RuleResult(
        f"{_format_minutes(limit)} at {rule.pace} words a minute",
        _format_minutes(seconds),
        seconds <= limit,
        message,
        hints,
    )


def check_page_count(rule: Rule, document: Document, made: Rendering) -> RuleResult | None:
    """Pages of a file that has pages."""
    if made.pages is None:
        return None
    actual, limit = made.pages, rule.limit or 0
    message = f"{actual:,} pages, {actual - limit:,} over the limit of {limit:,}"
    hints = (
        describe_word_distribution(document, frozenset({CountedPart.BODY, CountedPart.NOTES, CountedPart.ANNEX}))
        if actual > limit
        else ()
    )
    return RuleResult(format_page_count(limit), f"{actual}", actual <= limit, message, hints)


def format_page_count(number: int) -> str:
    """`1 page`, `2 pages`."""
    return "1 page" if number == 1 else f"{number} pages"


def _shortening_hints(matter: RuleContext, parts: frozenset[CountedPart], over: int) -> tuple[str, ...]:
    """Where the words stand and what would bring them under, if there are too many."""
    return (
        (*describe_word_distribution(matter.document, parts), *suggest_shorter_variants(matter, parts, over))
        if over > 0
        else ()
    )


def _format_minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d} min"
