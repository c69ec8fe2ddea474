"""Holds the texts of a document against what its audience and its project require of approvals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.approve.standing import TextStanding
from briefgen.model.approval import ApprovalRequirement
from briefgen.model.diagnostic import Sink


def check_approvals(standings: Iterable[TextStanding], requirement: ApprovalRequirement, sink: Sink) -> None:
    """Report each text that lacks an approval."""
    for standing in standings if requirement else ():
        problems = list(_find_missing(standing, requirement))
        if not problems:
            continue
        message = f"`{standing.text_name}` {' and '.join(problems)}"
        if standing.lapsed:
            message += f"; lapsed: {' | '.join(map(str, standing.lapsed))}"
        elif standing.approved_siblings:
            listed = ", ".join(f"`{name}`" for name in standing.approved_siblings)
            message += f"; approved is another text of this block: {listed}"
        hint = f"read it, then run `briefgen approve {standing.text_name} --by NAME{_name_role(standing, requirement)}`"
        sink.error("approval-lapsed" if standing.lapsed else "approval-missing", message, standing.origin, hint)


def _find_missing(standing: TextStanding, requirement: ApprovalRequirement) -> Iterator[str]:
    there = len(standing.approvers)
    if there < requirement.approvals:
        by = f", by {'; '.join(map(str, standing.valid))}" if there else ""
        needed = f"{requirement.approvals} approval{'s by different people' if requirement.approvals > 1 else ''}"
        yield f"needs {needed} and has {there or 'none'}{by}"
    for role in _find_missing_roles(standing, requirement):
        yield f"has no approval by somebody with the role `{role}`"


def _find_missing_roles(standing: TextStanding, requirement: ApprovalRequirement) -> tuple[str, ...]:
    roles = {approval.role for approval in standing.valid}
    return tuple(role for role in requirement.roles if role not in roles)


def _name_role(standing: TextStanding, requirement: ApprovalRequirement) -> str:
    return "".join(f" --role {role}" for role in _find_missing_roles(standing, requirement)[:1])


def summarise_approvals(standings: Iterable[TextStanding]) -> tuple[str, ...]:
    """How many texts of a document are approved, then those whose approvals lapsed: lines for `check`."""
    texts = tuple(standings)
    approved = [standing for standing in texts if standing.valid]
    missing = [f"`{standing.text_name}`" for standing in texts if not standing.valid and not standing.lapsed]
    others = f"; never approved: {', '.join(missing)}" if missing else ""
    lines = [f"approvals: {len(approved)} of {len(texts)} texts approved{others}"]
    lines += [f"lapsed: `{standing.text_name}` by {lapsed}" for standing in texts for lapsed in standing.lapsed]
    return tuple(lines)
