"""What commands print for programs has the form that its schema describes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from briefgen.commands import listing
from briefgen.commands.app import app
from briefgen.schema.kinds import OUTPUT_MODELS
from tests.running import Result, copy_project

Run = Callable[..., Result]

COMMANDS = {
    "problems": ("check", "upr-kenya"),
    "explain": ("explain", "upr-kenya"),
    "impact": ("impact", "wells-2024"),
    "withdrawn": ("impact", "--withdrawn"),
    "coverage": ("translations", "-l", "fr"),
    "approved": ("approve", "situation/wells", "--by", "A. Example", "--on", "2026-11-20"),
    "doctor": ("doctor",),
    "list-audiences": ("list", "audiences"),
    "list-blocks": ("list", "blocks"),
    "list-briefs": ("list", "briefs"),
    "list-facts": ("list", "facts"),
    "list-previous": ("list", "previous"),
    "list-recommendations": ("list", "recommendations"),
    "list-sources": ("list", "sources"),
}

WITHOUT_JSON = {"preview", "composer", "schema", "translations accept"}
"""Servers, what is JSON already, and a command that prints what `translations --format json` shows afterwards."""

VOICE = """---
title: A placeholder
kind: testimony
sensitivity: public
consent: {given: form, audiences: any, places: any, withdrawn: 2026-01-01}
---
The placeholder of a testimony.
"""
PREVIOUS = """- key: cat-2016-47
  body: Committee against Torture
  text: The placeholder of a recommendation.
  source: "@ministry2024, p 1"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a withdrawn testimony, a confidential text and an earlier recommendation; read, never changed."""
    folder = copy_project("river-watch", tmp_path_factory.mktemp("json"))
    block = folder / "content/clean-water/testimony/voice.md"
    block.parent.mkdir()
    block.write_text(VOICE, encoding="utf-8")
    hidden = folder / "content/clean-water/situation/hidden.md"
    (folder / "content/clean-water/previous.yaml").write_text(PREVIOUS, encoding="utf-8")
    hidden.write_text("---\ntitle: Hidden\nkind: situation\nsensitivity: confidential\n---\nNot for all.\n", "utf-8")
    return folder


def print_json(run: Run, project: Path, *arguments: str) -> Any:
    result = run(*arguments, "--format", "json", cwd=project)
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_every_list_has_a_schema() -> None:
    lists = {f"list-{command.callback.__name__}" for command in listing.app.registered_commands if command.callback}
    assert lists <= set(OUTPUT_MODELS)


@pytest.mark.parametrize("kind", COMMANDS)
def test_what_a_command_prints_has_the_form_that_its_schema_describes(run: Run, project: Path, kind: str) -> None:
    printed = print_json(run, project, *COMMANDS[kind])
    assert printed
    OUTPUT_MODELS[kind].model_validate_json(json.dumps(printed), strict=True)
    schema = json.loads(run("schema", kind, cwd=project).out)
    assert schema["description"].startswith("What `briefgen ")


def list_blocks(sections: list[dict[str, Any]]) -> Iterator[str]:
    for section in sections:
        yield from (block["block"] for block in section["blocks"])
        yield from list_blocks(section["sections"])


def test_an_explanation_counts_what_is_withheld_and_names_it_only_inside(run: Run, project: Path) -> None:
    explanation = print_json(run, project, "explain", "upr-kenya")
    assert "situation/wells" in list_blocks(explanation["sections"])
    assert explanation["withheld_counts"]["block"] == 2
    assert explanation["withheld"] == []
    for name in ("voice", "hidden", "Hidden"):
        assert name not in json.dumps(explanation)
    inside = print_json(run, project, "explain", "upr-kenya", "--internal")
    assert [row["name"] for row in inside["withheld"] if row["kind"] == "block"] == [
        "situation/hidden",
        "testimony/voice",
    ]


def test_impact_names_each_use_and_each_file_with_the_figure_that_it_holds(run: Run, tmp_path: Path) -> None:
    folder = copy_project("river-watch", tmp_path)
    assert run("build", "water-report", "-t", "html", cwd=folder).code == 0
    assert run("approve", "situation/wells", "--by", "A. Example", "--on", "2026-11-20", cwd=folder).code == 0
    built = next(folder.rglob("water-report.html")).relative_to(folder)
    assert run("sent", str(built), "--to", "The office", "--on", "2026-11-21", cwd=folder).code == 0
    noted = print_json(run, folder, "sent", str(built), "--to", "The office", "--on", "2026-11-21")
    assert [(row["file"], row["to"], row["already"]) for row in noted] == [(built.as_posix(), "The office", True)]
    OUTPUT_MODELS["sent"].model_validate_json(json.dumps(noted), strict=True)
    (before,) = print_json(run, folder, "impact", "wells-2024")
    assert [row["holds"] for row in before["approvals"]] == [True]
    assert [row["current"] for row in before["deliveries"]] == [True]
    facts = folder / "content/clean-water/facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("value: 95", "value: 94"), "utf-8")
    (impact,) = print_json(run, folder, "impact", "wells-2024")
    assert (impact["kind"], impact["name"], impact["library"]) == ("fact", "wells-2024", "clean-water")
    assert impact["used_by"][0] == {
        "kind": "text", "name": "situation/wells", "file": "content/clean-water/situation/wells.md", "line": 8
    }  # fmt: skip
    assert impact["files"] == [{"path": "water-report.html", "current": False}]
    assert impact["approvals"] == [
        {"text": "situation/wells", "by": "A. Example", "role": "", "on": "2026-11-20", "holds": False}
    ]
    assert impact["deliveries"] == [
        {"file": "out/water-report.html", "to": "The office", "on": "2026-11-21", "current": False}
    ]
    lines = run("impact", "wells-2024", cwd=folder).out.splitlines()
    assert "  was approved in situation/wells by A. Example, 2026-11-20" in lines
    assert "  sent to The office, 2026-11-21: out/water-report.html, out of date" in lines


def test_created_files_and_differences_are_printed_for_programs(run: Run, tmp_path: Path) -> None:
    printed = print_json(run, tmp_path, "init", "river")
    assert {"file": "river/briefgen.yaml"} in printed
    folder = tmp_path / "river"
    for arguments, file in {
        ("new", "library", "woods"): "content/woods/sources.yaml",
        ("new", "block", "woods/trees"): "content/woods/trees.md",
        ("new", "recommendation", "woods/stop"): "content/woods/stop.md",
        ("new", "brief", "note", "--library", "woods"): "briefs/note.yaml",
        ("new", "audience", "council"): "templates/council/audience.yaml",
        ("new", "campaign", "towns", "--brief", "note"): "campaigns/towns.csv",
        ("eject", "styles/base.css"): "styles/base.css",
    }.items():
        printed = print_json(run, folder, *arguments)
        OUTPUT_MODELS["created"].model_validate_json(json.dumps(printed), strict=True)
        assert {"file": file} in printed
    assert run("build", "example-report", "-t", "html", cwd=folder).code == 0
    block = folder / "content/clean-water/situation/wells.md"
    block.write_text(block.read_text("utf-8") + "\nRain is rare.\n", "utf-8")
    difference = print_json(run, folder, "diff", "example-report", "--against", "out/example-report.html")
    assert "Rain is rare." in json.dumps(difference)
    OUTPUT_MODELS["diff"].model_validate_json(json.dumps(difference), strict=True)


def test_every_command_prints_for_programs_or_says_nothing_that_they_need() -> None:
    found = {name for name, command in list_commands(typer.main.get_command(app)) if "--format" not in command}
    assert found == WITHOUT_JSON


def list_commands(command: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every command with all names of its options, and of their values."""
    for inner, child in getattr(command, "commands", {}).items():
        yield from list_commands(child, f"{name} {inner}".strip())
    if not hasattr(command, "commands"):
        yield name, " ".join(option for param in command.params for option in param.opts)


