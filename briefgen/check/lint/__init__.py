"""What a careful editor would mark in the chosen texts: a table of functions, each on by default and known by its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.check.lint.recommendations import (
    find_contradictions,
    find_recommendations_not_smart,
    find_repeated_recommendations,
    find_weak_verbs,
)
from briefgen.check.lint.remark import Remark
from briefgen.check.lint.texts import CITATION, split_paragraphs, split_sentences
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
from briefgen.model.tree import extract_text, find_elements
from briefgen.model.verdict import RuleOutcome, Verdict

MAX_SENTENCE_WORDS = 40
"""Words."""
MIN_QUOTATION_WORDS = 5
"""Words that make a quotation of what stands in quotation marks."""
REPEATED_RUN_LENGTH = 12
"""Words in a row that make a repeated passage."""


def find_unsourced_numbers(matter: RuleContext) -> Iterator[Remark]:
    """A number that comes from no fact and has no citation behind it in its paragraph."""
    for one in split_paragraphs(matter):
        text = FILLED_EXPRESSION.sub(_mask_match, CITATION.sub(_mask_citation, one.text))
        for known in (REFERENCE, DATE, LIST_ITEM, CLOCK_TIME):
            text = known.sub(_mask_match, text)
        for found in NUMBER.finditer(text):
            if not YEAR.fullmatch(found[0].strip()) and "@" not in text[found.end() :]:
                message = f"the number `{found[0].strip()}` comes from no fact and carries no citation"
                line = one.origin.line + text.count("\n", 0, found.start())
                hint = 'put it into facts.yaml and write `{{ fact("...") }}`, or cite its source'
                yield Remark(message, Origin(one.origin.path, line), (hint,))


def find_unsourced_quotations(matter: RuleContext) -> Iterator[Remark]:
    """A quotation with no citation behind it in its paragraph."""
    for one in split_paragraphs(matter):
        text = FILLED_EXPRESSION.sub(_mask_match, CITATION.sub(_mask_citation, one.text))
        for found in QUOTATION.finditer(text):
            words = next(filter(None, found.groups()))
            if len(words.split()) >= MIN_QUOTATION_WORDS and "@" not in text[found.end() :]:
                shown = " ".join(words.split()[:6])
                yield Remark(f"the quotation `{shown}...` has no source", one.origin, ("cite it where it ends",))
        if one.text.startswith(">") and "@" not in text:
            shown = " ".join(re.sub(r"^>\s?", "", one.text, flags=re.MULTILINE).split()[:6])
            yield Remark(f"the quotation `{shown}...` has no source", one.origin, ("cite it where it ends",))


def find_refused_words(matter: RuleContext) -> Iterator[Remark]:
    """Absolute and abusive words, which bodies refuse and readers distrust; what is quoted is not the author's."""
    absolute, abusive = REFUSED_WORDS.get(matter.document.brief.language.partition("-")[0], ((), ()))
    kinds = ((absolute, "claims too much", "say what is known, and from whom"),
             (abusive, "is abusive to a body that receives it", "describe the conduct instead"))  # fmt: skip
    for one in split_paragraphs(matter):
        own = QUOTATION.sub(_mask_match, one.text)
        for listed, why, hint in kinds:
            for word in listed:
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", own, re.IGNORECASE):
                    yield Remark(f"`{word}` {why}", one.origin, (hint,))


def find_unexplained_acronyms(matter: RuleContext) -> Iterator[Remark]:
    """Acronyms that the finished text never spells out."""
    body = matter.document.body
    text = extract_text((body,))
    known = KNOWN_ACRONYMS | {one.acronym for one in matter.document.brief.submitters}
    known |= {extract_text(one.children) for one in find_elements((body,), "abbr")}
    seen: set[str] = set()
    for paragraph in find_elements((body,), "p", "li", "td"):
        if paragraph.origin is None or not paragraph.origin.path.startswith("content/"):
            continue
        for found in ACRONYM.finditer(extract_text(paragraph.children)):
            acronym = found[0].removesuffix("s")
            if {acronym, found[0]} & (known | seen) or f"({acronym})" in text or re.fullmatch("[IVXLCDM]+", acronym):
                continue
            seen.add(acronym)
            hint = f"spell it out at its first use, with `({acronym})` behind"
            yield Remark(f"the acronym `{acronym}` is never spelled out", paragraph.origin, (hint,))


