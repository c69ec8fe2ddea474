"""Finds the entries and fields of a BibTeX or BibLaTeX file with their lines. Pandoc reads what they mean."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.load.bibliography.entry import ImportedEntry, ImportedField

_ENTRY_START = re.compile(r"@\s*(?P<kind>\w+)\s*[{(]")
_ENTRY_KEY = re.compile(r"\s*(?P<key>[^\s,{}()=\"#%]+)\s*,")
_FIELD_NAME = re.compile(r"[\s,]*(?P<name>[\w:+.-]+)\s*=\s*")
_BARE_WORD = re.compile(r"[^\s,{}()\"#]+")
_CONCATENATION = re.compile(r"\s*(?P<joined>#?)\s*")
_TITLE_FIELD = re.compile(r".*title(addon)?")
_NON_ENTRY_KINDS = frozenset(("comment", "preamble", "string"))


@dataclass(frozen=True, slots=True)
class _ValuePart:
    """One part of a value, `{words}`, `"words"` or a bare word: its place in the file without its marks."""

    start: int
    end: int
    bare: bool


def parse_bibtex(text: str) -> tuple[ImportedEntry, ...]:
    """Every entry in the order of the file. Text that is not an entry is left out; pandoc reports it."""
    return tuple(entry for entry, _ in _parse_entries(text))


def protect_titles(text: str) -> str:
    """The file with each title in a second pair of braces, because pandoc lowers the case of English titles without."""
    places = sorted(
        place
        for entry, parts in _parse_entries(text)
        for field in entry.fields
        if _TITLE_FIELD.fullmatch(field.name)
        for part in parts[field.name]
        if not part.bare
        for place in ((part.start, "{"), (part.end, "}"))
    )
    pieces, position = [], 0
    for place, brace in places:
        pieces += [text[position:place], brace]
        position = place
    return "".join([*pieces, text[position:]])


def is_title(name: str) -> bool:
    """Whether a field holds a title, whose capitals count."""
    return bool(_TITLE_FIELD.fullmatch(name))


def _parse_entries(text: str) -> Iterator[tuple[ImportedEntry, Mapping[str, tuple[_ValuePart, ...]]]]:
    macros: dict[str, str] = {}
    ends = [found.start() for found in re.finditer("\n", text)]
    position = 0
    while start := _ENTRY_START.search(text, position):
        position = start.end()
        kind, key = start["kind"].lower(), ""
        if kind not in _NON_ENTRY_KINDS:
            found = _ENTRY_KEY.match(text, position)
            if not found:
                continue
            key, position = found["key"], found.end()
        parts: dict[str, tuple[_ValuePart, ...]] = {}
        fields: list[ImportedField] = []
        while name := _FIELD_NAME.match(text, position):
            field = name["name"].lower()
            parts[field] = tuple(_parse_value(text, name.end()))
            value = "".join(_expand_macro(text, part, macros) for part in parts[field])
            fields.append(ImportedField(field, value, bisect(ends, name.start("name")) + 1))
            position = _find_end(text, parts[field], name.end())
        if kind == "string":
            macros |= {field.name: field.value for field in fields}
        elif key:
            yield ImportedEntry(kind, key, bisect(ends, start.start()) + 1, tuple(fields)), parts


def _parse_value(text: str, position: int) -> Iterator[_ValuePart]:
    """The parts of a value, which `#` joins."""
    while True:
        opening = text[position : position + 1]
        if opening in {"{", '"'} and opening:
            end = _find_closing(text, position + 1, "}" if opening == "{" else '"')
            yield _ValuePart(position + 1, end, bare=False)
            position = end + 1
        elif word := _BARE_WORD.match(text, position):
            yield _ValuePart(word.start(), word.end(), bare=True)
            position = word.end()
        else:
            return
        joint = _CONCATENATION.match(text, position)
        if joint is None or not joint["joined"]:
            return
        position = joint.end()


def _find_closing(text: str, position: int, closing: str) -> int:
    """The position of the mark that closes a value: outside of inner braces, not behind a backslash."""
    depth = 0
    for place in range(position, len(text)):
        character = text[place]
        if text[place - 1] == "\\":
            continue
        if character == closing and depth == 0:
            return place
        depth += {"{": 1, "}": -1}.get(character, 0)
    return len(text)


def _find_end(text: str, parts: tuple[_ValuePart, ...], position: int) -> int:
    if not parts:
        return position
    return min(len(text), parts[-1].end + (not parts[-1].bare))


def _expand_macro(text: str, part: _ValuePart, macros: Mapping[str, str]) -> str:
    words = text[part.start : part.end]
    return macros.get(words.lower(), words) if part.bare else words
