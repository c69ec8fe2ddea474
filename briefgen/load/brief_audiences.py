"""Reads for whom the briefs of a project are: what their own texts print, no library knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache

from briefgen.access.infer_sensitivity import infer_sensitivity_for
from briefgen.access.template_names import find_names_in_document, find_printed_names, keep_least_sensitive
from briefgen.load.audience import load_audience
from briefgen.load.brief import load_brief
from briefgen.load.library import load_library
from briefgen.load.names import list_names
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, Project, find_ceiling
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Library, Sensitivity

BriefWithAudience = tuple[Brief, Audience]


def load_brief_audiences(project: Project, briefs: Iterable[str] | None = None) -> Iterator[BriefWithAudience]:
    """Every brief that can be read, of these names or of all, with its audience. Its problems are told where it is made."""
    known = list_names(project, "briefs")
    for name in known if briefs is None else [one for one in dict.fromkeys(briefs) if one in known]:
        with suppress(BriefgenError):
            brief = load_brief(project, name, Sink())
            yield brief, load_audience(project, brief.audience, Sink(), language=brief.language)


def infer_sensitivity_for_all(
    library: Library, among: Iterable[BriefWithAudience], unlabelled: Sensitivity | None
) -> Library:
    """The library as it is when some readers' own texts count as those of its blocks do."""
    for brief, audience in among:
        if brief.library == library.name:
            library = infer_sensitivity_for(brief, audience, library, unlabelled)
    return library


def find_printed_columns(project: Project, briefs: Iterable[str]) -> Callable[[], Mapping[str, Sensitivity]]:
    """Tells how sensitive the least sensitive text of these briefs is that prints a column; reads them when it is first asked."""

    @cache
    def printed() -> Mapping[str, Sensitivity]:
        found = [
            one
            for brief, audience in load_brief_audiences(project, briefs)
            for one in _collect_columns(project, brief, audience)
        ]
        return keep_least_sensitive(*found)

    return printed


def _collect_columns(project: Project, brief: Brief, audience: Audience) -> Iterator[Mapping[str, Sensitivity]]:
    ceiling = find_ceiling(brief, audience)
    yield find_printed_names((names, ceiling) for names in find_names_in_document(brief, audience)).columns
    with suppress(BriefgenError):
        yield load_library(project, brief.library, Sink()).printed_names.columns
