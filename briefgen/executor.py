"""Runs tasks in worker processes, each within its limits of time and memory.

docs/decisions/0011-one-executor.md says why these are our own, and why one road for one document and for thousands.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, count
from multiprocessing import forkserver, get_all_start_methods, get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from briefgen import GARBAGE_THRESHOLD
from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError, Severity, Sink
from briefgen.resource_limits import (
    DEFAULT_LIMITS,
    ResourceLimits,
    describe_clock_limit,
    describe_memory_limit,
    describe_time_limit,
    keep_freed_memory,
    restrict_memory,
    restrict_time,
)
from briefgen.temp_folder import TempFolder

Argument = TypeVar("Argument")
Value = TypeVar("Value")

WITH_THREADS = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
"""How workers start where this process has threads: a copy of it would also copy their locks, which nobody ever releases in the copy.

A fork server loads briefgen once; each worker is a copy of the server, and there in milliseconds.
"""

PRELOADED = ["briefgen.campaign.run"]
MAX_TASKS = 200
"""After so many tasks a worker is replaced: WeasyPrint and Pango do not give all memory back."""

FREEZING_TASKS = (1, 2)
"""Before these tasks a worker takes what it has loaded out of the search for garbage: one for a single task would gain nothing,
and the first may only have read what the second prints."""

STOP_TIMEOUT = 5
"""Seconds that tasks in progress are given to finish after Ctrl-C."""

END_TIMEOUT = 3
"""Seconds that a process is given to end by itself, before it is killed."""


class Failure(Enum):
    """Why a task has no value."""

    TIME = "time"
    CLOCK = "clock"
    """It waited too long, and used less processor time than it may."""
    MEMORY = "memory"
    DIED = "died"
    """Its process died twice, perhaps because the machine has no memory left."""


@dataclass(frozen=True, slots=True)
class KeptWorkers:
    """Workers that stay between two calls of `execute`, with what they have loaded."""

    folder: str
    """For their temporary files."""
    workers: list[_Worker] = field(default_factory=list)


@contextmanager
def keep_workers() -> Iterator[KeptWorkers]:
    """Workers for calls that follow each other; they end with the block."""
    with TempFolder() as folder:
        kept = KeptWorkers(folder)
        try:
            yield kept
        finally:
            _stop(kept.workers, END_TIMEOUT)


def execute(
    function: Callable[[Argument], Value],
    arguments: Iterable[Argument],
    jobs: int = 1,
    limits: ResourceLimits = DEFAULT_LIMITS,
    max_tasks: int = MAX_TASKS,
    kept: KeptWorkers | None = None,
) -> Generator[tuple[int, Value | Failure], None, None]:
    """Call a function with each argument, `jobs` at a time; yields the index of each with its value, as they finish.

    An argument is read when a worker is free for it. A task that fails does not affect the others. A task whose
    process died is tried once more: perhaps something else killed the process.
    """
    waiting = enumerate(arguments)
    retries: deque[tuple[int, Argument]] = deque()
    retried: set[int] = set()
    running: dict[Connection, _RunningTask] = {}
    results: list[tuple[int, Value | Failure]] = []
    with nullcontext(kept) if kept else keep_workers() as pool:
        workers = pool.workers
        try:
            while True:
                while len(running) < jobs and (task := next(chain(_take_all(retries), waiting), None)):
                    worker = _take_idle_worker(workers, running, max_tasks) or _start_worker(pool, limits)
                    worker.send(function, task[1])
                    running[worker.connection] = _RunningTask(worker, *task, time.monotonic() + limits.wall_seconds)
                yield from results  # while the next tasks are in progress
                results.clear()
                if not running:
                    return
                for done, value in _collect(running):
                    if isinstance(value, Failure) and value in {Failure.TIME, Failure.CLOCK, Failure.DIED}:
                        workers.remove(done.worker)
                        done.worker.kill()
                    if value is Failure.DIED and done.index not in retried:
                        retried.add(done.index)
                        retries.append((done.index, done.argument))
                    else:
                        results.append((done.index, value))
        finally:
            _finish(running)
            if running:
                _stop(workers, 0)
                workers.clear()


def execute_with_sink(
    function: Callable[..., Value],
    arguments: tuple[Any, ...],
    sink: Sink,
    subject: str,
    limits: ResourceLimits = DEFAULT_LIMITS,
    kept: KeptWorkers | None = None,
) -> Value:
    """Call `function(*arguments, sink)` in a worker; its diagnostics go to `sink`.

    Raises `BriefgenError` and `MachineError` where the function does, and where it takes too much time or memory.
    """
    ((_, result),) = execute(_call_with_sink, [(function, arguments)], limits=limits, kept=kept)
    if isinstance(result, Failure):
        raise describe_failure(result, subject, limits)
    value, diagnostics, error = result
    sink.extend(diagnostics)
    if error:
        raise error
    return value  # type: ignore[no-any-return]


def describe_failure(failure: Failure, subject: str, limits: ResourceLimits) -> BriefgenError | MachineError:
    """The exception for a task without a value."""
    match failure:
        case Failure.TIME:
            return BriefgenError(describe_time_limit(subject, limits))
        case Failure.CLOCK:
            return BriefgenError(describe_clock_limit(subject, limits))
        case Failure.MEMORY:
            return BriefgenError(describe_memory_limit(subject, limits))
    fault = describe_worker_death(subject)
    return MachineError(fault.code, fault.message, *fault.hints)


def describe_worker_death(subject: str) -> Diagnostic:
    """The fault of a task whose processes died."""
    message = f"the process that worked on {subject} died, perhaps because the machine has no memory left"
    hint = "build it alone with `briefgen build`, and look for an image of unusual size"
    return Diagnostic(Severity.ERROR, "campaign-worker", message, None, (hint,))


@contextmanager
def block_interrupts(method: str) -> Iterator[None]:
    """Ctrl-C waits until this is over. A process started meanwhile, by this method, ignores it from its first moment on."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if method != "fork":
        # Python starts a process of its own before the first that is spawned, and lets Ctrl-C through again when that is done.
        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def freeze_loaded_objects() -> None:
    """Take what the first task left loaded out of the search for garbage, which otherwise reads all of it each time.

    Libraries and loaded inputs are a hundred thousand objects; to search them took a fifth of the time of a two-page note.
    """
    gc.collect()
    gc.freeze()


