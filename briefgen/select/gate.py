"""Takes out what a reader may not have, before anything else looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from briefgen.values.audience import Audience
from briefgen.values.brief import Brief
from briefgen.values.diagnostic import Sink
from briefgen.values.library import Block, Fact, Library, Sensitivity, Source

FOLDERS: Mapping[str, Sensitivity] = {one.word: one for one in Sensitivity}
"""A folder of this name below `images/` says who may see the images in it."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """What lies at or under the ceiling, and the blocks that do not."""

    ceiling: Sensitivity
    blocks: tuple[Block, ...]
    withheld: tuple[Block, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    images: Mapping[str, Path]


def admit(brief: Brief, audience: Audience, library: Library, sink: Sink) -> Admitted:
    """Part a library at the ceiling. Blocks come back in order of id, without the variants above it."""
    ceiling = _ceiling(brief, audience, sink)
    blocks = sorted(library.blocks, key=lambda block: block.id)
    return Admitted(
        ceiling=ceiling,
        blocks=tuple(_without_stricter_variants(block, ceiling) for block in blocks if block.sensitivity <= ceiling),
        withheld=tuple(block for block in blocks if block.sensitivity > ceiling),
        facts={key: fact for key, fact in library.facts.items() if fact.sensitivity <= ceiling},
        sources={key: source for key, source in library.sources.items() if source.sensitivity <= ceiling},
        images={name: path for name, path in library.images.items() if _of_image(name) <= ceiling},
    )


def _ceiling(brief: Brief, audience: Audience, sink: Sink) -> Sensitivity:
    if brief.ceiling is None:
        return audience.ceiling
    if brief.ceiling > audience.ceiling:
        message = (
            f"the ceiling `{brief.ceiling.word}` is above `{audience.ceiling.word}`, that of audience `{audience.id}`"
        )
        sink.error("brief-ceiling", message, brief.at("ceiling"), "leave out `ceiling:`, or choose another audience")
    return min(brief.ceiling, audience.ceiling)


def _without_stricter_variants(block: Block, ceiling: Sensitivity) -> Block:
    return replace(block, variants=tuple(one for one in block.variants if one.sensitivity <= ceiling))


def _of_image(name: str) -> Sensitivity:
    """The strictest of the folders that an image lies in."""
    return max((FOLDERS[part] for part in PurePosixPath(name).parts if part in FOLDERS), default=Sensitivity.PUBLIC)
