"""The act that writes changes of a Word file into the blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.arguments import build_act_error, read_text
from briefgen.composer.merging import read_edited_file
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit
from briefgen.merge.file_merge import list_file_edits
from briefgen.model.diagnostic import BriefgenError, Severity, Sink


def merge_changes(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Write the changes that `accept` names, as `briefgen merge --accept`: all files that change, or none."""
    if not read_text(arguments, "accept"):
        raise build_act_error("no-changes")
    reading = read_edited_file(session, arguments)
    if reading.merge is None or any(problem.severity is Severity.ERROR for problem in reading.problems):
        raise BriefgenError(*reading.problems)
    return list_file_edits(session.require_project(), reading.merge.result, Sink())
