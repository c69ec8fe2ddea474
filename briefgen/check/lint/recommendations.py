"""Whether recommendations can be acted upon: their verb, what makes them SMART, and whether two are one or against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from briefgen.check.lint.remark import Remark
from briefgen.check.lint.word_lists import TIME_LIMIT
from briefgen.check.rules.context import RuleContext
from briefgen.model.action_category import find_category
from briefgen.model.library import Recommendation
from briefgen.model.selection import Choice

WEAK_CATEGORIES = {
    1: "asks others than the addressee, or for help alone",
    2: "asks to go on as before",
    3: "asks only to think about it",
}
OPPOSITE_VERBS = (
    ("establish", "abolish"), ("ratify", "denounce"), ("adopt", "repeal"), ("accede", "withdraw"), ("continue", "suspend"),
    ("continue", "end"), ("grant", "refuse"), ("increase", "reduce"), ("open", "close"), ("strengthen", "weaken"),
    ("continue", "stop"), ("allow", "prohibit"), ("allow", "ban"),
    ("établir", "abolir"), ("ratifier", "dénoncer"), ("adopter", "abroger"), ("poursuivre", "suspendre"), ("accorder", "refuser"),
    ("augmenter", "réduire"), ("ouvrir", "fermer"), ("renforcer", "affaiblir"), ("autoriser", "interdire"),
    ("establecer", "abolir"), ("ratificar", "denunciar"), ("adoptar", "derogar"), ("continuar", "suspender"),
    ("conceder", "denegar"), ("aumentar", "reducir"), ("abrir", "cerrar"), ("fortalecer", "debilitar"), ("autorizar", "prohibir"),
)  # fmt: skip
DUPLICATE_SIMILARITY = 0.85
CONTRADICTION_OVERLAP = 0.6

FIRST_VERB_HINT = "begin with what is to be done: `Adopt`, `Amend`, `Establish`, `Ratify`, `Investigate`"
UNVERIFIED_HINT = (
    "which verb is of which category is briefgen's own list, unverified: the table of UPR Info could not be read"
)

NON_VERBS = frozenset(
    "a all an government it its must please should state states that the there this to we "
    "ce cette gouvernement il la le les nous que un une el esta este estado gobierno los las que una".split()
)
"""Words that begin a sentence, and no request."""


def find_weak_verbs(matter: RuleContext) -> Iterator[Remark]:
    """Recommendations whose first word is no verb, or a verb that asks for less than action."""
    for choice, one in _collect_recommendations(matter):
        found = find_category(one.action)
        first = one.action.split()[0]
        if first.casefold() in NON_VERBS or first == one.addressee.split()[0]:
            message = f"`{first}` is no verb: a recommendation says first what is to be done"
            yield Remark(message, choice.variant.origin, (FIRST_VERB_HINT,))
        elif found in WEAK_CATEGORIES:
            message = f"`{first}` {WEAK_CATEGORIES[found]}: action category {found} of 5"
            yield Remark(message, choice.variant.origin, (FIRST_VERB_HINT, UNVERIFIED_HINT))


def find_recommendations_not_smart(matter: RuleContext) -> Iterator[Remark]:
    """Recommendations that are not measurable, not founded or not bound to a time."""
    for choice, one in _collect_recommendations(matter):
        missing = [
            word
            for word, there in (
                ("`indicator`, by which one will see that it was done", one.indicator),
                ("`legal_basis`, on which it rests", one.legal_basis),
                ("`deadline`, or a time in its sentence", one.deadline or TIME_LIMIT.search(one.action)),
            )
            if not there
        ]
        if missing:
            message = f"recommendation `{choice.block.id}` lacks {'; '.join(missing)}"
            hint = "a recommendation that is specific, measurable and bound to a time can be followed up"
            yield Remark(message, choice.block.origin, (hint,))


def find_repeated_recommendations(matter: RuleContext) -> Iterator[Remark]:
    """Pairs that ask one addressee for one thing."""
    for (first, one), (second, other) in combinations(_collect_recommendations(matter), 2):
        alike = SequenceMatcher(None, one.action.casefold(), other.action.casefold(), autojunk=False).ratio()
        if (
            _normalise_addressee(one) == _normalise_addressee(other)
            and alike >= DUPLICATE_SIMILARITY
            and not _are_opposed(one, other)
        ):
            message = f"recommendations `{first.block.id}` and `{second.block.id}` ask for one thing"
            yield Remark(message, second.block.origin, ("make one recommendation of them",))


def find_contradictions(matter: RuleContext) -> Iterator[Remark]:
    """Pairs that ask one addressee for opposite things."""
    for (first, one), (second, other) in combinations(_collect_recommendations(matter), 2):
        if _normalise_addressee(one) == _normalise_addressee(other) and _are_opposed(one, other):
            message = f"recommendations `{first.block.id}` and `{second.block.id}` ask for opposite things"
            yield Remark(message, second.block.origin, ("leave one of them out",))


def _collect_recommendations(matter: RuleContext) -> list[tuple[Choice, Recommendation]]:
    return [(one, one.variant.recommendation) for one in matter.selection.choices if one.variant.recommendation]


def _normalise_addressee(one: Recommendation) -> str:
    return (one.state or one.addressee).casefold()


def _are_opposed(one: Recommendation, other: Recommendation) -> bool:
    """Whether the verbs are opposites and the rest is about the same."""
    (verb, *rest), (other_verb, *other_rest) = _split_words(one.action), _split_words(other.action)
    pairs = {*OPPOSITE_VERBS, *((second, first) for first, second in OPPOSITE_VERBS)}
    together = len({*rest} & {*other_rest}) / max(1, len({*rest} | {*other_rest}))
    return (verb, other_verb) in pairs and together >= CONTRADICTION_OVERLAP


def _split_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold()) or [""]
