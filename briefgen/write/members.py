"""Reads a JSON file member by member, so that one of any length takes little memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

PIECE = 8192
"""Characters that are read at a time."""

BLANK = re.compile(r"[ \t\n\r]*")


def members(file: TextIO, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects that the object `name` of an object holds, one key and value after another.

    Raises `ValueError` for what is no JSON, or where one of all these is no object; `KeyError` where there is no `name`.
    """
    text, there = _Text(file), False
    for key in text.each_key():
        if key == name:
            there = True
            yield from text.objects()
        elif text.next() == "{":
            for _ in text.each_key():
                text.value()
        else:
            text.value()
    if text.next():
        raise ValueError("something follows the object")
    if not there:
        raise KeyError(name)


class _Text:
    """A text in JSON, of which only the part that is being read is in memory."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._part, self._at = file, "", 0
        self._decoder = json.JSONDecoder()

    def each_key(self) -> Iterator[str]:
        """The keys of the object that comes next. Whoever takes one reads its value before the next."""
        self._take("{")
        closed = self.next() == "}"
        while not closed:
            if self.next() != '"':
                raise ValueError("a key is missing")
            key: str = self.value()
            self._take(":")
            yield key
            closed = self.next() == "}"
            if not closed:
                self._take(",")
        self._take("}")

    def objects(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The keys of the object that comes next with their values, which are objects, too."""
        for key in self.each_key():
            value = self.value()
            if not isinstance(value, dict):
                raise ValueError("an object is missing")  # noqa: TRY004 - of the text, not of our own values
            yield key, value

    def value(self) -> Any:
        """The value that comes next."""
        self.next()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._part, self._at)
            except ValueError:
                if not self._more():
                    raise
                continue
            # A number may go on in what is not read yet.
            if end < len(self._part) or not self._more():
                self._at = end
                return value

    def next(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            blank = BLANK.match(self._part, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._part) or not self._more():
                return self._part[self._at : self._at + 1]

    def _take(self, sign: str) -> None:
        if self.next() != sign:
            raise ValueError(f"`{sign}` is missing")
        self._at += 1

    def _more(self) -> bool:
        piece = self._file.read(PIECE)
        if piece:
            self._part, self._at = self._part[self._at :] + piece, 0
        return bool(piece)
