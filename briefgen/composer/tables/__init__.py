"""The tables of a project that people keep by hand: facts, sources and recipients. `TABLES` names them."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.composer.arguments import build_act_error
from briefgen.composer.tables.facts import FactsTable
from briefgen.composer.tables.recipients import RecipientsTable
from briefgen.composer.tables.sources import SourcesTable
from briefgen.composer.tables.table import KeptTable

TABLES: Mapping[str, KeptTable] = {"facts": FactsTable(), "sources": SourcesTable(), "recipients": RecipientsTable()}


def find_table(name: object) -> KeptTable:
    """The table with a name. Raises `BriefgenError`."""
    if not isinstance(name, str) or name not in TABLES:
        raise build_act_error("no-table")
    return TABLES[name]
