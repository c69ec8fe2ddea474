"""Marks figures that readers cannot check: facts without a source, old and disputed ones printed bare, figures typed beside a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from briefgen.check.lint.texts import Remark
from briefgen.check.rules.context import RuleContext
from briefgen.model.citation_syntax import NOTE_CALL, NOTE_DEFINITION, replace_citations
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Certainty, Fact

OLD_AFTER_YEARS = 10
"""Years after which a figure is old, and its year must be printed with it."""

SMALL_NUMBER = 1000
"""Below it, a whole number that equals a fact means the fact only where the unit follows."""

PRINTED_FACT = re.compile(r"\{\{-?\s*fact\(\s*[\"']([^\"']+)[\"']\s*(?P<unit>,\s*unit\s*=\s*True\s*)?\)\s*-?\}\}")
DERIVED_FACT = re.compile(r"\{\{-?\s*(?:share_of|difference_of|sum_of)\([^}]*\}\}")
YEAR_IN_TEXT = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")

TYPED_NUMBER = re.compile(r"(?<![\w.,/#§-])\d+(?:[,.\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?![\w/]|[.,-]\d)")
MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|\{[:#.][^{}]*\}|`[^`]*`|&#?\w+;|https?://\S+|\{%.*?%\}", re.DOTALL)

DOUBT = re.compile(
    r"disput|contest|\bputs?\b|\bsays?\b|\bstates?d?\b|if [^.]{0,40}right|quoted without|vary|den(?:y|ies|ied)|claim|alleg|according to|reported|estimate|doubt|question|uncertain|unverified|not agree|challeng"
    r"|contesté|selon|estim|douteu|controvers|discut|según|cuestion|niega|alega|disputa|оспар|спор|по данным|оцен",
    re.IGNORECASE,
)  # fmt: skip
"""Words that tell a reader that a figure is not settled."""

MEASURE_UNIT = re.compile(
    r"(?:(?:milli|kilo|micro|centi|square |cubic )?(?:met(?:er|re)s?|gram(?:me)?s?|lit(?:er|re)s?|watts?|volts?|bytes?)"
    r"|km²?|m[²³]?|cm|mm|kg|g|mg|µg|t|ha|l|kw|mw|gwh|°c|%|per ?cent|miles?|feet|acres?|hectares?|tons?|tonnes?|million|billion|thousand"
    r"|dollars?|euros?|pounds?|usd|eur|gbp|chf|us\$|\$|€|£|hours?|days?|weeks?|months?|years?|degrees?|decibels?|barrels?)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
"""The start of a unit without which a number says something else."""

UNIT_SYMBOLS = {
    "km": "kilomet",
    "kg": "kilogram",
    "ha": "hectare",
    "m": "met",
    "usd": "dollar",
    "eur": "euro",
    "gbp": "pound",
    "t": "ton",
}
PERCENT_FORMS = r"%|per\s?cent|pour\s?cent|por\s?ciento"
TIME_UNITS = re.compile(r"(?:year|date|day|month|text)$", re.IGNORECASE)
"""Units that say what a value is; they are not printed beside it."""


@dataclass(frozen=True, slots=True)
class MarkdownParagraph:
    """One paragraph as its author wrote it, and its place: what is printed does not show which figures are facts."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class _Place:
    """A printed fact, with the paragraph around it."""

    fact: Fact
    paragraph: MarkdownParagraph
    line: int
    has_unit: bool
    start: int
    end: int
    """Where its expression is in the paragraph."""

    @property
    def origin(self) -> Origin:
        return Origin(self.paragraph.origin.path, self.line)


def find_unsourced_facts(context: RuleContext) -> Iterator[Remark]:
    """Find printed facts that name no source."""
    hint = "add `source:`; where there is none, write `source: none` and say in `note` why"
    for key in dict.fromkeys(context.document.facts):
        fact = context.selection.facts.get(key)
        if fact and fact.needs_source and not fact.sources:
            yield Remark(f"the fact `{fact.id}` is printed and has no source", fact.origin, (hint,))


