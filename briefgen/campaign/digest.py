"""Turns any frozen value into a short name for exactly that value: equal values, equal digests, in every process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.values.diagnostic import Origin

LENGTH = 32
"""Hexadecimal digits: 128 bits tell any two values apart."""

SILENT = (Origin, Path)
"""Where a value lies says nothing of what it is: a line further down, a project in another folder are no change."""


def digest(value: object) -> str:
    """The digest of a value of dataclasses, mappings, sets, sequences and plain data."""
    pieces: list[str] = []
    _write(value, pieces)
    return sha256("".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def digest_of_file(path: Path) -> str:
    """The digest of a file's bytes; empty where it cannot be read, which its reader will report."""
    try:
        return sha256(path.read_bytes()).hexdigest()[:LENGTH]
    except OSError:
        return ""


def _write(value: object, pieces: list[str]) -> None:
    """What a value holds, so written that no two different values read the same."""
    if isinstance(value, str) and not isinstance(value, Enum):
        pieces.append(f"{len(value)}:{value}")
    elif isinstance(value, SILENT):
        pieces.append("-")
    elif is_dataclass(value) and not isinstance(value, type):
        pieces.append(f"{type(value).__name__}(")
        for name in _compared(type(value)):
            _write(getattr(value, name), pieces)
        pieces.append(")")
    elif isinstance(value, Mapping):
        pieces.append("{")
        for key in sorted(value, key=str):
            _write(key, pieces)
            _write(value[key], pieces)
        pieces.append("}")
    elif isinstance(value, frozenset | set):
        _write(sorted(digest(one) for one in value), pieces)
    elif isinstance(value, tuple | list):
        pieces.append("[")
        for one in value:
            _write(one, pieces)
        pieces.append("]")
    else:
        pieces.append(f"{type(value).__name__} {value!r};")


@lru_cache(maxsize=256)
def _compared(kind: type[Any]) -> tuple[str, ...]:
    """The fields that make two values of a class differ."""
    return tuple(field.name for field in fields(kind) if field.compare)
