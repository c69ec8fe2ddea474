"""`briefgen check`: looks for problems without making anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from textwrap import shorten
from typing import Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, counted_word
from briefgen.commands.session import DONE, Session, run, start_of
from briefgen.values.verdict import Outcome, Verdict

LIMIT_WIDTH, SOURCE_WIDTH = 44, 70
"""Characters of a limit and of a source in the table; diagnostics have them whole."""

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
    if session.report is ReportFormat.TEXT and session.code == DONE and not session.quiet:
        number = sum(one.outcome is Outcome.BROKEN for verdicts in session.verdicts.values() for one in verdicts)
        but = f", but {counted_word(number, 'rule')} broken: `--strict` makes them fail" if number else ""
        typer.echo(f"no {'problems' if not session.findings else 'errors'} in {checked}{but}")


def _print_verdicts(session: Session) -> None:
    """A table for each brief: what each rule asks for, what there is, and where the rule is written; broken ones first."""
    from briefgen.commands.table import ListFormat, print_rows

    columns = ("rule", "limit", "actual", "verdict", "source")
    for named, verdicts in session.verdicts.items():
        path, addressed = named
        words = ", ".join(f"{part} {number:,}" for part, number in session.counted.get(named, {}).items())
        typer.echo(f"{path} ({addressed}): {_broken(verdicts)}; words: {words or 'none'}")
        rows = [
            (one.code, shorten(one.limit, LIMIT_WIDTH, placeholder="..."), one.actual, _outcome(one), _source(one))
            for one in sorted(verdicts, key=lambda one: ORDER.index(one.outcome))
        ]
        print_rows(columns, rows, ListFormat.TEXT)
        typer.echo("")


def _broken(verdicts: Sequence[Verdict]) -> str:
    """`2 of 19 rules are broken`, or that all is well so far."""
    rules = [one for one in verdicts if not one.code.startswith("lint-")]
    broken = sum(one.outcome is Outcome.BROKEN for one in rules)
    later = sum(one.outcome is Outcome.LATER for one in rules)
    kept = (
        f"{broken} of {counted_word(len(rules), 'rule')} broken"
        if broken
        else f"{counted_word(len(rules), 'rule')}, none broken"
    )
    return f"{kept}, {later} to be seen at build" if later else kept


def _outcome(one: Verdict) -> str:
    """`met`, `broken (error)`, `broken (warning: unverified)`, `silenced (why)`."""
    why = one.reason or ("unverified" if one.severity and not one.verified else "")
    said = ": ".join(filter(None, (one.severity, why)))
    return f"{one.outcome.value} ({said})" if said else one.outcome.value


def _source(one: Verdict) -> str:
    return ("" if one.verified else "unverified: ") + shorten(one.source, SOURCE_WIDTH, placeholder="...")
