"""Inserts spaces that do not break and points that do, so that lines break as a typesetter breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.model.tree import Element, Node, Note, Text, extract_text, get_children

PREFORMATTED_TAGS = frozenset({"code", "pre"})
"""Elements whose spaces have a meaning."""

_NON_BREAKING_SPACES = re.compile(
    r"""
    (?<!\w)(?:[Aa]rts?|[Aa]rticles?|chs?|[Cc]hapters?|[Pp]aras?|[Pp]aragraphs?|pp?|nn?|ss?|[Ss]ections?|[Vv]ols?|[Nn]os?|cf|n°|№)\.?
        [ ](?=\d|[IVXLC]+\b|\(\w{1,4}\))            # art 33, p. 856, (n 13), art I
    | (?<![\w.,])\d{1,2}[ ](?=[^\W\d_]{3,12}[ ]\d{4}\b)   # 26 April 2024
    | \d[ ](?=per[ ]cent\b|million\b|billion\b|km\b|%|€|\$)
    """,
    re.VERBOSE,
)
_QUOTE_BEFORE_BRACKET = re.compile(r"(?<=[’”»]) (?=[(\[])")
"""Unicode allows no line break between a closing quotation mark and a bracket: it takes the mark for an opening one."""


def control_line_breaks(body: Element) -> Element:
    """The tree with these spaces and points; no other character changes."""
    return body.with_children(_control_nodes(body.children))


def _control_nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    for node, after in zip(nodes, (*nodes[1:], None), strict=False):
        yield _control_node(node, _find_reference_number(after))


def _control_node(node: Node, number: str) -> Node:
    """A node with its spaces; `number` is that of the cross-reference after it."""
    if isinstance(node, Text):
        kept = _NON_BREAKING_SPACES.sub(_replace_spaces, node.content + number)
        text = _QUOTE_BEFORE_BRACKET.sub("\N{ZERO WIDTH SPACE} ", kept[: len(node.content)])
        return node if text == node.content else replace(node, content=text)
    if isinstance(node, Element | Note) and not (isinstance(node, Element) and node.tag in PREFORMATTED_TAGS):
        return replace(node, children=tuple(_control_nodes(get_children(node))))
    return node


def _find_reference_number(node: Node | None) -> str:
    """The words of a cross-reference: they are in a link, and its label is in the text before."""
    return extract_text(node.children) if isinstance(node, Element) and "cross-reference" in node.classes else ""


def _replace_spaces(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\N{NO-BREAK SPACE}")
