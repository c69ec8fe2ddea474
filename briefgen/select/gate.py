"""Takes out what a reader may not have, before anything else looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from briefgen.values.audience import Audience
from briefgen.values.brief import Brief
from briefgen.values.consent import Use, why_refused
from briefgen.values.diagnostic import Sink
from briefgen.values.library import Block, Fact, Library, Sensitivity, Source

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Admitted:
    """What this reader may have, and the blocks that they may not."""

    ceiling: Sensitivity
    blocks: tuple[Block, ...]
    withheld: tuple[Block, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    images: Mapping[str, Path]


def admit(brief: Brief, audience: Audience, library: Library, sink: Sink) -> Admitted:
    """Part a library at the ceiling and by consent. Blocks come back in order of id, without the variants above the ceiling."""
    _check_ceiling(brief, audience, sink)
    ceiling = ceiling_of(brief, audience)
    blocks = sorted(library.blocks, key=lambda block: block.id)
    return Admitted(
        ceiling=ceiling,
        blocks=tuple(
            _without_stricter_variants(block, ceiling) for block in blocks if not why_withheld(block, brief, audience)
        ),
        withheld=tuple(block for block in blocks if why_withheld(block, brief, audience)),
        facts={key: fact for key, fact in library.facts.items() if fact.sensitivity <= ceiling},
        sources={key: source for key, source in library.sources.items() if source.sensitivity <= ceiling},
        images={
            name: path
            for name, path in library.images.items()
            if not why_image_withheld(name, brief, audience, library)
        },
    )


def why_withheld(block: Block, brief: Brief, audience: Audience) -> str:
    """Why a reader may not have a block, in words for its authors; empty where they may."""
    ceiling = ceiling_of(brief, audience)
    if block.sensitivity > ceiling:
        return f"it is `{block.sensitivity.word}` and the ceiling is `{ceiling.word}`"
    return why_refused(block.consents, _use(brief, audience))


def why_image_withheld(name: str, brief: Brief, audience: Audience, library: Library) -> str:
    """The same for an image of a library."""
    sensitivity, ceiling = library.image_sensitivity.get(name, Sensitivity.CONFIDENTIAL), ceiling_of(brief, audience)
    if sensitivity > ceiling:
        return f"this image is `{sensitivity.word}` and the ceiling is `{ceiling.word}`"
    return why_refused(library.image_consents.get(name), _use(brief, audience))


def _use(brief: Brief, audience: Audience) -> Use:
    place = brief.recipient.fields.get("state", "") if brief.recipient else ""
    return Use(audience.id, place, brief.date)


def ceiling_of(brief: Brief, audience: Audience) -> Sensitivity:
    """The most sensitive thing that this reader may have: the audience's ceiling, or a lower one of the brief."""
    return audience.ceiling if brief.ceiling is None else min(brief.ceiling, audience.ceiling)


def readable(brief: Brief, audience: Audience) -> Brief:
    """The brief without the variables and columns of the recipient that this reader may not have."""
    ceiling = ceiling_of(brief, audience)
    recipient = brief.recipient
    if recipient is not None:
        fields = _at_most(ceiling, recipient.fields, recipient.sensitivity, Sensitivity.PUBLIC)
        recipient = replace(recipient, fields=fields, sensitivity={})
    variables = _at_most(ceiling, brief.variables, brief.sensitivity, brief.unlabelled)
    return replace(brief, variables=variables, sensitivity={}, unlabelled=Sensitivity.PUBLIC, recipient=recipient)


def _at_most(
    ceiling: Sensitivity, values: Mapping[str, Value], labels: Mapping[str, Sensitivity], unlabelled: Sensitivity
) -> Mapping[str, Value]:
    return {name: value for name, value in values.items() if labels.get(name, unlabelled) <= ceiling}


def _check_ceiling(brief: Brief, audience: Audience, sink: Sink) -> None:
    if brief.ceiling is not None and brief.ceiling > audience.ceiling:
        message = (
            f"the ceiling `{brief.ceiling.word}` is above `{audience.ceiling.word}`, that of audience `{audience.id}`"
        )
        sink.error("brief-ceiling", message, brief.at("ceiling"), "leave out `ceiling:`, or choose another audience")


def _without_stricter_variants(block: Block, ceiling: Sensitivity) -> Block:
    return replace(block, variants=tuple(one for one in block.variants if one.sensitivity <= ceiling))