def _take_all(tasks: deque[tuple[int, Argument]]) -> Iterator[tuple[int, Argument]]:
    while tasks:
        yield tasks.popleft()


def _is_single_threaded() -> bool:
    """Whether this process has one thread, of Python or of any library: only then is a copy of it safe, and at once there."""
    threads = Path("/proc/self/task")
    return sys.platform == "linux" and hasattr(os, "fork") and threads.is_dir() and len(list(threads.iterdir())) == 1


@dataclass(slots=True)
class _Worker:
    """A process and a pipe that only it and this process hold: when it dies, nobody else waits for anything."""

    process: BaseProcess
    connection: Connection
    tasks: int = 0
    """How many it has been given."""

    def send(self, function: Callable[..., Any], argument: Any) -> None:
        """Give it a task, packed: it unpacks the task within its limits."""
        self.tasks += 1
        task = pickle.dumps((function, argument))
        with suppress(OSError):  # it was killed a moment ago: `receive` tells
            self.connection.send_bytes(task)

    def receive(self) -> Any:
        """The value of its task. Raises what the task raised."""
        try:
            packed = self.connection.recv_bytes()
        except (EOFError, OSError):
            self.process.join(END_TIMEOUT)
            is_time_limit = hasattr(signal, "SIGXCPU") and self.process.exitcode == -signal.SIGXCPU
            return Failure.TIME if is_time_limit else Failure.DIED
        value, error = pickle.loads(packed)  # noqa: S301 - packed by the worker
        if error:
            raise error
        return value

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


@dataclass(frozen=True, slots=True)
class _RunningTask:
    """A task and the worker that has it."""

    worker: _Worker
    index: int
    argument: Any
    end: float
    """When its time by the clock is over."""


