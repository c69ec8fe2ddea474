"""Reads for whom the briefs of a project are: what their own texts print, no library knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache

from briefgen.load.audience import load_audience
from briefgen.load.brief import load_brief
from briefgen.load.labels import opened_for
from briefgen.load.library import load_library
from briefgen.load.names import names_of
from briefgen.values.audience import Audience
from briefgen.values.brief import Brief, Project, ceiling_of
from briefgen.values.diagnostic import BriefgenError, Sink
from briefgen.values.library import Library, Sensitivity
from briefgen.values.printed import least, printed_by

Reader = tuple[Brief, Audience]


def readers(project: Project, briefs: Iterable[str] | None = None) -> Iterator[Reader]:
    """Every brief that can be read, of these names or of all, with its audience. Its problems are told where it is made."""
    known = names_of(project, "briefs")
    for name in known if briefs is None else [one for one in dict.fromkeys(briefs) if one in known]:
        with suppress(BriefgenError):
            brief = load_brief(project, name, Sink())
            yield brief, load_audience(project, brief.audience, Sink(), language=brief.language)


def opened_for_all(library: Library, among: Iterable[Reader], unlabelled: Sensitivity | None) -> Library:
    """The library as it is when some readers' own texts count as those of its blocks do."""
    for brief, audience in among:
        if brief.library == library.name:
            library = opened_for(brief, audience, library, unlabelled)
    return library


def columns_printed(project: Project, briefs: Iterable[str]) -> Callable[[], Mapping[str, Sensitivity]]:
    """Tells how sensitive the least sensitive text of these briefs is that prints a column; reads them when it is first asked."""

    @cache
    def printed() -> Mapping[str, Sensitivity]:
        found = [one for brief, audience in readers(project, briefs) for one in _columns(project, brief, audience)]
        return least(*found)

    return printed


def _columns(project: Project, brief: Brief, audience: Audience) -> Iterator[Mapping[str, Sensitivity]]:
    ceiling = ceiling_of(brief, audience)
    yield dict.fromkeys(audience.printed.columns, ceiling)
    yield printed_by((text, ceiling) for text in brief.standfirsts.values()).columns
    with suppress(BriefgenError):
        yield load_library(project, brief.library, Sink()).printed.columns
