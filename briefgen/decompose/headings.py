"""Finds the headings of a text: by their style, else by their look; and takes the typed numbers off them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.decompose.pandoc_tree import PandocNode, extract_words
from briefgen.model.heading_names import find_heading_names
from briefgen.model.languages import list_languages

_NAMES = "|".join(
    re.escape(name)
    for language in list_languages()
    if (names := find_heading_names(language)).is_own
    for name in sorted((*names.alphabet, *names.ordinals), key=len, reverse=True)
)
"""Names of letters before headings, such as ألف."""

_NUMBER = re.compile(
    r"\s*(?:(?:chapter|section|part|chapitre|partie|capítulo|parte|sección|раздел|часть|глава)\s+(?=[\dIVX]))?"
    rf"(?P<number>(?:{_NAMES})\s?[-\u2013]|\d+-(?=\s+[\u0621-\u064a])|\([\u0621-\u064a]\)|"
    r"\d+(?:\.\d+)*\.?|\d+\)|[A-ZА-Я][.)]|[IVX]+[.)]|\([a-z\d]{1,3}\)|第?[一二三四五六七八九十]+[、章.])(?:\s+|(?<=[、章]))(?=\S)",
    re.IGNORECASE,
)
_ROMAN_OR_LETTER = re.compile(r"[A-ZА-Я]+[.)]|[^\W\d]+(?: [^\W\d]+)?\s?[-\u2013]")
MAX_HEADING_WORDS = 16


def read_number(title: str) -> str:
    """The number that was typed before a title, with its word: `Chapter 2. `; empty for none."""
    found = _NUMBER.match(title)
    if not found or re.fullmatch(r"(?:1[5-9]|20)\d\d", found["number"]):
        return ""  # a year belongs to the title
    return found[0]


def remove_number(inlines: Sequence[PandocNode]) -> tuple[list[PandocNode], str]:
    """A title without its typed number, and the number."""
    number = read_number(extract_words(inlines, notes=False))
    rest, left = list(inlines), len(number)
    while left > 0 and rest:
        first = rest[0]
        text = extract_words([first], notes=False)
        if len(text) <= left and first["t"] in {"Str", "Space", "SoftBreak", "LineBreak"}:
            rest, left = rest[1:], left - len(text)
        elif first["t"] == "Str":
            rest, left = [{"t": "Str", "c": first["c"][left:]}, *rest[1:]], 0
        elif first["t"] in {"Strong", "Emph", "Underline"}:
            inner, _ = remove_number(first["c"])
            rest, left = [{**first, "c": inner}, *rest[1:]], 0
        else:
            return list(inlines), ""
    return rest, number.strip()


def find_headings_by_look(blocks: Sequence[PandocNode]) -> tuple[list[PandocNode], list[str]]:
    """A text without any heading: its short bold lines become headings. Returns these lines, too."""
    if any(block["t"] == "Header" for block in blocks):
        return list(blocks), []
    found = [index for index, block in enumerate(blocks) if _is_heading_by_look(block)]
    levels = {index: _guess_level(extract_words(blocks[index]["c"], notes=False)) for index in found}
    order = sorted(set(levels.values()))
    result, lines = list(blocks), []
    for index in found:
        inlines = _remove_bold(blocks[index]["c"])
        result[index] = {"t": "Header", "c": [order.index(levels[index]) + 1, ["", [], []], inlines]}
        lines.append(extract_words(inlines, notes=False).strip())
    return result, lines


def _is_heading_by_look(block: PandocNode) -> bool:
    if block["t"] not in {"Para", "Plain"} or not block["c"]:
        return False
    words = extract_words(block["c"], notes=False).strip()
    if not words or len(words.split()) > MAX_HEADING_WORDS or words.endswith((".", ":", ";", ",")):
        return False
    inked = [inline for inline in block["c"] if inline["t"] not in {"Space", "SoftBreak", "LineBreak", "Note"}]
    is_bold = all(inline["t"] == "Strong" for inline in inked)
    characters = [character for character in words if character.isalpha()]
    is_capital = len(characters) > 3 and all(character.isupper() for character in characters)
    return bool(inked) and (is_bold or is_capital)


def _guess_level(title: str) -> int:
    """By its number: `1.2` is below `1`; a line without a number is below numbered ones of one figure only."""
    number = read_number(title).strip()
    if not number:
        return 0 if title.isupper() else 2
    return 1 if _ROMAN_OR_LETTER.fullmatch(number) else 1 + number.rstrip(".").count(".")


def _remove_bold(inlines: Sequence[PandocNode]) -> list[PandocNode]:
    return [inner for inline in inlines for inner in (inline["c"] if inline["t"] == "Strong" else [inline])]
