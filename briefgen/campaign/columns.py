"""Checks, before any document is built, whether the recipients have every column that texts and pages print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.campaign.plan import PlannedDocument
from briefgen.executor import Failure, execute
from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError, Sink
from briefgen.pipeline import compose_document, load_inputs
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits

MISSING_COLUMN = re.compile(r"`recipient` has no `(.+)`")


def check_columns(
    documents: Iterable[PlannedDocument], sink: Sink, jobs: int = 1, limits: ResourceLimits = DEFAULT_LIMITS
) -> None:
    """Report columns that are printed and missing, by composing these documents: the first of each brief is enough.

    All rows have the same columns. Other problems are reported when each document is built.
    """
    results = dict(execute(_collect_problems, documents, jobs, limits))
    for _, problems in sorted(results.items()):
        for problem in () if isinstance(problems, Failure) else problems:
            if column := MISSING_COLUMN.fullmatch(problem.message):
                message = f"the recipients have no column `{column[1]}`, which is printed here"
                sink.error("recipients-column", message, problem.origin, *problem.hints)


def _collect_problems(document: PlannedDocument) -> tuple[Diagnostic, ...]:
    try:
        compose_document(load_inputs(document.project, document.brief, Sink()), Sink())
    except BriefgenError as error:
        return error.diagnostics
    except MachineError:
        return ()
    return ()
