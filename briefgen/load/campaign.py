"""Reads a campaign and its recipients."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain

from briefgen.load.brief_audiences import find_printed_columns
from briefgen.load.names import find_named_file, list_names
from briefgen.load.paths import is_inside, report_escape, to_display_path
from briefgen.load.recipients.cells import check_cells
from briefgen.load.recipients.recipient_table import RecipientTable, read_recipients
from briefgen.load.recipients.table import TABLE_READERS
from briefgen.load.states import to_alpha3
from briefgen.load.syntax.validated import ValidatedFile, read_or_stop
from briefgen.model.brief import Campaign, Override, Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Sensitivity
from briefgen.model.nearest import did_you_mean
from briefgen.schema.campaign import PLACEHOLDER, CampaignFile

SensitivityLookup = Callable[[str], Sensitivity]
"""Who may read a column: as it is labelled, else as the least sensitive text of the campaign that prints it."""

ID_COLUMN = "id"
"""The column that every table of recipients has."""

STATE_COLUMN = "state"
"""The column that says which state a recipient is, or is of: in the table by either code, in texts by three letters."""

MAX_HINT_VALUES = 8
"""How many values of a column one hint names."""


def load_campaign(project: Project, campaign_id: str, sink: Sink) -> Campaign:
    """The campaign of this name. Raises `BriefgenError` where there is none or nothing of it can be used."""
    path = find_named_file(project, "campaigns", campaign_id, sink)
    read = read_or_stop(CampaignFile, path, to_display_path(project.root, path), sink)
    _check_briefs(read, list_names(project, "briefs"), sink)
    table = _read_table(read, project, sink) or RecipientTable((), "")
    labels = _read_sensitivity(read, table, project, sink) if table.columns else {}
    check_cells(table.columns, chain(table, table.refused), labels, sink)
    table = _normalise_states(table)
    level = partial(_find_sensitivity, labels, find_printed_columns(project, read.model.briefs))
    if table.columns:
        _check_output(read, table, level, sink)
    return Campaign(
        id=campaign_id,
        briefs=read.model.briefs,
        recipients=replace(_filter_recipients(read, table, level, sink), sensitivity=labels),
        columns=table.columns,
        languages=read.model.languages,
        formats=read.model.formats,
        output=read.model.output,
        origin=Origin(read.display_path),
        overrides=_build_overrides(read, table, sink),
    )


def _build_overrides(read: ValidatedFile[CampaignFile], table: RecipientTable, sink: Sink) -> Mapping[str, Override]:
    known = {recipient.id for recipient in table} if read.model.overrides else frozenset[str]()
    for name in read.model.overrides:
        if known and name not in known:
            message = f"`overrides` names `{name}`, which is no recipient"
            sink.error("recipients-id", message, read.at("overrides", name), *did_you_mean(name, known))
    return {
        name: Override(**{**dict(one), "exclude": frozenset(one.exclude)}) for name, one in read.model.overrides.items()
    }


def _check_briefs(read: ValidatedFile[CampaignFile], known: tuple[str, ...], sink: Sink) -> None:
    for index, name in enumerate(read.model.briefs):
        if name not in known:
            hints = did_you_mean(name, known)
            sink.error("brief-unknown", f"no brief `{name}` in `briefs/`", read.at("briefs", index), *hints)


def _read_table(read: ValidatedFile[CampaignFile], project: Project, sink: Sink) -> RecipientTable | None:
    written = read.model.recipients
    path = project.root / "campaigns" / written
    origin = read.at("recipients")
    if not is_inside(path, project.root):
        report_escape(written, origin, sink)
        return None
    if not path.is_file():
        names = (
            [one.name for one in path.parent.iterdir() if one.suffix in TABLE_READERS] if path.parent.is_dir() else []
        )
        hints = did_you_mean(path.name, names) or ("put it into `campaigns/`",)
        sink.error("recipients-missing", f"no file `{written}` beside the campaign", origin, *hints)
        return None
    reader = TABLE_READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(f"`{ending}`" for ending in TABLE_READERS)
        sink.error(
            "recipients-format",
            f"`{written}` is no table that can be read; known are {known}",
            origin,
            "save it as CSV UTF-8",
        )
        return None
    return reader(path, to_display_path(project.root, path), sink)


def _read_sensitivity(
    read: ValidatedFile[CampaignFile], table: RecipientTable, project: Project, sink: Sink
) -> Mapping[str, Sensitivity]:
    """Who may read each column, as far as the campaign or the project says so. The id names files: it is public."""
    stated = read.model.sensitivity
    for column in stated:
        if column not in table.columns:
            _report_unknown_column(column, table, read.at("sensitivity", column), sink)
    if stated.get(ID_COLUMN, Sensitivity.PUBLIC) > Sensitivity.PUBLIC:
        hint = "choose ids that tell nothing, such as `r-017`"
        sink.error(
            "recipients-column",
            "the column `id` names files and folders, so it is public",
            read.at("sensitivity", ID_COLUMN),
            hint,
        )
    unlabelled = (
        {} if project.default_sensitivity is None else dict.fromkeys(table.columns, project.default_sensitivity)
    )
    return {**unlabelled, **stated, ID_COLUMN: Sensitivity.PUBLIC}


def _normalise_states(table: RecipientTable) -> RecipientTable:
    """The table with each state in the form that all states are compared in."""
    if STATE_COLUMN not in table.columns:
        return table
    rows = (replace(one, fields={**one.fields, STATE_COLUMN: to_alpha3(one.fields[STATE_COLUMN])}) for one in table)
    return read_recipients(table.columns, table.display_path, rows)


def _find_sensitivity(
    stated: Mapping[str, Sensitivity], printed: Callable[[], Mapping[str, Sensitivity]], column: str
) -> Sensitivity:
    return stated[column] if column in stated else printed().get(column, Sensitivity.CONFIDENTIAL)


def _check_output(
    read: ValidatedFile[CampaignFile], table: RecipientTable, level: SensitivityLookup, sink: Sink
) -> None:
    """A file name is read by everyone who handles the file, so only public columns may stand in it."""
    for place in PLACEHOLDER.findall(read.model.output):
        kind, _, column = place.partition(".")
        if kind == "recipient" and column not in table.columns:
            _report_unknown_column(column, table, read.at("output"), sink)
        elif kind == "recipient" and level(column) > Sensitivity.PUBLIC:
            message = f"`output` names files by the column `{column}`, which is `{level(column).word}`"
            unlabelled = column not in read.model.sensitivity
            labelled = f"write `sensitivity: {{{column}: public}}`, if anybody may read it"
            hint = labelled if unlabelled else "name files by `{recipient.id}`"
            sink.error("campaign-output", message, read.at("output"), hint)


def _filter_recipients(
    read: ValidatedFile[CampaignFile], table: RecipientTable, level: SensitivityLookup, sink: Sink
) -> RecipientTable:
    """The recipients that `where` leaves."""
    where = {
        column: tuple(map(to_alpha3, values)) if column == STATE_COLUMN else values
        for column, values in read.model.where.items()
    }
    unknown = [column for column in where if table.columns and column not in table.columns]
    for column in unknown:
        _report_unknown_column(column, table, read.at("where", column), sink)
    chosen = replace(table, where=where)
    if table and not chosen and not unknown:
        hints = _suggest_values(where, table, level)
        sink.error("recipients-empty", "`where` leaves no recipient", read.at("where"), *hints)
    return chosen


def _suggest_values(
    where: Mapping[str, tuple[str, ...]], table: RecipientTable, level: SensitivityLookup
) -> Iterator[str]:
    """For each column that `where` names, what the table has in it, unless that is not for everybody."""
    for column in where:
        if level(column) > Sensitivity.PUBLIC:
            yield f"look into the column `{column}` of the table: it is `{level(column).word}`, and not shown here"
            continue
        values = sorted({one.fields[column] for one in table if one.fields.get(column)})
        listed = ", ".join(f"`{one}`" for one in values[:MAX_HINT_VALUES])
        more = f" and {len(values) - MAX_HINT_VALUES} more" if len(values) > MAX_HINT_VALUES else ""
        yield f"the table has in `{column}` {listed}{more}" if values else f"`{column}` is empty in every row"


def _report_unknown_column(column: str, table: RecipientTable, origin: Origin, sink: Sink) -> None:
    hints = did_you_mean(column, table.columns)
    sink.error("recipients-column", f"the recipients have no column `{column}`", origin, *hints)
