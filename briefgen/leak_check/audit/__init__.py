"""Opens a finished file of any format and finds what must not be in it. Bytes in, findings out.

What reads a format is imported when a file of that format is opened.
"""

from __future__ import annotations

import codecs
import re

from briefgen.leak_check.audit.findings import FileContents, Finding, OpenInner, TextKind, build_unreadable
from briefgen.leak_check.audit.memory import AuditMemory
from briefgen.leak_check.audit.search import SearchTerms, search_texts

__all__ = ["AuditMemory", "Finding", "SearchTerms", "audit_file", "open_file"]

ENCODED_FILE = re.compile(
    r"[\x00-\x08\x0e-\x1f]|\A\s*(?:\{\\rtf|%!PS)|^content-transfer-encoding:", re.IGNORECASE | re.MULTILINE
)
"""What marks a file whose words are encoded: control characters, RTF, PostScript, mail."""

ENCODED_WORDS = re.compile(
    r"encoding=(?:quoted-printable|b\b|base64)|\\(?:u[0-9a-f]{4}|x[0-9a-f]{2})|=\?[\w-]+\?[bq]\?|(?:=[0-9A-F]{2}){3}|[a-z0-9+/]{400}",
    re.IGNORECASE,
)
"""What marks words of a plain text that are encoded: address books, escapes of JSON and YAML, headers of mail, Base64."""

FOLDED_FILE, FOLD = re.compile(r"\s*BEGIN:V", re.IGNORECASE), re.compile(r"\r?\n[ \t]")
"""Calendars and address books, whose lines go on behind a line break and a space, also within a word (RFC 5545, 3.1)."""

HTML_TAG = re.compile(r"<(?:!--|![a-z]|\?xml|/?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
XML_START = re.compile(r"\s*<\?xml\b")
XHTML_START = re.compile(r"<!doctype html|<(?:\w+:)?html\b", re.IGNORECASE)

MAX_DEPTH = 12
"""Levels of files inside files."""


def audit_file(content: bytes, terms: SearchTerms, memory: AuditMemory | None = None) -> tuple[Finding, ...]:
    """Everything in a file that should not be there, each once. Files inside it are opened, too.

    `memory` is that of the files before, for a caller that audits many.
    """
    opened = open_file(content, memory or AuditMemory())
    return tuple(dict.fromkeys((*opened.findings, *search_texts(opened.texts, terms))))


def open_file(content: bytes, memory: AuditMemory, depth: int = 0) -> FileContents:
    """Open a file by its first bytes. A file that cannot be read is an error, never an empty file."""
    if depth > MAX_DEPTH:
        return build_unreadable(f"files are packed in files more than {MAX_DEPTH} levels deep")

    def open_inner(inner: bytes) -> FileContents:
        return open_file(inner, memory, depth + 1)

    if b"%PDF-" in content[:1024]:
        from briefgen.leak_check.audit.pdf import open_pdf

        return open_pdf(content, open_inner, memory)
    if content.startswith(b"PK"):
        from briefgen.leak_check.audit.office import open_zip

        return open_zip(content, open_inner)
    from briefgen.leak_check.audit.fonts import open_font
    from briefgen.leak_check.audit.images import open_image

    opened = open_image(content) or open_font(content) or _open_text(content, open_inner)
    return opened or build_unreadable("this kind of file cannot be audited", "save it as PDF, and audit that file")


def _open_text(content: bytes, inside: OpenInner) -> FileContents | None:
    """Open HTML, which has no fixed first bytes, XML or plain text; None where words may be encoded."""
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    if ENCODED_FILE.search(text) or "<!ENTITY" in text:
        return None
    if XML_START.match(text) and not XHTML_START.search(text[:2000]):
        from briefgen.leak_check.audit.office.xml import open_office_xml

        return open_office_xml("the file", content, inside)
    if HTML_TAG.search(text):
        from briefgen.leak_check.audit.html import open_html

        return open_html(text, inside)
    if ENCODED_WORDS.search(text):
        return None
    opened = FileContents()
    opened.add_text("the text", text, TextKind.VISIBLE)
    if FOLDED_FILE.match(text):
        opened.add_text("the text", FOLD.sub("", text), TextKind.VISIBLE)
    return opened
