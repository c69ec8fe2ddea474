"""What a careful editor would mark in the chosen texts: a table of functions, each on by default and known by its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.check.matter import Matter
from briefgen.check.recommending import contradictions, not_smart, repeated_recommendations, weak_verbs
from briefgen.check.remark import Remark
from briefgen.check.texts import CITED, paragraphs, sentences
from briefgen.check.wording import (
    ACRONYM,
    CLOCK,
    DATE,
    FILLED,
    ITEM,
    KNOWN_ACRONYMS,
    NUMBER,
    QUOTED,
    REFERENCE,
    REFUSED,
    YEAR,
)
from briefgen.values.brief import Ruling
from briefgen.values.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.values.library import Fact
from briefgen.values.tree import elements, text_of
from briefgen.values.verdict import Outcome, Verdict

LONGEST_SENTENCE = 40
"""Words."""
SHORTEST_QUOTATION = 5
"""Words that make a quotation of what stands in quotation marks."""
REPEATED = 12
"""Words in a row that make a repeated passage."""


def numbers(matter: Matter) -> Iterator[Remark]:
    """A number that comes from no fact and has no citation behind it in its paragraph."""
    for one in paragraphs(matter):
        text = FILLED.sub(_blank, CITED.sub(_mark, one.text))
        for known in (REFERENCE, DATE, ITEM, CLOCK):
            text = known.sub(_blank, text)
        for found in NUMBER.finditer(text):
            if not YEAR.fullmatch(found[0].strip()) and "@" not in text[found.end() :]:
                message = f"the number `{found[0].strip()}` comes from no fact and carries no citation"
                line = one.origin.line + text.count("\n", 0, found.start())
                hint = 'put it into facts.yaml and write `{{ fact("...") }}`, or cite its source'
                yield Remark(message, Origin(one.origin.path, line), (hint,))


def quotations(matter: Matter) -> Iterator[Remark]:
    """A quotation with no citation behind it in its paragraph."""
    for one in paragraphs(matter):
        text = FILLED.sub(_blank, CITED.sub(_mark, one.text))
        for found in QUOTED.finditer(text):
            words = next(filter(None, found.groups()))
            if len(words.split()) >= SHORTEST_QUOTATION and "@" not in text[found.end() :]:
                shown = " ".join(words.split()[:6])
                yield Remark(f"the quotation `{shown}...` has no source", one.origin, ("cite it where it ends",))
        if one.text.startswith(">") and "@" not in text:
            shown = " ".join(re.sub(r"^>\s?", "", one.text, flags=re.MULTILINE).split()[:6])
            yield Remark(f"the quotation `{shown}...` has no source", one.origin, ("cite it where it ends",))


def words_refused(matter: Matter) -> Iterator[Remark]:
    """Absolute and abusive words, which bodies refuse and readers distrust; what is quoted is not the author's."""
    absolute, abusive = REFUSED.get(matter.document.brief.language.partition("-")[0], ((), ()))
    kinds = ((absolute, "claims too much", "say what is known, and from whom"),
             (abusive, "is abusive to a body that receives it", "describe the conduct instead"))  # fmt: skip
    for one in paragraphs(matter):
        own = QUOTED.sub(_blank, one.text)
        for listed, why, hint in kinds:
            for word in listed:
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", own, re.IGNORECASE):
                    yield Remark(f"`{word}` {why}", one.origin, (hint,))


def acronyms(matter: Matter) -> Iterator[Remark]:
    """Acronyms that the finished text never spells out."""
    body = matter.document.body
    text = text_of((body,))
    known = KNOWN_ACRONYMS | {one.acronym for one in matter.document.brief.submitters}
    known |= {text_of(one.children) for one in elements((body,), "abbr")}
    seen: set[str] = set()
    for paragraph in elements((body,), "p", "li", "td"):
        if paragraph.origin is None or not paragraph.origin.path.startswith("content/"):
            continue
        for found in ACRONYM.finditer(text_of(paragraph.children)):
            acronym = found[0].removesuffix("s")
            if {acronym, found[0]} & (known | seen) or f"({acronym})" in text or re.fullmatch("[IVXLCDM]+", acronym):
                continue
            seen.add(acronym)
            hint = f"spell it out at its first use, with `({acronym})` behind"
            yield Remark(f"the acronym `{acronym}` is never spelled out", paragraph.origin, (hint,))


