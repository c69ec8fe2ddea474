"""Turns citations in running text into notes, each at its place in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from briefgen.cite.authors import format_author
from briefgen.cite.chart_notes import omit_chart_notes
from briefgen.cite.repeated_calls import number_notes
from briefgen.cite.running_text import AUTOMATIC, BOUNDARY, CITATION, INLINE_TAGS, NOTE, RunningText
from briefgen.cite.sentences import find_call, find_sentence_end
from briefgen.cite.short_notes import group_notes, join_works, list_laws
from briefgen.model.library import Source
from briefgen.model.pinpoint import COMMAS, PinpointPart, read_pinpoint
from briefgen.model.punctuation import find_punctuation
from briefgen.model.sentence_end import is_sentence_end
from briefgen.model.tree import (
    Citation,
    Element,
    Node,
    Note,
    Text,
    extract_text,
    find_elements,
    rebuild,
    walk,
)

TAGS_WITHOUT_AUTOMATIC_NOTES = frozenset("h1 h2 h3 h4 h5 h6 th title".split())
"""Elements that get no note for the source of a fact."""

_CITATION_GROUP = re.compile(rf"[{CITATION}](?:[\s{COMMAS}{BOUNDARY}]*[{CITATION}])*")
_SPACE_BEFORE = re.compile(rf"[ \t\n\u00a0]+([{BOUNDARY}]*[{CITATION}])")
_AUTOMATIC_CITATION = re.compile(f"[{AUTOMATIC}]")

PinpointedWork = tuple[str, tuple[PinpointPart, ...]]
"""A key and what a pinpoint means."""


def place_notes(
    body: Element, sources: Mapping[str, Source], language: str, *, grouped: bool = False, max_works: int | None = None
) -> Element:
    """The body with notes in the place of citations, numbered from 1; the engine formats the citations inside notes.

    With `grouped`, the citations of a paragraph are one note, or several with up to `max_works` works. A note of citations
    alone has each work once.
    """
    placer = _NotePlacer(sources, language, by_paragraph=grouped)
    placed = placer.place_in_element(body, in_block=False, automatic=True)
    placed = omit_chart_notes(placed, Text(placer.separator))
    laws = list_laws(sources)
    joined = group_notes(placed, placer.separator, laws, max_works) if grouped else placed
    return number_notes(join_works(joined, placer.separator, laws), find_punctuation(language).call)


def fill_notes(body: Element, contents: Iterable[tuple[Node, ...]]) -> Element:
    """The body with these contents in its notes, in reading order."""
    remaining = iter(contents)

    def fill(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Note):
            return (node,)
        return (replace(node, children=next(remaining), meaning="".join(_format_meaning(node.children))),)

    return body.with_children(rebuild(body.children, fill))


def _format_meaning(nodes: Iterable[Node]) -> Iterator[str]:
    for node in walk(nodes):
        if isinstance(node, Text):
            yield node.content
        elif isinstance(node, Citation):
            for work in node.works:
                yield f"{work.prefix}[@{work.key}, {work.pinpoint}]{work.suffix}"


def collect_notes(body: Element) -> tuple[Note, ...]:
    """Every note in reading order."""
    return tuple(node for node in walk((body,), notes=False) if isinstance(node, Note))


@dataclass(slots=True)
class _NotePlacer:
    """One walk through a body."""

    sources: Mapping[str, Source]
    language: str
    by_paragraph: bool = False
    """Whether each paragraph names all its sources: where they are one note, that note seems to be for every figure of the paragraph."""
    cited_in_passage: set[PinpointedWork] = field(default_factory=set)
    """The works that the current block has cited so far; outside blocks, the current element; `by_paragraph`, the current paragraph."""

    def place_in_element(self, element: Element, *, in_block: bool, automatic: bool) -> Element:
        """An element with its citations placed; without sources of facts where `automatic` is false."""
        if element.get("data-block") or not in_block:
            self.cited_in_passage = set()
        in_block = in_block or bool(element.get("data-block"))
        automatic = automatic and element.tag not in TAGS_WITHOUT_AUTOMATIC_NOTES
        children: list[Node] = []
        for is_inline, nodes in groupby(element.children, _is_inline):
            if is_inline:
                children += self.place_in_stretch(nodes, automatic=automatic)
            else:
                inner = (node for node in nodes if isinstance(node, Element))
                children += [self.place_in_element(node, in_block=in_block, automatic=automatic) for node in inner]
        return element.with_children(children)

    def place_in_stretch(self, nodes: Iterable[Node], *, automatic: bool) -> tuple[Node, ...]:
        """Running text with notes for its citations."""
        if self.by_paragraph:
            self.cited_in_passage = set()
        nodes = tuple(nodes)
        if not any(isinstance(node, Citation | Note) for node in walk(nodes, notes=False)):
            return nodes
        nodes = tuple(_strip_automatic_citations(node) for node in nodes)
        running = RunningText()
        text = running.encode(self.insert_author_names(nodes))
        if not automatic:
            text = _AUTOMATIC_CITATION.sub("", text)
        text = _SPACE_BEFORE.sub(r"\1", text)
        text = self.insert_notes(text, running)
        return running.decode(self.insert_automatic_notes(text, running))

    def insert_author_names(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes with the author's name before each narrative citation."""
        for node in nodes:
            if isinstance(node, Element):
                yield node.with_children(self.insert_author_names(node.children))
            elif isinstance(node, Citation) and node.narrative:
                work = node.works[0]
                source = self.sources.get(work.key)
                yield Text(format_author(source, self.language) if source else work.key, node.origin)
                yield replace(node, narrative=False)
            else:
                yield node

    def insert_notes(self, text: str, running: RunningText) -> str:
        """The author's citations as notes: those at one place as one, before or after the punctuation there."""
        position = 0
        while group := _CITATION_GROUP.search(text, position):
            citations = [running.get(Citation, character) for character in re.findall(f"[{CITATION}]", group[0])]
            mark = running.add_mark(NOTE, _build_note(citations, self.separator))
            bounds = re.sub(rf"[^{BOUNDARY}]", "", group[0])
            rest = text[: group.start()] + bounds + text[group.end() :]
            place = find_call(rest, group.start(), len(bounds), self.marks_after_call)
            place = running.skip_link(rest, place)
            text = rest[:place] + mark + rest[place:]
            position = group.start()
        return text

    def insert_automatic_notes(self, text: str, running: RunningText) -> str:
        """The sources of facts at the end of their sentence, unless it cites them already."""
        position = 0
        keys_of_authors: dict[str, set[str]] = {}
        while found := _AUTOMATIC_CITATION.search(text, position):
            citation = running.get(Citation, found[0])
            text = text[: found.start()] + text[found.end() :]
            self.remember_cited(running, text[: found.start()])
            end = find_sentence_end(text, found.start(), self.marks_after_call)
            self.remember_cited(running, text[found.start() : end.position])
            present = running.get(Note, end.note) if end.note else None
            # A note of the author at this place that cites the work with any pinpoint is enough; elsewhere in the block, or
            # in a note of other facts, only with the same: two figures of one report may be on different pages.
            keys = keys_of_authors.setdefault(
                end.note, {key for key, _ in _collect_works((present,) if present else ())}
            )
            works = tuple(
                work
                for work in citation.works
                if (work.key, read_pinpoint(work.pinpoint)) not in self.cited_in_passage and work.key not in keys
            )
            if works and present is not None:
                running.meanings[end.note] = _append_citation(present, replace(citation, works=works), self.language)
            elif works:
                place = running.skip_link(text, end.position)
                mark = running.add_mark(NOTE, _build_note([replace(citation, works=works)], self.separator))
                keys_of_authors[mark] = set()
                text = text[:place] + mark + text[place:]
            self.cited_in_passage |= _collect_works((citation,))
            position = found.start()
        self.remember_cited(running, text)
        return text

    @property
    def marks_after_call(self) -> str:
        """The punctuation before which the language sets the call of a note; after all other marks."""
        return find_punctuation(self.language).after_call

    @property
    def separator(self) -> str:
        """The text between two citations of a note."""
        return find_punctuation(self.language).semicolon

    def remember_cited(self, running: RunningText, text: str) -> None:
        """Remember the works that the notes in a part of the text cite."""
        self.cited_in_passage |= _collect_works(running.get(Note, mark) for mark in re.findall(f"[{NOTE}]", text))


