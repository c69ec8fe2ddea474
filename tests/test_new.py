"""What `briefgen new` begins: files that are read without an error, and that say what is still to be filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.load import list_names, load_audience, load_library, load_project
from briefgen.model.diagnostic import Sink
from tests.running import ROOT, Result, copy_project

AUDIENCES = list_names(load_project(ROOT, Sink()), "audiences")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_new_brief_names_what_its_audience_asks_to_be_told(
    audience: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    assert run("new", "brief", "begun", "--audience", audience, cwd=root).code == 0
    text = (root / "briefs/begun.yaml").read_text(encoding="utf-8")
    parameters = load_audience(load_project(ROOT, Sink()), audience, Sink()).parameters
    for parameter in parameters:
        assert f"  {parameter.name}: " in text or f"  # {parameter.name}: " in text
        assert parameter.title in text
    found = json.loads(run("check", "begun", "--format", "json", cwd=root).out)
    asked = [problem["message"] for problem in found if problem["code"] == "brief-parameter"]
    assert len(asked) == sum(not parameter.default for parameter in parameters)
    assert [problem["code"] for problem in found if problem["code"].startswith(("file-", "yaml-"))] == []


@pytest.mark.parametrize(
    ("audience", "keys"), [("upr-joint-submission", 2), ("upr-submission", 1), ("public-report", 0)]
)
def test_a_new_brief_has_a_line_for_each_key_that_a_rule_of_its_audience_needs(
    audience: str, keys: int, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    assert run("new", "brief", "begun", "--audience", audience, cwd=root).code == 0
    text = (root / "briefs/begun.yaml").read_text(encoding="utf-8")
    assert len(re.findall(r"^(?:state|submitters):", text, re.MULTILINE)) == keys
    found = json.loads(run("check", "begun", "--format", "json", cwd=root).out)
    assert [problem["code"] for problem in found if problem["code"].startswith(("file-", "yaml-"))] == []


def test_a_new_campaign_is_addressed_in_the_columns_that_the_embassy_note_prints(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    run("new", "brief", "note", "--audience", "diplomat", cwd=root)
    assert run("new", "campaign", "embassies", "--brief", "note", cwd=root).code == 0
    assert run("batch", "embassies", "--to", "html", cwd=root).code == 0
    page = (root / "out/example/note-en.html").read_text(encoding="utf-8")
    for cell in ("Example Country", "Embassy of Example Country", "Example City"):
        assert cell in page


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_new_audience_is_one_of_the_list(audience: str, tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    assert run("new", "audience", "council", "--extends", audience, cwd=root).code == 0
    listed = {row["audience"]: row for row in json.loads(run("list", "audiences", "--format", "json", cwd=root).out)}
    assert listed["council"]["parameters"] == listed[audience]["parameters"]


def test_a_new_library_and_its_recommendation_are_printed_once_they_are_public(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    for arguments in (
        ("library", "forests"),
        ("recommendation", "forests/recommendation/paths"),
        ("brief", "woods", "--library", "forests"),
    ):
        assert run("new", *arguments, cwd=root).code == 0
    for path in root.glob("content/forests/**/*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("confidential  ", "public  ").replace("status: draft", "status: approved"), "utf-8"
        )
    assert run("build", "woods", "--to", "html", cwd=root).code == 0
    page = (root / "out/woods.html").read_text(encoding="utf-8")
    assert "The Government should adopt the measure by 2030." in page
    assert "Write one argument here" in page


def test_editors_find_the_format_of_each_new_file(tmp_path: Path, run: Callable[..., Result]) -> None:
    run("init", ".", cwd=tmp_path)
    for arguments in (
        ("library", "forests"),
        ("brief", "woods", "--library", "forests"),
        ("audience", "council"),
        ("campaign", "towns", "--brief", "woods"),
    ):
        made = run("new", *arguments, cwd=tmp_path).out.split()
        for path in (tmp_path / name for name in made if name.endswith(".yaml")):
            line = path.read_text(encoding="utf-8").splitlines()[0]
            assert (path.parent / line.removeprefix("# yaml-language-server: $schema=")).is_file(), path


def test_git_ignores_real_names_and_finished_files_of_a_new_project(tmp_path: Path, run: Callable[..., Result]) -> None:
    run("init", ".", cwd=tmp_path)
    lines = (tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/private/", "/out/"} <= set(lines)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("summary/short", "summary"),
        ("law/legal-analysis/torture", "legal-analysis"),
        ("conclusion/end", "conclusion"),
        ("situation/wells", "situation"),
        ("testimony/voice", "testimony"),
        ("answer/first", "answer"),
        ("recommendation/repair", "recommendation"),
        ("ordinance-of-a-municipality/wells", "ordinance-of-a-municipality"),
        ("towns/wells", "situation"),
        ("summary", "situation"),
    ],
)
def test_a_new_block_is_of_the_kind_that_its_folder_is_named_after(
    name: str, kind: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    (root / "templates/town-hall").mkdir(parents=True)
    (root / "templates/town-hall/audience.yaml").write_text(
        "sections: [{id: law, kinds: [ordinance-of-a-municipality]}]", "utf-8"
    )
    assert run("new", "block", f"water/{name}", cwd=root).code == 0
    text = (root / f"content/water/{name}.md").read_text(encoding="utf-8")
    assert re.search(r"^kind: (\S+)", text, re.MULTILINE)[1] == kind  # type: ignore[index]
    assert ("\naction: " in text) == (kind == "recommendation")


def test_a_new_variant_is_confidential_until_its_text_is_written(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    assert run("new", "block", "water/lakes", cwd=root).code == 0
    for name in ("lakes@short", "lakes.fr", "lakes@short.pt-BR", "lakes@town-council.md"):
        assert run("new", "block", f"water/{name}", cwd=root).code == 0
        text = (root / f"content/water/{name.removesuffix('.md')}.md").read_text(encoding="utf-8")
        assert "\nsensitivity: confidential " in text
    project = load_project(root, Sink())
    assert load_library(project, "water", sink := Sink())
    assert [problem.message for problem in sink.diagnostics] == []


@pytest.mark.parametrize("name", ["seas@short", "seas.fr", "wells.french", "wells@", "@short", "wells@a@b", "wells.FR"])
def test_a_variant_of_nothing_or_with_another_name_is_refused(
    name: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    found = run("new", "block", f"water/{name}", cwd=root)
    assert (found.code, "[new-name]" in found.err) == (2, True)
    assert not (root / f"content/water/{name}.md").exists()
