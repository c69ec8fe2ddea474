"""Puts French infinitives after `de` and `à`, which each of several infinitives repeats: `d’adopter une loi et de l’appliquer`."""

from __future__ import annotations

import re

from briefgen.compose.state_names import VOWEL
from briefgen.model.action_phrase import INFINITIVES, NOT_INFINITIVES

MUTE_H = re.compile(r"h(?:abi|armoni|éb|éri|ési|omolog|onor|ospita|umani|umili|ydrat|ypothé|istori)", re.IGNORECASE)
"""Verbs before which `de` loses its vowel: `d’harmoniser`, but `de hâter`, `de harceler`, `de hausser`."""

WORD = re.compile(
    r"(?P<comma>,\s+)?(?P<conjunction>\b(?:et|ou|puis|mais)\s+)?(?P<negation>\bne (?:pas|plus|jamais)\s+)?(?P<verb>\b(?:[sl]['’])?[^\W\d_][\w-]*)"
)
"""A word, with what can join it to an earlier infinitive."""


def put_after(preposition: str, phrase: str) -> str:
    """`de ratifier`, `d’adopter`, `de ne pas renvoyer`, `d’adopter une loi et de la publier`."""
    starts = [0]
    verbs = [match for match in WORD.finditer(phrase) if _is_infinitive(match["verb"].casefold())]
    is_inside = False
    for match in verbs[1:]:
        # After another infinitive, `pour prévenir et punir`, a conjunction alone joins the next one to that.
        if match["comma"] or (match["conjunction"] and not is_inside):
            starts.append(match.start("negation") if match["negation"] else match.start("verb"))
        elif not match["conjunction"]:
            is_inside = True
    ends = [*starts[1:], len(phrase)]
    return "".join(_join(preposition, phrase[start:end]) for start, end in zip(starts, ends, strict=True))


def _join(preposition: str, phrase: str) -> str:
    shortened = preposition == "de" and (VOWEL.match(phrase) or MUTE_H.match(phrase))
    return f"d’{phrase}" if shortened else f"{preposition} {phrase}"


def _is_infinitive(word: str) -> bool:
    bare = re.sub(r"^[sl]['’]", "", word)
    return bare not in NOT_INFINITIVES and INFINITIVES["fr"].fullmatch(bare) is not None
