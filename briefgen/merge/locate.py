"""Finds where the printed words of a paragraph are written: each token of it in the Markdown of its block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from briefgen.merge.source_file import SourceFile, SourcePiece, list_pieces, to_source_key
from briefgen.merge.tokens import Token, split_tokens
from briefgen.model.printed_text import NOTE, PrintedParagraph, PrintedText, Span, SpanKind

Place = tuple[int, int]
"""Where something starts and ends in a file."""

_KEY_LINE = re.compile(r"[A-Za-z_]+:")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Located:
    """The tokens of a printed text with their places in a file."""

    tokens: tuple[Token, ...]
    places: tuple[Place | None, ...]
    """Of each token; None for what is written otherwise than it is printed."""
    region: Place
    """The lines that it is written in."""
    pieces: tuple[SourcePiece, ...]
    in_front_matter: bool = False


def locate_paragraph(source: SourceFile, paragraph: PrintedParagraph, beside: Sequence[PrintedParagraph]) -> Located:
    """The tokens of a paragraph; `beside` are the paragraphs that are printed from the same lines, this one included."""
    words = paragraph.words
    region = source.get_range(words.line, words.last_line)
    in_front_matter = words.line < source.body_line
    if in_front_matter:
        region = _find_key(source, words)
    elif paragraph.in_table:
        region = _find_cell(source, paragraph, beside, region)
    return locate_text(source, words, region, in_front_matter=in_front_matter)


def locate_title(source: SourceFile, paragraph: PrintedParagraph) -> Located:
    """The tokens of a title that runs into a paragraph, in the front matter."""
    return locate_text(source, paragraph.words, _find_key(source, paragraph.words), in_front_matter=True)


def locate_text(source: SourceFile, words: PrintedText, region: Place, *, in_front_matter: bool = False) -> Located:
    """The tokens of a text in a part of a file."""
    tokens = split_tokens(words.text)
    pieces = tuple(list_pieces(source.text, *region))
    kinds = [_find_kind(words.spans, token) for token in tokens]
    plain = [index for index, kind in enumerate(kinds) if kind is None and not tokens[index].is_atom]
    written = [index for index, piece in enumerate(pieces) if not piece.kind]
    places: list[Place | None] = [None] * len(tokens)
    matcher = SequenceMatcher(
        None,
        [to_source_key(tokens[index].key) for index in plain],
        [pieces[index].key for index in written],
        autojunk=False,
    )
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            piece = pieces[written[second + step]]
            places[plain[first + step]] = piece.start, piece.end
    _pair_in_order(
        _list_notes(tokens, words.spans), [piece for piece in pieces if piece.kind in {"cite", "author"}], places
    )
    outputs = [
        piece for piece in pieces if piece.kind == "jinja" and source.text[piece.start : piece.start + 2] == "{{"
    ]
    _pair_in_order(_list_data(tokens, words.spans), outputs, places)
    return Located(tokens, tuple(places), region, pieces, in_front_matter)


def _pair_in_order(groups: Sequence[Sequence[int]], pieces: Sequence[SourcePiece], places: list[Place | None]) -> None:
    """What is written as one piece each, if there are as many of both."""
    if len(groups) == len(pieces):
        for group, piece in zip(groups, pieces, strict=True):
            for index in group:
                places[index] = piece.start, piece.end


def _find_kind(spans: Sequence[Span], token: Token) -> SpanKind | None:
    return next((span.kind for span in spans if span.start < token.end and token.start < span.end), None)


def _list_notes(tokens: Sequence[Token], spans: Sequence[Span]) -> list[list[int]]:
    """The calls of notes that the author wrote, without those of facts."""
    written = {SpanKind.CITATION, SpanKind.NOTE}
    return [[index] for index, token in enumerate(tokens) if token.key == NOTE and _find_kind(spans, token) in written]


def _list_data(tokens: Sequence[Token], spans: Sequence[Span]) -> list[list[int]]:
    """The tokens of each printed value, with the call of its own note."""
    groups: list[list[int]] = []
    for span in spans:
        if span.kind in {SpanKind.FACT, SpanKind.DATA}:
            group = [index for index, token in enumerate(tokens) if span.start < token.end and token.start < span.end]
            if group and tokens[group[0]].key == NOTE and groups:
                groups[-1] += group
            else:
                groups.append(group)
    return groups


def _find_key(source: SourceFile, words: PrintedText) -> Place:
    """The lines of the key in the front matter that has the most of the printed words."""
    printed = [to_source_key(token.key) for token in split_tokens(words.text)]
    best, score = (0, 0), 0.0
    for region in _list_keys(source):
        written = [piece.key for piece in list_pieces(source.text, *region)]
        ratio = SequenceMatcher(None, printed, written, autojunk=False).ratio()
        if ratio > score:
            best, score = region, ratio
    return best


def _list_keys(source: SourceFile) -> Iterator[Place]:
    start = 2
    for number in range(3, source.body_line):
        if _KEY_LINE.match(source.get_line(number)) or number == source.body_line - 1:
            first, last = source.get_range(start, number - 1)
            key = _KEY_LINE.match(source.text[first:last])
            yield first + (key.end() if key else 0), last
            start = number


def _find_cell(
    source: SourceFile, paragraph: PrintedParagraph, beside: Sequence[PrintedParagraph], row: Place
) -> Place:
    """The cell of a row that has the printed words. Of equal cells the one with the same number."""
    bounds = [row[0], *(row[0] + found.start() for found in _CELL_END.finditer(source.text[slice(*row)])), row[1]]
    cells = [(max(first, row[0]), last) for first, last in pairwise(bounds)]
    printed = [to_source_key(token.key) for token in split_tokens(paragraph.words.text)]
    scores = [_measure_cell(source, cell, printed) for cell in cells]
    best = [cell for cell, score in zip(cells, scores, strict=True) if score == max(scores)]
    same = [other for other in beside if other.words.text == paragraph.words.text]
    number = next((index for index, other in enumerate(same) if other is paragraph), 0)
    start, end = best[min(number, len(best) - 1)]
    return start + (source.text[start : start + 1] == "|"), end


def _measure_cell(source: SourceFile, cell: Place, printed: Sequence[str]) -> float:
    written = [piece.key for piece in list_pieces(source.text, *cell) if piece.key != "|"]
    return SequenceMatcher(None, printed, written, autojunk=False).ratio()
