"""Sets the spaces that French requires before `;` `:` `!` `?` and inside « », so that no line breaks there: tree to tree.

The rule is that of the Imprimerie nationale (Lexique des règles typographiques): a narrow no-break space (U+202F)
before `;`, `!` and `?`, a no-break space (U+00A0) before `:` and inside guillemets. A space that is typed is replaced; where
none is typed, one is set only between a word and a mark that ends it, so that addresses and times of day stay as they are.
Passages marked as another language are left alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.compose.paired_quotes import UNCHANGED_TAGS, pair_quotes_in_tree
from briefgen.model.punctuation import are_quotes_paired
from briefgen.model.translation import is_same_language
from briefgen.model.tree import Element, Node, Note, Text

NARROW_SPACE, NO_BREAK_SPACE = "\u202f", "\u00a0"
SPACES = "[ \u00a0\u2009\u202f]"

AFTER_WORD = r"(?<=[\w)»%’…])"
"""What a mark may follow without a space."""

_RULES = (
    (re.compile(rf"(?:{SPACES}+|{AFTER_WORD})([;!?]+)(?=\s|$|[)»])"), NARROW_SPACE + r"\1"),
    (re.compile(rf"(?:{SPACES}+|{AFTER_WORD}):(?=\s|$|[)»])"), NO_BREAK_SPACE + ":"),
    (re.compile(rf"«(?:{SPACES}+|(?=\S))"), "«" + NO_BREAK_SPACE),
    (re.compile(rf"(?:{SPACES}+|(?<=\S))»"), NO_BREAK_SPACE + "»"),
)


def set_spaces(text: str, language: str, before: str = "") -> str:
    """The text with the spaces of its language; unchanged in other languages than French.

    `before` is the character in front of it.
    """
    if not is_same_language(language, "fr"):
        return text
    before = before.strip()
    text = before + text
    for pattern, spaced in _RULES:
        text = pattern.sub(spaced, text)
    return text[len(before) :]


def set_spaces_in_tree(body: Element, language: str) -> Element:
    """The tree with the spaces and the quotation marks of its language in every text, notes included; not in passages in other languages."""
    if is_same_language(language, "fr"):
        return _SpaceSetter().set_in_element(body, language)
    return pair_quotes_in_tree(body, language) if are_quotes_paired(language) else body


class _SpaceSetter:
    """Walks through a tree and keeps the last character: a mark may be first in a text that follows a word."""

    def __init__(self) -> None:
        self._last = ""

    def set_in_element(self, element: Element, language: str) -> Element:
        if element.tag in UNCHANGED_TAGS:
            return element
        language = element.get("lang", language)
        return element.with_children([self._set_in_node(child, language) for child in element.children])

    def _set_in_node(self, node: Node, language: str) -> Node:
        match node:
            case Text():
                node = replace(node, content=set_spaces(node.content, language, self._last))
                self._last = node.content[-1:] or self._last
                return node
            case Element():
                return self.set_in_element(node, language)
            case Note():
                outside, self._last = self._last, ""
                children = tuple(self._set_in_node(child, language) for child in node.children)
                self._last = outside
                return node.with_children(children)
            case _:
                return node
