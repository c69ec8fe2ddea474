"""Keeps ranges, symbols of documents, words with a short prefix, and names, numbers and compounds of titles on one line of a wide screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.model.tree import HEADING_TAGS, Element, Node, Text, rebuild
from briefgen.render.bound_words import DOCUMENT_SYMBOL

UNBROKEN_CLASS = "unbroken"
"""A style sheet divides what has this class where a line is too short for it; a space that does not break cannot be divided."""

COMPOUND_CLASS = "compound"
"""A word with a hyphen in large type, with the marks beside it: divided only where no line is long enough for it."""

SHORT_CLASS = "short"
"""Of what has the class above and is so short that it stays whole in a title on a telephone, too."""

_LONGEST_SHORT = 14
"""In characters: two thirds of a line of a title on a telephone. Longer ones would leave a line half empty."""

_REQUEST_CLASSES = frozenset({"action", "asks"})
"""What a reader is to do, in large or bold type."""

_SHORT_PREFIX = r"(?<![\w/.:=?&%#-])[^\W\d_]{2,3}-[^\W\d_]{3,16}(?![\w/-])"
"""A word of which a line would end with three letters and a hyphen: `non-governmental`."""
_KEPT = re.compile(rf"[\w.]*\d–\d[\w.]*|(?:UN Doc )?{DOCUMENT_SYMBOL.pattern}|{_SHORT_PREFIX}")
_BOUND_NAME = re.compile("\\w+(?:[.,]\\d+)*(?:\N{NO-BREAK SPACE}\\w+(?:[.,]\\d+)*)+")
_LAST_WORDS = re.compile(rf"(?<=[^\W\d_]\s)[^\W\d_]{{2,4}} [^\W\d_]{{2,{_LONGEST_SHORT - 5}}}$")
"""The last word of a title with a short one before it, `in China`: balance alone can leave it on a line by itself."""
_COMPOUND = re.compile(r"\S*[^\W\d_]-[^\W\d_]\S*")


def keep_ranges(node: Node) -> Iterator[Node]:
    """A text with each range, `94–96`, symbol, `CAT/C/GC/4`, and word with a short prefix in an element that does not break.

    A browser breaks lines behind each dash, slash and hyphen.
    """
    yield from _enclose(node, _KEPT) if isinstance(node, Text) else (node,)


def keep_titles(node: Node) -> Iterator[Node]:
    """A title, or what is asked, with its compounds, `Nord-Coréens`, in elements that do not break, and in a title the words that are bound together.

    A browser breaks lines behind each hyphen.
    """
    is_title = isinstance(node, Element) and node.tag in HEADING_TAGS
    if isinstance(node, Element) and (is_title or not _REQUEST_CLASSES.isdisjoint(node.classes)):
        node = node.with_children(rebuild(node.children, _keep_compounds))
    if isinstance(node, Element) and is_title:
        last = node.children[-1:]
        children = (*node.children[:-1], *(part for child in last for part in _enclose(child, _LAST_WORDS)))
        node = node.with_children(part for child in children for part in _enclose(child, _BOUND_NAME))
    yield node


def _keep_compounds(node: Node) -> Iterator[Node]:
    yield from _enclose(node, _COMPOUND, COMPOUND_CLASS)


def _enclose(node: Node, kept: re.Pattern[str], name: str = UNBROKEN_CLASS) -> Iterator[Node]:
    if not isinstance(node, Text) or not kept.search(node.content):
        yield node
        return
    start = 0
    for found in kept.finditer(node.content):
        if found.start() > start:
            yield Text(node.content[start : found.start()], node.origin)
        words = found[0].replace("\N{NO-BREAK SPACE}", " ")
        is_short = name == UNBROKEN_CLASS and len(words) <= _LONGEST_SHORT
        yield Element("span", (Text(words, node.origin),), {"class": f"{name} {SHORT_CLASS}" if is_short else name})
        start = found.end()
    if start < len(node.content):
        yield Text(node.content[start:], node.origin)
