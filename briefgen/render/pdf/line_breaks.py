"""Inserts points where lines may break and where they may not, so that lines break as a typesetter breaks them."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.model.tree import Element, Node, Note, Text, get_children
from briefgen.render.bound_words import DOCUMENT_SYMBOL, PREFORMATTED_TAGS, bind_words
from briefgen.render.east_asian_breaks import join_east_asian_words, set_east_asian_breaks

_QUOTE_BEFORE_BRACKET = re.compile(r"(?<=[’”»]) (?=[(\[])")
"""Unicode allows no line break between a closing quotation mark and a bracket: it takes the mark for an opening one."""
_ADDRESS = re.compile(r"https?://\S+")
_SCHEME = re.compile(r"(?<=://)")
"""Unicode allows a line break behind these slashes; a line that ends there says nothing."""
_AFTER_CHAPTER = re.compile(r"(?<=(?<![A-Za-z])[IVX]\.)(?=\d)|(?<=(?<![A-Za-z])[IVX]{2}\.)(?=\d)")
"""Unicode allows a line break in `ch V.2`."""
_BETWEEN_PARAMETERS = re.compile(r"(?<=[&=])(?=[\w%])")
"""Unicode allows no line break here, so that a long address broke before any of its letters."""

_BEFORE_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
"""Unicode allows a line break behind it, where it could be that of a divided word; an address is divided before its own."""

_SHORT_RANGE = re.compile(r"(?<=\d[–—])(?=\d{1,3}(?!\d|[.,\u00a0\u202f]\d))")
"""Between the ends of a range of pages or paragraphs, `94–96`: the last one alone says nothing."""


_INSIDE_SYMBOL = re.compile(r"(?<=[/.])")
"""Behind the slashes and stops of a symbol."""

_INSIDE_SHORT_WORDS = re.compile(r"(?<=\b[Ии]з-)(?=за\b|под\b)|(?<=\w-)(?=(?:ci|là)\b)")
"""Unicode allows a line break behind every hyphen; `из-за` in Russian and `ceux-ci` in French are not divided."""


def control_line_breaks(body: Element, language: str) -> Element:
    """The tree of a document in a language with bound words and these points; no other character changes."""
    bound = bind_words(body, language)
    return join_east_asian_words(bound.with_children(_control_node(node) for node in bound.children))


def _control_node(node: Node) -> Node:
    if isinstance(node, Text):
        text = _QUOTE_BEFORE_BRACKET.sub("\N{ZERO WIDTH SPACE} ", node.content)
        text = _SHORT_RANGE.sub("\N{WORD JOINER}", _AFTER_CHAPTER.sub("\N{WORD JOINER}", text))
        text = DOCUMENT_SYMBOL.sub(lambda symbol: _INSIDE_SYMBOL.sub("\N{WORD JOINER}", symbol[0]), text)
        text = _INSIDE_SHORT_WORDS.sub("\N{WORD JOINER}", text)
        text = set_east_asian_breaks(_ADDRESS.sub(_divide_address, text))
        return node if text == node.content else replace(node, content=text)
    if isinstance(node, Element | Note) and not (isinstance(node, Element) and node.tag in PREFORMATTED_TAGS):
        return node.with_children(tuple(_control_node(child) for child in get_children(node)))
    return node


def _divide_address(found: re.Match[str]) -> str:
    address = _BEFORE_HYPHEN.sub("\N{ZERO WIDTH SPACE}-\N{WORD JOINER}", found[0])
    return _SCHEME.sub("\N{WORD JOINER}", _BETWEEN_PARAMETERS.sub("\N{ZERO WIDTH SPACE}", address))
