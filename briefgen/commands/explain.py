"""`briefgen explain`: why a brief holds what it holds."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, counted_word, printable
from briefgen.commands.session import Session, run, start_of
from briefgen.commands.table import width

if TYPE_CHECKING:
    from briefgen.values.selection import Choice, SelectedSection, Selection
    from briefgen.values.withheld import Withheld


def explain(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="The brief by name.")],
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
    """Say which blocks a brief takes, which not, and why.

    What the reader may not have, by its sensitivity or for want of consent, is counted, and named only with `--internal`.
    """
    session = Session(start_of(context), report, verbose=verbose)
    run(session, lambda session: _explain(session, brief, language, recipient, settings, internal=internal))


def _explain(
    session: Session,
    name: str,
    language: str | None,
    recipient: str | None,
    settings: Sequence[str] | None,
    *,
    internal: bool,
) -> None:
    from briefgen.commands.asked import adapted, addressee_asked, known_name, project_of
    from briefgen.limits import Allowance, held_to
    from briefgen.load import load_brief
    from briefgen.pipeline import choose, load_inputs, withheld_from

    project = project_of(session)
    brief = load_brief(project, known_name(project, "briefs", name), session.sink)
    session.sink.stop_on_errors()
    brief = adapted(brief, language, settings, addressee_asked(project, recipient, session.sink))
    with held_to(Allowance(what=f"the brief `{name}`")):
        inputs = load_inputs(project, brief, session.sink)
        selection = choose(inputs, session.sink)
        withheld = withheld_from(inputs)
    typer.echo(f"{brief.id}: {brief.audience} from {brief.library}, in {brief.language}")
    for line in _lines(selection, withheld, internal=internal):
        typer.echo(printable(line))


def _lines(selection: Selection, withheld: Withheld, *, internal: bool) -> Iterator[str]:
    for section in selection.sections:
        yield from _section_lines(section, "")
    left_out = [one for one in selection.omissions if not one.withheld]
    if left_out:
        yield ""
        yield "left out"
        yield from _aligned((one.block.id, one.reason) for one in left_out)
    kinds = tuple(_withheld(selection, withheld))
    counts = [counted_word(len(rows), word) for word, rows in kinds if rows]
    if counts:
        yield ""
        yield f"withheld from this reader: {', '.join(counts)}"
    if internal:
        yield from _aligned(row for _, rows in kinds for row in rows)


def _withheld(selection: Selection, withheld: Withheld) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What this reader may not have: for each kind of thing its name and reason."""
    yield "block", [(one.block.id, one.reason) for one in selection.omissions if one.withheld]
    yield "variant", [(one.origin.path, f"it is `{one.sensitivity.word}`") for one in withheld.variants]
    closed = selection.closed
    yield (
        "fact",
        [(one.id, _why(one.id, closed.facts, f"this fact is `{one.sensitivity.word}`")) for one in withheld.facts],
    )
    yield (
        "source",
        [
            (f"@{one.key}", _why(one.key, closed.sources, f"this source is `{one.sensitivity.word}`"))
            for one in withheld.sources
        ],
    )
    yield "image", [(name, _why(name, closed.images, why)) for name, why in withheld.image_reasons.items()]
    above = "this variable is above the ceiling"
    yield "variable", [(name, _why(name, closed.variables, above)) for name in withheld.variables]
    above = "this column of the recipients is above the ceiling"
    yield "column", [(name, _why(name, closed.columns, above)) for name in withheld.columns]


def _why(name: str, closed: Container[str], why: str) -> str:
    """The reason, and whether it is for want of a label."""
    return f"{why}: it has no label, and no text prints it" if name in closed else why


def _section_lines(section: SelectedSection, indent: str) -> Iterator[str]:
    yield ""
    title = f"  {section.plan.title}" if section.plan.title else ""
    empty = "  (empty)" if section.empty else ""
    yield f"{indent}{section.plan.id}{title}{empty}"
    yield from _aligned(((_cut(choice), choice.reason) for choice in section.choices), indent)
    for inner in section.sections:
        yield from _section_lines(inner, f"{indent}  ")


def _cut(choice: Choice) -> str:
    """The block with its variant: `legal/torture@short`."""
    return f"{choice.block.id}@{choice.variant.name}" if choice.variant.name else choice.block.id


def _aligned(rows: Iterable[tuple[str, str]], indent: str = "") -> Iterator[str]:
    pairs = list(rows)
    widest = max((width(name) for name, _ in pairs), default=0)
    for name, reason in pairs:
        yield f"{indent}  {name}{' ' * (widest - width(name))}  {reason}".rstrip()
