"""Runs tasks in worker processes, each within its limits of time and memory. Home of pebble.

docs/decisions/0011-one-executor.md says why pebble, and why one road for one document and for thousands.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from enum import Enum
from itertools import chain, islice
from multiprocessing import forkserver, get_all_start_methods, get_context, resource_tracker
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError, Severity, Sink
from briefgen.resource_limits import (
    DEFAULT_LIMITS,
    ResourceLimits,
    describe_memory_limit,
    describe_time_limit,
    restrict_memory,
    restrict_time,
)
from briefgen.temp_folder import TempFolder

Argument = TypeVar("Argument")
Value = TypeVar("Value")

MANY_TASKS = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
"""How workers for several tasks start. A fork server loads briefgen once; each worker is a copy of it, made in milliseconds.

A copy of this process would also copy the locks of its threads, pebble's among them, which nobody ever releases in the copy.
"""

PRELOADED = ["briefgen.campaign.run"]
MAX_TASKS = 200
"""After so many tasks a worker is replaced: WeasyPrint and Pango do not give all memory back."""

STOP_TIMEOUT = 5
"""Seconds that tasks in progress are given to finish after Ctrl-C."""


class Failure(Enum):
    """Why a task has no value."""

    TIME = "time"
    MEMORY = "memory"
    DIED = "died"
    """Its process died twice, perhaps because the machine has no memory left."""


def execute(
    function: Callable[[Argument], Value],
    arguments: Iterable[Argument],
    jobs: int = 1,
    limits: ResourceLimits = DEFAULT_LIMITS,
    max_tasks: int = MAX_TASKS,
) -> Iterator[tuple[int, Value | Failure]]:
    """Call a function with each argument, `jobs` at a time; yields the index of each with its value, as they finish.

    An argument is read when a worker is free for it. A task that fails does not affect the others. A task whose
    process died is tried once more: perhaps something else killed the process.

    Each process has a pool of its own: a process that dies may hold a lock of its pool, and no other may wait for that.
    """
    tasks = enumerate(arguments)
    first = list(islice(tasks, 2))
    method = "fork" if len(first) < 2 and _is_single_threaded() else MANY_TASKS
    waiting = chain(first, tasks)
    retries: deque[tuple[int, Argument]] = deque()
    retried: set[int] = set()
    idle: list[ProcessPool] = []
    running: dict[Future[Value | Failure], tuple[ProcessPool, int, Argument]] = {}
    with TempFolder() as folder:
        try:
            while True:
                while len(running) < jobs and (task := next(chain(_take_all(retries), waiting), None)):
                    pool = idle.pop() if idle else _start_pool(limits, folder, max_tasks, method)
                    if not pool.active:  # its process was killed while it had no task
                        _stop_pools([pool])
                        pool = _start_pool(limits, folder, max_tasks, method)
                    running[_schedule(pool, function, task[1], limits)] = (pool, *task)
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    pool, index, argument = running.pop(future)
                    value = _read_value(future)
                    if value is Failure.DIED:
                        _stop_pools([pool])
                    else:
                        idle.append(pool)
                    if value is Failure.DIED and index not in retried:
                        retried.add(index)
                        retries.append((index, argument))
                    else:
                        yield index, value
        finally:
            wait(running, timeout=STOP_TIMEOUT)
            _stop_pools([*idle, *(pool for pool, _, _ in running.values())])


def execute_with_sink(
    function: Callable[..., Value],
    arguments: tuple[Any, ...],
    sink: Sink,
    subject: str,
    limits: ResourceLimits = DEFAULT_LIMITS,
) -> Value:
    """Call `function(*arguments, sink)` in a worker; its diagnostics go to `sink`.

    Raises `BriefgenError` and `MachineError` where the function does, and where it takes too much time or memory.
    """
    ((_, result),) = execute(_call_with_sink, [(function, arguments)], limits=limits)
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
def block_interrupts() -> Iterator[None]:
    """Ctrl-C waits until this is over. A process started meanwhile ignores it from its first moment on."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
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
    return sys.platform == "linux" and threads.is_dir() and len(list(threads.iterdir())) == 1


def _start_pool(limits: ResourceLimits, folder: str, max_tasks: int, method: str) -> ProcessPool:
    with block_interrupts():
        context = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(PRELOADED)
            try:
                forkserver.ensure_running()
            except OSError:  # the name of the temporary folder is too long for the server's socket
                context = get_context("spawn")
        pool = ProcessPool(1, max_tasks, initializer=_start_worker, initargs=(limits, folder), context=context)
        pool.active  # noqa: B018 - reading it starts the pool: its threads and processes inherit the blocked signal
    return pool


def _stop_pools(pools: Sequence[ProcessPool]) -> None:
    for pool in pools:
        pool.stop()  # type: ignore[no-untyped-call]
    for pool in pools:
        pool.join()


def _schedule(
    pool: ProcessPool, function: Callable[[Argument], Value], argument: Argument, limits: ResourceLimits
) -> Future[Value | Failure]:
    """Hand a task to the pool, packed: a worker unpacks it within its limits, and not while it holds the pool's lock."""
    task = pickle.dumps((function, argument))
    try:
        future: Future[Value | Failure] = pool.schedule(_run_task, args=(task, limits), timeout=limits.wall_seconds)
    except RuntimeError as error:  # its process was killed a moment ago
        future = Future()
        future.set_exception(error)
    return future


def _read_value(future: Future[Value | Failure]) -> Value | Failure:
    try:
        return future.result()
    except TimeoutError:
        return Failure.TIME
    except ProcessExpired as error:
        is_time_limit = hasattr(signal, "SIGXCPU") and error.exitcode == -signal.SIGXCPU
        return Failure.TIME if is_time_limit else Failure.DIED
    except RuntimeError:  # `BrokenProcessPool`: all processes of the pool died
        return Failure.DIED


def _start_worker(limits: ResourceLimits, folder: str) -> None:
    """Prepare a new worker process. pebble has it ignore Ctrl-C: the parent alone answers, so that files are finished."""
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    restrict_memory(limits)


_frozen = False


def _run_task(task: bytes, limits: ResourceLimits) -> Any:
    global _frozen  # noqa: PLW0603 - once in the life of a worker
    restrict_time(limits)
    try:
        function, argument = pickle.loads(task)  # noqa: S301 - packed by the parent
        value = function(argument)
    except MemoryError:
        return Failure.MEMORY
    if not _frozen:
        freeze_loaded_objects()
        _frozen = True
    return value


def _call_with_sink(
    task: tuple[Callable[..., Any], tuple[Any, ...]],
) -> tuple[Any, list[Diagnostic], BriefgenError | MachineError | None]:
    """The value, the diagnostics, and what the function raised."""
    (function, arguments), sink = task, Sink()
    try:
        return function(*arguments, sink), sink.diagnostics, None
    except (BriefgenError, MachineError) as error:
        return None, sink.diagnostics, error
