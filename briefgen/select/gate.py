"""Takes out what a reader may not have, before anything else looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from briefgen.values.audience import Audience
from briefgen.values.brief import Brief, ceiling_of
from briefgen.values.consent import Use, why_refused
from briefgen.values.diagnostic import Sink
from briefgen.values.library import Block, Closed, Fact, Library, PrintedNames, Sensitivity, Source
from briefgen.values.printed import least, printed_by

Value = TypeVar("Value")

STATE = "state"
"""The column that says which state a recipient is, or is of."""


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
    place = brief.recipient.fields.get(STATE, "") if brief.recipient else ""
    return Use(audience.id, place, brief.date)


def readable(brief: Brief, audience: Audience, library: Library) -> Brief:
    """The brief without the variables and columns of the recipient that this reader may not have.

    What has no label is there where a text for this reader prints it: one of the library, the audience's page or a
    fixed passage of it, or a text of the brief's own.
    """
    ceiling = ceiling_of(brief, audience)
    printed = _printed(brief, audience, library)
    recipient = brief.recipient
    if recipient is not None:
        fields = _at_most(ceiling, recipient.fields, {**printed.columns, **recipient.sensitivity})
        recipient = replace(recipient, fields=fields, sensitivity={})
    others = printed.variables if brief.unlabelled is None else dict.fromkeys(brief.variables, brief.unlabelled)
    variables = _at_most(ceiling, brief.variables, {**others, **brief.sensitivity})
    return replace(brief, variables=variables, sensitivity={}, unlabelled=None, recipient=recipient)


def closed_to(brief: Brief, audience: Audience, library: Library) -> Closed:
    """What has no label and no text: of the library, the recipient's row and the brief's variables."""
    printed, row = _printed(brief, audience, library), brief.recipient
    columns = row.fields.keys() - row.sensitivity.keys() - printed.columns.keys() if row else ()
    variables = brief.variables.keys() - brief.sensitivity.keys() - printed.variables.keys()
    return replace(
        library.closed,
        columns=frozenset(columns),
        variables=frozenset(variables if brief.unlabelled is None else ()),
    )


def _printed(brief: Brief, audience: Audience, library: Library) -> PrintedNames:
    """What texts print of the recipient and the brief: those of the library, and the document's own, as sensitive as its ceiling."""
    ceiling = ceiling_of(brief, audience)
    own = printed_by((text, ceiling) for text in brief.standfirsts.values())
    return PrintedNames(
        columns=least(library.printed.columns, dict.fromkeys(audience.printed.columns, ceiling), own.columns),
        variables=least(library.printed.variables, dict.fromkeys(audience.printed.variables, ceiling), own.variables),
    )


def state_heeded(brief: Brief, audience: Audience) -> str:
    """The state of the recipient, which tells what comes first; empty where there is none, or its label is above the ceiling.

    Without a label it is heeded: a column `state` is there for that, whether a text prints it or not.
    """
    if brief.recipient is None or brief.recipient.sensitivity.get(STATE, Sensitivity.PUBLIC) > ceiling_of(
        brief, audience
    ):
        return ""
    return brief.recipient.fields.get(STATE, "")


def _at_most(
    ceiling: Sensitivity, values: Mapping[str, Value], labels: Mapping[str, Sensitivity]
) -> Mapping[str, Value]:
    """The values up to the ceiling; missing means confidential."""
    return {name: value for name, value in values.items() if labels.get(name, Sensitivity.CONFIDENTIAL) <= ceiling}


def _check_ceiling(brief: Brief, audience: Audience, sink: Sink) -> None:
    if brief.ceiling is not None and brief.ceiling > audience.ceiling:
        message = (
            f"the ceiling `{brief.ceiling.word}` is above `{audience.ceiling.word}`, that of audience `{audience.id}`"
        )
        sink.error("brief-ceiling", message, brief.at("ceiling"), "leave out `ceiling:`, or choose another audience")


def _without_stricter_variants(block: Block, ceiling: Sensitivity) -> Block:
    return replace(block, variants=tuple(one for one in block.variants if one.sensitivity <= ceiling))
