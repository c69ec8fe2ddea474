"""The how-to pages and the readme, followed to the letter on one invented project: their files are written, their commands run, their messages looked for.

A fence names what happens with it: `sh` is typed (`sh fails` ends with exit code 1), `text` was printed by the commands before, and another
language with a path is saved there (`at the end`: added to the file). In a `text`, a line `...` is any lines.
`<!-- not run: REASON -->` above a fence says why a test cannot follow it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.programs import require_library
from tests.running import ROOT, Result, copy_project

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs/how-to").glob("*.md"))]
FENCE = re.compile(
    r"(?:^<!-- not run: (?P<reason>[^>]+?) -->\n)?^```(?P<language>\w*)(?: +(?P<path>\S+))?(?P<end> at the end)?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def run_commands(commands: str, folder: Path, run: Callable[..., Result], *, code: int) -> tuple[str, Path]:
    """What lines of a terminal print, and the folder in which they end; documents are built as HTML where the line names no format."""
    printed = ""
    for line in commands.splitlines():
        program, *arguments = shlex.split(line, comments=True)
        if program == "cd":
            folder /= arguments[0]
            continue
        assert program == "briefgen", line
        if arguments[:2] == ["translations", "export"]:
            require_library("translate", "translations")
        formats = ["--to", "html"] if arguments[0] in {"build", "batch"} and "--to" not in arguments else []
        result = run(*arguments, *formats, cwd=folder)
        assert result.code == code, f"{line}\n{result.out}{result.err}"
        printed += result.out + result.err
    return printed, folder


def assert_printed(text: str, printed: str) -> None:
    """Whether each part of a text between `...` was printed, spaces at the ends of lines aside."""
    clean = "\n".join(line.rstrip() for line in printed.splitlines())
    for part in re.split(r"^\.\.\.\n", text, flags=re.MULTILINE):
        assert "\n".join(line.rstrip() for line in part.splitlines()) in clean, f"{part}\nis not in\n{clean}"


def test_the_practice_project_is_what_the_pages_are_followed_on(tmp_path: Path, run: Callable[..., Result]) -> None:
    done = run("init", "practice", "--practice", cwd=tmp_path)
    assert (done.code, "next: cd practice && briefgen build water-report" in done.err) == (0, True)
    project = copy_project("river-watch", tmp_path)
    files = [path.relative_to(project) for path in project.rglob("*") if path.is_file()]
    assert files
    assert all((tmp_path / "practice" / file).read_bytes() == (project / file).read_bytes() for file in files)
    assert (tmp_path / "practice/.gitignore").read_text(encoding="utf-8").count("/private/") == 1


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.stem not in {"README", "install"}], ids=lambda page: page.stem
)
def test_a_page_says_how_to_get_its_project(page: Path) -> None:
    assert "`briefgen init practice --practice`" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, run: Callable[..., Result]) -> None:
    folder = copy_project("river-watch", tmp_path)
    printed, followed = "", 0
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        if fence["reason"]:
            continue
        followed += 1
        match fence["language"]:
            case "sh":
                printed, folder = run_commands(fence["text"], folder, run, code=1 if fence["path"] == "fails" else 0)
            case "text":
                assert_printed(fence["text"], printed)
            case _:
                assert fence["path"], (
                    f"this snippet says neither where it is saved nor why it is not run:\n{fence['text']}"
                )
                file = folder / fence["path"]
                file.parent.mkdir(parents=True, exist_ok=True)
                before = file.read_text(encoding="utf-8") if fence["end"] else ""
                file.write_text(before + fence["text"], encoding="utf-8")
    assert followed, "a how-to page has at least one snippet that a test can follow"
