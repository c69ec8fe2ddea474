"""Looks, before anything is made, whether the recipients have every column that texts and pages print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.campaign.making import Shelf
from briefgen.campaign.plan import PlannedDocument
from briefgen.limits import Allowance, held_to
from briefgen.pipeline import assemble
from briefgen.values.diagnostic import BriefgenError, MachineError, Sink

LACKING = re.compile(r"`recipient` has no `(.+)`")


def check_columns(
    documents: Iterable[PlannedDocument], shelf: Shelf, sink: Sink, allowance: Allowance | None = None
) -> None:
    """Report columns that are printed and missing, by composing these documents: the first of each brief will do.

    All rows have the same columns, so what one lacks all lack. Other problems are left to the making of each document.
    """
    for document in documents:
        try:
            with held_to(allowance or Allowance()):
                loaded = shelf.take(document, Sink())
                inputs = loaded.inputs.to(document.brief)
                assemble(inputs, Sink(), loaded.selection)
        except BriefgenError as error:
            for found in error.diagnostics:
                lacking = LACKING.fullmatch(found.message)
                if lacking:
                    message = f"the recipients have no column `{lacking[1]}`, which is printed here"
                    sink.error("recipients-column", message, found.origin, *found.hints)
        except MachineError:
            return
