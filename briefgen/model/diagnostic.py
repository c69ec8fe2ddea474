"""What went wrong, where, and what to do: stages report to the user in no other way."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NoReturn

from briefgen.model.verdict import Verdict


class Severity(StrEnum):
    """An error fails the run, a warning only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The place in the user's files that a value comes from."""

    path: str
    """Relative to the project for files inside it, with forward slashes."""
    line: int = 0
    """Counted from 1; 0 where no single line is meant."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class DataOrigin(Origin):
    """The place where a text prints data, `{{ ... }}`: nobody typed these words there."""

    fact: str = ""
    """The id of the fact whose value it is; empty for other data."""
    has_unit: bool = False
    """Whether the unit of the fact is printed with its value."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem found. `code` is stable, listed in docs/diagnostics.md, and can be silenced."""

    severity: Severity
    code: str
    message: str
    origin: Origin | None = None
    hints: tuple[str, ...] = ()
    withheld_origin: Origin | None = field(default=None, compare=False)
    """The place in a text that the reader of the document may not see. Only `show_withheld_origin` puts it into words, for the authors' eyes."""

    def show_withheld_origin(self) -> Diagnostic:
        """The same with the withheld place in its message."""
        if self.withheld_origin is None:
            return self
        return replace(self, message=f"{self.message}: `{self.withheld_origin}`", withheld_origin=None)

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """The order in which problems are shown: by file, line, code, message."""
        path, line = (self.origin.path, self.origin.line) if self.origin else ("", 0)
        return path, line, self.code, self.message


class BriefgenError(Exception):
    """A mistake in a user's file after which the work cannot continue; carries its diagnostics to the command line."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[BriefgenError], tuple[Diagnostic, ...]]:
        """What a worker process sends: an exception is otherwise made again from its message alone."""
        return type(self), self.diagnostics


class MachineError(Exception):
    """The machine lacks something (Pango, a program), or briefgen has a fault: exit code 3."""

    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(Severity.ERROR, code, message, None, hints)

    def __reduce__(self) -> tuple[type[MachineError], tuple[str, ...]]:
        """What a worker process sends."""
        return type(self), (self.diagnostic.code, self.diagnostic.message, *self.diagnostic.hints)


def build_internal_fault(error: Exception) -> Diagnostic:
    """The diagnostic of an unexpected exception: the fault is in briefgen."""
    name = type(error).__name__
    description = f"{name}: {error}" if str(error) else name
    hint = "report it to the authors of briefgen with the output of the same command under `-v`"
    return Diagnostic(Severity.ERROR, "internal-fault", f"this is a fault of briefgen: {description}", None, (hint,))


MACHINE_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""Errors of the system for which no file is to blame."""


def build_file_fault(error: OSError) -> Diagnostic | None:
    """The diagnostic of a file that could be found and then not used; None where no file is to blame."""
    if not error.filename or error.errno in MACHINE_ERRORS:
        return None
    message = f"cannot be used: {(error.strerror or str(error)).lower()}"
    hint = "look who may read it, and whether it is a file"
    return Diagnostic(Severity.ERROR, "file-unreadable", message, Origin(str(error.filename)), (hint,))


def keep_on() -> None:
    """Nothing else comes first."""


@dataclass(slots=True)
class Sink:
    """Collects the problems of one run, so that the user sees all of them at once.

    Handed to stages as an argument: one for each document, so that campaigns never mix them up.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    """The verdict on each rule that was checked."""
    word_counts: dict[str, int] = field(default_factory=dict)
    """The document's words by part."""
    give_way: Callable[[], None] = field(default=keep_on, compare=False)
    """Called between two steps of what takes long; what it raises ends the work, for something that comes first."""

    def error(self, code: str, message: str, origin: Origin | None = None, *hints: str) -> None:
        """Record a problem that fails the run."""
        self.diagnostics.append(Diagnostic(Severity.ERROR, code, message, origin, hints))

    def warning(self, code: str, message: str, origin: Origin | None = None, *hints: str) -> None:
        """Record a problem that fails the run only under `--strict`."""
        self.diagnostics.append(Diagnostic(Severity.WARNING, code, message, origin, hints))

    def extend(self, diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> None:
        """Add the diagnostics of another sink."""
        self.diagnostics.extend(diagnostics)

    def drop(self, is_dropped: Callable[[Diagnostic], bool]) -> None:
        """Remove diagnostics, for example those about withheld blocks."""
        self.diagnostics[:] = [diagnostic for diagnostic in self.diagnostics if not is_dropped(diagnostic)]

    def stop(self, code: str, message: str, origin: Origin | None = None, *hints: str) -> NoReturn:
        """Report an error and stop. Raises `BriefgenError` with everything found so far."""
        self.error(code, message, origin, *hints)
        raise BriefgenError(*self.diagnostics)

    def stop_on_errors(self) -> None:
        """Raise `BriefgenError` with everything found so far if an error is among it."""
        if self.failed:
            raise BriefgenError(*self.diagnostics)

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    def collect_sorted(self) -> tuple[Diagnostic, ...]:
        """Every diagnostic once, by file and line."""
        return tuple(sorted(set(self.diagnostics), key=lambda diagnostic: diagnostic.sort_key))
