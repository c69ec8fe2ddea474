"""The build graph of an output folder: what was built, from what, kept in SQLite from one run to the next."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.database import DatabaseForm, create_tables, open_database, set_aside, write_transaction
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.record import InputRecord
from briefgen.model.selection import OmissionCause
from briefgen.paths import exists, is_inside, is_link
from briefgen.write.files import build_unwritable_error
from briefgen.write.manifest import lock_folder

STATE_FOLDER = ".briefgen"
STATE_FILE = "state.sqlite"

STATE_VERSION = 3
"""Of the tables below. A state of another version is set aside: to build everything again is always right."""

CACHE_KILOBYTES = 256
"""Kilobytes of the file to hold: its readers go through it once, and by names in no order."""

TABLES = """
CREATE TABLE documents (stem TEXT PRIMARY KEY, campaign TEXT, brief TEXT, recipient TEXT, formats TEXT, inputs TEXT,
                        text TEXT, diagnostics TEXT, printing TEXT, left_out TEXT)
                       WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, stem TEXT, sha256 TEXT, size INTEGER, modified INTEGER, entry TEXT)
                   WITHOUT ROWID;
CREATE TABLE inputs (id TEXT, kind TEXT, name TEXT, digest TEXT, PRIMARY KEY (id, kind, name)) WITHOUT ROWID;
CREATE INDEX files_of_documents ON files (stem);
"""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file as it was when it was finished."""

    path: str
    """Below the output folder, with forward slashes."""
    sha256: str
    size: int
    modified_ns: int
    """Nanoseconds of the file system's clock: with the size, a quick sign that nobody has touched it since."""
    manifest_entry: Mapping[str, Any] = field(default_factory=dict)
    """What the manifest says of it; empty in what is read again, for it is long."""


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """One document that was built, and what it was made from."""

    stem: str
    campaign: str
    brief_digest: str
    """The digest of the brief, before it was addressed."""
    recipient_digest: str
    """The digest of the recipient's row, of who may read it, and of what is watched for."""
    formats: str
    inputs_id: str
    """The name of a set of inputs: documents that differ in their recipient alone mostly share one."""
    text_digest: str
    """The digest of the finished text."""
    diagnostics: tuple[Diagnostic, ...]
    render_diagnostics: tuple[Diagnostic, ...]
    """Those of the diagnostics that printing found."""
    omission_counts: Mapping[OmissionCause, int]
    """How many blocks it leaves out, by the cause."""
    files: tuple[BuiltFile, ...]
    kept_paths: tuple[str, ...] = ()
    """Files that somebody changed: the state keeps what it knows of them."""


class State:
    """The graph of one output folder. Every document is entered whole or not at all, several runs at once or not."""

    def __init__(self, folder: Path, connection: sqlite3.Connection | None) -> None:
        self.folder = folder
        self._on_disk = connection is not None
        self._connection = connection or sqlite3.connect(":memory:", isolation_level=None)
        if not self._on_disk:
            create_tables(self._connection, FORM)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def find_document(self, stem: str) -> BuiltDocument | None:
        """What was made under a name."""
        query = (
            "SELECT campaign, brief, recipient, formats, inputs, text, diagnostics, printing, left_out, path, sha256, size, "
            "modified "
            "FROM documents LEFT JOIN files USING (stem) WHERE stem = ? ORDER BY path"
        )
        rows = self._connection.execute(query, (stem,)).fetchall()
        if not rows:
            return None
        campaign, brief, recipient, formats, inputs, text, found, printing, left_out = rows[0][:9]
        built = _diagnostics_from_json(found), _diagnostics_from_json(printing)
        counts = _omissions_from_json(left_out)
        files = tuple(BuiltFile(*row[9:]) for row in rows if row[9] is not None)
        return BuiltDocument(stem, campaign, brief, recipient, formats, inputs, text, *built, counts, files)

    def list_stems(self, campaign: str) -> Iterator[str]:
        """The names of all that was made for a campaign."""
        rows = self._connection.execute("SELECT stem FROM documents WHERE campaign = ? ORDER BY stem", (campaign,))
        return (stem for (stem,) in rows)

    def read_inputs(self, id_: str) -> tuple[InputRecord, ...]:
        """A set of inputs by its name."""
        query = "SELECT kind, name, digest FROM inputs WHERE id = ? ORDER BY kind, name"
        return tuple(InputRecord(*row) for row in self._connection.execute(query, (id_,)))

    def read_manifest(self) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, str]]]:
        """Every file by its path, with its entry in the manifest; and every set of inputs by its id.

        The set of an entry may be newer than its file: where a change does not show in the text, the file stays.
        """
        rows = self._connection.execute(
            "SELECT path, entry, inputs FROM files JOIN documents USING (stem) ORDER BY path"
        ).fetchall()
        sets = {
            id_: {str(record): record.digest for record in self.read_inputs(id_)}
            for id_ in sorted({inputs for *_, inputs in rows})
        }
        return {path: {**json.loads(entry), "inputs": inputs} for path, entry, inputs in rows}, sets

    def record(self, built: BuiltDocument, inputs: Iterable[InputRecord]) -> None:
        """Take in a document that was built. Raises `BriefgenError` where that cannot be written."""
        row = (
            built.stem,
            built.campaign,
            built.brief_digest,
            built.recipient_digest,
            built.formats,
            built.inputs_id,
            built.text_digest,
        )
        with self._open_transaction() as connection:
            rows = [(built.inputs_id, record.kind, record.name, record.digest) for record in inputs]
            connection.executemany("INSERT OR IGNORE INTO inputs VALUES (?, ?, ?, ?)", rows)
            connection.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *row,
                    _diagnostics_to_json(built.diagnostics),
                    _diagnostics_to_json(built.render_diagnostics),
                    _to_json(built.omission_counts),
                ),
            )
            if built.files:
                places = ", ".join("?" for _ in built.kept_paths)
                query = f"DELETE FROM files WHERE stem = ? AND path NOT IN ({places})"  # noqa: S608 - placeholders alone
                connection.execute(query, (built.stem, *built.kept_paths))
            connection.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (file.path, built.stem, file.sha256, file.size, file.modified_ns, _to_json(file.manifest_entry))
                    for file in built.files
                ],
            )

    def remove(self, stems: Iterable[str]) -> None:
        """Take out documents, and the sets of inputs that nothing uses any more. Raises `BriefgenError`."""
        gone = [(stem,) for stem in stems]
        with self._open_transaction() as connection:
            connection.executemany("DELETE FROM documents WHERE stem = ?", gone)
            connection.executemany("DELETE FROM files WHERE stem = ?", gone)
            connection.execute("DELETE FROM inputs WHERE id NOT IN (SELECT inputs FROM documents)")

    @contextmanager
    def _open_transaction(self) -> Iterator[sqlite3.Connection]:
        if not self._on_disk:
            # Where nothing could be built, nothing is left behind, not even a state.
            in_memory = self._connection
            self._connection, self._on_disk = _open_database(self.folder, Sink()), True
            in_memory.close()  # last: after an interrupt, the state is still read
        try:
            with write_transaction(self._connection):
                yield self._connection
        except sqlite3.Error as error:
            raise build_unwritable_error(self.folder / STATE_FOLDER / STATE_FILE, str(error)) from error


