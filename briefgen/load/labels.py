"""Settles who may have the facts, sources and images whose files do not say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from briefgen.values.library import Block, Fact, Sensitivity, Source
from briefgen.values.uses import Use, Used, uses_in_blocks, uses_in_facts

FOLDERS: Mapping[str, Sensitivity] = {one.word: one for one in Sensitivity}
"""A folder of this name below `images/` says who may see the images in it."""

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
QUOTED = re.compile(r"""(?P<mark>["'])(?P<name>[\w-]+)(?P=mark)""")
"""A name in quotes inside `JINJA`: whatever function it is given to, the text uses the fact of that name."""


def settle_facts(
    facts: Mapping[str, Fact], blocks: Iterable[Block], unlabelled: Sensitivity | None
) -> Mapping[str, Fact]:
    """The facts, each with a sensitivity: its own, the project's `unlabelled`, or that of the texts that print it."""
    lowest: dict[str, Sensitivity] = {}
    for block in blocks:
        for variant in block.variants:
            filled = "\n".join(JINJA.findall(f"{variant.title}\n{variant.body}"))
            for quoted in QUOTED.finditer(filled):
                lowest[quoted["name"]] = min(variant.sensitivity, lowest.get(quoted["name"], variant.sensitivity))
    return {
        key: fact if fact.labelled else replace(fact, sensitivity=_default(lowest.get(key), unlabelled))
        for key, fact in facts.items()
    }


def settle_sources(
    sources: Mapping[str, Source], blocks: Iterable[Block], facts: Iterable[Fact], unlabelled: Sensitivity | None
) -> Mapping[str, Source]:
    """The sources likewise; a fact that cites one is a user, too."""
    lowest = _lowest((*uses_in_blocks(blocks), *uses_in_facts(facts)), Used.SOURCE)
    return {
        key: source if source.labelled else replace(source, sensitivity=_default(lowest.get(key), unlabelled))
        for key, source in sources.items()
    }


def settle_images(
    images: Mapping[str, Path],
    stated: Mapping[str, Sensitivity],
    blocks: Iterable[Block],
    unlabelled: Sensitivity | None,
) -> Mapping[str, Sensitivity]:
    """Who may see each image: the strictest of its label and its folders, else as with facts."""
    texts = [(variant.body, variant.sensitivity) for block in blocks for variant in block.variants]
    return {name: _of_image(name, stated, texts, unlabelled) for name in images}


def _of_image(
    name: str,
    stated: Mapping[str, Sensitivity],
    texts: list[tuple[str, Sensitivity]],
    unlabelled: Sensitivity | None,
) -> Sensitivity:
    labels = [FOLDERS[part] for part in PurePosixPath(name).parts[:-1] if part in FOLDERS]
    labels += [stated[name]] if name in stated else []
    if labels:
        return max(labels)
    shown = re.compile(rf"(?<![\w.-]){re.escape(PurePosixPath(name).name)}(?![\w-])")
    return _default(min((level for text, level in texts if shown.search(text)), default=None), unlabelled)


def _lowest(uses: Iterable[Use], kind: Used) -> Mapping[str, Sensitivity]:
    lowest: dict[str, Sensitivity] = {}
    for one in uses:
        if one.kind is kind:
            lowest[one.id] = min(one.sensitivity, lowest.get(one.id, one.sensitivity))
    return lowest


def _default(of_users: Sensitivity | None, unlabelled: Sensitivity | None) -> Sensitivity:
    if unlabelled is not None:
        return unlabelled
    return Sensitivity.PUBLIC if of_users is None else of_users
