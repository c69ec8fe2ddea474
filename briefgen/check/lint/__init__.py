"""Marks what a careful editor would mark in the chosen texts: a table of functions, each on by default and known by its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.check.lint.facts import (
    find_bare_facts,
    find_facts_without_unit,
    find_typed_facts,
    find_unsourced_facts,
)
from briefgen.check.lint.figures import find_unsourced_numbers
from briefgen.check.lint.notes import find_typed_note_references
from briefgen.check.lint.printed import NOTE_CALL, read_printed_paragraphs
from briefgen.check.lint.recommendations import (
    find_contradictions,
    find_recommendations_not_smart,
    find_repeated_recommendations,
    find_weak_verbs,
    find_wrong_deadlines,
)
from briefgen.check.lint.texts import Remark, split_sentences
from briefgen.check.lint.word_lists import ACRONYM, KNOWN_ACRONYMS, QUOTATION, REFUSED_WORDS, SPEECH
from briefgen.check.rules.context import RuleContext
from briefgen.check.rulings import report_with_rulings
from briefgen.model.brief import Ruling
from briefgen.model.diagnostic import Diagnostic, Severity, Sink
from briefgen.model.library import Fact
from briefgen.model.tree import extract_text, find_elements

MAX_SENTENCE_WORDS = 40
MIN_QUOTATION_WORDS = 5
"""Fewer words in quotation marks are a term, not a quotation, even where somebody says them."""
MIN_BARE_QUOTATION_WORDS = 9
"""Fewer words in quotation marks without a speaker are a term: `“crime against humanity of enforced disappearance”`."""
MAX_CAPITALS = 0.6
REPEATED_RUN_LENGTH = 12
"""Words in a row that make a repeated passage."""


def find_unsourced_quotations(context: RuleContext) -> Iterator[Remark]:
    """Find quotations without a source in their paragraph: block quotations, and words in quotation marks with a speaker."""
    for paragraph in read_printed_paragraphs(context):
        if paragraph.has_source or paragraph.is_lifted:
            continue
        quotations = [paragraph.text] if paragraph.is_quotation else []
        for match in QUOTATION.finditer(paragraph.text):
            length = len((words := next(filter(None, match.groups()))).split())
            introduced = SPEECH.search(paragraph.text[: match.start()]) or SPEECH.match(paragraph.text[match.end() :])
            if length >= (MIN_QUOTATION_WORDS if introduced else MIN_BARE_QUOTATION_WORDS):
                quotations.append(words)
        for quotation in quotations:
            message = f"the quotation `{_quote_start(quotation)}` has no source"
            yield Remark(message, paragraph.origin, ("cite it where it ends",))


def find_refused_words(context: RuleContext) -> Iterator[Remark]:
    """Find absolute and abusive words, which bodies refuse and readers distrust, except in quotations."""
    absolute, abusive = REFUSED_WORDS.get(context.document.brief.language.partition("-")[0], ((), ()))
    kinds = ((absolute, "claims too much", "say what is known, and from whom"),
             (abusive, "is abusive to a body that receives it", "describe the conduct instead"))  # fmt: skip
    for paragraph in read_printed_paragraphs(context):
        text = QUOTATION.sub("", paragraph.text)
        for words, reason, hint in kinds:
            for word in words:
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
                    yield Remark(f"`{word}` {reason}", paragraph.origin, (hint,))


def find_unexplained_acronyms(context: RuleContext) -> Iterator[Remark]:
    """Find acronyms that the finished text never spells out."""
    body = context.document.body
    text = extract_text((body,))
    known = (
        KNOWN_ACRONYMS | {context.organisation} | {submitter.acronym for submitter in context.document.brief.submitters}
    )
    known |= {extract_text(element.children) for element in find_elements((body,), "abbr")}
    seen: set[str] = set()
    for paragraph in read_printed_paragraphs(context):
        if _is_in_capitals(paragraph.text):
            continue
        for match in ACRONYM.finditer(paragraph.text):
            acronym = match[0].removesuffix("s")
            is_numeral = re.fullmatch("[IVXLCDM]+", acronym)
            if {acronym, match[0]} & (known | seen) or f"({acronym})" in text or is_numeral:
                continue
            seen.add(acronym)
            hint = f"spell it out at its first use, with `({acronym})` behind"
            yield Remark(f"the acronym `{acronym}` is never spelled out", paragraph.origin, (hint,))


def find_long_sentences(context: RuleContext) -> Iterator[Remark]:
    """Find sentences with too many words, as printed."""
    hint = f"make two of it: {MAX_SENTENCE_WORDS} words are the most"
    for paragraph in read_printed_paragraphs(context):
        for sentence in split_sentences(" ".join(paragraph.text.replace(NOTE_CALL, "").split())):
            length = len(sentence.split())
            if length > MAX_SENTENCE_WORDS and not paragraph.is_quotation:
                yield Remark(f"the sentence `{_quote_start(sentence)}` has {length} words", paragraph.origin, (hint,))


def find_repetitions(context: RuleContext) -> Iterator[Remark]:
    """Find passages that two blocks of the brief have word for word."""
    seen: dict[tuple[str, ...], str] = {}
    for block in find_elements((context.document.body,)):
        name = block.get("data-block")
        if not name:
            continue
        words = re.findall(r"\w+", extract_text(block.children).casefold())
        starts = range(len(words) - REPEATED_RUN_LENGTH + 1)
        runs = [tuple(words[start : start + REPEATED_RUN_LENGTH]) for start in starts]
        repeated = next((run for run in runs if seen.get(run, name) != name), None)
        if repeated:
            message = f"`{name}` repeats `{seen[repeated]}`: `{' '.join(repeated[:8])}...`"
            yield Remark(message, block.origin or context.document.brief.origin, ("say it in one of them",))
        for run in runs:
            seen.setdefault(run, name)


def find_facts_to_review(context: RuleContext) -> Iterator[Remark]:
    """Find facts with a review date before the date of the brief."""
    day = context.document.brief.date
    for fact in _collect_printed_facts(context):
        if day and fact.review_by and fact.review_by < day:
            message = f"the fact `{fact.id}` was to be reviewed by {fact.review_by}"
            yield Remark(message, fact.origin, ("look for a newer figure, then move `review_by`",))


def find_conflicting_facts(context: RuleContext) -> Iterator[Remark]:
    """Find facts with the same label, unit and date and different values."""
    seen: dict[tuple[str, str, str], Fact] = {}
    for fact in _collect_printed_facts(context):
        key = (fact.label.casefold(), fact.unit, fact.as_of)
        first = seen.setdefault(key, fact) if fact.label else fact
        if first.value != fact.value:
            message = f"the facts `{first.id}` and `{fact.id}` state one thing with different values"
            yield Remark(message, fact.origin, ("keep one of them, or say in their labels how they differ",))


LINTS: Mapping[str, Callable[[RuleContext], Iterator[Remark]]] = {
    "number": find_unsourced_numbers,
    "quotation": find_unsourced_quotations,
    "word": find_refused_words,
    "acronym": find_unexplained_acronyms,
    "sentence": find_long_sentences,
    "repetition": find_repetitions,
    "fact-review": find_facts_to_review,
    "fact-conflict": find_conflicting_facts,
    "ibid": find_typed_note_references,
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


def lint_texts(context: RuleContext, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Report the remarks of every lint as warnings, unless a ruling of the project says otherwise."""
    for name, lint in LINTS.items():
        warnings = [
            Diagnostic(Severity.WARNING, f"lint-{name}", remark.message, remark.origin, tuple(remark.hints))
            for remark in lint(context)
        ]
        report_with_rulings(warnings, rulings, sink)


def _collect_printed_facts(context: RuleContext) -> Iterator[Fact]:
    facts = context.selection.facts
    return (facts[key] for key in dict.fromkeys(context.document.facts) if key in facts)


def _is_in_capitals(text: str) -> bool:
    """Whether a paragraph is set in capitals, as a heading may be: no word of it is an acronym."""
    alphabetic = [character for character in text if character.isalpha()]
    return sum(character.isupper() for character in alphabetic) > len(alphabetic) * MAX_CAPITALS


def _quote_start(text: str) -> str:
    return f"{' '.join(text.split()[:6])}..."
