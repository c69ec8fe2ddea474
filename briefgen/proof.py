"""Proves that what the gate kept back did not get into a finished file: what to look for, and what is said of a find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from briefgen.audit import Finding, Sought, audit
from briefgen.audit.sought import permitted_texts, properties_from, sought_from, terms_from
from briefgen.compose.words import country_name, print_amount, print_date, print_fact
from briefgen.load import load_library, names_of, opened_for_all, readers
from briefgen.machine import account_names, machine_paths
from briefgen.select import readable, withhold
from briefgen.values.audience import Audience, Citations, HeadingNumbers, NotePlacement
from briefgen.values.brief import Brief, Project
from briefgen.values.diagnostic import Diagnostic, Origin, Sink
from briefgen.values.library import Fact, Library, Sensitivity, Source
from briefgen.values.withheld import Withheld

ENGINE = "WeasyPrint 70.0"
"""What makes a PDF and says so in its properties."""


def sought_for(project: Project, brief: Brief, audience: Audience, library: Library) -> Sought:
    """What must not be in a file made of a brief."""
    withheld = withhold(brief, audience, library)
    kept = readable(brief, audience, library)
    languages = {brief.language, *(variant.language for block in library.blocks for variant in block.variants)}
    printed = [text for fact in withheld.facts for text in _printed(fact, languages)]
    printed += [text for text in _never_printed(library) if len(text.split()) > 2]
    hidden = {id(one) for one in (*withheld.facts, *withheld.sources)}
    shown = (text for fact in library.facts.values() if id(fact) not in hidden for text in _printed(fact, languages))
    cited = (one for one in library.sources.values() if id(one) not in hidden)
    dates = _dates(brief)
    made = chain(shown, dates, _dates_of(cited, languages), _named_states(library, withheld, kept))
    permitted = chain(permitted_texts(library, withheld, kept, audience, project.organisation), made)
    base = Sought(
        paths=machine_paths(project.root),
        users=account_names(),
        properties=properties_from(_said(project, brief, dates)),
    )
    return sought_from(withheld, permitted, printed, watched_terms(project), base)


def watched_terms(project: Project) -> tuple[str, ...]:
    """Names and other words that no finished file of a project may hold, whoever reads it."""
    return (*project.watched, *(term for person in project.people for term in person.watched))


def _dates_of(sources: Iterable[Source], languages: Iterable[str]) -> Iterable[str]:
    """The days that works are cited with, as they are printed."""
    dates = (value for source in sources for value in source.csl.values() if isinstance(value, Mapping))
    for parts in (
        parts for value in dates for parts in value.get("date-parts", ()) if len(parts) == 3 and 0 < parts[0] < 10_000
    ):
        yield from (print_date(date(*parts), language) for language in languages)


def _named_states(library: Library, withheld: Withheld, brief: Brief) -> Iterable[str]:
    """Names of states that pages print for codes: that which the brief is about, and those that recommended something."""
    asked = [one.recommendation for one in library.blocks if one not in withheld.blocks and one.recommendation]
    codes = {brief.state, *(state for one in asked for earlier in one.previous for state in earlier.states)}
    return (country_name(code, brief.language) for code in codes if code)


def _never_printed(library: Library) -> Iterable[str]:
    """How people gave their consent: nobody's to read, whatever they may read of those people."""
    consents = [*(block.consents or () for block in library.blocks), *library.image_consents.values()]
    return (one.given for given in consents for one in given)


def _printed(fact: Fact, languages: Iterable[str]) -> Iterable[str]:
    """A fact as it would be printed in each language, and each end of a range by itself."""
    ends = fact.value if isinstance(fact.value, tuple) else ()
    for one in (fact, *(replace(fact, value=end) for end in ends)):
        for language in languages:
            yield print_fact(one, language)
            yield print_amount(one, language)


def sought_anywhere() -> Sought:
    """What must not be in any file, whoever made it."""
    return Sought(users=account_names(), paths=machine_paths(), foreign=True)


def sought_in_project(project: Project, sink: Sink) -> Sought:
    """What must not be in a public file of a project: every text of its libraries that is not public."""
    said = properties_from((project.organisation.name, project.organisation.acronym, ENGINE))
    base = replace(sought_anywhere(), paths=machine_paths(project.root), properties=said)
    public = Audience(
        id="", title="", description="", ceiling=Sensitivity.PUBLIC, languages=(), formats=(), page="", style="",
        citations=Citations("", NotePlacement.FOOTNOTES, ()), heading_numbers=HeadingNumbers.NONE,
        numbered_paragraphs=False, sections=(), words={}, rules=(), files=(), origin=Origin(""),
    )  # fmt: skip
    briefs = tuple(readers(project))
    for name in names_of(project, "libraries"):
        library = opened_for_all(load_library(project, name, sink), briefs, project.unlabelled)
        brief = Brief(id="", audience="", library=name, title="", language=project.language, origin=Origin(""))
        found = sought_for(project, brief, public, library)
        base = replace(base, withheld=base.withheld | found.withheld, terms=base.terms | found.terms)
    for brief, _ in briefs:
        base = replace(base, properties=base.properties | properties_from(_said(project, brief, _dates(brief))))
    return replace(base, terms=base.terms | terms_from(watched_terms(project)))


def _dates(brief: Brief) -> list[str]:
    """The date of a brief, as files print it."""
    return [print_date(brief.date, brief.language), brief.date.isoformat()] if brief.date else []


def _said(project: Project, brief: Brief, dates: Iterable[str]) -> Iterable[str]:
    """What a file may say of itself: what was asked for."""
    yield from (
        brief.title,
        brief.subtitle,
        brief.language,
        project.organisation.name,
        ", ".join(brief.keywords),
        ENGINE,
    )
    yield from (*brief.keywords, *dates, *(f"{day}T00:00:00Z" for day in dates))


def prove(content: bytes, name: str, sought: Sought, sink: Sink) -> None:
    """Look through a file, and report what must not be in it."""
    sink.extend([diagnostic_of(finding, Origin(name)) for finding in audit(content, sought)])


def prove_written(path: Path, content: bytes, sink: Sink) -> None:
    """Read a file that was written, and take it away unless it holds exactly the bytes that were looked through."""
    if path.read_bytes() != content:
        path.unlink(missing_ok=True)
        message = "the file on disk is not the one that was looked through, and was deleted"
        sink.error("audit-changed", message, Origin(path.name), "look what else writes into the output folder")


def diagnostic_of(finding: Finding, origin: Origin) -> Diagnostic:
    """A finding as the user is told."""
    hints = (finding.hint,) if finding.hint else ()
    return Diagnostic(finding.severity, finding.code, finding.message, origin, hints)
