"""Turns diagnostics into lines: for people, as JSON, and as annotations of a pull request."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TextIO

import typer

from briefgen.values.diagnostic import Diagnostic, Severity
from briefgen.values.verdict import Outcome, Verdict

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
COLOURS = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW}


class ReportFormat(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, said once however many documents it touches."""

    diagnostic: Diagnostic
    documents: int
    """How many; 0 where it was found before any document was begun."""


def merged(general: Iterable[Diagnostic], touched: Mapping[Diagnostic, int]) -> tuple[Finding, ...]:
    """The problems of a run, and those of its documents with the number of them that each touches: each once, by place."""
    ordered = sorted({*general, *touched}, key=lambda one: (one.place, one.severity, one.hints))
    return tuple(Finding(diagnostic, touched.get(diagnostic, 0)) for diagnostic in ordered)


def print_findings(
    findings: Iterable[Finding],
    form: ReportFormat,
    verdicts: Mapping[tuple[str, str], Sequence[Verdict]] | None = None,
    *,
    to_stdout: bool = False,
) -> None:
    """Print problems: on standard error, or where they are the result and a program reads them, on standard output.

    For programs, every verdict that is no problem follows as a notice; people get them as tables.
    """
    notices = [
        (path, one) for (path, _), rows in (verdicts or {}).items() for one in rows if one.outcome is not Outcome.BROKEN
    ]
    stream = sys.stdout if to_stdout and form is not ReportFormat.TEXT else sys.stderr
    match form:
        case ReportFormat.JSON:
            text = json.dumps(
                [*(_as_data(one, verdicts or {}) for one in findings), *(_notice_as_data(*one) for one in notices)],
                ensure_ascii=False,
                indent=2,
            )
        case ReportFormat.GITHUB:
            text = "\n".join([*map(_as_annotation, findings), *(_notice_as_annotation(*one) for one in notices)])
        case ReportFormat.TEXT:
            colour = colours(stream)
            text = "\n".join(_as_text(finding, colour=colour) for finding in findings)
    if text:
        typer.echo(text, file=stream)


def summary(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; empty where nothing was found."""
    counted = Counter(finding.diagnostic.severity for finding in findings)
    return ", ".join(counted_word(counted[severity], severity.value) for severity in Severity if counted[severity])


def counted_word(number: int, word: str) -> str:
    """A number with its noun: `1 error`, `2 errors`, `3 libraries`, `1,204 words`."""
    if number == 1:
        return f"1 {word}"
    return f"{number:,} {word[:-1]}ies" if word.endswith("y") else f"{number:,} {word}s"


def colours(stream: TextIO) -> bool:
    """Whether a stream is a terminal that wants colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def printable(text: str) -> str:
    """The text on one line, without control characters: what stands in a file must not steer a terminal."""
    return CONTROL.sub(lambda found: " " if found[0] in "\n\t" else "\N{REPLACEMENT CHARACTER}", text)


def _as_text(finding: Finding, *, colour: bool) -> str:
    one = finding.diagnostic
    place = f"{printable(str(one.origin))}: " if one.origin else ""
    severity = typer.style(one.severity.value, fg=COLOURS[one.severity], bold=True) if colour else one.severity.value
    lines = [f"{place}{severity}: {printable(one.message)} [{one.code}]"]
    if finding.documents > 1:
        lines.append(f"  in {finding.documents} documents")
    lines += [f"  hint: {printable(hint)}" for hint in one.hints]
    return "\n".join(lines)


def _as_data(finding: Finding, verdicts: Mapping[tuple[str, str], Sequence[Verdict]]) -> dict[str, Any]:
    one = finding.diagnostic
    broken = _broken_by(one, verdicts)
    return {
        "severity": one.severity.value,
        "code": one.code,
        "message": one.message,
        "path": one.origin.path if one.origin else None,
        "line": (one.origin.line or None) if one.origin else None,
        "hints": list(one.hints),
        "documents": finding.documents,
        **({"rule": _rule_as_data(broken)} if broken else {}),
    }


def _broken_by(one: Diagnostic, verdicts: Mapping[tuple[str, str], Sequence[Verdict]]) -> Verdict | None:
    """The verdict that a diagnostic tells of, where it tells of a rule."""
    path = one.origin.path if one.origin else ""
    found = [
        verdict
        for (brief, _), rows in verdicts.items()
        for verdict in rows
        if brief == path and _code(verdict) == one.code and verdict.outcome is Outcome.BROKEN
    ]
    return next((verdict for verdict in found if verdict.actual in one.message), found[0] if found else None)


def _rule_as_data(one: Verdict) -> dict[str, Any]:
    return {
        "limit": one.limit,
        "actual": one.actual,
        "verdict": one.outcome.value,
        "source": one.source,
        "verified": one.verified,
    }


def _as_annotation(finding: Finding) -> str:
    one = finding.diagnostic
    place = [f"file={_property(one.origin.path)}"] if one.origin else []
    place += [f"line={one.origin.line}"] if one.origin and one.origin.line else []
    properties = ",".join([*place, f"title={_property(one.code)}"])
    message = "\n".join([one.message, *(f"hint: {hint}" for hint in one.hints)])
    return f"::{one.severity.value} {properties}::{_escaped(message)}"


def _code(one: Verdict) -> str:
    """The code of the diagnostic that stands in a verdict's place where a rule is broken."""
    return one.code if one.code.startswith("lint-") else f"rule-{one.code}"


def _said(one: Verdict) -> str:
    """A verdict in a sentence."""
    wanted = f"wants {one.limit}" if one.limit else ""
    actual = f"found {one.actual}" if one.actual else ""
    return f"{one.outcome.value}: {', '.join(filter(None, (wanted, actual)))}"


def _notice_as_data(path: str, one: Verdict) -> dict[str, Any]:
    return {
        "severity": "notice",
        "code": _code(one),
        "message": _said(one),
        "path": path,
        "line": None,
        "hints": [one.reason] if one.reason else [],
        "documents": 1,
        "rule": _rule_as_data(one),
    }


def _notice_as_annotation(path: str, one: Verdict) -> str:
    return f"::notice file={_property(path)},title={_property(_code(one))}::{_escaped(_said(one))}"


def _escaped(text: str) -> str:
    """As GitHub's workflow commands want data."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
