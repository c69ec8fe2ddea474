"""The path of a brief, a campaign, a library, an audience or a block, as the shell completes it, names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result
from tests.unit.project_files import write_files

BLOCK = "---\ntitle: T\nkind: situation\nsensitivity: public\nstatus: approved\n---\nSome words.\n"
FILES = {
    "briefgen.yaml": "organisation: {name: Example Organisation}\n",
    "content/water/legal/wells.md": BLOCK,
    "briefs/b.yaml": "{audience: public-report, library: water, title: T, date: 2026-01-15}\n",
    "briefs/old.yml": "{audience: public-report, library: water, title: T, date: 2026-01-15}\n",
    "campaigns/c.yaml": "{briefs: [b], recipients: c.csv, formats: [html], output: '{recipient.id}'}\n",
    "campaigns/c.csv": "id,name\nada,Ada\n",
    "notes/b.yaml": "a: 1\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "p", FILES)


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        (("build", "briefs/b.yaml", "-t", "html"), "out/b.html"), (("build", "./briefs/b.yaml", "-t", "html"), "out/b.html"), (("build", "briefs/old.yml", "-t", "html"), "out/old.html"),
        (("check", "briefs/b.yaml"), "no problems in 1 brief"), (("explain", "briefs/b.yaml"), "b: public-report"), (("batch", "campaigns/c.yaml"), "out/ada.html"),
        (("build", "--audience", "public-report", "--library", "content/water", "-t", "html"), "out/public-report-water.html"),
        (("build", "--audience", "public-report", "--library", "content/water/", "-t", "html"), "out/public-report-water.html"),
        (("impact", "content/water/legal/wells.md"), "block legal/wells in water"),
    ],
)  # fmt: skip
def test_a_path_is_taken_where_a_name_is(
    command: tuple[str, ...], printed: str, root: Path, run: Callable[..., Result]
) -> None:
    result = run(*command, cwd=root)
    assert result.code == 0
    assert printed in result.out


def test_a_path_is_taken_from_where_the_user_is(root: Path, run: Callable[..., Result]) -> None:
    assert run("build", "b.yaml", "-t", "html", cwd=root / "briefs").code == 0
    assert run("build", "../briefs/b.yaml", "-t", "html", cwd=root / "content").code == 0
    assert run("build", str(root / "briefs/b.yaml"), "-t", "html", cwd=root).code == 0


@pytest.mark.parametrize(
    "path",
    [
        "notes/b.yaml",
        "briefs/missing.yaml",
        "briefs",
        "briefs/",
        "campaigns/c.yaml",
        "../p/content/water",
        "briefs/b.yaml/x",
    ],
)
def test_another_path_names_no_brief(path: str, root: Path, run: Callable[..., Result]) -> None:
    result = run("build", path, "-t", "html", cwd=root)
    assert (result.code, "[brief-unknown]" in result.err) == (2, True)


@pytest.mark.parametrize("folder", ["../x", "../p/../x", "./y/../../x"])
def test_an_output_folder_may_leave_the_project(folder: str, root: Path, run: Callable[..., Result]) -> None:
    assert run("build", "b", "-t", "html", "-o", folder, cwd=root).code == 0
    assert (root.parent / "x/b.html").is_file()
