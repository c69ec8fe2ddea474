"""Puts the ids of blocks in the place of the paths by which a brief names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.model.brief import Brief
from briefgen.model.library import Block


def replace_block_paths(brief: Brief, library: str, blocks: Iterable[Block]) -> Brief:
    """The brief with the id of each block that it names by the path of a file, in the library or in the project.

    `blocks` are those that the reader may see: the path of a withheld block stays, like one that leads nowhere.
    """
    requests = brief.blocks
    named = {*requests.exclude, *requests.cuts, *(name for names in requests.sections.values() for name in names)}
    if not any(name.endswith(".md") for name in named):
        return brief
    folder = f"content/{library}/"
    ids = {variant.origin.path: block.id for block in blocks for variant in block.variants}
    found = {name: ids.get(path, ids.get(folder + path, name)) for name in named for path in (name.removeprefix("./"),)}
    cut_lines = {f"cuts.{found[name]}": brief.find_origin(f"cuts.{name}").line or 0 for name in requests.cuts}
    return replace(
        brief,
        blocks=replace(
            requests,
            sections={key: tuple(found[name] for name in names) for key, names in requests.sections.items()},
            exclude=frozenset(found[name] for name in requests.exclude),
            cuts={found[name]: variant for name, variant in requests.cuts.items()},
        ),
        key_lines={**brief.key_lines, **cut_lines},
    )
