"""Finds what a PDF file holds besides the version that it shows: earlier versions, and data outside of any object."""

from __future__ import annotations

import re
from collections.abc import Iterator

END_MARK = re.compile(rb"%%EOF")
LINEARISED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)
HINTS = re.compile(rb"/Linearized\b.{0,200}?/H\s*\[\s*(\d+)", re.DOTALL)
LINEARISED_START = 2_000
EARLIER_TABLE = re.compile(rb"/Prev\s+\d+(?!\d|\s+\d+\s+R)")
STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)
TABLE = re.compile(rb"\bxref\b[\s\d fn]*")
OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")


def find_version_ends(content: bytes) -> list[int]:
    """The places where the versions in a file end, the newest last. A program that saves by appending keeps them all."""
    ends = [match.end() for match in END_MARK.finditer(content)]
    if len(ends) > 1 and _has_linearised_end(content, ends):
        # A file for fast web view has an end mark after its first page, too (ISO 32000-2, annex F).
        del ends[0]
    return ends


def has_hidden_version(content: bytes) -> bool:
    """Whether a file with one end mark names the table of an earlier version."""
    return not LINEARISED.search(content[:LINEARISED_START]) and bool(EARLIER_TABLE.search(STREAM.sub(b"", content)))


def read_source(content: bytes) -> str:
    """The source of a PDF without streams and tables: its comments, and the objects of its earlier versions."""
    return TABLE.sub(b"", STREAM.sub(b"\n", content)).decode("latin-1")


def find_object_numbers(content: bytes) -> Iterator[int]:
    """The numbers of all objects in the source, those included that no table lists."""
    for match in OBJECT.finditer(STREAM.sub(b"\n", content)):
        yield int(match[1])


def find_hint_number(content: bytes) -> int:
    """The number of the object with the places of pages in a file for fast web view; 0 if there is none."""
    match = HINTS.search(content[:LINEARISED_START])
    found = OBJECT.match(content, int(match[1])) if match else None
    return int(found[1]) if found else 0


def ignore_table(content: bytes) -> bytes:
    """The file without the places of its tables, so that a reader collects all objects that are in it."""
    return content.replace(b"startxref", b"startxxxx")


def _has_linearised_end(content: bytes, ends: list[int]) -> bool:
    match = LINEARISED.search(content[:LINEARISED_START])
    return match is not None and any(0 <= int(match[1]) - end <= 2 for end in ends[1:])
