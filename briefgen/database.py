"""SQLite files that are kept from one run to the next: made, looked through when they are opened, set aside when they cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from pathlib import Path

BUSY_TIMEOUT = 60
"""Seconds to wait for another run that is writing."""


def accept_rows(_connection: sqlite3.Connection) -> bool:
    """Accept every row: the tables are enough."""
    return True


@dataclass(frozen=True, slots=True)
class DatabaseForm:
    """What has to be in a file, so that it can be used."""

    tables: str
    """The statements that create its tables and indexes."""
    version: int
    has_readable_rows: Callable[[sqlite3.Connection], bool] = accept_rows


def open_database(path: Path, form: DatabaseForm) -> sqlite3.Connection | None:
    """A connection to a file, which is created where there is none; None for one that is damaged, of another version, or not a file.

    A link of that name is not ours to write. Raises `sqlite3.OperationalError` for a file that stays locked or cannot be opened.
    """
    if path.is_symlink() or path.is_dir():
        return None
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
    try:
        if not _list_tables(connection) or _has_form(connection, form):
            # A finished transaction outlives a kill of the program; after a power cut the last one may be missing.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            create_tables(connection, form)
            return connection
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError:
        pass
    connection.close()
    return None


def create_tables(connection: sqlite3.Connection, form: DatabaseForm) -> None:
    """Create the tables of an empty file, unless another run was faster."""
    if _list_tables(connection):
        return
    with write_transaction(connection):
        if not _list_tables(connection):
            for statement in form.tables.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {form.version}")


@contextmanager
def write_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written in the block is in the file whole or not at all. Raises `sqlite3.Error`."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def set_aside(path: Path) -> str:
    """Give a file that cannot be used another name, which is free, with what belongs to it; returns the name. Raises `OSError`."""
    names = (f"{path.name}.set-aside{number}" for number in chain([""], count(2)))
    name = next(name for name in names if not os.path.lexists(path.with_name(name)))
    path.replace(path.with_name(name))
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(path.with_name(name + ending))
    return name


def _has_form(connection: sqlite3.Connection, form: DatabaseForm) -> bool:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    is_ours = version == form.version and _list_tables(connection) == _list_expected_tables(form.tables)
    return is_ours and form.has_readable_rows(connection)


def _list_tables(connection: sqlite3.Connection) -> set[str]:
    """The statements that made the tables and indexes of a database, and whatever else is in it."""
    return {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


@lru_cache(maxsize=8)
def _list_expected_tables(tables: str) -> set[str]:
    with closing(sqlite3.connect(":memory:")) as model:
        model.executescript(tables)
        return _list_tables(model)
