"""Lines about documents that finish in any order, printed at the end in the order in which they were asked for."""

from __future__ import annotations

import shutil
import sys
from tempfile import SpooledTemporaryFile
from typing import Self

FEW = 65536
"""Characters that need no file yet."""


class Lines:
    """Lines by the place of their document. They wait in a file: of thousands, memory holds those that came too early."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(FEW, "w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115 - closed by `__exit__`
        self._early: dict[int, str] = {}
        self._written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def put(self, place: int, text: str) -> None:
        """What is to be printed of the document in a place, be it nothing."""
        self._early[place] = text
        while self._written in self._early:
            self._file.write(self._early.pop(self._written))
            self._written += 1

    def print(self) -> None:
        """Print everything so far on standard output."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, sys.stdout)
        sys.stdout.writelines(self._early[place] for place in sorted(self._early))
        sys.stdout.flush()
