"""Marks what a careful editor would mark in the chosen texts: a table of functions, each on by default and known by its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from briefgen.check.lint.acronyms import find_unexplained_acronyms
from briefgen.check.lint.context import LintContext
from briefgen.check.lint.facts import (
    find_bare_facts,
    find_facts_without_unit,
    find_typed_facts,
    find_unsourced_facts,
)
from briefgen.check.lint.figures import find_unsourced_numbers
from briefgen.check.lint.notes import find_pages_of_notes, find_too_many_notes, find_typed_note_references
from briefgen.check.lint.printed import SOURCES, PrintedParagraph, read_passages
from briefgen.check.lint.quotations import find_unsourced_quotations
from briefgen.check.lint.recommendations import (
    find_contradictions,
    find_recommendations_not_smart,
    find_repeated_recommendations,
    find_weak_verbs,
    find_wrong_deadlines,
)
from briefgen.check.lint.texts import (
    MAX_KEPT_PARAGRAPHS,
    Remark,
    count_longest_part,
    is_list_of_names,
    quote_start,
    split_sentences,
)
from briefgen.check.lint.word_lists import QUOTATION, REFUSED_WORDS
from briefgen.check.rulings import report_with_rulings
from briefgen.model.artifact import Rendering
from briefgen.model.brief import Ruling
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.document import Document
from briefgen.model.library import Fact
from briefgen.model.selection import Selection

MAX_SENTENCE_WORDS = 40
QUOTATION_END = re.compile(r"[.!?]?.$")
"""The closing mark of a quotation, with the stop before it, which ends the sentence around it."""
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""Words in brackets."""
REPEATED_RUN_LENGTH = 12
"""Words in a row that make a repeated passage."""


def find_refused_words(context: LintContext) -> Iterator[Remark]:
    """Find absolute and abusive words, which bodies refuse and readers distrust, except in quotations."""
    language = context.document.brief.language.partition("-")[0]
    for paragraph in context.paragraphs:
        for word, reason, hint in _find_refused(paragraph.text, language):
            yield Remark(f"`{word}` {reason}", paragraph.origin, (hint,))


@lru_cache(maxsize=MAX_KEPT_PARAGRAPHS)
def _find_refused(text: str, language: str) -> tuple[tuple[str, str, str], ...]:
    """The refused words of a paragraph, each with the reason and what to do."""
    absolute, abusive = REFUSED_WORDS.get(language, ((), ()))
    kinds = ((absolute, "claims too much", "say what is known, and from whom"),
             (abusive, "is abusive to a body that receives it", "describe the conduct instead"))  # fmt: skip
    text = QUOTATION.sub("", text)
    return tuple(
        (word, reason, hint)
        for words, reason, hint in kinds
        for word in words
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    )


def find_long_sentences(context: LintContext) -> Iterator[Remark]:
    """Find blocks with sentences of too many words, as printed: one remark for each, with the longest and the lines of the others."""
    for _, paragraphs in groupby(context.paragraphs, key=lambda paragraph: paragraph.block):
        long = [found for paragraph in paragraphs for found in _find_long_sentences(paragraph)]
        if long:
            length, sentence, origin = max(long, key=lambda found: found[0])
            others = ", ".join(dict.fromkeys(str(found[2].line) for found in long))
            more = f", and {len(long) - 1} more of this text are too long: lines {others}" if len(long) > 1 else ""
            hint = f"make two of it: {MAX_SENTENCE_WORDS} words are the most"
            yield Remark(f"the sentence `{quote_start(sentence)}` has {length} words{more}", origin, (hint,))


def _find_long_sentences(paragraph: PrintedParagraph) -> Iterator[tuple[int, str, Origin]]:
    """The words, the text and the place of each sentence that is too long; words in brackets and quotations are not counted."""
    if not paragraph.is_quotation:
        for length, sentence in _measure_long_sentences(paragraph.text):
            yield length, sentence, paragraph.origin


@lru_cache(maxsize=MAX_KEPT_PARAGRAPHS)
def _measure_long_sentences(text: str) -> tuple[tuple[int, str], ...]:
    if is_list_of_names(text):
        return ()
    text = QUOTATION.sub(_keep_end, SOURCES.sub("", text))
    text = ASIDE.sub("", text)
    measured = ((count_longest_part(sentence), sentence) for sentence in split_sentences(" ".join(text.split())))
    return tuple((length, sentence) for length, sentence in measured if length > MAX_SENTENCE_WORDS)


