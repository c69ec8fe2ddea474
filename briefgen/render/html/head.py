"""Puts a body into a whole HTML page, whose head has the metadata and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape

from briefgen.model.document import Metadata

CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""The page may load nothing that is not in it."""


@dataclass(frozen=True, slots=True)
class HtmlParts:
    """An HTML file in its parts: the styles with their fonts are more than half of it, and most edits leave them as they are."""

    metadata: Metadata
    body: str
    style: str

    def join(self) -> bytes:
        """The whole file."""
        return build_html_page(self.metadata, self.body, self.style).encode("utf-8")

    def join_without_style(self) -> bytes:
        """The file without its styles; it names their digest, which is that of the text of its `style` element."""
        entry = ("styles", digest_style(self.style))
        return build_html_page(self.metadata, self.body, more_entries=(entry,)).encode("utf-8")


@lru_cache(maxsize=4)
def digest_style(style: str) -> str:
    """The digest of the text of the `style` element of a page with these styles."""
    text = "\n".join(("", *_build_style_lines(style)[1:-1], "")) if style else ""
    return sha256(text.encode("utf-8")).hexdigest()


def build_html_page(
    metadata: Metadata, body: str, style: str = "", more_entries: tuple[tuple[str, str], ...] = ()
) -> str:
    """The page as text; `style` is one style sheet for all of it, and `more_entries` are put behind the metadata."""
    entries = (*collect_meta_entries(metadata), *more_entries)
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(metadata.language)}" dir="{escape(metadata.direction)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(metadata.title, quote=False)}</title>",
        *(f'<meta name="{name}" content="{escape(value)}">' for name, value in entries),
        *_build_style_lines(style),
        "</head>",
        body,
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _build_style_lines(style: str) -> list[str]:
    return ["<style>", style.replace("</", r"<\/"), "</style>"] if style else []


def collect_meta_entries(metadata: Metadata) -> list[tuple[str, str]]:
    """Names and contents of the `meta` elements: the metadata except title and language."""
    day = metadata.date.isoformat() if metadata.date else ""
    entries = [
        ("author", metadata.organisation),
        ("keywords", ", ".join(metadata.keywords)),
        ("dcterms.created", day),
        ("dcterms.modified", day),
    ]
    return [(name, value) for name, value in entries if value]