def _is_inline(node: Node) -> bool:
    """Whether a node is part of the running text, with everything in it."""
    return not isinstance(node, Element) or all(
        inner.tag in INLINE_TAGS for inner in find_elements((node,), notes=False)
    )


def _strip_automatic_citations(node: Node) -> Node:
    """A node without sources of facts in its notes, which hold only what their author wrote."""

    def keep(inner: Node) -> tuple[Node, ...]:
        return () if isinstance(inner, Citation) and inner.automatic else (inner,)

    def change(inner: Node) -> tuple[Node, ...]:
        return (inner.with_children(rebuild(inner.children, keep)),) if isinstance(inner, Note) else (inner,)

    return rebuild((node,), change)[0]


def _collect_works(nodes: Iterable[Node]) -> set[PinpointedWork]:
    return {
        (work.key, read_pinpoint(work.pinpoint))
        for node in walk(nodes)
        if isinstance(node, Citation)
        for work in node.works
    }


def _build_note(citations: list[Citation], between: str) -> Note:
    """A note of citations, with a semicolon between them as the language spaces it."""
    children: list[Node] = []
    for citation in citations:
        children += [Text(between)] * bool(children) + [replace(citation, automatic=False)]
    return Note(tuple(children), origin=citations[0].origin)


def _append_citation(note: Note, citation: Citation, language: str) -> Note:
    """A note with one more citation at its end."""
    last = note.children[-1] if note.children else None
    if isinstance(last, Element) and last.tag == "p":
        inner = _append_citation(Note(last.children), citation, language)
        return note.with_children((*note.children[:-1], last.with_children(inner.children)))
    text = extract_text(note.children).rstrip()
    marks = find_punctuation(language)
    is_closed = isinstance(last, Text) and (text.endswith((".", "?", "!", ";")) or is_sentence_end(text))
    separator = marks.space if is_closed else marks.semicolon
    return note.with_children((*note.children, Text(separator), replace(citation, automatic=False)))
