"""Looks at what a brief asks for by name, and says which of it cannot be had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.access.filter import PermittedLibrary
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Block
from briefgen.model.nearest import did_you_mean


def is_for_audience(block: Block, audience: Audience) -> bool:
    """Whether the block's authors let this audience have it."""
    return block.audiences is None or audience.id in block.audiences


def find_requested_blocks(
    brief: Brief, audience: Audience, admitted: PermittedLibrary, sink: Sink
) -> Mapping[str, tuple[Block, ...]]:
    """The blocks that the brief names for each section, as far as they can be had; the rest is reported."""
    _check_language(brief, audience, sink)
    _check_exclude(brief, admitted, sink)
    _check_variants(brief, admitted, sink)
    known = [plan.id for plan in walk_section_plans(audience.sections)]
    result: dict[str, tuple[Block, ...]] = {}
    first: dict[str, str] = {}
    for section in brief.standfirsts:
        if section not in known:
            message = f"audience `{audience.id}` has no section `{section}`"
            origin = brief.origin_of(f"standfirsts.{section}")
            sink.error("brief-section", message, origin, *_suggest_sections(section, known))
    for section, names in brief.blocks.sections.items():
        origin = brief.origin_of(f"sections.{section}")
        if section not in known:
            message = f"audience `{audience.id}` has no section `{section}`"
            sink.error("brief-section", message, origin, *_suggest_sections(section, known))
            continue
        result[section] = tuple(
            block
            for index, name in enumerate(names)
            if (block := _find_requested_block(name, index, section, first, (brief, audience, admitted, sink)))
        )
    return result


def _find_requested_block(
    name: str, index: int, section: str, first: dict[str, str], case: tuple[Brief, Audience, PermittedLibrary, Sink]
) -> Block | None:
    """One block that the brief names, or None with an error."""
    brief, audience, admitted, sink = case
    origin = brief.origin_of(f"sections.{section}.{index}")
    block = next((one for one in admitted.blocks if one.id == name), None)
    if name in first:
        message = f"block `{name}` is named twice, for section `{first[name]}` and for `{section}`"
        sink.error("brief-block", message, origin, "name it once")
        return None
    first[name] = section
    if block is None:
        _report_unknown_block(name, brief, admitted, origin, sink)
    elif name in brief.blocks.exclude:
        sink.error("brief-block", f"block `{name}` is both named and excluded", origin, "take it out of one of the two")
        return None
    elif not is_for_audience(block, audience):
        message = f"block `{name}` is not for audience `{audience.id}`: it lists {format_list(block.audiences or ())}"
        sink.error("brief-block", message, origin, "take it out of the brief, or add the audience to the block")
        return None
    return block


def _report_unknown_block(name: str, brief: Brief, admitted: PermittedLibrary, origin: Origin, sink: Sink) -> None:
    """A block that is not there, or not for this reader: the message must not tell which."""
    hint = f"`briefgen explain {brief.id} --internal` lists what this reader may not have"
    hints = did_you_mean(name, (one.id for one in admitted.blocks)) or (hint,)
    sink.error("block-unknown", f"no block `{name}` for this reader in library `{brief.library}`", origin, *hints)


def _check_language(brief: Brief, audience: Audience, sink: Sink) -> None:
    if audience.languages and brief.language.split("-")[0] not in {one.split("-")[0] for one in audience.languages}:
        message = (
            f"audience `{audience.id}` does not read `{brief.language}`; it reads {format_list(audience.languages)}"
        )
        sink.error(
            "brief-language", message, brief.origin_of("language"), "choose one of its languages, or another audience"
        )


def _check_exclude(brief: Brief, admitted: PermittedLibrary, sink: Sink) -> None:
    known = {block.id for block in (*admitted.blocks, *admitted.withheld)}
    for name in sorted(brief.blocks.exclude - known):
        _report_unknown_block(name, brief, admitted, brief.origin_of("exclude"), sink)


def _check_variants(brief: Brief, admitted: PermittedLibrary, sink: Sink) -> None:
    blocks = {block.id: block for block in admitted.blocks}
    for name, cut in brief.blocks.cuts.items():
        origin = brief.origin_of(f"cuts.{name}")
        if name not in blocks:
            _report_unknown_block(name, brief, admitted, origin, sink)
            continue
        known = {one.name for one in blocks[name].variants if one.name}
        if cut not in known:
            hints = did_you_mean(cut, known) or (
                f"it has {format_list(known)}" if known else f"take out `{name}: {cut}`",
            )
            sink.error("brief-cut", f"block `{name}` has no variant `{cut}` for this reader", origin, *hints)


def _suggest_sections(word: str, known: list[str]) -> tuple[str, ...]:
    return did_you_mean(word, known) or (
        (f"its sections are {', '.join(f'`{one}`' for one in known)}",) if known else ()
    )


def format_list(words: Iterable[str]) -> str:
    """Words as a message lists them."""
    return ", ".join(f"`{word}`" for word in sorted(words))
