"""Sets the points at which a line of Chinese or Korean may break and may not: Unicode breaks Korean words, and keeps Chinese quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.model.tree import Element, Node, Note, Text, extract_text, get_children
from briefgen.model.words import HANGUL
from briefgen.render.bound_words import PREFORMATTED_TAGS

WORD_JOINER, BREAK_POINT = "\N{WORD JOINER}", "\N{ZERO WIDTH SPACE}"

LONGEST_KEPT_WORD = 12
"""Characters of a Korean word that stays whole; a longer one would leave a gap, or not fit into a cell of a table."""

_HANGUL = "\uac00-\ud7a3"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_CLOSING = "，。、；：！？）》】〉」』…—"

SHORTEST_PARAGRAPH = 12
"""Characters of a Chinese paragraph that can have a second line."""
SHORTEST_CELL = 5
"""The same in a column of a table, which is narrow."""
PARAGRAPH_TAGS = frozenset({"p", "li", "dd", "figcaption"})
CELL_TAGS = frozenset({"td", "th"})
EMPHASIS_TAGS = frozenset({"strong", "em", "b", "i", "span"})

_LAST_CHARACTER = re.compile(rf"(?<=[{_HAN}])(?=[{_HAN}][{_CLOSING}”’)]*\s*$)")
"""Before the last character of a paragraph, which would be a line of its own."""
_RANGE = re.compile(r"(?<=\d[–—~〜])(?=\d)")
"""Between the ends of a range."""

_COUNTERS = "年月日号期條条款段页頁章节節卷项項次届岁人名国國"
_COUNTED_BY = "第注"

_KOREAN_WORD = re.compile(rf"[^\s\u00a0]*[{_HANGUL}][^\s\u00a0]*")
_BEFORE_PARTICLE = re.compile(rf"(?<=[%)”’\]>〉》」』])(?=[{_HANGUL}])")
_INSIDE_KOREAN = re.compile(rf"(?<=[{_HANGUL}\w%)”’\]>〉》」』])(?=[{_HANGUL}])|(?<=[{_HANGUL}])(?=[A-Za-z0-9(])")
_COUNTED = re.compile(rf"(?<=\d)(?=[{_COUNTERS}])|(?<=[{_COUNTED_BY}])(?=[\dIVXLC])|(?<=[IVXLC)])(?=[{_COUNTERS}])")
"""Between a number and what it counts in Chinese."""
_CHINESE_JOINTS = (
    (_COUNTED, WORD_JOINER),
    (re.compile(rf"(?<=[{_HAN}{_CLOSING}])(?=[“‘])|(?<=[”’])(?=[{_HAN}《（])"), BREAK_POINT),
)
_EAST_ASIAN = re.compile(f"[{_HANGUL}{_HAN}]")


def set_east_asian_breaks(text: str) -> str:
    """The text with these points, which are invisible; other texts do not change.

    Korean words stay whole, as do numbers with what they count in Chinese; before and behind Chinese quotation marks a line may break.
    """
    if not _EAST_ASIAN.search(text):
        return text
    text = _RANGE.sub(WORD_JOINER, _KOREAN_WORD.sub(_keep_whole, text))
    for place, sign in _CHINESE_JOINTS:
        text = place.sub(sign, text)
    return text


def join_east_asian_words(body: Element) -> Element:
    """The tree of a document with the ends of a range, and what a number counts in Chinese or a Korean particle joined to what is before it.

    The last character of a Chinese paragraph is joined to the one before, so that it is not alone on a line.

    A figure or a link is a node of its own, so the text beside it says whether it is in Chinese or Korean. A document without any
    such text stays as it is.
    """
    if not _EAST_ASIAN.search(extract_text((body,), notes=True)):
        return body
    return body.with_children(_join_last_characters(_join_nodes(body.children, is_east_asian=False)))


def _join_last_characters(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Element) and node.tag not in PREFORMATTED_TAGS:
            joined = node.with_children(_join_last_characters(node.children))
            is_cell = node.tag in CELL_TAGS
            shortest = SHORTEST_CELL if is_cell else SHORTEST_PARAGRAPH
            is_long = (is_cell or node.tag in PARAGRAPH_TAGS) and len(extract_text(node.children)) >= shortest
            yield joined.with_children(_join_last(joined.children)) if is_long else joined
        else:
            yield node


def _join_last(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes of a paragraph with its last character joined; the call of a note can follow it."""
    *before, last = nodes or (None,)
    if isinstance(last, Text) and last.content.strip():
        return (*before, replace(last, content=_LAST_CHARACTER.sub(WORD_JOINER, last.content)))
    if isinstance(last, Element) and last.tag in EMPHASIS_TAGS:
        return (*before, last.with_children(_join_last(last.children)))
    is_behind = isinstance(last, Note) or (isinstance(last, Text) and before)
    return (*_join_last(before), last) if is_behind and last else tuple(nodes)


def _join_nodes(nodes: Sequence[Node], *, is_east_asian: bool) -> Iterator[Node]:
    is_inside = is_east_asian or any(isinstance(node, Text) and _EAST_ASIAN.search(node.content) for node in nodes)
    for before, node, behind in zip((None, *nodes), nodes, (*nodes[1:], None), strict=False):
        if isinstance(node, Text):
            text = _join_text(node.content) if is_inside else node.content
            text = WORD_JOINER + text if is_inside and _is_joined(before, text) else text
            text = text + WORD_JOINER if is_inside and _has_number(text, behind) else text
            yield node if text == node.content else replace(node, content=text)
        elif isinstance(node, Note) or (isinstance(node, Element) and node.tag not in PREFORMATTED_TAGS):
            yield node.with_children(tuple(_join_nodes(get_children(node), is_east_asian=is_inside)))
        else:
            yield node


def _join_text(text: str) -> str:
    for place in (_RANGE, _COUNTED, _BEFORE_PARTICLE):
        text = place.sub(WORD_JOINER, text)
    return text


def _is_joined(before: Node | None, text: str) -> bool:
    """Whether a text starts with what belongs to the end of the node before it."""
    end = extract_text((before,))[-1:] if isinstance(before, Element | Text) else ""
    is_counted = end.isdecimal() and text[:1] in _COUNTERS
    return bool(end.strip()) and bool(text) and (is_counted or HANGUL.match(text) is not None)


def _has_number(text: str, behind: Node | None) -> bool:
    """Whether the number that a text counts is in the node behind it, as in `脚注` and a link to a note."""
    number = extract_text((behind,)) if isinstance(behind, Element) else ""
    return text.endswith(tuple(_COUNTED_BY)) and number[:1].isdecimal()


def _keep_whole(word: re.Match[str]) -> str:
    joints = _INSIDE_KOREAN if len(word[0]) <= LONGEST_KEPT_WORD else _BEFORE_PARTICLE
    return joints.sub(WORD_JOINER, word[0])
