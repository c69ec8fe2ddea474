"""`briefgen explain`: why a brief holds what it holds."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import ReportFormat, format_count, to_printable
from briefgen.commands.session import Session, location_from_context, run_command
from briefgen.commands.terminal import measure_width

if TYPE_CHECKING:
    from briefgen.model.brief import Brief, Project
    from briefgen.model.diagnostic import Sink
    from briefgen.model.selection import SelectedSection, Selection
    from briefgen.model.withheld import Withheld


def explain(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    brief: Annotated[
        str, typer.Argument(metavar="BRIEF", help="The brief by name.", autocompletion=completion.complete_briefs)
    ],
    *,
    internal: Annotated[
        bool, typer.Option("--internal", help="Name the blocks withheld from this reader, too. For your eyes only.")
    ] = False,
    language: options.Language = None,
    recipient: options.Recipient = None,
    settings: options.Settings = None,
    report: options.Report = ReportFormat.TEXT,
    verbose: options.Verbose = False,
) -> None:
    """Explain which blocks a brief takes, which not, and why.

    What the reader may not see, because of its sensitivity or a missing consent, is counted, and named only with `--internal`.
    `--format json` prints an object for programs, which `briefgen schema explain` describes.
    """
    session = Session(location_from_context(context), report, verbose=verbose, is_internal=internal)
    run_command(session, lambda session: _explain(session, brief, language, recipient, settings, internal=internal))


def _explain(
    session: Session,
    name: str,
    language: str | None,
    recipient: str | None,
    settings: Sequence[str] | None,
    *,
    internal: bool,
) -> None:
    from briefgen.commands.arguments import adapt_brief, check_known_name, find_recipient, load_current_project
    from briefgen.executor import execute_with_sink
    from briefgen.load import load_brief

    project = load_current_project(session)
    brief = load_brief(project, check_known_name(project, "briefs", name), session.sink)
    session.sink.stop_on_errors()
    brief = adapt_brief(brief, language, settings, find_recipient(project, recipient, session.sink))
    as_json = session.report_format is ReportFormat.JSON
    lines = execute_with_sink(_explain_brief, (project, brief, internal, as_json), session.sink, f"the brief `{name}`")
    for line in lines:
        typer.echo(line if as_json else to_printable(line))


def _explain_brief(project: Project, brief: Brief, internal: bool, as_json: bool, sink: Sink) -> list[str]:  # noqa: FBT001 - a worker gets positions
    import json

    from briefgen.commands.explain_json import build_explanation
    from briefgen.pipeline import find_withheld, load_and_select

    inputs, selection = load_and_select(project, brief, sink)
    withheld = find_withheld(inputs)
    if as_json:
        explanation = build_explanation(brief, selection, _list_withheld(selection, withheld), internal=internal)
        return [json.dumps(explanation, ensure_ascii=False, indent=2)]
    head = f"{brief.id}: {brief.audience} from {brief.library}, in {brief.language}"
    return [head, *_format_selection(selection, withheld, internal=internal)]


def _format_selection(selection: Selection, withheld: Withheld, *, internal: bool) -> Iterator[str]:
    for section in selection.sections:
        yield from _format_section(section, "")
    left_out = [omission for omission in selection.omissions if not omission.withheld]
    if left_out:
        yield ""
        yield "left out"
        yield from _align_rows((omission.block.id, omission.reason) for omission in left_out)
    kinds = tuple(_list_withheld(selection, withheld))
    counts = [format_count(len(rows), word) for word, rows in kinds if rows]
    if counts:
        yield ""
        yield f"withheld from this reader: {', '.join(counts)}"
    if internal:
        yield from _align_rows(row for _, rows in kinds for row in rows)


def _list_withheld(selection: Selection, withheld: Withheld) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What this reader may not see: for each kind of thing its name and reason."""
    yield "block", [(omission.block.id, omission.reason) for omission in selection.omissions if omission.withheld]
    yield "variant", [(variant.origin.path, f"it is `{variant.sensitivity.word}`") for variant in withheld.variants]
    closed = selection.unlabelled
    yield (
        "fact",
        [
            (fact.id, _format_reason(fact.id, closed.facts, f"this fact is `{fact.sensitivity.word}`"))
            for fact in withheld.facts
        ],
    )
    yield (
        "source",
        [
            (
                f"@{source.key}",
                _format_reason(source.key, closed.sources, f"this source is `{source.sensitivity.word}`"),
            )
            for source in withheld.sources
        ],
    )
    yield "image", [(name, _format_reason(name, closed.images, why)) for name, why in withheld.image_reasons.items()]
    above = "this variable is above the ceiling"
    yield "variable", [(name, _format_reason(name, closed.variables, above)) for name in withheld.variables]
    above = "this column of the recipients is above the ceiling"
    yield "column", [(name, _format_reason(name, closed.columns, above)) for name in withheld.columns]


def _format_reason(name: str, closed: Container[str], why: str) -> str:
    """The reason, and whether it is for want of a label."""
    return f"{why}: it has no label, and no text prints it" if name in closed else why


def _format_section(section: SelectedSection, indent: str) -> Iterator[str]:
    yield ""
    title = f"  {section.plan.title}" if section.plan.title else ""
    empty = "  (empty)" if section.is_empty else ""
    yield f"{indent}{section.plan.id}{title}{empty}"
    yield from _align_rows(((choice.name, choice.reason) for choice in section.choices), indent)
    for inner in section.sections:
        yield from _format_section(inner, f"{indent}  ")


def _align_rows(rows: Iterable[tuple[str, str]], indent: str = "") -> Iterator[str]:
    pairs = list(rows)
    widest = max((measure_width(name) for name, _ in pairs), default=0)
    for name, reason in pairs:
        yield f"{indent}  {name}{' ' * (widest - measure_width(name))}  {reason}".rstrip()
