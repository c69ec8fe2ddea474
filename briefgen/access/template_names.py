"""Finds the columns of recipients and the variables of briefs that texts print, each by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.model.library import PrintedNames, Sensitivity

CLOSING_SIGNS: Mapping[str, str] = {"{{": "}}", "{%": "%}", "{##": "##}"}
"""By the sign that opens Jinja in a text, the one that ends it; the last is a comment."""
OPENING_SIGN = re.compile(r"\{\{|\{%|\{##")
QUOTED_NAME = re.compile(r"""(?P<mark>["'])(?P<name>[\w-]+)(?P=mark)""")

RECIPIENT_NAME, VARIABLES_NAME = "recipient", "variables"
"""What texts call the row of the recipient, and the variables of the brief."""


def find_jinja(text: str) -> list[str]:
    """What Jinja fills in or asks in a text of a block or a fixed passage, comments left out.

    Goes through the text once, for whoever writes `{{` a hundred thousand times and never ends it.
    """
    found: list[str] = []
    endless: set[str] = set()
    at = 0
    while opening := OPENING_SIGN.search(text, at):
        sign = opening[0]
        end = -1 if sign in endless else text.find(CLOSING_SIGNS[sign], opening.end())
        if end < 0:
            endless.add(sign)
            at = opening.start() + 1
            continue
        at = end + len(CLOSING_SIGNS[sign])
        if sign != "{##":
            found.append(text[opening.start() : at])
    return found


def find_quoted_names(jinja: Iterable[str]) -> Iterator[str]:
    """Every name in quotes."""
    return (found["name"] for one in jinja for found in QUOTED_NAME.finditer(one))


def find_printed_names(texts: Iterable[tuple[str, Sensitivity]]) -> PrintedNames:
    """What some texts print or ask for, with the sensitivity of the least sensitive one that does."""
    found = [(find_jinja(text), level) for text, level in texts]
    columns, variables = (
        keep_least_sensitive(*(dict.fromkeys(_find_record_names(record, jinja), level) for jinja, level in found))
        for record in (RECIPIENT_NAME, VARIABLES_NAME)
    )
    return PrintedNames(columns, variables)


def keep_least_sensitive(*several: Mapping[str, Sensitivity]) -> Mapping[str, Sensitivity]:
    """The lowest sensitivity of each name."""
    lowest: dict[str, Sensitivity] = {}
    for one in several:
        for name, level in one.items():
            lowest[name] = min(level, lowest.get(name, level))
    return lowest


def _find_record_names(record: str, jinja: list[str]) -> Iterator[str]:
    """Names asked of a record: `recipient.city`, `recipient["city"]`, `"city" in recipient`.

    A text that asks by a name of its own, as in `recipient[key]`, may mean whatever it has in quotes.
    """
    speaking = [one for one in jinja if re.search(rf"\b{record}\b", one)]
    for one in speaking:
        yield from re.findall(rf"\b{record}\s*\.\s*(\w+)", one)
    reckoned = any(re.search(rf"""\b{record}\s*\[\s*[^"'\s]""", one) for one in speaking)
    yield from find_quoted_names(jinja if reckoned else speaking)
