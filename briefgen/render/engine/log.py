"""Turns what WeasyPrint and fontTools write to their logs into diagnostics."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from briefgen.model.diagnostic import Origin, Severity, Sink

REFUSAL_MESSAGE = "it is not among the images and fonts of the document"
"""Why our own fetcher refused; it has said so already."""

LOGGER_NAMES = ("weasyprint", "fontTools")

MESSAGE_PATTERNS: tuple[tuple[str, Severity, str, str], ...] = (
    (
        r"\.notdef glyph rendered .*\"(?P<character>.)\" \((?P<code>U\+\w+)\)",
        Severity.ERROR,
        "render-glyph",
        "no font has the character `{character}` ({code})",
    ),
    (
        r"Failed to load image at '(?P<address>.*?)': (?P<why>.*)",
        Severity.ERROR,
        "render-resource",
        "cannot load `{address}`: {why}",
    ),
    (r"Failed to (?P<what>load|render) (?P<rest>.*)", Severity.ERROR, "render-resource", "cannot {what} {rest}"),
    (
        r"Font-face '(?P<family>.*)' cannot be loaded",
        Severity.ERROR,
        "render-resource",
        "no file of the font `{family}` can be loaded",
    ),
    (
        r"No anchor #(?P<anchor>.*) for internal URI reference",
        Severity.ERROR,
        "render-anchor",
        "a link leads to `#{anchor}`, which is not in the document",
    ),
    (
        r"Content discarded: target points to undefined anchor .*'#(?P<anchor>.*)'",
        Severity.ERROR,
        "render-anchor",
        "a link leads to `#{anchor}`, which is not in the document",
    ),
    (
        r"Anchor defined twice: '(?P<anchor>.*)'",
        Severity.ERROR,
        "render-anchor",
        "the name `#{anchor}` stands twice in the document",
    ),
    (
        r"Ignored `(?P<rule>.*)` at \d+:\d+, (?P<why>.*?)\.?$",
        Severity.WARNING,
        "render-css",
        "`{rule}` is ignored: {why}",
    ),
    (
        r"(?P<said>(Parse error|Invalid|Unknown|Unsupported|This|@import|Media).*)",
        Severity.WARNING,
        "render-css",
        "{said}",
    ),
)
"""What is said, how much it weighs, its code, and how we say it."""


@contextmanager
def capture_engine_log() -> Iterator[list[logging.LogRecord]]:
    """The warnings and errors logged by this thread while the block runs."""
    records: list[logging.LogRecord] = []
    handler = _ThreadLogHandler(records)
    for name in LOGGER_NAMES:
        logging.getLogger(name).addHandler(handler)
    try:
        yield records
    finally:
        for name in LOGGER_NAMES:
            logging.getLogger(name).removeHandler(handler)


class _ThreadLogHandler(logging.Handler):
    """Keeps the records of one thread: campaigns render several documents at once."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.records = records
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.records.append(record)


def report_engine_log(records: list[logging.LogRecord], sink: Sink, sheet_name: str = "") -> None:
    """Each record as a diagnostic; `sheet` is the style sheet that was read meanwhile."""
    for record in records:
        said = record.getMessage()
        if REFUSAL_MESSAGE in said:
            continue
        severity, code, message = _translate_message(said, record.levelno)
        line = re.search(r" at (\d+):\d+", said)
        origin = Origin(sheet_name, int(line[1]) if line else 0) if sheet_name else None
        if severity is Severity.ERROR:
            sink.error(code, message, origin)
        else:
            sink.warning(code, message, origin)


def is_missing_glyph_record(record: logging.LogRecord, characters: frozenset[str]) -> bool:
    """Whether a record is about one of these characters, which was reported with its place already."""
    return "notdef glyph" in record.msg and isinstance(record.args, tuple) and record.args[0] in characters


def _translate_message(said: str, level: int) -> tuple[Severity, str, str]:
    for pattern, severity, code, message in MESSAGE_PATTERNS:
        found = re.match(pattern, said, re.DOTALL)
        if found:
            return (
                severity,
                code,
                message.format(**{name: " ".join((text or "").split()) for name, text in found.groupdict().items()}),
            )
    severity = Severity.ERROR if level >= logging.ERROR else Severity.WARNING
    return severity, "render-engine", f"the page layout reports: {said}"
