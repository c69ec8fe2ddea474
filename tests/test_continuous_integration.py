"""The GitHub action and the hooks for pre-commit: their files, and their commands run in a small project in git."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import ROOT, copy_project

ACTION: Any = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS: Any = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
GIT = ("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a server has: `briefgen` and `python3` on the path, and where the action is."""
    folder = tmp_path_factory.mktemp("bin")
    for name, command in {"briefgen": f"{sys.executable} -m briefgen", "python3": sys.executable}.items():
        (folder / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_ACTION_PATH": str(ROOT),
    }


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one commit, and then a change."""
    root = copy_project("minimal", tmp_path_factory.mktemp("action"))
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "first")):
        subprocess.run([*GIT, *arguments], cwd=root, check=True)
    block = root / "content/water/wells.md"
    block.write_text(block.read_text("utf-8") + "\nRain has become rare.\n", encoding="utf-8")
    return root


def run_step(
    name: str, folder: Path, environment: Mapping[str, str], **inputs: str
) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub does: its variables are filled in with the inputs."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("name") == name)
    defaults = {key: value.get("default", "") for key, value in ACTION["inputs"].items()}
    values = {f"inputs.{key}": value for key, value in {**defaults, **inputs}.items()}
    values["github.event.pull_request.base.sha"] = "HEAD"

    def fill_in(text: str) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: values[found[1]], text)

    variables = {key: fill_in(value) for key, value in step.get("env", {}).items()}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder / fill_in(step.get("working-directory", ".")),
        env={**environment, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_the_steps_check_build_and_compare_a_project(
    repository: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    checked = run_step("Check", repository, environment, briefs="report")
    assert checked.returncode == 0, checked.stderr
    built = run_step("Build", repository, environment, formats="html")
    assert built.returncode == 0, built.stderr
    assert (repository / "out/report.html").is_file()
    outputs = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    compared = run_step("Difference", repository, environment | outputs)
    assert compared.returncode == 0, compared.stderr
    comment = (repository / "out/difference.md").read_text("utf-8")
    assert "### report\n" in comment
    assert "{+Rain has become rare.+}" in comment.replace("\n", " ")
    assert (repository / "out/report.diff.html").is_file()
    assert (tmp_path / "summary").read_text("utf-8") == comment
    assert (tmp_path / "output").read_text("utf-8") == "comment=out/difference.md\n"


def test_a_problem_is_an_annotation_at_its_line_and_fails_the_step(environment: dict[str, str], tmp_path: Path) -> None:
    root = copy_project("unknown-source", tmp_path)
    checked = run_step("Check", root, environment, briefs="report", strict="true")
    assert checked.returncode == 1
    assert "::error file=content/water/wells.md,line=7,col=" in checked.stdout


def test_no_step_puts_an_input_into_its_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []
    named = [match for script in scripts for match in re.findall(r"scripts/action/[\w-]+", script)]
    assert [name for name in named if not os.access(ROOT / name, os.X_OK)] == []


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_finds_the_problems_of_a_commit(
    hook: dict[str, Any], environment: dict[str, str], tmp_path: Path
) -> None:
    for name in ("briefgen.yaml", "content/water/wells.md", "briefs/report.yaml", "templates/a/audience.yaml"):
        assert re.search(hook["files"], name)
    for name in ("README.md", "out/report.pdf", "my-content/x.md"):
        assert not re.search(hook["files"], name)
    if "--strict" in hook["entry"]:
        return  # the other hook runs the same command
    done = subprocess.run(
        [*shlex.split(hook["entry"]), "report"],  # one brief, so that the test does not check every audience
        cwd=copy_project("unknown-source", tmp_path),
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "[cite-unknown]" in done.stderr
