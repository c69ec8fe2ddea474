"""The act of somebody who approves a text as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from briefgen.access.usages import format_text_name
from briefgen.approve.content import read_printed_content
from briefgen.approve.record import edit_approvals
from briefgen.composer.arguments import build_act_error, read_text
from briefgen.composer.block_text import read_block_text
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileChangedMeanwhile, FileEdit
from briefgen.load.approvals import check_approver
from briefgen.model.approval import Approval
from briefgen.model.diagnostic import Origin, Sink


def approve_text(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Record that somebody approves a text with all that it prints, as `briefgen approve`.

    `base` says which body the person has read. Raises `FileChangedMeanwhile` for another.
    """
    text = read_block_text(session, arguments)
    if text.base != read_text(arguments, "base"):
        raise FileChangedMeanwhile([text.path])
    name, role = " ".join(read_text(arguments, "by").split()), read_text(arguments, "role").strip()
    if not name:
        raise build_act_error("nobody approves the text", "write the name of the person who approves it")
    sink, library = Sink(), text.reading.inputs.library if text.reading.inputs else None
    if library is None:
        raise build_act_error("the errors of the brief must be corrected first")
    check_approver(text.reading.project.approvers, name, role, None, sink)
    sink.stop_on_errors()
    content = read_printed_content(library, text.block, text.variant)
    text_name = format_text_name(text.block, text.variant)
    today = datetime.now(UTC).date()
    approval = Approval(text_name, name, role, today, content, Origin(text_name))
    return (edit_approvals(library.root, session.root, [approval], sink),)
