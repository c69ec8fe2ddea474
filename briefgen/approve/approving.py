"""The approval of a text by somebody, as it is now: built for `briefgen approve` and for the composer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefgen.access.usages import format_text_name
from briefgen.approve.content import read_printed_content
from briefgen.approve.standing import find_standing
from briefgen.model.approval import Approval, normalise_name
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Block, Library, Variant
from briefgen.model.nearest import suggest_nearest


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approves, and when."""

    name: str
    role: str
    """Empty for none."""
    on: date


@dataclass(frozen=True, slots=True)
class ApprovedText:
    """What was approved, and whether the same person had approved it before, as it is."""

    approval: Approval
    already: bool


def build_approval(library: Library, block: Block, variant: Variant, approver: Approver) -> ApprovedText:
    """The approval of a text with all that it prints. `block` has all its variants."""
    name, content = format_text_name(block, variant), read_printed_content(library, block, variant)
    mine = (normalise_name(approver.name), approver.role)
    valid = find_standing(library, block, variant).valid
    already = any((normalise_name(approval.by), approval.role) == mine for approval in valid)
    return ApprovedText(Approval(name, approver.name, approver.role, approver.on, content, Origin(name)), already)


def suggest_roles(project: Project, role: str) -> tuple[str, ...]:
    """Hints for a role that looks like a misspelling of one in `briefgen.yaml`; none for any other."""
    roles = {*project.requires.roles, *(known for roles in project.approvers.values() for known in roles)}
    return suggest_nearest(role, roles) if role and role not in roles else ()
