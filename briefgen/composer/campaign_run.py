"""Builds the documents of a campaign in the background, as `briefgen batch` does, until all are built or somebody stops it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile
from threading import Event, Lock, Thread
from typing import Any

from briefgen.campaign import (
    BuildReason,
    ExecutionOptions,
    Plan,
    PlanSurvey,
    Stores,
    build_tasks,
    collect_diagnostics,
    count_processors,
    formats_from_campaign,
    list_orphans,
    open_stores,
    plan_campaign,
    prepare_folder,
    report_orphans,
)
from briefgen.composer.arguments import build_act_error
from briefgen.load import load_briefs, load_campaign
from briefgen.model.brief import Project
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

    campaign: str
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


class CampaignRuns:
    """One run at a time, and the state of the last one."""

    def __init__(self) -> None:
        self.state: RunState | None = None
        self._lock = Lock()
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self, project: Project, campaign: str) -> None:
        """Build what is due of a campaign. Raises `BriefgenError` while another run goes on."""
        with self._lock:
            if self.state and self.state.is_running:
                raise build_act_error(
                    f"the campaign `{self.state.campaign}` is being built", "wait for its end, or stop it"
                )
            self._stop.clear()
            self.state = RunState(campaign)
            self._thread = Thread(target=self._run, args=(project, campaign), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Start no further document; those in progress are built to their end."""
        with self._lock:
            self._stop.set()
            if self.state and self.state.is_running:
                self.state = replace(self.state, is_stopped=True)

    def wait(self, seconds: float | None = None) -> None:
        """Wait for the end of the run."""
        if self._thread:
            self._thread.join(seconds)

    def close(self) -> None:
        """End the run with the composer."""
        self.stop()
        self.wait(END_SECONDS)

    def _run(self, project: Project, name: str) -> None:
        sink, counts = Sink(), Counter[Diagnostic]()
        try:
            campaign = load_campaign(project, name, sink)
            sink.stop_on_errors()
            briefs = load_briefs(project, campaign.briefs, sink)
            plan = plan_campaign(project, campaign, briefs, formats_from_campaign(campaign), project.output, sink)
            sink.stop_on_errors()
            with open_stores(project, project.output, sink) as stores:
                self._build(plan, stores, sink, counts)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
        except MachineError as error:
            sink.extend([error.diagnostic])
        except Exception as error:  # noqa: BLE001 - the page says what happened; there is nobody above this thread
            fault = build_file_fault(error) if isinstance(error, OSError) else None
            sink.extend([fault or build_internal_fault(error)])
        problems = (*((problem, 0) for problem in sink.collect_sorted()), *sorted(counts.items(), key=_sort_counted))
        self._set(is_running=False, problems=problems)

    def _build(self, plan: Plan, stores: Stores, sink: Sink, counts: Counter[Diagnostic]) -> None:
        survey = PlanSurvey(plan, stores.state)
        for task in survey.look_through():
            if task.build_reason is BuildReason.CURRENT:
                counts.update(set(task.diagnostics))
        report_orphans(list_orphans(survey.left_stems, stores), stores.state.folder, sink)
        self._set(due=survey.due_count, current=survey.count - survey.due_count)
        options = ExecutionOptions(count_processors(), manifest_at_end=True)
        with prepare_folder(survey, stores, options, sink):
            due = takewhile(lambda _: not self._stop.is_set(), survey.list_due())
            failed: list[str] = []
            for finished, (_, task, result) in enumerate(build_tasks(due, stores, options, sink), 1):
                counts.update({*collect_diagnostics(task, result), *filter(None, [result.fault])})
                failed += [result.stem] if result.failed else []
                self._set(finished=finished, failed=tuple(failed))

    def _set(self, **values: Any) -> None:
        """Change the state. Under the lock: of this thread and one that stops the run, neither undoes what the other sets."""
        with self._lock:
            if self.state:
                self.state = replace(self.state, **values)


def _sort_counted(counted: tuple[Diagnostic, int]) -> tuple[str, int, str, str]:
    return counted[0].sort_key
