"""Reads a campaign and its recipients."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from unicodedata import normalize as normalise

from briefgen.access.filter import STATE_COLUMN
from briefgen.load.brief_audiences import find_printed_columns
from briefgen.load.names import find_named_file, list_names
from briefgen.load.paths import report_refused_name, report_unusable_path, to_display_path
from briefgen.load.recipients.cells import check_cells
from briefgen.load.recipients.table import ROW_READERS, TEXT_ENDINGS, WORKBOOK_ENDINGS, RecipientTable, read_table
from briefgen.load.recipients.table_row import TableSettings
from briefgen.load.states import to_alpha3
from briefgen.load.syntax.validated import ValidatedFile, read_or_stop
from briefgen.model.brief import Project, Recipient
from briefgen.model.campaign import Campaign, Override
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Sensitivity
from briefgen.model.nearest import suggest_nearest
from briefgen.paths import find_inside, is_inside
from briefgen.schema.campaign_file import PLACEHOLDER, CampaignFile

SensitivityLookup = Callable[[str], Sensitivity]
"""The sensitivity of a column: its label, else that of the least sensitive text of the campaign that prints it."""

ID_COLUMN = "id"
"""The column that every table of recipients has."""

MAX_HINT_VALUES = 8
"""How many values of a column one hint lists."""


def load_campaign(project: Project, campaign_id: str, sink: Sink) -> Campaign:
    """The campaign of this name. Raises `BriefgenError` where there is none or nothing of it can be used."""
    path = find_named_file(project, "campaigns", campaign_id, sink)
    file = read_or_stop(CampaignFile, path, to_display_path(project.root, path), sink)
    _check_briefs(file, list_names(project, "briefs"), sink)
    table = _find_table(file, project, sink) or RecipientTable()
    labels = _read_sensitivity(file, table, project, sink) if table.columns else {}
    check_cells(table.columns, (*table.recipients, *table.refused), labels, sink)
    recipients = tuple(_normalise_state(recipient, labels) for recipient in table.recipients)
    lookup = partial(_find_sensitivity, labels, find_printed_columns(project, file.model.briefs))
    if table.columns:
        _check_output(file, table, lookup, sink)
    return Campaign(
        id=campaign_id,
        briefs=file.model.briefs,
        recipients=_filter_recipients(file, table.columns, recipients, lookup, sink),
        columns=table.columns,
        languages=file.model.languages,
        formats=file.model.formats,
        output=file.model.output,
        origin=Origin(file.display_path),
        output_origin=file.find_origin("output"),
        overrides=_build_overrides(file, recipients, sink),
    )


def _build_overrides(
    file: ValidatedFile[CampaignFile], recipients: tuple[Recipient, ...], sink: Sink
) -> Mapping[str, Override]:
    known = {recipient.id for recipient in recipients}
    for name in file.model.overrides:
        if known and normalise("NFC", name) not in known:
            message = f"`overrides` names `{name}`, which is not a recipient"
            sink.error("recipients-id", message, file.find_origin("overrides", name), *suggest_nearest(name, known))
    return {
        normalise("NFC", name): Override(
            **{**dict(override), "exclude": frozenset(override.exclude)}, origins=_find_override_origins(file, name)
        )
        for name, override in file.model.overrides.items()
    }


def _find_override_origins(file: ValidatedFile[CampaignFile], name: str) -> Mapping[str, Origin]:
    """The place of each change for one recipient, and of each block and section in it."""
    override = file.model.overrides[name]
    at = partial(file.find_origin, "overrides", name)
    origins = {key: at(key) for key in override.model_fields_set}
    origins |= {f"exclude.{block}": at("exclude", index) for index, block in enumerate(override.exclude)}
    for section, blocks in override.sections.items():
        origins[f"sections.{section}"] = at("sections", section)
        origins |= {f"sections.{section}.{index}": at("sections", section, index) for index in range(len(blocks))}
    return origins


def _check_briefs(file: ValidatedFile[CampaignFile], known: tuple[str, ...], sink: Sink) -> None:
    for index, name in enumerate(file.model.briefs):
        if name not in known:
            hints = suggest_nearest(name, known)
            sink.error("brief-unknown", f"no brief `{name}` in `briefs/`", file.find_origin("briefs", index), *hints)


def _find_table(file: ValidatedFile[CampaignFile], project: Project, sink: Sink) -> RecipientTable | None:
    name, origin = file.model.recipients, file.find_origin("recipients")
    path = project.root / "campaigns" / name
    if report_refused_name(path, name, origin, sink):
        return None
    if not is_inside(path, project.root):
        report_unusable_path(path, project.root, name, origin, sink)
        return None
    if find_inside(project.root, Path("campaigns", name)) is None:
        found = {table.name for ending in ROW_READERS for table in path.parent.glob(f"*{ending}")}
        tables = found - {Path(file.display_path).name}
        hints = suggest_nearest(path.name, tables) or ("put it into `campaigns/`",)
        sink.error("recipients-missing", f"no file `{name}` beside the campaign", origin, *hints)
        return None
    if path.suffix.lower() not in ROW_READERS:
        known = ", ".join(f"`{ending}`" for ending in ROW_READERS)
        message = f"`{name}` is not a table that can be read; known are {known}"
        sink.error("recipients-format", message, origin, "save it as CSV UTF-8")
        return None
    if not _check_settings(file, path.suffix.lower(), sink):
        return None
    settings = TableSettings(file.model.sheet, file.model.hidden, file.model.encoding)
    return read_table(path, to_display_path(project.root, path), sink, settings)


def _check_settings(file: ValidatedFile[CampaignFile], ending: str, sink: Sink) -> bool:
    """Whether the table is of a kind that has what the campaign says about it."""
    kinds = {
        "sheet": (WORKBOOK_ENDINGS, "a workbook"),
        "hidden": (WORKBOOK_ENDINGS, "a workbook"),
        "encoding": (TEXT_ENDINGS, "a CSV file"),
    }
    wrong = [key for key, (endings, _) in kinds.items() if getattr(file.model, key) and ending not in endings]
    for key in wrong:
        message = f"`{key}` is for {kinds[key][1]}, and `{file.model.recipients}` is none"
        sink.error("recipients-format", message, file.find_origin(key), f"leave out `{key}`")
    return not wrong


def _read_sensitivity(
    file: ValidatedFile[CampaignFile], table: RecipientTable, project: Project, sink: Sink
) -> Mapping[str, Sensitivity]:
    """Who may read each column, as far as the campaign or the project states it. The id names files, so it is public."""
    stated = file.model.sensitivity
    for column in stated:
        if column not in table.columns:
            _report_unknown_column(column, table.columns, file.find_origin("sensitivity", column), sink)
    if stated.get(ID_COLUMN, Sensitivity.PUBLIC) > Sensitivity.PUBLIC:
        message = "the column `id` names files and folders, so it is public"
        hint = "choose ids that tell nothing, such as `r-017`"
        sink.error("recipients-column", message, file.find_origin("sensitivity", ID_COLUMN), hint)
    default = project.default_sensitivity
    return {
        **({} if default is None else dict.fromkeys(table.columns, default)),
        **stated,
        ID_COLUMN: Sensitivity.PUBLIC,
    }


def _normalise_state(recipient: Recipient, labels: Mapping[str, Sensitivity]) -> Recipient:
    """The recipient with its labels, and its state in the form in which states are compared."""
    fields = recipient.fields
    if STATE_COLUMN in fields:
        fields = {**fields, STATE_COLUMN: to_alpha3(fields[STATE_COLUMN])}
    return replace(recipient, fields=fields, sensitivity=labels)


def _find_sensitivity(
    stated: Mapping[str, Sensitivity], printed: Callable[[], Mapping[str, Sensitivity]], column: str
) -> Sensitivity:
    return stated[column] if column in stated else printed().get(column, Sensitivity.CONFIDENTIAL)


def _check_output(
    file: ValidatedFile[CampaignFile], table: RecipientTable, lookup: SensitivityLookup, sink: Sink
) -> None:
    """Only public columns can be part of a file name, because everyone who handles the file reads it."""
    origin = file.find_origin("output")
    for placeholder in PLACEHOLDER.findall(file.model.output):
        kind, _, column = placeholder.partition(".")
        if kind == "recipient" and column not in table.columns:
            _report_unknown_column(column, table.columns, origin, sink)
        elif kind == "recipient" and lookup(column) > Sensitivity.PUBLIC:
            message = f"`output` names files by the column `{column}`, which is `{lookup(column).word}`"
            hint = "name files by `{recipient.id}`"
            if column not in file.model.sensitivity:
                hint = f"write `sensitivity: {{{column}: public}}`, if anybody may read it"
            sink.error("campaign-output", message, origin, hint)


def _filter_recipients(
    file: ValidatedFile[CampaignFile],
    columns: tuple[str, ...],
    recipients: tuple[Recipient, ...],
    lookup: SensitivityLookup,
    sink: Sink,
) -> tuple[Recipient, ...]:
    """The recipients that `where` selects."""
    where = {
        column: tuple(map(to_alpha3, values)) if column == STATE_COLUMN else values
        for column, values in file.model.where.items()
    }
    unknown = [column for column in where if columns and column not in columns]
    for column in unknown:
        _report_unknown_column(column, columns, file.find_origin("where", column), sink)
    selected = tuple(
        recipient
        for recipient in recipients
        if all(recipient.fields.get(column) in values for column, values in where.items())
    )
    if recipients and not selected and not unknown:
        hints = _suggest_values(where, recipients, lookup)
        sink.error("recipients-empty", "`where` leaves no recipient", file.find_origin("where"), *hints)
    return selected


def _suggest_values(
    where: Mapping[str, tuple[str, ...]], recipients: tuple[Recipient, ...], lookup: SensitivityLookup
) -> Iterator[str]:
    """The values in each column that `where` names, unless the column is not public."""
    for column in where:
        if lookup(column) > Sensitivity.PUBLIC:
            yield f"look into the column `{column}` of the table: it is `{lookup(column).word}`, and not shown here"
            continue
        values = sorted({recipient.fields[column] for recipient in recipients if recipient.fields.get(column)})
        listed = ", ".join(f"`{value}`" for value in values[:MAX_HINT_VALUES])
        more = f" and {len(values) - MAX_HINT_VALUES} more" if len(values) > MAX_HINT_VALUES else ""
        yield f"the table has in `{column}` {listed}{more}" if values else f"`{column}` is empty in every row"


def _report_unknown_column(column: str, known: tuple[str, ...], origin: Origin, sink: Sink) -> None:
    hints = suggest_nearest(column, known)
    sink.error("recipients-column", f"the recipients have no column `{column}`", origin, *hints)
