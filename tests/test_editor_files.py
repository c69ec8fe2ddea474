"""What editors get: schemas that offer the names of the project, and tasks and snippets that fit what briefgen prints."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.commands.editor_files import read_vscode_files
from briefgen.commands.schema import schema
from briefgen.schema.kinds import FILE_KINDS, OUTPUT_KINDS, build_json_schema
from briefgen.schema.project_choices import CHOICES_KEY
from tests.running import Result, copy_project


def find_enums(schema: Any) -> Iterator[list[str]]:
    """Every list of choices in a schema."""
    if isinstance(schema, dict):
        if "enum" in schema:
            yield schema["enum"]
        for value in schema.values():
            yield from find_enums(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from find_enums(value)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """`schemas("brief")`: a schema that was written for a project; the project is a copy of the example in the how-to pages."""
    from briefgen.__main__ import main  # noqa: PLC0415 - one call for the module

    root = copy_project("river-watch", tmp_path_factory.mktemp("editor"))
    (root / ".vscode").mkdir()
    (root / ".vscode/tasks.json").write_text("{}", encoding="utf-8")
    assert main(("-C", str(root), "schema", "--project")) == 0
    assert (root / ".vscode/tasks.json").read_text(encoding="utf-8") == "{}"  # a file of the user's stays
    assert (root / ".vscode/settings.json").is_file()
    return lambda kind: json.loads((root / f".briefgen/schemas/{kind}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("brief", "public-report"),
        ("brief", "clean-water"),
        ("brief", "situation/wells"),
        ("audience", "diplomat"),
        ("audience", "base"),
        ("campaign", "upr-kenya"),
        ("facts", "@ministry2024"),
        ("block", "@icescr"),
    ],
)
def test_the_names_of_the_project_are_choices(kind: str, name: str, schemas: Callable[[str], Any]) -> None:
    offered = [choice for choices in find_enums(schemas(kind)) for choice in choices]
    assert any(str(choice).startswith(name) for choice in offered), sorted(map(str, offered))


def test_an_audience_that_is_not_there_is_refused_and_a_path_is_not(schemas: Callable[[str], Any]) -> None:
    names, path = schemas("brief")["properties"]["audience"]["anyOf"]
    assert "public-report" in names["enum"]
    assert "base" not in names["enum"]  # only there to be extended
    assert re.search(path["pattern"], "templates/public-report/")
    assert not re.search(path["pattern"], "public-reprot")


def test_without_a_kind_all_kinds_are_named(run: Callable[..., Result], tmp_path: Path) -> None:
    told = run("schema", cwd=tmp_path)
    assert (told.code, "no kind of file is named [schema-unknown]" in told.err) == (2, True)
    assert all(f"`{kind}`" in told.err for kind in (*FILE_KINDS, *OUTPUT_KINDS))


def test_the_help_names_every_schema_for_programs() -> None:
    text = schema.__doc__ or ""
    named = [kind for kind in OUTPUT_KINDS if f"`{kind}`" in text]
    assert [kind for kind in OUTPUT_KINDS if kind not in named and not kind.startswith("list-")] == []


def test_schemas_for_everybody_name_nothing_of_a_project() -> None:
    for kind in (*FILE_KINDS, *OUTPUT_KINDS):
        assert CHOICES_KEY not in json.dumps(build_json_schema(kind)), kind


def test_the_task_of_vs_code_finds_the_problems_that_check_prints(run: Callable[..., Result], tmp_path: Path) -> None:
    files = {name: json.loads(text) for name, text in read_vscode_files().items()}
    task = next(task for task in files[".vscode/tasks.json"]["tasks"] if task["label"] == "briefgen: check")
    printed = run(*task["args"], cwd=copy_project("unknown-source", tmp_path)).err
    matcher = re.compile(task["problemMatcher"]["pattern"]["regexp"], re.MULTILINE)
    assert matcher.findall(printed) == [
        ("content/water/wells.md", "7", "error", "citation key `survy2026` is not in sources.yaml", "cite-unknown")
    ]


def test_the_settings_of_vs_code_name_schemas_that_exist_and_snippets_have_all_their_parts() -> None:
    files = {name: json.loads(text) for name, text in read_vscode_files().items()}
    kinds = {Path(name).stem for name in files[".vscode/settings.json"]["yaml.schemas"]}
    assert kinds <= set(FILE_KINDS)
    for name, snippet in files[".vscode/briefgen.code-snippets"].items():
        assert {"scope", "prefix", "body"} <= snippet.keys(), name


def test_the_block_that_a_snippet_writes_passes_check(run: Callable[..., Result], tmp_path: Path) -> None:
    root = copy_project("minimal", tmp_path)
    snippets = json.loads(read_vscode_files()[".vscode/briefgen.code-snippets"])
    for name in ("Block", "Recommendation"):
        text = "\n".join(snippets[name]["body"])
        text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text))
        text = text.replace("$0", "Some words.").replace("@key", "@survey2026")
        (root / f"content/water/{name}.md").write_text(text, encoding="utf-8")
    found = json.loads(run("check", "--format", "json", cwd=root).out)
    assert [problem["message"] for problem in found if problem["severity"] == "error"] == []
