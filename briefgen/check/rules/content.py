"""Rules about substance: sections, recommendations, one state, symbols, words to avoid."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.check.parity.expected_text import expected_text_from_document
from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.check.un_symbols import COMMITTEES, find_fault_in_symbol
from briefgen.model.audience import Rule
from briefgen.model.selection import Choice, SelectedSection
from briefgen.model.tree import extract_text, find_elements

PREVIOUS_RECOMMENDATIONS_TOPIC = "previous-recommendations"
"""The topic of blocks that say what became of earlier recommendations."""

UN_SYMBOL = re.compile(
    rf"(?<![\w/.-])(?:A/(?=HRC|RES|C\.|CONF|\d)|E/(?=C\.|CN|RES|\d)|S/(?=RES|PRST|\d)|(?:{COMMITTEES})/C/)[\w./()-]*[\w)]"
)


def check_sections(rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether the sections that the rule names have text."""
    filled = set(_find_filled_sections(matter.selection.sections))
    fixed = {
        one.get("data-section")
        for one in find_elements((matter.document.body,), "section")
        if extract_text(one.children).strip()
    }
    missing = [name for name in rule.values if name not in filled | fixed]
    shown = ", ".join(f"`{name}`" for name in missing)
    actual = f"without {', '.join(missing)}" if missing else "all there"
    message = f"nothing stands in {shown}, which the body asks for"
    hints = ("give the library a block of its kind, or name one under `sections:` in the brief",)
    return RuleResult(", ".join(rule.values), actual, not missing, message, hints)


def check_one_state(_rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether the brief names a state and asks nothing of another."""
    state = matter.document.brief.state
    others = {
        one.variant.recommendation.state
        for one in _collect_recommendations(matter)
        if one.variant.recommendation and one.variant.recommendation.state not in {"", state}
    }
    named = ", ".join([*([state] if state else ["not stated"]), *(f"asks {one}" for one in sorted(others))])
    message = (
        f"recommendations to {', '.join(sorted(others))} stand in a submission on {state}"
        if state
        else "the brief names no state"
    )
    asked = min(others, default="CHN")
    hint = "exclude them: each submission is on one state" if state else f"write `state: {asked}` in the brief"
    return RuleResult("one state", named, bool(state) and not others, message, (hint,))


def check_recommendations(rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether there are recommendations, and not too many."""
    number = len(_collect_recommendations(matter))
    limit = f"1 to {rule.limit}" if rule.limit else "at least 1"
    met = number > 0 and (rule.limit is None or number <= rule.limit)
    message = f"{number} recommendations, over the limit of {rule.limit}" if number else "there are no recommendations"
    hint = "leave some out with `exclude:`" if number else "add blocks of kind `recommendation`"
    return RuleResult(limit, str(number), met, message, (hint,))


def check_previous_recommendations(_rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether a block or a recommendation takes up earlier ones."""
    addressed = [
        one.block.id
        for one in matter.selection.choices
        if PREVIOUS_RECOMMENDATIONS_TOPIC in one.block.topics
        or (one.variant.recommendation and one.variant.recommendation.previous)
    ]
    message = "nothing says what became of earlier recommendations"
    hint = f"state `previous:` in recommendations, or give the block that speaks of them the topic `{PREVIOUS_RECOMMENDATIONS_TOPIC}`"
    actual = f"in {len(addressed)} block{'s' if len(addressed) > 1 else ''}" if addressed else "none"
    return RuleResult("earlier recommendations taken up", actual, bool(addressed), message, (hint,))


def check_un_symbols(_rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether the symbols in text and notes have the shape of their kind."""
    text = _text_of_document(matter)
    symbols = dict.fromkeys(found[0] for found in UN_SYMBOL.finditer(text))
    wrong = {symbol: fault for symbol in symbols if (fault := find_fault_in_symbol(symbol))}
    message = "; ".join(f"`{symbol}` is not {fault}" for symbol, fault in wrong.items())
    hints = ("copy the symbol from the head of the document",)
    actual = f"{len(wrong)} of {len(symbols)} malformed" if wrong else f"{len(symbols)}, none malformed"
    return RuleResult("well formed", actual, not wrong, message, hints)


def check_avoided_words(rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether words stand in the text that the body does not want."""
    text = _text_of_document(matter)
    found = [one for one in rule.values if re.search(rf"\b{re.escape(one)}s?\b", text, re.IGNORECASE)]
    shown = ", ".join(f"`{one}`" for one in found)
    return RuleResult(f"not {', '.join(rule.values)}", ", ".join(found) or "none", not found, f"the text says {shown}")


def _text_of_document(matter: RuleContext) -> str:
    """Text and notes, a line for each paragraph."""
    said = expected_text_from_document(matter.document)
    return "\n".join(" ".join(line.words) for line in (*said.lines, *said.notes.values()))


def _collect_recommendations(matter: RuleContext) -> list[Choice]:
    return [one for one in matter.selection.choices if one.variant.recommendation]


def _find_filled_sections(chosen: Iterable[SelectedSection]) -> Iterable[str]:
    for one in chosen:
        if not one.is_empty:
            yield one.plan.id
        yield from _find_filled_sections(one.sections)
