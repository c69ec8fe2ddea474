"""No words, no cell and no item of a list are lost or merged without a diagnostic."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.compose.fill import FillError
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Node, extract_text, walk
from tests.unit.compose_samples import HERE, reader

EXAMPLES = json.loads((Path(__file__).parents[1] / "data/commonmark/inputs.json").read_text(encoding="utf-8"))
MAX_AMBIGUOUS = 17
"""Of the 652 examples of CommonMark: what Python-Markdown reads in another way. A new release may lower it."""
NOT_PRINTED = {
    161: "the language of a code block is no text",
    317: "the definition of a link",
    626: "`<!-->` starts a comment here and ends one in CommonMark; comments are for authors",
}
COMMENT_OR_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<![A-Z].*?>|</?[A-Za-z][^<>]*>", re.DOTALL)
PIECES = st.sampled_from(
    [
        *(
            "{}",
            "- {}",
            "  - {}",
            "    - {}",
            "* {}",
            "1. {}",
            "   1. {}",
            "2) {}",
            "(a) {}",
            "(b) {}",
            "a. {}",
            "b. {}",
        ),
        *(
            "> {}",
            "> - {}",
            "# {}",
            "### {}",
            "| {} | b |",
            "|---|---|",
            "---",
            "",
            "",
            "    {}",
            "  {}",
            "\t{}",
            "- [ ] {}",
        ),
        *(
            "term {}\n: means {}",
            "***{}***",
            "`{}`",
            "~~~",
            "[^n]: {}",
            "!!! callout\n    {}",
            "• {}",
            "(i) {}",
            "(ii) {}",
            "| {} | b | c |",
        ),
    ]
)


def read(text: str) -> tuple[tuple[Node, ...], Sink]:
    """The tree of a text and what was reported."""
    sink = Sink()
    try:
        return reader(sink).read(text, HERE, "x"), sink
    except FillError as error:
        sink.extend([error.diagnostic])
        return (), sink


def count_letters(text: str) -> Counter[str]:
    """The letters of a text without HTML. Digits can be the numbers of items, which style sheets print."""
    return Counter(re.findall(r"[^\W\d_]", COMMENT_OR_TAG.sub(" ", text)))


def is_all_printed(example: Mapping[str, Any]) -> bool:
    """Whether every letter of an example is text: addresses, names of characters and of languages are read, not printed."""
    return example["example"] not in NOT_PRINTED and not re.search(
        "reference|Links|Images|Autolinks|Entity|Raw HTML|HTML blocks|escapes|Fenced", example["section"]
    )


def test_the_examples_of_commonmark_lose_no_word_without_a_diagnostic_and_few_are_read_in_another_way() -> None:
    lost, different = {}, []
    for example in EXAMPLES:
        nodes, sink = read(example["markdown"])
        if any(found.code == "markdown-ambiguous" for found in sink.diagnostics):
            different.append(example["example"])
        if not sink.diagnostics and is_all_printed(example):
            printed = count_letters(extract_text(nodes, notes=True))
            lost[example["example"]] = count_letters(example["markdown"]) - printed
    assert {number: letters for number, letters in lost.items() if letters} == {}
    assert len(lost) > 260
    assert len(different) <= MAX_AMBIGUOUS, different


@given(st.lists(PIECES, min_size=1, max_size=9))
@settings(max_examples=400, deadline=None)
def test_no_line_is_lost_and_no_item_merged_without_a_diagnostic(pieces: list[str]) -> None:
    words = [f"word{number}x" for number in range(2 * len(pieces))]
    text = "\n".join(piece.format(words[2 * place], words[2 * place + 1]) for place, piece in enumerate(pieces))
    nodes, sink = read(text)
    if sink.diagnostics:
        return
    printed = extract_text(nodes, notes=True)
    assert [word for word in words if word in text and word not in printed] == []
    items = re.findall(r"^[ >\t]*(?:[-*•]|\d[.)]|\([a-z]+\)|[ab]\.) (?:\[ \] )?(word\d+x)", text, re.MULTILINE)
    code = "".join(extract_text((node,)) for node in walk(nodes) if isinstance(node, Element) and node.tag == "pre")
    starts = {
        extract_text(element.children).strip("☐ \n")
        for element in walk(nodes)
        if isinstance(element, Element)
        and element.tag in {"li", "p", "dt", "td", "th", *(f"h{level}" for level in range(1, 7))}
    }
    merged = [
        item for item in items if item not in code and not any(re.match(rf"(?:\S+ )?{item}", start) for start in starts)
    ]
    assert merged == []
