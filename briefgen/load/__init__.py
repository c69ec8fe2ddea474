"""The load stage: the project's files become typed values, and every problem in them a diagnostic."""

from __future__ import annotations

from briefgen.access.infer_sensitivity import infer_sensitivity_for
from briefgen.load.audience import load_audience
from briefgen.load.audience.parameters import resolve_parameters
from briefgen.load.bibliography.aliases import replace_addresses
from briefgen.load.block_audiences import check_block_audiences
from briefgen.load.brief import load_brief, load_briefs, read_brief_text
from briefgen.load.brief_audiences import find_printed_columns, infer_sensitivity_for_all, load_brief_audiences
from briefgen.load.campaign import load_campaign
from briefgen.load.kinds import check_kinds
from briefgen.load.library import LoadedLibraries, load_library
from briefgen.load.names import list_audience_names, list_names
from briefgen.load.project import load_project

__all__ = [
    "LoadedLibraries",
    "check_block_audiences",
    "check_kinds",
    "find_printed_columns",
    "infer_sensitivity_for",
    "infer_sensitivity_for_all",
    "list_audience_names",
    "list_names",
    "load_audience",
    "load_brief",
    "load_brief_audiences",
    "load_briefs",
    "load_campaign",
    "load_library",
    "load_project",
    "read_brief_text",
    "replace_addresses",
    "resolve_parameters",
]
