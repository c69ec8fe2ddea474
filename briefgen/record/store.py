"""The record of a project: every file that was ever built, in SQLite, `.briefgen/record.sqlite` beside `briefgen.yaml`.

Nothing is ever deleted from it. Of a record that is damaged or of another release, everything that can be read is taken
over into a new one; it is filled from the manifests of the output folders, too.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefgen.database import BUSY_TIMEOUT, DatabaseForm, create_tables, open_database, set_aside, write_transaction
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Severity, Sink
from briefgen.model.record import FileContents, FileRecord, InputRecord
from briefgen.paths import follow_links, is_inside
from briefgen.record.json_values import (
    contents_from_json,
    contents_to_json,
    dump_json,
    file_from_json,
    file_to_json,
)
from briefgen.record.manifests import read_manifest_files

RECORD_FOLDER = ".briefgen"
RECORD_FILE = "record.sqlite"

RECORD_VERSION = 1
"""Of the tables below. A record of another version is set aside, and its rows are taken over into a new one."""

CONTENTS_ID_LENGTH = 32

TABLES = """
CREATE TABLE files (number INTEGER PRIMARY KEY, sha256 TEXT, folder TEXT, path TEXT, built TEXT, document TEXT, contents TEXT,
                    entry TEXT, UNIQUE (sha256, folder, path));
