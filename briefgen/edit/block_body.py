"""Replaces the body of a block, or of one of its translations; front matter and lines that are the same stay byte for byte."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from briefgen.edit.front_matter import find_body
from briefgen.edit.text_edit import LINE_END, find_newline

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def set_body(text: str, body: str) -> str:
    """The text of a block with another body. New lines end as those of the file do."""
    start = find_body(text)
    return text[:start] + replace_lines(text[start:], body, find_newline(text))


def read_body(text: str) -> str:
    """The body of a block, with line feeds at line ends."""
    return LINE_END.sub("\n", text[find_body(text) :])


def replace_lines(old: str, new: str, newline: str) -> str:
    """The new text, in which each line that was there has the line end that it had."""
    present = _LINE.findall(old)
    lines = _LINE.findall(LINE_END.sub("\n", new))
    matcher = SequenceMatcher(None, [LINE_END.sub("\n", line) for line in present], lines, autojunk=False)
    parts: list[str] = []
    for what, start, end, first, last in matcher.get_opcodes():
        parts += present[start:end] if what == "equal" else [line.replace("\n", newline) for line in lines[first:last]]
    return "".join(parts)
