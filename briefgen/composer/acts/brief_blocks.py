"""Acts on the blocks of a brief: order, off and on, and which cut is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.composer.acts.brief_file import edit_brief, remove_if_empty
from briefgen.composer.arguments import build_act_error, read_choice, read_position, read_text
from briefgen.composer.block_text import find_block_text
from briefgen.composer.reading import BriefReading, read_brief
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit
from briefgen.edit.yaml_values import add_item, read_data, remove_key, set_list, set_value
from briefgen.model.library import Block
from briefgen.model.selection import OmissionCause, walk_selected_sections
from briefgen.schema.brief_file import BriefFile

KEY_ORDER = tuple(BriefFile.model_fields)


def move_block(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Put a block at a position of a section, out of the one that it is in. One from the library is added."""
    reading = read_brief(session, arguments)
    block, section = _read_block(reading, arguments).id, read_text(arguments, "section")
    position = read_position(arguments, "index")
    lists = list_blocks(reading)
    if section not in lists:
        raise build_act_error("no-section", section=section)
    origin = next((name for name, blocks in lists.items() if block in blocks), "")
    changed = {section: [name for name in lists[section] if name != block]}
    changed[section].insert(position, block)
    if origin and origin != section:
        changed[origin] = [name for name in lists[origin] if name != block]

    def change(text: str) -> str:
        for name, blocks in changed.items():
            text = _set_section(text, reading, name, _keep_unseen(reading, name, blocks))
        return _take_in(text, block)

    return (edit_brief(session, reading.key.brief, change),)


def switch_block(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Leave a block out of the brief, or take it in again at its place."""
    reading = read_brief(session, arguments)
    block, is_on = _read_block(reading, arguments).id, read_choice(arguments, "on")

    def change(text: str) -> str:
        if is_on:
            text = _take_in(text, block)
            section = _find_naming_section(reading, block)
            named = [*list_blocks(reading)[section], block] if section else []
            return _set_section(text, reading, section, _keep_unseen(reading, section, named)) if section else text
        for section, blocks in (reading.brief.blocks.sections if reading.brief else {}).items():
            if block in blocks:
                text = _set_section(text, reading, section, [name for name in blocks if name != block])
        excluded = _read_excluded(text)
        return text if block in excluded else set_value(text, ("exclude",), [*excluded, block], KEY_ORDER)

    return (edit_brief(session, reading.key.brief, change),)


def choose_cut(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Print a block in one of its variants; an empty name leaves the choice to the audience."""
    reading = read_brief(session, arguments)
    found, cut = _read_block(reading, arguments), read_text(arguments, "cut")
    block = found.id
    if cut and cut not in {variant.name for variant in found.variants}:
        raise build_act_error("no-cut", block=block, cut=cut)

    def change(text: str) -> str:
        if cut:
            return set_value(text, ("cuts", block), cut, KEY_ORDER)
        data = read_data(text)
        stated = data.get("cuts") if isinstance(data, dict) else None
        if not isinstance(stated, dict) or block not in stated:
            return text
        return remove_key(text, ("cuts", block) if len(stated) > 1 else ("cuts",))

    return (edit_brief(session, reading.key.brief, change),)


def _read_block(reading: BriefReading, arguments: Mapping[str, Any]) -> Block:
    """The block that an act names, if the reader may learn that it exists. Raises `BriefgenError`."""
    return find_block_text(reading, read_text(arguments, "block"), is_internal=False)[0]


def _read_excluded(text: str) -> list[str]:
    data = read_data(text)
    stated = data.get("exclude") if isinstance(data, dict) else None
    return list(stated) if isinstance(stated, list) else []


def _take_in(text: str, block: str) -> str:
    """The text without a block in its list of those that are left out."""
    excluded = _read_excluded(text)
    if block not in excluded:
        return text
    return remove_if_empty(set_list(text, ("exclude",), [name for name in excluded if name != block]), "exclude")


def _find_naming_section(reading: BriefReading, block: str) -> str:
    """The section whose blocks the brief names, and which would take this block otherwise; empty where there is none."""
    omissions = reading.whole_selection.omissions if reading.whole_selection else ()
    found = (omission for omission in omissions if omission.block.id == block)
    return next((omission.section for omission in found if omission.cause is OmissionCause.NOT_NAMED), "")


def list_blocks(reading: BriefReading) -> Mapping[str, list[str]]:
    """The blocks of each section as the page shows them, without those that are off."""
    sections = walk_selected_sections(reading.selection.sections) if reading.selection else ()
    return {section.plan.id: [choice.block.id for choice in section.choices] for section in sections}


def _keep_unseen(reading: BriefReading, section: str, blocks: Sequence[str]) -> list[str]:
    """The blocks with those that the file names and the page does not show, each behind the block that it follows there."""
    stated = reading.brief.blocks.sections.get(section, ()) if reading.brief else ()
    seen = {name for names in list_blocks(reading).values() for name in names} | set(blocks)
    kept = list(blocks)
    for index, name in enumerate(stated):
        if name not in seen:
            before = next((earlier for earlier in reversed(stated[:index]) if earlier in kept), None)
            kept.insert(kept.index(before) + 1 if before else 0, name)
    return kept


def _set_section(text: str, reading: BriefReading, section: str, blocks: Sequence[str]) -> str:
    """The text with the blocks of a section, in either form of `sections`."""
    data = read_data(text)
    stated = data.get("sections") if isinstance(data, dict) else None
    if not isinstance(stated, list):
        return set_value(text, ("sections", section), list(blocks), KEY_ORDER if stated is None else ())
    for index, entry in enumerate(stated):
        if isinstance(entry, dict) and entry.get("id") == section:
            return set_value(text, ("sections", index, "blocks"), list(blocks))
    order = [plan.plan.id for plan in reading.selection.sections] if reading.selection else []
    before = set(order[: order.index(section)]) if section in order else set(order)
    place = sum(isinstance(entry, dict) and entry.get("id") in before for entry in stated)
    return add_item(text, ("sections",), {"id": section, "blocks": list(blocks)}, place)