def find_bare_facts(context: RuleContext) -> Iterator[Remark]:
    """Find disputed figures without a word of doubt, and old ones without their year, in the paragraph that prints them."""
    today = context.document.brief.date
    surroundings = _collect_surroundings(context)
    for place in _find_places(context):
        fact, text = place.fact, surroundings[place.paragraph]
        if not _is_number(fact):
            continue
        if fact.certainty is Certainty.DISPUTED and not DOUBT.search(_strip_markup(text)):
            message = f"the fact `{fact.id}` is disputed, and its paragraph does not say so"
            yield Remark(message, place.origin, ("say who disputes it, or whose figure it is",))
        year = _read_year(fact.as_of)
        if today and year and year <= today.year - OLD_AFTER_YEARS and not _has_time(_fill_values(text, context), year):
            message = f"the fact `{fact.id}` is of {year}, and its paragraph does not say so"
            yield Remark(
                message, place.origin, (f"write the year beside it, or find a newer figure than that of {year}",)
            )


def find_facts_without_unit(context: RuleContext) -> Iterator[Remark]:
    """Find figures in a measure, such as km or dollars, that no word of the paragraph names."""
    for place in _find_places(context):
        unit = place.fact.unit.strip()
        if place.has_unit or not _is_number(place.fact) or not (MEASURE_UNIT.match(unit) or " per " in f" {unit} "):
            continue
        if TIME_UNITS.match(unit) or _has_unit(place.paragraph.text, unit):
            continue
        message = f"the fact `{place.fact.id}` is printed without its unit, `{unit}`"
        hint = f'write `{{{{ fact("{place.fact.id}", unit=True) }}}}`, or the unit behind it'
        yield Remark(message, place.origin, (hint,))


def find_typed_facts(context: RuleContext) -> Iterator[Remark]:
    """Find figures typed by hand that a fact has, and figures typed beside a fact of their unit that say another number."""
    language = context.document.brief.language
    known = [fact for fact in context.selection.facts.values() if _is_figure(fact)]
    printed = [*_find_places(context)]
    for paragraph in split_paragraphs(context):
        text = _mask(paragraph.text)
        here = [place.fact for place in printed if place.paragraph == paragraph]
        for match in TYPED_NUMBER.finditer(text):
            value = _parse_number(match[0], language)
            after = text[match.end() :][:40]
            if value is None:
                continue
            same = next((fact for fact in known if _is_value_of(fact, value, after)), None)
            other = None if same else next((fact for fact in here if _is_other_value_of(fact, value, after)), None)
            if other and _is_cited(text[match.end() :]):
                continue
            if fact := same or other:
                yield _build_typed_remark(
                    fact, match[0], paragraph, text.count("\n", 0, match.start()), is_same=fact is same
                )


def _build_typed_remark(fact: Fact, number: str, paragraph: MarkdownParagraph, lines: int, *, is_same: bool) -> Remark:
    origin = Origin(paragraph.origin.path, paragraph.origin.line + lines)
    hint = f'write `{{{{ fact("{fact.id}") }}}}`: a typed figure stays when the fact changes'
    if is_same:
        return Remark(f"the figure `{number}` is typed by hand, and the fact `{fact.id}` has it", origin, (hint,))
    message = f"the figure `{number}` is typed beside the fact `{fact.id}`, which says another number of {fact.unit}"
    return Remark(message, origin, ("make a fact of it, or cite its source",))


def _find_places(context: RuleContext) -> Iterator[_Place]:
    for paragraph in split_paragraphs(context):
        for match in PRINTED_FACT.finditer(paragraph.text):
            fact = context.selection.facts.get(match[1])
            if fact:
                line = paragraph.origin.line + paragraph.text.count("\n", 0, match.start())
                yield _Place(fact, paragraph, line, bool(match["unit"]), match.start(), match.end())


def _is_number(fact: Fact) -> bool:
    """Whether a fact is a figure and no year."""
    first = fact.value[0] if isinstance(fact.value, tuple) else fact.value
    return isinstance(first, int | Decimal) and not TIME_UNITS.match(fact.unit.strip()) and not _is_year(fact)


def _is_figure(fact: Fact) -> bool:
    return not isinstance(fact.value, tuple) and _is_number(fact)


def _is_year(fact: Fact) -> bool:
    return not fact.unit.strip() and isinstance(fact.value, int) and 1000 <= fact.value <= 2999


def _is_value_of(fact: Fact, value: Decimal, after: str) -> bool:
    """Whether a typed number is that of a fact: its unit follows, or the number is so distinctive that it needs none."""
    if Decimal(str(fact.value)) != value:
        return False
    is_distinctive = value >= SMALL_NUMBER or (value % 1 != 0 and len(str(value).replace(".", "").lstrip("0")) >= 3)
    return is_distinctive or _has_unit(after, fact.unit, at_start=True)


