"""A damaged record of earlier builds costs time and nothing else; nothing behind a link is written or deleted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefgen import database
from tests.running import files_below
from tests.test_incremental import ALL, Run, built, built_once, change, plan

__all__ = ["built", "built_once"]


DAMAGES = {
    "a table is missing": "DROP TABLE files",
    "another table is missing": "DROP TABLE inputs",
    "an index is missing": "DROP INDEX files_of_documents",
    "a column is missing": "ALTER TABLE documents DROP COLUMN printing",
    "a column is there twice": "ALTER TABLE files ADD COLUMN more TEXT",
    "a foreign table": "CREATE TABLE more (a)",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM documents; END",
    "diagnostics of another shape": """UPDATE documents SET diagnostics = '[["error", "x"]]'""",
    "diagnostics that are none": "UPDATE documents SET diagnostics = 'nothing'",
    "a line that is no number": """UPDATE documents SET printing = '[["error", "x-y", "m", ["a", "b"], []]]'""",
    "an unknown severity": """UPDATE documents SET printing = '[["loud", "x-y", "m", null, []]]'""",
    "bytes in the place of a text": "UPDATE documents SET text = x'ff00'",
    "a text in the place of a number": "UPDATE files SET size = 'large'",
    "an entry that is none": "UPDATE files SET entry = '[]'",
    "an entry that is deep": "UPDATE files SET entry = '" + "[" * 100_000 + "'",
    "nothing in the place of a text": "UPDATE files SET sha256 = NULL",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_state_with_damaged_tables_is_set_aside(run: Run, built: Path, damage: str) -> None:
    with closing(sqlite3.connect(built / "out/.briefgen/state.sqlite")) as connection:
        connection.execute(DAMAGES[damage])
        connection.commit()
    result = run("batch", "towns", "-j", "1", cwd=built)
    assert (result.code, "state-broken" in result.err) == (0, True), result.err
    assert (built / "out/.briefgen/state.sqlite.set-aside").is_file()
    assert plan(run, built) == dict.fromkeys(ALL, "up to date")


@pytest.mark.parametrize("kind", ["folder", "link", "circle"])
def test_what_is_no_file_in_the_place_of_a_state_is_set_aside(run: Run, built: Path, kind: str) -> None:
    state, elsewhere = built / "out/.briefgen/state.sqlite", built / "elsewhere.sqlite"
    for path in state.parent.iterdir():
        path.unlink()
    elsewhere.write_bytes(b"")
    if kind == "folder":
        state.mkdir()
        (state / "something").write_text("in it")
        state.with_name("state.sqlite.set-aside").mkdir()
    else:
        state.symlink_to(elsewhere if kind == "link" else state.name)
    result = run("batch", "towns", "-j", "1", cwd=built)
    assert result.code == 0, result.err
    assert "state-broken" in result.err or kind == "circle"
    assert elsewhere.read_bytes() == b""
    assert plan(run, built) == dict.fromkeys(ALL, "up to date")


def test_a_state_that_another_program_keeps_locked_is_set_aside(
    run: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0.1)
    with closing(sqlite3.connect(built / "out/.briefgen/state.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        result = run("batch", "towns", "-j", "1", cwd=built)
    assert (result.code, "state-broken" in result.err) == (0, True), result.err


def test_a_state_behind_a_link_is_not_written(run: Run, built: Path) -> None:
    (built / "out/.briefgen").rename(built.parent / "elsewhere")
    (built / "out/.briefgen").symlink_to(built.parent / "elsewhere")
    before = (built.parent / "elsewhere/state.sqlite").read_bytes()
    result = run("batch", "towns", "-j", "1", "--force", cwd=built)
    assert result.code == 1
    assert "output-unwritable" in result.err
    assert (built.parent / "elsewhere/state.sqlite").read_bytes() == before


@pytest.mark.parametrize("linked", ["folder", "folder inside", "file", "file inside"])
def test_nothing_behind_a_link_is_pruned(run: Run, built: Path, linked: str) -> None:
    out, elsewhere = built / "out", (built / "out/moved" if "inside" in linked else built.parent / "moved")
    moved = out / "north" if linked.startswith("folder") else out / "north/report-en.html"
    moved.rename(elsewhere)
    moved.symlink_to(elsewhere)
    before = files_below(elsewhere) if elsewhere.is_dir() else [elsewhere.read_bytes()]
    change(built / "campaigns/towns.csv", "north,Aberg\n", "")
    result = run("batch", "towns", "--prune", cwd=built)
    assert (result.code, "is behind one" in result.err) == (0, True), result.err
    assert (files_below(elsewhere) if elsewhere.is_dir() else [elsewhere.read_bytes()]) == before
    assert moved.is_symlink()


def test_nothing_is_written_behind_a_link(run: Run, built: Path) -> None:
    (built / "out/north").rename(built.parent / "moved")
    (built / "out/north").symlink_to(built.parent / "moved")
    before = (built.parent / "moved/report-en.html").stat()
    result = run("batch", "towns", "-j", "1", "--force", cwd=built)
    assert result.code == 1
    assert "outside of the output folder" in result.err
    assert (built.parent / "moved/report-en.html").stat().st_mtime_ns == before.st_mtime_ns
