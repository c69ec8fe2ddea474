"""Writes the blocks of a text again as Python-Markdown needs them.

Python-Markdown finds a list or a table only after an empty line, and one level of a list only after four spaces. Authors write
lists as GitHub and Word's converters do. So the blocks that CommonMark sees are written out again, with the same words and marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.compose.second_reading import MarkdownBlock

_INDENT = "    "
_CONTAINER_PREFIX = re.compile(r"^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])\s+)*")
_BLANK_START = re.compile(r"^[ \t]+(?![#=-])")
"""What is dropped before a later line of a paragraph; not where the line would become a heading."""


def lay_out(text: str, blocks: Sequence[MarkdownBlock], separator: str) -> str:
    """The text with an empty line between blocks and four spaces for each level of a list.

    `separator` is a paragraph that prints nothing: it keeps two lists apart.
    """
    lines = text.split("\n")
    return "\n".join(_write_all(blocks, lines, separator)) + "\n"


def _write_all(blocks: Sequence[MarkdownBlock], lines: Sequence[str], separator: str) -> Iterator[str]:
    previous: MarkdownBlock | None = None
    for block in blocks:
        if previous is not None and not (
            previous.tight and previous.type == "paragraph" and block.type.endswith("list")
        ):
            yield ""
            if block.type == previous.type and block.type.endswith("_list"):
                yield separator
                yield ""
        yield from _write(block, lines, separator)
        previous = block


def _write(block: MarkdownBlock, lines: Sequence[str], separator: str) -> Iterator[str]:
    match block.type:
        case "bullet_list" | "ordered_list":
            yield from _write_list(block, lines, separator)
        case "blockquote":
            yield from (f"> {line}" for line in _write_all(block.children, lines, separator))
        case "footnote_reference":
            yield from _indent(f"[^{block.info}]: ", _write_all(block.children, lines, separator))
        case "dl":
            yield from _write_definitions(block, lines, separator)
        case "admonition":
            inner = [child for child in block.children if child.type != "admonition_title"]
            yield f"{block.markup}{block.info.rstrip()}"
            yield from (f"{_INDENT}{line}" if line else "" for line in _write_all(inner, lines, separator))
        case _:
            yield from _write_leaf(block, lines)


def _write_leaf(block: MarkdownBlock, lines: Sequence[str]) -> Iterator[str]:
    """A block that contains no other."""
    match block.type:
        case "paragraph":
            yield from (_BLANK_START.sub("", line) for line in block.content.split("\n"))
        case "heading":
            words = " ".join(block.content.split("\n"))
            yield f"{block.markup} {words}"
        case "code_block":
            yield from (f"{_INDENT}{line}" if line.strip() else "" for line in block.content.rstrip("\n").split("\n"))
        case "fence":
            yield f"{block.markup}{block.info}"
            yield from block.content.removesuffix("\n").split("\n")
            yield block.markup
        case "hr":
            yield "---"
        case "html_block":
            yield from block.content.rstrip("\n").split("\n")
        case "table":
            yield from (_CONTAINER_PREFIX.sub("", line).rstrip() for line in lines[slice(*block.lines)] if line.strip())
        case _:
            yield from (_CONTAINER_PREFIX.sub("", line) for line in lines[slice(*block.lines)])


def _write_list(block: MarkdownBlock, lines: Sequence[str], separator: str) -> Iterator[str]:
    loose = not all(map(_is_tight, block.children))
    for position, item in enumerate(block.children):
        if position and loose:
            yield ""
        marker = f"{int(item.info)}." if item.info else "*"
        yield from _indent(
            f"{marker:<4}" if len(marker) < len(_INDENT) else f"{marker} ", _write_all(item.children, lines, separator)
        )


def _is_tight(block: MarkdownBlock) -> bool:
    """Whether a block is written without an empty line: paragraphs of tight lists, and lists of nothing else."""
    if block.type == "paragraph":
        return block.tight
    return block.type in {"list_item", "bullet_list", "ordered_list"} and all(map(_is_tight, block.children))


def _write_definitions(block: MarkdownBlock, lines: Sequence[str], separator: str) -> Iterator[str]:
    for position, child in enumerate(block.children):
        if child.type == "dt":
            yield from [""] * bool(position)
            yield child.content
        else:
            yield from [""] * (len(block.children[position - 1].children) > 1)
            yield from _indent(":   ", _write_all(child.children, lines, separator))


def _indent(opening: str, inner: Iterator[str]) -> Iterator[str]:
    """Lines inside an item: the first after its marker, the others below it."""
    yield f"{opening}{next(inner, '')}"
    yield from (f"{_INDENT}{line}" if line else "" for line in inner)
