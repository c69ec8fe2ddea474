"""Reads the text of a file, and refuses characters that later stages cannot handle."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.model.characters import CONTROL_CHARACTER, PRIVATE_USE, describe_encoding_error
from briefgen.model.diagnostic import Origin, Sink

MAX_RUN = 1_000
LONG_RUN = re.compile(rf"([ \t\[\](){{}}<>`])\1{{{MAX_RUN - 1}}}")
"""Long runs of brackets, backticks or spaces: no author means them, and a Markdown reader needs minutes for them."""

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, display_path: str, sink: Sink) -> str | None:
    """The text of a file in UTF-8 with line feeds at line ends, or None with an error in `sink`.

    `display_path` is the path that diagnostics name.
    """
    content = read_content(path, display_path, sink)
    return decode_text(content, display_path, sink) if content is not None else None


def read_content(path: Path, display_path: str, sink: Sink) -> bytes | None:
    """The bytes of a file, or None with an error in `sink`."""
    try:
        return path.read_bytes()
    except OSError as error:
        sink.error(
            "file-unreadable", f"cannot be read: {(error.strerror or 'unknown reason').lower()}", Origin(display_path)
        )
        return None


def decode_text(content: bytes, display_path: str, sink: Sink) -> str | None:
    """The same as `read_text`, of the bytes of a file."""
    if content.startswith(UTF16_MARKS):
        sink.error("file-encoding", "is UTF-16, not UTF-8", Origin(display_path, 1), "save it as UTF-8")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found, line = describe_encoding_error(content, error)
        sink.error("file-encoding", found, Origin(display_path, line), "save it as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if check_characters(text, display_path, sink) else None


def check_long_runs(text: str, display_path: str, sink: Sink) -> bool:
    """Whether a text has no long run of a bracket, a backtick or a space; reports the first."""
    run = LONG_RUN.search(text)
    if run:
        line = text.count("\n", 0, run.start()) + 1
        message = f"the character U+{ord(run[1]):04X} appears {MAX_RUN} times in a row"
        sink.error("text-run", message, Origin(display_path, line), "delete them")
    return run is None


def check_characters(text: str, display_path: str, sink: Sink, first_line: int = 1) -> bool:
    """Whether a text has no private-use and no control character; reports the first of each."""
    return not any([_report_character(PRIVATE_USE, "text-private-use", "private-use", text, Origin(display_path, first_line), sink),
                    _report_character(CONTROL_CHARACTER, "text-control", "control", text, Origin(display_path, first_line), sink)])  # fmt: skip


def _report_character(pattern: re.Pattern[str], code: str, name: str, text: str, start: Origin, sink: Sink) -> bool:
    found = pattern.search(text)
    if found:
        origin = Origin(start.path, start.line + text.count("\n", 0, found.start()))
        sink.error(code, f"the {name} character U+{ord(found[0]):04X} cannot be printed", origin, "delete it")
    return found is not None
