"""What holds for every tree: nothing that is written is lost in a Word file without a word about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.check.parity import check_parity
from briefgen.check.structure import check_structure
from briefgen.compose.html_reader import TEMPLATE_TAGS
from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element, Node, Note, Text, find_elements, walk
from briefgen.render import render_docx
from tests.unit.documents import BLOCK, PLACES_OF_NOTES, a_document
from tests.unit.word import WORD, word_file

SHOWS_NOTHING = frozenset({"br", "hr", "img", "body", "colgroup"})
TAGS = sorted(TEMPLATE_TAGS - SHOWS_NOTHING)
ROWS = ("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "pre", "p")
"""Elements that lose what is put at the wrong place inside them, if anything does: drawn more often than others."""

CLASSES = ("", "", "", "callout", "pull-quote", "action", "asks", "key-facts", "cover", "back", "small-caps", "credit")
OWN_WORD = re.compile(r"w\d+x")
THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> Node:
    """Any element in any other, text and notes between them, as a page template might have it."""
    kind = draw(st.integers(0, 9))
    if depth == 0 or kind < 3:
        return Text("word")
    children = tuple(draw(st.lists(trees(depth - 1), max_size=4)))
    if kind == 3:
        return Note((Text("word"), *children), origin=BLOCK)
    attributes = {"class": draw(st.sampled_from(CLASSES))} | draw(st.sampled_from([{}, {"dir": "rtl", "lang": "ar"}]))
    tag = draw(st.sampled_from(TAGS if kind < 7 else ROWS))
    return Element(tag, children, {name: value for name, value in attributes.items() if value}, BLOCK)


def told_apart(nodes: tuple[Node, ...], line: list[int]) -> Iterator[Node]:
    """The same with a word of its own in each text, and a line of its own for each element; a note in no other."""
    for node in nodes:
        line[0] += 1
        origin = replace(BLOCK, line=line[0])
        if isinstance(node, Text):
            yield Text(f" w{line[0]}x ", origin)
        elif isinstance(node, Element):
            yield Element(node.tag, tuple(told_apart(node.children, line)), node.attributes, origin)
        elif isinstance(node, Note):
            inner = tuple(
                element for element in node.children if not any(isinstance(inside, Note) for inside in walk((element,)))
            )
            yield Note(tuple(told_apart(inner, line)), origin=origin)


def words_in(nodes: tuple[Node, ...]) -> list[str]:
    return [node.content.strip() for node in walk(nodes) if isinstance(node, Text)]


def reported(document: Document, sink: Sink) -> set[str]:
    """The words in what a diagnostic points to, and of tables that have no rectangular form."""
    lines = {problem.origin.line for problem in sink.diagnostics if problem.origin}
    ragged = {problem.origin.line for problem in sink.diagnostics if problem.origin and problem.code == "table-ragged"}
    pointed = [node for node in walk((document.body,)) if lines & lines_of((node,), inside=False)]
    tables = [table for table in find_elements((document.body,), "table") if ragged & lines_of((table,), inside=True)]
    return set(words_in((*pointed, *tables)))


def lines_of(nodes: tuple[Node, ...], *, inside: bool) -> set[int]:
    seen = walk(nodes) if inside else nodes
    return {node.origin.line for node in seen if isinstance(node, Text | Element | Note) and node.origin}


@THOROUGH
@given(st.lists(trees(), max_size=5), st.sampled_from(PLACES_OF_NOTES))
def test_every_word_is_in_the_file_once_or_reported_with_its_place(nodes: list[Node], placement: NotePlacement) -> None:
    document = a_document(*told_apart(tuple(nodes), [0]), notes=placement)
    made = word_file(document)
    check_structure(document.body, made.sink)
    part = f"word/{placement.value}.xml"
    said = [
        word
        for name in ("word/document.xml", part)
        for text in made.xml(name).iter(f"{WORD}t")
        for word in OWN_WORD.findall(text.text or "")
    ]
    wanted = words_in((document.body,))
    assert sorted(said) == sorted(set(said))
    assert set(wanted) - set(said) <= reported(document, made.sink)
    if not made.sink.diagnostics:
        assert sorted(said) == sorted(wanted)


@THOROUGH
@given(st.lists(trees(), max_size=4))
def test_a_file_of_which_nothing_was_reported_says_what_the_tree_says(nodes: list[Node]) -> None:
    document = a_document(*told_apart(tuple(nodes), [0]))
    sink = Sink()
    rendering = render_docx(document, sink)
    if not sink.diagnostics:
        check_parity(document, [rendering], sink)
        assert [problem.message for problem in sink.diagnostics if problem.code != "parity-count"] == []
