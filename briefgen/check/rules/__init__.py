"""Checks the rules of an audience: a verdict for each, and a diagnostic for each that is broken."""

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
from briefgen.model.word_count import find_uncounted_language


def check_rules(context: RuleContext, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Check every rule that applies to this brief; a rule that only a finished file shows gets a verdict `at build`."""
    brief = context.document.brief
    sink.word_counts = {part.value: number for part, number in count_words(context.document).items() if number}
    _report_uncounted_language(brief, sink)
    for rule in context.document.rules:
        result = DOCUMENT_CHECKS[rule.kind](rule, context) if rule.kind in DOCUMENT_CHECKS else None
        if result:
            _report_result(brief, rule, result, rulings, sink)
        elif rule.kind in FILE_CHECKS:
            required = _describe_requirement(rule)
            sink.verdicts.append(Verdict(rule.code, required, "", RuleOutcome.AT_BUILD, rule.source, rule.verified))


def check_file_rules(document: Document, rendering: Rendering, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Check every rule that a finished file can meet or break: its pages, its fonts."""
    for rule in document.rules:
        if rule.kind in FILE_CHECKS and (result := FILE_CHECKS[rule.kind](rule, document, rendering)):
            _report_result(document.brief, rule, result, rulings, sink)


def build_verdict_entries(
    document: Document, pages: int | None, verdicts: Iterable[Verdict]
) -> list[dict[str, object]]:
    """The verdicts on a file as entries of the manifest: words and pages in numbers, then the others in words.

    `pages` is None for a format without pages; `verdicts` are those on the text and on all files of the document.
    """
    counts = count_words(document)
    entries: list[dict[str, object]] = []
    counted_codes: set[str] = set()
    for rule in document.rules:
        if rule.kind in {"pages", "words"}:
            counted_codes.add(rule.code)
            actual = pages if rule.kind == "pages" else sum(counts.get(part, 0) for part in rule.counts)
            if actual is not None and rule.limit is not None:
                kept = actual <= rule.limit
                entries.append({"code": f"rule-{rule.code}", "found": actual, "kept": kept, "limit": rule.limit})
    others: dict[str, dict[str, object]] = {}
    for verdict in verdicts:
        code = verdict.code
        if verdict.outcome is RuleOutcome.AT_BUILD or code.startswith("lint-") or code in counted_codes:
            continue
        kept = verdict.outcome is RuleOutcome.MET and bool(others.get(code, {}).get("kept", True))
        others[code] = {"code": f"rule-{code}", "found": verdict.actual, "kept": kept, "limit": verdict.limit}
    return [*entries, *others.values()]


def _report_uncounted_language(brief: Brief, sink: Sink) -> None:
    if name := find_uncounted_language(brief.language):
        message = f"the numbers of words of this brief are numbers of letters: {name} has no spaces between words"
        hint = "count the words in a word processor before you rely on a limit"
        sink.warning("words-uncounted", message, brief.find_origin("language"), hint)


def _report_result(brief: Brief, rule: Rule, result: RuleResult, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Add the verdict, and a diagnostic if the rule is broken; a ruling of the project replaces the rule's severity."""
    ruling = rulings.get(f"rule-{rule.code}") or rulings.get(rule.code)
    severity = ruling.severity if ruling else rule.severity
    broken = RuleOutcome.SILENCED if severity is None else RuleOutcome.BROKEN
    outcome = RuleOutcome.MET if result.met else broken
    reason = ruling.reason if ruling else ""
    weight = severity.value if severity and not result.met else ""
    sink.verdicts.append(
        Verdict(rule.code, result.limit, result.actual, outcome, rule.source, rule.verified, reason, weight)
    )
    if result.met or severity is None:
        return
    hints = [*result.hints, f"source (as of {rule.as_of}): {rule.source}"]
    if not rule.verified:
        only_warns = "" if ruling else ", so it only warns: `--strict` makes it fail"
        hints.append(f"this rule is unverified{only_warns}; ask the body")
    if ruling:
        hints.append(f"the project makes this a matter of `{severity.value}`: {ruling.reason}")
    sink.extend([Diagnostic(severity, f"rule-{rule.code}", result.message, brief.origin, tuple(hints))])


def _describe_requirement(rule: Rule) -> str:
    """The limit of a rule that only a finished file shows."""
    match rule.kind:
        case "pages":
            return format_page_count(rule.limit or 0)
        case "text-size":
            return f"{rule.limit} points"
        case _:
            return " or ".join(rule.values)
