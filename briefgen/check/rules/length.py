"""Rules about length: words, pages, and the time it takes to read the text aloud; with hints where to shorten."""

from __future__ import annotations

from math import ceil

from briefgen.check.count import count_words, find_uncounted_words
from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.check.rules.shortening import describe_word_distribution, suggest_shorter_variants
from briefgen.model.artifact import Rendering
from briefgen.model.audience import CountedPart, Rule
from briefgen.model.document import Document
from briefgen.model.reading_speed import adapt_pace
from briefgen.model.word_count import find_uncounted_language

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
    if name := _find_uncounted_script(context.document, rule.counts, actual, limit):
        return _refuse_to_count(rule, f"{limit:,} words {where}", name)
    message = f"{actual:,} words {where}, {excess:,} over the limit of {limit:,}"
    hints = _suggest_shortening(context, rule.counts, excess)
    return RuleResult(f"{limit:,} words {where}", f"{actual:,}", excess <= 0, message, hints)


def check_speaking_time(rule: Rule, context: RuleContext) -> RuleResult:
    """The time that the body takes to read aloud at the rule's pace in words a minute; the limit is in seconds."""
    words, limit = count_words(context.document)[CountedPart.BODY], rule.limit or 0
    pace = adapt_pace(rule.pace, context.document.brief.language)
    seconds = ceil(words * 60 / pace)
    excess = words - limit * pace // 60
    required = f"{_format_minutes(limit)} at {pace} words a minute"
    if name := _find_uncounted_script(context.document, frozenset({CountedPart.BODY}), words, words - excess):
        return _refuse_to_count(rule, required, name)
    message = (
        f"{words:,} words take {_format_minutes(seconds)} at {pace} words a minute, "
        f"{_format_minutes(seconds - limit)} over the limit of {_format_minutes(limit)}: {excess:,} to cut"
    )
    hints = _suggest_shortening(context, frozenset({CountedPart.BODY}), excess)
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


def _find_uncounted_script(document: Document, parts: frozenset[CountedPart], words: int, limit: int) -> str:
    """The name of a script without spaces between words, if it decides whether a text is within a limit; else empty.

    `words` counts each letter of it as a word. A short quotation in another text decides nothing.
    """
    text = find_uncounted_words(document, parts)
    if text is None:
        return ""
    if language := find_uncounted_language(document.brief.language):
        return language
    return text.name if words - text.most + text.fewest <= limit < words else ""


def _refuse_to_count(rule: Rule, required: str, name: str) -> RuleResult:
    message = f"the words cannot be counted: {name} has no spaces between words"
    ruling = f'`rules: {{{rule.code}: {{severity: "off", reason: ...}}}}`'
    hint = f"count them in a word processor for {name}, and write {ruling} in briefgen.yaml with their number as the reason"
    return RuleResult(required, "not counted", met=False, message=message, hints=(hint,))


def _suggest_shortening(context: RuleContext, parts: frozenset[CountedPart], excess: int) -> tuple[str, ...]:
    """Where the words are and which shorter variants would be enough, if there are too many words."""
    if excess <= 0:
        return ()
    return (*describe_word_distribution(context.document, parts), *suggest_shorter_variants(context, parts, excess))


def _format_minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d} min"
