"""Refuses an edit that puts an error into a file: a brief whose files cannot be read has nothing left on its page."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model.diagnostic import BriefgenError, Diagnostic, Severity, Sink


def stop_on_new_errors(read: Callable[[str, Sink], object], before: str, after: str) -> None:
    """Raise `BriefgenError` with the errors that `read` reports of the text after an edit and does not report of the text before."""
    known = {(problem.code, problem.message) for problem in _find_errors(read, before)}
    found = [problem for problem in _find_errors(read, after) if (problem.code, problem.message) not in known]
    if found:
        raise BriefgenError(*found)


def _find_errors(read: Callable[[str, Sink], object], text: str) -> list[Diagnostic]:
    sink = Sink()
    read(text, sink)
    return [problem for problem in sink.collect_sorted() if problem.severity is Severity.ERROR]
