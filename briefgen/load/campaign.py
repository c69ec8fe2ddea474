"""Reads a campaign and its recipients."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain

from briefgen.files.campaign import PLACE, CampaignFile
from briefgen.load.names import named_file, names_of
from briefgen.load.paths import contained, report_escape, shown
from briefgen.load.readers import columns_printed
from briefgen.load.reading import Read, read_or_stop
from briefgen.load.recipient_cells import check_cells
from briefgen.load.recipients import READERS
from briefgen.load.roll import Roll, enrolled
from briefgen.load.states import three_letters
from briefgen.values.brief import Campaign, Override, Project
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.library import Sensitivity
from briefgen.values.nearest import did_you_mean

Labels = Callable[[str], Sensitivity]
"""Who may read a column: as it is labelled, else as the least sensitive text of the campaign that prints it."""

ID = "id"
"""The column that every table of recipients has."""

STATE = "state"
"""The column that says which state a recipient is, or is of: in the table by either code, in texts by three letters."""

MOST_VALUES = 8
"""How many values of a column one hint names."""


def load_campaign(project: Project, campaign_id: str, sink: Sink) -> Campaign:
    """The campaign of this name. Raises `BriefgenError` where there is none or nothing of it can be used."""
    path = named_file(project, "campaigns", campaign_id, sink)
    read = read_or_stop(CampaignFile, path, shown(project.root, path), sink)
    _check_briefs(read, names_of(project, "briefs"), sink)
    table = _table(read, project, sink) or Roll((), "")
    labels = _sensitivity(read, table, project, sink) if table.columns else {}
    check_cells(table.columns, chain(table, table.refused), labels, sink)
    table = _with_states(table)
    level = partial(_level, labels, columns_printed(project, read.model.briefs))
    if table.columns:
        _check_output(read, table, level, sink)
    return Campaign(
        id=campaign_id,
        briefs=read.model.briefs,
        recipients=replace(_chosen(read, table, level, sink), sensitivity=labels),
        columns=table.columns,
        languages=read.model.languages,
        formats=read.model.formats,
        output=read.model.output,
        origin=Origin(read.shown),
        overrides=_overrides(read, table, sink),
    )


def _overrides(read: Read[CampaignFile], table: Roll, sink: Sink) -> Mapping[str, Override]:
    known = {recipient.id for recipient in table} if read.model.overrides else frozenset[str]()
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


def _table(read: Read[CampaignFile], project: Project, sink: Sink) -> Roll | None:
    written = read.model.recipients
    path = project.root / "campaigns" / written
    origin = read.at("recipients")
    if not contained(path, project.root):
        report_escape(written, origin, sink)
        return None
    if not path.is_file():
        names = [one.name for one in path.parent.iterdir() if one.suffix in READERS] if path.parent.is_dir() else []
        hints = did_you_mean(path.name, names) or ("put it into `campaigns/`",)
        sink.error("recipients-missing", f"no file `{written}` beside the campaign", origin, *hints)
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


def _sensitivity(read: Read[CampaignFile], table: Roll, project: Project, sink: Sink) -> Mapping[str, Sensitivity]:
    """Who may read each column, as far as the campaign or the project says so. The id names files: it is public."""
    stated = read.model.sensitivity
    for column in stated:
        if column not in table.columns:
            _report_column(column, table, read.at("sensitivity", column), sink)
    if stated.get(ID, Sensitivity.PUBLIC) > Sensitivity.PUBLIC:
        hint = "choose ids that tell nothing, such as `r-017`"
        sink.error(
            "recipients-column",
            "the column `id` names files and folders, so it is public",
            read.at("sensitivity", ID),
            hint,
        )
    unlabelled = {} if project.unlabelled is None else dict.fromkeys(table.columns, project.unlabelled)
    return {**unlabelled, **stated, ID: Sensitivity.PUBLIC}


def _with_states(table: Roll) -> Roll:
    """The table with each state in the form that all states are compared in."""
    if STATE not in table.columns:
        return table
    rows = (replace(one, fields={**one.fields, STATE: three_letters(one.fields[STATE])}) for one in table)
    return enrolled(table.columns, table.shown, rows)


def _level(
    stated: Mapping[str, Sensitivity], printed: Callable[[], Mapping[str, Sensitivity]], column: str
) -> Sensitivity:
    return stated[column] if column in stated else printed().get(column, Sensitivity.CONFIDENTIAL)


def _check_output(read: Read[CampaignFile], table: Roll, level: Labels, sink: Sink) -> None:
    """A file name is read by everyone who handles the file, so only public columns may stand in it."""
    for place in PLACE.findall(read.model.output):
        kind, _, column = place.partition(".")
        if kind == "recipient" and column not in table.columns:
            _report_column(column, table, read.at("output"), sink)
        elif kind == "recipient" and level(column) > Sensitivity.PUBLIC:
            message = f"`output` names files by the column `{column}`, which is `{level(column).word}`"
            unlabelled = column not in read.model.sensitivity
            labelled = f"write `sensitivity: {{{column}: public}}`, if anybody may read it"
            hint = labelled if unlabelled else "name files by `{recipient.id}`"
            sink.error("campaign-output", message, read.at("output"), hint)


def _chosen(read: Read[CampaignFile], table: Roll, level: Labels, sink: Sink) -> Roll:
    """The recipients that `where` leaves."""
    where = {
        column: tuple(map(three_letters, values)) if column == STATE else values
        for column, values in read.model.where.items()
    }
    unknown = [column for column in where if table.columns and column not in table.columns]
    for column in unknown:
        _report_column(column, table, read.at("where", column), sink)
    chosen = replace(table, where=where)
    if table and not chosen and not unknown:
        hints = _values_there(where, table, level)
        sink.error("recipients-empty", "`where` leaves no recipient", read.at("where"), *hints)
    return chosen


def _values_there(where: Mapping[str, tuple[str, ...]], table: Roll, level: Labels) -> Iterator[str]:
    """For each column that `where` names, what the table has in it, unless that is not for everybody."""
    for column in where:
        if level(column) > Sensitivity.PUBLIC:
            yield f"look into the column `{column}` of the table: it is `{level(column).word}`, and not shown here"
            continue
        values = sorted({one.fields[column] for one in table if one.fields.get(column)})
        listed = ", ".join(f"`{one}`" for one in values[:MOST_VALUES])
        more = f" and {len(values) - MOST_VALUES} more" if len(values) > MOST_VALUES else ""
        yield f"the table has in `{column}` {listed}{more}" if values else f"`{column}` is empty in every row"


def _report_column(column: str, table: Roll, origin: Origin, sink: Sink) -> None:
    hints = did_you_mean(column, table.columns)
    sink.error("recipients-column", f"the recipients have no column `{column}`", origin, *hints)
