"""The structure tree of a PDF, from the elements of a page."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from briefgen.render.engine.patches.marking import MarkedContent
from briefgen.render.pdf.tags.tree import StructureTree


def page_of(body: str) -> ET.Element:
    return ET.fromstring(f"<html lang='en'><body>{body}</body></html>")  # noqa: S314 - our own text


def list_styles(body: str) -> list[str]:
    """The numbering of each list, in reading order, when every item has a label."""
    root = page_of(body)
    tree = StructureTree(root)
    for number, item in enumerate(root.iter("li")):
        tree.add_text(item, "marker", MarkedContent(0, number, None))
    nodes = tree.finish().iterate()
    return [node.attributes["List"]["ListNumbering"] for node in nodes if node.role.type == "L"]


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        ("<ol><li>a</li></ol>", ["/Decimal"]),
        ("<ol type='a'><li>a</li></ol><ol type='A'><li>a</li></ol>", ["/LowerAlpha", "/UpperAlpha"]),
        ("<ol type='i'><li>a</li></ol><ol type='I'><li>a</li></ol>", ["/LowerRoman", "/UpperRoman"]),
        ("<ul><li>a</li></ul>", ["/Disc"]),
        ("<ul><li><ul><li><ul><li><ul><li>a</li></ul></li></ul></li></ul></li></ul>", ["/Disc", "/Circle", "/Square", "/Square"]),
        ("<ol><li><ul><li>a</li></ul></li></ol>", ["/Decimal", "/Circle"]),
        ("<ul><li><ol><li>a</li></ol></li></ul>", ["/Disc", "/Decimal"]),
    ],
)  # fmt: skip
def test_a_list_says_how_its_items_are_labelled(body: str, styles: list[str]) -> None:
    assert list_styles(body) == styles


def test_a_list_without_labels_says_nothing_of_them() -> None:
    root = page_of("<ul><li>a</li></ul>")
    tree = StructureTree(root)
    tree.add_text(next(root.iter("li")), "", MarkedContent(0, 0, None))
    assert [node.attributes for node in tree.finish().iterate() if node.role.type == "L"] == [{}]
