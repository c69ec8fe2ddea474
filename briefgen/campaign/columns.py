"""Looks, before anything is made, whether the recipients have every column that texts and pages print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.campaign.job import InputCache
from briefgen.campaign.plan import PlannedDocument
from briefgen.model.diagnostic import BriefgenError, MachineError, Sink
from briefgen.pipeline import compose_document
from briefgen.resource_limits import ResourceLimits, limit_resources

MISSING_COLUMN = re.compile(r"`recipient` has no `(.+)`")


def check_columns(
    documents: Iterable[PlannedDocument], cache: InputCache, sink: Sink, limits: ResourceLimits | None = None
) -> None:
    """Report columns that are printed and missing, by composing these documents: the first of each brief will do.

    All rows have the same columns, so what one lacks all lack. Other problems are left to the making of each document.
    """
    for document in documents:
        try:
            with limit_resources(limits or ResourceLimits()):
                loaded = cache.load(document, Sink())
                inputs = loaded.inputs.with_brief(document.brief)
                compose_document(inputs, Sink(), loaded.selection)
        except BriefgenError as error:
            for found in error.diagnostics:
                lacking = MISSING_COLUMN.fullmatch(found.message)
                if lacking:
                    message = f"the recipients have no column `{lacking[1]}`, which is printed here"
                    sink.error("recipients-column", message, found.origin, *found.hints)
        except MachineError:
            return
