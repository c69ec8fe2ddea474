"""What pandoc reads from a file, as its JSON gives it: nodes with a type `t` and a content `c`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

PandocNode = dict[str, Any]
"""A block or an inline of pandoc (hackage.haskell.org/package/pandoc-types)."""

SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
TEXT_KINDS = frozenset({"Code", "Math", "CodeBlock", "RawInline", "RawBlock"})
"""Nodes whose content is a text."""
UNREAD_KINDS = frozenset({"RawInline", "RawBlock", "Image"})
MARKER = re.compile("\ue000[^\ue003]*\ue003|[\ue001\ue002]")
"""The marks for comments, citations and text boxes, in characters of Unicode's private use area."""
CITATION_MARK = re.compile("\ue000c(\\d+)\ue003")
"""The mark of a citation, with its place among those of the text."""
WORD = re.compile(r"\w+")


def build_mark(name: str) -> str:
    """The mark of a comment, `3`, or of a citation, `c3`, at its place in the words."""
    return f"\ue000{name}\ue003"


def walk_nodes(content: object) -> Iterator[PandocNode]:
    """Every node in a content, in reading order."""
    if isinstance(content, dict):
        if "t" in content:
            yield content
        yield from walk_nodes(content.get("c"))
    elif isinstance(content, list):
        for child in content:
            yield from walk_nodes(child)


def extract_words(content: object, *, notes: bool = True) -> str:
    """The plain text of a content, then that of its notes; blocks are separated by a space."""
    text = "".join(_list_texts(content))
    return " ".join([text, *("".join(_list_texts(note["c"])) for note in list_notes(content))]) if notes else text


def _list_texts(content: object) -> Iterator[str]:
    if isinstance(content, list):
        for child in content:
            yield from _list_texts(child)
    elif isinstance(content, dict):
        yield from _list_node_texts(str(content.get("t")), content.get("c"))


def _list_node_texts(kind: str, content: Any) -> Iterator[str]:
    if kind == "Str":
        yield MARKER.sub("", content)
    elif kind in SPACES:
        yield " "
    elif kind in TEXT_KINDS:
        yield content[-1]
    elif kind in {"DefinitionList", "LineBlock"}:
        for line in content:
            yield from _list_texts([line[0], {"t": "Space"}, *line[1:]] if kind == "DefinitionList" else line)
            yield " "
    elif kind != "Note" and content is not None:
        yield from _list_texts(content)
        yield " " if kind in {"Para", "Plain", "Header"} else ""


def has_mark(content: object) -> bool:
    """Whether a content has the mark of a comment or a citation."""
    return any(node["t"] == "Str" and "\ue000" in node["c"] for node in walk_nodes(content))


def count_words(content: object) -> int:
    """How many words a content has."""
    return len(WORD.findall(extract_words(content)))


def list_notes(content: object) -> list[PandocNode]:
    """The notes of a content in the order of their calls."""
    return [node for node in walk_nodes(content) if node["t"] == "Note"]


def remove_notes(inlines: Sequence[PandocNode]) -> list[PandocNode]:
    """Inlines without the notes that they call, at any depth."""

    def clean(content: Any) -> Any:
        if isinstance(content, list):
            return [clean(child) for child in content if not (isinstance(child, dict) and child.get("t") == "Note")]
        if isinstance(content, dict) and "c" in content:
            return {**content, "c": clean(content["c"])}
        return content

    cleaned: list[PandocNode] = clean(list(inlines))
    return cleaned


def without_unread_text(content: Any) -> Any:
    """A content without HTML and other code, and without the descriptions of pictures: no reader sees them."""
    if isinstance(content, list):
        kept = (child for child in content if not (isinstance(child, dict) and child.get("t") in UNREAD_KINDS))
        return [without_unread_text(child) for child in kept]
    if isinstance(content, dict) and "c" in content:
        return {**content, "c": without_unread_text(content["c"])}
    return content


def unwrap_divs(blocks: Iterable[PandocNode]) -> Iterator[PandocNode]:
    """Blocks without the containers that have no meaning in Markdown."""
    for block in blocks:
        if block["t"] == "Div":
            yield from unwrap_divs(block["c"][1])
        else:
            yield block


def read_attribute(attributes: Sequence[Any], name: str) -> str:
    """A key of a node's attributes `[id, classes, pairs]`; empty where it has none."""
    pairs: Mapping[str, str] = dict(attributes[2])
    return pairs.get(name, "")
