"""Turns diagnostics into lines: for people, as JSON, and as annotations of a pull request."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import typer

from briefgen.commands.excerpt import FindExcerpt, is_printable
from briefgen.commands.terminal import PLAIN, TerminalStyle, build_terminal_style, draw_excerpt
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.verdict import RuleOutcome, Verdict

CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LISTED_LINES = 5
"""Of the folded remarks of a lint, how many lines are named."""


class ReportFormat(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class ReportedDiagnostic:
    """A problem, reported once, however many documents it touches."""

    diagnostic: Diagnostic
    document_count: int
    """How many; 0 where it was found before any document was started."""


def merge_diagnostics(
    general: Iterable[Diagnostic], touched: Mapping[Diagnostic, int]
) -> tuple[ReportedDiagnostic, ...]:
    """The problems of a run, and those of its documents with the number of them that each touches: each once, by place."""
    ordered = sorted(
        {*general, *touched}, key=lambda diagnostic: (diagnostic.sort_key, diagnostic.severity, diagnostic.hints)
    )
    return tuple(ReportedDiagnostic(diagnostic, touched.get(diagnostic, 0)) for diagnostic in ordered)


def print_diagnostics(
    findings: Iterable[ReportedDiagnostic],
    report_format: ReportFormat,
    verdicts: Mapping[tuple[str, str], Sequence[Verdict]] | None = None,
    *,
    to_stdout: bool = False,
    fold: bool = False,
    find_excerpt: FindExcerpt = lambda _diagnostic: None,
) -> None:
    """Print problems: on standard error, or where they are the result and a program reads them, on standard output.

    `fold`: of the remarks of one lint in one file, people get the first, with the lines of the others. For programs, every other verdict follows as a notice; people get them as tables.
    """
    notices = [
        (path, verdict)
        for (path, _), rows in (verdicts or {}).items()
        for verdict in rows
        if verdict.outcome is not RuleOutcome.BROKEN
    ]
    stream = sys.stdout if to_stdout and report_format is not ReportFormat.TEXT else sys.stderr
    match report_format:
        case ReportFormat.JSON:
            text = json.dumps(
                [
                    *(_diagnostic_to_json(finding, verdicts or {}, find_excerpt) for finding in findings),
                    *(_notice_to_json(*notice) for notice in notices),
                ],
                ensure_ascii=False,
                indent=2,
            )
        case ReportFormat.GITHUB:
            text = "\n".join(
                [
                    *(_format_annotation(finding, find_excerpt) for finding in findings),
                    *(_format_notice(*notice) for notice in notices),
                ]
            )
        case ReportFormat.TEXT:
            folded = group_remarks(findings) if fold else [(finding, ()) for finding in findings]
            if stream.isatty():
                text = format_for_terminal(folded, find_excerpt, build_terminal_style(stream))
            else:
                text = "\n".join(format_text(finding, others) for finding, others in folded)
    if text:
        typer.echo(text, file=stream)


def group_remarks(
    findings: Iterable[ReportedDiagnostic],
) -> list[tuple[ReportedDiagnostic, tuple[ReportedDiagnostic, ...]]]:
    """Each problem; of the warnings of one lint in one file the first, with the others of them."""
    groups: dict[object, list[ReportedDiagnostic]] = {}
    for number, finding in enumerate(findings):
        diagnostic = finding.diagnostic
        origin = diagnostic.origin
        is_remark = diagnostic.code.startswith("lint-") and diagnostic.severity is Severity.WARNING
        # A remark on a page has no line that could be named behind another one.
        key = (diagnostic.code, origin.path) if is_remark and origin and origin.line else number
        groups.setdefault(key, []).append(finding)
    return [(first, tuple(others)) for first, *others in groups.values()]


def summarise(findings: Iterable[ReportedDiagnostic]) -> str:
    """`2 errors, 1 warning`; empty where nothing was found."""
    counted = Counter(finding.diagnostic.severity for finding in findings)
    return ", ".join(format_count(counted[severity], severity.value) for severity in Severity if counted[severity])


def format_count(number: int, word: str) -> str:
    """A number with its noun: `1 error`, `2 errors`, `3 libraries`, `1,204 words`."""
    if number == 1:
        return f"1 {word}"
    return f"{number:,} {word[:-1]}ies" if word.endswith("y") else f"{number:,} {word}s"


def to_printable(text: str) -> str:
    """The text on one line, without control characters: the text of a file must not steer a terminal."""
    return CONTROL_CHARACTERS.sub(lambda found: " " if found[0] in "\n\t" else "\N{REPLACEMENT CHARACTER}", text)


def format_text(
    finding: ReportedDiagnostic,
    others: Sequence[ReportedDiagnostic],
    excerpt: Sequence[str] = (),
    style: TerminalStyle = PLAIN,
) -> str:
    """A problem in lines; `others`: more of the same in this file; `excerpt`: the line of the file that it is about."""
    diagnostic = finding.diagnostic
    place = f"{to_printable(str(diagnostic.origin))}: " if diagnostic.origin else ""
    severity = style.format_severity(diagnostic.severity)
    lines = [f"{place}{severity}: {to_printable(diagnostic.message)} [{style.link_code(diagnostic.code)}]", *excerpt]
    if finding.document_count > 1:
        lines.append(f"  in {finding.document_count} documents")
    if others:
        numbers = [str(other.diagnostic.origin.line) for other in others if other.diagnostic.origin]
        more = ", ..." if len(numbers) > LISTED_LINES else ""
        places = f"line{'s' if len(numbers) > 1 else ''} {', '.join(numbers[:LISTED_LINES])}{more}"
        lines.append(f"  and {len(others)} more in this file: {places} (`-v` shows each)")
    lines += [f"  hint: {to_printable(hint)}" for hint in diagnostic.hints]
    return "\n".join(lines)


def format_for_terminal(
    folded: Sequence[tuple[ReportedDiagnostic, Sequence[ReportedDiagnostic]]],
    find_excerpt: FindExcerpt,
    style: TerminalStyle,
) -> str:
    """Problems for a person at a terminal: those of a file together, each with the line that it is about."""
    groups: dict[str, list[str]] = {}
    for finding, others in folded:
        diagnostic = finding.diagnostic
        path = diagnostic.origin.path if diagnostic.origin else ""
        excerpt = find_excerpt(diagnostic) if is_printable(diagnostic) else None
        lines = [to_printable(line) for line in draw_excerpt(excerpt, style.columns)] if excerpt else []
        groups.setdefault(path, []).append(format_text(finding, others, lines, style))
    return "\n\n".join("\n".join(group) for group in groups.values())


def _diagnostic_to_json(
    finding: ReportedDiagnostic, verdicts: Mapping[tuple[str, str], Sequence[Verdict]], find_excerpt: FindExcerpt
) -> dict[str, Any]:
    diagnostic, excerpt = finding.diagnostic, find_excerpt(finding.diagnostic)
    broken = _find_verdict(diagnostic, verdicts)
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "path": diagnostic.origin.path if diagnostic.origin else None,
        "line": (diagnostic.origin.line or None) if diagnostic.origin else None,
        "column": excerpt.start + 1 if excerpt else None,
        "end_column": excerpt.end + 1 if excerpt else None,
        "hints": list(diagnostic.hints),
        "documents": finding.document_count,
        **({"rule": _rule_to_json(broken)} if broken else {}),
    }


def _find_verdict(diagnostic: Diagnostic, verdicts: Mapping[tuple[str, str], Sequence[Verdict]]) -> Verdict | None:
    """The verdict that a diagnostic tells of, where it tells of a rule."""
    path = diagnostic.origin.path if diagnostic.origin else ""
    found = [
        verdict
        for (brief, _), rows in verdicts.items()
        for verdict in rows
        if brief == path and _build_code(verdict) == diagnostic.code and verdict.outcome is RuleOutcome.BROKEN
    ]
    return next((verdict for verdict in found if verdict.actual in diagnostic.message), found[0] if found else None)


def _rule_to_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "limit": verdict.limit,
        "actual": verdict.actual,
        "verdict": verdict.outcome.value,
        "source": verdict.source,
        "verified": verdict.verified,
    }


def _format_annotation(finding: ReportedDiagnostic, find_excerpt: FindExcerpt) -> str:
    diagnostic, excerpt = finding.diagnostic, find_excerpt(finding.diagnostic)
    place = [f"file={_escape_property(diagnostic.origin.path)}"] if diagnostic.origin else []
    place += [f"line={diagnostic.origin.line}"] if diagnostic.origin and diagnostic.origin.line else []
    place += [f"col={excerpt.start + 1}", f"endColumn={excerpt.end + 1}"] if excerpt else []
    properties = ",".join([*place, f"title={_escape_property(diagnostic.code)}"])
    message = "\n".join([diagnostic.message, *(f"hint: {hint}" for hint in diagnostic.hints)])
    return f"::{diagnostic.severity.value} {properties}::{_escape_data(message)}"


def _build_code(verdict: Verdict) -> str:
    """The code of the diagnostic that replaces a verdict where a rule is broken."""
    return f"rule-{verdict.code}" if verdict.is_rule else verdict.code


def _format_verdict(verdict: Verdict) -> str:
    """A verdict in a sentence."""
    required = f"needs {verdict.limit}" if verdict.limit else ""
    actual = f"found {verdict.actual}" if verdict.actual else ""
    return f"{verdict.outcome.value}: {', '.join(filter(None, (required, actual)))}"


def _notice_to_json(path: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "severity": "notice",
        "code": _build_code(verdict),
        "message": _format_verdict(verdict),
        "path": path,
        "line": None,
        "column": None,
        "end_column": None,
        "hints": [verdict.reason] if verdict.reason else [],
        "documents": 1,
        "rule": _rule_to_json(verdict),
    }


def _format_notice(path: str, verdict: Verdict) -> str:
    return f"::notice file={_escape_property(path)},title={_escape_property(_build_code(verdict))}::{_escape_data(_format_verdict(verdict))}"


def _escape_data(text: str) -> str:
    """As GitHub's workflow commands want data."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
