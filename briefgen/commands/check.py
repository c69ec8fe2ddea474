"""`briefgen check`: looks for problems without making anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, counted_word, printable
from briefgen.commands.session import DONE, Session, run, start_of
from briefgen.values.verdict import Outcome, Verdict

ORDER = (Outcome.BROKEN, Outcome.SILENCED, Outcome.LATER, Outcome.MET)
"""Of the rows of the table: what there is to do comes first."""


def check(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None, typer.Argument(metavar="BRIEF", help="Briefs by name. Omitted: the whole project.")
    ] = None,
    *,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Look for problems without making anything.

    In the briefs named, or in every library, audience, brief and campaign of the project. Each brief is put together in full, with its notes, references and counts of words; nothing is written.
    For each brief, a table tells how it stands to the rules of its audience, and how long is left until its deadline. Limits in pages are checked by `build`. (Whether this machine has what briefgen needs: `briefgen doctor`.)
    """
    session = Session(start_of(context), report, strict=strict, quiet=quiet, verbose=verbose, report_is_result=True)
    run(session, lambda session: _check(session, briefs or ()))


def _check(session: Session, names: Sequence[str]) -> None:
    from briefgen.commands.asked import known_name, project_of
    from briefgen.commands.inspection import check_briefs, check_project

    project, now = project_of(session), datetime.now(UTC)
    if names:
        checked = check_briefs(session, project, [known_name(project, "briefs", name) for name in names], now)
    else:
        checked = check_project(session, project, now)
    if session.report is ReportFormat.TEXT and not session.quiet:
        _print_verdicts(session)
        _print_closed(session)
    if session.report is ReportFormat.TEXT and session.code == DONE and not session.quiet:
        number = sum(one.outcome is Outcome.BROKEN for verdicts in session.verdicts.values() for one in verdicts)
        but = f", but {counted_word(number, 'rule')} broken: `--strict` makes them fail" if number else ""
        typer.echo(f"no {'problems' if not session.findings else 'errors'} in {checked}{but}")


def _print_verdicts(session: Session) -> None:
    """A table for each brief: what each rule asks for, what there is, and where the rule is written; broken ones first.

    Sources are long: on a terminal they stand below all tables, whole and once; a program gets one line for each rule.
    """
    from briefgen.commands.table import ListFormat, print_rows, room

    columns, terminal = ["rule", "limit", "actual", "verdict", "source"], room()
    for named, verdicts in session.verdicts.items():
        path, addressed = named
        words = ", ".join(f"{part} {number:,}" for part, number in session.counted.get(named, {}).items())
        typer.echo(f"{path} ({addressed}): {_judged(verdicts)}; words: {words or 'none'}")
        ordered = sorted(verdicts, key=lambda one: ORDER.index(one.outcome))
        rows = [[one.code, one.limit, one.actual, _outcome(one), _source(one)] for one in ordered]
        shown = len(columns) if terminal is None else -1
        print_rows(columns[:shown], [row[:shown] for row in rows], ListFormat.TEXT)
        typer.echo("")
    if terminal is not None and session.verdicts:
        _print_sources(session, terminal)


def _print_closed(session: Session) -> None:
    """What only readers of `confidential` may have, though nobody wrote so: no problem until a brief wants it."""
    if not session.closed:
        return
    typer.echo("confidential, for they have no `sensitivity` and no text prints them:")
    for origin, told in session.closed:
        typer.echo(printable(f"  {origin}: {told}"))
    typer.echo("  hint: write `sensitivity:` for each or at the head of the file; for columns, in the campaign")
    typer.echo("")


def _print_sources(session: Session, columns: int) -> None:
    """Where the rules are written, those from one place together."""
    from briefgen.commands.table import indented

    codes: dict[str, dict[str, None]] = {}
    for one in (one for verdicts in session.verdicts.values() for one in verdicts):
        codes.setdefault(_source(one), {})[one.code] = None
    typer.echo("where the rules were read:")
    for source, of in codes.items():
        for line in indented(f"{', '.join(of)}: {source}", columns):
            typer.echo(line)
    typer.echo("")


def _judged(verdicts: Sequence[Verdict]) -> str:
    """`2 of 19 rules broken`, or that all is well so far; and which nobody can judge yet."""
    rules = [one for one in verdicts if not one.code.startswith("lint-")]
    broken = sum(one.outcome is Outcome.BROKEN for one in rules)
    later = ", ".join(one.code for one in rules if one.outcome is Outcome.LATER)
    kept = (
        f"{broken} of {counted_word(len(rules), 'rule')} broken"
        if broken
        else f"{counted_word(len(rules), 'rule')}, none broken"
    )
    return f"{kept}, not judged before `briefgen build`: {later}" if later else kept


def _outcome(one: Verdict) -> str:
    """`met`, `broken (error)`, `broken (warning: unverified)`, `silenced (why)`."""
    why = one.reason or ("unverified" if one.severity and not one.verified else "")
    said = ": ".join(filter(None, (one.severity, why)))
    return f"{one.outcome.value} ({said})" if said else one.outcome.value


def _source(one: Verdict) -> str:
    return one.source if one.verified else f"unverified: {one.source}"