def _keep_end(quotation: re.Match[str]) -> str:
    end = QUOTATION_END.search(quotation[0])
    return end[0] if end else ""


def find_repetitions(context: LintContext) -> Iterator[Remark]:
    """Find passages that two blocks of the brief have word for word."""
    seen: dict[tuple[str, ...], str] = {}
    reported: set[tuple[str, str]] = set()
    for paragraph in context.paragraphs:
        words = re.findall(r"\w+", paragraph.text.casefold())
        starts = range(len(words) - REPEATED_RUN_LENGTH + 1)
        runs = [tuple(words[start : start + REPEATED_RUN_LENGTH]) for start in starts]
        repeated = next((run for run in runs if seen.get(run, paragraph.block) != paragraph.block), None)
        if repeated and (seen[repeated], paragraph.block) not in reported:
            reported.add((seen[repeated], paragraph.block))
            message = f"`{paragraph.block}` repeats `{seen[repeated]}`: `{' '.join(repeated[:8])}...`"
            yield Remark(message, paragraph.origin, ("say it in one of them",))
        for run in runs:
            seen.setdefault(run, paragraph.block)


def find_facts_to_review(context: LintContext) -> Iterator[Remark]:
    """Find facts with a review date before the date of the brief."""
    day = context.document.brief.date
    for fact in _collect_printed_facts(context):
        if day and fact.review_by and fact.review_by < day:
            message = f"the fact `{fact.id}` was to be reviewed by {fact.review_by}"
            yield Remark(message, fact.origin, ("look for a newer figure, then move `review_by`",))


def find_conflicting_facts(context: LintContext) -> Iterator[Remark]:
    """Find facts with the same label, unit and date and different values."""
    seen: dict[tuple[str, str, str], Fact] = {}
    for fact in _collect_printed_facts(context):
        key = (fact.label.casefold(), fact.unit, fact.as_of)
        first = seen.setdefault(key, fact) if fact.label else fact
        if first.value != fact.value:
            message = f"the facts `{first.id}` and `{fact.id}` state one thing with different values"
            yield Remark(message, fact.origin, ("keep one of them, or say in their labels how they differ",))


LINTS: Mapping[str, Callable[[LintContext], Iterator[Remark]]] = {
    "number": find_unsourced_numbers,
    "quotation": find_unsourced_quotations,
    "word": find_refused_words,
    "acronym": find_unexplained_acronyms,
    "sentence": find_long_sentences,
    "repetition": find_repetitions,
    "fact-review": find_facts_to_review,
    "fact-conflict": find_conflicting_facts,
    "ibid": find_typed_note_references,
    "notes": find_too_many_notes,
    "fact-source": find_unsourced_facts,
    "fact-bare": find_bare_facts,
    "fact-unit": find_facts_without_unit,
    "fact-typed": find_typed_facts,
    "recommendation-verb": find_weak_verbs,
    "recommendation-smart": find_recommendations_not_smart,
    "recommendation-deadline": find_wrong_deadlines,
    "recommendation-twice": find_repeated_recommendations,
    "recommendation-contradiction": find_contradictions,
}
"""By the end of their codes: `lint-number`. A project can set or silence each in `briefgen.yaml`."""


def lint_texts(
    document: Document, selection: Selection, organisation: str, rulings: Mapping[str, Ruling], sink: Sink
) -> None:
    """Report the remarks of every lint as warnings, unless a ruling of the project says otherwise.

    `organisation` is the acronym of the organisation.
    """
    context = LintContext(document, selection, organisation, tuple(read_passages(document.body)))
    for name, lint in LINTS.items():
        sink.give_way()
        _report_remarks(name, lint(context), rulings, sink)


def lint_pages(document: Document, rendering: Rendering, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Report what only the finished pages show, as `lint_texts` does."""
    _report_remarks("page-notes", find_pages_of_notes(document, rendering.page_words), rulings, sink)


def _report_remarks(name: str, remarks: Iterable[Remark], rulings: Mapping[str, Ruling], sink: Sink) -> None:
    warnings = [
        Diagnostic(Severity.WARNING, f"lint-{name}", remark.message, remark.origin, tuple(remark.hints))
        for remark in remarks
    ]
    report_with_rulings(warnings, rulings, sink)


def _collect_printed_facts(context: LintContext) -> Iterator[Fact]:
    facts = context.selection.facts
    return (facts[key] for key in dict.fromkeys(context.document.facts) if key in facts)
