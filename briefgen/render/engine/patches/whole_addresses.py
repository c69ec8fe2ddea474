"""Keeps a printed address in one column and on one page: WeasyPrint 70.0 divides a paragraph there between any two of its lines.

An address that a reader has to type is found in one place. A paragraph whose lines before the address are fewer than its `orphans` moves as a whole.
"""

from __future__ import annotations

from typing import Any

from briefgen.render.engine.boxes import Box
from briefgen.render.engine.patches import install_correction

ADDRESS_START = ("http://", "https://", "<http://", "<https://")


def correct_addresses() -> None:
    """Correct breaks inside addresses in every document of this process. Paragraphs without an address do not change."""
    from weasyprint.layout import block

    install_correction(block, "_break_line", _correct_break)


def _correct_break(break_line: Any) -> Any:
    def break_before_address(
        context: Any, box: Box, line: Box, lines: list[Box], needed: int, *arguments: Any
    ) -> tuple[bool, bool, Any]:
        found: tuple[bool, bool, Any] = break_line(
            context, box, line, lines, count_lines_overleaf([*lines, line], needed), *arguments
        )
        return found

    return break_before_address


def count_lines_overleaf(lines: list[Box], needed: int) -> int:
    """How many lines before the last of these have to go overleaf with it, at least those that are needed anyway."""
    moved = needed
    while moved < len(lines) - 1 and _is_inside_address(*lines[-moved - 2 : len(lines) - moved]):
        moved += 1
    return moved


def _is_inside_address(line: Box, following: Box) -> bool:
    """Whether an address goes on from a line to the next."""
    links = [box for box in line.descendants() if box.element_tag == "a" and box.element is not None]
    return bool(links) and any(
        box.element is links[-1].element and "".join(links[-1].element.itertext()).lstrip().startswith(ADDRESS_START)
        for box in following.descendants()
    )
