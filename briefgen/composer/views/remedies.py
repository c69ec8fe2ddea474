"""What the page can do about a problem, by its code: a table of functions that return buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from briefgen.composer.reading import BriefReading
from briefgen.composer.views.problem import Remedy
from briefgen.composer.views.sections import BlockRow, SectionRow
from briefgen.model.diagnostic import Diagnostic

MAX_SUGGESTED_CUTS = 3
WRITABLE_KEYS: Mapping[str, str] = {"date": "date", "deadline": "text", "subtitle": "text", "state": "text"}
"""Keys of a brief that the page can fill in, each with the kind of its field."""


def find_block(reading: BriefReading, problem: Diagnostic) -> str:
    """The block whose file a problem is in; empty where it is in none."""
    if problem.origin is None or reading.selection is None:
        return ""
    path = problem.origin.path
    for choice in reading.selection.choices:
        if path in (choice.block.origin.path, choice.variant.origin.path):
            return choice.block.id
    left_out = (omission.block for omission in reading.selection.omissions if not omission.withheld)
    return next((block.id for block in left_out if problem.origin.path == block.origin.path), "")


def list_remedies(reading: BriefReading, problem: Diagnostic, sections: Sequence[SectionRow]) -> tuple[Remedy, ...]:
    """The buttons for a problem; none where only its author can do something."""
    kinds = {f"rule-{rule.code}": rule for rule in reading.document.rules} if reading.document else {}
    rule = kinds.get(problem.code)
    if rule and rule.kind in {"words", "speaking-time", "pages"}:
        return tuple(_suggest_cuts(sections))
    if rule and rule.kind == "fields":
        return tuple(_suggest_keys(reading, rule.values))
    suggest = REMEDIES.get(problem.code)
    return tuple(suggest(reading, problem)) if suggest else ()


def _suggest_cuts(sections: Sequence[SectionRow]) -> Iterator[Remedy]:
    """The shorter texts that save most."""
    savings = sorted(
        (
            (row.words - cut.words, row, cut.name)
            for section in sections
            for row in section.blocks
            for cut in row.cuts
            if row.is_on and cut.name != row.cut and cut.words < row.words
        ),
        key=lambda saving: -saving[0],
    )
    seen: set[str] = set()
    for saved, row, name in savings:
        if row.id not in seen and len(seen) < MAX_SUGGESTED_CUTS:
            seen.add(row.id)
            yield _build_cut(row, name, saved)


def _build_cut(row: BlockRow, name: str, saved: int) -> Remedy:
    return Remedy("cut", "remedies.cut", {"block": row.id, "cut": name}, {"cut": name, "title": row.title, "n": saved})


def _suggest_keys(reading: BriefReading, keys: tuple[str, ...]) -> Iterator[Remedy]:
    """A field for each key that the brief lacks and the page can write."""
    brief = reading.brief
    for key in keys:
        kind = WRITABLE_KEYS.get(key)
        if kind and brief and not brief.find_value(key):
            yield Remedy("set-key", "remedies.key", {"key": key}, {"key": key}, needs_value=kind)


def _suggest_exclusion(reading: BriefReading, problem: Diagnostic) -> Iterator[Remedy]:
    block = find_block(reading, problem)
    if block:
        yield Remedy("switch", "remedies.exclude", {"block": block, "on": False}, {"block": block})


REMEDIES: Mapping[str, Callable[[BriefReading, Diagnostic], Iterator[Remedy]]] = dict.fromkeys(
    (
        "approval-lapsed",
        "approval-missing",
        "block-draft",
        "block-kind-untaken",
        "block-over-limit",
        "block-untranslated",
        "consent-ended",
        "consent-ends",
    ),
    _suggest_exclusion,
)
"""By the code of the problem."""
