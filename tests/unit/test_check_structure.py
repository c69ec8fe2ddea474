"""The structure of a finished text: what assistive technology and Word need to be in order."""

from __future__ import annotations

import pytest

from briefgen.check.structure import check_structure
from briefgen.compose.html_reader import read_html
from briefgen.compose.marks import MarkTable
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.tree import Element


def codes(html: str) -> list[str]:
    """The codes of the problems in a body."""
    sink = Sink()
    nodes = read_html(f"<body>{html}</body>", MarkTable(), Origin("page.html"), sink, template=True)
    assert sink.diagnostics == []
    body = next(node for node in nodes if isinstance(node, Element))
    check_structure(body, sink)
    return [problem.code for problem in sink.diagnostics]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>Title</h1><h2>A</h2><h3>B</h3><h2>C</h2>", []),
        ("<h1>Title</h1><h3>B</h3>", ["heading-skipped"]),
        ("<h2>Title</h2>", ["heading-skipped"]),
        ("<h1>Title</h1><h2> </h2>", ["heading-empty"]),
        ('<h1 id="a">Title</h1><p id="a">x</p>', ["id-duplicate"]),
        ('<h1 id="a">Title</h1><p><a href="#a">x</a></p>', []),
        ('<h1 id="a">Title</h1><p><a href="#b">x</a></p>', ["link-target"]),
        ('<h1>Title</h1><p><a href="#note-1">the note</a></p>', ["link-target"]),
        ('<h1>Title</h1><p><a href="#call-1">the note</a></p>', ["link-target"]),
        ('<h1>Title</h1><p><a href="#note-1" class="cross-reference">1</a></p>', []),
        ('<h1>Title</h1><p><a href="">x</a></p>', ["link-empty"]),
        ('<h1>Title</h1><p><a href="https://example.org"> </a></p>', ["link-empty"]),
        ('<h1>Title</h1><p><a id="here"></a>x</p>', []),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", []),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr></table>", ["table-ragged"]),
        ('<table><tr><th colspan="2">a</th></tr><tr><td>1</td><td>2</td></tr></table>', []),
        ('<table><tr><th rowspan="2">a</th><td>1</td></tr><tr><td>2</td></tr></table>', []),
        ('<table><tr><th rowspan="2">a</th><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>', ["table-ragged"]),
        ('<p><img src="images/a.png"></p>', ["image-alt"]),
        ('<p><img src="images/a.png" alt=""></p>', []),
        ('<p><a href="https://example.org"><img src="images/a.png" alt="A"></a></p>', ["image-in-link"]),
    ],
)
def test_a_fault_of_structure_is_reported(html: str, expected: list[str]) -> None:
    assert codes(html) == expected
