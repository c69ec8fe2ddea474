"""`briefgen check`: looks for problems without making anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import ReportFormat, format_count, to_printable
from briefgen.commands.session import DONE, Session, location_from_context, run_command
from briefgen.model.verdict import RuleOutcome, Verdict

OUTCOME_ORDER = (RuleOutcome.BROKEN, RuleOutcome.SILENCED, RuleOutcome.AT_BUILD, RuleOutcome.MET)
"""Of the rows of the table: what there is to do comes first."""


def check(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="BRIEF",
            help="Briefs by name. Omitted: the whole project.",
            autocompletion=completion.complete_briefs,
        ),
    ] = None,
    *,
    internal: options.Internal = False,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Check for problems without building anything.

    Checks the named briefs, or every library, audience, brief and campaign of the project. Each brief is composed in full, with its notes, references and word counts; no file is written.
    For each brief, a table shows whether it follows the rules of its audience, and how long is left until its deadline. Page limits are checked by `build`. To check the installation: `briefgen doctor`.
    """
    session = Session(
        location_from_context(context),
        report,
        strict=strict,
        quiet=quiet,
        verbose=verbose,
        report_is_result=True,
        is_internal=internal,
    )
    run_command(session, lambda session: _check(session, briefs or ()))


def _check(session: Session, names: Sequence[str]) -> None:
    from briefgen.commands.arguments import check_known_name, load_current_project
    from briefgen.commands.check_runner import check_briefs, check_project

    project, now = load_current_project(session), datetime.now(UTC)
    if names:
        checked = check_briefs(session, project, [check_known_name(project, "briefs", name) for name in names], now)
    else:
        checked = check_project(session, project, now)
    if session.report_format is ReportFormat.TEXT and not session.quiet:
        _print_verdicts(session)
        _print_approvals(session)
        _print_unlabelled(session)
    if session.report_format is ReportFormat.TEXT and session.exit_code == DONE and not session.quiet:
        number = sum(
            verdict.outcome is RuleOutcome.BROKEN for verdicts in session.verdicts.values() for verdict in verdicts
        )
        but = f", but {format_count(number, 'rule')} broken: `--strict` makes them fail" if number else ""
        typer.echo(f"no {'problems' if not session.reported_diagnostics else 'errors'} in {checked}{but}")


def _print_verdicts(session: Session) -> None:
    """A table for each brief: what each rule asks for, what there is, and where the rule is written; broken ones first.

    Sources are long: on a terminal they are printed below all tables, whole and once; a program gets one line for each rule.
    """
    from briefgen.commands.table import ListFormat, get_terminal_width, print_rows

    columns, terminal = ["rule", "limit", "actual", "verdict", "source"], get_terminal_width()
    for named, verdicts in session.verdicts.items():
        path, addressed = named
        words = ", ".join(f"{part} {number:,}" for part, number in session.word_counts.get(named, {}).items())
        typer.echo(f"{path} ({addressed}): {_summarise_verdicts(verdicts)}; words: {words or 'none'}")
        ordered = sorted(verdicts, key=lambda verdict: OUTCOME_ORDER.index(verdict.outcome))
        rows = [
            [verdict.code, verdict.limit, verdict.actual, _format_outcome(verdict), _format_source(verdict)]
            for verdict in ordered
        ]
        visible = len(columns) if terminal is None else -1
        print_rows(columns[:visible], [row[:visible] for row in rows], ListFormat.TEXT)
        typer.echo("")
    if terminal is not None and session.verdicts:
        _print_sources(session, terminal)


def _print_approvals(session: Session) -> None:
    """How many texts of each document are approved, and which approvals lapsed: an error only where they are required."""
    for (path, addressed), lines in session.approvals.items():
        for line in lines:
            typer.echo(to_printable(f"{path} ({addressed}): {line}"))
    if session.approvals:
        typer.echo("")


def _print_unlabelled(session: Session) -> None:
    """What only readers of `confidential` may see, because it has no label: not a problem until a brief uses it."""
    if not session.unlabelled:
        return
    typer.echo("confidential, for they have no `sensitivity` and no text prints them:")
    for origin, text in session.unlabelled:
        typer.echo(to_printable(f"  {origin}: {text}"))
    typer.echo("  hint: write `sensitivity:` for each or at the head of the file; for columns, in the campaign")
    typer.echo("")


def _print_sources(session: Session, columns: int) -> None:
    """Where the rules are written, those from one place together."""
    from briefgen.commands.table import indent_lines

    codes: dict[str, dict[str, None]] = {}
    for verdict in (verdict for verdicts in session.verdicts.values() for verdict in verdicts):
        codes.setdefault(_format_source(verdict), {})[verdict.code] = None
    typer.echo("where the rules were read:")
    for source, of in codes.items():
        for line in indent_lines(f"{', '.join(of)}: {source}", columns):
            typer.echo(line)
    typer.echo("")


def _summarise_verdicts(verdicts: Sequence[Verdict]) -> str:
    """`2 of 19 rules broken`, or that all is well so far; and which nobody can judge yet."""
    rules = [verdict for verdict in verdicts if verdict.is_rule]
    broken = sum(verdict.outcome is RuleOutcome.BROKEN for verdict in rules)
    later = ", ".join(verdict.code for verdict in rules if verdict.outcome is RuleOutcome.AT_BUILD)
    kept = (
        f"{broken} of {format_count(len(rules), 'rule')} broken"
        if broken
        else f"{format_count(len(rules), 'rule')}, none broken"
    )
    return f"{kept}, not judged before `briefgen build`: {later}" if later else kept


def _format_outcome(verdict: Verdict) -> str:
    """`met`, `broken (error)`, `broken (warning: unverified)`, `silenced (why)`."""
    why = verdict.reason or ("unverified" if verdict.severity and not verdict.verified else "")
    details = ": ".join(filter(None, (verdict.severity, why)))
    return f"{verdict.outcome.value} ({details})" if details else verdict.outcome.value


def _format_source(verdict: Verdict) -> str:
    return verdict.source if verdict.verified else f"unverified: {verdict.source}"
