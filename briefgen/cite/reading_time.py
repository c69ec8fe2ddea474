"""Marks the time in a text to be read aloud: the word that is spoken when a stretch of time ends carries the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model.audience import ReadingAloud
from briefgen.model.reading_speed import adapt_pace
from briefgen.model.tree import AUTOMATIC_NUMBER_CLASSES, Element, Node, Text, rebuild
from briefgen.model.word_count import PIECES, is_character_word, is_counted

TIME_ATTRIBUTE = "data-time"
"""The attribute of a marked word: minutes and seconds since the start, `1:30`."""

LINE_TAGS = frozenset("p li dt dd h1 h2 h3 h4 h5 h6 blockquote td th figcaption".split())
"""Elements that end the word before them."""

_LAST_WORD = re.compile(r"(\S+)(?=\s*$)")


def mark_time(body: Element, reading: ReadingAloud, language: str = "en") -> Element:
    """The body with the words of `main` marked: one for each stretch, and the last one with the time at its end.

    The words are those that a word processor counts: without notes, cover and automatic numbers. None is added.
    """

    def mark(node: Node) -> tuple[Node, ...]:
        return (
            (_TimeMarker(reading, language).mark_main(node),)
            if isinstance(node, Element) and node.tag == "main"
            else (node,)
        )

    return body.with_children(rebuild(body.children, mark))


@dataclass(slots=True)
class _TimeMarker:
    """How much of the text is read."""

    reading: ReadingAloud
    language: str
    word_count: int = 0
    inside_word: bool = False
    """Whether the previous characters belong to a word that may continue."""

    def mark_main(self, main: Element) -> Element:
        """The text with its marks, the one at the end included."""
        read = self._mark_element(main)
        return _mark_last_word(read, _format_time(self._count_seconds())) or read

    def _mark_element(self, element: Element) -> Element:
        if element.tag in LINE_TAGS:
            self.inside_word = False
        read = element.with_children(part for child in element.children for part in self._mark_node(child))
        if element.tag in LINE_TAGS:
            self.inside_word = False
        return read

    def _mark_node(self, node: Node) -> Iterator[Node]:
        if isinstance(node, Text):
            yield from self._mark_text(node)
        elif isinstance(node, Element) and not _is_silent(node):
            yield self._mark_element(node)
        else:
            yield node

    def _mark_text(self, text: Text) -> Iterator[Node]:
        plain = ""
        for piece in PIECES.findall(text.content):
            alone = is_character_word(piece)
            starts = is_counted(piece) and (alone or not self.inside_word)
            self.inside_word = not piece.isspace() and not alone
            before = self._count_seconds() // self.reading.mark_every
            self.word_count += starts
            passed = self._count_seconds() // self.reading.mark_every
            if passed == before:
                plain += piece
                continue
            if plain:
                yield Text(plain, text.origin)
            plain = ""
            yield _build_time_mark(Text(piece, text.origin), _format_time(passed * self.reading.mark_every))
        if plain:
            yield Text(plain, text.origin)

    def _count_seconds(self) -> int:
        """The whole seconds that the words read so far take."""
        return self.word_count * 60 // adapt_pace(self.reading.pace, self.language)


def _is_silent(element: Element) -> bool:
    """Whether an element is not read aloud: a number that is set automatically, a part that is not text."""
    return bool(element.classes & AUTOMATIC_NUMBER_CLASSES) or element.get("data-part") in {"cover", "references"}


def _format_time(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _build_time_mark(text: Text, time: str, *, last: bool = False) -> Element:
    return Element(
        "span", (text,), {"class": "time-mark time-end" if last else "time-mark", TIME_ATTRIBUTE: time}, text.origin
    )


def _mark_last_word(element: Element, time: str) -> Element | None:
    """The element with the last word of its text marked; None where it has no words."""
    for at in range(len(element.children) - 1, -1, -1):
        child = element.children[at]
        marked: tuple[Node, ...] | None = None
        if isinstance(child, Element) and child.get(TIME_ATTRIBUTE):
            marked = (child.with_attributes(class_="time-mark time-end", data_time=time),)
        elif isinstance(child, Element) and not _is_silent(child):
            inner = _mark_last_word(child, time)
            marked = (inner,) if inner else None
        elif isinstance(child, Text) and child.content.strip():
            before, word, after = (Text(part, child.origin) for part in _LAST_WORD.split(child.content)[:3])
            pieces = (before, _build_time_mark(word, time, last=True), after)
            marked = tuple(piece for piece in pieces if not isinstance(piece, Text) or piece.content)
        if marked:
            return element.with_children((*element.children[:at], *marked, *element.children[at + 1 :]))
    return None
