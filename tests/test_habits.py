"""Pre-commit, the workflow on GitHub and the changelog: they call the Makefile and agree with pyproject.toml."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.mutation_score import read_outcomes

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
FRAGMENTS = sorted(path for path in (ROOT / "changes").iterdir() if path.name != "README.md")
FRAGMENT_NAME = re.compile(r"(?:\+[a-z0-9]+(?:-[a-z0-9]+)*|\d+)\.(?P<type>[a-z]+)(?:\.\d+)?\.md")


def list_supported_pythons() -> list[str]:
    """The releases that pyproject.toml names, such as `3.11`."""
    pattern = re.compile(r"Programming Language :: Python :: (3\.\d+)")
    return [found[1] for line in PROJECT["project"]["classifiers"] if (found := pattern.fullmatch(line))]


def list_hooks() -> list[dict[str, Any]]:
    """The hooks of pre-commit."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return [hook for repository in config["repos"] for hook in repository["hooks"]]


def list_workflow_commands() -> Iterator[str]:
    """What the workflow runs, line by line."""
    for job in WORKFLOW["jobs"].values():
        for step in job["steps"]:
            yield from step.get("run", "").splitlines()


def test_every_hook_calls_a_target_of_the_makefile() -> None:
    commands = [hook["entry"] for hook in list_hooks()]
    assert {command.partition(" ")[0] for command in commands} == {"make"}
    assert {command.partition(" ")[2] for command in commands} - TARGETS == set()


def test_the_hooks_are_what_make_check_runs() -> None:
    needed = re.search(r"^check: (.*?) ##", MAKEFILE, re.MULTILINE)
    assert needed
    assert sorted(hook["entry"].removeprefix("make ") for hook in list_hooks()) == sorted(needed[1].split())


def test_hooks_fetch_nothing() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {repository["repo"] for repository in config["repos"]} == {"local"}
    assert {hook["language"] for hook in list_hooks()} == {"system"}


def test_the_workflow_runs_make_and_nothing_else() -> None:
    commands = list(list_workflow_commands())
    assert commands
    assert {command.partition(" ")[0] for command in commands} == {"make"}
    assert {command.partition(" ")[2] for command in commands} - TARGETS == set()


def test_the_workflow_runs_every_supported_python() -> None:
    assert WORKFLOW["jobs"]["linux"]["strategy"]["matrix"]["python"] == list_supported_pythons()
    setup = (step["with"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "with" in step)
    fixed = {inputs["python-version"] for inputs in setup} - {"${{ matrix.python }}"}
    assert fixed - set(list_supported_pythons()) == set()


def test_only_macos_may_fail() -> None:
    assert [name for name, job in WORKFLOW["jobs"].items() if job.get("continue-on-error")] == ["macos"]


@pytest.mark.parametrize("script", ["scripts/test-pythons", "scripts/find-python"])
def test_the_scripts_know_every_supported_python(script: str) -> None:
    text = (ROOT / script).read_text(encoding="utf-8")
    assert [version for version in list_supported_pythons() if version not in text] == []


def test_ci_calls_targets_of_the_makefile() -> None:
    called = re.findall(r"^make ([a-z-]+)$", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"check", "test", "test-pythons"} <= set(called) <= TARGETS


def test_every_note_in_changes_is_named_by_its_type() -> None:
    types = {kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"]}
    named = {path.name: FRAGMENT_NAME.fullmatch(path.name) for path in FRAGMENTS}
    assert [name for name, found in named.items() if not found or found["type"] not in types] == []


def test_every_note_in_changes_is_a_paragraph_of_sentences() -> None:
    """Towncrier adds the bullet, and joins nothing: a list or a heading in a file would break the page."""
    texts = {path.name: path.read_text(encoding="utf-8").strip() for path in FRAGMENTS}
    paragraph = re.compile(r"[A-Z`*][^\n]*(?:\n[^\n#*-][^\n]*)*[.)`]", re.DOTALL)
    assert [name for name, text in texts.items() if not paragraph.fullmatch(text)] == []


def test_the_page_about_changes_names_every_type() -> None:
    page = (ROOT / "changes" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE)
    assert rows
    assert sorted(rows) == sorted(kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"])


def test_the_changelog_has_the_line_below_which_versions_are_added() -> None:
    changelog = (ROOT / PROJECT["tool"]["towncrier"]["filename"]).read_text(encoding="utf-8")
    assert changelog.count(PROJECT["tool"]["towncrier"]["start_string"]) == 1


def test_what_is_mutated_exists() -> None:
    patterns = PROJECT["tool"]["mutmut"]["only_mutate"]
    tests = PROJECT["tool"]["mutmut"]["pytest_add_cli_args_test_selection"]
    assert [path for path in [*patterns, *tests] if not list(ROOT.glob(path))] == []


def test_the_mutation_score_counts_what_was_tried(tmp_path: Path) -> None:
    codes = {"noticed": 1, "not noticed": 0, "refused by mypy": 37, "endless": 36, "not tried": None}
    for module in ("briefgen/cite/notes.py", "briefgen/cite/deleted_long_ago.py"):
        path = tmp_path / f"{module}.meta"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")
    assert dict(read_outcomes(tmp_path)) == {
        "noticed": "by a test",
        "not noticed": "survived",
        "refused by mypy": "by mypy",
        "endless": "by a test",
    }
