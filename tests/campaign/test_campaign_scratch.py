"""What a killed process leaves in the folder for temporary files is taken away by the next, and nothing else is."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefgen.temp_folder import TempFolder
from tests.running import PATIENCE, ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no locks that tell of a process's end")

HOLDS = """
from briefgen.temp_folder import TempFolder
folder = TempFolder()
print(folder.name, flush=True)
input()
"""


def holder(folder: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that has a scratch folder, and the folder, with something in it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS],
        env={**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    made = Path(process.stdout.readline().strip())
    (made / "fonts").mkdir()
    (made / "fonts/one.ttf").write_bytes(b"font")
    return process, made


def test_what_a_killed_process_left_is_taken_away_and_what_a_living_one_has_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    foreign = tmp_path / "briefgen-notes"
    foreign.mkdir()
    living, its_folder = holder(tmp_path)
    killed, left = holder(tmp_path)
    killed.kill()
    killed.communicate(timeout=PATIENCE)
    assert left.is_dir()
    with TempFolder() as own:
        assert {path.name for path in tmp_path.iterdir()} == {foreign.name, its_folder.name, Path(own).name}
        assert (its_folder / "fonts/one.ttf").is_file()
    living.communicate("\n", timeout=PATIENCE)
    assert {path.name for path in tmp_path.iterdir()} == {foreign.name}


def test_a_folder_is_deleted_with_its_value_without_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = TempFolder()
    (Path(folder.name) / "page.html").write_text("text", encoding="utf-8")
    del folder
    gc.collect()
    assert list(tmp_path.iterdir()) == []
    assert list(recwarn) == []
