"""What is printed of a diagnostic, for people and in JSON."""

from __future__ import annotations

import json

import pytest

from briefgen.commands.report import ReportedDiagnostic, ReportFormat, print_diagnostics
from briefgen.model.diagnostic import Diagnostic, Origin, Severity
from briefgen.model.verdict import RuleOutcome, Verdict

BROKEN, MET = RuleOutcome.BROKEN, RuleOutcome.MET
KEY = ("briefs/a.yaml", "en")
MESSAGE = "has 300 words, which is more than 200"


def verdict(outcome: RuleOutcome, actual: str, code: str = "words") -> Verdict:
    return Verdict(code, "at most 200", actual, outcome, "a source", verified=True)


@pytest.mark.parametrize(
    ("rows", "actual"),
    [
        ({KEY: [verdict(MET, "300 words"), verdict(BROKEN, "400 words"), verdict(BROKEN, "300 words")]}, "300 words"),
        ({KEY: [verdict(BROKEN, "400 words"), verdict(BROKEN, "500 words")]}, "400 words"),
        ({("briefs/b.yaml", "en"): [verdict(BROKEN, "300 words")], KEY: [verdict(BROKEN, "9")]}, "9"),
        ({KEY: [verdict(BROKEN, "300 words", "pages"), verdict(BROKEN, "7")]}, "7"),
        ({KEY: [verdict(MET, "300 words")]}, None),
    ],
)
def test_a_diagnostic_names_the_broken_rule_that_it_reports(
    rows: dict[tuple[str, str], list[Verdict]], actual: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    diagnostic = Diagnostic(Severity.ERROR, "rule-words", MESSAGE, Origin("briefs/a.yaml", 3))
    print_diagnostics([ReportedDiagnostic(diagnostic, 1)], ReportFormat.JSON, rows, to_stdout=True)
    first = json.loads(capsys.readouterr().out)[0]
    assert first.get("rule", {}).get("actual") == actual


def test_remarks_without_a_line_are_printed_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Two pages of a brief are not two lines of its file."""
    found = [
        ReportedDiagnostic(Diagnostic(Severity.WARNING, "lint-page-notes", f"page {page}", Origin(KEY[0])), 1)
        for page in (3, 5)
    ]
    print_diagnostics(found, ReportFormat.TEXT, fold=True)
    assert [line.split(" [")[0] for line in capsys.readouterr().err.splitlines()] == [
        f"{KEY[0]}: warning: page 3",
        f"{KEY[0]}: warning: page 5",
    ]
