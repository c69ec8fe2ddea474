"""Which folded part of a page hides nothing: the numbers of a chart, which its alternative text has, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_LONGEST_HEAD = 24
"""In characters: the name of a column is not a sentence."""


def is_in_picture(details: Any, figure: Any) -> bool:
    """Whether a closed `details` is a named table of a figure, each of whose cells is in the alternative text of its picture."""
    parts = [child for child in details if isinstance(child.tag, str)]
    if figure is None or _get_tag(figure) != "figure" or [_get_tag(part) for part in parts] != ["summary", "table"]:
        return False
    around = [details.text, *(part.tail for part in parts)]
    if any(words and words.strip() for words in around) or not _read_words(parts[0]):
        return False
    printed = " ".join(_normalise(image.get("alt", "")) for image in figure.iter() if _get_tag(image) == "img")
    cells = [_normalise(words) for words in _list_body_texts(parts[1])]
    heads = [_read_words(cell) for cell in parts[1].iter() if _is_in_head(cell)]
    return (
        bool(cells) and all(words in printed for words in cells) and all(len(head) <= _LONGEST_HEAD for head in heads)
    )


def _list_body_texts(table: Any) -> Iterator[str]:
    """Every text of a table outside its heads."""
    for element in table.iter():
        if not _is_in_head(element):
            yield from (element.text or "",)
        yield element.tail or ""


def _is_in_head(element: Any) -> bool:
    return _get_tag(element) == "th" and element.get("scope") == "col"


def _read_words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _normalise(words: str) -> str:
    return " ".join(words.casefold().split())


def _get_tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()
