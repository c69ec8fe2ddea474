"""Reads a JSON file member by member, so that one of any length takes little memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

CHUNK_SIZE = 8192
"""Characters that are read at a time."""

BLANK_CHARACTERS = re.compile(r"[ \t\n\r]*")


def read_members(file: TextIO, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects that the object `name` of an object holds, one key and value after another.

    Raises `ValueError` for what is no JSON, or where one of all these is no object; `KeyError` where there is no `name`.
    """
    text, there = _JsonStream(file), False
    for key in text.read_keys():
        if key == name:
            there = True
            yield from text.read_objects()
        elif text.peek() == "{":
            for _ in text.read_keys():
                text.read_value()
        else:
            text.read_value()
    if text.peek():
        raise ValueError("something follows the object")
    if not there:
        raise KeyError(name)


class _JsonStream:
    """A text in JSON, of which only the part that is being read is in memory."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._part, self._at = file, "", 0
        self._decoder = json.JSONDecoder()

    def read_keys(self) -> Iterator[str]:
        """The keys of the object that comes next. Whoever takes one reads its value before the next."""
        self._expect("{")
        closed = self.peek() == "}"
        while not closed:
            if self.peek() != '"':
                raise ValueError("a key is missing")
            key: str = self.read_value()
            self._expect(":")
            yield key
            closed = self.peek() == "}"
            if not closed:
                self._expect(",")
        self._expect("}")

    def read_objects(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The keys of the object that comes next with their values, which are objects, too."""
        for key in self.read_keys():
            value = self.read_value()
            if not isinstance(value, dict):
                raise ValueError("an object is missing")  # noqa: TRY004 - of the text, not of our own values
            yield key, value

    def read_value(self) -> Any:
        """The value that comes next."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._part, self._at)
            except ValueError:
                if not self._read_more():
                    raise
                continue
            # A number may go on in what is not read yet.
            if end < len(self._part) or not self._read_more():
                self._at = end
                return value

    def peek(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            blank = BLANK_CHARACTERS.match(self._part, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._part) or not self._read_more():
                return self._part[self._at : self._at + 1]

    def _expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise ValueError(f"`{sign}` is missing")
        self._at += 1

    def _read_more(self) -> bool:
        piece = self._file.read(CHUNK_SIZE)
        if piece:
            self._part, self._at = self._part[self._at :] + piece, 0
        return bool(piece)
