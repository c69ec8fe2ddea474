"""Makes captions of the paragraphs that people write beside a table or an image: `Table: ...`, `Figure 2: ...`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefgen.model.tree import Element, Node, Text

_TAGS_BY_WORD = {
    **dict.fromkeys(("Table", "Tableau", "Tabla", "Cuadro", "Таблица", "Tabelle"), "table"),
    **dict.fromkeys(("Figure", "Figura", "Gráfico", "Рисунок", "Abbildung"), "figure"),
}
_CAPTION = re.compile(rf"\s*(?P<word>{'|'.join(_TAGS_BY_WORD)})(?:\s+\d+)?\s*:\s+(?=\S)")
_CAPTION_TAGS = {"table": "caption", "figure": "figcaption"}


def attach_captions(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with each such paragraph inside the table or figure directly before or behind it.

    A number that was typed is left out, because it is wrong as soon as a block moves.
    """
    result: list[Node] = []
    place = -1  # of the last element in the result
    for node in nodes:
        previous = result[place] if place >= 0 else None
        if isinstance(node, Element) and isinstance(previous, Element):
            if previous.tag == _find_kind(node) and not _has_caption(previous):
                result[place] = _add_caption(previous, node)
                continue
            if node.tag == _find_kind(previous) and not _has_caption(node):
                result[place] = _add_caption(node, previous)
                continue
        place = len(result) if isinstance(node, Element) else place
        result.append(node)
    return tuple(result)


def _find_kind(node: Element) -> str:
    """The tag of what a paragraph is the caption of; empty for other paragraphs."""
    first = node.children[0] if node.tag == "p" and node.children else None
    match = _CAPTION.match(first.content) if isinstance(first, Text) else None
    return _TAGS_BY_WORD[match["word"]] if match else ""


def _has_caption(element: Element) -> bool:
    return any(isinstance(child, Element) and child.tag == _CAPTION_TAGS[element.tag] for child in element.children)


def _add_caption(element: Element, paragraph: Element) -> Element:
    first, *others = paragraph.children
    words = replace(first, content=_CAPTION.sub("", first.content, count=1)) if isinstance(first, Text) else first
    caption = Element(_CAPTION_TAGS[element.tag], (words, *others), {}, paragraph.origin)
    is_above = element.tag == "table"  # HTML: a caption is the first in a table
    return element.with_children((caption, *element.children) if is_above else (*element.children, caption))
