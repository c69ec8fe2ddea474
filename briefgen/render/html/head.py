"""Puts a body into a whole HTML page, whose head has the metadata and nothing else."""

from __future__ import annotations

from html import escape

from briefgen.model.document import Metadata

CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""The page may load nothing that is not in it."""


def build_html_page(metadata: Metadata, body: str, style: str = "") -> str:
    """The page as text; `style` is one style sheet for all of it."""
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(metadata.language)}" dir="{escape(metadata.direction)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(metadata.title, quote=False)}</title>",
        *(f'<meta name="{name}" content="{escape(value)}">' for name, value in collect_meta_entries(metadata)),
        *(["<style>", style.replace("</", r"<\/"), "</style>"] if style else []),
        "</head>",
        body,
        "</html>",
    ]
    return "\n".join(lines) + "\n"


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
