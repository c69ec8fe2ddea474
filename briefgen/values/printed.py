"""Finds the columns of recipients and the variables of briefs that texts print, each by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.values.library import PrintedNames, Sensitivity

COMMENT = re.compile(r"\{##.*?##\}", re.DOTALL)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
QUOTED = re.compile(r"""(?P<mark>["'])(?P<name>[\w-]+)(?P=mark)""")

COLUMNS, VARIABLES = "recipient", "variables"
"""What texts call the row of the recipient, and the variables of the brief."""


def jinja_in(text: str) -> list[str]:
    """What Jinja fills in or asks in a text of a block or a fixed passage, comments left out."""
    return JINJA.findall(COMMENT.sub("", text)) if "{" in text else []


def quoted_in(jinja: Iterable[str]) -> Iterator[str]:
    """Every name in quotes."""
    return (found["name"] for one in jinja for found in QUOTED.finditer(one))


def printed_by(texts: Iterable[tuple[str, Sensitivity]]) -> PrintedNames:
    """What some texts print or ask for, with the sensitivity of the least sensitive one that does."""
    columns: dict[str, Sensitivity] = {}
    variables: dict[str, Sensitivity] = {}
    for text, level in texts:
        jinja = jinja_in(text)
        for record, lowest in ((COLUMNS, columns), (VARIABLES, variables)):
            for name in _names(record, jinja):
                lowest[name] = min(level, lowest.get(name, level))
    return PrintedNames(columns, variables)


def least(*several: Mapping[str, Sensitivity]) -> Mapping[str, Sensitivity]:
    """The lowest sensitivity of each name."""
    lowest: dict[str, Sensitivity] = {}
    for one in several:
        for name, level in one.items():
            lowest[name] = min(level, lowest.get(name, level))
    return lowest


def _names(record: str, jinja: list[str]) -> Iterator[str]:
    """Names asked of a record: `recipient.city`, `recipient["city"]`, `"city" in recipient`.

    A text that asks by a name of its own, as in `recipient[key]`, may mean whatever it has in quotes.
    """
    speaking = [one for one in jinja if re.search(rf"\b{record}\b", one)]
    for one in speaking:
        yield from re.findall(rf"\b{record}\s*\.\s*(\w+)", one)
    reckoned = any(re.search(rf"""\b{record}\s*\[\s*[^"'\s]""", one) for one in speaking)
    yield from quoted_in(jinja if reckoned else speaking)
