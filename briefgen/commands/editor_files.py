"""What editors need of a project: JSON Schemas, and the files of `.vscode/`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.commands import completion
from briefgen.resources import SCAFFOLD_FOLDER

SCHEMAS_FOLDER = ".briefgen/schemas"
CHOICES = {
    "audience": completion.list_audiences,
    "extended": completion.list_all_audiences,
    "library": completion.list_libraries,
    "brief": completion.list_briefs,
    "block": completion.list_blocks,
    "citation": completion.list_source_keys,
}
"""What an editor offers, by the word that the schemas have for it."""


def build_schema_files(choices: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """The formats of the project's files, by the names of their files; `choices`: the names that a project has."""
    from briefgen.schema.kinds import FILE_KINDS, build_json_schema

    return {
        f"{SCHEMAS_FOLDER}/{kind}.json": json.dumps(build_json_schema(kind, choices), ensure_ascii=False, indent=2)
        + "\n"
        for kind in FILE_KINDS
    }


def find_project_choices(root: Path) -> Mapping[str, Sequence[str]]:
    """The names of a project: the same that a shell completes."""
    found = {kind: completion.list_or_nothing(list_names, root) for kind, list_names in CHOICES.items()}
    return {**found, "citation": [f"@{key}" for key in found["citation"]]}


def read_vscode_files() -> dict[str, str]:
    """The files of `.vscode/`: which schema is for which file, extensions, tasks and snippets."""
    folder = SCAFFOLD_FOLDER / "vscode"
    return {f".vscode/{path.name}": path.read_text("utf-8") for path in sorted(folder.iterdir())}
