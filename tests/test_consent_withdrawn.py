"""A consent is withdrawn after files were made: they are found, and nothing is made with it any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.running import Result
from tests.unit.project_files import write_files
from tests.unit.test_consent import GRANTED, WORDS, consented, witness

WITHDRAWN = "{given: form, audiences: [embassy], places: any, withdrawn: 2026-12-01}"


def test_impact_finds_every_file_that_holds_what_was_withdrawn(tmp_path: Path, run: Callable[..., Result]) -> None:
    campaign = {
        "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\nformats: [html]\n",
        "campaigns/all.csv": "id,state\nch,CHE\nfr,FRA\n",
    }
    root = write_files(tmp_path / "project", consented(GRANTED, **campaign))
    assert run("build", "note", "--to", "html", cwd=root).code == 0
    assert run("batch", "all", "--jobs", "1", cwd=root).code == 0
    assert WORDS in (root / "out/note.html").read_text(encoding="utf-8")
    assert run("impact", "--withdrawn", cwd=root).out == "no consent was withdrawn\n"
    (root / "content/korea/voice.md").write_text(witness(WITHDRAWN), encoding="utf-8")
    held = [line.strip() for line in run("impact", "--withdrawn", cwd=root).out.splitlines()]
    assert held == [
        "block voice in korea, withdrawn on 2026-12-01  content/korea/voice.md:5",
        "held by ch/note-en.html",
        "held by fr/note-en.html",
        "held by note.html",
    ]
    assert "changed: block voice" in run("batch", "all", "--dry-run", cwd=root).out
    assert run("batch", "all", "--jobs", "1", cwd=root).code == 0
    assert run("build", "note", "--to", "html", cwd=root).code == 0
    assert not any(WORDS in path.read_text(encoding="utf-8") for path in (root / "out").rglob("*.html"))
    assert run("impact", "--withdrawn", cwd=root).out.splitlines()[1:] == ["  held by no file that was made here"]


def test_impact_wants_one_thing_to_look_for(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = write_files(tmp_path / "project", consented(GRANTED))
    assert run("impact", cwd=root).code == 2
    assert run("impact", "voice", "--withdrawn", cwd=root).code == 2


def test_check_lists_what_ends_and_what_is_gone(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = write_files(tmp_path / "project", consented(WITHDRAWN))
    said = run("check", cwd=root)
    assert said.code == 0
    assert "consent for block `voice` was withdrawn on 2026-12-01 [consent-withdrawn]" in said.out + said.err
    assert "voice" not in run("check", "note", cwd=root).out
