"""The act that notes what was sent, to whom and on which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from briefgen.composer.arguments import build_act_error, parse_day, read_name, read_text
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit, read_bytes
from briefgen.load import list_names
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.far_day import is_far_ahead
from briefgen.paths import is_inside
from briefgen.record.deliveries import (
    ATTRIBUTES_NAME,
    DELIVERIES_NAME,
    extend_attributes,
    extend_content,
    format_lines,
    select_new,
)
from briefgen.record.sending import describe_sent_campaign, describe_sent_files


def record_sent(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Note the finished files that `files` names, or those of a `campaign`, as `briefgen sent`."""
    project, sink = session.require_project(), Sink()
    to, campaign = read_name(arguments, "to"), read_text(arguments, "campaign")
    day, names = parse_day(read_text(arguments, "on")), arguments.get("files")
    if is_far_ahead(day, datetime.now(UTC).date()):
        raise build_act_error("far-day", day=day)
    if campaign:
        if campaign not in list_names(project, "campaigns"):
            raise build_act_error("no-campaign", campaign=campaign)
        deliveries = describe_sent_campaign(project, project.output, campaign, day, sink)
    else:
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            raise build_act_error("no-files")
        files = [session.root / name for name in names]
        if not all(is_inside(file, project.output) for file in files):
            raise build_act_error("not-finished")
        deliveries = describe_sent_files(project, project.output, files, to, day, sink)
    if not deliveries:
        raise BriefgenError(*sink.diagnostics)
    new = select_new(project.root, deliveries)
    if not new:
        raise build_act_error("noted")
    lines, attributes = session.root / DELIVERIES_NAME, session.root / ATTRIBUTES_NAME
    before, rule = read_bytes(lines), read_bytes(attributes)
    return (
        FileEdit(lines, before, extend_content(before, format_lines(new))),
        FileEdit(attributes, rule, extend_attributes(rule)),
    )
