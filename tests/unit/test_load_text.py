"""Bytes of a user's file to text."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.load.syntax.text import read_text
from briefgen.model.diagnostic import Sink
from tests.unit.project_files import told


def read(tmp_path: Path, content: bytes) -> tuple[str | None, str]:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    sink = Sink()
    return read_text(path, "a.md", sink), told(sink)


@pytest.mark.parametrize("content", [b"one\r\ntwo\r\n", b"one\rtwo\r", b"\xef\xbb\xbfone\ntwo\n"])
def test_line_ends_and_byte_order_marks_of_other_systems_are_evened(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == ("one\ntwo\n", "")


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    text, problems = read(tmp_path, "one\ntwo\nRésumé\n".encode("latin-1"))
    assert text is None
    assert problems == ("a.md:3: error: is not UTF-8: byte 10 is 0xe9 [file-encoding]\n  hint: save it as UTF-8")


def test_utf_16_is_told_by_its_name(tmp_path: Path) -> None:
    text, problems = read(tmp_path, "one".encode("utf-16"))
    assert text is None
    assert "a.md:1: error: is UTF-16, not UTF-8 [file-encoding]" in problems


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\U000f0000", "text-private-use"),
        ("\U0010fffd", "text-private-use"),
        ("\x0b", "text-control"),
        ("\x00", "text-control"),
    ],
)
def test_characters_that_could_forge_marks_or_break_xml_are_refused(tmp_path: Path, character: str, code: str) -> None:
    text, problems = read(tmp_path, f"one\ntwo {character}\n".encode())
    assert text is None
    assert problems.startswith("a.md:2: error: ")
    assert f"[{code}]" in problems


def test_private_use_characters_of_fonts_are_kept(tmp_path: Path) -> None:
    """U+E000 to U+F8FF are in use, for Korean of old texts among others; briefgen's marks lie elsewhere."""
    assert read(tmp_path, "\ue000\tx\n".encode()) == ("\ue000\tx\n", "")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    sink = Sink()
    assert read_text(tmp_path, "folder", sink) is None
    assert told(sink) == "folder: error: cannot be read: is a directory [file-unreadable]"


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        (b"a\nb \xe9", 2, 5), (b"\xef\xbb\xbfa\nb \xe9", 2, 8), (b"a\r\nb\r\n\xe9", 3, 7), (b"a\rb\r\xe9", 3, 5), (b"\xef\xbb\xbf\xe9", 1, 4), (b"\xe9", 1, 1),
        ("é".encode() + b"\xff", 1, 3), (b"\xef\xbb\xbf\n\xef\xbb", 2, 5),
    ],
)  # fmt: skip
def test_the_byte_that_is_named_is_the_wrong_one(tmp_path: Path, content: bytes, line: int, byte: int) -> None:
    _, problems = read(tmp_path, content)
    assert f"a.md:{line}: error: is not UTF-8: byte {byte} is 0x{content[byte - 1]:02x}" in problems
