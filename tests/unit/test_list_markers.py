"""The markers of lists that a page may have between its lines: those of the document, in their order."""

from __future__ import annotations

import pytest

from briefgen.check.parity.list_markers import find_list_markers
from briefgen.model.tree import Element
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
