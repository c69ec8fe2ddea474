"""A Markdown file of a block as it is on disk, and the pieces that its text is made of."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefgen.merge.tokens import Token, split_tokens

_PIECE = re.compile(
    r"""(?P<jinja>\{\{.*?\}\}|\{%.*?%\}|\{\#.*?\#\})
    |(?P<comment><!--.*?-->)
    |(?P<cite>\[\^[^\]\s]+\](?!:)|\[[^\[\]\n]*@[\w{][^\[\]\n]*\](?!\())
    |(?P<author>(?<![\w@.\\])@\{?[\w][\w:.+/-]*[\w/]\}?)
    |(?P<link>\]\([^)\s]*(?:\s+"[^"]*")?\)|\]\[[^\]]*\])
    |(?P<tag></?[A-Za-z][^<>\n]*>|\{:?[^{}\n]*\})
    |(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<entity>&\w+;|&\#\w+;)
    |(?P<dash>---?(?!-))
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTES = str.maketrans("“”„«»‘’‚`", '"""""\'\'\'\'')
FENCE = "---"


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A word, a sign or a piece of markup of the Markdown."""

    key: str
    """What is compared with the printed words; empty for what is not printed as it is written."""
    start: int
    end: int
    kind: str = ""
    """`jinja`, `cite`, ... ; empty for words."""


@dataclass(frozen=True)
class SourceFile:
    """The text of a file, with its own line ends."""

    path: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line starts, and the end of the text."""
        return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", self.text)), len(self.text)]

    @property
    def newline(self) -> str:
        """How its lines end."""
        found = re.search(r"\r\n|\r|\n", self.text)
        return found[0] if found else "\n"

    @cached_property
    def body_line(self) -> int:
        """The first line of the Markdown, behind the front matter."""
        lines = [self.get_line(number) for number in range(1, self.line_count + 1)]
        if not lines or lines[0].lstrip("\ufeff").rstrip() != FENCE:
            return 1
        return next((number + 1 for number, line in enumerate(lines[1:], 2) if line.rstrip() == FENCE), 1)

    @property
    def line_count(self) -> int:
        """How many lines it has."""
        return len(self.line_starts) - 1

    def get_line(self, number: int) -> str:
        """A line without its end; empty for one that does not exist."""
        if not 1 <= number <= self.line_count:
            return ""
        return self.text[self.line_starts[number - 1] : self.line_starts[number]].rstrip("\r\n")

    def get_range(self, first: int, last: int) -> tuple[int, int]:
        """From the start of a line to the end of another, without the sign of its end."""
        last = min(last, self.line_count)
        return self.line_starts[first - 1], self.line_starts[last - 1] + len(self.get_line(last))


def to_source_key(key: str) -> str:
    """A printed word as it may be written: typographic quotation marks are often typed as straight ones."""
    return key.translate(_QUOTES)


def list_pieces(text: str, start: int, end: int) -> Iterator[SourcePiece]:
    """The pieces of a part of a file, in order. Citations with nothing between them are one: they are one note."""
    last: SourcePiece | None = None
    for piece in _list_single_pieces(text, start, end):
        if last and piece.kind == last.kind == "cite" and not text[last.end : piece.start].strip():
            last = SourcePiece("", last.start, piece.end, "cite")
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _list_single_pieces(text: str, start: int, end: int) -> Iterator[SourcePiece]:
    position = start
    while position < end:
        found = _PIECE.search(text, position, end)
        stop = found.start() if found else end
        yield from (_to_piece(token, position) for token in split_tokens(text[position:stop]))
        if not found:
            return
        kind = found.lastgroup or ""
        key = ""
        if kind == "escape":
            key, kind = to_source_key(found[0][1:]), ""
        elif kind == "entity":
            key, kind = to_source_key(html.unescape(found[0])), ""
        elif kind == "dash":
            key, kind = "—" if len(found[0]) == 3 else "–", ""
        yield SourcePiece(key, found.start(), found.end(), kind)
        position = max(found.end(), position + 1)


def _to_piece(token: Token, shift: int) -> SourcePiece:
    return SourcePiece(to_source_key(token.key), shift + token.start, shift + token.end)
