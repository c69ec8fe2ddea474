"""What was typed after `briefgen new brief --set`, and questions for the rest where somebody sits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

import typer

from briefgen.commands.session import WrongUsageError
from briefgen.new_brief import Need, NewBrief, Stated

OPTIONS = {"audience": "--audience", "library": "--library"}
"""Keys of a brief with an option of their own."""


def parse_stated(settings: Iterable[str] | None) -> list[Stated]:
    """What was typed after `--set`. Raises `WrongUsageError`."""
    stated = []
    for setting in settings or ():
        key, _, value = (part.strip() for part in setting.partition("="))
        if not key or not value:
            raise WrongUsageError("set-syntax", f"`{setting}` states nothing", "write `--set key=value`")
        if key in OPTIONS:
            raise WrongUsageError("set-syntax", f"`{key}` is no key for `--set`", f"write `{OPTIONS[key]} {value}`")
        stated.append((key, value))
    return stated


def complete_draft(draft: Callable[[Sequence[Stated]], NewBrief], stated: Sequence[Stated]) -> NewBrief:
    """The new brief with all that it needs; what was not typed is asked for, where standard input is a terminal.

    Raises `WrongUsageError` where nobody can be asked, and for a value on the command line that cannot be.
    """
    answers: list[Stated] = []
    while (found := draft([*stated, *answers])).problems or found.needs:
        if found.problems:
            problem = found.problems[0]
            if not answers:
                raise WrongUsageError("set-value", problem.message, *problem.hints)
            typer.echo("; ".join((problem.message, *problem.hints)), err=True)
            answers.pop()
        elif sys.stdin.isatty():
            answers.append((found.needs[0].key, _request_value(found.needs[0])))
        else:
            keys = ", ".join(f"`{need.key}`" for need in found.needs)
            hints = (f"write `--set {need.key}=...`: {_describe(need)}" for need in found.needs)
            raise WrongUsageError("new-brief-needs", f"the brief must state {keys} for its audience", *hints)
    return found


def _describe(need: Need) -> str:
    choices = f": {', '.join(f'`{choice}`' for choice in need.choices)}" if need.choices else ""
    return f"{need.title}{choices}"


def _request_value(need: Need) -> str:
    """The answer of somebody at the terminal; an empty one does not count. Raises `KeyboardInterrupt` where they stop."""
    typer.echo(_describe(need), err=True)
    try:
        return str(typer.prompt(need.key, err=True)).strip()
    except typer.Abort:
        raise KeyboardInterrupt from None
