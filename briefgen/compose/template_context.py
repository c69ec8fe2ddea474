"""Builds the context of templates: what texts may print by name, such as the brief, the organisation, the recipient and facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from datetime import date
from functools import partial
from typing import Any

from briefgen.compose.cell_text import format_cell
from briefgen.compose.chart_figure import FigureBuilder
from briefgen.compose.chart_sources import SourceLine
from briefgen.compose.charts import ChartPrinter
from briefgen.compose.contact_links import link_addresses
from briefgen.compose.derived_facts import DerivedFactPrinter
from briefgen.compose.fill import Printable, check_printable
from briefgen.compose.localisation import find_country_name, format_fact, format_long_date, format_with_unit
from briefgen.compose.maps import MapPrinter
from briefgen.compose.marks import ANY_MARK, MarkTable
from briefgen.compose.sandbox import EmptyCell, Record, TemplateDataError
from briefgen.compose.state_names import put_in_heading
from briefgen.compose.written_words import WrittenWords
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, Organisation, Person
from briefgen.model.citation_syntax import build_citation
from briefgen.model.diagnostic import DataOrigin
from briefgen.model.library import Fact, Source, Unlabelled
from briefgen.model.nearest import suggest_nearest
from briefgen.model.punctuation import find_punctuation, get_quotes
from briefgen.model.translation import apply_translations, find_text, find_untranslated, has_words, is_same_language
from briefgen.model.tree import Citation, CrossReference, Text

MISSING_FACT_HINT = "look whether it is in facts.yaml, with a `sensitivity` that this reader may see"
"""The same hint for a missing fact and a withheld one, so that it does not disclose which of the two applies."""


@dataclass(frozen=True, slots=True)
class FactPrinter:
    """`fact("id")`: the value in the brief's language, and its source as a citation."""

    facts: Mapping[str, Fact]
    language: str
    marks: MarkTable
    printed_ids: list[str] = field(default_factory=list)
    """Ids of the facts that texts use, in order."""
    untranslated: list[tuple[str, str]] = field(default_factory=list)
    """Facts of which a printed text is not written in the language: the id, and the key of that text."""
    unlabelled: Unlabelled = field(default_factory=Unlabelled)
    """Names to suggest where a text misspells one."""
    written_words: WrittenWords = field(default_factory=WrittenWords)
    """The words that a message may quote."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The works that charts name below them."""

    def __call__(self, fact_id: str, *, unit: bool = False) -> Printable:
        """What `{{ fact("id") }}` prints, with `unit=True` its unit, too. Raises `TemplateDataError`."""
        fact = self.find(fact_id)
        if unit:
            self._record_untranslated("unit", self.facts[fact_id])
        text = format_with_unit(fact, self.language) if unit else format_fact(fact, self.language)
        return Printable(
            self.marks.add_nodes(Text(text, DataOrigin("", fact=fact_id, has_unit=unit)), *self.build_citation(fact_id))
        )

    def find_labelled(self, fact_id: str) -> Fact:
        """A fact in the language, to be printed beside its label or unit. Raises `TemplateDataError`."""
        fact = self.find(fact_id)
        self._record_untranslated("label" if fact.label else "unit", fact)
        return fact

    def _record_untranslated(self, key: str, fact: Fact) -> None:
        if find_untranslated(fact, (key,), self.language):
            self.untranslated.append((fact.id, key))

    def find(self, fact_id: str) -> Fact:
        """A fact in the language, recorded as printed. Raises `TemplateDataError`."""
        if fact_id not in self.facts:
            hints = suggest_nearest(str(fact_id), self.facts, self.unlabelled.facts) or (MISSING_FACT_HINT,)
            raise TemplateDataError("fact-unknown", f"fact `{fact_id}` is not in facts.yaml", *hints)
        self.printed_ids.append(fact_id)
        self._record_untranslated("value", self.facts[fact_id])
        return apply_translations(self.facts[fact_id], self.language)

    def build_citation(self, fact_id: str) -> tuple[Citation, ...]:
        """The sources of a fact, to be cited where the fact is printed."""
        return build_citation(self.facts[fact_id].sources, automatic=True)


@dataclass(slots=True)
class FixedWords:
    """`word("contents")`: a fixed word of the audience; records those that are not in the language."""

    audience: Audience
    language: str
    untranslated: dict[str, str] = field(default_factory=dict)
    """Words that the audience does not have in the language, by key, each as it was printed."""

    def __call__(self, key: str) -> str:
        """The word, else the English one. Raises `KeyError` where there is neither."""
        text = self.audience.find_word(key, self.language)
        by_language = {tag: words[key] for tag, words in self.audience.words.items() if key in words}
        if (
            find_text(by_language, self.language) is None
            and has_words(text)
            and not is_same_language(self.language, "en")
        ):
            self.untranslated[key] = text
        return text


MAX_WORD = 200
"""Characters of a word that a message quotes."""

TRANSLATION_FIELDS = frozenset({"written_language", "translations", "untranslated_keys"})
"""Fields that hold the languages of a value's texts."""

HIDDEN_BRIEF_FIELDS = frozenset(
    {
        "recipient",
        "key_lines",
        "image",
        "standfirsts",
        "blocks",
        "citations",
        "access",
        "wording",
    }
)
"""Fields of a brief that no text prints: how it is built, which may name withheld things; and what has a name of its own."""


