"""Builds many documents in the background, one run at a time, until all are built or somebody stops it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import takewhile
from threading import Event, Lock, Thread
from typing import Any

from briefgen.campaign import ExecutionOptions, Stores, Task, build_tasks, collect_diagnostics
from briefgen.composer.arguments import build_act_error
from briefgen.model.diagnostic import (
    BriefgenError,
    Diagnostic,
    MachineError,
    Sink,
    build_file_fault,
    build_internal_fault,
)

END_SECONDS = 30
"""How long the documents in progress are given when the composer ends."""


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run has come."""

    name: str
    """The campaign; empty for notices of correction."""
    is_running: bool = True
    is_stopped: bool = False
    """Somebody stopped it: no further document is started."""
    due: int | None = None
    """How many documents are built; None until that is known."""
    current: int = 0
    """Those that are up to date already."""
    finished: int = 0
    failed: tuple[str, ...] = ()
    """The names of those that failed, of those that are finished."""
    problems: tuple[tuple[Diagnostic, int], ...] = ()
    """Each with the number of documents that it touches; 0 for one of the whole run."""


class Runs:
    """One run at a time, and the state of the last one."""

    def __init__(self) -> None:
        self.state: RunState | None = None
        self._lock = Lock()
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self, name: str, work: Callable[[Run], None]) -> None:
        """Do work that builds documents. Raises `BriefgenError` while another run goes on."""
        with self._lock:
            if self.state and self.state.is_running:
                raise build_act_error("running")
            self._stop.clear()
            self.state = RunState(name)
            self._thread = Thread(target=self._run, args=(work,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Start no further document; those in progress are built to their end."""
        with self._lock:
            self._stop.set()
            if self.state and self.state.is_running:
                self.state = replace(self.state, is_stopped=True)

    @property
    def is_stopped(self) -> bool:
        """Whether no further document is started."""
        return self._stop.is_set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for the end of the run."""
        if self._thread:
            self._thread.join(seconds)

    def close(self) -> None:
        """End the run with the composer."""
        self.stop()
        self.wait(END_SECONDS)

    def set(self, **values: Any) -> None:
        """Change the state. Under the lock: of this thread and one that stops the run, neither undoes what the other sets."""
        with self._lock:
            if self.state:
                self.state = replace(self.state, **values)

    def _run(self, work: Callable[[Run], None]) -> None:
        run = Run(self)
        try:
            work(run)
        except BriefgenError as error:
            run.sink.extend(error.diagnostics)
        except MachineError as error:
            run.sink.extend([error.diagnostic])
        except Exception as error:  # noqa: BLE001 - the page says what happened; there is nobody above this thread
            fault = build_file_fault(error) if isinstance(error, OSError) else None
            run.sink.extend([fault or build_internal_fault(error)])
        self.set(is_running=False, problems=run.list_problems())


class Run:
    """What the work of a run finds, and how it builds its documents."""

    def __init__(self, runs: Runs) -> None:
        self.sink = Sink()
        self.counts = Counter[Diagnostic]()
        """The documents that each problem touches."""
        self._runs = runs

    def build(self, tasks: Iterable[Task], due: int, current: int, stores: Stores, options: ExecutionOptions) -> None:
        """Build the documents that are due, until somebody stops the run."""
        self._runs.set(due=due, current=current)
        started = takewhile(lambda _: not self._runs.is_stopped, tasks)
        failed: list[str] = []
        with closing(build_tasks(started, stores, options, self.sink)) as results:
            for finished, (_, task, result) in enumerate(results, 1):
                self.counts.update({*collect_diagnostics(task, result), *filter(None, [result.fault])})
                failed += [result.stem] if result.failed else []
                self._runs.set(finished=finished, failed=tuple(failed))

    def list_problems(self) -> tuple[tuple[Diagnostic, int], ...]:
        """Those of the whole run, then those of documents."""
        counted = sorted(self.counts.items(), key=lambda pair: pair[0].sort_key)
        return (*((problem, 0) for problem in self.sink.collect_sorted()), *counted)