def find_long_sentences(matter: RuleContext) -> Iterator[Remark]:
    """Sentences of more than forty words, as printed."""
    for paragraph in find_elements((matter.document.body,), "p"):
        if paragraph.origin is None or not paragraph.origin.path.startswith("content/"):
            continue
        for sentence in split_sentences(" ".join(extract_text(paragraph.children).split())):
            length = len(sentence.split())
            if length > MAX_SENTENCE_WORDS:
                shown = " ".join(sentence.split()[:6])
                message = f"the sentence `{shown}...` has {length} words"
                yield Remark(message, paragraph.origin, (f"make two of it: {MAX_SENTENCE_WORDS} words are the most",))


def find_repetitions(matter: RuleContext) -> Iterator[Remark]:
    """Passages that two blocks of the brief have word for word."""
    seen: dict[tuple[str, ...], str] = {}
    for block in find_elements((matter.document.body,)):
        name = block.get("data-block")
        if not name:
            continue
        words = re.findall(r"\w+", extract_text(block.children).casefold())
        runs = [
            tuple(words[start : start + REPEATED_RUN_LENGTH]) for start in range(len(words) - REPEATED_RUN_LENGTH + 1)
        ]
        twin = next((seen[run] for run in runs if run in seen and seen[run] != name), None)
        if twin:
            run = next(run for run in runs if seen.get(run) == twin)
            message = f"`{name}` repeats `{twin}`: `{' '.join(run[:8])}...`"
            yield Remark(message, block.origin or matter.document.brief.origin, ("say it in one of them",))
        for run in runs:
            seen.setdefault(run, name)


def find_facts_to_review(matter: RuleContext) -> Iterator[Remark]:
    """Facts whose day of review is before the brief's date."""
    day = matter.document.brief.date
    for fact in _printed_facts(matter):
        if day and fact.review_by and fact.review_by < day:
            message = f"the fact `{fact.id}` was to be reviewed by {fact.review_by}"
            yield Remark(message, fact.origin, ("look for a newer figure, then move `review_by`",))


def find_conflicting_facts(matter: RuleContext) -> Iterator[Remark]:
    """Two facts that say the same thing of the same time with different values."""
    seen: dict[tuple[str, str, str], Fact] = {}
    for fact in _printed_facts(matter):
        key = (fact.label.casefold(), fact.unit, fact.as_of)
        twin = seen.setdefault(key, fact) if fact.label else fact
        if twin.value != fact.value:
            message = f"the facts `{twin.id}` and `{fact.id}` state one thing with different values"
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
"""By the end of their codes: `lint-number`. A project raises, lowers or silences each in `briefgen.yaml`."""


def lint_texts(matter: RuleContext, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Every lint, with the weight that the project gives it: a warning unless it says otherwise."""
    for name, lint in LINTS.items():
        remarks = list(lint(matter))
        ruling = rulings.get(f"lint-{name}")
        severity = ruling.severity if ruling else Severity.WARNING
        if severity is None:
            if ruling and remarks:
                sink.verdicts.append(
                    Verdict(
                        f"lint-{name}",
                        "",
                        f"{len(remarks)} found",
                        RuleOutcome.SILENCED,
                        "briefgen",
                        verified=True,
                        reason=ruling.reason,
                    )
                )
            continue
        why = (f"the project makes this a matter of `{severity.value}`: {ruling.reason}",) if ruling else ()
        sink.extend(
            [Diagnostic(severity, f"lint-{name}", one.message, one.origin, (*one.hints, *why)) for one in remarks]
        )


def _printed_facts(matter: RuleContext) -> Iterator[Fact]:
    return (
        matter.selection.facts[one] for one in dict.fromkeys(matter.document.facts) if one in matter.selection.facts
    )


def _mask_match(found: re.Match[str]) -> str:
    return re.sub(r"\S", "x", found[0])


def _mask_citation(found: re.Match[str]) -> str:
    return "@" + re.sub(r"\S", "x", found[0][1:])