CREATE INDEX files_by_place ON files (folder, path, number);
CREATE INDEX files_by_document ON files (document, folder, path);
CREATE INDEX files_by_contents ON files (contents);
CREATE TABLE contents (id TEXT PRIMARY KEY, entry TEXT) WITHOUT ROWID;
CREATE TABLE inputs (id TEXT, kind TEXT, name TEXT, digest TEXT, PRIMARY KEY (id, kind, name)) WITHOUT ROWID;
CREATE INDEX inputs_by_name ON inputs (kind, name);
CREATE TABLE intended (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE folders (folder TEXT PRIMARY KEY) WITHOUT ROWID;
"""

FORM = DatabaseForm(TABLES, RECORD_VERSION)

READ_TABLES = frozenset({"files", "contents", "inputs"})
"""What a record of any version must have to be taken over."""

LATEST = (
    "number = (SELECT MAX(number) FROM files AS other WHERE other.folder = files.folder AND other.path = files.path)"
)
"""Of the files of one name, the one that was built last."""


USERS = """SELECT used.id FROM inputs AS used
           JOIN inputs AS whole ON whole.id = used.id AND whole.kind = 'library' AND whole.name = ?
           WHERE used.kind = ? AND used.name = ?"""
"""The contents that a thing of a library was used for."""


class Record:
    """The record of one project. Several runs may write it at once: every file is entered whole or not at all."""

    def __init__(self, root: Path, connection: sqlite3.Connection) -> None:
        self.root = root
        self._connection = connection
        self._contents: dict[str, FileContents] = {}

    def name_folder(self, folder: Path) -> str:
        """The name of an output folder: below the project where it is inside, so that a project may be moved."""
        path, root = follow_links(folder), follow_links(self.root)
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        # The database holds UTF-8 only, and the name of a folder can have any bytes.
        return os.fsencode(name).decode("utf-8", "backslashreplace")

    def find_folder(self, name: str) -> Path:
        """The output folder of a name."""
        return self.root / name

    def add(self, files: Iterable[FileRecord]) -> None:
        """Enter files that were built. One that was built before keeps its first time. Raises `BriefgenError`."""
        with self._write() as connection:
            for file in files:
                id_ = self._add_contents(connection, file.contents)
                connection.execute(
                    "INSERT INTO files (sha256, folder, path, built, document, contents, entry) VALUES (?, ?, ?, ?, ?, ?, ?) "
                    "ON CONFLICT (sha256, folder, path) DO UPDATE SET number = (SELECT MAX(number) FROM files) + 1, "
                    "document = excluded.document, contents = excluded.contents, entry = excluded.entry",
                    (
                        *(file.sha256, file.folder, file.path, file.built, _name_document(file), id_),
                        dump_json(file_to_json(file)),
                    ),
                )
                connection.execute("DELETE FROM intended WHERE sha256 = ?", (file.sha256,))

    def register(self, hashes: Iterable[str]) -> None:
        """Enter bytes that are about to be written: a run that is killed before `add` leaves no file that is unknown."""
        with self._write() as connection:
            connection.executemany("INSERT OR IGNORE INTO intended VALUES (?)", [(hash_,) for hash_ in hashes])

    def has_bytes(self, hash_: str) -> bool:
        """Whether a file of this SHA-256 was built in this project, or was about to be."""
        query = "SELECT 1 FROM files WHERE sha256 = ? UNION ALL SELECT 1 FROM intended WHERE sha256 = ? LIMIT 1"
        return self._connection.execute(query, (hash_, hash_)).fetchone() is not None

    def find_by_hash(self, hash_: str) -> list[FileRecord]:
        """Every file with these bytes, those that were built last first."""
        return list(self._read_files("sha256 = ? ORDER BY number DESC", (hash_,)))

    def find_at(self, folder: str, path: str) -> FileRecord | None:
        """The last file that was built at a place."""
        return next(self._read_files("folder = ? AND path = ? ORDER BY number DESC LIMIT 1", (folder, path)), None)

    def list_latest(self, folder: str) -> Iterator[FileRecord]:
        """The last file of each name in an output folder, by path."""
        return self._read_files(f"folder = ? AND {LATEST} ORDER BY path", (folder,))

    def list_siblings(self, file: FileRecord) -> list[FileRecord]:
        """The same document in the other formats: the last file of each name, by path."""
        own = "number IN (SELECT MAX(number) FROM files WHERE document = ? GROUP BY folder, path)"
        files = self._read_files(f"{own} AND {LATEST} ORDER BY path", (_name_document(file),))
        return [other for other in files if other.path != file.path]

    def find_users(self, folder: str, library: str, kind: str, name: str) -> Iterator[tuple[FileRecord, str]]:
        """The last file of each name in an output folder that was made from a thing, with the digest of the thing then."""
        where = f"folder = ? AND contents IN ({USERS}) AND {LATEST} ORDER BY path"
        for file in self._read_files(where, (folder, library, kind, name)):
            yield (
                file,
                next(record.digest for record in file.contents.inputs if (record.kind, record.name) == (kind, name)),
            )

    def fill_from_manifest(self, folder: Path, sink: Sink) -> None:
        """Enter the files of the manifest of an output folder that the record has not seen yet. Raises `BriefgenError`."""
        name = self.name_folder(folder)
        if self._connection.execute("SELECT 1 FROM folders WHERE folder = ?", (name,)).fetchone():
            return
        known = {file.path for file in self.list_latest(name)}
        files = [replace(file, folder=name) for file in read_manifest_files(folder, sink) if file.path not in known]
        self.add(files)
        with self._write() as connection:
            connection.execute("INSERT OR IGNORE INTO folders VALUES (?)", (name,))

    def take_over(self, path: Path) -> tuple[int, int]:
        """Enter what can be read of a record that was set aside; returns how many files were read, and how many were not.

        Raises `sqlite3.DatabaseError` for a file without the tables of a record.
        """
        with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables >= READ_TABLES:
                raise sqlite3.DatabaseError("a table is missing")
            old, lost = Record(self.root, connection), 0
            files: list[FileRecord] = []
            for (number,) in connection.execute("SELECT number FROM files ORDER BY number").fetchall():
                try:
                    files += old._read_files("number = ?", (number,))
                except (sqlite3.Error, LookupError, TypeError, ValueError):
                    lost += 1
        self.add(files)
        return len(files), lost

    def _add_contents(self, connection: sqlite3.Connection, contents: FileContents) -> str:
        entry = dump_json(contents_to_json(contents))
        inputs = dump_json([[record.kind, record.name, record.digest] for record in contents.inputs])
        id_ = sha256(f"{entry}\n{inputs}".encode("utf-8", "surrogatepass")).hexdigest()[:CONTENTS_ID_LENGTH]
        connection.execute("INSERT OR IGNORE INTO contents VALUES (?, ?)", (id_, entry))
        if connection.execute("SELECT changes()").fetchone() != (0,):
            rows = [(id_, record.kind, record.name, record.digest) for record in contents.inputs]
            connection.executemany("INSERT OR IGNORE INTO inputs VALUES (?, ?, ?, ?)", rows)
        return id_

    def _read_files(self, where: str, values: tuple[object, ...]) -> Iterator[FileRecord]:
        query = f"SELECT sha256, folder, path, built, contents, entry FROM files WHERE {where}"  # noqa: S608 - our own words
        for hash_, folder, path, built, id_, entry in self._connection.execute(query, values).fetchall():
            place = {"sha256": hash_, "folder": folder, "path": path, "built": built}
            yield file_from_json({**json.loads(entry), **place}, self._read_contents(id_))

    def _read_contents(self, id_: str) -> FileContents:
        if id_ not in self._contents:
            (entry,) = self._connection.execute("SELECT entry FROM contents WHERE id = ?", (id_,)).fetchone()
            query = "SELECT kind, name, digest FROM inputs WHERE id = ? ORDER BY kind, name"
            inputs = tuple(InputRecord(*row) for row in self._connection.execute(query, (id_,)))
            self._contents[id_] = contents_from_json(json.loads(entry), inputs)
        return self._contents[id_]

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        try:
            with write_transaction(self._connection):
                yield self._connection
        except sqlite3.Error as error:
            raise _build_record_error(str(error)) from error


@contextmanager
def open_record(root: Path, folders: Iterable[Path], sink: Sink) -> Iterator[Record]:
    """The record of a project, with the manifests of some output folders in it.

    A damaged record, or one of another release, is set aside with a warning, and what can be read of it is taken over. Where the
    project cannot be written to, there is a warning, and the manifests are all that is known. Raises `BriefgenError`.
    """
    try:
        connection = _connect(root, sink)
    except (OSError, sqlite3.Error) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"the record of the files that were built cannot be kept: {reason}"
        hint = "make the folder of the project writable"
        sink.warning("record-unwritable", message, Origin(f"{RECORD_FOLDER}/{RECORD_FILE}"), hint)
        connection = sqlite3.connect(":memory:", isolation_level=None)
        create_tables(connection, FORM)
    try:
        with closing(connection):
            record = Record(root, connection)
            for folder in dict.fromkeys(folders):
                record.fill_from_manifest(folder, sink)
            yield record
    except (sqlite3.Error, TypeError, ValueError) as error:
        if isinstance(error, sqlite3.Error) or isinstance(error.__context__, sqlite3.Error):
            raise _build_record_error(str(error)) from error
        raise


def ensure_record_folder(root: Path) -> Path:
    """The folder of the record, which git ignores. Raises `OSError`."""
    folder = root / RECORD_FOLDER
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def _connect(root: Path, sink: Sink) -> sqlite3.Connection:
    path = root / RECORD_FOLDER / RECORD_FILE
    if not is_inside(path.parent, root) or path.is_symlink():
        raise OSError(f"`{RECORD_FOLDER}` is a link")
    ensure_record_folder(root)
    old = ""
    if path.exists():
        connection = open_database(path, FORM)
        if connection:
            return connection
        old = set_aside(path)
    connection = open_database(path, FORM)
    if connection is None:
        raise sqlite3.DatabaseError("a new database cannot be made")
    if old:
        _take_over(Record(root, connection), path.with_name(old), sink)
    return connection


def _take_over(record: Record, old: Path, sink: Sink) -> None:
    try:
        read, lost = record.take_over(old)
    except sqlite3.DatabaseError:
        read, lost = 0, 1
    message = (
        "the record of the files that were built is damaged or of another release; it was set aside as "
        f"`{old.name}`, and {read} files of it are in the new record"
    )
    hint = "other files that are in no `manifest.json` and in no line of `deliveries.jsonl` are no longer known"
    sink.warning("record-broken", message, Origin(f"{RECORD_FOLDER}/{RECORD_FILE}"), *([hint] if lost else []))


def _build_record_error(reason: str) -> BriefgenError:
    message = f"the record of the files that were built cannot be used: {reason}"
    hint = "move it away; it is filled again from the manifests"
    origin = Origin(f"{RECORD_FOLDER}/{RECORD_FILE}")
    return BriefgenError(Diagnostic(Severity.ERROR, "record-broken", message, origin, (hint,)))


def _name_document(file: FileRecord) -> str:
    """What the formats of one document share and no other document has."""
    contents = file.contents
    parts = (
        file.folder,
        contents.brief,
        contents.library,
        contents.language,
        contents.campaign,
        file.recipient,
        {**contents.settings},
    )
    return dump_json(parts)
