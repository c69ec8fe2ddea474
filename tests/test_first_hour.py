"""The first hour of somebody who has only the wheel: installed into an empty home, then everything that the pages promise.

Each step is a line of a terminal. The report of a failure has what all steps before it printed; `pytest -rP` shows how long each took. Times decide nothing.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.running import ROOT

FIRST_TEXT = """---
title: Wells are few
kind: situation
sensitivity: public
status: approved
---
Most wells of the town are old.[@covenant, art 11]
"""
ALL_EXAMPLES = """
import contextlib, io, json, re
from briefgen.__main__ import main
import typer
from briefgen.commands.app import app
group, found = typer.main.get_command(app), {}
def collect(name, command):
    for inner, child in getattr(command, "commands", {}).items():
        collect(f"{name} {inner}", child)
    found[name] = re.findall(r"^  (briefgen .+)$", command.epilog or "", re.MULTILINE)
collect("briefgen", group)
print(json.dumps({name: lines for name, lines in found.items() if not lines and name not in {"briefgen", "briefgen new", "briefgen list", "briefgen translations"}}))
for name in found:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = main([*name.split()[1:], "--help"])
    assert code == 0 and "Usage: briefgen" in printed.getvalue(), name
print(len(found), "commands")
"""


@dataclass
class Newcomer:
    """Somebody at a terminal: a home, a current folder, and what was printed so far."""

    home: Path
    folder: Path
    log: list[str] = field(default_factory=list)

    def type(self, line: str, *, code: int = 0) -> str:
        """Type a line; returns what it prints."""
        started = time.monotonic()
        path = os.pathsep.join([str(self.home / ".local/bin"), "/usr/local/bin", "/usr/bin", "/bin"])
        environment = {"HOME": str(self.home), "PATH": path, "LANG": "C.UTF-8", "UV_OFFLINE": "1", "TERM": "dumb"}
        done = subprocess.run(
            shlex.split(line),
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.log.append(f"$ {line}   # {time.monotonic() - started:.1f} s\n{done.stdout}")
        assert done.returncode == code, "\n".join(self.log)
        return done.stdout

    def print_times(self) -> None:
        """What `pytest -rP` shows: each line that was typed, with the time that it took."""
        for step in self.log:
            print(step.partition("\n")[0].removeprefix("$ "))  # noqa: T201 - for whoever asks for it


@pytest.mark.slow
def test_the_first_hour(package_index: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    person = Newcomer(tmp_path / "home", tmp_path)
    uv = Path(sys.executable).parent / "uv"

    # Install it, and create a project.
    wheel = f"'{next(package_index.glob('briefgen-*.whl'))}[composer]'"
    person.type(f"{uv} tool install --quiet --no-index --find-links {package_index} --python {sys.executable} {wheel}")
    assert "ok" in person.type("briefgen doctor")
    person.type("briefgen init my-project")
    person.folder = tmp_path / "my-project"
    assert "no problems" in person.type("briefgen check example-report")
    assert "out/example-report.html" in person.type("briefgen build example-report --to html,docx")

    # A library of one's own, from a finished Word file.
    shutil.copyfile(person.folder / "out/example-report.docx", person.folder / "finished.docx")
    imported = person.type("briefgen import finished.docx --library finished")
    assert "import-report.md" in imported
    assert "finished" in person.type("briefgen list blocks --library finished")

    # The mistake of the tutorial: the message says what would be right.
    block = person.folder / "content/clean-water/situation/first.md"
    block.write_text(FIRST_TEXT.replace("@covenant", "@covnant"), encoding="utf-8")
    assert "did you mean `covenant`?" in person.type("briefgen check example-report", code=1)
    block.write_text(FIRST_TEXT, encoding="utf-8")

    # An audience, a brief and a campaign of one's own.
    person.type("briefgen new audience town-council --extends policy-brief")
    person.type("briefgen new brief council-note --audience town-council --library clean-water")
    person.type("briefgen new campaign towns --brief council-note")
    assert "council-note" in person.type("briefgen batch towns --to html --jobs 1")

    # An editor, a server, and the help of every command.
    assert ".briefgen/schemas/brief.json" in person.type("briefgen schema --project")
    assert "town-council" in (person.folder / ".briefgen/schemas/brief.json").read_text(encoding="utf-8")
    python = next((person.home / ".local/share/uv/tools/briefgen/bin").glob("python"))
    (tmp_path / "examples.py").write_text(ALL_EXAMPLES, encoding="utf-8")
    without, counted = person.type(f"{python} {tmp_path / 'examples.py'}").splitlines()[-2:]
    assert (without, int(counted.split()[0]) > 25) == ("{}", True)

    # Files for a server: the page's own workflow, and its commands.
    page = (ROOT / "docs/how-to/continuous-integration.md").read_text(encoding="utf-8")
    workflow = person.folder / ".github/workflows/briefs.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(re.findall(r"```yaml\n(# .github/workflows.*?)```", page, re.DOTALL)[0], encoding="utf-8")
    checked = person.type("briefgen check council-note --format github")
    assert ("::notice file=briefs/council-note.yaml" in checked, "::error" in checked) == (True, False)
    assert "out/council-note.html" in person.type("briefgen build council-note --to html --output out")
    person.print_times()

    # Nothing was left in the home but what uv put there.
    left = {path.relative_to(person.home).parts[0] for path in person.home.rglob("*") if path.is_file()}
    assert left <= {".local", ".cache"}
    assert [
        path for path in (person.home / ".cache").rglob("*") if "briefgen" in path.name and path.suffix == ".html"
    ] == []
