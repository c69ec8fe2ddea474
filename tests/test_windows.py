"""What Windows does not have, taken away on Linux: briefgen builds with workers that are started anew, and with other locks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.commands.check_runner import warn_about_names
from briefgen.commands.scaffold import write_new_files
from briefgen.commands.session import WrongUsageError
from briefgen.load import load_project
from briefgen.model.diagnostic import Sink
from tests.running import ROOT, Result, files_below
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
    root = project("minimal")
    (root / "briefs/Report.yaml").write_text("", encoding="utf-8")
    (root / "content/Water").mkdir()
    (root / "content/water/Wells.md").write_text("", encoding="utf-8")
    differ = "differ only in capitals, and are one file on Windows and macOS"
    assert list_warnings(root) == [
        f"content/water: `water` and `Water` {differ}",
        f"content/water/wells.md: `wells.md` and `Wells.md` {differ}",
        f"briefs/report.yaml: `report.yaml` and `Report.yaml` {differ}",
    ]


def test_names_that_windows_cannot_have_are_told_and_not_created(
    project: Callable[[str], Path], run: Callable[..., Result]
) -> None:
    root = project("minimal")
    (long := root / "content/water" / "-".join(["a-rather-long-name"] * 5) / ("b" * 100)).mkdir(parents=True)
    path = long.relative_to(root).as_posix()
    for name in ("AUX.fr.md", "con", "what?.md", "end.", "console.md", ".hidden."):
        (root / "content/water" / name).mkdir()
    assert list_warnings(root) == [
        "content/water/AUX.fr.md: Windows keeps the name `AUX` for a device",
        "content/water/con: Windows keeps the name `con` for a device",
        "content/water/end.: Windows cuts off a dot or a space at the end of a name",
        "content/water/what?.md: no name on Windows has the character `?`",
        f"{path}: the path has {len(path)} characters, and Windows takes 260 with all folders before it",
    ]
    for words in (("brief", "nul"), ("library", "Con"), ("block", "water/aux"), ("block", "water/lpt1/wells")):
        found = run("new", *words, cwd=root)
        assert (found.code, "[new-name]" in found.err) == (2, True), words


def list_warnings(root: Path) -> list[str]:
    """What is said of the names in a project, each behind its place."""
    warn_about_names(load_project(root, Sink()), sink := Sink())
    return [f"{problem.origin}: {problem.message}" for problem in sink.diagnostics]
