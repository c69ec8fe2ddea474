"""A campaign that is killed, interrupted, run twice at once or left without room: no file lost, none half-written."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.interruptible import Copy
from tests.running import PATIENCE, ROOT, Result, files_below, run_apart

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, mounts and modes of POSIX systems")

TOWNS = 12


@pytest.fixture
def towns(project: Callable[[str], Path]) -> Path:
    """A campaign of a few short documents."""
    folder = project("campaign")
    rows = "".join(f"town-{number:03},Town {number}\n" for number in range(TOWNS))
    (folder / "campaigns/towns.csv").write_text(f"id,town\n{rows}")
    return folder


BATCH = ("batch", "towns", "-j")


def begun(folder: Path, stop_after: int = 0, jobs: int = 1) -> subprocess.Popen[str]:
    """A run in a process group of its own, as soon as our own code has begun; it stops after so many documents."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.interruptible", str(stop_after), *BATCH, str(jobs)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    assert process.stderr.readline() == "begun\n"
    return process


def begun_here(folder: Path) -> Copy:
    """The same in a copy of this process, which has everything loaded."""
    process = Copy((*BATCH, "1"), folder)
    assert process.stderr.readline() == "begun\n"
    return process


def assert_whole(folder: Path) -> list[str]:
    """Every file that is there is finished, and the state is sound; returns their names."""
    made = [name for name in files_below(folder / "out") if name.endswith("-en.html")]
    assert all((folder / "out" / name).read_text("utf-8").rstrip().endswith("</html>") for name in made)
    state = folder / "out/.briefgen/state.sqlite"
    if state.exists():
        connection = sqlite3.connect(state)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    return made


def assert_completed(folder: Path, *options: str) -> None:
    """Another run ends right: everything is there, nothing else is, and a third has nothing to do."""
    again = run_apart("batch", "towns", "-j", "1", *options, folder=folder)
    assert again.code == 0, again.err
    assert len(assert_whole(folder)) == TOWNS
    assert not [name for name in files_below(folder / "out") if name.endswith(".part")]
    files = json.loads((folder / "out/manifest.json").read_text())["files"]
    assert len(files) == TOWNS
    assert not run_apart("batch", "towns", folder=folder).out


def ended(process: subprocess.Popen[str] | Copy, number: int) -> str:
    """Send a signal to a run and all its workers, if it is still there, wait for its end, and return its last words."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    return process.communicate(timeout=PATIENCE)[1]


def test_a_run_that_is_killed_is_completed_by_the_next(towns: Path) -> None:
    process = begun(towns, stop_after=4)
    assert process.stderr
    assert "stopped\n" in iter(process.stderr.readline, "")
    ended(process, signal.SIGKILL)
    kept = {name: (towns / "out" / name).stat().st_mtime_ns for name in assert_whole(towns)}
    assert 3 <= len(kept) < TOWNS
    assert_completed(towns)
    again = {name for name, at in kept.items() if (towns / "out" / name).stat().st_mtime_ns != at}
    assert len(again) <= 1, "only the file that was finished but not yet entered is made twice"


def test_an_interrupted_run_ends_with_130_and_keeps_whole_files(towns: Path) -> None:
    process = begun(towns, stop_after=3, jobs=2)
    assert process.stderr
    assert "stopped\n" in iter(process.stderr.readline, "")
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "not finished" in err
    assert err.rstrip().endswith("interrupted")
    made = assert_whole(towns)
    assert 3 <= len(made) < TOWNS
    assert {line.split("  ")[0] for line in out.splitlines()} <= {f"out/{name}" for name in made}
    assert not [name for name in files_below(towns / "out") if name.endswith(".part")]


@pytest.mark.slow
def test_an_interrupt_at_any_moment_leaves_whole_files_and_the_next_run_completes(towns: Path) -> None:
    """Fifty times, by Ctrl-C and by kill in turn, each run going on where the last one was stopped.

    Each tenth run of either kind is a new process, as a user starts it.
    """
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for number in range(50):
        if number % 10 == 0:
            subprocess.run(["rm", "-rf", towns / "out"], check=True)
        process = begun(towns) if number % 10 < 2 else begun_here(towns)
        time.sleep(chance.uniform(0.0, 0.9))
        said = ended(process, (signal.SIGINT, signal.SIGKILL)[number % 2])
        assert process.returncode in {0, 130, -signal.SIGKILL}, said
        assert "Traceback" not in said
        assert_whole(towns)
    assert_completed(towns)


def test_two_runs_at_once_both_end_right(towns: Path) -> None:
    runs = [begun(towns), begun(towns)]
    told = [(*run.communicate(timeout=PATIENCE), run.returncode) for run in runs]
    assert [code for *_, code in told] == [0, 0], told
    assert_completed(towns)


def test_a_folder_that_cannot_be_written_to_is_told_once_for_all(
    towns: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    result = run("batch", "towns", "-j", "1", "-o", str(blocked / "out"), cwd=towns)
    assert result.code == 1
    assert "output-unwritable" in result.err
    assert "Traceback" not in result.err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two hundred kilobytes. Only root can mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        if os.environ.get("CI") == "true" and sys.platform == "linux":
            pytest.fail("cannot mount a small disk, as CI must")
        pytest.skip("needs root on Linux")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_fails_documents_and_leaves_no_half_of_one(towns: Path, small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(100_000))
    result = run_apart("batch", "towns", "-j", "1", "-o", str(small_disk / "out"), folder=towns)
    assert result.code == 1
    assert "output-unwritable" in result.err
    assert "Traceback" not in result.err
    assert_whole(small_disk)
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    again = run_apart("batch", "towns", "-j", "1", "-o", str(small_disk / "out"), folder=towns)
    assert again.code == 0, again.err
    assert len(assert_whole(small_disk)) == TOWNS


def test_a_read_only_disk_is_told_and_harms_nothing(towns: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    out = str(small_disk / "out")
    assert run_apart("batch", "towns", "-j", "1", "-o", out, folder=towns).code == 0
    (towns / "content/water/wells.md").write_text(
        (towns / "content/water/wells.md").read_text().replace("drink", "DRINK")
    )
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    result = run_apart("batch", "towns", "-j", "1", "-o", out, folder=towns)
    assert result.code == 1
    assert "output-unwritable" in result.err
    assert "Traceback" not in result.err
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert len(assert_whole(small_disk)) == TOWNS
