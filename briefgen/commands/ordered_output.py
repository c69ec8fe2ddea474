"""Lines about documents that finish in any order, printed at the end in the order in which they were asked for."""

from __future__ import annotations

import shutil
import sys
from tempfile import SpooledTemporaryFile
from typing import Self

SPOOL_SIZE = 65536
"""Characters that need no file yet."""


class OrderedOutput:
    """Lines by the place of their document. They wait in a file: of thousands, memory holds those that came too early."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(SPOOL_SIZE, "w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115 - closed by `__exit__`
        self._waiting: dict[int, str] = {}
        self._next_place = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def add(self, place: int, text: str) -> None:
        """What is to be printed of the document in a place, be it nothing."""
        self._waiting[place] = text
        while self._next_place in self._waiting:
            self._file.write(self._waiting.pop(self._next_place))
            self._next_place += 1

    def print(self) -> None:
        """Print everything so far on standard output."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, sys.stdout)
        sys.stdout.writelines(self._waiting[place] for place in sorted(self._waiting))
        sys.stdout.flush()
