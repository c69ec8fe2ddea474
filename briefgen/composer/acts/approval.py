"""The act of somebody who approves a text as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from briefgen.approve.approving import Approver, build_approval, suggest_roles
from briefgen.approve.record import edit_approvals
from briefgen.composer.arguments import build_act_error, read_name, read_text
from briefgen.composer.block_text import read_block_text
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileChangedMeanwhile, FileEdit
from briefgen.load.approvals import check_approver
from briefgen.model.diagnostic import Sink


def approve_text(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Record that somebody approves a text with all that it prints, as `briefgen approve`.

    `base` says which body the person has read. Raises `FileChangedMeanwhile` for another.
    """
    text = read_block_text(session, arguments)
    if text.base != read_text(arguments, "base"):
        raise FileChangedMeanwhile([text.path])
    approver = Approver(read_name(arguments, "by"), read_name(arguments, "role"), datetime.now(UTC).date())
    if not approver.name:
        raise build_act_error("nobody-approves")
    sink, library = Sink(), text.reading.inputs.library if text.reading.inputs else None
    if library is None:
        raise build_act_error("brief-errors")
    if hints := suggest_roles(text.reading.project, approver.role):
        raise build_act_error("no-role", *hints, role=approver.role)
    check_approver(text.reading.project.approvers, approver.name, approver.role, None, sink)
    sink.stop_on_errors()
    approved = build_approval(library, text.block, text.variant, approver)
    if approved.already:
        raise build_act_error("approved-already", name=approver.name)
    return (edit_approvals(library.root, session.root, [approved.approval], sink),)
