"""What Windows does not have, taken away on Linux: briefgen builds with workers that are started anew, and with other locks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.commands.check_runner import warn_about_capitals
from briefgen.commands.scaffold import write_new_files
from briefgen.commands.session import WrongUsageError
from briefgen.load import load_project
from briefgen.model.diagnostic import Sink
from tests.running import ROOT, files_below
from tests.windows_like import SITE

RUN_COMMANDS = """
import os, sys
from briefgen.__main__ import main
from briefgen.executor import WITH_THREADS
if __name__ == "__main__":
    assert WITH_THREADS == "spawn" and not hasattr(os, "fork")
    assert "fcntl" not in {name for name, module in sys.modules.items() if module}
    codes = [main(line.split()) for line in sys.argv[1:]]
    print("codes", *codes)
"""


@pytest.mark.slow
def test_without_what_windows_lacks_a_project_is_created_and_its_campaign_is_built(
    tmp_path: Path, project: Callable[[str], Path]
) -> None:
    campaign = project("campaign")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    script = tmp_path / "run.py"
    script.write_text(RUN_COMMANDS, encoding="utf-8")
    requests = tmp_path / "requests.txt"
    path = os.pathsep.join(map(str, (tmp_path / "site", ROOT)))
    commands = (
        "init begun",
        f"-C {campaign} batch towns --to html --jobs 2 --quiet",
    )
    done = subprocess.run(
        [sys.executable, script, *commands],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "LOCK_REQUESTS": str(requests)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["codes 0 0"], done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    built = [name for name in files_below(campaign / "out") if name.endswith(".html")]
    assert len(built) > 2
    asked = requests.read_text("utf-8").splitlines()
    assert set(asked) == {"2 1"}  # the first byte, without waiting
    assert len(asked) % 2 == 0  # refused once, and asked for again


def test_a_name_that_differs_in_capitals_is_there_already(tmp_path: Path) -> None:
    write_new_files(tmp_path, {"briefs/Note.yaml": ""})
    for name in ("briefs/note.yaml", "briefs/NOTE.yaml", "briefs/Note.yaml"):
        with pytest.raises(WrongUsageError, match="is there already"):
            write_new_files(tmp_path, {name: ""})
    write_new_files(tmp_path, {"briefs/notes.yaml": "", "content/note.yaml": ""})
    assert files_below(tmp_path) == ["briefs/Note.yaml", "briefs/notes.yaml", "content/note.yaml"]


def test_names_that_differ_in_capitals_are_told_before_a_colleague_loses_one(project: Callable[[str], Path]) -> None:
    root, sink = project("minimal"), Sink()
    (root / "briefs/Report.yaml").write_text("", encoding="utf-8")
    (root / "content/Water").mkdir()
    warn_about_capitals(load_project(root, sink), sink)
    assert [f"{problem.origin}: {problem.message}" for problem in sink.diagnostics] == [
        "content/water: `water` and `Water` differ only in capitals, and are one file on Windows and macOS",
        "briefs/report.yaml: `report.yaml` and `Report.yaml` differ only in capitals, and are one file on Windows and macOS",
    ]
