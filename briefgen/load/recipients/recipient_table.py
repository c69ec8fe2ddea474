"""The recipients of a table, kept as text: thousands of them then take hardly more memory than their file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Sensitivity


@dataclass(frozen=True, slots=True)
class RecipientTable:
    """Recipients by row, and the names of the columns in order; each is made anew for whoever goes through them."""

    columns: tuple[str, ...]
    display_path: str
    """The table's path."""
    rows: bytes = b""
    """Of each a line of JSON: the number of the row's line, and its cells."""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Only those that have one of these values in a column."""
    sensitivity: Mapping[str, Sensitivity] = field(default_factory=dict)
    """Who may read each column."""
    refused: tuple[Recipient, ...] = ()
    """Those whose id cannot be used: nobody goes through them but who tells what else is wrong in their rows."""

    def __iter__(self) -> Iterator[Recipient]:
        for row in BytesIO(self.rows):
            line, *cells = json.loads(row.decode())
            fields = dict(zip(self.columns, cells, strict=False))
            if all(fields.get(column) in values for column, values in self.where.items()):
                yield Recipient(fields["id"], fields, Origin(self.display_path, line), self.sensitivity)

    def __bool__(self) -> bool:
        return any(True for _ in self)


def read_recipients(columns: tuple[str, ...], shown: str, recipients: Iterable[Recipient]) -> RecipientTable:
    """A roll of these recipients."""
    rows = bytearray()
    for one in recipients:
        rows += json.dumps([one.origin.line, *one.fields.values()], ensure_ascii=False).encode() + b"\n"
    return RecipientTable(columns, shown, bytes(rows))
