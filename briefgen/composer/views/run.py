"""How far the building of many documents has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row

MAX_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class CountedProblem:
    """A problem with the number of documents that it touches; 0 for one of the whole run."""

    problem: ProblemRow
    documents: int


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as a page shows it; `RunState` says what each part is."""

    name: str
    is_running: bool
    is_stopped: bool
    due: int | None
    current: int
    finished: int
    failed: tuple[str, ...]
    problems: tuple[CountedProblem, ...]


@dataclass(frozen=True, slots=True)
class LastRun:
    """The run that goes on, or ended last."""

    run: RunView | None


def build_run_view(session: ComposerSession, _arguments: Mapping[str, Any]) -> LastRun:
    """The run of this composer."""
    state = session.runs.state
    if state is None:
        return LastRun(None)
    problems = tuple(CountedProblem(build_row(problem), count) for problem, count in state.problems[:MAX_PROBLEMS])
    numbers = state.due, state.current, state.finished
    return LastRun(RunView(state.name, state.is_running, state.is_stopped, *numbers, state.failed, problems))
