"""A paragraph is a text in which one character stands for each note, citation or element."""

from __future__ import annotations

import pytest

from briefgen.cite.running_text import RunningText
from briefgen.model.diagnostic import BriefgenError, Origin
from briefgen.model.tree import Citation, CitedWork, Element, Node, Note, Text

PLACE = Origin("content/water/wells.md", 7)
MOST = 10_240

NODES: dict[str, Node] = {
    "notes": Note((), origin=PLACE),
    "texts": Text("word", PLACE),
    "emphasised words": Element("em", (Text("word", PLACE),), origin=PLACE),
    "line breaks": Element("br", origin=PLACE),
    "citations": Citation((CitedWork("who"),), origin=PLACE),
}


@pytest.mark.parametrize("node", NODES.values(), ids=NODES)
def test_a_paragraph_with_too_many_of_a_kind_is_refused_with_its_place(node: Node) -> None:
    with pytest.raises(BriefgenError) as error:
        RunningText().encode([node] * (MOST + 1))
    (found,) = error.value.diagnostics
    assert (found.code, found.origin, found.hints) == ("limit-paragraph", PLACE, ("divide it",))
    assert "more than 10,240 notes" in found.message


def test_a_paragraph_with_as_many_as_there_are_characters_is_read_and_written() -> None:
    nodes = (*[NODES["notes"]] * MOST, NODES["line breaks"])
    running = RunningText()
    assert running.decode(running.encode(nodes)) == nodes