@contextmanager
def open_state(folder: Path, sink: Sink) -> Iterator[State]:
    """The state of an output folder; where there is none, it comes into being with the first document.

    A file that is damaged, or of another release, is set aside with a warning; then everything is built again. Raises
    `BriefgenError` for a folder that cannot be written to, and where the file is damaged while it is in use.
    """
    path = folder / STATE_FOLDER / STATE_FILE
    connection = _open_database(folder, sink) if exists(path) or is_link(path.parent) else None
    try:
        with closing(State(folder, connection)) as state:
            yield state
    except sqlite3.Error as error:
        raise build_unwritable_error(path, str(error)) from error


def _open_database(folder: Path, sink: Sink) -> sqlite3.Connection:
    path = folder / STATE_FOLDER / STATE_FILE
    if not is_inside(path.parent, folder):
        raise build_unwritable_error(path, "its folder is a link that leads out of the output folder")
    with lock_folder(folder):
        try:
            path.parent.mkdir(exist_ok=True)
            return _connect(path) or _replace_database(path, sink)
        except OSError as error:
            raise build_unwritable_error(path, (error.strerror or str(error)).lower()) from error
        except sqlite3.Error as error:
            raise build_unwritable_error(path, str(error)) from error


def _connect(path: Path) -> sqlite3.Connection | None:
    """A connection to a state that can be used; None for one that is damaged, locked for long, or of another version."""
    with suppress(sqlite3.OperationalError):
        connection = open_database(path, FORM)
        if connection:
            connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        return connection
    return None


def _has_readable_rows(connection: sqlite3.Connection) -> bool:
    """Whether a database is whole, and every row can be read."""
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return False
    try:
        for *texts, found, printing, left_out in connection.execute("SELECT * FROM documents"):
            _require(str, *texts, found, printing)
            _diagnostics_from_json(found)
            _diagnostics_from_json(printing)
            _require(int, *_omissions_from_json(left_out).values())
        for path, stem, sha256, size, modified, entry in connection.execute("SELECT * FROM files"):
            _require(str, path, stem, sha256)
            _require(int, size, modified)
            _require(dict, json.loads(entry))
        for row in connection.execute("SELECT * FROM inputs"):
            _require(str, *row)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


FORM = DatabaseForm(TABLES, STATE_VERSION, _has_readable_rows)


def _require(kind: type, *values: object) -> None:
    """Raise `TypeError` for a value of another type."""
    if not all(isinstance(value, kind) for value in values):
        raise TypeError(kind)


def _replace_database(path: Path, sink: Sink) -> sqlite3.Connection:
    """A new state in the place of one that cannot be used, which is kept under another name."""
    name = set_aside(path)
    message = f"the record of earlier builds is damaged or of another release; it was set aside as `{name}`"
    sink.warning(
        "state-broken",
        message,
        Origin(f"{STATE_FOLDER}/{STATE_FILE}"),
        "nothing is lost: every document is built again",
    )
    connection = _connect(path)
    if connection is None:
        raise sqlite3.DatabaseError("a new database cannot be made")
    return connection


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _omissions_from_json(text: str) -> Mapping[OmissionCause, int]:
    return {OmissionCause(cause): count for cause, count in dict(json.loads(text)).items()}


def _diagnostics_to_json(diagnostics: Iterable[Diagnostic]) -> str:
    rows = [
        [
            diagnostic.severity.value,
            diagnostic.code,
            diagnostic.message,
            diagnostic.origin and [diagnostic.origin.path, diagnostic.origin.line],
            diagnostic.hints,
        ]
        for diagnostic in diagnostics
    ]
    return _to_json(rows) if rows else ""


def _diagnostics_from_json(text: str) -> tuple[Diagnostic, ...]:
    """Raises `TypeError` or `ValueError` for anything that `_diagnostics_to_json` does not write."""
    found = []
    for severity, code, message, origin, hints in json.loads(text) if text else ():
        path, line = origin or ("", 0)
        _require(str, code, message, path, *hints)
        _require(int, line)
        place = Origin(path, line) if origin else None
        found.append(Diagnostic(Severity(severity), code, message, place, tuple(hints)))
    return tuple(found)
