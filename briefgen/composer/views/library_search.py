"""Finds blocks of the library by words of their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.reading import read_brief
from briefgen.composer.session import ComposerSession


@dataclass(frozen=True, slots=True)
class LibrarySearchView:
    """The ids of the blocks that have every word."""

    blocks: tuple[str, ...]


def build_library_search_view(session: ComposerSession, arguments: Mapping[str, Any]) -> LibrarySearchView:
    """The blocks that the brief does not print, that its reader may know of, and one of whose texts has all words of `search`."""
    reading = read_brief(session, arguments)
    words = str(arguments.get("search", "")).casefold().split()
    omissions = reading.selection.omissions if reading.selection else ()
    return LibrarySearchView(
        tuple(
            omission.block.id
            for omission in omissions
            if not omission.withheld
            and any(
                all(word in f"{text.title} {text.body}".casefold() for word in words)
                for text in omission.block.variants
            )
        )
    )
