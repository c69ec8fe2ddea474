"""Holds the names of files and recipients against the watch list, before anything is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.leak_check.search_terms import collect_watched_terms
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.phrases import find_phrases
from briefgen.model.watched_terms import build_term_phrases, has_compact_term, has_term


@dataclass(frozen=True, slots=True)
class PublicName:
    """A name that files, the index or the manifest show."""

    name: str
    description: str
    """What has this name, in words."""
    origin: Origin


def check_public_names(project: Project, names: Iterable[PublicName], sink: Sink) -> None:
    """Report each name with a term of the watch list. The message does not quote it."""
    phrases = build_term_phrases(collect_watched_terms(project))
    if not phrases:
        return
    by_name = {(name.name, name.origin): name for name in names}
    together = "\n".join(dict.fromkeys(name for name, _ in by_name))
    # Thousands of recipients are searched in one go; mostly there is nothing.
    if not find_phrases((together,), phrases) and not has_compact_term((together,), phrases) and "%" not in together:
        return
    for public in by_name.values():
        if has_term(public.name, phrases):
            message = f"{public.description} has a term of the watch list in it"
            hint = "use another name: names of files and ids are seen by every reader"
            sink.error("name-watched", message, public.origin, hint)