def _is_other_value_of(fact: Fact, value: Decimal, after: str) -> bool:
    ends = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    is_other = _is_number(fact) and all(Decimal(str(end)) != value for end in ends)
    return is_other and bool(fact.unit.strip()) and _has_unit(after, fact.unit, at_start=True)


def _has_unit(text: str, unit: str, *, at_start: bool = False) -> bool:
    """Whether a text has the first word of a unit, in any of its forms."""
    words = re.findall(r"[^\W\d_]+|[%$€£°]", unit.casefold())
    if not words:
        return False
    symbols = PERCENT_FORMS if words[0] in {"per", "%", "pour", "por", "percent"} else ""
    stem = words[0] if len(words[0]) < 5 else words[0].removesuffix("s")[:7]
    forms = "|".join(filter(None, (symbols, rf"(?<!\w){re.escape(stem)}", re.escape(UNIT_SYMBOLS.get(words[0], "")))))
    pattern = rf"[\s\u00a0\u202f-]*(?:{forms})" if at_start else rf"(?:{forms})"
    clean = _strip_markup(text).casefold()
    return (re.match(pattern, clean) if at_start else re.search(pattern, clean)) is not None


def _parse_number(text: str, language: str) -> Decimal | None:
    """The value of a typed number, by the separators of its language."""
    clean = re.sub(r"[\s\u00a0\u202f]", "", text)
    is_english = language.partition("-")[0] in {"en", "zh", "ja", "he", "ar"}
    clean = clean.replace(",", "") if is_english else re.sub(r"\.(?=\d{3}(?:\D|$))", "", clean).replace(",", ".")
    try:
        return Decimal(clean)
    except InvalidOperation:
        return None


def _read_year(as_of: str) -> int | None:
    match = re.match(r"\d{4}", as_of)
    return int(match[0]) if match else None


def split_paragraphs(context: RuleContext) -> Iterator[MarkdownParagraph]:
    """Every paragraph of the chosen texts, without those of notes."""
    for choice in context.selection.choices:
        variant = choice.variant
        line = variant.body_line
        for text in re.split(r"(?<=\n)[ \t]*\n", variant.body):
            if text.strip() and not NOTE_DEFINITION.match(text.lstrip()):
                lead = len(text) - len(text.lstrip("\n"))
                yield MarkdownParagraph(text.strip(), replace(variant.origin, line=line + lead))
            line += text.count("\n") + 1


def _collect_surroundings(context: RuleContext) -> dict[MarkdownParagraph, str]:
    """Each paragraph with the notes that it calls, and a table or list with its lead-in: what a reader sees beside a figure."""
    notes = {
        (choice.variant.origin.path, match["label"]): match["text"]
        for choice in context.selection.choices
        for match in NOTE_DEFINITION.finditer(choice.variant.body)
    }
    result: dict[MarkdownParagraph, str] = {}
    lead_in = ""
    for paragraph in split_paragraphs(context):
        called = [notes.get((paragraph.origin.path, key), "") for key in NOTE_CALL.findall(paragraph.text)]
        before = lead_in if re.match(r"[|*+-]|\d+[.)]", paragraph.text) else ""
        result[paragraph] = " ".join([before, paragraph.text, *called])
        lead_in = paragraph.text
    return result


def _has_time(text: str, year: int) -> bool:
    """Whether a text names the year of a figure, or an earlier time that it is about."""
    return any(int(named) <= year for named in YEAR_IN_TEXT.findall(text))


def _fill_values(text: str, context: RuleContext) -> str:
    """The words of a paragraph with the values of the facts in it, for a fact may be the year."""

    def print_value(match: re.Match[str]) -> str:
        fact = context.selection.facts.get(match[1])
        values = (fact.value if isinstance(fact.value, tuple) else (fact.value,)) if fact else ()
        return " ".join(str(value.year) if isinstance(value, date) else str(value) for value in values)

    return PRINTED_FACT.sub(print_value, text)


def _is_cited(text: str) -> bool:
    """Whether a citation follows in the sentence."""
    return "@" in re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _mask(text: str) -> str:
    """A text of the same length without figures of citations, expressions and markup; each citation keeps an `@`."""
    for pattern in (PRINTED_FACT, DERIVED_FACT, MARKUP):
        text = pattern.sub(_mask_match, text)
    return replace_citations(text, lambda match: "@" + _mask_match(match)[1:])


def _mask_match(match: re.Match[str]) -> str:
    return re.sub(r"\S", "x", match[0])


def _strip_markup(text: str) -> str:
    return MARKUP.sub(" ", PRINTED_FACT.sub(" ", replace_citations(text, " ")))
