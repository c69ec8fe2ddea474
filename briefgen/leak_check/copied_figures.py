"""Finds figures and days of withheld facts that somebody typed into a text that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from briefgen.leak_check.copied_text import Passage, PermittedTexts, find_line, split_paragraphs
from briefgen.leak_check.written_dates import build_date_phrases
from briefgen.model.diagnostic import Diagnostic, Severity, Sink
from briefgen.model.library import Fact, FactValue
from briefgen.model.phrases import Phrase, find_phrases, find_printed_stretches
from briefgen.model.words import read_text

SIGNIFICANT_DIGITS = 4
"""Digits, without zeros at both ends, from which on a number is not in a text by chance: `48213` and `14.52`, but not `12,000`."""
YEARS = range(1000, 3000)
"""Whole numbers without a unit that can be years: they are in any text."""


def report_copied_figures(
    withheld: Iterable[Fact], visible: Iterable[Fact], permitted: PermittedTexts, sink: Sink
) -> None:
    """Warn about each printed paragraph with a figure or a day that only a fact has which this reader may not see."""
    known = {end for fact in visible for end in list_ends(fact)}
    searched = [(fact, _build_phrases(fact, known)) for fact in withheld]
    everything = frozenset[Phrase]().union(*(phrases for _, phrases in searched))
    everything -= find_phrases(permitted.references, everything)
    if not everything:
        return
    for paragraph in (paragraph for passage in permitted.printed for paragraph in split_paragraphs(passage)):
        if found := _find(paragraph, everything):
            _warn_about(paragraph, found, searched, sink)


def list_ends(fact: Fact) -> tuple[FactValue, ...]:
    """The value of a fact, or both ends of a range."""
    return fact.value if isinstance(fact.value, tuple) else (fact.value,)


def _warn_about(
    paragraph: Passage, found: frozenset[Phrase], searched: Iterable[tuple[Fact, frozenset[Phrase]]], sink: Sink
) -> None:
    fact = next(fact for fact, phrases in searched if phrases & found)
    message = "this passage has a figure or a day of a fact that this reader may not see"
    hint = "take it out, or write where you have it from; the same command with `--internal` names that fact"
    place = find_line(paragraph, lambda part: bool(_find(part, found)))
    sink.extend([Diagnostic(Severity.WARNING, "leak-copied", message, place, (hint,), fact.origin)])


def _find(passage: Passage, phrases: frozenset[Phrase]) -> frozenset[Phrase]:
    return find_phrases(find_printed_stretches(passage.text), phrases)


def _build_phrases(fact: Fact, known: set[FactValue]) -> frozenset[Phrase]:
    return frozenset(phrase for end in list_ends(fact) if end not in known for phrase in _list_phrases(end, fact.unit))


def _list_phrases(value: FactValue, unit: str) -> Iterator[Phrase]:
    if isinstance(value, date):
        yield from build_date_phrases(value)
    elif isinstance(value, int | Decimal) and _is_distinctive(value, unit):
        yield read_text(str(abs(value)))[-1]


def _is_distinctive(value: int | Decimal, unit: str) -> bool:
    is_year = not unit.strip() and value in YEARS
    return not is_year and len(str(abs(value)).replace(".", "").strip("0")) >= SIGNIFICANT_DIGITS
