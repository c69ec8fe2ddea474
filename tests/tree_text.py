"""A tree as readable text, for expected output: HTML, with notes, citations and cross-references in braces."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from briefgen.model.tree import Citation, CitedWork, CrossReference, Element, Node, Note, Text

_OWN_LINE = frozenset(
    "aside blockquote body dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li nav ol p section table tbody td th thead tr ul".split()
)


def tree_text(nodes: Iterable[Node], *, lines: bool = False) -> str:
    """The nodes as text, each block on a line of its own; with `lines`, each element says its line."""
    written = "".join(_node(node, lines=lines) for node in nodes)
    return "\n".join(line.rstrip() for line in written.splitlines() if line.strip())


def _node(node: Node, *, lines: bool) -> str:
    inside = (
        ""
        if isinstance(node, Text | Citation | CrossReference)
        else "".join(_node(element, lines=lines) for element in node.children)
    )
    match node:
        case Text():
            return escape(node.content, quote=False)
        case Citation():
            kind = "narrative " if node.narrative else "automatic " if node.automatic else ""
            place = f" @{node.origin.line}" if lines and node.origin else ""
            return f"{{{kind}cite {'; '.join(_work(work) for work in node.works)}{place}}}"
        case CrossReference():
            return f"{{ref {node.target}}}"
        case Note():
            number = f" {node.number}" if node.number else ""
            return f"{{note{number}: {inside}}}"
        case Element():
            attributes = "".join(f' {name}="{escape(value)}"' for name, value in sorted(node.attributes.items()))
            place = f" line={node.origin.line}" if lines and node.origin else ""
            text = f"<{node.tag}{attributes}{place}>{inside}</{node.tag}>"
            return f"\n{text}\n" if node.tag in _OWN_LINE else text


def _work(work: CitedWork) -> str:
    parts = [work.prefix, "-" * work.suppress_author + work.key, work.pinpoint and f"({work.pinpoint})", work.suffix]
    return " ".join(part for part in parts if part)
