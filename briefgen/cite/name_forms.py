"""Prepares the names of a source for the citation engine: particles that stay, initials one by one, family names that come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

FIRST_NAME_MARK = 0x101000
"""The first private character that stands for the given names of a name that starts with the family."""

LAST_INITIAL_MARK = chr(FIRST_NAME_MARK - 1)
"""Follows an initial before a name in full, `J Edgar`: the engine would set them together, `JEdgar`."""

SHORT_NAME_MARK = chr(FIRST_NAME_MARK - 2)
"""Follows a given name of one letter in a script without capitals, `王毅`: it is not an initial, and gets no full stop."""

_INITIAL = re.compile(r"[^\W\d_]\.?")
_JOINED_INITIALS = re.compile(r"[^\W\d_a-z]{2,4}")
_VOWELS = frozenset("AEIOUYÀÁÈÉÌÍÒÓÙÚÄÖÜ")
_NAME_PARTS = ("family", "given", "literal", "suffix")


class NameTable:
    """The given names of one run that follow their family name, by the character that stands for them."""

    def __init__(self) -> None:
        self.first_names: list[str] = []
        self.surnames: list[str] = []

    def prepare_names(self, names: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The names as they are sent, without empty ones."""
        return [self._prepare_name(name) for name in names if any(name.get(part) for part in _NAME_PARTS)]

    def restore_names(self, text: str, *, is_dotted: bool) -> str:
        """The engine's words with given names behind the family name, however the style turned them; initials with a stop or without."""
        text = text.replace(LAST_INITIAL_MARK, "." if is_dotted else "").replace(SHORT_NAME_MARK, "")
        for number, (first_names, surname) in enumerate(zip(self.first_names, self.surnames, strict=True)):
            mark, pattern = re.escape(chr(FIRST_NAME_MARK + number)), re.escape(surname)
            ordered = f"{surname} {first_names}".replace("\\", r"\\")
            # A style that shortens given names sets a full stop behind the mark; at the end of a name it may be the style's own.
            before, after = rf"{mark}\.?[\s\u00a0]*{pattern}", rf"{pattern},?[\s\u00a0]*{mark}(?:\.(?=,| and| &|\)))?"
            text = re.sub(f"{before}|{after}", ordered, text)
        return text

    def _prepare_name(self, name: Mapping[str, Any]) -> dict[str, Any]:
        prepared = {
            part: value for part, value in name.items() if part != "static-ordering" and value not in {None, ""}
        }
        if not prepared.get("family") and prepared.get("given") and not prepared.get("literal"):
            prepared = {"literal": prepared["given"]}
        particles = [prepared.pop("dropping-particle", ""), prepared.get("non-dropping-particle", "")]
        if any(particles):
            prepared["non-dropping-particle"] = " ".join(filter(None, particles))
        first_names = str(prepared.get("given", ""))
        if first_names and name.get("static-ordering"):
            self.first_names.append(first_names)
            self.surnames.append(str(prepared.get("family", "")))
            prepared["given"] = chr(FIRST_NAME_MARK + len(self.first_names) - 1)
        elif first_names:
            prepared["given"] = _separate_initials(first_names, str(prepared.get("family", "")))
        return prepared


def _separate_initials(first_names: str, surname: str) -> str:
    """`HLA` as `H. L. A.`, which every style can print; a name in capitals, such as `ANNA HART`, and `毅` stay names."""
    if surname.isupper() and len(surname) > 2:
        return first_names
    if len(first_names) == 1 and first_names.upper() == first_names.lower():
        return first_names + SHORT_NAME_MARK
    words: list[str] = []
    for word in first_names.split():
        is_joined = _JOINED_INITIALS.fullmatch(word) and word.isupper() and (len(word) <= 3 or not _VOWELS & set(word))
        words += [f"{letter}." for letter in word] if is_joined else [word]
    for position, (word, following) in enumerate(pairwise(words)):
        if _INITIAL.fullmatch(word) and not _INITIAL.fullmatch(following):
            words[position] = word[0] + LAST_INITIAL_MARK
    return " ".join(words)
