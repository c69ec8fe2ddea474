"""A diagnostic in JSON names the rule that it reports."""

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
