"""What a state has on record of files and of what they were made from: mappings that hold nothing, and read one thing at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.campaign.inputs import InputRecord


def read_inputs(connection: sqlite3.Connection, id_: str) -> tuple[InputRecord, ...]:
    """A set of inputs by its name."""
    rows = connection.execute("SELECT kind, name, digest FROM inputs WHERE id = ? ORDER BY kind, name", (id_,))
    return tuple(InputRecord(*row) for row in rows)


class ManifestEntries(Mapping[str, Mapping[str, Any]]):
    """Every file by its path, in that order, with what the manifest says of it, and the set of inputs that it would be made from again.

    That may be a newer one than on the day it was printed: where a change showed nowhere, the file stands.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, path: str) -> Mapping[str, Any]:
        query = "SELECT entry, inputs FROM files JOIN documents USING (stem) WHERE path = ?"
        row = self._connection.execute(query, (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return {**json.loads(row[0]), "inputs": row[1]}

    def __iter__(self) -> Iterator[str]:
        rows = self._connection.execute("SELECT path FROM files JOIN documents USING (stem) ORDER BY path")
        return (path for (path,) in rows)

    def __len__(self) -> int:
        (number,) = self._connection.execute("SELECT count(*) FROM files JOIN documents USING (stem)").fetchone()
        return int(number)


class InputSets(Mapping[str, Mapping[str, str]]):
    """Every set of inputs that a document was made from, by its name and in that order: `block legal/torture` and its digest."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, id_: str) -> Mapping[str, str]:
        found = {str(one): one.digest for one in read_inputs(self._connection, id_)}
        if not found:
            raise KeyError(id_)
        return found

    def __iter__(self) -> Iterator[str]:
        rows = self._connection.execute("SELECT DISTINCT inputs FROM documents ORDER BY inputs")
        return (id_ for (id_,) in rows)

    def __len__(self) -> int:
        (number,) = self._connection.execute("SELECT count(DISTINCT inputs) FROM documents").fetchone()
        return int(number)
