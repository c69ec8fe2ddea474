"""Writes what somebody changed in a Word file as JSON for programs: `briefgen schema merge` describes it."""

from __future__ import annotations

from typing import Any

from briefgen.merge.file_merge import FileMerge
from briefgen.merge.listing import ListedChange


def build_merge_report(merge: FileMerge, *, is_written: bool) -> dict[str, Any]:
    """What `briefgen merge --format json` prints."""
    contents, result = merge.built.contents, merge.result
    return {
        "file": merge.file.name,
        "brief": contents.brief,
        "language": contents.language,
        "recipient": merge.built.recipient or None,
        "built": merge.built.built or None,
        "tracking": result.has_tracking,
        "format_changes": result.format_changes,
        "changes": [_change_to_json(change) for change in result.changes],
        "files": sorted(result.texts),
        "written": is_written,
        "lapsed": list(result.lapsed),
    }


def _change_to_json(change: ListedChange) -> dict[str, Any]:
    origin = change.origin
    return {
        "number": change.number or None,
        "kind": change.kind.value,
        "block": change.block or None,
        "file": origin.path if origin else None,
        "line": origin.line or None if origin else None,
        "old": change.old,
        "new": change.new,
        "authors": list(change.authors),
        "tracked": change.tracked,
        "comments": [
            {"author": comment.author, "text": comment.text, "about": comment.about} for comment in change.comments
        ],
        "touched": list(change.touched),
        "status": change.status.value,
        "decision": change.decision.value if change.decision else None,
        "reason": change.reason,
    }
