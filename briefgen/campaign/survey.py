"""Finds out which documents of a plan are due, without keeping the plan in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

from briefgen.campaign.change_detection import BuildReason, ChangeDetection, Task
from briefgen.campaign.job import InputCache
from briefgen.campaign.plan import Plan, PlannedDocument
from briefgen.campaign.state import State


class PlanSurvey:
    """Which documents of a plan are due."""

    def __init__(self, plan: Plan, state: State, *, is_forced: bool = False) -> None:
        detection = ChangeDetection(state, InputCache())
        self._look = detection.create_forced_task if is_forced else detection.create_task
        self._plan = plan
        self._due = bytearray()
        """For each planned document, whether it is."""
        self.first_due: dict[str, PlannedDocument] = {}
        """Of each group, the first that is due."""
        self.left_stems = set(state.list_stems(plan.campaign.id))
        """What earlier runs built that the plan does not have; of a whole campaign only."""

    def look_through(self) -> Iterator[Task]:
        """Look at every document of the plan, once; yields what is to be done about it."""
        for document in self._plan:
            task = self._look(document)
            is_due = task.build_reason is not BuildReason.CURRENT
            if is_due:
                self.first_due.setdefault(document.group, document)
            self._due.append(is_due)
            self.left_stems.discard(document.stem)
            yield task

    @property
    def count(self) -> int:
        """How many documents were looked at."""
        return len(self._due)

    @property
    def due_count(self) -> int:
        """How many of them are due."""
        return sum(self._due)

    def list_due(self) -> Iterator[Task]:
        """Those that are due, each as it is when it is needed."""
        return map(self._look, compress(self._plan, self._due))
