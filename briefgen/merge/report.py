"""Shows the changes of an edited Word file: what was not tracked first, then the rest in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.merge.current import Status
from briefgen.merge.kinds import ChangeKind
from briefgen.merge.listing import Decision, ListedChange
from briefgen.merge.run import MergeResult

LABELS = {Status.CONFLICT: "conflict", Status.GONE: "gone"}
MAX_PRINTED = 400
"""Characters of the words of one change."""


def format_changes(result: MergeResult) -> Iterator[str]:
    """The lines of the report."""
    numbered = [change for change in result.changes if change.kind is not ChangeKind.COMMENT]
    hidden = [change for change in numbered if not change.tracked] if result.has_tracking else []
    if hidden:
        yield "Changed without being tracked:"
        yield from _format_all(hidden)
    listed_change = [change for change in numbered if change not in hidden]
    if listed_change:
        if hidden:
            yield "Tracked changes:"
        elif not result.has_tracking:
            yield "Nothing in this file is tracked: these changes were found by comparing it with what was built."
        yield from _format_all(listed_change)
    comments = [change for change in result.changes if change.kind is ChangeKind.COMMENT]
    if comments:
        yield "Comments beside unchanged words:"
        yield from _format_all(comments)


def _format_all(changes: Iterable[ListedChange]) -> Iterator[str]:
    for change in changes:
        number = f"{change.number:4}  " if change.number else "      "
        block = f"  {change.block}" if change.block else ""
        authors = f"  by {', '.join(change.authors)}" if change.authors else ""
        yield f"{number}{change.kind.value}  {change.origin or _name_place(change)}{block}{authors}"
        if change.old:
            yield f"      - {_shorten(change.old)}"
        if change.new:
            yield f"      + {_shorten(change.new)}"
        for name in change.touched:
            yield f"      touches the {name}"
        for comment in change.comments:
            yield f"      comment by {comment.author}: {_shorten(comment.text)}"
        if change.kind is not ChangeKind.COMMENT:
            yield f"      {_format_outcome(change)}"
    yield ""


def _name_place(change: ListedChange) -> str:
    return "outside of the text" if change.kind is ChangeKind.OUTSIDE else "the start of the text"


def _format_outcome(change: ListedChange) -> str:
    label = LABELS.get(change.status) or str(change.decision)
    if change.decision is Decision.DONE:
        return f"{label}: the sources say so today"
    return f"{label}: {change.reason}" if change.reason else label


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MAX_PRINTED else f"{words[: MAX_PRINTED - 3].rstrip()}..."
