"""Rules about form: numbers of paragraphs and pages, languages, formats, plain type."""

from __future__ import annotations

from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.model.audience import Rule
from briefgen.model.tree import extract_text, find_elements

EMPHASIS_TAGS = ("b", "strong", "i", "em", "u", "cite", "ins")


def check_numbered_paragraphs(_rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether paragraphs of the text carry numbers."""
    numbers = [one for one in find_elements((matter.document.body,), "p") if one.get("data-number")]
    message = "the paragraphs of this brief have no numbers, and cannot be cited"
    hint = "write `paragraphs: {numbered: true}` in the audience"
    return RuleResult("numbered paragraphs", f"{len(numbers)} numbered", bool(numbers), message, (hint,))


def check_numbered_pages(_rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether the style sheet numbers pages."""
    numbered = matter.document.audience.numbered_pages
    hint = "print `counter(page)` in a margin of `@page` in its style sheet"
    actual = "numbered" if numbered else "no numbers"
    return RuleResult("numbered pages", actual, numbered, "the pages of this brief have no numbers", (hint,))


def check_language(rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether the language is one that the body takes, or prefers."""
    spoken = matter.document.brief.language
    met = spoken in rule.values or spoken.partition("-")[0] in rule.values
    wanted = ", ".join(rule.values)
    return RuleResult(wanted, spoken, met, f"the language is `{spoken}`; the body takes {wanted}")


def check_formats(rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether the audience is sent a file that the body takes."""
    made = matter.document.audience.formats
    wanted = " or ".join(rule.values)
    message = f"the body takes {wanted}, and this audience is sent {', '.join(made)}"
    hints = (f"add `{rule.values[0]}` to the audience's `formats`; a PDF is a reading copy",)
    return RuleResult(wanted, ", ".join(made), bool(set(made) & set(rule.values)), message, hints)


def check_plain_text(_rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether anything stands in bold, in italics or underlined."""
    marked = [
        words
        for one in find_elements((matter.document.body,), *EMPHASIS_TAGS)
        if "run-in-title" not in one.classes and (words := " ".join(extract_text(one.children).split()))
    ]
    shown = ", ".join(f"`{words}`" for words in dict.fromkeys(marked[:3]))
    message = f"bold, italics or underlining in {len(marked)} places: {shown}"
    hints = ("take out `*` and `_`, or write a variant without them",)
    return RuleResult("no bold, italics, underlining", f"{len(marked)} places", not marked, message, hints)
