"""What a change of a fact, a source or a block touches: `briefgen impact` for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.access.usages import UsedKind
from briefgen.composer.arguments import build_act_error, read_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.tables.libraries import read_library
from briefgen.corrections.impact import FileFinder, Impact, find_impact, find_kinds, load_brief_uses
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.record.deliveries import read_deliveries
from briefgen.record.store import open_record

TABLE_FILES = frozenset({"facts.yaml", "sources.yaml", "deliveries.jsonl", "approvals.yaml"})
"""Files that do not decide which texts a brief prints: a corrected figure shows its impact at once."""


@dataclass(frozen=True, slots=True)
class AffectedText:
    """A text or a fact that uses the thing."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class AffectedApprovalRow:
    """An approval of a text that prints the thing."""

    text: str
    by: str
    holds: bool


@dataclass(frozen=True, slots=True)
class AffectedFile:
    """A file with the thing, built or sent."""

    name: str
    is_current: bool
    to: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class ImpactView:
    """Everything that a change touches."""

    texts: tuple[AffectedText, ...]
    briefs: tuple[str, ...]
    translations: tuple[str, ...]
    approvals: tuple[AffectedApprovalRow, ...]
    files: tuple[AffectedFile, ...]
    deliveries: tuple[AffectedFile, ...]


def build_impact_view(session: ComposerSession, arguments: Mapping[str, Any]) -> ImpactView:
    """The impact of the thing with a `kind` and a `name` in a library."""
    library_name, kind, name = (read_text(arguments, key) for key in ("library", "kind", "name"))
    reading = read_library(session, library_name)
    if reading.library is None:
        raise BriefgenError(*reading.problems)
    kinds = {found.value: found for found in find_kinds(reading.library, name)}
    if kind not in kinds:
        raise build_act_error("no-thing", kind=kind, name=name)
    project, sink = session.require_project(), Sink()
    uses = session.read_lasting("brief uses", lambda: load_brief_uses(project, Sink()), TABLE_FILES)
    deliveries = session.read("deliveries", lambda: read_deliveries(project.root, sink))
    with open_record(project.root, (project.output,), sink) as record:
        finder = FileFinder(record, project.output)
        impact = find_impact(finder, reading.library, UsedKind(kind), name, uses, deliveries)
    return _build_view(impact)


def _build_view(impact: Impact) -> ImpactView:
    return ImpactView(
        tuple(dict.fromkeys(AffectedText(usage.used_by, str(usage.origin)) for usage in impact.usages)),
        impact.briefs,
        impact.translations,
        tuple(AffectedApprovalRow(own.approval.text_name, str(own.approval), own.holds) for own in impact.approvals),
        tuple(AffectedFile(file.path, file.is_current) for file in impact.files),
        tuple(
            AffectedFile(own.delivery.name, own.is_current, own.delivery.to, own.delivery.on)
            for own in impact.deliveries
        ),
    )
