"""Lets a title in two lines break in its middle in a Word file, as the page balances it: Word fills the first line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from briefgen.model.tree import Node, Text
from briefgen.render.word.look import CHARACTER_WIDTH

TWO_LINES = (0.85, 1.7)
"""The least and the greatest length of a title that is balanced, in lines: the words of its second half have to fit into one."""

_SPACE = " \t\r\n"
_SPACES = re.compile(f"[{_SPACE}]+")
"""Where Word can break a line: not at a space that keeps a name or `Corée :` together."""


def balance_title(children: Sequence[Node], size: float, width: float) -> Sequence[Node]:
    """The words of a title, those of its second line bound to one another, where the title is about as long as two lines.

    Its type has a size, its lines a width, both in points.
    """
    if len(children) != 1 or not isinstance(children[0], Text):
        return children
    words = _SPACES.split(children[0].content.strip(_SPACE))
    lines = _estimate_width(" ".join(words)) * size / width
    if len(words) < 2 or not TWO_LINES[0] < lines < TWO_LINES[1]:
        return children
    widths = {
        at: max(_estimate_width(" ".join(part)) for part in (words[:at], words[at:])) for at in range(1, len(words))
    }
    middle = min(widths, key=lambda at: widths[at])
    second = "\N{NO-BREAK SPACE}".join(words[middle:])
    return [Text(" ".join((*words[:middle], second)), children[0].origin)]


def _estimate_width(text: str) -> float:
    """In sizes of the type. A Chinese, Japanese or Korean character is as wide as it is high."""
    return sum(1 if unicodedata.east_asian_width(character) in "WF" else CHARACTER_WIDTH for character in text)
