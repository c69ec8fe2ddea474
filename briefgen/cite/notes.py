"""Citations in running text to notes, each at its place in the sentence, and notes numbered in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefgen.cite.authors import author_in_text
from briefgen.cite.running_text import AUTOMATIC, BOUND, CITATION, INLINE, NOTE, RunningText
from briefgen.cite.sentences import call_after, call_before, sentence_end
from briefgen.values.library import Source
from briefgen.values.translation import same_language
from briefgen.values.tree import Citation, CitedWork, Element, Node, Note, Text, elements, rebuild, text_of, walk

CALL_BEFORE_PUNCTUATION = frozenset(("es", "fr"))
"""Languages that set the call of a note before a full stop or comma; the others set it after."""
WITHOUT_AUTOMATIC = frozenset("h1 h2 h3 h4 h5 h6 th title".split())
"""Where no note may stand unasked: the source of a fact is left out there."""

_GROUP = re.compile(rf"[{CITATION}](?:[\s,{BOUND}]*[{CITATION}])*")
_SPACE_BEFORE = re.compile(rf"[ \t\n\u00a0]+([{BOUND}]*[{CITATION}])")
_AUTOMATIC = re.compile(f"[{AUTOMATIC}]")
_CITED = re.compile(f"[{AUTOMATIC}{CITATION}]")

Pinpointed = tuple[str, str]
"""A key and a pinpoint."""


def place_notes(body: Element, sources: Mapping[str, Source], language: str) -> Element:
    """The body with notes in the place of citations, numbered from 1; citations inside notes stay for the engine."""
    placed = _Placing(sources, language).element(body, in_block=False, automatic=True)
    return _numbered(placed)


def fill_notes(body: Element, contents: Iterable[tuple[Node, ...]]) -> Element:
    """The body with other contents in its notes, in reading order."""
    remaining = iter(contents)

    def fill(node: Node) -> tuple[Node, ...]:
        return (replace(node, children=next(remaining)),) if isinstance(node, Note) else (node,)

    return replace(body, children=rebuild(body.children, fill))


def notes_of(body: Element) -> tuple[Note, ...]:
    """Every note in reading order."""
    return tuple(node for node in walk((body,), notes=False) if isinstance(node, Note))


def _numbered(body: Element) -> Element:
    count = 0

    def number(node: Node) -> tuple[Node, ...]:
        nonlocal count
        if not isinstance(node, Note):
            return (node,)
        count += 1
        return (replace(node, number=count),)

    return replace(body, children=rebuild(body.children, number))


@dataclass(slots=True)
class _Placing:
    """One walk through a body. `seen` holds what the block at hand has cited so far."""

    sources: Mapping[str, Source]
    language: str
    seen: set[Pinpointed] = field(default_factory=set)

    def element(self, element: Element, *, in_block: bool, automatic: bool) -> Element:
        """An element with its citations placed; without sources of facts where `automatic` is false."""
        if element.get("data-block") or not in_block:
            self.seen = set()
        in_block = in_block or bool(element.get("data-block"))
        automatic = automatic and element.tag not in WITHOUT_AUTOMATIC
        children: list[Node] = []
        stretch: list[Node] = []
        for node in element.children:
            if isinstance(node, Element) and not _is_inline(node):
                children += self.stretch(stretch, automatic=automatic)
                stretch = []
                children.append(self.element(node, in_block=in_block, automatic=automatic))
            else:
                stretch.append(node)
        return element.with_children([*children, *self.stretch(stretch, automatic=automatic)])

    def stretch(self, nodes: list[Node], *, automatic: bool) -> tuple[Node, ...]:
        """Running text with notes for its citations."""
        nodes = [_as_written(node) for node in nodes]
        if not any(isinstance(node, Citation | Note) for node in walk(nodes, notes=False)):
            return tuple(nodes)
        running = RunningText()
        text = running.encode(self.named(nodes))
        if not automatic:
            text = _AUTOMATIC.sub("", text)
        text = _SPACE_BEFORE.sub(r"\1", text)
        text = self.with_notes(text, running)
        return running.decode(self.with_automatic(text, running))

    def named(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes with the author's name before each narrative citation."""
        for node in nodes:
            if isinstance(node, Element):
                yield node.with_children(self.named(node.children))
            elif isinstance(node, Citation) and node.narrative:
                work = node.works[0]
                source = self.sources.get(work.key)
                yield Text(author_in_text(source, self.language) if source else work.key, node.origin)
                yield replace(node, narrative=False)
            else:
                yield node

    def with_notes(self, text: str, running: RunningText) -> str:
        """The author's citations as notes: those at one place as one, before or after the punctuation there."""
        position = 0
        while group := _GROUP.search(text, position):
            citations = [running.citation(one) for one in group[0] if re.match(f"[{CITATION}]", one)]
            mark = running.mark(NOTE, _note(citations, self.between))
            bounds = re.sub(rf"[^{BOUND}]", "", group[0])
            rest = text[: group.start()] + bounds + text[group.end() :]
            place = group.start() + len(bounds)
            place = call_before(rest, group.start()) if self.before_punctuation else call_after(rest, place)
            place = running.after_link(rest, place)
            text = rest[:place] + mark + rest[place:]
            position = group.start()
        return text

    def with_automatic(self, text: str, running: RunningText) -> str:
        """The sources of facts at the end of their sentence, unless it cites them already."""
        position = 0
        while found := _AUTOMATIC.search(text, position):
            citation = running.citation(found[0])
            text = text[: found.start()] + text[found.end() :]
            self.see(running, text[: found.start()])
            end = sentence_end(text, found.start(), before=self.before_punctuation)
            self.see(running, text[found.start() : end.place])
            works = tuple(work for work in citation.works if (work.key, work.locator) not in self.seen)
            present = running.note(end.note) if end.note else None
            if present is not None:
                cited = {work.key for work in _works((present,))}
                works = tuple(work for work in works if work.key not in cited)
            if works and present is not None:
                running.meanings[end.note] = _joined(present, replace(citation, works=works), self.between)
            elif works:
                place = running.after_link(text, end.place)
                note = _note([replace(citation, works=works)], self.between)
                text = text[:place] + running.mark(NOTE, note) + text[place:]
            self.seen |= {(work.key, work.locator) for work in citation.works}
            position = found.start()
        self.see(running, text)
        return text

    @property
    def before_punctuation(self) -> bool:
        """Whether the language sets calls before punctuation."""
        return self.language.split("-")[0].lower() in CALL_BEFORE_PUNCTUATION

    @property
    def between(self) -> str:
        """What stands between two citations of a note."""
        return "\N{NARROW NO-BREAK SPACE}; " if same_language(self.language, "fr") else "; "

    def see(self, running: RunningText, text: str) -> None:
        """Remember what the notes in a part of the text cite."""
        marks = re.findall(f"[{NOTE}]", text)
        self.seen |= {(work.key, work.locator) for work in _works(running.note(mark) for mark in marks)}


