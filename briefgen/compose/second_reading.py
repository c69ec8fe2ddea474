"""Reads the blocks of a Markdown text by CommonMark, as a second opinion beside Python-Markdown. Home of markdown-it-py.

The text that both read is the same one, with its marks. So each line that is printed can be followed into both readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.compose.marks import LINE_MARK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

CONTAINER_KINDS = {
    "blockquote": "quotation",
    "list_item": "list",
    "footnote_reference": "note",
    "admonition": "call-out",
    "dd": "definition",
}
"""The words for containers, by the token of markdown-it."""
HTML = "HTML"
"""The kind of a line of raw HTML, which CommonMark does not look into."""
_UNDERLINED_HEADINGS = {"=": "#", "-": "##"}
_LEAF_KINDS = {
    "paragraph": "",
    "admonition_title": "",
    "dt": "term",
    "th": "table",
    "td": "table",
    "code_block": "code",
    "fence": "code",
    "html_block": HTML,
}


@dataclass(slots=True)
class MarkdownBlock:
    """One block of a text: a paragraph, a list, an item; with the blocks inside it."""

    type: str
    """As markdown-it calls it: `paragraph`, `list_item`, `fence`."""
    content: str = ""
    """The text of a block that contains no other."""
    markup: str = ""
    """The characters that made it a block: `-`, `##`, `~~~`; the number and the closing character of an item."""
    info: str = ""
    lines: tuple[int, int] = (0, 0)
    """The first line and the line after the last one, from 0."""
    tight: bool = True
    """Whether a paragraph is in a list without empty lines."""
    children: list[MarkdownBlock] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Where one line of a text is printed."""

    mark: str
    """The line mark."""
    path: tuple[str, ...]
    """The lists, quotations and notes round it, the outermost first, and what it is itself unless that is a paragraph."""
    first: bool
    """Whether its paragraph, cell or heading starts with it."""


class SecondReading:
    """CommonMark with GitHub's tables, and the notes, definition lists and call-outs of Python-Markdown."""

    def __init__(self) -> None:
        self._parser = _build_parser()

    def read(self, marked_text: str, styles: Mapping[str, object]) -> list[MarkdownBlock]:
        """The blocks of a text with marks; `styles` are those of ordered lists, by the line mark of an item."""
        root = MarkdownBlock("text", children=_nest(self._parser.parse(marked_text)))
        if styles:
            _split_lists([root], styles)
        return root.children


def _build_parser() -> MarkdownIt:
    # It takes a tenth of a second to import, which commands that compose nothing do not pay for.
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.admon import admon_plugin  # noqa: PLC0415
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"maxNesting": 200}).enable("table")
    parser.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser.disable("reference")  # it takes definitions of links out of the text; Python-Markdown needs them


def _nest(tokens: Sequence[Token]) -> list[MarkdownBlock]:
    stack = [MarkdownBlock("text")]
    for token in tokens:
        kind = token.type.removesuffix("_open")
        if kind == "fence" and len(stack) > 1:
            kind = "code_block"  # Python-Markdown knows no fences inside lists and quotations
        if token.type == "inline":
            stack[-1].content = token.content
        elif token.nesting < 0:
            stack.pop()
        else:
            lines = (token.map[0], token.map[1]) if token.map else (0, 0)
            markup = _UNDERLINED_HEADINGS.get(token.markup, token.markup) if kind == "heading" else token.markup
            block = MarkdownBlock(kind, token.content, markup, token.info, lines, token.hidden)
            if kind == "footnote_reference":
                block.info = token.meta["label"]
            stack[-1].children.append(block)
            if token.nesting > 0:
                stack.append(block)
    return stack[0].children


def _split_lists(blocks: Sequence[MarkdownBlock], styles: Mapping[str, object]) -> None:
    """Divide each ordered list where the style of its items changes, by their line marks: CommonMark knows numbers only."""
    for block in blocks:
        divided: list[MarkdownBlock] = []
        for child in block.children:
            parts = [
                list(items) for _, items in groupby(child.children, lambda item: styles.get(find_first_mark(item)))
            ]
            is_mixed = child.type == "ordered_list" and len(parts) > 1
            divided += [replace(child, children=items) for items in parts] if is_mixed else [child]
        block.children = divided
        _split_lists(block.children, styles)


def find_first_mark(block: MarkdownBlock) -> str:
    """The mark of the first line of a block; empty where it has none."""
    found = LINE_MARK.search(block.content)
    return found[0] if found else next(filter(None, map(find_first_mark, block.children)), "")


def walk_blocks(blocks: Iterable[MarkdownBlock]) -> Iterator[MarkdownBlock]:
    """Every block, the outer ones first."""
    for block in blocks:
        yield block
        yield from walk_blocks(block.children)


def place_lines(blocks: Sequence[MarkdownBlock], path: tuple[str, ...] = ()) -> Iterator[PlacedLine]:
    """Where each marked line is in these blocks."""
    for block in blocks:
        if block.children:
            kind = CONTAINER_KINDS.get(block.type)
            yield from place_lines(block.children, (*path, kind) if kind else path)
            continue
        kind = f"heading {block.markup}" if block.type == "heading" else _LEAF_KINDS.get(block.type, "")
        for position, mark in enumerate(LINE_MARK.findall(block.content)):
            yield PlacedLine(mark, (*path, kind) if kind else path, position == 0)
