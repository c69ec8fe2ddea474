"""Marks recommendations that cannot be acted on: weak verbs, nothing to measure, duplicates and contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from briefgen.check.lint.context import LintContext
from briefgen.check.lint.deadlines import VAGUE_TIME, find_past_year, has_time_limit
from briefgen.check.lint.texts import Remark, list_first
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
SYNONYMOUS_VERBS = (
    ("prohibit", "ban", "outlaw", "forbid"), ("stop", "end", "cease", "halt", "discontinue"), ("allow", "permit", "authorise", "authorize"),
    ("establish", "create", "found"), ("adopt", "enact", "pass"), ("repeal", "abrogate", "revoke"), ("abolish", "eliminate"),
    ("increase", "raise"), ("reduce", "lower"), ("strengthen", "reinforce"), ("grant", "give"), ("release", "free"),
    ("investigate", "examine"), ("publish", "release publicly"), ("protect", "safeguard"), ("ensure", "guarantee"),
    ("interdire", "bannir", "prohiber"), ("mettre fin à", "cesser", "arrêter"), ("autoriser", "permettre"),
    ("prohibir", "vedar"), ("cesar", "poner fin a", "detener"), ("autorizar", "permitir"),
)  # fmt: skip
"""Verbs that ask for the same; the first of each replaces the others."""
HEDGE = re.compile(
    r"^(?:please )?(?:consider|envisage|contemplate|study|examine the possibility of|envisager de|considerar) ",
    re.IGNORECASE,
)
GERUND = re.compile(r"^(\w+?)(t?)ing\b")
DUPLICATE_SIMILARITY = 0.85
CONTRADICTION_OVERLAP = 0.6
MAX_COMPARED = 2_000
"""Pairs of recommendations whose similarity is kept."""

FIRST_VERB_HINT = "start with what is to be done: `Adopt`, `Amend`, `Establish`, `Ratify`, `Investigate`"
UNVERIFIED_HINT = (
    "which verb is of which category is briefgen's own list, unverified: the table of UPR Info could not be read"
)

NON_VERBS = frozenset(
    "a all an government it its must please should state states that the there this to we "
    "ce cette gouvernement il la le les nous que un une el esta este estado gobierno los las que una".split()
)
"""First words of sentences that are not requests."""


def find_weak_verbs(context: LintContext) -> Iterator[Remark]:
    """Find recommendations whose first word is not a verb, or a verb that asks for less than action."""
    for choice, recommendation in _collect_recommendations(context):
        category = find_category(recommendation.action)
        first = recommendation.action.split()[0]
        if first.casefold() in NON_VERBS or first == recommendation.addressee.split()[0]:
            message = f"`{first}` is not a verb: a recommendation says first what is to be done"
            yield Remark(message, choice.variant.origin, (FIRST_VERB_HINT,))
        elif category in WEAK_CATEGORIES:
            message = f"`{first}` {WEAK_CATEGORIES[category]}: action category {category} of 5"
            yield Remark(message, choice.variant.origin, (FIRST_VERB_HINT, UNVERIFIED_HINT))


def find_recommendations_not_smart(context: LintContext) -> Iterator[Remark]:
    """Find what recommendations lack to be followed up: an indicator, a legal basis, a time. One remark for the whole brief."""
    day = context.document.brief.date
    lacking: dict[str, list[str]] = {}
    first: Choice | None = None
    for choice, recommendation in _collect_recommendations(context):
        requirements = (
            ("`indicator`, by which one will see that it was done", recommendation.indicator),
            ("`legal_basis`, on which it rests", recommendation.legal_basis),
            (
                "`deadline`, or a time in its sentence",
                recommendation.deadline or has_time_limit(recommendation.action, day),
            ),
        )
        for requirement, value in requirements:
            if not value:
                lacking.setdefault(requirement, []).append(f"`{choice.block.id}`")
                first = first or choice
    if first:
        parts = "; ".join(f"{requirement}: {list_first(ids)}" for requirement, ids in lacking.items())
        hint = "a recommendation that is specific, measurable and bound to a time can be followed up"
        yield Remark(f"recommendations lack {parts}", first.block.origin, (hint,))


def find_wrong_deadlines(context: LintContext) -> Iterator[Remark]:
    """Find deadlines that are over at the date of the brief, and times that nobody can check."""
    day = context.document.brief.date
    for choice, recommendation in _collect_recommendations(context):
        origin = choice.variant.origin
        if year := find_past_year(recommendation.action, recommendation.deadline, day):
            yield Remark(f"the deadline {year} is before the date of the brief", origin, ("state a later one",))
        vague = VAGUE_TIME.search(f"{recommendation.action} {recommendation.deadline}")
        if vague:
            message = f"`{vague[0]}` is not a time that can be checked"
            yield Remark(message, origin, ("state a date, or an event such as `before the next review`",))


def find_repeated_recommendations(context: LintContext) -> Iterator[Remark]:
    """Find pairs that ask the same thing of the same addressee."""
    for first, second in combinations(_collect_recommendations(context), 2):
        action, other_action = _normalise_action(first[1].action), _normalise_action(second[1].action)
        is_duplicate = _measure_similarity(action, other_action) >= DUPLICATE_SIMILARITY and not _are_opposed(
            action, other_action
        )
        if is_duplicate and _has_same_addressee(first, second):
            message = f"recommendations `{first[0].block.id}` and `{second[0].block.id}` ask for one thing"
            yield Remark(message, second[0].block.origin, ("make one recommendation of them",))


@lru_cache(maxsize=MAX_COMPARED)
def _measure_similarity(action: str, other_action: str) -> float:
    """From 0 to 1; the documents of a campaign have mostly the same recommendations."""
    return SequenceMatcher(None, action, other_action, autojunk=False).ratio()


def find_contradictions(context: LintContext) -> Iterator[Remark]:
    """Find pairs that ask opposite things of the same addressee."""
    for first, second in combinations(_collect_recommendations(context), 2):
        if _has_same_addressee(first, second) and _are_opposed(
            _normalise_action(first[1].action), _normalise_action(second[1].action)
        ):
            message = f"recommendations `{first[0].block.id}` and `{second[0].block.id}` ask for opposite things"
            yield Remark(message, second[0].block.origin, ("leave one of them out",))


def _normalise_action(action: str) -> str:
    """An action without a hedge such as `consider`, and with the first of the verbs that ask for the same."""
    text = action.casefold().strip()
    bare = HEDGE.sub("", text)
    if bare != text and (gerund := GERUND.match(bare)):  # `consider allowing`: `allow`
        verbs = [verb for verbs in (*SYNONYMOUS_VERBS, *OPPOSITE_VERBS) for verb in verbs]
        stem = gerund[1] + gerund[2]
        verb = next((verb for verb in (stem, f"{stem}e", stem[:-1]) if verb in verbs), stem)
        bare = f"{verb}{bare[gerund.end() :]}"
    for first, *others in SYNONYMOUS_VERBS:
        for other in others:
            if re.match(rf"{other}\b", bare):
                return f"{first}{bare[len(other) :]}"
    return bare


def _collect_recommendations(context: LintContext) -> list[tuple[Choice, Recommendation]]:
    choices = context.selection.choices
    return [(choice, choice.variant.recommendation) for choice in choices if choice.variant.recommendation]


def _has_same_addressee(*pair: tuple[Choice, Recommendation]) -> bool:
    first, second = ((recommendation.state or recommendation.addressee).casefold() for _, recommendation in pair)
    return first == second


def _are_opposed(action: str, other_action: str) -> bool:
    """Whether the verbs are opposites and most of the other words are the same."""
    (verb, *words), (other_verb, *other_words) = (
        re.findall(r"\w+", text.casefold()) or [""] for text in (action, other_action)
    )
    overlap = len({*words} & {*other_words}) / max(1, len({*words} | {*other_words}))
    return overlap >= CONTRADICTION_OVERLAP and (
        (verb, other_verb) in OPPOSITE_VERBS or (other_verb, verb) in OPPOSITE_VERBS
    )
