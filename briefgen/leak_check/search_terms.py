"""Builds the search terms for the files of one brief, for the public files of a project, and for any file at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from briefgen.compose.localisation import find_country_name, format_amount, format_fact, format_long_date
from briefgen.leak_check.audit import SearchTerms
from briefgen.leak_check.copied_figures import list_ends
from briefgen.leak_check.texts import collect_permitted_texts
from briefgen.leak_check.withheld_phrases import (
    build_withheld_phrases,
    properties_from_texts,
)
from briefgen.load import infer_sensitivity_for_all, list_names, load_brief_audiences, load_library
from briefgen.machine import find_account_names, find_machine_paths
from briefgen.model.audience import Audience, CitationSettings, HeadingNumbers, NotePlacement
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Fact, Library, Sensitivity, Source
from briefgen.model.watched_terms import build_term_phrases
from briefgen.model.withheld import Withheld
from briefgen.select import collect_withheld, redact_brief

PDF_PRODUCER = "WeasyPrint 70.0"
"""The program that PDF files name in their properties."""


def build_search_terms(project: Project, brief: Brief, audience: Audience, library: Library) -> SearchTerms:
    """What must not be in a file of a brief: withheld texts and values, watched terms, and names of this machine."""
    withheld = collect_withheld(brief, audience, library)
    permitted_brief = redact_brief(brief, audience, library)
    languages = {brief.language, *(variant.language for block in library.blocks for variant in block.variants)}
    withheld_texts = [text for fact in withheld.facts for text in _format_fact(fact, languages)]
    # Two words or fewer are too common: `orally` would be found in every text.
    withheld_texts += [text for text in _collect_consent_statements(library) if len(text.split()) > 2]
    hidden = {id(value) for value in (*withheld.facts, *withheld.sources)}
    facts = [fact for fact in library.facts.values() if id(fact) not in hidden]
    sources = (source for source in library.sources.values() if id(source) not in hidden)
    dates = _format_dates(brief)
    source_dates = frozenset(_collect_source_dates(sources))
    fact_dates = (end for fact in facts for end in list_ends(fact) if isinstance(end, date))
    permitted_dates = {*source_dates, *fact_dates, *((brief.date,) if brief.date else ())}
    permitted = chain(
        collect_permitted_texts(library, withheld, permitted_brief, audience, project.organisation),
        (text for fact in facts for text in _format_fact(fact, languages)),
        dates,
        (format_long_date(day, language) for day in source_dates for language in languages),
        _collect_state_names(library, withheld, permitted_brief),
    )
    return SearchTerms(
        withheld=build_withheld_phrases(withheld, permitted, withheld_texts, permitted_dates),
        terms=build_term_phrases(collect_watched_terms(project)),
        paths=find_machine_paths(project.root),
        users=find_account_names(),
        properties=properties_from_texts(_collect_expected_properties(project, brief, dates)),
    )


def build_machine_search_terms() -> SearchTerms:
    """What must not be in any file, of any project or of none."""
    return SearchTerms(users=find_account_names(), paths=find_machine_paths(), foreign=True)


def build_project_search_terms(project: Project, sink: Sink) -> SearchTerms:
    """What must not be in a public file of a project: every text of its libraries that is not public."""
    properties = properties_from_texts((project.organisation.name, project.organisation.acronym, PDF_PRODUCER))
    terms = replace(build_machine_search_terms(), paths=find_machine_paths(project.root), properties=properties)
    public = Audience(
        id="", title="", description="", ceiling=Sensitivity.PUBLIC, languages=(), formats=(), page="", style="",
        citations=CitationSettings("", NotePlacement.FOOTNOTES, ()), heading_numbers=HeadingNumbers.NONE,
        numbered_paragraphs=False, sections=(), words={}, rules=(), files=(), origin=Origin(""),
    )  # fmt: skip
    briefs = tuple(load_brief_audiences(project))
    for name in list_names(project, "libraries"):
        library = infer_sensitivity_for_all(load_library(project, name, sink), briefs, project.default_sensitivity)
        brief = Brief(id="", audience="", library=name, title="", language=project.language, origin=Origin(""))
        of_library = build_search_terms(project, brief, public, library)
        terms = replace(terms, withheld=terms.withheld | of_library.withheld)
    for brief, _ in briefs:
        of_brief = _collect_expected_properties(project, brief, _format_dates(brief))
        terms = replace(terms, properties=terms.properties | properties_from_texts(of_brief))
    return replace(terms, terms=build_term_phrases(collect_watched_terms(project)))


def collect_watched_terms(project: Project) -> tuple[str, ...]:
    """Names and other words that no finished file of a project can have, for any reader."""
    return (*project.watched_terms, *(term for person in project.people for term in person.identifying_terms))


def _collect_source_dates(sources: Iterable[Source]) -> Iterator[date]:
    """The complete dates of works."""
    values = (value for source in sources for value in source.csl.values() if isinstance(value, Mapping))
    for parts in (parts for value in values for parts in value.get("date-parts", ())):
        if len(parts) == 3 and 0 < parts[0] < 10_000:
            yield date(*parts)


def _collect_state_names(library: Library, withheld: Withheld, brief: Brief) -> Iterator[str]:
    """Names that pages print for codes of states: the state of the brief, and states that made earlier recommendations."""
    recommendations = (block.recommendation for block in library.blocks if block not in withheld.blocks)
    earlier = (previous for recommendation in recommendations if recommendation for previous in recommendation.previous)
    codes = {brief.state, *(state for previous in earlier for state in previous.states)}
    return (find_country_name(code, brief.language) for code in codes if code)


def _collect_consent_statements(library: Library) -> Iterator[str]:
    """How people gave their consent: no reader may see it, even one who may see the words of these people."""
    consents = [*(block.consents or () for block in library.blocks), *library.image_consents.values()]
    return (consent.record for group in consents for consent in group)


def _format_fact(fact: Fact, languages: Iterable[str]) -> Iterator[str]:
    """A fact as it is printed in each language, and each end of a range by itself."""
    for part in (fact, *(replace(fact, value=end) for end in list_ends(fact) if end is not fact.value)):
        for language in languages:
            yield format_fact(part, language)
            yield format_amount(part, language)


def _format_dates(brief: Brief) -> list[str]:
    """The date of a brief, as files print it."""
    return [format_long_date(brief.date, brief.language), brief.date.isoformat()] if brief.date else []


def _collect_expected_properties(project: Project, brief: Brief, dates: Iterable[str]) -> Iterator[str]:
    """The properties that a file of a brief has by its settings."""
    yield from (brief.title, brief.subtitle, brief.language, project.organisation.name, PDF_PRODUCER)
    yield from (", ".join(brief.keywords), *brief.keywords, *dates, *(f"{day}T00:00:00Z" for day in dates))
