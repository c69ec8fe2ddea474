"""Reports blocks that list an audience which is not there: the name is mostly misspelt, and its documents would not have the block."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.load.names import list_audience_names
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Block
from briefgen.model.nearest import suggest_nearest


def check_block_audiences(project: Project, blocks: Iterable[Block], sink: Sink) -> None:
    """Report each name under `audiences:` of some blocks that no audience of the project or built-in one has."""
    known = list_audience_names(project)
    for block in blocks:
        for name in sorted((block.audiences or frozenset()).difference(known)):
            message = f"block `{block.id}` lists the audience `{name}`, which is not there"
            hints = suggest_nearest(name, known) or ("run `briefgen list audiences`, or take the name out",)
            sink.error("block-audience", message, block.origin, *hints)
