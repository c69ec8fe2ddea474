"""The load stage: the project's files become typed values, and every problem in them a diagnostic."""

from __future__ import annotations

from briefgen.load.audience import load_audience
from briefgen.load.brief import load_brief
from briefgen.load.campaign import load_campaign
from briefgen.load.kinds import check_kinds
from briefgen.load.labels import opened_for
from briefgen.load.library import load_library
from briefgen.load.names import names_of
from briefgen.load.parameters import with_parameters
from briefgen.load.project import load_project
from briefgen.load.readers import columns_printed, opened_for_all, readers

__all__ = [
    "check_kinds",
    "columns_printed",
    "load_audience",
    "load_brief",
    "load_campaign",
    "load_library",
    "load_project",
    "names_of",
    "opened_for",
    "opened_for_all",
    "readers",
    "with_parameters",
]
