"""Making many documents: failures and dying workers cost no other document its files."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from briefgen import GARBAGE_THRESHOLD, executor
from briefgen.campaign import JobResult, PlannedDocument, build_documents
from briefgen.executor import Failure, execute, execute_with_sink, keep_workers
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.brief import BlockRequests, Brief, Recipient
from briefgen.model.diagnostic import BriefgenError, Origin, Sink
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits
from tests.running import PATIENCE, ROOT, copy_project, wait_for_ever


@dataclass(frozen=True)
class Deadly:
    """Ends the process that unpickles it, as a crash inside a library would."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def loop_endlessly() -> None:
    while True:
        sum(range(1000))


def use_up_time() -> None:
    """Have the system count what the process has used as all that it may use: the next second is too much."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (1, hard))
    loop_endlessly()


@dataclass(frozen=True)
class Stuck:
    """Has the process that unpickles it do something that never ends, as a layout does, or a program that never answers."""

    does: Callable[[], None]

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return self.does, ()


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


def outcomes(documents: list[PlannedDocument], jobs: int, limits: ResourceLimits = DEFAULT_LIMITS) -> list[JobResult]:
    """What came of each document, in their order."""
    return [outcome for _, outcome in sorted(build_documents(documents, jobs, limits), key=lambda pair: pair[0])]


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_failing_document_costs_the_others_nothing(documents: list[PlannedDocument], jobs: int) -> None:
    broken = replace(documents[2].brief, blocks=BlockRequests(exclude=frozenset({"wells"})))
    documents[2] = replace(documents[2], brief=broken)
    made = outcomes(documents, jobs)
    assert [outcome.failed for outcome in made] == [False, False, True, False]
    assert [problem.code for problem in made[2].diagnostics] == ["brief-empty"]
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


@pytest.mark.parametrize("victims", [slice(1), slice(1, 2), slice(2)], ids=["the first", "the second", "both"])
def test_a_worker_that_is_killed_from_outside_costs_nothing(documents: list[PlannedDocument], victims: slice) -> None:
    running = build_documents(documents, 2)
    made = dict([next(running)])
    for victim in multiprocessing.active_children()[victims]:
        assert victim.pid
        os.kill(victim.pid, signal.SIGKILL)
    made |= dict(running)
    assert sorted(made) == [0, 1, 2, 3]
    assert [outcome.fault for outcome in made.values() if outcome.failed] == []


def test_a_task_that_kills_its_process_is_the_only_one_that_fails() -> None:
    """Whatever the order: an innocent task that was lost with the others runs again without the guilty one beside it."""
    arguments = [Deadly(), *map(str, range(6)), Deadly(), "last"]
    assert dict(execute(str, arguments, 2)) == {
        index: Failure.DIED if isinstance(argument, Deadly) else argument for index, argument in enumerate(arguments)
    }


def test_documents_for_several_recipients_hold_each_their_own(documents: list[PlannedDocument]) -> None:
    made = outcomes(documents, 2)
    for number, outcome in enumerate(made):
        text = outcome.artifacts[0].path.read_text(encoding="utf-8")
        assert f"Town-{number}:" in text
        assert f"Town-{(number + 1) % 4}" not in text


@pytest.mark.parametrize("does", [loop_endlessly, wait_for_ever])
def test_a_document_that_never_ends_is_stopped(documents: list[PlannedDocument], does: Callable[[], None]) -> None:
    documents[0] = replace(documents[0], brief=cast("Brief", Stuck(does)))
    (result,) = outcomes(documents[:1], 2, ResourceLimits(seconds=1))
    assert [problem.code for problem in result.diagnostics] == ["limit-time"]
    by_the_clock = "`town-0` was not finished after 5 seconds, and was stopped"
    by_the_processor = "`town-0` takes more than 1 seconds of processor time, and was stopped"
    assert result.diagnostics[0].message in (
        {by_the_clock} if does is wait_for_ever else {by_the_clock, by_the_processor}
    )
    assert (
        result.diagnostics[0]
        .hints[0]
        .startswith(("look for", "run the command again")[result.diagnostics[0].message == by_the_clock])
    )


@pytest.mark.parametrize("does", [use_up_time, wait_for_ever])
def test_the_other_documents_are_built_beside_one_that_never_ends(
    documents: list[PlannedDocument], does: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slow a machine is: the time of the first is over when the others are there."""
    seconds = 0.0
    monkeypatch.setattr(executor, "time", SimpleNamespace(monotonic=lambda: seconds))
    monkeypatch.setattr(executor, "END_TIMEOUT", PATIENCE)
    documents[0] = replace(documents[0], brief=cast("Brief", Stuck(does)))
    made = {}
    for index, result in build_documents(documents, 2, ResourceLimits(PATIENCE)):
        made[index] = result
        if does is wait_for_ever and made.keys() == {1, 2, 3}:
            seconds = DEFAULT_LIMITS.wall_seconds * PATIENCE
    assert [made[index].failed for index in range(4)] == [True, False, False, False]
    assert [problem.code for problem in made[0].diagnostics] == ["limit-time"]


@pytest.mark.skipif(sys.platform != "linux", reason="macOS and Windows have no limit of memory")
@pytest.mark.parametrize("number", [1, 4])
def test_a_document_that_needs_too_much_memory_is_reported_and_the_others_are_built(
    documents: list[PlannedDocument], number: int
) -> None:
    documents[0] = replace(documents[0], brief=cast("Brief", Huge()))
    results = outcomes(documents[:number], 2)
    assert [result.failed for result in results] == [True, False, False, False][:number]
    assert [problem.code for problem in results[0].diagnostics] == ["limit-memory"]


