"""Reads a campaign and its recipients."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.files.campaign import PLACE, CampaignFile
from briefgen.load.names import named_file, names_of
from briefgen.load.paths import contained, report_escape, shown
from briefgen.load.reading import Read, read_or_stop
from briefgen.load.recipients import READERS, Table
from briefgen.values.brief import Campaign, Override, Project, Recipient
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.nearest import did_you_mean


def load_campaign(project: Project, campaign_id: str, sink: Sink) -> Campaign:
    """The campaign of this name. Raises `BriefgenError` where there is none or nothing of it can be used."""
    path = named_file(project, "campaigns", campaign_id, sink)
    read = read_or_stop(CampaignFile, path, shown(project.root, path), sink)
    _check_briefs(read, names_of(project, "briefs"), sink)
    table = _table(read, project, sink) or Table((), ())
    if table.columns:
        _check_output(read, table, sink)
    return Campaign(
        id=campaign_id,
        briefs=read.model.briefs,
        recipients=_chosen(read, table, sink),
        columns=table.columns,
        languages=read.model.languages,
        formats=read.model.formats,
        output=read.model.output,
        origin=Origin(read.shown),
        overrides=_overrides(read, table, sink),
    )


def _overrides(read: Read[CampaignFile], table: Table, sink: Sink) -> Mapping[str, Override]:
    known = [recipient.id for recipient in table.recipients]
    for name in read.model.overrides:
        if known and name not in known:
            message = f"`overrides` names `{name}`, which is no recipient"
            sink.error("recipients-id", message, read.at("overrides", name), *did_you_mean(name, known))
    return {
        name: Override(**{**dict(one), "exclude": frozenset(one.exclude)}) for name, one in read.model.overrides.items()
    }


def _check_briefs(read: Read[CampaignFile], known: tuple[str, ...], sink: Sink) -> None:
    for index, name in enumerate(read.model.briefs):
        if name not in known:
            hints = did_you_mean(name, known)
            sink.error("brief-unknown", f"no brief `{name}` in `briefs/`", read.at("briefs", index), *hints)


def _table(read: Read[CampaignFile], project: Project, sink: Sink) -> Table | None:
    written = read.model.recipients
    path = project.root / "campaigns" / written
    origin = read.at("recipients")
    if not contained(path, project.root):
        report_escape(written, origin, sink)
        return None
    if not path.is_file():
        names = [one.name for one in path.parent.iterdir() if one.suffix in READERS] if path.parent.is_dir() else []
        sink.error(
            "recipients-missing", f"no file `{written}` beside the campaign", origin, *did_you_mean(path.name, names)
        )
        return None
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(f"`{ending}`" for ending in READERS)
        sink.error(
            "recipients-format",
            f"`{written}` is no table that can be read; known are {known}",
            origin,
            "save it as CSV UTF-8",
        )
        return None
    return reader(path, shown(project.root, path), sink)


def _check_output(read: Read[CampaignFile], table: Table, sink: Sink) -> None:
    for place in PLACE.findall(read.model.output):
        kind, _, column = place.partition(".")
        if kind == "recipient" and column not in table.columns:
            _report_column(column, table, read.at("output"), sink)


def _chosen(read: Read[CampaignFile], table: Table, sink: Sink) -> tuple[Recipient, ...]:
    """The recipients that `where` leaves."""
    where = read.model.where
    unknown = [column for column in where if table.columns and column not in table.columns]
    for column in unknown:
        _report_column(column, table, read.at("where", column), sink)
    chosen = tuple(
        one for one in table.recipients if all(one.fields.get(column) in values for column, values in where.items())
    )
    if table.recipients and not chosen and not unknown:
        sink.error("recipients-empty", "`where` leaves no recipient", read.at("where"), "compare it with the table")
    return chosen


def _report_column(column: str, table: Table, origin: Origin, sink: Sink) -> None:
    hints = did_you_mean(column, table.columns)
    sink.error("recipients-column", f"the recipients have no column `{column}`", origin, *hints)
