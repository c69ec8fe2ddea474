"""Turns a JSON export of sources into data that has the line of each item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from briefgen.load.syntax.parsed import KeyPath, ParsedData
from briefgen.load.syntax.text import check_characters, read_text
from briefgen.model.diagnostic import Origin, Sink

MAX_DIGITS = 100
"""Digits of a number; with more it is a text."""

ITEM_SEPARATOR = re.compile(r"[\s,]*")


def read_csl_json(path: Path, display_path: str, sink: Sink) -> ParsedData | None:
    """The data of a JSON file, or None with an error in `sink`. Lines are those of the items of a list."""
    text = read_text(path, display_path, sink)
    if text is None:
        return None
    # A number of thousands of digits stays a text, because Python does not read such numbers.
    decoder = json.JSONDecoder(parse_float=_read_decimal, parse_int=_read_integer)
    try:
        data = decoder.decode(text)
    except json.JSONDecodeError as error:
        hint = "export the file again, or check commas and quotation marks"
        sink.error("json-syntax", f"is not JSON: {error.msg.lower()}", Origin(display_path, error.lineno), hint)
        return None
    except RecursionError:
        sink.error("json-syntax", "is nested too deep", Origin(display_path, 1))
        return None
    parsed = ParsedData(data, _find_lines(text, data, decoder))
    checks = [
        check_characters(text, display_path, sink, parsed.find_line(place)) for place, text in _walk_texts(data, ())
    ]
    return parsed if all(checks) else None


def _read_integer(digits: str) -> int | str:
    return int(digits) if len(digits) < MAX_DIGITS else digits


def _read_decimal(digits: str) -> Decimal | str:
    """A number, or its text where it is larger or smaller than any that a list of sources means."""
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return digits
    return number if len(digits) < MAX_DIGITS and abs(number.adjusted()) < MAX_DIGITS else digits


def _find_lines(text: str, data: object, decoder: json.JSONDecoder) -> dict[KeyPath, int]:
    if not isinstance(data, list):
        return {}
    lines: dict[KeyPath, int] = {}
    end = text.index("[") + 1
    line = 1 + text.count("\n", 0, end)
    for index in range(len(data)):
        between = ITEM_SEPARATOR.match(text, end)
        start = between.end() if between else end
        line += text.count("\n", end, start)
        lines[index,] = line
        line_start = start
        _, end = decoder.raw_decode(text, start)
        line += text.count("\n", line_start, end)
    return lines


def _walk_texts(data: object, place: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text in the data, with its escapes resolved."""
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _walk_texts(item, (*place, index))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _walk_texts(key, place)
            yield from _walk_texts(value, (*place, key))
