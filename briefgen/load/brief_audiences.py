"""Loads briefs with their audiences, whose texts print things that no text of a library prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import chain

from briefgen.access.infer_sensitivity import infer_sensitivity_for
from briefgen.access.template_names import find_names_in_document, find_printed_names, keep_least_sensitive
from briefgen.load.audience import load_audience
from briefgen.load.bibliography.aliases import replace_addresses
from briefgen.load.brief import load_brief
from briefgen.load.library import load_library
from briefgen.load.names import list_names
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, Project, find_ceiling
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Library, Sensitivity

BriefWithAudience = tuple[Brief, Audience]


def load_brief_audiences(project: Project, briefs: Iterable[str] | None = None) -> Iterator[BriefWithAudience]:
    """Every brief that can be read, of these names or of all, with its audience. Its problems are reported where it is built."""
    known = list_names(project, "briefs")
    for name in known if briefs is None else [name for name in dict.fromkeys(briefs) if name in known]:
        with suppress(BriefgenError):
            brief = load_brief(project, name, Sink())
            yield brief, load_audience(project, brief.audience, Sink(), language=brief.language)


def infer_sensitivity_for_all(
    library: Library, readers: Iterable[BriefWithAudience], default: Sensitivity | None
) -> Library:
    """The library as it is when the texts of these briefs and audiences count like those of its blocks."""
    for brief, audience in readers:
        if brief.library == library.name:
            texts = replace_addresses((brief, audience), library.source_addresses)
            library = infer_sensitivity_for(*texts, library, default)
    return library


def find_printed_columns(project: Project, briefs: Iterable[str]) -> Callable[[], Mapping[str, Sensitivity]]:
    """A function that returns, by column, the sensitivity of the least sensitive text that prints it in these briefs.

    The briefs are read when it is first called.
    """

    @cache
    def find() -> Mapping[str, Sensitivity]:
        readers = load_brief_audiences(project, briefs)
        return keep_least_sensitive(*chain.from_iterable(_collect_columns(project, *reader) for reader in readers))

    return find


def _collect_columns(project: Project, brief: Brief, audience: Audience) -> Iterator[Mapping[str, Sensitivity]]:
    ceiling = find_ceiling(brief, audience)
    yield find_printed_names((names, ceiling) for names in find_names_in_document(brief, audience)).columns
    with suppress(BriefgenError):
        yield load_library(project, brief.library, Sink()).printed_names.columns
