"""Audit: opens finished files again, and finds in them what must not get out. Bytes in, findings out."""

from __future__ import annotations

import re

from briefgen.audit.docx import open_zip
from briefgen.audit.findings import Finding, Opened, Part
from briefgen.audit.html import open_html
from briefgen.audit.images import open_image
from briefgen.audit.pdf import open_pdf
from briefgen.audit.search import Sought, search
from briefgen.values.diagnostic import Severity

__all__ = ["Finding", "Sought", "audit"]

NOT_PLAIN = re.compile(
    r"[\x00-\x08\x0e-\x1f]|\A\s*(?:\{\\rtf|%!PS)|^content-transfer-encoding:", re.IGNORECASE | re.MULTILINE
)
"""Signs of files whose words are encoded: control characters, RTF, PostScript, mail."""

TAG = re.compile(r"<(?:!--|![a-z]|\?xml|/?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)

DEEPEST = 4
"""Files in files in files."""


def audit(content: bytes, sought: Sought) -> tuple[Finding, ...]:
    """Everything in a file that should not be there, each once. Files inside it are opened, too."""
    opened = _open(content)
    if opened is None:
        hint = "save it as PDF, and look through that"
        return (Finding(Severity.ERROR, "audit-unreadable", "it is of a kind that cannot be looked through", hint),)
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
    return open_image(content) or _open_text(content)


def _open_text(content: bytes) -> Opened | None:
    """HTML, which may begin with anything, or plain text; None where words may stand in it otherwise than one reads them."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if NOT_PLAIN.search(text):
        return None
    if TAG.search(text):
        return open_html(text.encode())
    opened = Opened()
    opened.read("the text", text, Part.TEXT)
    return opened
