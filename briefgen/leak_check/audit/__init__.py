"""Opens a finished file of any format and finds what must not be in it. Bytes in, findings out."""

from __future__ import annotations

import re

from briefgen.leak_check.audit.docx import open_zip
from briefgen.leak_check.audit.findings import FileContents, Finding, TextKind
from briefgen.leak_check.audit.html import open_html
from briefgen.leak_check.audit.images import open_image
from briefgen.leak_check.audit.pdf import open_pdf
from briefgen.leak_check.audit.search import SearchTerms, search_texts
from briefgen.model.diagnostic import Severity

__all__ = ["Finding", "SearchTerms", "audit_file"]

ENCODED_TEXT = re.compile(
    r"[\x00-\x08\x0e-\x1f]|\A\s*(?:\{\\rtf|%!PS)|^content-transfer-encoding:", re.IGNORECASE | re.MULTILINE
)
"""What marks a file whose words are encoded: control characters, RTF, PostScript, mail."""

HTML_TAG = re.compile(r"<(?:!--|![a-z]|\?xml|/?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)

MAX_DEPTH = 4
"""Levels of files inside files."""


def audit_file(content: bytes, terms: SearchTerms) -> tuple[Finding, ...]:
    """Everything in a file that should not be there, each once. Files inside it are opened, too."""
    opened = _open_file(content)
    if opened is None:
        hint = "save it as PDF, and audit that file"
        return (Finding(Severity.ERROR, "audit-unreadable", "this kind of file cannot be audited", hint),)
    return tuple(dict.fromkeys((*opened.findings, *search_texts(opened.texts, terms))))


def _open_file(content: bytes, depth: int = 0) -> FileContents | None:
    """Open a file by its first bytes; None for an unknown format, or for a file nested too deep."""
    if depth > MAX_DEPTH:
        return None
    head = content[:1024].lstrip()
    if b"%PDF-" in head:
        return open_pdf(content, lambda inner: _open_file(inner, depth + 1))
    if content.startswith(b"PK"):
        return open_zip(content, lambda inner: _open_file(inner, depth + 1))
    return open_image(content) or _open_text(content)


def _open_text(content: bytes) -> FileContents | None:
    """Open HTML, which has no fixed first bytes, or plain text; None where words may be encoded."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if ENCODED_TEXT.search(text):
        return None
    if HTML_TAG.search(text):
        return open_html(text.encode())
    opened = FileContents()
    opened.add_text("the text", text, TextKind.VISIBLE)
    return opened
