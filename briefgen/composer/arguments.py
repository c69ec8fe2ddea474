"""Reads the arguments of an act: they come from a page, so each is checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefgen.model.characters import CONTROL_CHARACTER
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Severity


def read_text(arguments: Mapping[str, Any], name: str) -> str:
    """A text. Raises `BriefgenError`."""
    value = arguments.get(name)
    if not isinstance(value, str):
        raise build_act_error(f"the act needs a text `{name}`")
    return value


def read_name(arguments: Mapping[str, Any], name: str) -> str:
    """The name of a person or a role as it is typed, with single spaces; may be empty. Raises `BriefgenError`."""
    written = " ".join(read_text(arguments, name).split())
    if CONTROL_CHARACTER.search(written):
        raise build_act_error("the name has a character that cannot be written", "type it again without this character")
    return written


def read_position(arguments: Mapping[str, Any], name: str) -> int:
    """A position in a list, counted from 0. Raises `BriefgenError`."""
    value = arguments.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise build_act_error(f"the act needs a position `{name}`")
    return value


def read_choice(arguments: Mapping[str, Any], name: str) -> bool:
    """Yes or no. Raises `BriefgenError`."""
    value = arguments.get(name)
    if not isinstance(value, bool):
        raise build_act_error(f"the act needs `{name}`, true or false")
    return value


def parse_day(text: str) -> date:
    """A day as it is typed. Raises `BriefgenError`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise build_act_error(f"`{text}` is not a day", "write it as `2026-11-23`") from None


def build_act_error(message: str, *hints: str) -> BriefgenError:
    """The error of an act that cannot be done."""
    return BriefgenError(Diagnostic(Severity.ERROR, "act-refused", message, None, hints))
