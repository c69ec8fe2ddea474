"""Makes the notes of short documents short: few for each paragraph, works by their short titles, or none at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from briefgen.cite.csl_item import PRIMARY_TYPES
from briefgen.cite.joined_places import join_places
from briefgen.cite.running_text import INLINE_TAGS
from briefgen.model.diagnostic import Sink
from briefgen.model.document_symbols import find_symbol
from briefgen.model.library import Source
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

SHORT_FORM_VARIABLES = frozenset(("id", "type", "language"))
"""What the short form of a law keeps beside its short title."""
MAX_GROUPED_WORKS = 3
"""The most works, named in full, in a note that was joined from several: of more, a reader cannot see which is for which claim."""
LONG_FORM_VARIABLES = frozenset(
    (
        "accessed", "chapter-number", "collection-title", "DOI", "event-date", "event-place", "event-title", "genre",
        "publisher", "publisher-place", "URL",
    )
)  # fmt: skip
"""What the short form of another work leaves out: a reader finds it by its author, title and year, and in print by its pages."""


def shorten_works(sources: Mapping[str, Source]) -> Mapping[str, Source]:
    """The sources in their short form, where they have a short title; decisions of courts stay as they are.

    Laws and treaties are their short titles alone, other works their author, short title and year.
    """
    shortened = {key: _shorten_work(source) for key, source in sources.items()}
    uses = Counter(map(_describe, shortened.values()))
    return {key: sources[key] if uses[_describe(source)] > 1 else source for key, source in shortened.items()}


def _describe(source: Source) -> str:
    """What tells a work from others in print."""
    return repr([source.csl.get(name) for name in ("author", "editor", "title", "issued", "number", "page")])


def _shorten_work(source: Source) -> Source:
    if not source.has_short_form:
        return source
    kind = source.csl.get("type")
    if kind in PRIMARY_TYPES:
        kept = {name: value for name, value in source.csl.items() if name in SHORT_FORM_VARIABLES}
        return replace(source, csl={**kept, "title": source.short_title})
    kept = {name: value for name, value in source.csl.items() if name not in LONG_FORM_VARIABLES}
    if kind == "report" and not find_symbol(kept.get("number")):
        kept.pop("number", None)
    if kind == "report" and kept.pop("issue", None):
        kept.pop(
            "volume", None
        )  # both are its place in a series; a volume alone tells one half of a work from the other
    kept = {name: _keep_year(value) if name == "issued" else value for name, value in kept.items()}
    return replace(source, csl={**kept, "title": source.short_title})


def _keep_year(issued: object) -> object:
    """The year of a date; a date in words stays."""
    points = issued.get("date-parts") if isinstance(issued, Mapping) else None
    if not points:
        return issued
    return {**issued, "date-parts": [point[:1] for point in points]}  # type: ignore[dict-item]


def list_laws(sources: Mapping[str, Source]) -> frozenset[str]:
    """The keys of treaties, statutes and other laws, without decisions of courts."""
    types = PRIMARY_TYPES - {"legal_case"}
    return frozenset(key for key, source in sources.items() if source.csl.get("type") in types)


def group_notes(body: Element, separator: str, laws: Container[str], max_works: int | None = None) -> Element:
    """The body with the citations of each paragraph in one note, at the place of its last one.

    A paragraph with more than `max_works` works has several notes, each behind the claims that it is for. A note with
    words of an author, or with a name by which it is referred to, stays as it is.
    """

    def group(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Element) or node.tag in INLINE_TAGS or not _is_paragraph(node):
            return (node,)
        notes = [note for note in walk(node.children, notes=False) if isinstance(note, Note) and is_citation(note)]
        groups = _divide_by_works(notes, max_works)
        joined = chain.from_iterable(_join_group(group, separator, laws) for group in groups)

        def change(inner: Node) -> tuple[Node, ...]:
            return next(joined) if isinstance(inner, Note) and is_citation(inner) else (inner,)

        return (node.with_children(rebuild(node.children, change)),) if len(notes) > 1 else (node,)

    return body.with_children(rebuild(body.children, group))


def _join_group(notes: Sequence[Note], separator: str, laws: Container[str]) -> Iterator[tuple[Note, ...]]:
    """What is at the place of each note of a group: at that of the last, the note for all."""
    yield from (() for _ in notes[:-1])
    yield (notes[-1].with_children(_join_citations(notes, separator, laws)),)


def _divide_by_works(notes: Iterable[Note], max_works: int | None) -> Iterator[Sequence[Note]]:
    """The notes of a paragraph, divided where one more note would bring more works than a reader can match with the claims."""
    group: list[Note] = []
    cited: set[str] = set()
    for note in notes:
        works = {work.key for node in note.children if isinstance(node, Citation) for work in node.works}
        if group and max_works is not None and len(cited | works) > max_works:
            yield group
            group, cited = [], set()
        group.append(note)
        cited |= works
    if group:
        yield group


def remove_notes(body: Element, sink: Sink) -> Element:
    """The body without notes. One with words of its author is reported: a reader does not get them."""

    def remove(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Note):
            if not is_citation(node) and node.origin is not None:
                words = " ".join(extract_text(node.children).split())
                message = f"the note `{words[:60]}` is not printed, because this audience has no notes"
                sink.warning("note-omitted", message, node.origin, "put what a reader must know into the text")
            return ()
        return () if isinstance(node, Citation) else (node,)

    return body.with_children(rebuild(body.children, remove))


def _is_paragraph(element: Element) -> bool:
    """Whether all that an element has is running text."""
    return all(inner.tag in INLINE_TAGS for inner in find_elements(element.children, notes=False))


def is_citation(note: Note) -> bool:
    """Whether a note has citations alone, with what separates them, and no name."""
    return not note.label and all(
        isinstance(node, Citation) or (isinstance(node, Text) and not any(map(str.isalnum, node.content)))
        for node in note.children
    )


def join_works(body: Element, separator: str, laws: Container[str]) -> Element:
    """The body with each work once in a note of citations alone, with all its places: `arts 31 and 33`."""

    def join(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Note) or not is_citation(node):
            return (node,)
        works = [citation.works for citation in node.children if isinstance(citation, Citation)]
        if join_places(works, laws) == works:
            return (node,)
        return (node.with_children(_join_citations([node], separator, laws)),)

    return body.with_children(rebuild(body.children, join))


def _join_citations(notes: Iterable[Note], separator: str, laws: Container[str]) -> tuple[Node, ...]:
    """The citations of several notes, each work once with all its places."""
    citations = [node for note in notes for node in note.children if isinstance(node, Citation)]
    joined = join_places([citation.works for citation in citations], laws)
    children: list[Node] = []
    for citation, works in zip(citations, joined, strict=True):
        if works:
            children += [Text(separator)] * bool(children) + [replace(citation, works=works)]
    return tuple(children)
