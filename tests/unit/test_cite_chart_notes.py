"""The source line of a chart names its works: its note is for those that no other note cites."""

from __future__ import annotations

from briefgen.cite.chart_notes import omit_chart_notes
from briefgen.model.tree import Citation, CitedWork, Element, Node, Note, Text, find_elements, walk

SEPARATOR = Text("; ")


def note(*works: str) -> Note:
    return Note(
        (Citation(tuple(CitedWork(work.partition("@")[0], pinpoint=work.partition("@")[2]) for work in works)),)
    )


def cited_below_the_chart(line: tuple[Node, ...], *elsewhere: Node) -> list[str]:
    figure = Element("figure", (Element("p", (Text("Sources: Adam 2018."), *line), {"class": "chart-source"}),))
    body = omit_chart_notes(Element("body", (figure, Element("p", elsewhere))), SEPARATOR)
    (found,) = find_elements((body,), "figure")
    works = (work for node in walk(found.children) if isinstance(node, Citation) for work in node.works)
    return [f"{work.key}@{work.pinpoint}".rstrip("@") for work in works]


def test_a_work_that_another_note_cites_is_left_out() -> None:
    assert cited_below_the_chart((note("adam", "eve"),), note("adam")) == ["eve"]
    assert cited_below_the_chart((note("adam"),), note("eve", "adam")) == []


def test_a_work_that_is_cited_here_alone_keeps_its_note() -> None:
    assert cited_below_the_chart((note("adam"),), note("eve")) == ["adam"]


def test_another_place_of_a_work_is_not_the_same_source() -> None:
    assert cited_below_the_chart((note("adam@p 4"),), note("adam@p 9")) == ["adam@p 4"]
    assert cited_below_the_chart((note("adam@p 4"),), note("adam@4")) == []
    assert cited_below_the_chart((note("adam"),), note("adam@p 9")) == []


def test_two_charts_do_not_leave_out_the_work_of_each_other() -> None:
    line = Element("p", (Text("Source: Adam 2018."), note("adam")), {"class": "chart-source"})
    body = omit_chart_notes(Element("body", (line, line)), SEPARATOR)
    assert sum(isinstance(node, Note) for node in walk((body,), notes=False)) == 2
