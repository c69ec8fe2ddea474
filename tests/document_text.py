"""A finished document as plain text, in reading order: a block on each line, its notes in brackets where they are called."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.document import Document
from briefgen.model.tree import Element, Node, Note, Text

MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "dt": ": ", "td": "| ", "th": "| "}
"""What stands before the words of an element."""
BLOCKS = frozenset(
    "aside blockquote body caption dd div dl figcaption figure footer header main nav ol p section table tbody thead tr ul".split()
)


def write_document_text(document: Document) -> str:
    """The title, then each block of the text on its line. The texts that stand in the place of pictures are lines, too."""
    lines = "".join(_write(document.body)).splitlines()
    return "\n".join([document.metadata.title, *(line.strip(" ") for line in lines if line.strip(" "))]) + "\n"


def _write(node: Node) -> Iterator[str]:
    match node:
        case Text():
            yield node.content.replace("\n", " ")
        case Note():
            yield f" [{node.number}: "
            for inside in node.children:
                yield from _write(inside)
            yield "]"
        case Element(tag="img" | "svg"):
            yield f"\n[picture: {' '.join(node.get('alt').split())}]\n"
        case Element():
            is_line = node.tag in BLOCKS or node.tag in MARKS
            yield "\n" * is_line + MARKS.get(node.tag, "")
            for inside in node.children:
                yield from _write(inside)
            yield "\n" * is_line
