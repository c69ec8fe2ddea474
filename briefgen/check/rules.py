"""The audience's rules against a finished text: a verdict for each, and a diagnostic for each that is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.check.amounts import pages_spoken
from briefgen.check.count import count
from briefgen.check.kinds import FINISHED, KINDS
from briefgen.check.matter import Matter, Measure
from briefgen.values.artifact import Rendering
from briefgen.values.audience import Rule
from briefgen.values.brief import Brief, Ruling
from briefgen.values.diagnostic import Diagnostic, Sink
from briefgen.values.document import Document
from briefgen.values.verdict import Outcome, Verdict


def check_rules(matter: Matter, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Every rule that holds for this brief; those that only a finished file shows are entered as such."""
    brief = matter.document.brief
    sink.counted = {part.value: number for part, number in count(matter.document).items() if number}
    for rule in matter.document.audience.rules:
        if not holds(rule, brief):
            continue
        measure = KINDS[rule.kind](rule, matter) if rule.kind in KINDS else None
        if measure:
            _judge(brief, rule, measure, rulings, sink)
        elif rule.kind in FINISHED:
            sink.verdicts.append(Verdict(rule.code, _wanted(rule), "", Outcome.LATER, rule.source, rule.verified))


def check_finished(document: Document, rendering: Rendering, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Every rule that a finished file can keep or break: its pages, its letters."""
    for rule in document.audience.rules:
        if rule.kind not in FINISHED or not holds(rule, document.brief):
            continue
        if measure := FINISHED[rule.kind](rule, document, rendering):
            _judge(document.brief, rule, measure, rulings, sink)


def verdicts(document: Document, pages: int | None, judged: Iterable[Verdict]) -> list[dict[str, object]]:
    """How a file stands to every rule, as the manifest tells it: words and pages in numbers, then the others in words.

    Pages only where the format has them; `judged` is what was found of the text and of all its files.
    """
    counted = count(document)
    found = [
        (rule, pages if rule.kind == "pages" else sum(counted.get(part, 0) for part in rule.counts))
        for rule in document.audience.rules
        if rule.kind in {"pages", "words"} and holds(rule, document.brief)
    ]
    numbers: list[dict[str, object]] = [
        {"code": f"rule-{rule.code}", "found": actual, "kept": actual <= rule.limit, "limit": rule.limit}
        for rule, actual in found
        if actual is not None and rule.limit is not None
    ]
    others: dict[str, dict[str, object]] = {}
    for one in judged:
        if one.outcome is not Outcome.LATER and not one.code.startswith("lint-"):
            kept = one.outcome is Outcome.MET and bool(others.get(one.code, {}).get("kept", True))
            others[one.code] = {"code": f"rule-{one.code}", "found": one.actual, "kept": kept, "limit": one.limit}
    told = {rule.code for rule, _ in found}
    return [*numbers, *(said for code, said in others.items() if code not in told)]


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
    weight = severity.value if severity and not measure.met else ""
    sink.verdicts.append(
        Verdict(rule.code, measure.limit, measure.actual, outcome, rule.source, rule.verified, reason, weight)
    )
    if measure.met or severity is None:
        return
    hints = [*measure.hints, f"source (as of {rule.as_of}): {rule.source}"]
    if not rule.verified:
        asked = "" if ruling else ", so it only warns: `--strict` makes it fail"
        hints.append(f"this rule is unverified{asked}; ask the body")
    if ruling:
        hints.append(f"the project makes this a matter of `{severity.value}`: {ruling.reason}")
    sink.extend([Diagnostic(severity, f"rule-{rule.code}", measure.message, brief.origin, tuple(hints))])


def _wanted(rule: Rule) -> str:
    """What a rule asks for, before there is a file."""
    match rule.kind:
        case "pages":
            return pages_spoken(rule.limit or 0)
        case "text-size":
            return f"{rule.limit} points"
        case _:
            return " or ".join(rule.values)
