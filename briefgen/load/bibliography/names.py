"""Reads the names of people and organisations as other programs write them, and finds names that would be cut wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

CslName = dict[str, str]

PARTICLES = frozenset(
    """
    a af al am an auf aus bin bint d' da dal dalla das de degli dei del della dello den der des di do dos du el ibn in la
    las le les lo los op san st ten ter 't tot und van vande vanden vander vom von z za zu zum zur
    """.split()
)
"""Small words that belong to a person's family name."""

ORGANISATION_WORDS = frozenset(
    """
    academy agency alliance amnesty assembly association authority bank board bureau centre center church circle coalition
    college commission commissioner committee company confederation conference congress consortium convention corporation
    council court defenders department directorate division embassy federation forum foundation fund government group
    initiative inspectorate institute institution international lawyers league ministry mission monitor movement museum
    nations network observatory office ombudsman organisation organization panel parliament party platform police press
    programme program project rapporteur reporters republic rights secretariat senate service society task team trust
    tribunal union unit united university watch working
    women children un eu who
    ministère ministerio ministerium comité comisión commission consejo conseil instituto universidad université universität
    """.split()
)
"""Words of names of organisations that are hardly ever names of people."""

_INITIAL = re.compile(r"[^\W\d_]\.?(?:[ -]?[^\W\d_]\.)*")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def read_ris_name(text: str) -> CslName:
    """A value of a RIS tag of names: `Family, Given, Suffix`; a name without a comma is the name of an organisation."""
    family, *others = (part.strip() for part in text.split(","))
    others = [part for part in others if part]
    if not others or _is_organisation_with_comma(family):
        return {"literal": ", ".join((family, *others))}
    particle, family = _split_particle(family)
    parts = {"family": family, "given": others[0], "suffix": ", ".join(others[1:]), "non-dropping-particle": particle}
    return {part: words for part, words in parts.items() if words}


def keep_particle(name: CslName) -> CslName:
    """The name with a particle that short forms keep, `van der Bergh`. Pandoc calls every particle of BibTeX a dropping one."""
    if "dropping-particle" not in name or "non-dropping-particle" in name:
        return name
    kept = {part: words for part, words in name.items() if part != "dropping-particle"}
    return {**kept, "non-dropping-particle": name["dropping-particle"]}


def find_ambiguous_names(value: str) -> Iterator[str]:
    """The names in a field of BibTeX that look like an organisation's and are not in braces, so that they are cut in two."""
    for name in _split_at_and(value):
        if not (name.startswith("{") and _find_closing_brace(name) == len(name) - 1) and _is_ambiguous(name):
            yield name.replace("{", "").replace("}", "")


def _split_at_and(value: str) -> Iterator[str]:
    depth, start = 0, 0
    for found in re.finditer(r"[{}]|" + _AND.pattern, value, re.IGNORECASE):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] not in "{}":
            yield " ".join(value[start : found.start()].split())
            start = found.end()
    yield " ".join(value[start:].split())


def _find_closing_brace(name: str) -> int:
    depth = 0
    for position, character in enumerate(name):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return position
    return -1


def _is_ambiguous(name: str) -> bool:
    """Whether a name in BibTeX has no comma, and nothing in it shows where the family name starts."""
    plain = re.sub(r"\\[a-zA-Z]+\s*|\\.|[{}]", "", name)
    if "," in plain:
        return _is_organisation_with_comma(plain.partition(",")[0])
    words = plain.split()
    if len(words) < 2 or plain.casefold() == "others":
        return False
    small = [word for word in words[:-1] if word[:1].islower()]
    if any(word.casefold() in ORGANISATION_WORDS for word in words) or set(small) - PARTICLES:
        return True
    return len(words) > 2 and not small and not any(_INITIAL.fullmatch(word) for word in words)


def _is_organisation_with_comma(family: str) -> bool:
    words = family.casefold().split()
    return len(words) > 1 and not ORGANISATION_WORDS.isdisjoint(words)


def _split_particle(family: str) -> tuple[str, str]:
    """`van der` and `Bergh`; a family name of small words alone stays whole."""
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count][:1].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
