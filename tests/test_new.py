"""What `briefgen new` begins: files that are read without an error, and that say what is still to be filled in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.load import list_names, load_audience, load_project
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
