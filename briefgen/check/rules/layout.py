"""Rules about the form of a document: numbers of paragraphs and pages, language, formats, plain type."""

from __future__ import annotations

from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.model.audience import Rule
from briefgen.model.tree import extract_text, find_elements

EMPHASIS_TAGS = ("b", "strong", "i", "em", "u", "cite", "ins")


def check_numbered_paragraphs(_rule: Rule, context: RuleContext) -> RuleResult:
    """Whether paragraphs of the text have numbers."""
    count = sum(bool(paragraph.get("data-number")) for paragraph in find_elements((context.document.body,), "p"))
    message = "the paragraphs of this brief have no numbers, and cannot be cited"
    hint = "write `paragraphs: {numbered: true}` in the audience"
    return RuleResult("numbered paragraphs", f"{count} numbered", count > 0, message, (hint,))


def check_numbered_pages(_rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the style sheet numbers pages."""
    numbered = context.document.audience.numbered_pages
    hint = "print `counter(page)` in a margin of `@page` in its style sheet"
    actual = "numbered" if numbered else "no numbers"
    return RuleResult("numbered pages", actual, numbered, "the pages of this brief have no numbers", (hint,))


def check_language(rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the body accepts the language of the brief."""
    language = context.document.brief.language
    met = language in rule.values or language.partition("-")[0] in rule.values
    accepted = ", ".join(rule.values)
    message = f"the language is `{language}`; the body takes {accepted}"
    hint = f"send the body the brief in `{rule.values[0]}`; the one in `{language}` is for other readers"
    return RuleResult(accepted, language, met, message, (hint,))


def check_formats(rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the audience receives a file in a format that the body accepts."""
    formats = context.document.audience.formats
    accepted = " or ".join(rule.values)
    message = f"the body takes {accepted}, and this audience is sent {', '.join(formats)}"
    hint = f"add `{rule.values[0]}` to the audience's `formats`; a PDF is a reading copy"
    return RuleResult(accepted, ", ".join(formats), bool(set(formats) & set(rule.values)), message, (hint,))


def check_plain_text(_rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the text is free of bold, italics and underlining."""
    emphasised = [
        words
        for element in find_elements((context.document.body,), *EMPHASIS_TAGS)
        if "run-in-title" not in element.classes and (words := " ".join(extract_text(element.children).split()))
    ]
    examples = ", ".join(f"`{words}`" for words in dict.fromkeys(emphasised[:3]))
    message = f"bold, italics or underlining in {len(emphasised)} places: {examples}"
    hint = "take out `*` and `_`, or write a variant without them"
    return RuleResult("no bold, italics, underlining", f"{len(emphasised)} places", not emphasised, message, (hint,))
