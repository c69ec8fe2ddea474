"""Finds the blocks that a brief requests by name, and reports requests that cannot be met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.access.filter import PermittedLibrary
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Block
from briefgen.model.nearest import suggest_nearest


def is_for_audience(block: Block, audience: Audience) -> bool:
    """Whether the authors of a block wrote it for this audience."""
    return block.audiences is None or audience.id in block.audiences


def find_requested_blocks(
    brief: Brief, audience: Audience, permitted: PermittedLibrary, sink: Sink
) -> Mapping[str, tuple[Block, ...]]:
    """The blocks that the brief names for each section, if they can be used; the others are reported."""
    _check_language(brief, audience, sink)
    _check_exclude(brief, permitted, sink)
    _check_variants(brief, permitted, sink)
    _check_sections(brief, audience, sink)
    known = {plan.id for plan in walk_section_plans(audience.sections)}
    blocks = {block.id: block for block in permitted.blocks}
    result: dict[str, list[Block]] = {section: [] for section in brief.blocks.sections if section in known}
    section_by_name: dict[str, str] = {}
    for section, found in result.items():
        for index, name in enumerate(brief.blocks.sections[section]):
            origin = brief.find_origin(f"sections.{section}.{index}", f"sections.{section}")
            if name in section_by_name:
                message = f"block `{name}` is named twice, for section `{section_by_name[name]}` and for `{section}`"
                sink.error("brief-block", message, origin, "name it once")
                continue
            section_by_name[name] = section
            if name not in blocks:
                _report_unknown_block(name, brief, permitted, origin, sink)
            elif fault := _find_request_fault(blocks[name], brief, audience):
                sink.error("brief-block", fault[0], origin, fault[1])
            else:
                found.append(blocks[name])
    return {section: tuple(found) for section, found in result.items()}


def _find_request_fault(block: Block, brief: Brief, audience: Audience) -> tuple[str, str] | None:
    """Why a permitted block cannot be in this brief, and a hint."""
    if block.id in brief.blocks.exclude:
        return f"block `{block.id}` is both named and excluded", "take it out of one of the two"
    if not is_for_audience(block, audience):
        listed = format_list(block.audiences or ())
        message = f"block `{block.id}` is not for audience `{audience.id}`: it lists {listed}"
        return message, "take it out of the brief, or add the audience to the block"
    return None


def _check_sections(brief: Brief, audience: Audience, sink: Sink) -> None:
    known = [plan.id for plan in walk_section_plans(audience.sections)]
    all_sections = f"its sections are {', '.join(f'`{name}`' for name in known)}"
    for key, sections in (("standfirsts", brief.standfirsts), ("sections", brief.blocks.sections)):
        for section in sections:
            if section not in known:
                message = f"audience `{audience.id}` has no section `{section}`"
                hints = suggest_nearest(section, known) or ((all_sections,) if known else ())
                sink.error("brief-section", message, brief.find_origin(f"{key}.{section}"), *hints)


def _report_unknown_block(name: str, brief: Brief, permitted: PermittedLibrary, origin: Origin, sink: Sink) -> None:
    """Report a block that does not exist or is withheld. The message is the same, so that it does not tell which."""
    hint = f"`briefgen explain {brief.id} --internal` lists what this reader may not see"
    hints = suggest_nearest(name, (block.id for block in permitted.blocks)) or (hint,)
    sink.error("block-unknown", f"no block `{name}` for this reader in library `{brief.library}`", origin, *hints)


def _check_language(brief: Brief, audience: Audience, sink: Sink) -> None:
    known = {language.split("-")[0] for language in audience.languages}
    if known and brief.language.split("-")[0] not in known:
        listed = format_list(audience.languages)
        message = f"audience `{audience.id}` does not read `{brief.language}`; it reads {listed}"
        hint = "choose one of its languages, or another audience"
        sink.error("brief-language", message, brief.find_origin("language"), hint)


def _check_exclude(brief: Brief, permitted: PermittedLibrary, sink: Sink) -> None:
    for name in sorted(brief.blocks.exclude - {block.id for block in permitted.blocks}):
        _report_unknown_block(name, brief, permitted, brief.find_origin(f"exclude.{name}", "exclude"), sink)


def _check_variants(brief: Brief, permitted: PermittedLibrary, sink: Sink) -> None:
    blocks = {block.id: block for block in permitted.blocks}
    for name, variant in brief.blocks.cuts.items():
        origin = brief.find_origin(f"cuts.{name}")
        if name not in blocks:
            _report_unknown_block(name, brief, permitted, origin, sink)
            continue
        known = {text.name for text in blocks[name].variants if text.name}
        if variant not in known:
            alternative = f"it has {format_list(known)}" if known else f"take out `{name}: {variant}`"
            hints = suggest_nearest(variant, known) or (alternative,)
            sink.error("brief-cut", f"block `{name}` has no variant `{variant}` for this reader", origin, *hints)


def format_list(words: Iterable[str]) -> str:
    """Words for a message, in alphabetical order."""
    return ", ".join(f"`{word}`" for word in sorted(words))
