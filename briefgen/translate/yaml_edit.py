"""Puts a translation into a user's YAML file, and leaves every other character as it is."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from briefgen.edit.yaml_format import quote_text
from briefgen.load.syntax.parsed import KeyPath, ParsedData
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Sink

VALUE = r"""\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'|[^\s\"'{\[>|#,}\]][^,}\]\n#]*?"""
"""A text on one line, in quotes or without."""


def set_translation(content: str, place: KeyPath, own_language: str, language: str, text: str) -> str | None:
    """The content with a text in a language at a place; None where only its author can write it there.

    Each way to write it is tried. The first counts after which the file reads as before, except for this text.
    """
    parsed = _parse(content)
    if parsed is None:
        return None
    expected, present = _set_expected(parsed.data, place, own_language, language, text)
    lines = content.split("\n")
    for candidate in _find_candidates(lines, parsed, place, own_language, language, quote_text(text), present):
        changed = "\n".join(candidate)
        read = _parse(changed)
        if read and read.data == expected:
            return changed
    return None


def _parse(content: str) -> ParsedData | None:
    return parse_yaml(content, "", Sink())


def _set_expected(data: object, place: KeyPath, own_language: str, language: str, text: str) -> tuple[object, object]:
    """The data with the text, and what is at the place now."""
    expected = copy.deepcopy(data)
    holder = expected
    for step in place[:-1]:
        holder = holder[step]  # type: ignore[index]  # the text was read from there
    present = holder[place[-1]]  # type: ignore[index]
    texts = dict(present) if isinstance(present, dict) else {own_language: present}
    holder[place[-1]] = {**texts, language: text}  # type: ignore[index]
    return expected, present


def _find_candidates(  # noqa: PLR0913, PLR0917 - one edit needs all of it
    lines: list[str],
    parsed: ParsedData,
    place: KeyPath,
    own_language: str,
    language: str,
    quoted: str,
    present: object,
) -> Iterator[list[str]]:
    def replace_line(index: int, *new: str) -> list[str]:
        return [*lines[:index], *new, *lines[index + 1 :]]

    if not isinstance(present, dict):
        index = parsed.find_line(place) - 1
        for match in _find_values(lines[index], str(place[-1])):
            mapping = f"{{{own_language}: {match['value']}, {language}: {quoted}}}"
            yield replace_line(index, _replace_value(lines[index], match, mapping))
        return
    known = language if language in present else list(present)[-1]
    index = parsed.find_line((*place, known)) - 1
    line = lines[index]
    for match in _find_values(line, str(known)):
        if known == language:
            yield replace_line(index, _replace_value(line, match, quoted))
        else:
            yield replace_line(index, _replace_value(line, match, f"{match['value']}, {language}: {quoted}"))
            indent = line[: len(line) - len(line.lstrip())]
            yield replace_line(index, line, f"{indent}{language}: {quoted}")


def _find_values(line: str, key: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\w-]){re.escape(key)}:[ \t]+(?P<value>{VALUE})(?=[ \t]*(?:[,}}\]]|#|$))", line)


def _replace_value(line: str, match: re.Match[str], new: str) -> str:
    return line[: match.start("value")] + new + line[match.end("value") :]
