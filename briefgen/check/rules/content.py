"""Rules about what a text must have or avoid: sections, recommendations, one state, UN symbols, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.check.parity.expected_text import expected_text_from_document
from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.check.un_symbols import COMMITTEES, find_fault_in_symbol
from briefgen.model.audience import Rule
from briefgen.model.library import Recommendation
from briefgen.model.selection import SelectedSection
from briefgen.model.tree import extract_text, find_elements

PREVIOUS_RECOMMENDATIONS_TOPIC = "previous-recommendations"
"""The topic of blocks about earlier recommendations."""

UN_SYMBOL = re.compile(
    rf"(?<![\w/.-])(?:A/(?=HRC|RES|C\.|CONF|\d)|E/(?=C\.|CN|RES|\d)|S/(?=RES|PRST|\d)|(?:{COMMITTEES})/C/)[\w./()-]*[\w)]"
)


def check_sections(rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the sections that the rule names have text, from blocks or from the page template."""
    sections = find_elements((context.document.body,), "section")
    on_page = {section.get("data-section") for section in sections if extract_text(section.children).strip()}
    filled = {*_find_filled_sections(context.selection.sections), *on_page}
    missing = [name for name in rule.values if name not in filled]
    actual = f"without {', '.join(missing)}" if missing else "all there"
    message = f"no text in {', '.join(f'`{name}`' for name in missing)}, which the body asks for"
    hint = "give the library a block of its kind, or name one under `sections:` in the brief"
    return RuleResult(", ".join(rule.values), actual, not missing, message, (hint,))


def check_one_state(_rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the brief names a state, and no recommendation is addressed to another one."""
    state = context.document.brief.state
    others = sorted({recommendation.state for recommendation in _collect_recommendations(context)} - {"", state})
    actual = ", ".join([state or "not stated", *(f"asks {other}" for other in others)])
    if state:
        message = f"recommendations to {', '.join(others)} in a submission on {state}"
        hint = "exclude them: each submission is on one state"
    else:
        message = "the brief names no state"
        hint = f"write `state: {min(others, default='CHN')}` in the brief"
    return RuleResult("one state", actual, bool(state) and not others, message, (hint,))


def check_recommendations(rule: Rule, context: RuleContext) -> RuleResult:
    """Whether there are recommendations, and not too many."""
    number = len(_collect_recommendations(context))
    limit = f"1 to {rule.limit}" if rule.limit else "at least 1"
    met = number > 0 and (rule.limit is None or number <= rule.limit)
    message = f"{number} recommendations, over the limit of {rule.limit}" if number else "there are no recommendations"
    hint = "leave some out with `exclude:`" if number else "add blocks of kind `recommendation`"
    return RuleResult(limit, str(number), met, message, (hint,))


def check_previous_recommendations(_rule: Rule, context: RuleContext) -> RuleResult:
    """Whether a block or a recommendation takes up earlier ones."""
    count = sum(
        PREVIOUS_RECOMMENDATIONS_TOPIC in choice.block.topics
        or bool(choice.variant.recommendation and choice.variant.recommendation.previous)
        for choice in context.selection.choices
    )
    message = "nothing says what became of earlier recommendations"
    topic = PREVIOUS_RECOMMENDATIONS_TOPIC
    hint = f"state `previous:` in recommendations, or give the block that speaks of them the topic `{topic}`"
    actual = f"in {count} block{'s' if count > 1 else ''}" if count else "none"
    return RuleResult("earlier recommendations taken up", actual, count > 0, message, (hint,))


def check_un_symbols(_rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the symbols in text and notes have the form of their kind."""
    symbols = dict.fromkeys(match[0] for match in UN_SYMBOL.finditer(_extract_lines(context)))
    wrong = {symbol: fault for symbol in symbols if (fault := find_fault_in_symbol(symbol))}
    message = "; ".join(f"`{symbol}` is not {fault}" for symbol, fault in wrong.items())
    hint = "copy the symbol from the head of the document"
    actual = f"{len(wrong)} of {len(symbols)} malformed" if wrong else f"{len(symbols)}, none malformed"
    return RuleResult("well formed", actual, not wrong, message, (hint,))


def check_avoided_words(rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the text has words that the body does not accept."""
    text = _extract_lines(context)
    words = [word for word in rule.values if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)]
    message = f"the text says {', '.join(f'`{word}`' for word in words)}"
    return RuleResult(f"not {', '.join(rule.values)}", ", ".join(words) or "none", not words, message)


def _extract_lines(context: RuleContext) -> str:
    """Text and notes, a line for each paragraph."""
    text = expected_text_from_document(context.document)
    return "\n".join(" ".join(line.words) for line in (*text.lines, *text.notes.values()))


def _collect_recommendations(context: RuleContext) -> list[Recommendation]:
    recommendations = (choice.variant.recommendation for choice in context.selection.choices)
    return [recommendation for recommendation in recommendations if recommendation]


def _find_filled_sections(sections: Iterable[SelectedSection]) -> Iterator[str]:
    for section in sections:
        if not section.is_empty:
            yield section.plan.id
        yield from _find_filled_sections(section.sections)
