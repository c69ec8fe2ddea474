"""A campaign that is built from a page: what `briefgen batch` builds, with progress, and a stop that loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from briefgen.campaign import execution
from briefgen.composer import runs as runs_module
from briefgen.composer.campaign_run import start_campaign
from briefgen.composer.runs import Runs, RunState
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from briefgen.model.diagnostic import BriefgenError
from tests.programs import require_library
from tests.running import Result, files_below

require_library("starlette", "composer")


@pytest.fixture
def session(project: Callable[[str], Path]) -> Iterator[ComposerSession]:
    root = project("composing")
    brief = root / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8") + "date: 2026-01-15\ncuts: {wells: short}\n", encoding="utf-8")
    with (root / "campaigns/offices.yaml").open("a", encoding="utf-8") as campaign:
        campaign.write("formats: [html]\n")
    session = ComposerSession(root)
    with closing(session.runs):
        yield session


def build(session: ComposerSession, **arguments: Any) -> RunState:
    start_campaign(session, {"campaign": "offices", **arguments})
    session.runs.wait()
    state = session.runs.state
    assert state is not None
    return state


def test_every_document_that_is_due_is_built_and_then_none(
    session: ComposerSession, run: Callable[..., Result]
) -> None:
    assert VIEWS["run"](session, {}).run is None  # type: ignore[attr-defined]
    state = build(session)
    assert (state.is_running, state.due, state.current, state.finished, state.failed) == (False, 2, 0, 2, ())
    assert {problem.severity for problem, _ in state.problems} <= {"warning"}
    built = [name for name in files_below(session.root / "out") if not name.startswith(".")]
    assert sum(name.endswith(".html") for name in built) == 3  # with the list of all files
    assert "manifest.json" in built
    again = build(session)
    assert (again.due, again.current, again.finished) == (0, 2, 0)
    assert "2 of 2 documents up to date" in run("batch", "offices", cwd=session.root).err
    assert build(session, force=True).finished == 2


def test_some_recipients_are_chosen_as_by_the_command(session: ComposerSession, run: Callable[..., Result]) -> None:
    campaign: Any = VIEWS["campaign"](session, {"campaign": "offices"})
    assert campaign.recipients == {"north": "Office of the North", "south": "Office of the South"}
    assert VIEWS["campaign"](session, {"campaign": "deleted"}) == campaign
    first, beside = "north", session.root / "beside"
    assert build(session, only=[first]).finished == 1
    assert run("batch", "offices", "--only", first, "--output", str(beside), cwd=session.root).code == 0
    assert list_documents(session.root / "out") == list_documents(beside)
    refused = build(session, only=[first, "nobody"])
    assert (refused.due, [problem.code for problem, _ in refused.problems][-1]) == (None, "recipient-unknown")
    for arguments in {"only": "north"}, {"only": [1]}, {"campaign": "none"}, {"campaign": None}:
        with pytest.raises(BriefgenError):
            build(session, **arguments)


def list_documents(folder: Path) -> list[str]:
    return [name for name in files_below(folder) if name.startswith("report")]


def test_a_run_that_is_stopped_leaves_the_rest_to_the_next(
    session: ComposerSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        # Somebody stops the run after the documents were counted, and before the first one is begun.
        patched.setattr(execution, "check_columns", lambda *_: session.runs.stop())
        stopped = build(session)
    assert (stopped.is_running, stopped.is_stopped, stopped.due, stopped.finished) == (False, True, 2, 0)
    assert not list((session.root / "out").glob("report*.html"))
    rest = build(session)
    assert (rest.is_stopped, rest.due, rest.finished) == (False, 2, 2)


def test_a_stop_in_the_moment_of_the_end_does_not_bring_the_run_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that seems to go on for ever would let no other start."""
    runs = Runs()
    runs.state = RunState("offices")
    end = Thread(target=runs.set, kwargs={"is_running": False})

    def replace_while_the_run_ends(state: RunState, **values: Any) -> RunState:
        if "is_stopped" in values:
            end.start()
            end.join(0.2)
        return replace(state, **values)

    monkeypatch.setattr(runs_module, "replace", replace_while_the_run_ends)
    runs.stop()
    end.join()
    assert (runs.state.is_running, runs.state.is_stopped) == (False, True)


def test_only_one_campaign_is_built_at_a_time(session: ComposerSession) -> None:
    session.runs.state = RunState("offices")
    with pytest.raises(BriefgenError, match="being built"):
        build(session)


def test_an_error_of_the_campaign_is_in_words(session: ComposerSession) -> None:
    file = session.root / "campaigns/offices.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("offices.csv", "none.csv"), encoding="utf-8")
    state: Any = build(session)
    assert (state.due, state.finished) == (None, 0)
    assert [problem.severity for problem, _ in state.problems] == ["error"]
