"""Audit: opens finished files again, and finds in them what must not get out. Bytes in, findings out."""

from __future__ import annotations

from briefgen.audit.docx import open_zip
from briefgen.audit.findings import Finding, Opened, Part
from briefgen.audit.html import open_html
from briefgen.audit.images import open_image
from briefgen.audit.pdf import open_pdf
from briefgen.audit.search import Sought, search
from briefgen.values.diagnostic import Severity

__all__ = ["Finding", "Sought", "audit"]

DEEPEST = 4
"""Files in files in files."""


def audit(content: bytes, sought: Sought) -> tuple[Finding, ...]:
    """Everything in a file that should not be there, each once. Files inside it are opened, too."""
    opened = _open(content)
    if opened is None:
        return (Finding(Severity.ERROR, "audit-unreadable", "it is of a kind that cannot be looked through"),)
    return tuple(dict.fromkeys((*opened.findings, *search(opened.passages, sought))))


def _open(content: bytes, depth: int = 0) -> Opened | None:
    """A file by what it begins with; None where that is unknown."""
    if depth > DEEPEST:
        return None
    head = content[:1024].lstrip()
    if b"%PDF-" in head:
        return open_pdf(content, lambda inner: _open(inner, depth + 1))
    if content.startswith(b"PK"):
        return open_zip(content, lambda inner: _open(inner, depth + 1))
    if head[:5].lower() in {b"<!doc", b"<html", b"<head", b"<body"}:
        return open_html(content)
    return open_image(content) or _open_text(content)


def _open_text(content: bytes) -> Opened | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    opened = Opened()
    opened.read("the text", text, Part.TEXT)
    return opened
