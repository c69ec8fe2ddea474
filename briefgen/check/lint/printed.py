"""Reads the paragraphs of the finished text as they are printed: lints look at these, not at the Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.check.rules.context import RuleContext
from briefgen.model.diagnostic import Origin
from briefgen.model.tree import Element, Node, Note, Text

NOTE_CALL = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Where a note is called."""
BLOCK_TAGS = frozenset(
    "p li td th dd dt figcaption caption blockquote aside figure table thead tbody tfoot tr ul ol dl div section "
    "article header footer main nav pre h1 h2 h3 h4 h5 h6".split()
)
"""Elements that start a paragraph of their own."""
PARAGRAPH_TAGS = frozenset({"p", "li", "td", "dd", "figcaption"})
LIFTED_CLASSES = frozenset({"pull-quote"})
"""A passage that repeats words of the text."""
NUMBER_CLASSES = frozenset({"paragraph-number", "heading-number", "callout-number", "cross-reference", "time-mark"})
"""Elements whose digits briefgen prints itself."""
SOURCED_TOGETHER = frozenset({"table", "figure", "blockquote", "aside"})
"""A note anywhere in one of these is the source of all of it."""


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """The words of one paragraph, list item or cell, and whether they have a source."""

    text: str
    """Without the text of notes; each call of a note is `NOTE_CALL`."""
    origin: Origin
    has_source: bool
    """In the paragraph itself, in what it belongs to (a table, a quotation), or in the sentence that leads in to its list."""
    is_quotation: bool
    """A block quotation."""
    is_lifted: bool
    """A pull quote."""


def read_printed_paragraphs(context: RuleContext) -> Iterator[PrintedParagraph]:
    """Every paragraph whose text comes from the content of the project, in reading order."""
    return _read(context.document.body, has_source=False, quotation=False, lifted=False)


def _read(element: Element, *, has_source: bool, quotation: bool, lifted: bool) -> Iterator[PrintedParagraph]:
    quotation = quotation or element.tag == "blockquote"
    lifted = lifted or bool(element.classes & LIFTED_CLASSES)
    has_source = has_source or (element.tag in SOURCED_TOGETHER and _has_note_call(element.children))
    inline = [child for child in element.children if not _is_block(child)]
    if element.tag in PARAGRAPH_TAGS and element.origin and element.origin.path.startswith("content/"):
        text = "".join(_print(inline))
        if text.strip():
            sourced = has_source or NOTE_CALL in text
            yield PrintedParagraph(text, element.origin, sourced, quotation, lifted)
    leads_in = _has_note_call(inline)
    for child in element.children:
        if isinstance(child, Element) and _is_block(child):
            belongs = child.tag in {"ul", "ol", "dl", "blockquote", "table", "figure"}
            yield from _read(child, has_source=has_source or (belongs and leads_in), quotation=quotation, lifted=lifted)
            leads_in = child.tag == "p" and _has_note_call(child.children)


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in BLOCK_TAGS


def _has_note_call(nodes: Iterable[Node]) -> bool:
    return any(
        isinstance(node, Note) or (isinstance(node, Element) and _has_note_call(node.children)) for node in nodes
    )


def _print(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text():
                yield node.content
            case Note():
                yield NOTE_CALL
            case Element():
                if node.classes & NUMBER_CLASSES or node.tag == "code":
                    continue
                yield " " if node.tag == "br" else "".join(_print(node.children))
            case _:
                continue
