"""Proves that what the gate kept back did not get into a finished file: what to look for, and what is said of a find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from briefgen.compose.localisation import find_country_name, format_amount, format_fact, format_long_date
from briefgen.leak_check.audit import Finding, SearchTerms, audit_file
from briefgen.leak_check.audit.search_terms import (
    build_search_terms_from_withheld,
    collect_permitted_texts,
    phrases_from_terms,
    properties_from_texts,
)
from briefgen.load import infer_sensitivity_for_all, list_names, load_brief_audiences, load_library
from briefgen.machine import find_account_names, find_machine_paths
from briefgen.model.audience import Audience, CitationSettings, HeadingNumbers, NotePlacement
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import Diagnostic, Origin, Sink
from briefgen.model.library import Fact, Library, Sensitivity, Source
from briefgen.model.withheld import Withheld
from briefgen.select import collect_withheld, redact_brief

PDF_PRODUCER = "WeasyPrint 70.0"
"""What makes a PDF and says so in its properties."""


def build_search_terms(project: Project, brief: Brief, audience: Audience, library: Library) -> SearchTerms:
    """What must not be in a file made of a brief."""
    withheld = collect_withheld(brief, audience, library)
    kept = redact_brief(brief, audience, library)
    languages = {brief.language, *(variant.language for block in library.blocks for variant in block.variants)}
    printed = [text for fact in withheld.facts for text in _format_fact(fact, languages)]
    printed += [text for text in _collect_consent_statements(library) if len(text.split()) > 2]
    hidden = {id(one) for one in (*withheld.facts, *withheld.sources)}
    shown = (
        text for fact in library.facts.values() if id(fact) not in hidden for text in _format_fact(fact, languages)
    )
    cited = (one for one in library.sources.values() if id(one) not in hidden)
    dates = _format_dates(brief)
    made = chain(shown, dates, _format_source_dates(cited, languages), _collect_state_names(library, withheld, kept))
    permitted = chain(collect_permitted_texts(library, withheld, kept, audience, project.organisation), made)
    base = SearchTerms(
        paths=find_machine_paths(project.root),
        users=find_account_names(),
        properties=properties_from_texts(_collect_expected_properties(project, brief, dates)),
    )
    return build_search_terms_from_withheld(withheld, permitted, printed, collect_watched_terms(project), base)


def collect_watched_terms(project: Project) -> tuple[str, ...]:
    """Names and other words that no finished file of a project may hold, whoever reads it."""
    return (*project.watched_terms, *(term for person in project.people for term in person.identifying_terms))


def _format_source_dates(sources: Iterable[Source], languages: Iterable[str]) -> Iterable[str]:
    """The days that works are cited with, as they are printed."""
    dates = (value for source in sources for value in source.csl.values() if isinstance(value, Mapping))
    for parts in (
        parts for value in dates for parts in value.get("date-parts", ()) if len(parts) == 3 and 0 < parts[0] < 10_000
    ):
        yield from (format_long_date(date(*parts), language) for language in languages)


def _collect_state_names(library: Library, withheld: Withheld, brief: Brief) -> Iterable[str]:
    """Names of states that pages print for codes: that which the brief is about, and those that recommended something."""
    asked = [one.recommendation for one in library.blocks if one not in withheld.blocks and one.recommendation]
    codes = {brief.state, *(state for one in asked for earlier in one.previous for state in earlier.states)}
    return (find_country_name(code, brief.language) for code in codes if code)


def _collect_consent_statements(library: Library) -> Iterable[str]:
    """How people gave their consent: nobody's to read, whatever they may read of those people."""
    consents = [*(block.consents or () for block in library.blocks), *library.image_consents.values()]
    return (one.given for given in consents for one in given)


def _format_fact(fact: Fact, languages: Iterable[str]) -> Iterable[str]:
    """A fact as it would be printed in each language, and each end of a range by itself."""
    ends = fact.value if isinstance(fact.value, tuple) else ()
    for one in (fact, *(replace(fact, value=end) for end in ends)):
        for language in languages:
            yield format_fact(one, language)
            yield format_amount(one, language)


def build_machine_search_terms() -> SearchTerms:
    """What must not be in any file, whoever made it."""
    return SearchTerms(users=find_account_names(), paths=find_machine_paths(), foreign=True)


def build_project_search_terms(project: Project, sink: Sink) -> SearchTerms:
    """What must not be in a public file of a project: every text of its libraries that is not public."""
    said = properties_from_texts((project.organisation.name, project.organisation.acronym, PDF_PRODUCER))
    base = replace(build_machine_search_terms(), paths=find_machine_paths(project.root), properties=said)
    public = Audience(
        id="", title="", description="", ceiling=Sensitivity.PUBLIC, languages=(), formats=(), page="", style="",
        citations=CitationSettings("", NotePlacement.FOOTNOTES, ()), heading_numbers=HeadingNumbers.NONE,
        numbered_paragraphs=False, sections=(), words={}, rules=(), files=(), origin=Origin(""),
    )  # fmt: skip
    briefs = tuple(load_brief_audiences(project))
    for name in list_names(project, "libraries"):
        library = infer_sensitivity_for_all(load_library(project, name, sink), briefs, project.default_sensitivity)
        brief = Brief(id="", audience="", library=name, title="", language=project.language, origin=Origin(""))
        found = build_search_terms(project, brief, public, library)
        base = replace(base, withheld=base.withheld | found.withheld, terms=base.terms | found.terms)
    for brief, _ in briefs:
        base = replace(
            base,
            properties=base.properties
            | properties_from_texts(_collect_expected_properties(project, brief, _format_dates(brief))),
        )
    return replace(base, terms=base.terms | phrases_from_terms(collect_watched_terms(project)))


def _format_dates(brief: Brief) -> list[str]:
    """The date of a brief, as files print it."""
    return [format_long_date(brief.date, brief.language), brief.date.isoformat()] if brief.date else []


def _collect_expected_properties(project: Project, brief: Brief, dates: Iterable[str]) -> Iterable[str]:
    """What a file may say of itself: what was asked for."""
    yield from (
        brief.title,
        brief.subtitle,
        brief.language,
        project.organisation.name,
        ", ".join(brief.keywords),
        PDF_PRODUCER,
    )
    yield from (*brief.keywords, *dates, *(f"{day}T00:00:00Z" for day in dates))


def check_for_leaks(content: bytes, name: str, sought: SearchTerms, sink: Sink) -> None:
    """Look through a file, and report what must not be in it."""
    sink.extend([diagnostic_from_finding(finding, Origin(name)) for finding in audit_file(content, sought)])


def check_written_file(path: Path, content: bytes, sink: Sink) -> None:
    """Read a file that was written, and take it away unless it holds exactly the bytes that were looked through."""
    if path.read_bytes() != content:
        path.unlink(missing_ok=True)
        message = "the file on disk is not the one that was looked through, and was deleted"
        sink.error("audit-changed", message, Origin(path.name), "look what else writes into the output folder")


def diagnostic_from_finding(finding: Finding, origin: Origin) -> Diagnostic:
    """A finding as the user is told."""
    hints = (finding.hint,) if finding.hint else ()
    return Diagnostic(finding.severity, finding.code, finding.message, origin, hints)
