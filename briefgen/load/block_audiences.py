"""Reports blocks that list an audience which is not there: the name is mostly misspelt, and its documents would not have the block."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from briefgen.model.diagnostic import Sink
from briefgen.model.library import Block
from briefgen.model.nearest import suggest_nearest


def check_block_audiences(blocks: Iterable[Block], known: Collection[str], sink: Sink) -> None:
    """Report each name under `audiences:` of some blocks that is not one of the `known` audiences."""
    for block in blocks:
        for name in sorted((block.audiences or frozenset()).difference(known)):
            message = f"block `{block.id}` lists the audience `{name}`, which is not there"
            hints = suggest_nearest(name, known) or ("run `briefgen list audiences`, or take the name out",)
            sink.error("block-audience", message, block.origin, *hints)
