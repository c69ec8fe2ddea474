"""Making many documents: failures and dying workers cost no other document its files."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest

from briefgen.campaign import JobResult, PlannedDocument, WorkerLimits, build_documents
from briefgen.campaign.run import DEFAULT_LIMITS
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.brief import BlockRequests, Brief, Recipient
from briefgen.model.diagnostic import Origin, Sink
from tests.running import copy_project


@dataclass(frozen=True)
class Deadly:
    """Ends the process that unpickles it, as a crash inside a library would."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


@dataclass(frozen=True)
class Endless:
    """Never gets into the process that unpickles it, as a layout that never ends."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return time.sleep, (600,)


@dataclass(frozen=True)
class Huge:
    """Wants more memory than a worker may have."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return bytearray, (8 * 1024**3,)


@pytest.fixture
def documents(tmp_path: Path) -> list[PlannedDocument]:
    """Four documents of one brief."""
    folder = copy_project("campaign", tmp_path)
    sink = Sink()
    project = load_project(folder, sink)
    brief = load_brief(project, "report", sink)
    names = [f"town-{number}" for number in range(4)]
    return [
        PlannedDocument(
            project,
            brief.for_recipient(Recipient(name, {"id": name, "town": name.title()}, Origin("campaigns/towns.csv"))),
            (Format.HTML,),
            tmp_path / "out",
            name,
        )
        for name in names
    ]


def outcomes(documents: list[PlannedDocument], jobs: int, limits: WorkerLimits = DEFAULT_LIMITS) -> list[JobResult]:
    """What came of each document, in their order."""
    return [outcome for _, outcome in sorted(build_documents(documents, jobs, limits), key=lambda pair: pair[0])]


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_failing_document_costs_the_others_nothing(documents: list[PlannedDocument], jobs: int) -> None:
    broken = replace(documents[2].brief, blocks=BlockRequests(exclude=frozenset({"wells"})))
    documents[2] = replace(documents[2], brief=broken)
    made = outcomes(documents, jobs)
    assert [outcome.failed for outcome in made] == [False, False, True, False]
    assert [one.code for one in made[2].diagnostics] == ["brief-empty"]
    assert sorted(path.name for path in documents[0].folder.glob("*.html")) == [
        f"town-{number}.html" for number in (0, 1, 3)
    ]


def test_a_document_that_kills_its_worker_is_reported_and_the_others_are_made(
    documents: list[PlannedDocument],
) -> None:
    documents[1] = replace(documents[1], brief=cast("Brief", Deadly()))
    made = outcomes(documents, 2)
    assert [outcome.failed for outcome in made] == [False, True, False, False]
    assert made[1].fault
    assert made[1].fault.code == "campaign-worker"
    assert "`town-1`" in made[1].fault.message


def test_a_worker_that_is_killed_from_outside_costs_nothing(documents: list[PlannedDocument]) -> None:
    running = build_documents(documents, 2)
    made = dict([next(running)])
    victim = multiprocessing.active_children()[0]
    assert victim.pid
    os.kill(victim.pid, signal.SIGKILL)
    made |= dict(running)
    assert sorted(made) == [0, 1, 2, 3]
    assert not any(outcome.failed for outcome in made.values())


def test_documents_for_several_recipients_hold_each_their_own(documents: list[PlannedDocument]) -> None:
    made = outcomes(documents, 2)
    for number, outcome in enumerate(made):
        text = outcome.artifacts[0].path.read_text(encoding="utf-8")
        assert f"Town-{number}:" in text
        assert f"Town-{(number + 1) % 4}" not in text


def test_a_document_that_never_ends_is_given_up_and_the_others_are_made(documents: list[PlannedDocument]) -> None:
    begun = time.monotonic()
    assert not any(outcome.failed for outcome in outcomes(documents, 2))
    limits = WorkerLimits(
        seconds=2 * (time.monotonic() - begun)
    )  # twice what all of them took, however busy this machine is
    documents[1] = replace(documents[1], brief=cast("Brief", Endless()))
    made = outcomes(documents, 2, limits)
    assert [outcome.failed for outcome in made] == [False, True, False, False]
    assert made[1].fault
    assert made[1].fault.code == "campaign-time"
    assert f"`town-1` took longer than {limits.seconds:g} seconds" in made[1].fault.message


@pytest.mark.skipif(sys.platform != "linux", reason="macOS and Windows have no limit of address space")
def test_a_document_that_wants_too_much_memory_is_reported_and_the_others_are_made(
    documents: list[PlannedDocument],
) -> None:
    documents[1] = replace(documents[1], brief=cast("Brief", Huge()))
    made = outcomes(documents, 2)
    assert [outcome.failed for outcome in made] == [False, True, False, False]
    assert made[1].fault
    assert made[1].fault.code in {"campaign-memory", "campaign-worker"}


def test_a_process_is_replaced_after_so_many_documents(documents: list[PlannedDocument]) -> None:
    seen = set()
    for _ in build_documents(documents, 1, WorkerLimits(documents=2)):
        seen |= {child.pid for child in multiprocessing.active_children()}
    assert len(seen) == 2
