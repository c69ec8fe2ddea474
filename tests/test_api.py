"""The Python API does what its page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import open_project
from briefgen.api import BriefgenError
from tests.running import ROOT, run_apart

PAGE = (ROOT / "docs/reference/api.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert run_apart("init", folder=tmp_path).code == 0
    return tmp_path


def test_the_example_of_the_page_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = EXAMPLE.findall(PAGE)
    monkeypatch.chdir(folder)
    exec(compile(example, "api.md", "exec"), {})  # noqa: S102 - our own page
    printed = capsys.readouterr().out
    assert "('example-report',)" in printed
    assert printed.endswith("['example-report.html']\n")


def test_a_build_writes_the_file_that_the_command_writes(folder: Path) -> None:
    (artifact,), _ = open_project(folder).build("example-report", ("html",), folder / "api")
    assert run_apart("build", "example-report", "--to", "html", "--output", "command", folder=folder).code == 0
    assert artifact.path.read_bytes() == (folder / "command/example-report.html").read_bytes()
    assert (folder / "api/manifest.json").is_file()


def test_an_error_holds_its_diagnostics(folder: Path) -> None:
    block = folder / "content/clean-water/summary.md"
    block.write_text(block.read_text("utf-8") + "\n{{ nothing }}\n", "utf-8")
    with pytest.raises(BriefgenError) as caught:
        open_project(folder).compose("example-report")
    assert [problem.code for problem in caught.value.diagnostics if problem.severity == "error"] == ["fill-undefined"]


def test_the_package_has_no_other_attribute() -> None:
    with pytest.raises(ImportError):
        from briefgen import close_project  # noqa: F401, PLC0415
