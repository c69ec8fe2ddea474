"""Checks, before any document is built, whether the recipients have every column that texts and pages print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import cycle, islice

from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.run import find_problems
from briefgen.executor import Failure, KeptWorkers, execute
from briefgen.model.diagnostic import Sink
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits

MISSING_COLUMN = re.compile(r"`recipient` has no `(.+)`")


def check_columns(
    documents: Iterable[PlannedDocument],
    sink: Sink,
    jobs: int = 1,
    limits: ResourceLimits = DEFAULT_LIMITS,
    workers: KeptWorkers | None = None,
) -> None:
    """Report columns that are printed and missing, by composing these documents: the first of each brief is enough.

    All rows have the same columns. Other problems are reported when each document is built. Where there are fewer documents than `jobs`,
    some are composed more than once, at the same time: each of the `workers` has then read what the documents after them are built from.
    """
    first = list(documents)
    tasks = islice(cycle(first), max(jobs, len(first)))
    results = dict(execute(find_problems, tasks, jobs, limits, kept=workers))
    for index in range(len(first)):
        problems = results[index]
        for problem in () if isinstance(problems, Failure) else problems:
            if column := MISSING_COLUMN.fullmatch(problem.message):
                message = f"the recipients have no column `{column[1]}`, which is printed here"
                sink.error("recipients-column", message, problem.origin, *problem.hints)
