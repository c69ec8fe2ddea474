"""Finds what a translator must leave as it is: facts, names, citations, references, addresses, markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

KEY = r"-?@(?:\{[^}\n]+\}|[\w][\w:.#$%&+?<>~/-]*[\w/]|\w)"
PINPOINT = r"(?:,\s*(?:[a-z]{1,6}\.?\s)?[\dIVXLC][\w./()–-]*)?"

PLACEHOLDER = re.compile(
    rf"""\{{\{{.*?\}}\}} | \{{%.*?%\}} | \{{\#.*?\#\}}   # Jinja: facts, names, variables, conditions
    | \[{KEY}{PINPOINT}(?:;\s*{KEY}{PINPOINT})*\]        # a citation without words of its own
    | (?<!\w){KEY}                                       # the key of any other citation
    | \[\^[^\]\s]+\]:?                                   # a note
    | \]\([^)\s]+\)                                      # where a link or an image leads
    | \{{[:.\#][^}}\n]*\}} | \{{lang=[^}}\n]*\}}         # attributes
    | </?[A-Za-z][^>\n]*> | <!--.*?-->                   # HTML
    | https?://[^\s)>\]]+
    | `[^`\n]+`""",
    re.DOTALL | re.VERBOSE,
)


def find_placeholders(text: str) -> Iterator[re.Match[str]]:
    """The parts of a text that are the same in every language, in order."""
    return PLACEHOLDER.finditer(text)


def compare_placeholders(source: str, target: str) -> Iterator[str]:
    """What is wrong with the placeholders of a translation, in words."""
    needed_counts, found = _count(source), _count(target)
    for placeholder in {**needed_counts, **found}:
        there, needed = found[placeholder], needed_counts[placeholder]
        if there == needed:
            continue
        if not there:
            yield f"`{placeholder}` is missing"
        elif not needed:
            yield f"`{placeholder}` is not in the original"
        else:
            yield f"`{placeholder}` is there {_format_count(there)}, and {_format_count(needed)} in the original"


def _count(text: str) -> Counter[str]:
    return Counter(" ".join(match[0].split()) for match in find_placeholders(text))


def _format_count(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
