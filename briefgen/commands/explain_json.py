"""Writes why a brief holds what it holds as JSON for programs: `briefgen schema explain` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.selection import SelectedSection, Selection

WithheldRows = Iterable[tuple[str, list[tuple[str, str]]]]
"""For each kind of thing that this reader may not see: name and reason of each."""


def build_explanation(brief: Brief, selection: Selection, withheld: WithheldRows, *, internal: bool) -> dict[str, Any]:
    """What `briefgen explain --format json` prints. What is withheld is counted, and named only with `internal`."""
    kinds = {kind: rows for kind, rows in withheld if rows}
    return {
        "brief": brief.id,
        "audience": brief.audience,
        "library": brief.library,
        "language": brief.language,
        "sections": [_section_to_json(section) for section in selection.sections],
        "left_out": [
            {"block": omission.block.id, "reason": omission.reason}
            for omission in selection.omissions
            if not omission.withheld
        ],
        "withheld_counts": {kind: len(rows) for kind, rows in kinds.items()},
        "withheld": [
            {"kind": kind, "name": name, "reason": reason}
            for kind, rows in kinds.items()
            for name, reason in rows
            if internal
        ],
    }


def _section_to_json(section: SelectedSection) -> dict[str, Any]:
    return {
        "id": section.plan.id,
        "title": section.plan.title,
        "blocks": [
            {
                "block": choice.block.id,
                "cut": choice.variant.name,
                "language": choice.variant.language,
                "reason": choice.reason,
            }
            for choice in section.choices
        ],
        "sections": [_section_to_json(inner) for inner in section.sections],
    }
