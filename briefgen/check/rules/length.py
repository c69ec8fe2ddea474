"""Rules about length: words, pages, and the time it takes to read the text aloud; with hints where to shorten."""

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


def check_word_count(rule: Rule, context: RuleContext) -> RuleResult:
    """Words in the parts that the rule counts."""
    counts, limit = count_words(context.document), rule.limit or 0
    actual = sum(counts.get(part, 0) for part in rule.counts)
    where = " and ".join(PART_PHRASES[part] for part in CountedPart if part in rule.counts)
    excess = actual - limit
    message = f"{actual:,} words {where}, {excess:,} over the limit of {limit:,}"
    hints = _suggest_shortening(context, rule.counts, excess)
    return RuleResult(f"{limit:,} words {where}", f"{actual:,}", excess <= 0, message, hints)


def check_speaking_time(rule: Rule, context: RuleContext) -> RuleResult:
    """The time that the body takes to read aloud at the rule's pace in words a minute; the limit is in seconds."""
    words, limit = count_words(context.document)[CountedPart.BODY], rule.limit or 0
    seconds = ceil(words * 60 / rule.pace)
    excess = words - limit * rule.pace // 60
    message = (
        f"{words:,} words take {_format_minutes(seconds)} at {rule.pace} words a minute, "
        f"{_format_minutes(seconds - limit)} over the limit of {_format_minutes(limit)}: {excess:,} to cut"
    )
    hints = _suggest_shortening(context, frozenset({CountedPart.BODY}), excess)
    required = f"{_format_minutes(limit)} at {rule.pace} words a minute"
    return RuleResult(required, _format_minutes(seconds), seconds <= limit, message, hints)


def check_page_count(rule: Rule, document: Document, rendering: Rendering) -> RuleResult | None:
    """Pages of a file; None for a format without pages."""
    if rendering.pages is None:
        return None
    actual, limit = rendering.pages, rule.limit or 0
    message = f"{actual:,} pages, {actual - limit:,} over the limit of {limit:,}"
    parts = frozenset({CountedPart.BODY, CountedPart.NOTES, CountedPart.ANNEX})
    hints = describe_word_distribution(document, parts) if actual > limit else ()
    return RuleResult(format_page_count(limit), f"{actual}", actual <= limit, message, hints)


def format_page_count(number: int) -> str:
    """`1 page`, `2 pages`."""
    return "1 page" if number == 1 else f"{number} pages"


def _suggest_shortening(context: RuleContext, parts: frozenset[CountedPart], excess: int) -> tuple[str, ...]:
    """Where the words are and which shorter variants would be enough, if there are too many words."""
    if excess <= 0:
        return ()
    return (*describe_word_distribution(context.document, parts), *suggest_shorter_variants(context, parts, excess))


def _format_minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d} min"
