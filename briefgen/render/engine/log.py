"""Turns what WeasyPrint and fontTools write to their logs into diagnostics."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from briefgen.model.diagnostic import Origin, Severity, Sink

REFUSAL_MESSAGE = "it is not among the images and fonts of the document"
"""Why our own fetcher refused an address; it has reported that already."""

LOGGER_NAMES = ("weasyprint", "fontTools")

MISSING_ANCHOR = "a link leads to `#{anchor}`, which is not in the document"
MESSAGE_PATTERNS = (
    (r"\.notdef glyph rendered .*\"(?P<character>.)\" \((?P<code>U\+\w+)\)", Severity.ERROR, "render-glyph", "no font has the character `{character}` ({code})"),
    (r"Failed to load image at '(?P<address>.*?)': (?P<why>.*)", Severity.ERROR, "render-resource", "cannot load `{address}`: {why}"),
    (r"Failed to (?P<action>load|render) (?P<rest>.*)", Severity.ERROR, "render-resource", "cannot {action} {rest}"),
    (r"Font-face '(?P<family>.*)' cannot be loaded", Severity.ERROR, "render-resource", "no file of the font `{family}` can be loaded"),
    (r"No anchor #(?P<anchor>.*) for internal URI reference", Severity.ERROR, "render-anchor", MISSING_ANCHOR),
    (r"Content discarded: target points to undefined anchor .*'#(?P<anchor>.*)'", Severity.ERROR, "render-anchor", MISSING_ANCHOR),
    (r"Anchor defined twice: '(?P<anchor>.*)'", Severity.ERROR, "render-anchor", "the name `#{anchor}` is twice in the document"),
    (r"Ignored `(?P<rule>.*)` at \d+:\d+, (?P<why>.*?)\.?$", Severity.WARNING, "render-css", "`{rule}` is ignored: {why}"),
    (r"(?P<text>(Parse error|Invalid|Unknown|Unsupported|This|@import|Media).*)", Severity.WARNING, "render-css", "{text}"),
)  # fmt: skip
"""A message of the log, and the diagnostic for it: severity, code, message."""


@contextmanager
def capture_engine_log() -> Iterator[list[logging.LogRecord]]:
    """The warnings and errors that this thread logs while the block runs."""
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
    """Keeps the records of one thread: several documents may be rendered at once."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.records = records
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.records.append(record)


def report_engine_log(records: list[logging.LogRecord], sink: Sink, sheet_name: str = "") -> None:
    """Each record as a diagnostic; `sheet_name` is the style sheet that was being read."""
    for record in records:
        text = record.getMessage()
        if REFUSAL_MESSAGE in text:
            continue
        severity, code, message = _translate_message(text, record.levelno)
        line = re.search(r" at (\d+):\d+", text)
        origin = Origin(sheet_name, int(line[1]) if line else 0) if sheet_name else None
        report = sink.error if severity is Severity.ERROR else sink.warning
        report(code, message, origin)


def is_missing_glyph_record(record: logging.LogRecord, characters: frozenset[str]) -> bool:
    """Whether a record is about one of these characters, which are reported already, with their origins."""
    return "notdef glyph" in record.msg and isinstance(record.args, tuple) and record.args[0] in characters


def _translate_message(text: str, level: int) -> tuple[Severity, str, str]:
    for pattern, severity, code, message in MESSAGE_PATTERNS:
        found = re.match(pattern, text, re.DOTALL)
        if found:
            parts = {name: " ".join((part or "").split()) for name, part in found.groupdict().items()}
            return severity, code, message.format(**parts)
    severity = Severity.ERROR if level >= logging.ERROR else Severity.WARNING
    return severity, "render-engine", f"the page layout reports: {text}"
