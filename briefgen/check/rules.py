"""The audience's rules against a finished text: a verdict for each, and a diagnostic for each that is broken."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.check.count import count
from briefgen.check.kinds import KINDS
from briefgen.check.matter import Matter, Measure
from briefgen.values.artifact import Rendering
from briefgen.values.audience import Rule
from briefgen.values.brief import Brief, Ruling
from briefgen.values.diagnostic import Diagnostic, Sink
from briefgen.values.document import Document
from briefgen.values.verdict import Outcome, Verdict


def check_rules(matter: Matter, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Every rule that holds for this brief and needs no pages."""
    brief = matter.document.brief
    for rule in matter.document.audience.rules:
        if not holds(rule, brief):
            continue
        if rule.kind == "pages":
            sink.verdicts.append(
                Verdict(rule.code, _pages(rule.limit or 0), "", Outcome.LATER, rule.source, rule.verified)
            )
        elif measure := KINDS[rule.kind](rule, matter):
            _judge(brief, rule, measure, rulings, sink)


def check_pages(document: Document, rendering: Rendering, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Every rule on pages, where the format has pages."""
    for rule in document.audience.rules:
        if rule.kind == "pages" and rule.limit and rendering.pages is not None and holds(rule, document.brief):
            pages, limit = rendering.pages, rule.limit
            message = f"{pages:,} pages, {pages - limit:,} over the limit of {limit:,}"
            measure = Measure(_pages(limit), f"{pages}", pages <= limit, message)
            _judge(document.brief, rule, measure, rulings, sink)


def verdicts(document: Document, pages: int | None) -> list[dict[str, object]]:
    """Every limit of words and pages with what was found, as the manifest tells it; pages only where the format has them."""
    counted = count(document)
    found = [
        (rule, pages if rule.kind == "pages" else sum(counted.get(part, 0) for part in rule.counts))
        for rule in document.audience.rules
        if rule.kind in {"pages", "words"} and holds(rule, document.brief)
    ]
    return [
        {"code": f"rule-{rule.code}", "found": actual, "kept": actual <= rule.limit, "limit": rule.limit}
        for rule, actual in found
        if actual is not None and rule.limit is not None
    ]


def holds(rule: Rule, brief: Brief) -> bool:
    """Whether a rule is meant for a brief in this language with these parameters."""
    spoken = {brief.language, brief.language.partition("-")[0]}
    told = all(brief.parameters.get(name) in values for name, values in rule.when.items())
    return told and (not rule.languages or bool(spoken & set(rule.languages)))


def _judge(brief: Brief, rule: Rule, measure: Measure, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    ruling = rulings.get(f"rule-{rule.code}") or rulings.get(rule.code)
    severity = ruling.severity if ruling else rule.severity
    broken = Outcome.SILENCED if severity is None else Outcome.BROKEN
    outcome = Outcome.MET if measure.met else broken
    reason = ruling.reason if ruling else ""
    sink.verdicts.append(Verdict(rule.code, measure.limit, measure.actual, outcome, rule.source, rule.verified, reason))
    if measure.met or severity is None:
        return
    certain = "" if rule.verified else "; this rule is unverified, so ask the body"
    hints = [*measure.hints, f"from {rule.source}, as of {rule.as_of}{certain}"]
    if ruling:
        hints.append(f"the project makes this a matter of `{severity.value}`: {ruling.reason}")
    sink.extend([Diagnostic(severity, f"rule-{rule.code}", measure.message, brief.origin, tuple(hints))])


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
