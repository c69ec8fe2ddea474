"""Tells words of persons and of an author from those that every text has: names of institutions, fixed phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from briefgen.model.words import read_text, split_words

PersonalName = tuple[str, ...]
"""The words of a name, sorted: the family name can be the first or the last."""

CAPITALISED = r"[^\W\d_a-z](?=[^\W\d_]*[^\W\d_A-Z])[\w'’\u2010\u2011-]*[\w]"
CAPITALISED_RUN = re.compile(
    rf"(?P<article>\b[Tt]he |\b[Ll][aeo]s? |\b[Ll]’|\b[Dd][ui] )?(?P<words>{CAPITALISED}(?:[ \u00a0]{CAPITALISED})+)"
)
MAX_NAME_WORDS = 4
CASELESS = re.compile(r"[\u0590-\u08ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

PUBLIC_WORDS = frozenset(
    """
    african against agency art agreement american amnesty annex appendix april arab army article asia asian assembly association august bay border
    bureau cape center central centre chapter china chinese christian city civil commission commissioner committee conference congress convention
    council county court covenant december declaration democratic department district division east eastern embassy english europe european
    february federal federation forces foreign foundation france french friday fund general geneva german global government group gulf high house
    human international island january japanese journal july june justice korea korean koreans lake latin law legal liberation march minister
    ministry monday mount national nations north northern november october office optional organisation organization parliament party
    people peoples periodic police prc president press prison procedures programme project prosecutor protocol province rapporteur red refugee refugees report
    republic research review rights river road russian saint saturday sea secretary security senate september social society south southern soviet spanish
    administration article entry exit migrant migrants next periodic special state states statute street sub-committee sunday supreme thursday torture tribunal tuesday treaty un union upr united universal university
    valley village war watch wednesday west western women working world
    """.split()
)
"""Words of institutions, places and the calendar: a run of words with one of them is not the name of a person."""


FUNCTION_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before being but by can could did do does each every for from had has have he her his how i if
    in into is it its may more most must no nor not of on one or other our out over per s shall she should since so such than that the their them then
    there these they this those three to two under until up was we were what when where which while who whom whose will with would you your
    """.split()
)
MIN_OWN_WORDS = 2
"""Words of a phrase that are neither function words nor words of institutions: with fewer, texts share it by chance."""


def has_own_words(phrase: tuple[str, ...]) -> bool:
    """Whether a phrase says something of its own: `the Convention and its 1967 Protocol` does not."""
    own = [word for word in phrase if not (word.isdigit() or word in FUNCTION_WORDS or word in PUBLIC_WORDS)]
    return len(own) >= MIN_OWN_WORDS


def find_personal_names(text: str, usual_words: frozenset[str] = frozenset()) -> frozenset[PersonalName]:
    """Each run of two to four words that can be a name. `usual_words` are words that other texts have without a capital."""
    return frozenset(
        tuple(sorted(read_text(" ".join(run))[-1]))
        for match in CAPITALISED_RUN.finditer(text)
        if not match["article"] and not CASELESS.search(match["words"])
        for run in _list_neighbours(match["words"].split())
        if not any(_is_usual(word, usual_words) for word in run)
    )


def find_usual_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that some texts have without a capital."""
    return frozenset(
        word for text in texts for part in re.findall(r"\b[^\W\d_A-Z][\w'’-]*", text) for word in split_words(part)
    )


def _list_neighbours(words: list[str]) -> Iterator[list[str]]:
    return (
        words[start:end] for start, end in combinations(range(len(words) + 1), 2) if 1 < end - start <= MAX_NAME_WORDS
    )


def _is_usual(word: str, usual_words: frozenset[str]) -> bool:
    parts = split_words(word)
    return any(part in PUBLIC_WORDS for part in parts) or (len(parts) == 1 and parts[0] in usual_words)
