"""Keeps texts that were read into the tree, for the next time that they are read: most edits concern one of many texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from briefgen.compose.marks import ANY_MARK, LINE_BASE, LINE_MARK, VALUE_BASE, VALUE_MARK, MarkTable
from briefgen.model.diagnostic import Diagnostic, Sink
from briefgen.model.tree import Node

Reading = tuple[tuple[Node, ...], tuple[Diagnostic, ...]]
"""The nodes of a text, and what is wrong in it."""


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """Readings by all that they depend on. A process that composes again and again owns one; a command that composes once needs none."""

    size: int = 2_048
    """How many are kept."""
    _readings: dict[Hashable, Reading] = field(default_factory=dict)

    def read(self, key: Hashable, read: Callable[[Sink], tuple[Node, ...]], sink: Sink) -> tuple[Node, ...]:
        """The nodes of a text, which is read where it was not before; what is wrong in it is reported each time."""
        reading = self._readings.pop(key, None)
        if reading is None:
            found = Sink()
            try:
                reading = read(found), tuple(found.diagnostics)
            finally:
                sink.extend(found.diagnostics)
        else:
            sink.extend(reading[1])
        self._readings[key] = reading  # the last in order: what is not read again is dropped first
        if len(self._readings) > self.size:
            del self._readings[next(iter(self._readings))]
        return reading[0]


def describe_marked(marked: str, marks: MarkTable) -> Hashable:
    """A marked text with the meaning of its marks, whose characters depend on what was filled in before."""
    known = tuple(dict.fromkeys(ANY_MARK.findall(marked)))
    numbered = {mark: chr((LINE_BASE if LINE_MARK.fullmatch(mark) else VALUE_BASE) + n) for n, mark in enumerate(known)}
    text = ANY_MARK.sub(lambda mark: numbered[mark[0]], marked)
    origins = tuple(marks.get_origin(mark) for mark in known if LINE_MARK.fullmatch(mark))
    # Two nodes are equal with different origins, on which a reading depends: their description has all of them.
    return text, origins, repr([marks.get_nodes(mark) for mark in known if VALUE_MARK.fullmatch(mark)])
