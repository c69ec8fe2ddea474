"""A folder to a project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.load import list_names, load_project
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Sensitivity
from briefgen.resources import find_builtin_root
from tests.unit.project_files import project_in, told, write_files


def test_the_nearest_folder_upward_is_the_project(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/korea/legal/a.md": ""})
    assert load_project(tmp_path / "content" / "korea" / "legal", Sink()).root == tmp_path


def test_exact_does_not_look_upward(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/korea/a.md": ""})
    with pytest.raises(BriefgenError, match=r"no briefgen.yaml in `.*content`"):
        load_project(tmp_path / "content", Sink(), exact=True)


def test_no_project_tells_how_to_begin_one(tmp_path: Path) -> None:
    sink = Sink()
    with pytest.raises(BriefgenError):
        load_project(tmp_path, sink)
    assert "[project-missing]" in told(sink)
    assert "hint: run `briefgen init` to create a project" in told(sink)


def test_an_empty_file_lacks_its_organisation(tmp_path: Path) -> None:
    sink = Sink()
    with pytest.raises(BriefgenError):
        load_project(write_files(tmp_path, {"briefgen.yaml": ""}), sink)
    assert told(sink) == (
        "briefgen.yaml:1: error: the key `organisation` is missing [file-missing]\n  hint: add `organisation:`"
    )


def test_the_projects_own_templates_come_before_the_built_in_ones(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    assert project.search_path == (tmp_path, find_builtin_root())
    assert project.language == "en"
    assert project.output == tmp_path / "out"


@pytest.mark.parametrize("written", ["output: ../elsewhere", "output: /tmp"])
def test_the_output_folder_stays_inside(tmp_path: Path, written: str) -> None:
    sink = Sink()
    load_project(write_files(tmp_path, {"briefgen.yaml": f"organisation: {{name: X}}\n{written}\n"}), sink)
    assert "briefgen.yaml:2: error: " in told(sink)
    assert "[path-escape]" in told(sink)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("taken", "`taken` is not a folder [project-output]"),
        ("taken/below/it", "`taken` is not a folder [project-output]"),
        ("gone", "`gone` is not a folder [project-output]"),
        ("~/briefs", "`~/briefs` leads out of the project [path-escape]"),
        ("circle", "`circle` is a link that leads in a circle [path-link]"),
        (".", "`.` holds the project's own files [project-output]"),
        ("x" * 300, "is longer than the name of a file can be [path-name]"),
    ],
)
def test_the_output_folder_can_be_a_folder(tmp_path: Path, written: str, said: str) -> None:
    write_files(tmp_path, {"briefgen.yaml": f"organisation: {{name: X}}\noutput: {written}\n", "taken": "a file"})
    (tmp_path / "gone").symlink_to("nothing")
    (tmp_path / "circle").symlink_to("circle")
    sink = Sink()
    load_project(tmp_path, sink)
    assert told(sink).startswith("briefgen.yaml:2: error: ")
    assert said in told(sink)


@pytest.mark.parametrize("name", ["briefs", "content", "campaigns", "private", "templates", "styles"])
def test_a_folder_that_may_not_be_read_is_not_taken_for_an_empty_one(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {f"{name}/a.txt": ""})
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path / name and allowed(path, mode))
    with pytest.raises(BriefgenError) as stopped:
        load_project(tmp_path, Sink())
    assert [(problem.code, str(problem.origin)) for problem in stopped.value.diagnostics] == [("file-unreadable", name)]


def test_a_link_that_cannot_be_followed_is_listed_so_that_its_reader_reports_it(tmp_path: Path) -> None:
    project = project_in(tmp_path, {"briefs/a.yaml": "", "content/korea/a.md": ""})
    for name in ("briefs/circle.yaml", "content/circle"):
        (tmp_path / name).symlink_to(tmp_path / name)
    (tmp_path / "briefs/gone.yaml").symlink_to("nothing")
    (tmp_path / "briefs/.#a.yaml").symlink_to("the lock of an editor")
    assert list_names(project, "briefs") == ("a", "circle", "gone")
    assert list_names(project, "libraries") == ("circle", "korea")


def test_a_logo_that_is_not_there_is_told(tmp_path: Path) -> None:
    sink = Sink()
    load_project(write_files(tmp_path, {"briefgen.yaml": "organisation:\n  name: X\n  logo: logo.svg\n"}), sink)
    assert told(sink) == (
        "briefgen.yaml:3: error: no file `logo.svg` in the project [project-logo]\n"
        "  hint: write its path below the project, like `images/logo.png`"
    )


def test_names_are_those_of_files_and_folders(tmp_path: Path) -> None:
    project = project_in(
        tmp_path,
        {
            "briefs/b.yaml": "",
            "briefs/a.yml": "",
            "briefs/notes.txt": "",
            "campaigns/c.yaml": "",
            "campaigns/c.csv": "",
            "content/korea/a.md": "",
            "content/.hidden/a.md": "",
            "templates/embassy/audience.yaml": "title: Embassy",
            "templates/bones/audience.yaml": "abstract: true",
        },
    )
    assert list_names(project, "briefs") == ("a", "b")
    assert list_names(project, "campaigns") == ("c",)
    assert list_names(project, "libraries") == ("korea",)
    assert "embassy" in list_names(project, "audiences")
    assert "public-report" in list_names(project, "audiences")
    assert "bones" not in list_names(project, "audiences")


@pytest.mark.parametrize("keys", ["unlabelled: partner", "unlabelled: public\ndefault_sensitivity: partner"])
def test_a_key_under_its_old_name_is_read_and_the_new_one_counts_first(tmp_path: Path, keys: str) -> None:
    sink = Sink()
    write_files(tmp_path, {"briefgen.yaml": f"organisation: {{name: Example}}\n{keys}\n"})
    assert load_project(tmp_path, sink).default_sensitivity is Sensitivity.PARTNER
    assert told(sink) == (
        "briefgen.yaml:2: warning: the key `unlabelled` is now called `default_sensitivity`; "
        "the old name works until the next release [key-renamed]\n  hint: write `default_sensitivity:`"
    )