def test_a_project_without_anything_prints_empty_lists(run: Run, tmp_path: Path) -> None:
    (tmp_path / "briefgen.yaml").write_text("organisation: {name: X}\nlanguage: en\n", encoding="utf-8")
    for arguments in (("impact", "--withdrawn"), ("list", "blocks"), ("corrections",)):
        assert print_json(run, tmp_path, *arguments) == []


WRONG = {
    "approve": ("approve", "situation/wels", "--by", "A. Example"),
    "corrections": ("corrections", "--since", "soon"),
    "diff": ("diff", "upr-keny", "--since", "HEAD"),
    "eject": ("eject", "styles/nothing.css"),
    "impact": ("impact", "wels"),
    "list": ("list", "blocks", "--library", "clean-watr"),
    "new": ("new", "block", "clean-watr/situation/wells"),
    "sent": ("sent", "nothing.pdf", "--to", "Ann"),
    "translations": ("translations", "--library", "clean-watr"),
    "verify": ("verify", "nothing.pdf"),
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
def test_a_problem_of_a_command_with_a_result_is_json_where_the_result_is(
    project: Path, words: tuple[str, ...], run: Run
) -> None:
    result = run(*words, "--format", "json", cwd=project)
    problems = json.loads(result.err)
    assert [problem["severity"] for problem in problems] == ["error"], result.err
    assert (result.code in {1, 2}, result.out) == (True, "")


def test_a_result_without_problems_leaves_standard_error_empty(project: Path, run: Run) -> None:
    assert run("list", "blocks", "--format", "json", cwd=project).err == ""
