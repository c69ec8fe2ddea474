"""The names that texts and page templates may print: the brief, the organisation, the recipient, facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import partial
from typing import Any

from briefgen.compose.charts import ChartPrinter
from briefgen.compose.fill import Printable
from briefgen.compose.markdown import quotation_marks
from briefgen.compose.marks import ANY_MARK, Marks
from briefgen.compose.sandbox import Blank, Record, WrongNameError
from briefgen.compose.words import country_name, print_date, print_fact
from briefgen.values.audience import Audience
from briefgen.values.brief import Brief, Organisation, Person
from briefgen.values.citation_syntax import parse_cluster
from briefgen.values.library import Closed, Fact
from briefgen.values.nearest import did_you_mean
from briefgen.values.translation import has_words, in_language, same_language, text_in, untranslated
from briefgen.values.tree import Citation, CrossReference, Text


@dataclass(frozen=True, slots=True)
class FactPrinter:
    """`fact("id")`: the value in the brief's language, and its source as a citation."""

    facts: Mapping[str, Fact]
    language: str
    marks: Marks
    printed: list[str] = field(default_factory=list)
    """Ids of the facts asked for, in order."""
    foreign: list[tuple[str, str]] = field(default_factory=list)
    """Ids of facts of which a text was asked for that is not written in the language, with the key of that text."""
    closed: Closed = field(default_factory=Closed)
    """Names to hint at, where a text all but writes one."""

    def __call__(self, fact_id: str) -> Printable:
        """What `{{ fact("id") }}` prints. Raises `WrongNameError`."""
        return Printable(self.marks.value(Text(print_fact(self.of(fact_id), self.language)), *self.citation(fact_id)))

    def labelled(self, fact_id: str) -> Fact:
        """The fact in the language, where what it counts is printed beside it. Raises `WrongNameError`."""
        fact = self.of(fact_id)
        self._ask("label" if fact.label else "unit", fact)
        return fact

    def _ask(self, key: str, fact: Fact) -> None:
        if untranslated(fact, (key,), self.language):
            self.foreign.append((fact.id, key))

    def of(self, fact_id: str) -> Fact:
        """The fact in the language, noted as shown. Raises `WrongNameError`."""
        if fact_id not in self.facts:
            hints = did_you_mean(str(fact_id), self.facts, self.closed.facts)
            raise WrongNameError("fact-unknown", f"fact `{fact_id}` is not in facts.yaml", *hints)
        self.printed.append(fact_id)
        self._ask("value", self.facts[fact_id])
        return in_language(self.facts[fact_id], self.language)

    def citation(self, fact_id: str) -> tuple[Citation, ...]:
        """The source of a fact, to be cited where the fact stands."""
        works = [work for one in self.facts[fact_id].sources for work in parse_cluster(one) or ()]
        return (Citation(tuple(works), automatic=True),) if works else ()


@dataclass(slots=True)
class FixedWords:
    """`word("contents")`: a fixed word of the audience, with a note of those that are not in the language."""

    audience: Audience
    language: str
    foreign: dict[str, str] = field(default_factory=dict)
    """Words asked for that the audience does not have in the language, each as it was printed."""

    def __call__(self, key: str) -> str:
        """The word, else the English one. Raises `KeyError` where there is neither."""
        text = self.audience.word(key, self.language)
        spoken = text_in({tag: words[key] for tag, words in self.audience.words.items() if key in words}, self.language)
        if spoken is None and has_words(text) and not same_language(self.language, "en"):
            self.foreign[key] = text
        return text


NOT_PRINTED = frozenset({"written", "translations", "untranslated"})
"""What values know of the languages of their texts."""

UNTOLD = frozenset(
    {
        "recipient",
        "lines",
        "origin",
        "image",
        "sections",
        "standfirsts",
        "exclude",
        "cuts",
        "ceiling",
        "sensitivity",
        "unlabelled",
    }
)
"""What of a brief no text prints: how it is made, with names of what its reader may not have; and what has a name of its own."""


