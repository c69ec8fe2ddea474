"""Reads `approvals.yaml`: who approved which text of a library."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.access.usages import format_text_name
from briefgen.load.paths import find_files_named, to_display_path
from briefgen.load.syntax.validated import ValidatedFile, read_list_file
from briefgen.model.approval import Approval, ApprovedContent, normalise_name
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Block
from briefgen.model.nearest import suggest_nearest
from briefgen.schema.approvals_file import ApprovalFile, ApprovalsFile


def load_approvals(folder: Path, blocks: tuple[Block, ...], project: Project, sink: Sink) -> tuple[Approval, ...]:
    """The approvals of a library, in the order of the file.

    Reported are approvals by a person who is not among the project's approvers, and those of a text that is not there.
    """
    files = list(find_files_named("approvals", (".yaml",), folder, project.root, sink))
    if not files:
        return ()
    read = read_list_file(ApprovalsFile, files[0], to_display_path(project.root, files[0]), sink)
    if read is None:
        return ()
    approvals = tuple(_build_approval(entry, read, index) for index, entry in enumerate(read.model.root))
    names = {format_text_name(block, variant) for block in blocks for variant in block.variants}
    for index, approval in enumerate(approvals):
        check_approver(project.approvers, approval.by, approval.role, read.find_origin(index, "by"), sink)
        if approval.text_name not in names:
            # Nobody knows any more who may see that text: the message names neither it nor others.
            message = "the text that is approved here is not in the library"
            hint = "delete the entry if the text is gone, or write the name of its file without `.md`"
            sink.warning("approval-orphan", message, read.find_origin(index, "block"), hint)
    return approvals


def check_approver(
    approvers: Mapping[str, tuple[str, ...]], by: str, role: str, origin: Origin | None, sink: Sink
) -> None:
    """Report a person who is not under `approvers:`, or is not there for this role. A project without that key knows everybody."""
    known = {normalise_name(name): roles for name, roles in approvers.items()}
    if not known:
        return
    roles = known.get(normalise_name(by))
    if roles is None:
        message = f"`{by}` is not under `approvers:` in briefgen.yaml"
        hints = suggest_nearest(by, approvers) or (f"choose one of {', '.join(f'`{name}`' for name in approvers)}",)
        sink.error("approval-approver", message, origin, *hints)
    elif role and roles and role not in roles:
        listed = ", ".join(f"`{known_role}`" for known_role in roles)
        message = f"`{by}` does not approve as `{role}`: briefgen.yaml has {listed}"
        sink.error("approval-approver", message, origin, *suggest_nearest(role, roles))


def _build_approval(entry: ApprovalFile, read: ValidatedFile[ApprovalsFile], index: int) -> Approval:
    content = ApprovedContent(entry.pieces, entry.text, entry.facts, entry.sources, entry.images)
    return Approval(entry.block, entry.by, entry.role, entry.on, content, read.find_origin(index))
