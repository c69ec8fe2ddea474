"""Lets the texts of a library cite a work by the address that another program uses as its key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

_CITED_KEY = re.compile(r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>\d+/[A-Z0-9]{8})\b)")

Value = TypeVar("Value")


def replace_addresses(value: Value, aliases: Mapping[str, str]) -> Value:
    """A block, a fact or a part of one with the readable key in place of each address: `@{http://...}` as `@young2009k`."""
    if not aliases:
        return value
    return cast("Value", _replace(value, aliases))


def _replace(value: object, aliases: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return _CITED_KEY.sub(lambda found: _choose_key(found, aliases), value) if "@" in value else value
    if isinstance(value, tuple):
        return tuple(_replace(member, aliases) for member in value)
    if isinstance(value, Mapping):
        return {key: _replace(member, aliases) for key, member in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        stated = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = {name: _replace(member, aliases) for name, member in stated.items()}
        return replace(value, **{name: member for name, member in changed.items() if member is not stated[name]})
    return value


def _choose_key(found: re.Match[str], aliases: Mapping[str, str]) -> str:
    key = aliases.get(found["braced"] or found["plain"])
    return f"@{{{key}}}" if key else found[0]
