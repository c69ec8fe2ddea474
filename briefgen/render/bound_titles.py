"""Binds words of titles that lines of equal length would divide: a name of two words, a number and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from briefgen.model.languages import get_language_code, read_language
from briefgen.model.tree import Node, Text, rebuild

LONGEST_NAME = 16
"""Characters of a name that a title keeps on one line, also on a telephone."""
_INSIDE_NAMES = frozenset({"de", "del", "du", "of"})
"""Words in small letters inside a name: Corea del Norte, Corée du Nord."""

LONGEST_NUMBER = 26
"""Characters of a number with the words before and behind it that a title keeps on one line; of more, only what is behind it."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def bind_title(nodes: Sequence[Node], language: str) -> tuple[Node, ...]:
    """The nodes of a title in a language with these spaces; no other character changes."""
    return rebuild(rebuild(nodes, _bind_names), partial(_bind_numbers, _find_numbers(get_language_code(language))))


@cache
def _find_numbers(code: str) -> re.Pattern[str]:
    """A number with how exact it is, in the words of a language, and the word behind it: `about 60 people`."""
    patterns = read_language(code).get("exactness", {}).values()
    before = sorted({words for pattern in patterns if (words := pattern.partition("{}")[0]).strip()}, key=len)
    exact = "|".join(re.escape(words.rstrip()) for words in reversed(before) if words.endswith(" "))
    around = rf"(?P<exact>(?<!\w)(?:{exact})[ ])?" if exact else "(?P<exact>(?!))?"
    return re.compile(
        rf"{around}(?<![\w.,/])(?P<number>\d(?:[\d.,\u00a0\u202f]*\d)?)(?P<noun>[ ][^\W\d_]+)?", re.IGNORECASE
    )


def _bind_numbers(numbers: re.Pattern[str], node: Node) -> Iterator[Node]:
    bound = numbers.sub(_bind_number, node.content) if isinstance(node, Text) else ""
    yield replace(node, content=bound) if isinstance(node, Text) and bound != node.content else node


def _bind_number(found: re.Match[str]) -> str:
    exact, noun = found["exact"] or "", found["noun"] or ""
    if not exact and _YEAR.fullmatch(found["number"]):
        return found[0]
    if len(found[0]) <= LONGEST_NUMBER:
        exact = exact.replace(" ", "\N{NO-BREAK SPACE}")
    return exact + found["number"] + noun.replace(" ", "\N{NO-BREAK SPACE}")


def _bind_names(node: Node) -> Iterator[Node]:
    """A text of a title with its names of two words bound: a title in lines of equal length would divide `North Koreans`.

    Such a name is two words with capitals behind a word without, and before one. Longer series are left, as those of a title in capitals.
    """
    words = node.content.split(" ") if isinstance(node, Text) else []
    capitals = [word[:1].isupper() for word in words]
    bound = "".join(
        word + ("\N{NO-BREAK SPACE}" if _is_inside_name(position, words, capitals) else " ")
        for position, word in enumerate(words)
    )[:-1]
    yield replace(node, content=bound) if isinstance(node, Text) and bound != node.content else node


def _is_inside_name(position: int, words: Sequence[str], capitals: Sequence[bool]) -> bool:
    """Whether the space behind the word at a position is inside a name."""
    first = position - (words[position] in _INSIDE_NAMES)
    last = position + 1 + (words[position + 1 : position + 2] != [] and words[position + 1] in _INSIDE_NAMES)
    return (
        any(words[: max(first, 0)])  # the first word of a title has a capital for its place
        and last < len(words)
        and capitals[first]
        and capitals[last]
        and not any(capitals[max(first - 1, 0) : first])
        and not any(capitals[last + 1 : last + 2])
        and words[first].isalpha()
        and len(" ".join(words[first : last + 1])) <= LONGEST_NAME
    )
