"""Turns the number of an earlier note in the engine's words, as in OSCOLA's `(n 3)`, into a cross-reference.

A 3 among the words may also belong to a title or a pinpoint. So the style is changed to print a private character
on either side of that number, after its prefix and before its suffix, and others round both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from briefgen.cite.crossreferences import build_cross_reference
from briefgen.cite.pandoc_inlines import join_texts
from briefgen.model.tree import Element, Node, Text

NOTE_NUMBER_VARIABLE = "first-reference-note-number"
"""What CSL calls the number of the note that first cites a work."""

NUMBER_START, NUMBER_END = "\U00100000", "\U00100001"
"""The characters before and after the number. The loader refuses private characters in the user's files; pinpoints.py uses others."""

REFERENCE_START, REFERENCE_END = "\U00100002", "\U00100003"
"""The characters before and after `(n 3)`."""

_MARKS = re.compile(f"([{NUMBER_START}{NUMBER_END}])")
_REFERENCE_MARKS = str.maketrans("", "", REFERENCE_START + REFERENCE_END)
_NUMBER = re.compile(r"(?P<opening>\W*)(?P<number>[0-9]+)(?P<closing>\W*)")
"""The words between the marks: a style may set quotation marks round the number."""


def mark_numbers(style: ET.Element) -> None:
    """Change a CSL style in place so that it prints the marks wherever it prints the number."""
    for element in style.iter():
        is_printed = str(element.tag).rpartition("}")[2] in {"text", "number"}
        if is_printed and element.get("variable") == NOTE_NUMBER_VARIABLE:
            element.set("prefix", REFERENCE_START + element.get("prefix", "") + NUMBER_START)
            element.set("suffix", NUMBER_END + element.get("suffix", "") + REFERENCE_END)


def link_note_numbers(nodes: Iterable[Node], numbers: Collection[int], own_number: int = 0) -> tuple[Node, ...]:
    """The engine's words without marks, and the numbers between marks as links to the notes with these numbers.

    A number in another form than figures, such as `iii` or `3rd`, stays text: no word processor would print it so.
    A reference in brackets to the note of `own_number`, in which the words are, is left out: its reader is there already.
    """
    own = re.compile(
        rf" ?{REFERENCE_START} ?[(（\[][^{REFERENCE_END}]*{NUMBER_START}\W*{own_number}(?!\d)[^{REFERENCE_END}]*[)）\]]{REFERENCE_END}"
    )
    return join_texts(_NoteNumberLinker(numbers, own).link_nodes(nodes))


@dataclass(slots=True)
class _NoteNumberLinker:
    """One walk through the words of a citation. A style's italics or quotation marks may separate mark and number."""

    numbers: Collection[int]
    own_reference: re.Pattern[str]
    """What refers to the note in which the words are."""
    inside_number: bool = False

    def link_nodes(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, Element):
                yield node.with_children(join_texts(self.link_nodes(node.children)))
            elif isinstance(node, Text):
                yield from self.link_text(node)
            else:
                yield node

    def link_text(self, text: Text) -> Iterator[Node]:
        for piece in _MARKS.split(self.own_reference.sub("", text.content).translate(_REFERENCE_MARKS)):
            if _MARKS.fullmatch(piece):
                self.inside_number = piece == NUMBER_START
                continue
            found = _NUMBER.fullmatch(piece) if self.inside_number else None
            if found and int(found["number"]) in self.numbers:
                yield Text(found["opening"], text.origin)
                yield build_cross_reference(found["number"], f"note-{found['number']}")
                yield Text(found["closing"], text.origin)
            else:
                yield Text(piece, text.origin)
