"""The text of every Word file that was built, paragraph by paragraph, in `.briefgen/versions.sqlite`: what `merge` compares an edited file with."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from briefgen.database import DatabaseForm, open_database, set_aside, write_transaction
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.printed_text import PrintedParagraph, PrintedText, PrintedVersion, Span, SpanKind
from briefgen.paths import is_inside
from briefgen.record.store import RECORD_FOLDER, ensure_record_folder

VERSIONS_FILE = "versions.sqlite"
TABLES = """
CREATE TABLE versions (number INTEGER PRIMARY KEY, id TEXT, sha256 TEXT, text BLOB, UNIQUE (id, sha256));
CREATE INDEX versions_by_id ON versions (id, number)
"""
FORM = DatabaseForm(TABLES, version=1)


def add_version(root: Path, sha256: str, version: PrintedVersion, sink: Sink) -> None:
    """Keep the text of a Word file, which is known by its bytes. Where that is not possible, there is a warning."""
    try:
        with _open(root, sink) as connection, write_transaction(connection):
            connection.execute("DELETE FROM versions WHERE id = ? AND sha256 = ?", (version.id, sha256))
            text = zlib.compress(json.dumps(_to_json(version), ensure_ascii=False).encode("utf-8", "surrogatepass"))
            connection.execute("INSERT INTO versions (id, sha256, text) VALUES (?, ?, ?)", (version.id, sha256, text))
    except (OSError, sqlite3.Error) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"the text of this Word file cannot be kept, so that `merge` will not know it: {reason}"
        hint = "make the folder of the project writable"
        sink.warning("record-unwritable", message, Origin(f"{RECORD_FOLDER}/{VERSIONS_FILE}"), hint)


def find_version(root: Path, id_: str, sink: Sink) -> tuple[str, PrintedVersion] | None:
    """The SHA-256 of the last file with this text, and the text; None where this project has not built it."""
    return next(_read(root, "WHERE id = ? ORDER BY number DESC LIMIT 1", (id_,), sink), None)


def list_versions(root: Path, sink: Sink) -> Iterator[tuple[str, PrintedVersion]]:
    """Every text that is kept, the last first."""
    return _read(root, "ORDER BY number DESC", (), sink)


def _read(root: Path, where: str, values: tuple[str, ...], sink: Sink) -> Iterator[tuple[str, PrintedVersion]]:
    try:
        with _open(root, sink) as connection:
            query = f"SELECT id, sha256, text FROM versions {where}"  # noqa: S608 - our own words
            for id_, sha256, text in connection.execute(query, values):
                yield sha256, _from_json(id_, json.loads(zlib.decompress(text)))
    except (OSError, sqlite3.Error, zlib.error, ValueError, TypeError, LookupError):
        message = "the texts of the Word files that were built cannot be read"
        hint = "move it away, and build the Word files again"
        sink.stop("record-broken", message, Origin(f"{RECORD_FOLDER}/{VERSIONS_FILE}"), hint)


@contextmanager
def _open(root: Path, sink: Sink) -> Iterator[sqlite3.Connection]:
    path = root / RECORD_FOLDER / VERSIONS_FILE
    if not is_inside(path.parent, root) or path.is_symlink():
        raise OSError(f"`{RECORD_FOLDER}` is a link")
    ensure_record_folder(root)
    connection = open_database(path, FORM)
    if connection is None:
        old = set_aside(path)
        message = f"the texts of the Word files that were built were damaged; they were set aside as `{old}`"
        hint = "build the Word files again before they are sent to anybody"
        sink.warning("record-broken", message, Origin(f"{RECORD_FOLDER}/{VERSIONS_FILE}"), hint)
        connection = open_database(path, FORM)
    if connection is None:
        raise sqlite3.DatabaseError("a new database cannot be made")
    with closing(connection):
        yield connection


def _to_json(version: PrintedVersion) -> dict[str, Any]:
    lines = version.running_lines
    return {
        "paragraphs": _paragraphs_to_json(version.paragraphs),
        "running_lines": None if lines is None else list(map(_text_to_json, lines)),
    }


def _paragraphs_to_json(paragraphs: Iterable[PrintedParagraph]) -> list[Any]:
    return [
        [paragraph.anchor, paragraph.tag, paragraph.block, paragraph.in_table, _text_to_json(paragraph.words)]
        + [_text_to_json(note) for note in paragraph.notes]
        for paragraph in paragraphs
    ]


def _text_to_json(text: PrintedText) -> list[Any]:
    spans = [[span.start, span.end, span.kind.value, span.name, span.place] for span in text.spans]
    return [text.text, text.path, text.line, text.last_line, spans]


def _from_json(id_: str, values: Any) -> PrintedVersion:
    # An older briefgen kept a list of paragraphs alone.
    rows, lines = (values, None) if isinstance(values, list) else (values["paragraphs"], values["running_lines"])
    return PrintedVersion(
        id_,
        tuple(
            PrintedParagraph(
                words=_text_from_json(words),
                notes=tuple(map(_text_from_json, notes)),
                tag=tag,
                block=block,
                anchor=anchor,
                in_table=in_table,
            )
            for anchor, tag, block, in_table, words, *notes in rows
        ),
        None if lines is None else tuple(map(_text_from_json, lines)),
    )


def _text_from_json(values: list[Any]) -> PrintedText:
    text, path, line, last_line, spans = values
    known = (Span(start, end, SpanKind(kind), name, place) for start, end, kind, name, place in spans)
    return PrintedText(text, tuple(known), path, line, last_line)
