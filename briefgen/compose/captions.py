"""Makes captions of the paragraphs that people write beside a table or an image: `Table: ...`, `**Figure 2.** ...`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Node, Text, extract_text, find_elements, rebuild

_TAGS_BY_WORD = {
    **dict.fromkeys(("Table", "Tableau", "Tabla", "Cuadro", "Таблица", "Tabelle", "جدول", "الجدول", "표", "表"), "table"),
    **dict.fromkeys(("Figure", "Figura", "Gráfico", "Рисунок", "Abbildung", "شكل", "الشكل", "그림", "图", "圖", "図"), "figure"),
}  # fmt: skip
_CAPTION = re.compile(
    rf"\s*(?P<word>{'|'.join(_TAGS_BY_WORD)})(?:\s*(?:(?:\d+\s*)?:\s|(?:\d+\s*)?：|\d+\.\s|\d+\s*[–—]\s)\s*)(?=\S)"
)
"""The word with a colon; with a number, a full stop or a dash too."""
_CAPTION_TAGS = {"table": "caption", "figure": "figcaption"}


def attach_captions(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with each such paragraph inside the table or figure directly before or behind it.

    A number that was typed is left out, because it is wrong as soon as a block moves.
    """

    def attach_inside(node: Node) -> tuple[Node, ...]:
        return (node.with_children(_attach(node.children)) if isinstance(node, Element) else node,)

    return _attach(rebuild(nodes, attach_inside))


def report_lone_captions(nodes: Iterable[Node], sink: Sink) -> None:
    """Report each such paragraph that is left, because it would be printed with the number that was typed."""
    for paragraph in find_elements(nodes, "p"):
        if label := _match_label(paragraph):
            name = "an image" if _TAGS_BY_WORD[label["word"]] == "figure" else "a table"
            message = (
                f"`{label[0].strip()}` looks like the caption of {name}, and there is none beside it without a caption"
            )
            hint = f"move it beside {name}, or write it as a sentence"
            sink.warning("caption-alone", message, paragraph.origin, hint)


def _attach(nodes: Iterable[Node]) -> tuple[Node, ...]:
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


def _match_label(element: Element) -> re.Match[str] | None:
    """What is before the words of a caption: `Table 2: `."""
    return _CAPTION.match(extract_text(element.children)) if element.tag == "p" else None


def _find_kind(element: Element) -> str:
    """The tag of what a paragraph is the caption of; empty for other elements."""
    label = _match_label(element)
    return _TAGS_BY_WORD[label["word"]] if label else ""


def _has_caption(element: Element) -> bool:
    return any(isinstance(child, Element) and child.tag == _CAPTION_TAGS[element.tag] for child in element.children)


def _add_caption(element: Element, paragraph: Element) -> Element:
    label = _match_label(paragraph)
    words = tuple(_skip_characters(paragraph.children, label.end() if label else 0))
    caption = Element(_CAPTION_TAGS[element.tag], words, {}, paragraph.origin)
    is_above = element.tag == "table"  # HTML: a caption is the first in a table
    return element.with_children((caption, *element.children) if is_above else (*element.children, caption))


def _skip_characters(nodes: Iterable[Node], count: int) -> Iterator[Node]:
    """The nodes without their first characters; emphasis that is empty then is gone."""
    for node in nodes:
        length = len(extract_text((node,)))
        if isinstance(node, Text) and count < length:
            yield replace(node, content=node.content[count:])
        elif isinstance(node, Element) and count < length:
            yield node.with_children(_skip_characters(node.children, count))
        elif not length:
            yield node
        count = max(count - length, 0)
