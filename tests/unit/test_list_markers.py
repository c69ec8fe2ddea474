"""The markers of lists that a page may have between its lines: those of the document, in their order."""

from __future__ import annotations

import pytest

from briefgen.check.parity.list_markers import find_list_markers, mark_note_items
from briefgen.model.heading_names import LATIN_NAMES, HeadingNames
from briefgen.model.tree import Element, Note, extract_text, walk
from tests.unit.documents import tree_of


@pytest.mark.parametrize(
    ("markup", "markers"),
    [
        ("<ol><li>x</li><li>y</li></ol><ul><li>z</li></ul>", ""),
        ('<ol type="a"><li>x</li><li>y</li></ol>', "ab"),
        ('<ol type="A" start="27"><li>x</li><li value="3">y</li><li>z</li></ol>', "aacd"),
        ('<ol type="i" start="89"><li>x</li><li>y</li></ol>', "lxxxixxc"),
        ('<ol type="i"><li>x<ol type="a"><li>y</li></ol></li><li>z</li></ol>', "iaii"),
        (
            '<ol><li>x<ol type="a"><li>y</li></ol></li></ol><p>t<note>n<ol type="a"><li>v</li><li>w</li></ol></note></p>',
            "a\0ab",
        ),
    ],
)
def test_the_markers_are_those_of_the_document_in_its_order(markup: str, markers: str) -> None:
    assert find_list_markers(Element("body", tree_of(markup))) == markers


OWN_NAMES = HeadingNames(alphabet="KLM", small_alphabet="klm")


@pytest.mark.parametrize(
    ("items", "names", "text"),
    [
        ("<ol><li>x</li><li>y</li></ol>", LATIN_NAMES, "<1> x<2> y"),
        ('<ol start="4"><li>x</li><li value="9">y</li></ol>', LATIN_NAMES, "<4> x<9> y"),
        ('<ol type="a"><li>x</li><li>y</li></ol>', LATIN_NAMES, "<A> x<B> y"),
        ('<ol type="a"><li>x</li><li>y</li></ol>', OWN_NAMES, "<k> x<l> y"),
        ('<ol type="A"><li>x</li><li>y</li></ol>', OWN_NAMES, "<k> x<l> y"),
        ('<ol type="i"><li>x</li><li>y</li></ol>', OWN_NAMES, "<I> x<II> y"),
        ('<ol><li>x<ol type="i"><li>y</li></ol></li></ol>', LATIN_NAMES, "<1> x<I> y"),
        ("<ul><li>x</li><li>y</li></ul>", LATIN_NAMES, "xy"),
    ],
)
def test_items_in_notes_alone_have_their_markers_as_text(items: str, names: HeadingNames, text: str) -> None:
    body = Element("body", tree_of(f"{items}<p>t<note>{items}</note></p>"))
    marked = mark_note_items(body, names, lambda number: f"<{number}>")
    plain = extract_text(tree_of(items))
    assert extract_text(marked.children) == f"{plain}t"
    assert [extract_text(note.children) for note in walk((marked,)) if isinstance(note, Note)] == [text]
    assert marked.tag == "body"
