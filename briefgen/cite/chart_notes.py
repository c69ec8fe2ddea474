"""Leaves a work out of the note of a chart's source line where another note cites it: the line names it already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen.cite.short_notes import is_citation
from briefgen.model.pinpoint import PinpointPart, read_pinpoint
from briefgen.model.tree import Citation, CitedWork, Element, Node, Note, walk

SOURCE_LINE_CLASS = "chart-source"
"""The class of the line below a chart that names its sources."""

_Place = tuple[str, tuple[PinpointPart, ...]]


def omit_chart_notes(body: Element, separator: Node) -> Element:
    """The body with the notes of source lines only for works that no other note cites at the same place.

    `separator` is what is between the citations of a note.
    """
    return _omit(body, frozenset(_list_places(body.children)), separator)


def _list_places(nodes: Iterable[Node]) -> Iterator[_Place]:
    """What is cited outside source lines; each work also without its place, for lines that name none."""
    for node in nodes:
        if isinstance(node, Note):
            for work in _list_works(node):
                yield _read_place(work)
                yield work.key, ()
        elif isinstance(node, Element) and SOURCE_LINE_CLASS not in node.classes:
            yield from _list_places(node.children)


def _omit(element: Element, cited: frozenset[_Place], separator: Node) -> Element:
    is_line = SOURCE_LINE_CLASS in element.classes
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            children.append(_omit(child, cited, separator))
        elif is_line and isinstance(child, Note) and is_citation(child):
            children += _shorten_note(child, cited, separator)
        else:
            children.append(child)
    return element.with_children(children)


def _shorten_note(note: Note, cited: frozenset[_Place], separator: Node) -> Iterator[Note]:
    """The note with the works that are cited nowhere else; nothing without such works."""
    kept: list[Node] = []
    for citation in note.children:
        works = (
            [work for work in citation.works if _read_place(work) not in cited]
            if isinstance(citation, Citation)
            else []
        )
        if works and isinstance(citation, Citation):
            kept += [separator] * bool(kept) + [replace(citation, works=tuple(works))]
    if kept:
        yield replace(note, children=tuple(kept))


def _list_works(note: Note) -> Iterator[CitedWork]:
    for node in walk(note.children):
        if isinstance(node, Citation):
            yield from node.works


def _read_place(work: CitedWork) -> _Place:
    return work.key, read_pinpoint(work.pinpoint)
