"""Rules about substance: sections, recommendations, one state, symbols, words to avoid."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.check.matter import Matter, Measure
from briefgen.check.said import said_by
from briefgen.check.un_symbols import COMMITTEES, fault_in_symbol
from briefgen.values.audience import Rule
from briefgen.values.selection import Choice, SelectedSection
from briefgen.values.tree import elements, text_of

PREVIOUS = "previous-recommendations"
"""The topic of blocks that say what became of earlier recommendations."""

SYMBOL = re.compile(
    rf"(?<![\w/.-])(?:A/(?=HRC|RES|C\.|CONF|\d)|E/(?=C\.|CN|RES|\d)|S/(?=RES|PRST|\d)|(?:{COMMITTEES})/C/)[\w./()-]*[\w)]"
)


def sections(rule: Rule, matter: Matter) -> Measure:
    """Whether the sections that the rule names have text."""
    filled = set(_filled(matter.selection.sections))
    fixed = {
        one.get("data-section") for one in elements((matter.document.body,), "section") if text_of(one.children).strip()
    }
    missing = [name for name in rule.values if name not in filled | fixed]
    shown = ", ".join(f"`{name}`" for name in missing)
    actual = f"without {', '.join(missing)}" if missing else "all there"
    message = f"nothing stands in {shown}, which the body asks for"
    hints = ("give the library a block of its kind, or name one under `sections:` in the brief",)
    return Measure(", ".join(rule.values), actual, not missing, message, hints)


def one_state(_rule: Rule, matter: Matter) -> Measure:
    """Whether the brief names a state and asks nothing of another."""
    state = matter.document.brief.state
    others = {
        one.variant.recommendation.state
        for one in _recommending(matter)
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
    return Measure("one state", named, bool(state) and not others, message, (hint,))


def recommendations(rule: Rule, matter: Matter) -> Measure:
    """Whether there are recommendations, and not too many."""
    number = len(_recommending(matter))
    limit = f"1 to {rule.limit}" if rule.limit else "at least 1"
    met = number > 0 and (rule.limit is None or number <= rule.limit)
    message = f"{number} recommendations, over the limit of {rule.limit}" if number else "there are no recommendations"
    hint = "leave some out with `exclude:`" if number else "add blocks of kind `recommendation`"
    return Measure(limit, str(number), met, message, (hint,))


def previous_recommendations(_rule: Rule, matter: Matter) -> Measure:
    """Whether a block or a recommendation takes up earlier ones."""
    addressed = [
        one.block.id
        for one in matter.selection.choices
        if PREVIOUS in one.block.topics or (one.variant.recommendation and one.variant.recommendation.previous)
    ]
    message = "nothing says what became of earlier recommendations"
    hint = f"state `previous:` in recommendations, or give the block that speaks of them the topic `{PREVIOUS}`"
    actual = f"in {len(addressed)} block{'s' if len(addressed) > 1 else ''}" if addressed else "none"
    return Measure("earlier recommendations taken up", actual, bool(addressed), message, (hint,))


def un_symbols(_rule: Rule, matter: Matter) -> Measure:
    """Whether the symbols in text and notes have the shape of their kind."""
    text = _printed(matter)
    symbols = dict.fromkeys(found[0] for found in SYMBOL.finditer(text))
    wrong = {symbol: fault for symbol in symbols if (fault := fault_in_symbol(symbol))}
    message = "; ".join(f"`{symbol}` is not {fault}" for symbol, fault in wrong.items())
    hints = ("copy the symbol from the head of the document",)
    actual = f"{len(wrong)} of {len(symbols)} malformed" if wrong else f"{len(symbols)}, none malformed"
    return Measure("well formed", actual, not wrong, message, hints)


def avoid(rule: Rule, matter: Matter) -> Measure:
    """Whether words stand in the text that the body does not want."""
    text = _printed(matter)
    found = [one for one in rule.values if re.search(rf"\b{re.escape(one)}s?\b", text, re.IGNORECASE)]
    shown = ", ".join(f"`{one}`" for one in found)
    return Measure(f"not {', '.join(rule.values)}", ", ".join(found) or "none", not found, f"the text says {shown}")


def _printed(matter: Matter) -> str:
    """Text and notes, a line for each paragraph."""
    said = said_by(matter.document)
    return "\n".join(" ".join(line.words) for line in (*said.lines, *said.notes.values()))


def _recommending(matter: Matter) -> list[Choice]:
    return [one for one in matter.selection.choices if one.variant.recommendation]


def _filled(chosen: Iterable[SelectedSection]) -> Iterable[str]:
    for one in chosen:
        if not one.empty:
            yield one.plan.id
        yield from _filled(one.sections)
