"""The letters and Roman numbers that style sheets set before the items of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from briefgen.model.heading_names import LATIN_NAMES, HeadingNames
from briefgen.model.tree import Element, Node, Note, Text, rebuild, walk

_FORMATS: Mapping[str, Callable[[int], str]] = {
    "a": LATIN_NAMES.format_letter,
    "A": LATIN_NAMES.format_letter,
    "i": LATIN_NAMES.format_roman,
    "I": LATIN_NAMES.format_roman,
}
"""By the `type` of a list."""


def find_list_markers(body: Element) -> str:
    """The markers of the lists of a text in reading order, in small letters, and then those of each note; bullets and digits are left out."""
    notes = [node for node in walk((body,)) if isinstance(node, Note)]
    return "\0".join(
        "".join(_list_markers(children)) for children in (body.children, *(note.children for note in notes))
    )


def mark_note_items(body: Element, names: HeadingNames, write_digits: Callable[[str], str]) -> Element:
    """The tree with the number or letter of each item of a list as text, in notes alone: a PDF has them inside the text of the note."""
    own_formats = dict.fromkeys("aA", names.format_small_letter) if names.is_own else {}
    formats = {**_FORMATS, **own_formats}

    def mark_note(node: Node) -> Iterable[Node]:
        return (node.with_children(rebuild(node.children, mark_list)) if isinstance(node, Note) else node,)

    def mark_list(node: Node) -> Iterable[Node]:
        if not isinstance(node, Element) or node.tag != "ol":
            return (node,)
        format_marker = formats.get(node.get("type"), str)
        marked = (
            item.with_children((Text(f"{write_digits(format_marker(number))} "), *item.children))
            for item, number in _number_items(node)
        )
        return (node.with_children(marked),)

    return body.with_children(rebuild(body.children, mark_note))


def _list_markers(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Element):
            yield from _list_numbered(node) if node.tag == "ol" else _list_markers(node.children)


def _list_numbered(list_: Element) -> Iterator[str]:
    format_marker = _FORMATS.get(list_.get("type"))
    for item, number in _number_items(list_):
        if format_marker and number > 0:
            yield format_marker(number).casefold()
        yield from _list_markers(item.children)


def _number_items(list_: Element) -> Iterator[tuple[Element, int]]:
    number = _read_number(list_.get("start"), 1)
    for item in list_.children:
        if isinstance(item, Element):
            number = _read_number(item.get("value"), number)
            yield item, number
            number += 1


def _read_number(text: str, default: int) -> int:
    return int(text) if text.removeprefix("-").isdecimal() else default
