"""An earlier recommendation as it was read from a document of the United Nations, with its key and its states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.compose.localisation import find_country_name, list_country_codes
from briefgen.compose.state_aliases import STATE_ALIASES
from briefgen.decompose.known_works import normalise
from briefgen.load.previous import REVIEW
from briefgen.load.states import to_alpha3

BODY_KEYS: Mapping[str, str] = {
    "upr": r"universal periodic review|\bupr\b",
    "sp": r"\b(?:rapporteur|working group|independent expert|sr|wg|ie)\b",
    "cat": r"against torture|\bcat\b",
    "cedaw": r"discrimination against women|\bcedaw\b",
    "crc": r"rights of the child|\bcrc\b",
    "crpd": r"persons with disabilities|\bcrpd\b",
    "cerd": r"racial discrimination|\bcerd\b",
    "cmw": r"migrant workers|\bcmw\b",
    "ced": r"enforced disappearances?|\bced\b",
    "cescr": r"economic, social|\bcescr\b",
    "ccpr": r"human rights committee|civil and political|\bccpr\b|\bhrcttee?\b",
    "spt": r"subcommittee on prevention|\bspt\b",
}
"""By the start of a key, what names the body in an export or a document. The first that fits decides: the mandate of a
special procedure (`sp`) often has the words of a committee, "Special Rapporteur on the rights of persons with disabilities"."""
_PLAIN_WORDS = frozenset(
    "special rapporteur on the of and in with against independent expert working group to right rights human sr wg ie".split()
)
"""Words that do not tell the mandates of special procedures apart."""
FIRST_SESSIONS = ((2, 21), (3, 36), (4, 52))
"""Of the cycles of the Universal Periodic Review: the first session of the Human Rights Council that adopted a report of it."""
_SYMBOL = re.compile(r"\bA/HRC/(?:WG\.6/)?(?P<session>\d+)/\d+")
_SPACES = re.compile(r"\s+")
_STATES = re.compile(r"\s*\((?P<names>[^()]*(?:\([^()]*\)[^()]*)?)\)\s*$")
_ARTICLES = frozenset("the of la le les el".split())


@dataclass(frozen=True, slots=True)
class PreviousEntry:
    """One earlier recommendation."""

    body: str
    year: int
    text: str
    symbol: str
    """Of its document: `A/HRC/59/15`."""
    paragraph: str = ""
    states: tuple[str, ...] = ()
    unknown_states: tuple[str, ...] = ()
    """Words in the place of states that are not names of states."""
    position: str = ""
    themes: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()

    def to_entry(self, key: str, source: str) -> dict[str, object]:
        """The entry of `previous.yaml`."""
        cycle = find_cycle(self.symbol) if self.body == REVIEW else 0
        return {
            "key": key, "body": self.body, "year": self.year or "", "cycle": cycle or "", "paragraph": self.paragraph,
            "states": self.states, "position": self.position, "text": self.text, "source": source, "themes": self.themes, "sdg": self.sdg,
            "persons": self.persons,
        }  # fmt: skip


def find_session_year(symbol: str) -> int:
    """The year of a document of the Human Rights Council by its session, three of which are in each year; 0 for another document."""
    found = _SYMBOL.search(symbol)
    return 2008 + (int(found["session"]) - 7) // 3 if found and "WG.6" not in found[0] else 0


def find_cycle(symbol: str) -> int:
    """The cycle of the review that a report of the Working Group is from; 0 where its symbol does not say."""
    found = _SYMBOL.search(symbol)
    session = int(found["session"]) if found and "WG.6" not in found[0] else 0
    return max((cycle for cycle, first in FIRST_SESSIONS if session >= first), default=1) if session else 0


def build_key(entry: PreviousEntry, number: str) -> str:
    """`upr-2024-28.12`, `cat-2016-47`; `number` is for an entry without a paragraph."""
    words = entry.body.lower()
    start = next((key for key, pattern in BODY_KEYS.items() if re.search(pattern, words)), "sp")
    if start == "sp":
        mandate = normalise(words).split()
        start = "-".join(["sp", *[word for word in mandate if word not in _PLAIN_WORDS][:2]])
    place = re.sub(r"[^\w.]+", "-", entry.paragraph or number).strip("-.")
    return "-".join(filter(None, (start, str(entry.year or ""), place)))


def read_states(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of states by their English, French or Spanish names, and names that no state has."""
    known = _list_names()
    codes: list[str] = []
    unknown: list[str] = []
    for name in (name.strip(" .") for part in words for name in _split_names(part)):
        code = known.get(_normalise(name))
        if code and code not in codes:
            codes.append(code)
        elif not code and name:
            unknown.append(name)
    return tuple(codes), tuple(unknown)


def split_states(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The words of a recommendation without the states behind it, and these."""
    words = _SPACES.sub(" ", text).strip(" ;.")
    codes: list[str] = []
    found = _STATES.search(words)
    while found:
        states, unknown = read_states([found["names"]])
        if not states or unknown:
            break
        codes = [*states, *codes]
        words = words[: found.start()].rstrip(" ;,")
        found = _STATES.search(words)
    inner = re.findall(r"\(([A-Z][^()]{2,60})\);", words)
    codes += [code for code in read_states(inner)[0] if code not in codes]
    missing = () if codes or not (last := re.search(r"\(([A-Z][^()]+)\)$", words)) else (last[1],)
    return words, tuple(dict.fromkeys(codes)), missing


def _split_names(words: str) -> list[str]:
    """The names between commas and `and`, where the whole is not one name."""
    if _normalise(words) in _list_names():
        return [words]
    parts = re.split(r"\s*[,;\n]\s*|\s+on behalf of\s+", words)
    return [
        name
        for part in parts
        for name in ([part] if _normalise(part) in _list_names() else re.split(r"\s+(?:and|et|y)\s+", part))
    ]


def _normalise(name: str) -> str:
    """The words of a name without articles, which each document sets in another way."""
    return " ".join(word for word in normalise(name.replace("&", " and ")).split() if word not in _ARTICLES)


@cache
def _list_names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for language in ("es", "fr", "en"):
        for code in list_country_codes():
            for name in (find_country_name(to_alpha3(code), language), *STATE_ALIASES.get(language, {}).get(code, ())):
                names[_normalise(name)] = to_alpha3(code)
                names.setdefault(" ".join(reversed(_normalise(name).split(" ", 1))), to_alpha3(code))
    return names
