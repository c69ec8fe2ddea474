"""Runs the command line as a user would, and reads it back."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.__main__ import main

ROOT = Path(__file__).parents[1]
PROJECTS = Path(__file__).parent / "projects"
PRACTICE = ROOT / "briefgen/scaffold/practice"
"""The project `river-watch` of the how-to pages, which `briefgen init --practice` writes."""

PATIENCE = 600
"""Seconds until a test gives up waiting for what takes one or two: a busy machine may stand still for half a minute."""


def wait_for_ever() -> None:
    """Keep this process until it is ended from outside."""
    while True:
        time.sleep(PATIENCE)


@dataclass(frozen=True, slots=True)
class Result:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def copy_project(name: str, folder: Path) -> Path:
    """A copy of a project under `tests/projects/` that a test may change."""
    source = PRACTICE if name == "river-watch" else PROJECTS / name
    return Path(shutil.copytree(source, folder / name))


def run_here(arguments: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]) -> Result:
    """Run a command in this process, as if it was typed in a folder."""
    capsys.readouterr()
    before = Path.cwd()
    os.chdir(folder)
    try:
        code = main(arguments)
    finally:
        os.chdir(before)
    printed = capsys.readouterr()
    return Result(code, printed.out, printed.err)


def shown_on_a_terminal(*arguments: str, folder: Path, columns: int) -> list[str]:
    """The lines that a command prints on a terminal of so many columns; problems, which go to standard error, left out."""
    ours, theirs = pty.openpty()
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    with open(ours, "rb", buffering=0) as terminal:  # noqa: PTH123 - a descriptor, no path
        command = [sys.executable, "-m", "briefgen", *arguments]
        environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": str(columns)}
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=subprocess.DEVNULL)
        os.close(theirs)
        said = b""
        with suppress(OSError):  # the end of a terminal is an error on Linux
            while part := terminal.read(65536):
                said += part
        process.wait()
    return said.decode().splitlines()


@contextmanager
def run_server(*arguments: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A command that shows pages until it is ended, in a process of its own, and the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefgen", *arguments, "--port", "0"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def answer_on_a_terminal(arguments: tuple[str, ...], answers: Iterable[str], folder: Path) -> tuple[int, str]:
    """The exit code of a command that asks somebody at a terminal, and what it showed them."""
    ours, theirs = pty.openpty()
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    command = ["setsid", "--ctty", sys.executable, "-m", "briefgen", *arguments]  # so that Ctrl-C reaches it
    environment = {**os.environ, "PYTHONPATH": path}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    with open(ours, "r+b", buffering=0) as terminal, suppress(OSError):  # noqa: PTH123 - a descriptor, no path
        for text in answers:
            while not shown.endswith(b": "):
                shown += terminal.read(65536)
            terminal.write(text.encode() + b"\n")
            shown += b"\n"
        while part := terminal.read(65536):
            shown += part
    return process.wait(PATIENCE), shown.decode()


def run_apart(*arguments: str, folder: Path, environment: dict[str, str] | None = None) -> Result:
    """Run a command in a process of its own."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def files_below(folder: Path) -> list[str]:
    """Every file below a folder, hidden ones included."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
