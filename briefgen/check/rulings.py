"""Gives warnings the severity that the project gives them, with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from briefgen.model.brief import Ruling
from briefgen.model.diagnostic import Diagnostic, Sink
from briefgen.model.verdict import OWN_SOURCE, RuleOutcome, Verdict


def report_with_rulings(warnings: Iterable[Diagnostic], rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Report warnings, unless the project switches them off: then `check` prints how many there are, and the reason."""
    silenced: Counter[str] = Counter()
    for warning in warnings:
        ruling = rulings.get(warning.code)
        ruled = ruling.apply_to(warning) if ruling else warning
        sink.extend([ruled] if ruled else [])
        silenced[warning.code] += ruled is None
    for code in +silenced:
        outcome, reason = RuleOutcome.SILENCED, rulings[code].reason
        sink.verdicts.append(Verdict(code, "", f"{silenced[code]} found", outcome, OWN_SOURCE, True, reason))  # noqa: FBT003 - verified
