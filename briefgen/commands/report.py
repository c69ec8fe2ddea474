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

from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.verdict import RuleOutcome, Verdict

CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
SEVERITY_COLOURS = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW}


class ReportFormat(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class ReportedDiagnostic:
    """A problem, said once however many documents it touches."""

    diagnostic: Diagnostic
    document_count: int
    """How many; 0 where it was found before any document was begun."""


def merge_diagnostics(
    general: Iterable[Diagnostic], touched: Mapping[Diagnostic, int]
) -> tuple[ReportedDiagnostic, ...]:
    """The problems of a run, and those of its documents with the number of them that each touches: each once, by place."""
    ordered = sorted({*general, *touched}, key=lambda one: (one.sort_key, one.severity, one.hints))
    return tuple(ReportedDiagnostic(diagnostic, touched.get(diagnostic, 0)) for diagnostic in ordered)


def print_diagnostics(
    findings: Iterable[ReportedDiagnostic],
    report_format: ReportFormat,
    verdicts: Mapping[tuple[str, str], Sequence[Verdict]] | None = None,
    *,
    to_stdout: bool = False,
) -> None:
    """Print problems: on standard error, or where they are the result and a program reads them, on standard output.

    For programs, every verdict that is no problem follows as a notice; people get them as tables.
    """
    notices = [
        (path, one)
        for (path, _), rows in (verdicts or {}).items()
        for one in rows
        if one.outcome is not RuleOutcome.BROKEN
    ]
    stream = sys.stdout if to_stdout and report_format is not ReportFormat.TEXT else sys.stderr
    match report_format:
        case ReportFormat.JSON:
            text = json.dumps(
                [
                    *(_diagnostic_to_json(one, verdicts or {}) for one in findings),
                    *(_notice_to_json(*one) for one in notices),
                ],
                ensure_ascii=False,
                indent=2,
            )
        case ReportFormat.GITHUB:
            text = "\n".join([*map(_format_annotation, findings), *(_format_notice(*one) for one in notices)])
        case ReportFormat.TEXT:
            colour = has_colours(stream)
            text = "\n".join(_format_text(finding, colour=colour) for finding in findings)
    if text:
        typer.echo(text, file=stream)


def summarize(findings: Iterable[ReportedDiagnostic]) -> str:
    """`2 errors, 1 warning`; empty where nothing was found."""
    counted = Counter(finding.diagnostic.severity for finding in findings)
    return ", ".join(format_count(counted[severity], severity.value) for severity in Severity if counted[severity])


def format_count(number: int, word: str) -> str:
    """A number with its noun: `1 error`, `2 errors`, `3 libraries`, `1,204 words`."""
    if number == 1:
        return f"1 {word}"
    return f"{number:,} {word[:-1]}ies" if word.endswith("y") else f"{number:,} {word}s"


def has_colours(stream: TextIO) -> bool:
    """Whether a stream is a terminal that wants colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def to_printable(text: str) -> str:
    """The text on one line, without control characters: what stands in a file must not steer a terminal."""
    return CONTROL_CHARACTERS.sub(lambda found: " " if found[0] in "\n\t" else "\N{REPLACEMENT CHARACTER}", text)


def _format_text(finding: ReportedDiagnostic, *, colour: bool) -> str:
    one = finding.diagnostic
    place = f"{to_printable(str(one.origin))}: " if one.origin else ""
    severity = (
        typer.style(one.severity.value, fg=SEVERITY_COLOURS[one.severity], bold=True) if colour else one.severity.value
    )
    lines = [f"{place}{severity}: {to_printable(one.message)} [{one.code}]"]
    if finding.document_count > 1:
        lines.append(f"  in {finding.document_count} documents")
    lines += [f"  hint: {to_printable(hint)}" for hint in one.hints]
    return "\n".join(lines)


def _diagnostic_to_json(
    finding: ReportedDiagnostic, verdicts: Mapping[tuple[str, str], Sequence[Verdict]]
) -> dict[str, Any]:
    one = finding.diagnostic
    broken = _find_verdict(one, verdicts)
    return {
        "severity": one.severity.value,
        "code": one.code,
        "message": one.message,
        "path": one.origin.path if one.origin else None,
        "line": (one.origin.line or None) if one.origin else None,
        "hints": list(one.hints),
        "documents": finding.document_count,
        **({"rule": _rule_to_json(broken)} if broken else {}),
    }


def _find_verdict(one: Diagnostic, verdicts: Mapping[tuple[str, str], Sequence[Verdict]]) -> Verdict | None:
    """The verdict that a diagnostic tells of, where it tells of a rule."""
    path = one.origin.path if one.origin else ""
    found = [
        verdict
        for (brief, _), rows in verdicts.items()
        for verdict in rows
        if brief == path and _build_code(verdict) == one.code and verdict.outcome is RuleOutcome.BROKEN
    ]
    return next((verdict for verdict in found if verdict.actual in one.message), found[0] if found else None)


def _rule_to_json(one: Verdict) -> dict[str, Any]:
    return {
        "limit": one.limit,
        "actual": one.actual,
        "verdict": one.outcome.value,
        "source": one.source,
        "verified": one.verified,
    }


def _format_annotation(finding: ReportedDiagnostic) -> str:
    one = finding.diagnostic
    place = [f"file={_escape_property(one.origin.path)}"] if one.origin else []
    place += [f"line={one.origin.line}"] if one.origin and one.origin.line else []
    properties = ",".join([*place, f"title={_escape_property(one.code)}"])
    message = "\n".join([one.message, *(f"hint: {hint}" for hint in one.hints)])
    return f"::{one.severity.value} {properties}::{_escape_data(message)}"


def _build_code(one: Verdict) -> str:
    """The code of the diagnostic that stands in a verdict's place where a rule is broken."""
    return one.code if one.code.startswith("lint-") else f"rule-{one.code}"


def _format_verdict(one: Verdict) -> str:
    """A verdict in a sentence."""
    wanted = f"wants {one.limit}" if one.limit else ""
    actual = f"found {one.actual}" if one.actual else ""
    return f"{one.outcome.value}: {', '.join(filter(None, (wanted, actual)))}"


def _notice_to_json(path: str, one: Verdict) -> dict[str, Any]:
    return {
        "severity": "notice",
        "code": _build_code(one),
        "message": _format_verdict(one),
        "path": path,
        "line": None,
        "hints": [one.reason] if one.reason else [],
        "documents": 1,
        "rule": _rule_to_json(one),
    }


def _format_notice(path: str, one: Verdict) -> str:
    return f"::notice file={_escape_property(path)},title={_escape_property(_build_code(one))}::{_escape_data(_format_verdict(one))}"


def _escape_data(text: str) -> str:
    """As GitHub's workflow commands want data."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
