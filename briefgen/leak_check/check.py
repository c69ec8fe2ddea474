"""Checks each file after it is rendered and again after it is written."""

from __future__ import annotations

from pathlib import Path

from briefgen.leak_check.audit import AuditMemory, SearchTerms, audit_file
from briefgen.model.diagnostic import Diagnostic, Origin, Sink


def check_for_leaks(
    content: bytes, name: str, terms: SearchTerms, sink: Sink, memory: AuditMemory | None = None
) -> None:
    """Report everything in a file that must not be in it; `name` is the file's name in the reports."""
    for finding in audit_file(content, terms, memory):
        hints = (finding.hint,) if finding.hint else ()
        sink.extend([Diagnostic(finding.severity, finding.code, finding.message, Origin(name), hints)])


def check_written_file(path: Path, content: bytes, sink: Sink) -> None:
    """Read a written file, and delete it unless it has exactly the bytes that were checked."""
    if path.read_bytes() != content:
        path.unlink(missing_ok=True)
        message = "the file on disk is not the one that was checked, and was deleted"
        sink.error("audit-changed", message, Origin(path.name), "find out what else writes into the output folder")
