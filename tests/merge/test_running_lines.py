"""`briefgen merge`: what was changed in headers and footers without tracking is listed; fields are left aside."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from lxml import etree

from briefgen.merge.kinds import ChangeKind
from briefgen.merge.running_lines import compare_running_lines
from briefgen.model.printed_text import REFERENCE, PrintedText, Span, SpanKind
from tests.merge.desk import BLOCK, TEXT, Desk
from tests.merge.word_edits import W

HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
LINE = "Water in the north"
"""What the header prints: a field, and beside it one for the title of the chapter, which Word fills."""


def add_line(root: Any, words: str) -> None:
    run = etree.SubElement(etree.SubElement(root, f"{W}p"), f"{W}r")
    etree.SubElement(run, f"{W}t").text = words


def add_words(root: Any, words: str) -> None:
    etree.SubElement(etree.SubElement(root.find(f"{W}p"), f"{W}r"), f"{W}t").text = words


def empty(root: Any, _: str) -> None:
    root.remove(root.find(f"{W}p"))


def fill_fields(root: Any, words: str) -> None:
    for text in root.iter(f"{W}t"):
        text.text = words


def drop_fields(root: Any, _: str) -> None:
    """As a program does that does not know the fields."""
    for mark in list(root.iter(f"{W}fldChar", f"{W}instrText")):
        mark.getparent().remove(mark)


EDITS: dict[str, tuple[str, Callable[[Any, str], None], str, list[tuple[str, str]]]] = {
    "a new line": (FOOTER, add_line, "Not for the press", [("", "Not for the press")]),
    "words beside fields": (HEADER, add_words, " Draft", [(LINE, f"{LINE} Draft")]),
    "words beside a number": (FOOTER, add_words, " of 12", [("1", "1 of 12")]),
    "an empty header": (HEADER, empty, "", [(LINE, "")]),
    "fields that were filled": (HEADER, fill_fields, "Another heading", []),
    "fields that became words": (HEADER, drop_fields, "", []),
}
"""The part, what is done to it, and the old and new words that are listed."""


@pytest.mark.parametrize("name", EDITS)
def test_untracked_changes_of_headers_and_footers_are_listed(desk: Desk, name: str) -> None:
    part, edit, words, expected = EDITS[name]
    root = desk.word.roots[part] = etree.fromstring(desk.word.parts[part])
    edit(root, words)
    desk.word.replace("tired", "exhausted")  # this one is tracked
    result = desk.merge()
    outside = [change for change in result.changes if change.kind is ChangeKind.OUTSIDE]
    assert [(change.old, change.new) for change in outside] == expected
    assert [(change.is_taken, change.tracked, "change them there" in change.reason) for change in outside] == [
        (False, False, True) for _ in expected
    ]
    assert (desk.root / BLOCK).read_text(encoding="utf-8") == TEXT.replace("tired.", "exhausted.")


def test_lines_that_a_program_repeats_or_orders_otherwise_are_no_change() -> None:
    page = PrintedText("Page 1", (Span(5, 6, SpanKind.REFERENCE),))
    later = PrintedText("Page 12", (Span(5, 7, SpanKind.REFERENCE),))
    title = PrintedText("Water")
    assert list(compare_running_lines((title, page), (page, later, title, title))) == []
    assert list(compare_running_lines((title, page), (PrintedText("Page 12"), title))) == [("Page 1", "Page 12")]
    assert REFERENCE not in "".join(map("".join, compare_running_lines((page,), ())))


def test_a_text_that_was_kept_without_its_headers_lists_no_change_of_them(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.root / ".briefgen/versions.sqlite")) as connection, connection:
        ((text,),) = connection.execute("SELECT text FROM versions")
        older = json.dumps(json.loads(zlib.decompress(text))["paragraphs"]).encode()
        connection.execute("UPDATE versions SET text = ?", (zlib.compress(older),))
    root = desk.word.roots[FOOTER] = etree.fromstring(desk.word.parts[FOOTER])
    add_line(root, "Not for the press")
    assert desk.merge().changes == ()