def test_a_single_document_that_kills_its_process_is_reported(documents: list[PlannedDocument]) -> None:
    documents[0] = replace(documents[0], brief=cast("Brief", Deadly()))
    (result,) = outcomes(documents[:1], 1)
    assert result.fault
    assert result.fault.code == "campaign-worker"


def read_garbage_threshold(_number: int) -> int:
    return gc.get_threshold()[0]


def read_process_id(_number: int) -> int:
    return os.getpid()


def test_a_process_is_replaced_after_so_many_tasks() -> None:
    processes = [process for _, process in execute(read_process_id, range(4), max_tasks=2)]
    assert len(set(processes)) == 2
    assert os.getpid() not in processes


def list_numbers(count: int) -> list[int]:
    return list(range(count))


def test_a_value_may_be_one_that_has_no_hash() -> None:
    assert dict(execute(list_numbers, [2, 1])) == {0: [0, 1], 1: [0]}


def test_a_kept_worker_takes_the_tasks_of_every_call_and_is_replaced_when_it_dies() -> None:
    with keep_workers() as kept:
        ((_, first),) = execute(read_process_id, [1], kept=kept)
        ((_, second),) = execute(read_process_id, [1], kept=kept)
        assert first == second != os.getpid()
        ((_, failed),) = execute(str, [Deadly()], kept=kept)
        assert failed is Failure.DIED
        ((_, third),) = execute(read_process_id, [1], kept=kept)
        assert third != first
        assert len(kept.workers) == 1
    assert not kept.workers[0].process.is_alive()


def test_workers_search_for_garbage_as_seldom_as_the_command() -> None:
    assert dict(execute(read_garbage_threshold, [1, 2])) == {0: GARBAGE_THRESHOLD, 1: GARBAGE_THRESHOLD}


def is_executor_searched(_argument: int) -> bool:
    """Whether a search for garbage in this process reads the module that was loaded before it started."""
    loaded = vars(sys.modules["briefgen.executor"])
    return any(found is loaded for found in gc.get_objects())


def test_a_worker_never_searches_what_was_loaded_before_it_for_garbage() -> None:
    assert is_executor_searched(0)
    assert dict(execute(is_executor_searched, [0])) == {0: False}


def count_page_faults(rounds: int) -> int:
    """How often the system hands out a page of memory while pictures are drawn and dropped."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(rounds):
        pictures = [bytearray(4 * 1024 * 1024) for _ in range(4)]
        del pictures
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="the C library gives memory back in its own way")
def test_workers_use_freed_memory_again() -> None:
    ((_, faults),) = execute(count_page_faults, [20])
    needed = 4 * 4 * 1024 * 1024 // resource.getpagesize()
    assert isinstance(faults, int)
    assert faults < 3 * needed, "cleared by the system in each of 20 rounds"


def test_a_single_task_also_has_a_process_of_its_own() -> None:
    ((_, process),) = execute(read_process_id, [1])
    assert process != os.getpid()


def load_nothing(sink: Sink) -> None:
    sink.warning("first", "a warning")
    sink.stop("second", "an error")


def test_what_a_function_reports_and_raises_in_a_worker_arrives() -> None:
    sink = Sink()
    with pytest.raises(BriefgenError, match="an error"):
        execute_with_sink(load_nothing, (), sink, "nothing")
    assert [problem.code for problem in sink.diagnostics] == ["first", "second"]


INTERRUPTED = """
import os
import time

from briefgen import executor


def work(number):
    os.write(1, b"working\\n")  # whole, beside that of the other process
    time.sleep(600)


if __name__ == "__main__":
    executor.STOP_TIMEOUT = 0.1
    try:
        list(executor.execute(work, [1, 2], 2))
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no group of processes that takes Ctrl-C")
def test_ctrl_c_ends_the_workers_too(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(INTERRUPTED, encoding="utf-8")
    command = [sys.executable, str(program)]
    with subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        assert [process.stdout.readline() for _ in range(2)] == ["working\n", "working\n"]
        os.killpg(process.pid, signal.SIGINT)  # the terminal sends it to all of them
        assert process.stdout.read() == "interrupted\n", "the output ends when the last process does"


KILLED = """
import os
import time
from pathlib import Path

from briefgen import executor


def work(folder):
    os.write(1, b"working\\n")  # likewise
    while not (Path(folder) / "end").exists():
        time.sleep(0.02)


if __name__ == "__main__":
    list(executor.execute(work, [FOLDER, FOLDER], 2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are no copies of their parent")
def test_workers_end_with_their_task_when_their_parent_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(KILLED.replace("FOLDER", repr(str(tmp_path))), encoding="utf-8")
    command, environment = [sys.executable, str(program)], {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert [process.stdout.readline() for _ in range(2)] == ["working\n", "working\n"]
        process.kill()
        (tmp_path / "end").touch()
        assert process.stdout.read() == "", "the output ends when the last process does"


class UntravelledError(Exception):
    """Cannot be unpacked: it wants two arguments and says that it had none.

    It says so itself: a library for clusters packs exceptions that leave this to Python in a way of its own.
    """

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)

    def __reduce__(self) -> tuple[type[UntravelledError], tuple[()]]:
        return type(self), ()


def fail_so_that_it_cannot_travel(_number: int) -> None:
    raise UntravelledError("lost ", "and found")


def test_an_exception_that_cannot_travel_arrives_as_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="UntravelledError: lost and found"):
        list(execute(fail_so_that_it_cannot_travel, [1]))


def divide(number: int) -> float:
    return 1 / number


def test_an_exception_says_where_in_the_worker_it_was_raised() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        list(execute(divide, [1, 0], 2))
    assert "in divide" in raised.value.__notes__[0]
    assert multiprocessing.active_children() == []
