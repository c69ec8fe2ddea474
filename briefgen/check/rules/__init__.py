"""The audience's rules against a finished text: a verdict for each, and a diagnostic for each that is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.check.count import count_words
from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.check.rules.kinds import DOCUMENT_CHECKS, FILE_CHECKS
from briefgen.check.rules.length import format_page_count
from briefgen.model.artifact import Rendering
from briefgen.model.audience import Rule
from briefgen.model.brief import Brief, Ruling
from briefgen.model.diagnostic import Diagnostic, Sink
from briefgen.model.document import Document
from briefgen.model.verdict import RuleOutcome, Verdict


def check_rules(matter: RuleContext, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Every rule that holds for this brief; those that only a finished file shows are entered as such."""
    brief = matter.document.brief
    sink.word_counts = {part.value: number for part, number in count_words(matter.document).items() if number}
    for rule in matter.document.audience.rules:
        if not applies_to(rule, brief):
            continue
        measure = DOCUMENT_CHECKS[rule.kind](rule, matter) if rule.kind in DOCUMENT_CHECKS else None
        if measure:
            _report_result(brief, rule, measure, rulings, sink)
        elif rule.kind in FILE_CHECKS:
            sink.verdicts.append(
                Verdict(rule.code, _describe_requirement(rule), "", RuleOutcome.AT_BUILD, rule.source, rule.verified)
            )


def check_file_rules(document: Document, rendering: Rendering, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Every rule that a finished file can keep or break: its pages, its letters."""
    for rule in document.audience.rules:
        if rule.kind not in FILE_CHECKS or not applies_to(rule, document.brief):
            continue
        if measure := FILE_CHECKS[rule.kind](rule, document, rendering):
            _report_result(document.brief, rule, measure, rulings, sink)


def build_verdict_entries(document: Document, pages: int | None, judged: Iterable[Verdict]) -> list[dict[str, object]]:
    """How a file stands to every rule, as the manifest tells it: words and pages in numbers, then the others in words.

    Pages only where the format has them; `judged` is what was found of the text and of all its files.
    """
    counted = count_words(document)
    found = [
        (rule, pages if rule.kind == "pages" else sum(counted.get(part, 0) for part in rule.counts))
        for rule in document.audience.rules
        if rule.kind in {"pages", "words"} and applies_to(rule, document.brief)
    ]
    numbers: list[dict[str, object]] = [
        {"code": f"rule-{rule.code}", "found": actual, "kept": actual <= rule.limit, "limit": rule.limit}
        for rule, actual in found
        if actual is not None and rule.limit is not None
    ]
    others: dict[str, dict[str, object]] = {}
    for one in judged:
        if one.outcome is not RuleOutcome.AT_BUILD and not one.code.startswith("lint-"):
            kept = one.outcome is RuleOutcome.MET and bool(others.get(one.code, {}).get("kept", True))
            others[one.code] = {"code": f"rule-{one.code}", "found": one.actual, "kept": kept, "limit": one.limit}
    told = {rule.code for rule, _ in found}
    return [*numbers, *(said for code, said in others.items() if code not in told)]


def applies_to(rule: Rule, brief: Brief) -> bool:
    """Whether a rule is meant for a brief in this language with these parameters."""
    spoken = {brief.language, brief.language.partition("-")[0]}
    told = all(brief.parameters.get(name) in values for name, values in rule.when.items())
    return told and (not rule.languages or bool(spoken & set(rule.languages)))


def _report_result(brief: Brief, rule: Rule, measure: RuleResult, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    ruling = rulings.get(f"rule-{rule.code}") or rulings.get(rule.code)
    severity = ruling.severity if ruling else rule.severity
    broken = RuleOutcome.SILENCED if severity is None else RuleOutcome.BROKEN
    outcome = RuleOutcome.MET if measure.met else broken
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


def _describe_requirement(rule: Rule) -> str:
    """What a rule asks for, before there is a file."""
    match rule.kind:
        case "pages":
            return format_page_count(rule.limit or 0)
        case "text-size":
            return f"{rule.limit} points"
        case _:
            return " or ".join(rule.values)
