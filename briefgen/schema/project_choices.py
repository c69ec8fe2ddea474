"""Puts the names of one project into the JSON Schemas, so that an editor offers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

CHOICES_KEY = "x-choices"
"""The key of a JSON Schema that says which names of a project its values are. Schemas for everybody are without it."""

OPEN_CHOICES = frozenset({"citation", "block"})
"""Values that can be more than the name: `@yoon2024, p 3`, or the path of a file. Editors offer the names and refuse nothing."""

PATHS = {
    "audience": r"^(\./)?templates/",
    "library": r"^(\./)?content/",
    "brief": r"^(\./)?briefs/",
}
"""A part of a project can also be named by its path."""


def fill_in_choices(schema: Any, choices: Mapping[str, Sequence[str]]) -> Any:
    """The schema with the choices of a project; without choices, as it is for everybody."""
    if isinstance(schema, list):
        return [fill_in_choices(item, choices) for item in schema]
    if not isinstance(schema, dict):
        return schema
    filled = {key: fill_in_choices(value, choices) for key, value in schema.items() if key != CHOICES_KEY}
    kind = schema.get(CHOICES_KEY)
    names = choices.get(kind, ()) if isinstance(kind, str) else ()
    if not names:
        return filled
    described = {key: filled.pop(key) for key in ("description", "default", "title") if key in filled}
    if kind not in PATHS and kind not in OPEN_CHOICES:
        return {**described, "enum": list(names)}
    other = filled if kind in OPEN_CHOICES else {"type": "string", "pattern": PATHS[str(kind)]}
    return {**described, "anyOf": [{"enum": list(names)}, other]}
