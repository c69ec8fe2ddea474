"""Values of a YAML file as texts of a form, and texts as values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from briefgen.edit.yaml_values import read_data, remove_key, set_value
from briefgen.load.syntax.parsed import KeyPath
from briefgen.load.syntax.yaml import parse_scalar

RANGE = re.compile(r"\[?\s*(.+?)\s*(?:\bto\b|\bà\b|\ba\b|–|—|,\s)\s*(.+?)\s*\]?")
DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def to_text(value: object) -> str:
    """A value of a fact or a source as people type it: `10000 to 300000`, `@yoon2024; @cohen2014`."""
    if isinstance(value, list):
        is_range = len(value) == 2 and all(isinstance(item, int | Decimal | date) for item in value)
        return (" to " if is_range else "; ").join(map(str, value))
    return "" if value is None else str(value)


def read_value(text: str) -> object:
    """A number, a day, a range of them, or a text."""
    found = RANGE.fullmatch(text.strip())
    if found:
        low, high = parse_scalar(found[1]), parse_scalar(found[2])
        is_month = all(isinstance(end, str) and re.fullmatch(r"\d{4}-\d{2}", end) for end in (low, high))
        if is_month or (type(low) is type(high) and not isinstance(low, str | bool)):
            return [low, high]
    return read_plain(text)


def read_plain(text: str) -> object:
    """A number or a day where the text is one, else the text."""
    value = parse_scalar(text.strip())
    return value if isinstance(value, int | Decimal | date) and not isinstance(value, bool) else text.strip()


def read_list(text: str) -> object:
    """One text, or several with `;` between them."""
    items = [item.strip() for item in text.split(";") if item.strip()]
    return items[0] if len(items) == 1 else items


def find_own_language(value: object, language: str) -> str:
    """The language under which a text in several languages is edited; empty for a value that is not one."""
    if not isinstance(value, Mapping) or not value:
        return ""
    return language if language in value else str(next(iter(value)))


def set_entry_value(text: str, path: KeyPath, value: object, order: Sequence[str]) -> str:
    """The text of a file with a value of an entry; an empty one takes its key out."""
    if value not in ("", []):
        return set_value(text, path, value, order)
    present: object = read_data(text)
    for step in path:
        if isinstance(step, int):
            present = present[step] if isinstance(present, list) and step < len(present) else None
        else:
            present = present.get(step) if isinstance(present, dict) and step in present else None
    return text if present is None else remove_key(text, path)