def long_sentences(matter: Matter) -> Iterator[Remark]:
    """Sentences of more than forty words, as printed."""
    for paragraph in elements((matter.document.body,), "p"):
        if paragraph.origin is None or not paragraph.origin.path.startswith("content/"):
            continue
        for sentence in sentences(" ".join(text_of(paragraph.children).split())):
            length = len(sentence.split())
            if length > LONGEST_SENTENCE:
                shown = " ".join(sentence.split()[:6])
                message = f"the sentence `{shown}...` has {length} words"
                yield Remark(message, paragraph.origin, (f"make two of it: {LONGEST_SENTENCE} words are the most",))


def repetitions(matter: Matter) -> Iterator[Remark]:
    """Passages that two blocks of the brief have word for word."""
    seen: dict[tuple[str, ...], str] = {}
    for block in elements((matter.document.body,)):
        name = block.get("data-block")
        if not name:
            continue
        words = re.findall(r"\w+", text_of(block.children).casefold())
        runs = [tuple(words[start : start + REPEATED]) for start in range(len(words) - REPEATED + 1)]
        twin = next((seen[run] for run in runs if run in seen and seen[run] != name), None)
        if twin:
            run = next(run for run in runs if seen.get(run) == twin)
            message = f"`{name}` repeats `{twin}`: `{' '.join(run[:8])}...`"
            yield Remark(message, block.origin or matter.document.brief.origin, ("say it in one of them",))
        for run in runs:
            seen.setdefault(run, name)


def facts_to_review(matter: Matter) -> Iterator[Remark]:
    """Facts whose day of review is before the brief's date."""
    day = matter.document.brief.date
    for fact in _facts(matter):
        if day and fact.review_by and fact.review_by < day:
            message = f"the fact `{fact.id}` was to be reviewed by {fact.review_by}"
            yield Remark(message, fact.origin, ("look for a newer figure, then move `review_by`",))


def facts_in_conflict(matter: Matter) -> Iterator[Remark]:
    """Two facts that say the same thing of the same time with different values."""
    seen: dict[tuple[str, str, str], Fact] = {}
    for fact in _facts(matter):
        key = (fact.label.casefold(), fact.unit, fact.as_of)
        twin = seen.setdefault(key, fact) if fact.label else fact
        if twin.value != fact.value:
            message = f"the facts `{twin.id}` and `{fact.id}` state one thing with different values"
            yield Remark(message, fact.origin, ("keep one of them, or say in their labels how they differ",))


LINTS: Mapping[str, Callable[[Matter], Iterator[Remark]]] = {
    "number": numbers,
    "quotation": quotations,
    "word": words_refused,
    "acronym": acronyms,
    "sentence": long_sentences,
    "repetition": repetitions,
    "fact-review": facts_to_review,
    "fact-conflict": facts_in_conflict,
    "recommendation-verb": weak_verbs,
    "recommendation-smart": not_smart,
    "recommendation-twice": repeated_recommendations,
    "recommendation-contradiction": contradictions,
}
"""By the end of their codes: `lint-number`. A project raises, lowers or silences each in `briefgen.yaml`."""


def check_texts(matter: Matter, rulings: Mapping[str, Ruling], sink: Sink) -> None:
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
                        Outcome.SILENCED,
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


def _facts(matter: Matter) -> Iterator[Fact]:
    return (
        matter.selection.facts[one] for one in dict.fromkeys(matter.document.facts) if one in matter.selection.facts
    )


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"\S", "x", found[0])


def _mark(found: re.Match[str]) -> str:
    return "@" + re.sub(r"\S", "x", found[0][1:])
