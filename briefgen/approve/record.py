"""Adds approvals to the `approvals.yaml` of a library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.edit.entry_list import edit_entries
from briefgen.edit.file_edit import FileEdit, write_edits
from briefgen.model.approval import Approval
from briefgen.model.diagnostic import Sink

HEAD = "# Who approved which text: `briefgen approve` adds the entries. An approval holds while what is listed from `text` on is unchanged.\n"


def record_approvals(folder: Path, root: Path, approvals: Sequence[Approval], sink: Sink) -> None:
    """Add approvals behind those that are there, and write the file. Raises `BriefgenError`."""
    write_edits([edit_approvals(folder, root, approvals, sink)])


def edit_approvals(folder: Path, root: Path, approvals: Sequence[Approval], sink: Sink) -> FileEdit:
    """The edit that adds approvals; comments and every line of the file stay. Raises `BriefgenError`."""
    return edit_entries(folder, root, "approvals", HEAD, [_build_entry(approval) for approval in approvals], sink)


def _build_entry(approval: Approval) -> dict[str, object]:
    content = approval.content
    return {
        "block": approval.text_name,
        "by": approval.by,
        "role": approval.role,
        "on": approval.on,
        "text": content.text,
        "pieces": content.pieces,
        "facts": content.facts,
        "sources": content.sources,
        "images": content.images,
    }
