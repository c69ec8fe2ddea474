"""Adds approvals to the `approvals.yaml` of a library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.edit.entry_list import append_entries
from briefgen.model.approval import Approval
from briefgen.model.diagnostic import Sink

HEAD = "# Who approved which text: `briefgen approve` adds the entries. An approval holds while what is listed from `text` on is unchanged.\n"


def record_approvals(folder: Path, root: Path, approvals: Sequence[Approval], sink: Sink) -> None:
    """Add approvals behind those that are there; comments and every line of the file stay. Raises `BriefgenError`."""
    append_entries(folder, root, "approvals", HEAD, [_build_entry(approval) for approval in approvals], sink)


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
