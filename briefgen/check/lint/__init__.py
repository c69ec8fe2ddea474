"""Marks what a careful editor would mark in the chosen texts: a table of functions, each on by default and known by its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.check.lint.recommendations import (
    find_contradictions,
    find_recommendations_not_smart,
    find_repeated_recommendations,
    find_weak_verbs,
)
from briefgen.check.lint.texts import CITATION, Remark, split_paragraphs, split_sentences
from briefgen.check.lint.word_lists import (
    ACRONYM,
    CLOCK_TIME,
    DATE,
    FILLED_EXPRESSION,
    KNOWN_ACRONYMS,
    LIST_ITEM,
    NUMBER,
    QUOTATION,
    REFERENCE,
    REFUSED_WORDS,
    YEAR,
)
from briefgen.check.rules.context import RuleContext
from briefgen.model.brief import Ruling
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.library import Fact
from briefgen.model.tree import Element, extract_text, find_elements
from briefgen.model.verdict import RuleOutcome, Verdict

MAX_SENTENCE_WORDS = 40
MIN_QUOTATION_WORDS = 5
"""Fewer words in quotation marks are a term, not a quotation."""
REPEATED_RUN_LENGTH = 12
"""Words in a row that make a repeated passage."""


def find_unsourced_numbers(context: RuleContext) -> Iterator[Remark]:
    """Find numbers that are not a fact, and have no citation after them in their paragraph."""
    hint = 'put it into facts.yaml and write `{{ fact("...") }}`, or cite its source'
    for paragraph in split_paragraphs(context):
        text = _mask_markup(paragraph.text)
        for pattern in (REFERENCE, DATE, LIST_ITEM, CLOCK_TIME):
            text = pattern.sub(_mask_match, text)
        for match in NUMBER.finditer(text):
            number = match[0].strip()
            if not YEAR.fullmatch(number) and "@" not in text[match.end() :]:
                line = paragraph.origin.line + text.count("\n", 0, match.start())
                message = f"the number `{number}` comes from no fact and carries no citation"
                yield Remark(message, Origin(paragraph.origin.path, line), (hint,))


def find_unsourced_quotations(context: RuleContext) -> Iterator[Remark]:
    """Find quotations with no citation after them in their paragraph."""
    for paragraph in split_paragraphs(context):
        text = _mask_markup(paragraph.text)
        quotations = [
            words
            for match in QUOTATION.finditer(text)
            if len((words := next(filter(None, match.groups()))).split()) >= MIN_QUOTATION_WORDS
            and "@" not in text[match.end() :]
        ]
        if paragraph.text.startswith(">") and "@" not in text:
            quotations.append(re.sub(r"^>\s?", "", paragraph.text, flags=re.MULTILINE))
        for quotation in quotations:
            message = f"the quotation `{_quote_start(quotation)}` has no source"
            yield Remark(message, paragraph.origin, ("cite it where it ends",))


def find_refused_words(context: RuleContext) -> Iterator[Remark]:
    """Find absolute and abusive words, which bodies refuse and readers distrust, except in quotations."""
    absolute, abusive = REFUSED_WORDS.get(context.document.brief.language.partition("-")[0], ((), ()))
    kinds = ((absolute, "claims too much", "say what is known, and from whom"),
             (abusive, "is abusive to a body that receives it", "describe the conduct instead"))  # fmt: skip
    for paragraph in split_paragraphs(context):
        text = QUOTATION.sub(_mask_match, paragraph.text)
        for words, reason, hint in kinds:
            for word in words:
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
                    yield Remark(f"`{word}` {reason}", paragraph.origin, (hint,))


def find_unexplained_acronyms(context: RuleContext) -> Iterator[Remark]:
    """Find acronyms that the finished text never spells out."""
    body = context.document.body
    text = extract_text((body,))
    known = KNOWN_ACRONYMS | {submitter.acronym for submitter in context.document.brief.submitters}
    known |= {extract_text(element.children) for element in find_elements((body,), "abbr")}
    seen: set[str] = set()
    for origin, words in _find_printed_paragraphs(body, "p", "li", "td"):
        for match in ACRONYM.finditer(words):
            acronym = match[0].removesuffix("s")
            is_numeral = re.fullmatch("[IVXLCDM]+", acronym)
            if {acronym, match[0]} & (known | seen) or f"({acronym})" in text or is_numeral:
                continue
            seen.add(acronym)
            hint = f"spell it out at its first use, with `({acronym})` behind"
            yield Remark(f"the acronym `{acronym}` is never spelled out", origin, (hint,))


def find_long_sentences(context: RuleContext) -> Iterator[Remark]:
    """Find sentences with too many words, as printed."""
    hint = f"make two of it: {MAX_SENTENCE_WORDS} words are the most"
    for origin, words in _find_printed_paragraphs(context.document.body, "p"):
        for sentence in split_sentences(" ".join(words.split())):
            length = len(sentence.split())
            if length > MAX_SENTENCE_WORDS:
                yield Remark(f"the sentence `{_quote_start(sentence)}` has {length} words", origin, (hint,))


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
    "recommendation-verb": find_weak_verbs,
    "recommendation-smart": find_recommendations_not_smart,
    "recommendation-twice": find_repeated_recommendations,
    "recommendation-contradiction": find_contradictions,
}
"""By the end of their codes: `lint-number`. A project can set or silence each in `briefgen.yaml`."""


def lint_texts(context: RuleContext, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Report the remarks of every lint as warnings, unless a ruling of the project says otherwise."""
    for name, lint in LINTS.items():
        code, remarks = f"lint-{name}", list(lint(context))
        ruling = rulings.get(code)
        severity = ruling.severity if ruling else Severity.WARNING
        hints = (
            (f"the project makes this a matter of `{severity.value}`: {ruling.reason}",) if ruling and severity else ()
        )
        if severity:
            for remark in remarks:
                sink.extend([Diagnostic(severity, code, remark.message, remark.origin, (*remark.hints, *hints))])
        elif ruling and remarks:
            outcome, count = RuleOutcome.SILENCED, f"{len(remarks)} found"
            sink.verdicts.append(Verdict(code, "", count, outcome, "briefgen", verified=True, reason=ruling.reason))


def _collect_printed_facts(context: RuleContext) -> Iterator[Fact]:
    facts = context.selection.facts
    return (facts[key] for key in dict.fromkeys(context.document.facts) if key in facts)


def _find_printed_paragraphs(body: Element, *tags: str) -> Iterator[tuple[Origin, str]]:
    """The text of the elements that come from the content of the project, not from the page."""
    for element in find_elements((body,), *tags):
        if element.origin and element.origin.path.startswith("content/"):
            yield element.origin, extract_text(element.children)


def _quote_start(text: str) -> str:
    return f"{' '.join(text.split()[:6])}..."


def _mask_markup(text: str) -> str:
    """A text of the same length, with an `@` at the start of each citation and nothing else of markup."""
    return FILLED_EXPRESSION.sub(_mask_match, CITATION.sub(lambda match: f"@{_mask_match(match)[1:]}", text))


def _mask_match(match: re.Match[str]) -> str:
    return re.sub(r"\S", "x", match[0])
