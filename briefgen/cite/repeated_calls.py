"""Numbers notes in reading order, and calls one note for neighbouring key figures that have the same source.

A key figure is too short for a note that repeats the one before it: a reader compares the figures, not the notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from briefgen.cite.crossreferences import build_cross_reference
from briefgen.cite.short_notes import is_citation
from briefgen.model.pinpoint import PinpointPart, read_pinpoint
from briefgen.model.tree import Citation, CitedWork, Element, Node, Note, Text

KEY_FIGURES_CLASS = "key-facts"
"""The class of a panel of key figures in a page template."""

CALL_CLASS = "note-call"
"""The class of the call of a note, also where a format writes it."""

_Meaning = tuple[tuple[CitedWork, tuple[PinpointPart, ...]], ...]


def number_notes(body: Element, call_form: str) -> Element:
    """The body with its notes numbered from 1; `call_form` is how the language prints a number as a call."""
    return body.with_children(_NoteNumberer(call_form).number_nodes(body.children, in_figures=False))


@dataclass(slots=True)
class _NoteNumberer:
    """One walk through a body."""

    call_form: str
    numbers: count[int] = field(default_factory=lambda: count(1))
    previous: tuple[_Meaning, int] | None = None
    """What the last note of the current panel cites, and its number; None outside panels."""

    def number_nodes(self, nodes: Iterable[Node], *, in_figures: bool) -> Iterator[Node]:
        """The nodes with numbered notes; inside a note nothing changes."""
        for node in nodes:
            if isinstance(node, Note):
                yield self.number_note(node, in_figures=in_figures)
            elif isinstance(node, Element):
                is_panel = KEY_FIGURES_CLASS in node.classes
                if is_panel:
                    self.previous = None
                yield node.with_children(self.number_nodes(node.children, in_figures=in_figures or is_panel))
            else:
                yield node

    def number_note(self, note: Note, *, in_figures: bool) -> Node:
        """The note with its number, or another call of the note before it."""
        meaning = _read_meaning(note) if in_figures else ()
        if meaning and self.previous and meaning == self.previous[0]:
            return _build_repeated_call(self.previous[1], self.call_form)
        number = next(self.numbers)
        self.previous = (meaning, number) if meaning else None
        return replace(note, number=number, call_form=self.call_form)


def _read_meaning(note: Note) -> _Meaning:
    """What a note of citations alone cites; nothing for others."""
    if not is_citation(note):
        return ()
    works = (work for node in note.children if isinstance(node, Citation) for work in node.works)
    return tuple((replace(work, pinpoint=""), read_pinpoint(work.pinpoint)) for work in works)


def _build_repeated_call(number: int, call_form: str) -> Element:
    """The number of a note that was called before, as a call that leads to it."""
    before, _, after = call_form.partition("{}")
    link = build_cross_reference(str(number), f"note-{number}")
    parts = (Text(before),) * bool(before) + (link,) + (Text(after),) * bool(after)
    return Element("sup", parts, {"class": CALL_CLASS})
