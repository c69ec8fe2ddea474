"""The campaigns of the project, and how far the building of one has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.load import list_names

MAX_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class CountedProblem:
    """A problem with the number of documents that it touches; 0 for one of the whole run."""

    problem: ProblemRow
    documents: int


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as a page shows it; `RunState` says what each part is."""

    campaign: str
    is_running: bool
    is_stopped: bool
    due: int | None
    current: int
    finished: int
    failed: tuple[str, ...]
    problems: tuple[CountedProblem, ...]


@dataclass(frozen=True, slots=True)
class CampaignView:
    """What can be built, and the run that goes on or ended last."""

    campaigns: tuple[str, ...]
    run: RunView | None


def build_campaign_view(session: ComposerSession, _arguments: Mapping[str, Any]) -> CampaignView:
    """The campaigns by name, with the run of this composer."""
    state = session.runs.state
    run = None
    if state is not None:
        problems = (CountedProblem(build_row(problem), count) for problem, count in state.problems[:MAX_PROBLEMS])
        run = RunView(
            state.campaign,
            state.is_running,
            state.is_stopped,
            state.due,
            state.current,
            state.finished,
            state.failed,
            tuple(problems),
        )
    return CampaignView(tuple(list_names(session.require_project(), "campaigns")), run)