def names_for(
    brief: Brief,
    fixed_words: FixedWords,
    organisation: Organisation,
    printer: FactPrinter,
    marks: Marks,
    people: tuple[Person, ...] = (),
) -> dict[str, Any]:
    """Everything that a text of this brief may print, by name."""
    audience = fixed_words.audience
    pseudonyms = {one.key: one.pseudonym for one in people}

    def person(key: str) -> str:
        if key not in pseudonyms:
            message = f"person `{key}` is not in private/people.yaml"
            raise WrongNameError("person-unknown", message, *did_you_mean(str(key), pseudonyms))
        return _clean(pseudonyms[key])

    def word(key: str) -> str:
        try:
            return fixed_words(key)
        except KeyError:
            known = {one for words in audience.words.values() for one in words}
            raise WrongNameError(
                "word-unknown", f"`{key}` is not under `words` of the audience", *did_you_mean(key, known)
            ) from None

    def printed_date(value: date) -> str:
        if not isinstance(value, date):
            raise WrongNameError("fill-empty", "`date(...)` was given no date", "give the brief a `date:`")
        return print_date(value, brief.language)

    return {
        "brief": _brief_record(brief, printer.closed),
        "org": _record("org", organisation, NOT_PRINTED),
        "recipient": Record(
            "recipient", {k: _clean(v) or Blank(k) for k, v in brief.recipient.fields.items()}, printer.closed.columns
        )
        if brief.recipient
        else None,
        "fact": printer,
        "person": person,
        "chart": ChartPrinter(printer.labelled, printer.citation, brief.language, marks),
        "ref": _reference_printer(marks),
        "date": printed_date,
        "word": word,
        "quoted": partial(_quoted, brief.language),
        "parameters": Record("parameters", _printed_parameters(brief, audience)),
        "state_name": country_name(brief.state, brief.language) if brief.state else "",
    }


def _printed_parameters(brief: Brief, audience: Audience) -> dict[str, str]:
    """Each parameter's value in the words that the audience has for it."""
    return {
        one.name: _clean(one.values.get(value, value))
        for one in audience.parameters
        if (value := brief.parameters.get(one.name, ""))
    }


def _quoted(language: str, text: object) -> str:
    """`quoted(text)`: the text between the quotation marks of the language."""
    *_, opening, closing = quotation_marks(language)
    return f"{opening}{_clean(str(text))}{closing}"


def _reference_printer(marks: Marks) -> Callable[[str], Printable]:
    """`ref("legal/torture")`: the number of a paragraph, section or note, filled in when all is numbered."""
    return lambda target: Printable(marks.value(CrossReference(str(target))))


def _brief_record(brief: Brief, closed: Closed) -> Record:
    told = _record("brief", brief, NOT_PRINTED | UNTOLD | {"variables"})
    variables = {key: _data(key, one) for key, one in brief.variables.items()}
    return told.having("variables", Record("variables", variables, closed.variables))


def _record(name: str, value: object, without: frozenset[str] | set[str] = frozenset()) -> Record:
    if not is_dataclass(value):
        raise TypeError(name)
    parts = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in without}
    return Record(name, {key: _data(key, part) for key, part in parts.items()})


def _data(name: str, value: object) -> Any:
    """A value as templates may see it: text, dates, lists and records; nothing that can be called."""
    match value:
        case str():
            return _clean(value)
        case bool() | int() | float() | date() | None:
            return value
        case tuple() | list() | frozenset():
            return [_data(name, one) for one in value]
        case Mapping():
            return Record(name, {str(key): _data(str(key), one) for key, one in value.items()})
        case _ if is_dataclass(value):
            return _record(name, value, NOT_PRINTED)
        case _:
            return _clean(str(value))


def _clean(text: str) -> str:
    """Text without characters that could pass for our marks."""
    return ANY_MARK.sub("", text)
