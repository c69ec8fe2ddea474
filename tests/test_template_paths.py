"""A page template takes in the templates of the project and the built-in ones, and no other file of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import copy_project, run_here

OTHER_WORDS = "Words of another file"


@pytest.mark.parametrize(
    "statement",
    [
        '{% include "OUTSIDE" %}',
        '{% include "builtin/OUTSIDE" %}',
        '{% include ["none.html", "OUTSIDE"] %}',
        '{% include "../" ~ "../secret.txt" %}',
        '{% set name = "OUTSIDE" %}{% include name %}',
        '{% import "OUTSIDE" as words %}{{ words }}',
        '{% from "OUTSIDE" import words %}',
        '{% include "' + "x" * 300 + '" %}',
    ],
)
def test_a_template_reads_no_file_outside_its_folder(
    statement: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project("minimal", tmp_path)
    outside = tmp_path / "secret.txt"
    outside.write_text(OTHER_WORDS, encoding="utf-8")
    brief = next((project / "briefs").glob("*.yaml"))
    folder = project / "templates/public-report"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(statement.replace("OUTSIDE", str(outside)), encoding="utf-8")

    result = run_here(("build", brief.stem, "--to", "html"), project, capsys)

    assert result.code == 1
    assert "[template-missing]" in result.err
    assert OTHER_WORDS not in result.out + result.err
    assert not list(project.glob("out/*.html"))
