"""Finds the entries and fields of a BibTeX or BibLaTeX file with their lines; what they mean is pandoc's business."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.load.foreign_entry import ForeignEntry, ForeignField

_START = re.compile(r"@\s*(?P<kind>\w+)\s*[{(]")
_KEY = re.compile(r"\s*(?P<key>[^\s,{}()=\"#%]+)\s*,")
_NAME = re.compile(r"[\s,]*(?P<name>[\w:+.-]+)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()\"#]+")
_JOINT = re.compile(r"\s*(?P<joined>#?)\s*")
_TITLE = re.compile(r".*title(addon)?")
_NO_ENTRIES = frozenset(("comment", "preamble", "string"))


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a value, `{words}`, `"words"` or a bare word: from where to where it stands without its marks."""

    start: int
    end: int
    bare: bool


def bibtex_entries(text: str) -> tuple[ForeignEntry, ...]:
    """Every entry in the order of the file. What cannot be read as one is left to pandoc to complain of."""
    return tuple(entry for entry, _ in _entries(text))


def with_titles_kept(text: str) -> str:
    """The file with its titles in braces of their own, for pandoc writes unbraced English titles small."""
    places = sorted(
        place
        for entry, parts in _entries(text)
        for field in entry.fields
        if _TITLE.fullmatch(field.name)
        for part in parts[field.name]
        if not part.bare
        for place in ((part.start, "{"), (part.end, "}"))
    )
    pieces, done = [], 0
    for place, brace in places:
        pieces += [text[done:place], brace]
        done = place
    return "".join([*pieces, text[done:]])


def is_title(name: str) -> bool:
    """Whether a field holds a title, whose capitals count."""
    return bool(_TITLE.fullmatch(name))


def _entries(text: str) -> Iterator[tuple[ForeignEntry, Mapping[str, tuple[_Part, ...]]]]:
    macros: dict[str, str] = {}
    ends = [found.start() for found in re.finditer("\n", text)]
    position = 0
    while start := _START.search(text, position):
        position = start.end()
        kind, key = start["kind"].lower(), ""
        if kind not in _NO_ENTRIES:
            found = _KEY.match(text, position)
            if not found:
                continue
            key, position = found["key"], found.end()
        parts: dict[str, tuple[_Part, ...]] = {}
        fields: list[ForeignField] = []
        while name := _NAME.match(text, position):
            field = name["name"].lower()
            parts[field] = tuple(_parts(text, name.end()))
            value = "".join(_words(text, part, macros) for part in parts[field])
            fields.append(ForeignField(field, value, bisect(ends, name.start("name")) + 1))
            position = _after(text, parts[field], name.end())
        if kind == "string":
            macros |= {field.name: field.value for field in fields}
        elif key:
            yield ForeignEntry(kind, key, bisect(ends, start.start()) + 1, tuple(fields)), parts


def _parts(text: str, position: int) -> Iterator[_Part]:
    """The parts of a value, which `#` joins."""
    while True:
        opening = text[position : position + 1]
        if opening in {"{", '"'} and opening:
            end = _closing(text, position + 1, "}" if opening == "{" else '"')
            yield _Part(position + 1, end, bare=False)
            position = end + 1
        elif word := _BARE.match(text, position):
            yield _Part(word.start(), word.end(), bare=True)
            position = word.end()
        else:
            return
        joint = _JOINT.match(text, position)
        if joint is None or not joint["joined"]:
            return
        position = joint.end()


def _closing(text: str, position: int, closing: str) -> int:
    """Where the mark that closes a value stands: outside of inner braces, not behind a backslash."""
    depth = 0
    for place in range(position, len(text)):
        character = text[place]
        if text[place - 1] == "\\":
            continue
        if character == closing and depth == 0:
            return place
        depth += {"{": 1, "}": -1}.get(character, 0)
    return len(text)


def _after(text: str, parts: tuple[_Part, ...], position: int) -> int:
    if not parts:
        return position
    return min(len(text), parts[-1].end + (not parts[-1].bare))


def _words(text: str, part: _Part, macros: Mapping[str, str]) -> str:
    words = text[part.start : part.end]
    return macros.get(words.lower(), words) if part.bare else words
