"""Step 2 of access: takes out what a reader may not see, before any other stage sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from briefgen.access.template_names import find_names_in_document, find_printed_names, keep_least_sensitive
from briefgen.model.audience import Audience
from briefgen.model.brief import AccessSettings, Brief, find_ceiling
from briefgen.model.consent import IntendedUse, explain_refusal
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Block, Fact, Library, PrintedNames, Sensitivity, Source, Unlabelled

Value = TypeVar("Value")

STATE_COLUMN = "state"
"""The column that says which state a recipient is, or is of."""


@dataclass(frozen=True, slots=True)
class PermittedLibrary:
    """The part of a library that a reader may see, and the blocks withheld from them."""

    ceiling: Sensitivity
    blocks: tuple[Block, ...]
    withheld: tuple[Block, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    images: Mapping[str, Path]


def filter_library(brief: Brief, audience: Audience, library: Library, sink: Sink) -> PermittedLibrary:
    """Filter a library by the ceiling and by consent. Blocks are in order of id, without the variants above the ceiling."""
    _check_ceiling(brief, audience, sink)
    ceiling = find_ceiling(brief, audience)
    permitted, withheld = [], []
    for block in sorted(library.blocks, key=lambda block: block.id):
        if find_withholding_reason(block, brief, audience):
            withheld.append(block)
        else:
            variants = tuple(variant for variant in block.variants if variant.sensitivity <= ceiling)
            permitted.append(replace(block, variants=variants))
    return PermittedLibrary(
        ceiling=ceiling,
        blocks=tuple(permitted),
        withheld=tuple(withheld),
        facts={key: fact for key, fact in library.facts.items() if fact.sensitivity <= ceiling},
        sources={key: source for key, source in library.sources.items() if source.sensitivity <= ceiling},
        images={
            name: path
            for name, path in library.images.items()
            if not find_image_withholding_reason(name, brief, audience, library)
        },
    )


def find_withholding_reason(block: Block, brief: Brief, audience: Audience) -> str:
    """Why a block is withheld from a reader, in words for its authors; empty if it is not."""
    ceiling = find_ceiling(brief, audience)
    if block.sensitivity > ceiling:
        return f"it is `{block.sensitivity.word}` and the ceiling is `{ceiling.word}`"
    return explain_refusal(block.consents, _build_use(brief, audience))


def find_image_withholding_reason(name: str, brief: Brief, audience: Audience, library: Library) -> str:
    """The same for an image of a library."""
    sensitivity, ceiling = library.image_sensitivity.get(name, Sensitivity.CONFIDENTIAL), find_ceiling(brief, audience)
    if sensitivity > ceiling:
        return f"this image is `{sensitivity.word}` and the ceiling is `{ceiling.word}`"
    return explain_refusal(library.image_consents.get(name), _build_use(brief, audience))


def _build_use(brief: Brief, audience: Audience) -> IntendedUse:
    return IntendedUse(audience.id, find_recipient_state(brief), brief.date)


def find_recipient_state(brief: Brief) -> str:
    """The state of the recipient of a brief; empty for one without a recipient, which may go anywhere."""
    return brief.recipient.fields.get(STATE_COLUMN, "") if brief.recipient else ""


def redact_brief(brief: Brief, audience: Audience, library: Library) -> Brief:
    """The brief without the variables and the columns of the recipient that this reader may not see.

    A variable or column without a label stays if a text for this reader prints it: a text of the library, a page
    template or fixed passage of the audience, or a standfirst of the brief.
    """
    ceiling = find_ceiling(brief, audience)
    printed = _collect_printed_names(brief, audience, library)
    recipient = brief.recipient
    if recipient is not None:
        fields = _filter_by_ceiling(ceiling, recipient.fields, {**printed.columns, **recipient.sensitivity})
        values = {column: value for column, value in recipient.values.items() if column in fields}
        recipient = replace(recipient, fields=fields, values=values, sensitivity={})
    default = brief.access.default_sensitivity
    others = printed.variables if default is None else dict.fromkeys(brief.variables, default)
    variables = _filter_by_ceiling(ceiling, brief.variables, {**others, **brief.access.sensitivity})
    return replace(brief, variables=variables, access=AccessSettings(brief.access.ceiling), recipient=recipient)


def find_unlabelled(brief: Brief, audience: Audience, library: Library) -> Unlabelled:
    """Things that have no label and that no text prints, in the library, the row of the recipient and the brief."""
    printed, row = _collect_printed_names(brief, audience, library), brief.recipient
    columns = row.fields.keys() - row.sensitivity.keys() - printed.columns.keys() if row else ()
    variables = brief.variables.keys() - brief.access.sensitivity.keys() - printed.variables.keys()
    return replace(
        library.unlabelled,
        columns=frozenset(columns),
        variables=frozenset(variables if brief.access.default_sensitivity is None else ()),
    )


def _collect_printed_names(brief: Brief, audience: Audience, library: Library) -> PrintedNames:
    """Columns and variables that texts print: those of the library, and those of this document, which are as sensitive as its ceiling."""
    ceiling = find_ceiling(brief, audience)
    own = find_printed_names((names, ceiling) for names in find_names_in_document(brief, audience))
    return PrintedNames(
        columns=keep_least_sensitive(library.printed_names.columns, own.columns),
        variables=keep_least_sensitive(library.printed_names.variables, own.variables),
    )


def find_permitted_state(brief: Brief, audience: Audience) -> str:
    """The state of the recipient, by which blocks are sorted; empty if there is none, or if its label is above the ceiling.

    A column `state` without a label is used, because this is its purpose, whether a text prints it or not.
    """
    row = brief.recipient
    is_permitted = row and row.sensitivity.get(STATE_COLUMN, Sensitivity.PUBLIC) <= find_ceiling(brief, audience)
    return row.fields.get(STATE_COLUMN, "") if row and is_permitted else ""


def _filter_by_ceiling(
    ceiling: Sensitivity, values: Mapping[str, Value], labels: Mapping[str, Sensitivity]
) -> Mapping[str, Value]:
    """The values up to the ceiling. A value without a label is confidential."""
    return {name: value for name, value in values.items() if labels.get(name, Sensitivity.CONFIDENTIAL) <= ceiling}


def _check_ceiling(brief: Brief, audience: Audience, sink: Sink) -> None:
    if brief.access.ceiling is not None and brief.access.ceiling > audience.ceiling:
        message = f"the ceiling `{brief.access.ceiling.word}` is above `{audience.ceiling.word}`, that of audience `{audience.id}`"
        sink.error(
            "brief-ceiling", message, brief.find_origin("ceiling"), "leave out `ceiling:`, or choose another audience"
        )
