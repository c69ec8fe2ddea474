"""Notes and sources written by hand, for tests of citing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefgen.model.citation_syntax import CITATION_CLUSTER, parse_cluster
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Sensitivity, Source
from briefgen.model.tree import Citation, Element, Node, Note, Text
from briefgen.schema.csl_date import to_csl_date

ROOT = Path(__file__).resolve().parents[2]
STYLES = ROOT / "styles" / "citations"
CASES = ROOT / "tests" / "cases" / "cite"
DATES = ("issued", "event-date", "accessed", "original-date")
ITALICS = re.compile(r"\*([^*]+)\*")
BLOCK = Origin("content/x/a.md", 1)


@cache
def works() -> Mapping[str, Source]:
    """The works of tests/cases/cite/sources.yaml."""
    read = yaml.safe_load((CASES / "sources.yaml").read_text(encoding="utf-8"))
    return {item["id"]: a_source(**item) for item in read}


def a_source(**csl: Any) -> Source:
    """A source; hyphens in names of fields are written as they are or as `_`, dates as in files."""
    item = {key.replace("_", "-"): value for key, value in csl.items()}
    item |= {key: to_csl_date(item[key]) for key in DATES if key in item}
    return Source(str(item["id"]), item, Sensitivity.PUBLIC, Origin("content/x/sources.yaml", 1))


def a_note(text: str, number: int) -> Note:
    """A note from a line such as `See [@young, 560]; *cf* [@raz]`, with its number."""
    return Note(tuple(inline(text)), number=number, origin=BLOCK)


def inline(text: str) -> Iterator[Node]:
    """Text with citations in brackets and `*italics*`."""
    clusters: list[str] = []

    def hide(match: re.Match[str]) -> str:
        clusters.append(match["cluster"])
        return "\0"

    remaining = iter(clusters)
    for position, piece in enumerate(ITALICS.split(CITATION_CLUSTER.sub(hide, text))):
        nodes = tuple(_cited(piece, remaining))
        yield from (Element("em", nodes),) if position % 2 else nodes


def _cited(text: str, clusters: Iterator[str]) -> Iterator[Node]:
    for position, piece in enumerate(text.split("\0")):
        if position:
            works = parse_cluster(next(clusters))
            assert works
            yield Citation(works, origin=BLOCK)
        yield Text(piece)


def printed(nodes: tuple[Node, ...]) -> str:
    """Nodes as one line, italics marked with `*`, small capitals with `^`."""
    return "".join(_printed(node) for node in nodes)


def _printed(node: Node) -> str:
    if isinstance(node, Text):
        return node.content
    if isinstance(node, Element):
        mark = "*" if node.tag == "em" else "^" if "small-caps" in node.classes else ""
        return f"{mark}{printed(node.children)}{mark}"
    raise AssertionError(f"{node} is left in a resolved note")
