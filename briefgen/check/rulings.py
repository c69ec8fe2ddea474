"""Gives warnings the severity that the project gives them, with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefgen.model.brief import Ruling
from briefgen.model.diagnostic import Diagnostic, Sink
from briefgen.model.verdict import OWN_SOURCE, RuleOutcome, Verdict


def report_with_rulings(warnings: Iterable[Diagnostic], rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Report warnings, unless the project switches them off: then `check` prints how many there are, and the reason."""
    silenced: Counter[str] = Counter()
    for warning in warnings:
        ruling = rulings.get(warning.code)
        if ruling is None:
            sink.extend([warning])
        elif ruling.severity is None:
            silenced[warning.code] += 1
        else:
            hint = f"the project makes this a matter of `{ruling.severity.value}`: {ruling.reason}"
            sink.extend([replace(warning, severity=ruling.severity, hints=(*warning.hints, hint))])
    for code in silenced:
        outcome, reason = RuleOutcome.SILENCED, rulings[code].reason
        sink.verdicts.append(Verdict(code, "", f"{silenced[code]} found", outcome, OWN_SOURCE, True, reason))  # noqa: FBT003 - verified
