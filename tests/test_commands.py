"""What each command prints, as files under `tests/commands/`.

`project: NAME` copies a project from `tests/projects/`. Then, as in a terminal: `% briefgen check`, the lines of
standard output, those of standard error after `2> `, and the exit code after `=> `. `% ls FOLDER` lists its files.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result, copy_project, files_below

FOLDER = Path(__file__).parent / "commands"
VARYING = ((r"in \d+\.\d s$", "in N s"), (r"  \d+ pages?  ", "  N pages  "))
"""What differs between machines, or with the design of a page."""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_a_terminal_shows(
    path: Path,
    tmp_path: Path,
    run: Callable[..., Result],
    accept: bool,  # noqa: FBT001 - a fixture
) -> None:
    written = path.read_text(encoding="utf-8")
    head, *commands = re.split(r"^% ", written, flags=re.MULTILINE)
    named = re.search(r"^project: (.+)$", head, re.MULTILINE)
    folder = copy_project(named[1], tmp_path) if named else tmp_path
    lines = [command.partition("\n")[0] for command in commands]
    shown = head + "\n".join(f"% {line}\n{_shown(line, folder, run)}" for line in lines)
    if accept:
        path.write_text(shown, encoding="utf-8")
        return
    assert shown == written


def _shown(line: str, folder: Path, run: Callable[..., Result]) -> str:
    program, *arguments = shlex.split(line)
    if program == "ls":
        inside = folder / arguments[0]
        return "".join(f"{name}\n" for name in files_below(inside)) if inside.is_dir() else "2> no such folder\n"
    assert program == "briefgen", line
    result = run(*arguments, cwd=folder)
    lines = [*result.out.splitlines(), *(f"2> {line}" for line in result.err.splitlines()), f"=> {result.code}"]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    for pattern, shown in VARYING:
        text = re.sub(pattern, shown, text, flags=re.MULTILINE)
    return text.replace(str(folder), "<project>")
