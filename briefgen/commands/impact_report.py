"""Prints what a change would touch, and what was withdrawn: as lines for people, or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import typer

from briefgen.commands.report import to_printable
from briefgen.commands.table import ListFormat

if TYPE_CHECKING:
    from briefgen.corrections.impact import Impact, Withdrawal


def print_impacts(impacts: Iterable[Impact], list_format: ListFormat) -> None:
    """Print what each thing touches."""
    if list_format is ListFormat.JSON:
        _print_json([_impact_to_json(impact) for impact in impacts])
        return
    for impact in impacts:
        for line in _format_impact(impact):
            typer.echo(to_printable(line))


def print_withdrawals(withdrawals: Iterable[Withdrawal], list_format: ListFormat) -> None:
    """Print each withdrawn text or image with the files that hold it."""
    found = list(withdrawals)
    if list_format is ListFormat.JSON:
        _print_json([_withdrawal_to_json(withdrawal) for withdrawal in found])
        return
    for line in [line for withdrawal in found for line in _format_withdrawal(withdrawal)] or [
        "no consent was withdrawn"
    ]:
        typer.echo(to_printable(line))


def _format_impact(impact: Impact) -> Iterator[str]:
    from briefgen.access.usages import UserKind

    yield f"{impact.kind} {impact.name} in {impact.library}"
    for usage in impact.usages:
        yield f"  used by {'fact ' if usage.user_kind is UserKind.FACT else ''}{usage.used_by}  {usage.origin}"
    if not impact.usages:
        yield f"  used by {'no other block' if impact.kind == 'block' else 'no block and no fact'}"
    yield f"  reaches {', '.join(impact.briefs)}" if impact.briefs else "  reaches no brief"
    for file in impact.files:
        yield f"  carried by {file.path}{'' if file.is_current else ', out of date'}"
    for name in impact.translations:
        yield f"  translated in {name}"
    for affected in impact.approvals:
        approval = affected.approval
        yield f"  {'approved' if affected.holds else 'was approved'} in {approval.text_name} by {approval}"
    for sent in impact.deliveries:
        delivery = sent.delivery
        yield f"  sent to {delivery.to}, {delivery.on}: {delivery.name}{'' if sent.is_current else ', out of date'}"


def _format_withdrawal(withdrawal: Withdrawal) -> Iterator[str]:
    consent = withdrawal.consent
    name = f"{withdrawal.kind} {withdrawal.name}"
    yield f"{name} in {withdrawal.library}, withdrawn on {consent.withdrawn}  {consent.origin}"
    yield from [f"  held by {path}" for path in withdrawal.paths] or ["  held by no file that was made here"]


def _impact_to_json(impact: Impact) -> dict[str, Any]:
    return {
        "kind": impact.kind,
        "name": impact.name,
        "library": impact.library,
        "used_by": [
            {
                "kind": usage.user_kind.value,
                "name": usage.used_by,
                "file": usage.origin.path,
                "line": usage.origin.line,
            }
            for usage in impact.usages
        ],
        "briefs": list(impact.briefs),
        "files": [{"path": file.path, "current": file.is_current} for file in impact.files],
        "translations": list(impact.translations),
        "approvals": [
            {
                "text": affected.approval.text_name,
                "by": affected.approval.by,
                "role": affected.approval.role,
                "on": str(affected.approval.on),
                "holds": affected.holds,
            }
            for affected in impact.approvals
        ],
        "deliveries": [
            {
                "file": sent.delivery.name,
                "to": sent.delivery.to,
                "on": sent.delivery.on,
                "current": sent.is_current,
            }
            for sent in impact.deliveries
        ],
    }


def _withdrawal_to_json(withdrawal: Withdrawal) -> dict[str, Any]:
    consent = withdrawal.consent
    return {
        "kind": withdrawal.kind,
        "name": withdrawal.name,
        "library": withdrawal.library,
        "withdrawn": str(consent.withdrawn),
        "file": consent.origin.path,
        "line": consent.origin.line,
        "files": list(withdrawal.paths),
    }


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
