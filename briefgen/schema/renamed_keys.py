"""Keys that had another name in the last release: they stay readable until the next one, with a warning."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from briefgen.schema.project_file import ProjectFile

RENAMED_KEYS: Mapping[type[BaseModel], Mapping[str, str]] = {
    ProjectFile: {"unlabelled": "default_sensitivity"},
}
"""For each file format, the old names of top-level keys and the new ones. An entry is deleted one release later."""


def find_old_keys(model: type[BaseModel], data: object) -> Mapping[str, str]:
    """The old keys that a file uses, each with its new name."""
    stated = data if isinstance(data, dict) else {}
    return {old: new for old, new in RENAMED_KEYS.get(model, {}).items() if old in stated}
