"""Prints a comparison for the terminal, and as data for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.compare.align import PassageChange, compare_words
from briefgen.compare.comparison import Comparison
from briefgen.compare.version import Passage, Token, Version

CONTEXT_WORDS = 12
"""Words before and after a change that are printed."""


def format_comparison(comparison: Comparison) -> Iterator[str]:
    """The lines for a terminal: passages by file, then notes, numbers and figures. `[-old-]{+new+}` is as in git."""
    if comparison.is_empty:
        yield "no difference"
        return
    file = None
    for change in comparison.changed_passages:
        if change.moved_to:
            continue
        passage = change.new or change.old
        if passage and passage.file != file:
            file = passage.file
            if file:
                yield file
        yield f"  {_format_change(change, comparison)}"
    for title, lines in list_other_changes(comparison):
        yield title
        yield from (f"  {line}" for line in lines)


def list_other_changes(comparison: Comparison) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Numbers and figures that changed, in words, each list with its title; a list without a line is left out."""
    figures = tuple(_format_figure(change.id, change.old, change.new) for change in comparison.figures)
    for title, lines in (("numbers", comparison.numbers), ("figures", figures)):
        if lines:
            yield title, lines


def _format_figure(name: str, old: str, new: str) -> str:
    if not old or not new:
        return f"{name}: {new} is new" if new else f"{name}: {old} is no longer there"
    return f"{name}: {old} is now {new}"


def _format_change(change: PassageChange, comparison: Comparison) -> str:
    passage = change.new or change.old
    number = f"{passage.number} " if passage and passage.number else ""
    if change.new and change.moved_from:
        words = _format_words(change.moved_from, change.new, comparison)
        return f"moved: {number}{words}"
    if change.old and change.new:
        return f"{number}{_format_words(change.old, change.new, comparison)}"
    if change.new:
        return f"{{+{number}{format_tokens(change.new.tokens, comparison.new)}+}}"
    return f"[-{number}{format_tokens(change.old.tokens, comparison.old) if change.old else ''}-]"


def _format_words(old: Passage, new: Passage, comparison: Comparison) -> str:
    parts = []
    changes = list(compare_words(old, new))
    for index, change in enumerate(changes):
        if change.is_same:
            parts.append(_shorten(change.new, is_first=index == 0, is_last=index == len(changes) - 1))
            continue
        if change.old:
            parts.append(f"[-{format_tokens(change.old, comparison.old)}-]")
        if change.new:
            parts.append(f"{{+{format_tokens(change.new, comparison.new)}+}}")
    return "".join(parts)


def _shorten(tokens: tuple[Token, ...], *, is_first: bool, is_last: bool) -> str:
    """The unchanged words near a change. Notes that did not change are only called."""
    limit = 2 * CONTEXT_WORDS
    texts = [f"[{token.note}]" if token.note else token.text for token in tokens]
    if is_first and is_last:
        return "".join(texts[:limit]) + (" ..." if len(texts) > limit else "")
    if is_first and len(texts) > limit:
        return f"... {''.join(texts[-limit:]).lstrip()}"
    if is_last and len(texts) > limit:
        return f"{''.join(texts[:limit]).rstrip()} ..."
    if len(texts) > 2 * limit:
        return f"{''.join(texts[:limit]).rstrip()} ... {''.join(texts[-limit:]).lstrip()}"
    return "".join(texts)


def format_tokens(tokens: tuple[Token, ...], version: Version) -> str:
    """Words with the text of each note in brackets."""
    return "".join(
        f"[note {token.note}: {version.notes.get(token.note, '')}]" if token.note else token.text for token in tokens
    )


def build_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data: `passages`, `numbers`, `figures`."""
    return {
        "passages": [
            _build_passage(change, comparison) for change in comparison.changed_passages if not change.moved_to
        ],
        "numbers": list(comparison.numbers),
        "figures": [{"fact": change.id, "old": change.old, "new": change.new} for change in comparison.figures],
    }


def _build_passage(change: PassageChange, comparison: Comparison) -> dict[str, Any]:
    old, new = change.old or change.moved_from, change.new
    kind = "moved" if change.moved_from else "changed" if old and new else "added" if new else "removed"
    return {
        "change": kind,
        "file": (new or old).file if new or old else "",  # type: ignore[union-attr]
        "old": format_tokens(old.tokens, comparison.old) if old else None,
        "new": format_tokens(new.tokens, comparison.new) if new else None,
    }
