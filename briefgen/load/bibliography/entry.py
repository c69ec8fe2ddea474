"""One work in the file of another program, and whether its CSL item still has every value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_VALUE = 50_000
"""Characters of one value: pandoc needs minutes and gigabytes for a longer one, and no style prints one."""

_ACCENT = re.compile(r"\\[\"'`^~=.]\s*|\\(?=[&%$#_{}])|\\[cvuHdbkr](?![a-zA-Z])")
_DOTLESS = re.compile(r"\{?\\([ij])(?![a-zA-Z])\s*\}?")
_DOTTED_FORMS = str.maketrans("ıȷ", "ij")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_WORD = re.compile(r"[^\W_]+")
MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


@dataclass(frozen=True, slots=True)
class ImportedField:
    """A field of BibTeX or a tag of RIS."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """One work in another program's file."""

    kind: str
    """`article`, `JOUR`."""
    key: str
    line: int
    fields: tuple[ImportedField, ...]

    def get_values(self, *names: str) -> tuple[str, ...]:
        """The values of the fields with these names, in the order of the file."""
        return tuple(field.value for field in self.fields if field.name in names)


def is_preserved(value: str, item: Mapping[str, object], *, match_case: bool = False) -> bool:
    """Whether every word and number of a value is somewhere in a CSL item."""
    known = set(_split_words(" ".join(_collect_strings(item)), match_case=match_case))
    return all(word in known for word in _split_words(_strip_latex(value), match_case=match_case))


def _collect_strings(value: object) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        for member in value.values() if isinstance(value, Mapping) else value:
            yield from _collect_strings(member)
    elif value is not None:
        yield str(value)


def _strip_latex(value: str) -> str:
    """The value without accents and commands. A word that contains a command is left out."""
    plain = _DOTLESS.sub(lambda found: found[1], _ACCENT.sub("", value))
    if "\\" in plain:
        plain = re.sub(r"[^\s{}]*\{\\[a-zA-Z]+\s*\}[^\s{}]*", " ", plain)
        plain = _COMMAND.sub(" ", plain)
    return plain.replace("{", "").replace("}", "")


def _split_words(text: str, *, match_case: bool) -> Iterator[str]:
    """Words without accents and the `and` between names, numbers without leading zeros, a month as its number."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    bare = bare.translate(_DOTTED_FORMS)
    for word in _WORD.findall(bare):
        if word.isdigit():
            yield word.lstrip("0") or "0"
        elif word != "and":
            month = MONTHS.get(word[:3].lower()) if text.strip() == word else None
            yield str(month) if month else word if match_case else word.casefold()
