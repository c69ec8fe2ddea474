"""How texts and page templates mark comments for Jinja."""

from __future__ import annotations

from enum import Enum


class CommentSyntax(Enum):
    """The signs that open and close a comment."""

    MARKDOWN = ("{##", "##}")
    """Not `{#`, because `{#name}` is the anchor of a heading in Markdown."""
    PAGE_TEMPLATE = ("{#", "#}")
