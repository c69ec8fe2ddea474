"""The audience's rules against what was counted: words in the text, pages in the PDF."""

from __future__ import annotations

from briefgen.check.count import count
from briefgen.values.artifact import Rendering
from briefgen.values.audience import Counted, Rule
from briefgen.values.diagnostic import Diagnostic, Sink
from briefgen.values.document import Document

_SPOKEN = {
    Counted.BODY: "in the body",
    Counted.NOTES: "in notes",
    Counted.ANNEX: "in annexes",
    Counted.COVER: "on the cover",
    Counted.REFERENCES: "in the references",
}


def check_words(document: Document, sink: Sink) -> None:
    """Every rule on words, against the parts of the document that it counts."""
    counted = count(document)
    for rule in document.audience.rules:
        if rule.kind == "words":
            actual = sum(counted.get(part, 0) for part in rule.counts)
            where = " and ".join(_SPOKEN[part] for part in Counted if part in rule.counts)
            _judge(document, rule, actual, f"words {where}", sink)


def check_pages(document: Document, rendering: Rendering, sink: Sink) -> None:
    """Every rule on pages, where the format has pages."""
    for rule in document.audience.rules:
        if rule.kind == "pages" and rendering.pages is not None:
            _judge(document, rule, rendering.pages, "pages", sink)


def verdicts(document: Document, pages: int | None) -> list[dict[str, object]]:
    """Every rule with what was found, as the manifest tells it; rules on pages only where the format has pages."""
    counted = count(document)
    actual = {
        rule: pages if rule.kind == "pages" else sum(counted.get(part, 0) for part in rule.counts)
        for rule in document.audience.rules
    }
    return [
        {"code": f"rule-{rule.code}", "found": found, "kept": found <= rule.limit, "limit": rule.limit}
        for rule, found in actual.items()
        if found is not None
    ]


def _judge(document: Document, rule: Rule, actual: int, what: str, sink: Sink) -> None:
    if actual <= rule.limit:
        return
    over = actual - rule.limit
    certain = "" if rule.verified else "; this rule is unverified, so ask the body"
    hints = (f"from {rule.source}, as of {rule.as_of}{certain}",)
    message = f"{actual:,} {what}, {over:,} over the limit of {rule.limit:,}"
    sink.extend([Diagnostic(rule.severity, f"rule-{rule.code}", message, document.brief.origin, hints)])
