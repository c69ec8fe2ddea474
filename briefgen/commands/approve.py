"""`briefgen approve`: records that somebody approves a text as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, open_result_session, run_command
from briefgen.commands.table import ListFormat, print_rows

if TYPE_CHECKING:
    from briefgen.approve.approving import ApprovedText, Approver
    from briefgen.model.brief import Project
    from briefgen.model.library import Block, Library, Variant


@dataclass(frozen=True, slots=True)
class _FoundText:
    """A text of a block, and the name of its file below the library."""

    library: Library
    block: Block
    variant: Variant
    name: str


COLUMNS = ("text", "by", "role", "on", "already", "facts", "sources", "images")
"""What is printed of each text for programs."""


def approve(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    blocks: Annotated[
        list[str],
        typer.Argument(
            metavar="BLOCK",
            help="Texts by the name or path of their file: `legal/torture`, `legal/torture@short.fr`.",
            autocompletion=completion.complete_texts,
        ),
    ],
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who approves them.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="In which role: `legal`. Omitted: none.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="On which day. Omitted: today.")] = "",
    library: options.LibraryFilter = None,
    list_format: options.ListFormatOption = ListFormat.TEXT,
) -> None:
    """Record that somebody approves texts as they are.

    Adds an entry to `approvals.yaml` of the library. The approval is for one text, in its cut and its language, with the facts that it prints, the sources that it cites and its images. It lapses when one of them changes.
    """
    session = open_result_session(context, list_format)
    run_command(session, lambda session: _approve(session, blocks, _read_approver(by, role, on), library, list_format))


def _read_approver(by: str, role: str, on: str) -> Approver:
    from briefgen.approve.approving import Approver
    from briefgen.commands.arguments import check_typed_text
    from briefgen.commands.day import parse_day

    check_typed_text("--by", by)
    check_typed_text("--role", role)
    name = " ".join(by.split())
    if not name:
        raise WrongUsageError("approval-nobody", "`--by` names nobody", "write the name of the person who approves")
    return Approver(name, role.strip(), parse_day(on, "--on"))


def _approve(
    session: Session, names: Sequence[str], approver: Approver, library_name: str | None, list_format: ListFormat
) -> None:
    from briefgen.commands.arguments import check_known_name, load_current_project, load_limited_library
    from briefgen.load import list_names
    from briefgen.load.approvals import check_approver

    project = load_current_project(session)
    known = (
        (check_known_name(project, "libraries", library_name),) if library_name else list_names(project, "libraries")
    )
    libraries = [load_limited_library(project, name, session.sink) for name in known]
    session.sink.stop_on_errors()
    _check_role(project, approver)
    check_approver(project.approvers, approver.name, approver.role, None, session.sink)
    session.sink.stop_on_errors()
    texts = [_find_text(project, libraries, name) for name in dict.fromkeys(names)]
    parts = ([text for text in texts if text.library is library] for library in libraries)
    approvals = (approved for part in parts for approved in _approve_texts(session, project, part, approver))
    if list_format is ListFormat.JSON:
        print_rows(COLUMNS, map(_build_row, approvals), list_format)
        return
    for approved in approvals:
        typer.echo(to_printable(_format_line(approved)))


def _approve_texts(
    session: Session, project: Project, texts: Sequence[_FoundText], approver: Approver
) -> Sequence[ApprovedText]:
    """Record the approvals of texts that are in the same library, and return what was approved."""
    from briefgen.approve.approving import build_approval
    from briefgen.approve.record import record_approvals

    found = [build_approval(text.library, text.block, text.variant, approver) for text in texts]
    new = [approved.approval for approved in found if not approved.already]
    if new:
        record_approvals(texts[0].library.root, project.root, new, session.sink)
    return found


def _format_line(approved: ApprovedText) -> str:
    approval, content = approved.approval, approved.approval.content
    counted = [(len(content.facts), "fact"), (len(content.sources), "source"), (len(content.images), "image")]
    parts = ", ".join(["its text", *(format_count(number, word) for number, word in counted if number)])
    role = f" ({approval.role})" if approval.role else ""
    return f"{approval.text_name}: {'already ' * approved.already}approved by {approval.by}{role}: {parts}"


def _build_row(approved: ApprovedText) -> tuple[object, ...]:
    """What `COLUMNS` names."""
    approval, content = approved.approval, approved.approval.content
    things = (sorted(names) for names in (content.facts, content.sources, content.images))
    return approval.text_name, approval.by, approval.role, approval.on.isoformat(), approved.already, *things


def _check_role(project: Project, approver: Approver) -> None:
    """Stop over a role that looks like a misspelling of one that the project requires."""
    from briefgen.approve.approving import suggest_roles

    hints = suggest_roles(project, approver.role)
    if hints:
        raise WrongUsageError("approval-role", f"no role `{approver.role}` in briefgen.yaml", *hints)


def _find_text(project: Project, libraries: Sequence[Library], written: str) -> _FoundText:
    """The text of a name or a path. Raises `WrongUsageError` where there is none, or one in several libraries."""
    from briefgen.commands.arguments import text_name_from_path
    from briefgen.model.nearest import suggest_nearest

    texts = [text for library in libraries for text in _list_texts(library)]
    name = text_name_from_path(project, libraries, written)
    found = [text for text in texts if text.name == name]
    if not found:
        hints = suggest_nearest(written, [text.name for text in texts])
        raise WrongUsageError(
            "block-unknown",
            f"no text `{written}` in `content/`",
            *(hints or ("run `briefgen list blocks` to see them",)),
        )
    if len(found) > 1:
        listed = " and ".join(f"`{text.library.name}`" for text in found)
        raise WrongUsageError("block-ambiguous", f"`{written}` is in the libraries {listed}", "add `--library NAME`")
    return found[0]


def _list_texts(library: Library) -> Iterator[_FoundText]:
    from briefgen.access.usages import format_text_name

    for block in library.blocks:
        for variant in block.variants:
            yield _FoundText(library, block, variant, format_text_name(block, variant))
