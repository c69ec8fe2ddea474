"""The form for a new brief: its reader, its library, and what this reader needs to be stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.composer.arguments import build_act_error
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names, load_audience
from briefgen.load.names import list_audience_titles
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.new_brief import Need, NewBrief, Stated, create_draft


@dataclass(frozen=True, slots=True)
class NewBriefView:
    """What can be chosen and what is to be filled in."""

    audiences: Mapping[str, str]
    """The titles of the readers, by name."""
    libraries: tuple[str, ...]
    audience: str
    """The one of the form."""
    needs: tuple[Need, ...]
    """What this reader needs; some of it only with other values."""


def build_new_brief_view(session: ComposerSession, arguments: Mapping[str, Any]) -> NewBriefView:
    """The form for the reader that the arguments name; without a name, for the report that needs nothing."""
    project = session.require_project()
    libraries = list_names(project, "libraries")
    audience = arguments.get("audience") or "public-report"
    needs = create_checked_draft(project, "new", audience, libraries[0], ()).needs if libraries else ()
    return NewBriefView(list_audience_titles(project), libraries, str(audience), needs)


def create_checked_draft(
    project: Project, name: str, audience: object, library: object, stated: Sequence[Stated]
) -> NewBrief:
    """The new brief of an audience and a library that the project has. Raises `BriefgenError`."""
    for chosen, known in ((audience, list_names(project, "audiences")), (library, list_names(project, "libraries"))):
        if chosen not in known:
            raise build_act_error("no-choice", choice=chosen)
    reader = load_audience(project, str(audience), Sink(), project.language)
    return create_draft(project, name, reader, str(library), stated)
