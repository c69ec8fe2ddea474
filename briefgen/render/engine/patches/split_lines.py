"""Breaks a text into a line once where WeasyPrint 70.0 does so again: notes are measured and then placed, lines are laid out to be looked at."""

from __future__ import annotations

from copy import copy
from typing import Any

from briefgen.render.engine.patches import install_correction


def keep_split_lines() -> None:
    """Let a layout that has `split_lines` keep its lines there; every other one goes on as before."""
    from weasyprint.layout import inline

    install_correction(inline, "split_first_line", _keep_lines)


def _keep_lines(split_text: Any) -> Any:
    def split_first_line(
        text: str, style: Any, context: Any, width: float | None, *arguments: Any, **options: Any
    ) -> Any:
        lines: dict[Any, tuple[Any, tuple[Any, ...]]] | None = getattr(context, "split_lines", None)
        if lines is None:
            return split_text(text, style, context, width, *arguments, **options)
        keeps_words = getattr(context, "keeps_words", False)  # `hyphens` asks for it
        key = (text, id(style), width, keeps_words, *arguments, *options.items())
        if key not in lines:
            # With its style, so that no other style of the document gets its address.
            lines[key] = style, split_text(text, style, context, width, *arguments, **options)
        _, (layout, *measures) = lines[key]
        return copy(layout), *measures  # a line that is drawn changes it

    return split_first_line
