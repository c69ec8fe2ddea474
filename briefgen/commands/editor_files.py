"""What editors need of a project: JSON Schemas, and the files of `.vscode/`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.commands import completion
from briefgen.commands.scaffold import SCAFFOLD_FOLDER

SCHEMAS_FOLDER = ".briefgen/schemas"


def build_schema_files(choices: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """The formats of the project's files, by the names of their files; `choices`: the names that a project has."""
    from briefgen.schema import FILE_KINDS, build_json_schema

    return {
        f"{SCHEMAS_FOLDER}/{kind}.json": json.dumps(build_json_schema(kind, choices), ensure_ascii=False, indent=2)
        + "\n"
        for kind in FILE_KINDS
    }


def find_project_choices(root: Path) -> Mapping[str, Sequence[str]]:
    """The names of a project: the same that a shell completes."""
    return {
        "audience": sorted(completion.list_audiences(root)),
        "extended": sorted({*completion.list_audiences(root), *completion.list_abstract_audiences(root)}),
        "library": completion.list_or_nothing(completion.list_libraries, root),
        "brief": completion.list_or_nothing(completion.list_briefs, root),
        "block": completion.list_or_nothing(completion.list_blocks, root),
        "citation": [f"@{key}" for key in completion.list_or_nothing(completion.list_source_keys, root)],
    }


def read_vscode_files() -> dict[str, str]:
    """The files of `.vscode/`: which schema is for which file, extensions, tasks and snippets."""
    folder = SCAFFOLD_FOLDER / "vscode"
    return {f".vscode/{path.name}": path.read_text("utf-8") for path in sorted(folder.iterdir())}
