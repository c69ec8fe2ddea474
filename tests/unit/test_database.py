"""A file that is kept from one run to the next is used only if it is whole; what cannot be used is kept under another name."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from briefgen import database
from briefgen.database import DatabaseForm, open_database, set_aside, write_transaction

FORM = DatabaseForm("CREATE TABLE names (name TEXT PRIMARY KEY); CREATE INDEX by_name ON names (name);", 3)


def add(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def read(path: Path) -> list[str] | None:
    """The names in a file; None for one that cannot be used."""
    connection = open_database(path, FORM)
    if connection is None:
        return None
    with closing(connection):
        return [name for (name,) in connection.execute("SELECT name FROM names")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one name in it."""
    path = tmp_path / "kept.sqlite"
    assert read(path) == []
    add(path, "INSERT INTO names VALUES ('Ann')")
    return path


def test_what_was_entered_is_there_at_the_next_run(path: Path) -> None:
    assert read(path) == ["Ann"]


@pytest.mark.parametrize(
    "damage",
    ["PRAGMA user_version = 4", "DROP INDEX by_name", "CREATE TABLE more (a)", "ALTER TABLE names ADD COLUMN a"],
)
def test_a_file_of_another_form_is_not_used(path: Path, damage: str) -> None:
    add(path, damage)
    assert read(path) is None


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"x" * 200])
def test_a_file_that_is_no_database_is_not_used(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kept.sqlite").write_bytes(content)
    assert read(tmp_path / "kept.sqlite") is None


def test_folders_and_links_are_not_used(path: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(path)
    assert (read(tmp_path / "folder"), read(tmp_path / "link")) == (None, None)


def test_a_file_whose_rows_cannot_be_read_is_not_used(path: Path) -> None:
    assert open_database(path, DatabaseForm(FORM.tables, FORM.version, lambda _: False)) is None


def test_a_file_that_stays_locked_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            read(path)


def test_a_transaction_that_fails_leaves_nothing(path: Path) -> None:
    connection = open_database(path, FORM)
    assert connection
    with closing(connection):
        with suppress(KeyError), write_transaction(connection):
            connection.execute("INSERT INTO names VALUES ('Bo')")
            raise KeyError
        with write_transaction(connection):
            connection.execute("INSERT INTO names VALUES ('Kim')")
    assert read(path) == ["Ann", "Kim"]


def test_what_is_set_aside_keeps_what_was_not_yet_in_its_file_and_covers_nothing_older(path: Path) -> None:
    path.with_name("kept.sqlite.set-aside").write_bytes(b"older")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("INSERT INTO names VALUES ('Bo')")
        assert set_aside(path) == "kept.sqlite.set-aside2"
        assert read(path.with_name("kept.sqlite.set-aside2")) == ["Ann", "Bo"]
    assert path.with_name("kept.sqlite.set-aside").read_bytes() == b"older"
    assert read(path) == []
