"""Signs that an author repeats many thousand times take no longer than other text."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from briefgen.compose.marks import MarkTable
from briefgen.compose.markup_kinds import UNREAD_MARKUP
from briefgen.model.citation_syntax import CITATION_CLUSTER, NARRATIVE_CITATION

REPEATED = (
    "{{ ",
    "{% ",
    "{## ",
    "{{",
    "{",
    "}}",
    "[",
    "[@",
    "[a@",
    "[^",
    "](",
    "<",
    "<a ",
    "@{",
    "@a[",
    "`",
    "- ",
    ";",
    "\\(",
    "$x",
)
COUNT = 20_000
LIMIT = 2.0
"""Seconds of a processor: each takes a twentieth of it, and took more than a minute where text was read again from each sign."""
ATTEMPTS = 5
"""What is slow by its way of reading is so each time; a machine that stands still for a moment slows one of them."""


def split_lines(text: str) -> str:
    """The text in lines of thirty characters."""
    return "\n".join(text[start : start + 30] for start in range(0, len(text), 30))


UNREAD = [
    re.compile(kind.pattern, re.MULTILINE)
    for kind in UNREAD_MARKUP
    if kind.name in {"a note", "TeX", "a comment of a template", "a reference of another program"}
]
READERS: dict[str, Callable[[str], object]] = {
    "lines of a block": lambda text: MarkTable().mark_markdown(text, "a.md", 1),
    "short lines of a block": lambda text: MarkTable().mark_markdown(split_lines(text), "a.md", 1),
    "lines of a page template": lambda text: MarkTable().mark_template(split_lines(text), "page.html"),
    "one line of a page template": lambda text: MarkTable().mark_template(text, "page.html"),
    "clusters": CITATION_CLUSTER.findall,
    "citations in the sentence": NARRATIVE_CITATION.findall,
    "unread notes, TeX and references": lambda text: [pattern.findall(text) for pattern in UNREAD],
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("sign", REPEATED)
def test_repeated_signs_are_read_once(reader: str, sign: str) -> None:
    assert any(measure(READERS[reader], sign) < LIMIT for _ in range(ATTEMPTS))


def measure(read: Callable[[str], object], sign: str) -> float:
    """The seconds of processor that it takes to read a sign many times, also behind an open bracket."""
    start = time.process_time()
    read(sign * COUNT)
    read("[" + sign * COUNT)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("[@a, p 1]", ["@a, p 1"]),
        ("[see @a; @b]", ["see @a; @b"]),
        ("[see [x@y] @a]", ["see [x@y] @a"]),
        ("[@a [sic] b]", ["@a [sic] b"]),
        ("[@]", []),
        ("[@@a]", ["@@a"]),
        ("[@a](x)", []),
        ("[[@a]]", ["@a"]),
        ("[[x] y]", []),
        ("[@a", []),
    ],
)
def test_clusters_are_found_as_before(text: str, clusters: list[str]) -> None:
    assert CITATION_CLUSTER.findall(text) == clusters


def test_jinja_over_several_lines_stays_one_piece() -> None:
    text = "A {{ fact(\n'x') }} b\n{% if x %}\nC {{ y }} {# d\ne #} f\ng"
    marked = MarkTable().mark_markdown(text, "a.md", 1).split("\n")
    assert [len(line) > len(plain) for line, plain in zip(marked, text.split("\n"), strict=True)] == [
        True,
        False,
        False,
        True,
        False,
        True,
    ]
