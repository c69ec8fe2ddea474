"""Says in the words of briefgen what Typer finds wrong with a command line: an unknown option, a missing word, a value that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import EnumMeta
from typing import Any, get_args, get_type_hints

import typer
from typer.core import TyperGroup

from briefgen.commands.report import ReportedDiagnostic, ReportFormat, print_diagnostics, summarise
from briefgen.commands.session import USAGE, WrongUsageError
from briefgen.model.diagnostic import Diagnostic

REPORTING_COMMANDS = frozenset({"check", "audit"})
"""Commands whose problems are their result: see `Session.report_is_result`."""


class CommandGroup(TyperGroup):
    """A command with commands of its own, which knows what a word that is none of them should have been."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names. Raises `WrongUsageError`."""
        from briefgen.model.nearest import suggest_nearest

        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            hints = suggest_nearest(args[0], known) or (f"choose from {_join(known)}",)
            raise WrongUsageError("command-unknown", f"`{ctx.command_path}` has no command `{args[0]}`", *hints)
        return super().resolve_command(ctx, args)


def run_in_our_words(parser: Any, arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; what is wrong with the line itself is reported as any other problem."""
    try:
        return parser.main(args=list(arguments), prog_name="briefgen", standalone_mode=False) or 0
    except WrongUsageError as error:
        diagnostic = error.diagnostic
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # the whole help is its text
            typer.echo(error.format_message(), err=True)
            return USAGE
        diagnostic = _read_error(error, _find_context(parser, arguments, error), arguments).diagnostic
    _print(diagnostic, _find_context(parser, arguments), arguments)
    return USAGE


_UsageError: Any = typer.BadParameter.__base__
"""What every error of a command line is. Releases of Typer differ in the module that has it."""


def _print(diagnostic: Diagnostic, context: Any, arguments: Sequence[str]) -> None:
    """Print the problem as the line asked for it, where the command can print problems in this way."""
    option = next((option for option in context.command.params if option.name == "report"), None)
    typed = _find_value(option.opts, arguments) if option else ""
    report_format = ReportFormat(typed) if typed in set(ReportFormat) else ReportFormat.TEXT
    finding = ReportedDiagnostic(diagnostic, 0)
    print_diagnostics([finding], report_format, to_stdout=context.info_name in REPORTING_COMMANDS)
    if report_format is ReportFormat.TEXT:
        typer.echo(summarise([finding]), err=True)


def _find_context(parser: Any, arguments: Sequence[str], error: Any = None) -> Any:
    """The command that the line is for: Typer names it with most errors."""
    context = error.ctx if error else None
    if context is None:
        context = typer.Context(parser, info_name="briefgen")
        for word in arguments:
            if command := getattr(context.command, "commands", {}).get(word):
                context = typer.Context(command, parent=context, info_name=word)
    return context


def _read_error(error: Any, context: Any, arguments: Sequence[str]) -> WrongUsageError:
    """What is wrong, by the kind of error: releases of Typer differ in the modules of the kinds, and agree in their names."""
    read = next(READERS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in READERS)
    return read(error, context, arguments)


def _read_unknown_option(error: Any, context: Any, _arguments: Sequence[str]) -> WrongUsageError:
    from briefgen.model.nearest import suggest_nearest

    name = error.option_name
    hints = suggest_nearest(name, [known for known in _list_options(context.command) if known.startswith("--")])
    if context.parent and name in _list_options(context.parent.command):
        hints = (f"write it before `{context.info_name}`: `{context.parent.command_path} {name} ...`",)
    elif any(name in _list_options(command) for command in getattr(context.command, "commands", {}).values()):
        hints = (f"write it after the command: `{context.command_path} COMMAND {name}`",)
    message = f"`{context.command_path}` has no option `{name}`"
    return WrongUsageError("option-unknown", message, *(hints or (_point_to_help(context),)))


def _list_options(command: Any) -> list[str]:
    return [name for option in command.params for name in option.opts if name.startswith("-")]


def _read_missing_word(error: Any, context: Any, _arguments: Sequence[str]) -> WrongUsageError:
    name = error.param.metavar or error.param.name
    return WrongUsageError(
        "word-missing",
        f"`{context.command_path}` needs {name}, which is not there",
        f"write `{_build_usage(context)}`",
    )


def _read_option_use(error: Any, context: Any, _arguments: Sequence[str]) -> WrongUsageError:
    """An option without its value, or with one that it does not take."""
    option = next(option for option in context.command.params if error.option_name in option.opts)
    if getattr(option, "is_flag", False):
        message, hint = f"`{error.option_name}` takes no value", f"write `{error.option_name}` alone"
    else:
        message, hint = (
            f"`{error.option_name}` needs a value",
            f"write `{error.option_name} {option.metavar or 'VALUE'}`",
        )
        kind, _ = _find_kind(context.command, option.name)
        hint = f"choose from {_join_values(kind)}" if isinstance(kind, EnumMeta) else hint
    return WrongUsageError("option-value", message, hint)


def _read_value(error: Any, context: Any, arguments: Sequence[str]) -> WrongUsageError:
    """A value that an option does not take."""
    typed = _find_value(error.param.opts, arguments)
    message = f"`{error.param.opts[0]}` does not take `{typed}`"
    return WrongUsageError("option-value", message, _describe_values(context.command, error.param.name))


def _read_other(_error: Any, context: Any, _arguments: Sequence[str]) -> WrongUsageError:
    """More words than the command takes: the only fault without a kind of its own."""
    usage = _build_usage(context)
    hints = ("put a text of several words into quotation marks", _point_to_help(context))
    return WrongUsageError("word-unexpected", f"more was typed than `{usage}` takes", *hints)


READERS: dict[str, Callable[[Any, Any, Sequence[str]], WrongUsageError]] = {
    "NoSuchOption": _read_unknown_option,
    "MissingParameter": _read_missing_word,
    "BadOptionUsage": _read_option_use,
    "BadParameter": _read_value,
    "UsageError": _read_other,
}


def _build_usage(context: Any) -> str:
    """The command with the words that it takes: `briefgen init [DIR]`."""
    words = [context.command_path]
    for param in context.command.params:
        if param.param_type_name == "argument":
            name = param.metavar or param.name.upper()
            words.append((name if param.required else f"[{name}]") + ("..." if param.nargs == -1 else ""))
    return " ".join(words)


def _point_to_help(context: Any) -> str:
    return f"run `{context.command_path} --help`"


def _find_value(names: Sequence[str], arguments: Sequence[str]) -> str:
    """What was typed after an option last: `--jobs 4`, `--jobs=4`, `-j4`; empty where it cannot be found."""
    found = ""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        for name in names:
            if word == name:
                found = following
            elif word.startswith(f"{name}=") or (len(name) == 2 and word.startswith(name)):
                found = word.removeprefix(name).removeprefix("=")
    return found


def _describe_values(command: Any, name: str) -> str:
    """What a parameter takes, from the function of its command."""
    kind, info = _find_kind(command, name)
    if isinstance(kind, EnumMeta):
        return f"choose from {_join_values(kind)}"
    if kind in {int, float}:
        least, most = info.min, info.max
        noun = "a whole number" if kind is int else "a number"
        return f"write {noun}{_format_range(least, most)}"
    return "name a folder that is there"


def _format_range(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f" from {least:g} to {most:.0f}"
    return f" of {least:g} or more" if least is not None else ""


def _find_kind(command: Any, name: str) -> tuple[Any, Any]:
    """The kind of value that a parameter takes, and what its command says of it."""
    annotation, *notes = get_args(get_type_hints(command.callback, include_extras=True)[name])
    kinds = [kind for kind in _flatten(annotation) if kind is not type(None)]
    return kinds[0], notes[0]


def _flatten(annotation: Any) -> Iterator[Any]:
    """The kinds in `list[Path]` or `int | None`."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for each in inner:
        yield from _flatten(each)


def _join_values(kind: EnumMeta) -> str:
    return _join([member.value for member in kind])  # type: ignore[var-annotated]


def _join(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
