"""Warns of blocks that a brief leaves out although nobody decided so: over the limit of a section, or of a kind without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from briefgen.check.rulings import report_with_rulings
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief, Ruling
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.selection import Omission, OmissionCause

MAX_NAMES = 8
"""Blocks that a message names."""


def report_left_out(
    omissions: Iterable[Omission], brief: Brief, audience: Audience, rulings: Mapping[str, Ruling], sink: Sink
) -> None:
    """Warn once for each section and once for the kinds, with the weight that the project gives the warning.

    Silent are blocks that the brief names under `exclude:`, blocks for other audiences and what the reader may not see.
    """
    found = (*_find_over_limit(omissions, brief, audience), *_find_untaken_kinds(omissions, brief, audience))
    report_with_rulings(found, rulings, sink)


def _find_over_limit(omissions: Iterable[Omission], brief: Brief, audience: Audience) -> Iterator[Diagnostic]:
    limits = {plan.id: plan.at_most for plan in walk_section_plans(audience.sections)}
    hint = "name under `sections:` the blocks that it takes, or put the others under `exclude:`"
    for section, ids in _group_ids(omissions, OmissionCause.OVER_LIMIT, lambda omission: omission.section):
        message = f"section `{section}` takes at most {limits[section]}, so {_format_names(ids)} left out"
        yield Diagnostic(Severity.WARNING, "block-over-limit", message, _find_place(brief), (hint,))


def _find_untaken_kinds(omissions: Iterable[Omission], brief: Brief, audience: Audience) -> Iterator[Diagnostic]:
    if not audience.sections:
        return  # its documents are made of data alone, such as a correction notice
    # A block that lists its audiences gets `block-unplaced`.
    unlisted = [omission for omission in omissions if omission.block.audiences is None]
    groups = list(_group_ids(unlisted, OmissionCause.KIND, lambda omission: omission.block.kind))
    if groups:
        kinds = ", ".join(f"`{kind}`" for kind, _ in groups)
        names = _format_names([block_id for _, ids in groups for block_id in ids])
        message = f"no section of audience `{audience.id}` takes kind {kinds}, so {names} left out"
        hint = "name them under `exclude:`, or for a section under `sections:`"
        yield Diagnostic(Severity.WARNING, "block-kind-untaken", message, _find_place(brief), (hint,))


def _find_place(brief: Brief) -> Origin:
    """The line of the brief where it chooses blocks, or else the audience that chooses for it."""
    return brief.find_origin("sections", "exclude", "audience")


def _group_ids(
    omissions: Iterable[Omission], cause: OmissionCause, find_key: Callable[[Omission], str]
) -> Iterator[tuple[str, list[str]]]:
    """The ids of blocks that are left out for a cause, by section or kind."""
    groups: dict[str, list[str]] = {}
    for omission in omissions:
        if omission.cause is cause:
            groups.setdefault(find_key(omission), []).append(omission.block.id)
    yield from sorted(groups.items())


def _format_names(ids: list[str]) -> str:
    """`` `a` is``, `` `a`, `b` are``: the names with their verb."""
    names = ", ".join(f"`{block_id}`" for block_id in ids[:MAX_NAMES])
    more = f" and {len(ids) - MAX_NAMES} more" if len(ids) > MAX_NAMES else ""
    return f"{names}{more} {'is' if len(ids) == 1 else 'are'}"