def _start_worker(pool: KeptWorkers, limits: ResourceLimits) -> _Worker:
    """Start a worker and add it to the others, before Ctrl-C is let through: nobody could stop a worker that is in no list."""
    method = "fork" if _is_single_threaded() else WITH_THREADS
    with block_interrupts(method):
        context = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(PRELOADED)
            try:
                forkserver.ensure_running()
            except OSError:  # the name of the temporary folder is too long for the server's socket
                context = get_context("spawn")
        ours, theirs = context.Pipe()
        # A copy of this process also has the ends of the pipes of the workers before it.
        ends = [ours, *(worker.connection for worker in pool.workers)] if method == "fork" else [ours]
        process = context.Process(target=_run_tasks, args=(theirs, ends, limits, pool.folder), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()  # so that the pipe ends when the worker dies
        worker = _Worker(process, ours)
        pool.workers.append(worker)
    return worker


def _take_idle_worker(workers: list[_Worker], running: Container[Connection], max_tasks: int) -> _Worker | None:
    """A worker that can take another task; those that died without a task, or have done their share, are stopped."""
    for worker in [worker for worker in workers if worker.connection not in running]:
        if worker.tasks < max_tasks and worker.process.is_alive():
            return worker
        workers.remove(worker)
        _stop([worker], END_TIMEOUT)
    return None


def _collect(running: dict[Connection, _RunningTask]) -> Iterator[tuple[_RunningTask, Any]]:
    """Wait until a task is done, its process has died, or its time is over; take all such tasks out, with their values."""
    next_end = min(task.end for task in running.values())
    ready = wait(running, max(0, next_end - time.monotonic()))
    now = time.monotonic()
    for task in list(running.values()):
        connection = task.worker.connection
        if connection in ready or task.end <= now:
            del running[connection]
            yield task, task.worker.receive() if connection in ready else Failure.CLOCK


def _finish(running: Iterable[Connection]) -> None:
    """Give the tasks in progress a while to finish their files; their values are lost."""
    end = time.monotonic() + STOP_TIMEOUT
    unfinished = set(running)
    while unfinished and (left := end - time.monotonic()) > 0:
        unfinished.difference_update(wait(unfinished, left))


def _stop(workers: list[_Worker], seconds: float) -> None:
    """End processes: a worker without a task ends when its pipe is closed; the others are killed after so many seconds."""
    for worker in workers:
        worker.connection.close()
    for worker in workers:
        worker.process.join(seconds)
        worker.kill()


def _run_tasks(connection: Connection, other_ends: Sequence[Connection], limits: ResourceLimits, folder: str) -> None:
    """What a worker process does: tasks, until its parent closes the pipe or is gone.

    It ignores Ctrl-C: the parent alone answers, so that files are finished.
    """
    for other_end in other_ends:
        other_end.close()  # as long as this process holds it, the pipe never ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    restrict_memory(limits)
    keep_freed_memory()
    gc.set_threshold(GARBAGE_THRESHOLD)
    gc.freeze()  # what was loaded before the worker started stays: the first search for garbage would read all of it
    with suppress(EOFError, OSError):
        for number in count():
            task = connection.recv_bytes()
            if number in FREEZING_TASKS:
                freeze_loaded_objects()
            connection.send_bytes(_run_task(task, limits))


def _run_task(task: bytes, limits: ResourceLimits) -> bytes:
    """The value of a task and the exception that it raised, packed."""
    restrict_time(limits)
    try:
        function, argument = pickle.loads(task)  # noqa: S301 - packed by the parent
        return pickle.dumps((function(argument), None))
    except MemoryError:
        return pickle.dumps((Failure.MEMORY, None))
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent raises it
        return _pack_error(error, traceback.format_exc())


def _pack_error(error: Exception, text: str) -> bytes:
    """An exception with its traceback; only the traceback where the exception cannot travel."""
    error.add_note(text)
    try:
        packed = pickle.dumps((None, error))
        pickle.loads(packed)  # noqa: S301 - packed here
    except Exception:  # noqa: BLE001 - classes of other people pack and unpack in any way
        return pickle.dumps((None, RuntimeError(text)))
    return packed


def _call_with_sink(
    task: tuple[Callable[..., Any], tuple[Any, ...]],
) -> tuple[Any, list[Diagnostic], BriefgenError | MachineError | None]:
    """The value, the diagnostics, and what the function raised."""
    (function, arguments), sink = task, Sink()
    try:
        return function(*arguments, sink), sink.diagnostics, None
    except (BriefgenError, MachineError) as error:
        return None, sink.diagnostics, error
