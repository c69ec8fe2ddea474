"""Finished files are recognised, and what is out of date is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result

Run = Callable[..., Result]


@pytest.fixture
def towns(project: Callable[[str], Path], run: Run) -> Path:
    """A campaign that has been made."""
    folder = project("campaign")
    assert run("batch", "towns", "-j", "1", cwd=folder).code == 0
    return folder


def reword(folder: Path) -> None:
    wells = folder / "content/water/wells.md"
    wells.write_text(wells.read_text().replace("drink", "drank"))


def test_a_file_is_recognised_and_current(run: Run, towns: Path) -> None:
    told = run("verify", "out/north/report-en.html", cwd=towns)
    assert (told.code, told.err) == (0, "")
    assert "brief report in en for north, audience public-report" in told.out
    assert "block wells" in told.out
    assert told.out.endswith("  current\n")


def test_a_copy_elsewhere_is_recognised(run: Run, towns: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(towns / "out/south/report-en.html", tmp_path / "sent by post.html"))
    told = run("verify", str(copy), cwd=towns)
    assert told.code == 0
    assert told.out.startswith("south/report-en.html\n")


def test_a_file_out_of_date_says_why(run: Run, towns: Path) -> None:
    reword(towns)
    told = run("verify", "out/north/report-en.html", cwd=towns)
    assert told.code == 0
    assert "  out of date: block wells\n" in told.out
    assert "verify-outdated" in told.err
    assert run("verify", "out/north/report-en.html", "--strict", cwd=towns).code == 1


def test_a_file_changed_by_hand_is_an_error(run: Run, towns: Path) -> None:
    (towns / "out/north/report-en.html").write_text("scribbled")
    told = run("verify", "out/north/report-en.html", cwd=towns)
    assert (told.code, "verify-changed" in told.err) == (1, True)


def test_a_stranger_is_an_error_and_a_missing_file_wrong_usage(run: Run, towns: Path) -> None:
    assert "verify-unknown" in run("verify", "briefgen.yaml", cwd=towns).err
    assert run("verify", "nothing.pdf", cwd=towns).code == 2


def test_a_brief_that_was_built_by_itself_is_recognised_too(run: Run, towns: Path) -> None:
    assert run("build", "report", "--to", "html", cwd=towns).code == 0
    told = run("verify", "out/report.html", cwd=towns)
    assert (told.code, told.out.splitlines()[-1]) == (0, "  current")


def test_impact_names_the_files_that_carry_a_block_and_those_out_of_date(run: Run, towns: Path) -> None:
    assert "  carried by north/report-en.html\n" in run("impact", "wells", cwd=towns).out
    reword(towns)
    run("batch", "towns", "--only", "south", cwd=towns)
    told = run("impact", "wells", cwd=towns).out
    assert "  carried by north/report-en.html, out of date\n" in told
    assert "  carried by south/report-en.html\n" in told


def test_the_index_lists_every_file_of_the_manifest(towns: Path) -> None:
    manifest = json.loads((towns / "out/manifest.json").read_text())
    files = manifest["files"]
    index = (towns / "out/index.html").read_text()
    for path, entry in files.items():
        assert f'<a href="{path}">' in index
        assert entry["sha256"] in index
    assert "Aberg" not in index, "only ids of recipients"
    version = manifest["inputs"][files["north/report-en.html"]["inputs"]]["block wells"]
    assert f"block wells <code>{version[:12]}</code>" in index
    assert index.count('<a href="#set-1">') == 2, "both files show the same blocks"