def build_template_context(
    brief: Brief,
    fixed_words: FixedWords,
    organisation: Organisation,
    printer: FactPrinter,
    marks: MarkTable,
    people: tuple[Person, ...] = (),
) -> dict[str, Any]:
    """Everything that a text of this brief may print, by name: docs/reference/templates.md lists it."""
    audience = fixed_words.audience
    pseudonyms = {known.key: known.pseudonym for known in people}

    def print_person(key: str) -> str:
        if key not in pseudonyms:
            message = f"person `{key}` is not in private/people.yaml"
            raise TemplateDataError("person-unknown", message, *suggest_nearest(str(key), pseudonyms))
        return _strip_marks(pseudonyms[key])

    def print_word(key: str, name: str = "") -> str:
        try:
            return put_in_heading(fixed_words(key), str(name), brief.language) if name else fixed_words(key)
        except KeyError:
            known = {known_key for words in audience.words.values() for known_key in words}
            message = f"`{key}` is not under `words` of the audience"
            raise TemplateDataError("word-unknown", message, *suggest_nearest(str(key), known)) from None

    def print_date(value: date) -> str:
        if not isinstance(value, date):
            raise TemplateDataError("fill-empty", "`date(...)` needs a date", "give the brief a `date:`")
        return format_long_date(value, brief.language)

    figures = FigureBuilder(marks, SourceLine(printer.sources, brief.language))
    row = brief.recipient.fields if brief.recipient else {}
    values = brief.recipient.values if brief.recipient else {}
    seen = {**row, **{column: format_cell(values[column], brief.language) for column in row if column in values}}
    cells = {column: _strip_marks(cell) or EmptyCell(column) for column, cell in seen.items()}
    return {
        "brief": _build_brief_record(brief, printer.unlabelled),
        "org": _to_template_value("org", organisation),
        "recipient": Record("recipient", cells, printer.unlabelled.columns) if brief.recipient else None,
        "fact": printer,
        **DerivedFactPrinter(printer.find, printer.build_citation, brief.language, marks).build_functions(),
        "person": print_person,
        "chart": ChartPrinter(printer.find_labelled, printer.build_citation, brief.language, figures),
        "locator_map": MapPrinter(brief.language, figures),
        "ref": _build_reference_printer(marks, printer.written_words),
        "date": print_date,
        "word": print_word,
        "quoted": partial(_quote, brief.language),
        "linked": partial(link_addresses, marks),
        "listed": partial(_list_texts, brief.language),
        "punctuation": Record("punctuation", asdict(find_punctuation(brief.language))),
        "parameters": Record("parameters", _collect_parameter_labels(brief, audience)),
        "state_name": find_country_name(brief.state, brief.language) if brief.state else "",
    }


def _collect_parameter_labels(brief: Brief, audience: Audience) -> dict[str, str]:
    """The value of each parameter, as the audience words it."""
    return {
        parameter.name: _strip_marks(parameter.values.get(value, value))
        for parameter in audience.parameters
        if (value := brief.parameters.get(parameter.name, ""))
    }


def _list_texts(language: str, texts: Iterable[object]) -> str:
    """`listed(texts)`: the texts with the mark between them that lists have in the language."""
    return find_punctuation(language).separator.join(_strip_marks(str(text)) for text in texts)


def _quote(language: str, text: object) -> str:
    """`quoted(text)`: the text between the quotation marks of the language."""
    *_, opening, closing = get_quotes(language)
    return f"{opening}{_strip_marks(str(text))}{closing}"


def collect_brief_words(brief: Brief) -> frozenset[str]:
    """The words of a brief that are in its file and that texts look things up by. Messages can quote them."""
    values = (*brief.key_facts, *brief.variables, *brief.variables.values(), *brief.parameters.values())
    return frozenset(str(value) for value in values if isinstance(value, str | int) and len(repr(value)) < MAX_WORD)


def _build_reference_printer(marks: MarkTable, written: WrittenWords) -> Callable[..., Printable]:
    """`ref("legal/torture", otherwise="elsewhere")`: the number of a paragraph, section or note; the cite stage fills it in."""

    def print_reference(target: object, *, otherwise: str | None = None) -> Printable:
        check_printable(str(target), marks)
        check_printable(str(otherwise), marks)
        phrase = None if otherwise is None else _strip_marks(str(otherwise))
        is_quotable = written.can_quote(target)
        reference = CrossReference(_strip_marks(str(target)), is_quotable=is_quotable, otherwise=phrase)
        return Printable(marks.add_nodes(reference))

    return print_reference


def _build_brief_record(brief: Brief, unlabelled: Unlabelled) -> Record:
    variables = {key: _to_template_value(key, value) for key, value in brief.variables.items()}
    parts = _collect_parts(brief, TRANSLATION_FIELDS | HIDDEN_BRIEF_FIELDS | {"variables"})
    return Record("brief", {**parts, "variables": Record("variables", variables, unlabelled.variables)})


def _collect_parts(value: Any, without: frozenset[str]) -> dict[str, Any]:
    """The fields of a value but those named, and but the lines that state them, which no text prints."""
    names = [part.name for part in fields(value) if part.name not in without]
    keys = [name for name in names if not name.endswith(("origin", "origins"))]
    return {key: _to_template_value(key, getattr(value, key)) for key in keys}


def _to_template_value(name: str, value: object) -> Any:
    """A value as templates may use it: text, dates, lists and records; nothing that can be called."""
    match value:
        case str():
            return _strip_marks(value)
        case bool() | int() | float() | date() | None:
            return value
        case tuple() | list() | frozenset():
            return [_to_template_value(name, part) for part in value]
        case Mapping():
            return Record(name, {str(key): _to_template_value(str(key), part) for key, part in value.items()})
        case _ if is_dataclass(value):
            return Record(name, _collect_parts(value, TRANSLATION_FIELDS))
        case _:
            return _strip_marks(str(value))


def _strip_marks(text: str) -> str:
    """Text without characters that could pass for our marks."""
    return ANY_MARK.sub("", text)
