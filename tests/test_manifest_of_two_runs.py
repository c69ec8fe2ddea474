"""Two runs that write into one output folder: the manifest has the files of both."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.running import ROOT
from tests.unit.test_write_manifest import files

RUN = """
import sys
from pathlib import Path
from tests.unit.test_write_manifest import enter, made, a_document
for number in range(10):
    enter(Path(sys.argv[1]), a_document(), [made(Path(sys.argv[1]), f"{sys.argv[2]}-{number}.pdf")])
"""


def test_two_runs_at_once_lose_no_entry(tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, str(tmp_path), name], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        for name in ("a", "b")
    ]
    assert [run.wait() for run in runs] == [0, 0]
    assert len(files(tmp_path)) == 20