def _is_inline(element: Element) -> bool:
    return element.tag in INLINE and not any(inner.tag not in INLINE for inner in elements(element.children))


def _as_written(node: Node) -> Node:
    """A node whose notes hold only what their author wrote."""

    def keep(inner: Node) -> tuple[Node, ...]:
        return () if isinstance(inner, Citation) and inner.automatic else (inner,)

    def change(inner: Node) -> tuple[Node, ...]:
        return (replace(inner, children=rebuild(inner.children, keep)),) if isinstance(inner, Note) else (inner,)

    return rebuild((node,), change)[0]


def _works(nodes: Iterable[Node]) -> Iterator[CitedWork]:
    return (work for node in walk(nodes) if isinstance(node, Citation) for work in node.works)


def _note(citations: list[Citation], between: str) -> Note:
    """A note of citations, with a semicolon between them as the language spaces it."""
    children: list[Node] = []
    for citation in citations:
        children += [Text(between)] * bool(children) + [replace(citation, automatic=False)]
    return Note(tuple(children), origin=citations[0].origin)


def _joined(note: Note, citation: Citation, between: str) -> Note:
    """A note with one more citation at its end."""
    last = note.children[-1] if note.children else None
    if isinstance(last, Element) and last.tag == "p":
        inner = _joined(Note(last.children), citation, between)
        return replace(note, children=(*note.children[:-1], last.with_children(inner.children)))
    said = text_of(note.children).rstrip()
    separator = " " if isinstance(last, Text) and said.endswith((".", "?", "!", ";")) else between
    return replace(note, children=(*note.children, Text(separator), replace(citation, automatic=False)))
