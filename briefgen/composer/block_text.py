"""Finds a text of a block, its own or a variant, that a page shows or changes, and its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.composer.arguments import build_act_error, read_text
from briefgen.composer.reading import BriefReading, read_brief
from briefgen.composer.session import ComposerSession
from briefgen.edit.block_body import read_body
from briefgen.edit.file_edit import read_text as read_file
from briefgen.model.library import Block, Variant


@dataclass(frozen=True, slots=True)
class BlockText:
    """A text of a block, as its file is now."""

    reading: BriefReading
    block: Block
    variant: Variant
    path: Path
    content: str
    """The whole file, with its own line ends."""

    @property
    def body(self) -> str:
        """What follows the front matter, with line feeds at line ends."""
        return read_body(self.content)

    @property
    def base(self) -> str:
        """A digest of the body, by which a page knows that nobody else has changed it."""
        return compute_base(self.content)


def compute_base(content: str) -> str:
    """The digest of the body of a file's text. Its front matter can change while somebody writes."""
    return sha256(read_body(content).encode()).hexdigest()


def read_block_text(session: ComposerSession, arguments: Mapping[str, Any]) -> BlockText:
    """The text that the arguments name: `block`, and the `file` of a variant. Without a file, the text that the brief prints.

    A block above the reader's ceiling is found in the internal view only. Raises `BriefgenError`.
    """
    reading = read_brief(session, arguments)
    block, printed = find_block_text(
        reading, read_text(arguments, "block"), is_internal=arguments.get("internal") == "1"
    )
    name = arguments.get("file") or printed.origin.path
    variant = next((variant for variant in block.variants if variant.origin.path == name), None)
    if variant is None:
        raise build_act_error("no-text", block=block.id, name=name)
    path = session.root / variant.origin.path
    return BlockText(reading, block, variant, path, read_file(path))


def find_block_text(reading: BriefReading, name: str, *, is_internal: bool) -> tuple[Block, Variant]:
    """A block whose existence the reader may learn, and its text that the brief prints or would print. Raises `BriefgenError`.

    The internal view finds every block.
    """
    if reading.selection is None:
        raise build_act_error("brief-errors")
    for choice in reading.selection.choices:
        if choice.block.id == name:
            return choice.block, choice.variant
    left_out = (omission.block for omission in reading.selection.omissions if is_internal or not omission.withheld)
    for block in left_out:
        if block.id == name:
            language = reading.brief.language if reading.brief else ""
            own = (variant for variant in block.variants if variant.language == language)
            return block, next(own, block.variants[0])
    raise build_act_error("no-block", name=name)
