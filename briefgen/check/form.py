"""Rules about form: numbers of paragraphs and pages, languages, formats, plain type."""

from __future__ import annotations

from briefgen.check.matter import Matter, Measure
from briefgen.values.audience import Rule
from briefgen.values.tree import elements, text_of

EMPHASIS = ("b", "strong", "i", "em", "u", "cite", "ins")


def numbered_paragraphs(_rule: Rule, matter: Matter) -> Measure:
    """Whether paragraphs of the text carry numbers."""
    numbers = [one for one in elements((matter.document.body,), "p") if one.get("data-number")]
    message = "the paragraphs of this brief have no numbers, and cannot be cited"
    hint = "write `paragraphs: {numbered: true}` in the audience"
    return Measure("numbered paragraphs", f"{len(numbers)} numbered", bool(numbers), message, (hint,))


def numbered_pages(_rule: Rule, matter: Matter) -> Measure:
    """Whether the style sheet numbers pages."""
    numbered = matter.document.audience.numbered_pages
    hint = "print `counter(page)` in a margin of `@page` in its style sheet"
    actual = "numbered" if numbered else "no numbers"
    return Measure("numbered pages", actual, numbered, "the pages of this brief have no numbers", (hint,))


def languages(rule: Rule, matter: Matter) -> Measure:
    """Whether the language is one that the body takes, or prefers."""
    spoken = matter.document.brief.language
    met = spoken in rule.values or spoken.partition("-")[0] in rule.values
    wanted = ", ".join(rule.values)
    return Measure(wanted, spoken, met, f"the language is `{spoken}`; the body takes {wanted}")


def formats(rule: Rule, matter: Matter) -> Measure:
    """Whether the audience is sent a file that the body takes."""
    made = matter.document.audience.formats
    wanted = " or ".join(rule.values)
    message = f"the body takes {wanted}, and this audience is sent {', '.join(made)}"
    hints = (f"add `{rule.values[0]}` to the audience's `formats`; a PDF is a reading copy",)
    return Measure(wanted, ", ".join(made), bool(set(made) & set(rule.values)), message, hints)


def plain(_rule: Rule, matter: Matter) -> Measure:
    """Whether anything stands in bold, in italics or underlined."""
    marked = [
        words
        for one in elements((matter.document.body,), *EMPHASIS)
        if "run-in-title" not in one.classes and (words := " ".join(text_of(one.children).split()))
    ]
    shown = ", ".join(f"`{words}`" for words in dict.fromkeys(marked[:3]))
    message = f"bold, italics or underlining in {len(marked)} places: {shown}"
    hints = ("take out `*` and `_`, or write a variant without them",)
    return Measure("no bold, italics, underlining", f"{len(marked)} places", not marked, message, hints)
