"""Decides which words a message about a template may quote: what is written in the template, and never a value that it computes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from briefgen.model.template_syntax import CommentSyntax

HIDDEN_WORD = "..."
"""What a message has in the place of a word that it does not quote."""

HIDDEN_WORD_HINT = "the name comes from a value, and a message never shows a value"

CACHED_TEXTS = 256

QUOTED_PART = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|\d{2,}""")
"""A quoted part or a number in a message of Python or Jinja."""


QUOTES = "'\"`"

BACKTICKED_PART = re.compile("`[^`]*`")


@dataclass(slots=True)
class WrittenWords:
    """The words that are written in the texts which are being filled in, or in the brief. Cells of the recipient are not among them."""

    brief_words: frozenset[str] = frozenset()
    texts: list[tuple[str, CommentSyntax]] = field(default_factory=list)

    def can_quote(self, word: object) -> bool:
        """Whether a message may quote a word."""
        return str(word) in self.brief_words or any(str(word) in _find_words(*text) for text in self.texts)

    def hide_words(self, message: str, words: Iterable[object]) -> str:
        """A message of ours with `...` in the place of each part in backticks that has one of these words in it, unless it is written."""
        texts = [str(word) for word in words if isinstance(word, str) or _is_short_number(word)]
        hidden = [word for word in texts if word and not self.can_quote(word)]
        for word in hidden:
            message = message.replace(f"`{word}`", f"`{HIDDEN_WORD}`")
        return BACKTICKED_PART.sub(
            lambda part: f"`{HIDDEN_WORD}`" if any(word in part[0] for word in hidden) else part[0], message
        )

    def hide_values(self, message: str) -> str:
        """A message of Python or Jinja with `...` in the place of each quoted part or number that is not written in the texts."""
        return QUOTED_PART.sub(
            lambda part: part[0] if self.can_quote(part[0].strip(QUOTES)) else f"`{HIDDEN_WORD}`", message
        )


def _is_short_number(value: object) -> bool:
    """Whether a value is a number that Python prints: it refuses those of thousands of digits."""
    return isinstance(value, int) and value.bit_length() < CACHED_TEXTS


@lru_cache(maxsize=CACHED_TEXTS)
def _find_words(text: str, comments: CommentSyntax) -> frozenset[str]:
    """The names and constants in the Jinja of a text; none in a text that Jinja cannot read."""
    start, end = comments.value
    try:
        tree = Environment(comment_start_string=start, comment_end_string=end, autoescape=True).parse(text)
    except (TemplateSyntaxError, ValueError, RecursionError):
        return frozenset()
    return frozenset(_walk_words(tree))


def _walk_words(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all((nodes.Const, nodes.Getattr, nodes.Name, nodes.Keyword, nodes.Filter, nodes.Test)):
        match node:
            case nodes.Const(value=str(value)):
                yield from (value, *value.split("."))
            case nodes.Const(value=int(value)) if _is_short_number(value):
                yield str(value)
            case nodes.Getattr(attr=name) | nodes.Name(name=name) | nodes.Keyword(key=name):
                yield name
            case nodes.Filter(name=name) | nodes.Test(name=name):
                yield name
