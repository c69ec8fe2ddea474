"""Turns any frozen value into a short name for exactly that value: equal values, equal digests, in every process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.model.diagnostic import Origin

DIGEST_LENGTH = 32
"""Hexadecimal digits: 128 bits tell any two values apart."""

IGNORED_TYPES = (Origin, Path)
"""The place of a value is not part of it: another line or another folder of the project is not a change."""


def digest(value: object) -> str:
    """The digest of a value of dataclasses, mappings, sets, sequences and plain data.

    `deliveries.jsonl` keeps digests for years: a field that a later release adds to a class changes none while it has its default.
    """
    pieces: list[str] = []
    _append_value(value, pieces)
    return sha256("".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def digest_file(path: Path) -> str:
    """The digest of a file's bytes; empty where it cannot be read, which its reader will report."""
    try:
        return sha256(path.read_bytes()).hexdigest()[:DIGEST_LENGTH]
    except OSError:
        return ""


def _append_value(value: object, pieces: list[str]) -> None:
    """What a value holds, so written that no two different values read the same."""
    if isinstance(value, str) and not isinstance(value, Enum):
        pieces.append(f"{len(value)}:{value}")
    elif isinstance(value, IGNORED_TYPES):
        pieces.append("-")
    elif is_dataclass(value) and not isinstance(value, type):
        _append_fields(value, _find_compared_fields(type(value)), pieces)
    elif isinstance(value, Mapping):
        pieces.append("{")
        for key in sorted(value, key=str):
            _append_value(key, pieces)
            _append_value(value[key], pieces)
        pieces.append("}")
    elif isinstance(value, frozenset | set):
        _append_value(sorted(digest(item) for item in value), pieces)
    elif isinstance(value, tuple | list):
        pieces.append("[")
        for item in value:
            _append_value(item, pieces)
        pieces.append("]")
    else:
        pieces.append(f"{type(value).__name__} {value!r};")


def _append_fields(value: object, compared: Iterable[tuple[str, object]], pieces: list[str]) -> None:
    pieces.append(f"{type(value).__name__}(")
    for name, default in compared:
        if (item := getattr(value, name)) != default:
            pieces.append(f"{name}=")
            _append_value(item, pieces)
    pieces.append(")")


@lru_cache(maxsize=256)
def _find_compared_fields(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    """The fields that make two values of a class differ, with the default of each."""
    return tuple((field.name, _find_default(field)) for field in fields(kind) if field.compare)


def _find_default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()
