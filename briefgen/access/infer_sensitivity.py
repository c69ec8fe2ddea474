"""Settles who may have the facts, sources and images whose files do not say so: nobody below `confidential`, unless a text for them prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from briefgen.access.template_names import find_names_in_blocks, find_names_in_document, keep_least_sensitive
from briefgen.access.usages import (
    UsedKind,
    find_usages_in_blocks,
    find_usages_in_facts,
    find_usages_in_passages,
    find_usages_in_standfirsts,
)
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, find_ceiling
from briefgen.model.library import Block, Fact, Library, Sensitivity, Source, Unlabelled

SENSITIVITY_FOLDERS: Mapping[str, Sensitivity] = {one.word: one for one in Sensitivity}
"""A folder of this name below `images/` says who may see the images in it."""

SensitivityByName = Mapping[str, Sensitivity]
"""By the name of a thing, how sensitive the least sensitive text is that prints it; or what its label says."""

FactOrSource = TypeVar("FactOrSource", Fact, Source)


def find_printed_facts(blocks: Iterable[Block]) -> SensitivityByName:
    """The facts that texts print."""
    texts = find_names_in_blocks(blocks)
    return keep_least_sensitive(*(dict.fromkeys(names.possible_facts, level) for names, level in texts))


def find_cited_sources(blocks: Iterable[Block], facts: Iterable[Fact]) -> SensitivityByName:
    """The sources that texts cite; a fact cites its own wherever it is printed."""
    found = (*find_usages_in_blocks(blocks), *find_usages_in_facts(facts))
    return keep_least_sensitive(*({one.id: one.sensitivity} for one in found if one.kind is UsedKind.SOURCE))


def find_shown_images(images: Iterable[str], blocks: Iterable[Block]) -> SensitivityByName:
    """The images that texts show."""
    texts = list(find_names_in_blocks(blocks))
    return keep_least_sensitive(
        *({image: level} for image in images for names, level in texts if _has_image(names.literal_text, image))
    )


def infer_sensitivity(
    things: Mapping[str, FactOrSource], printed: SensitivityByName, default: Sensitivity | None
) -> Mapping[str, FactOrSource]:
    """Facts or sources, each with a sensitivity: its own, the project's `default_sensitivity`, or that of the texts that print it."""
    return {
        key: one if one.labelled else replace(one, sensitivity=_infer_default(key, printed, default))
        for key, one in things.items()
    }


def infer_image_sensitivity(
    images: Iterable[str], labelled: SensitivityByName, shown: SensitivityByName, default: Sensitivity | None
) -> Mapping[str, Sensitivity]:
    """Who may see each image: as its label or folder says, else as with facts."""
    return {name: labelled[name] if name in labelled else _infer_default(name, shown, default) for name in images}


def find_labelled_images(images: Iterable[str], stated: SensitivityByName) -> SensitivityByName:
    """The images whose label or folder says who may see them: the strictest of what is said."""
    said = {name: [*_find_folder_sensitivities(name), *([stated[name]] if name in stated else [])] for name in images}
    return {name: max(labels) for name, labels in said.items() if labels}


def infer_sensitivity_for(brief: Brief, audience: Audience, library: Library, default: Sensitivity | None) -> Library:
    """The library as it is for one brief, whose page, fixed passages and standfirsts are texts, too: as sensitive as its ceiling.

    What a brief only names, as a key figure or for the cover, they do not open.
    """
    if default is not None:
        return library
    ceiling, unlabelled = find_ceiling(brief, audience), library.unlabelled
    texts = tuple(find_names_in_document(brief, audience))
    printed = frozenset().union(*(names.facts for names in texts))
    shown = frozenset(
        image for image in library.images if any(_has_image(names.literal_text, image) for names in texts)
    )
    facts = {key: _lower_to_ceiling(fact, ceiling) if key in printed else fact for key, fact in library.facts.items()}
    opening = [*find_usages_in_passages(audience), *find_usages_in_standfirsts(brief)]
    cited = {
        *(one.id for one in opening if one.kind is UsedKind.SOURCE),
        *(one.id for one in find_usages_in_facts(fact for key, fact in facts.items() if key in printed)),
    }
    return replace(
        library,
        facts=facts,
        sources={
            key: _lower_to_ceiling(source, ceiling) if key in cited else source
            for key, source in library.sources.items()
        },
        image_sensitivity={
            name: min(level, ceiling) if name in shown and name not in library.labelled_images else level
            for name, level in library.image_sensitivity.items()
        },
        unlabelled=Unlabelled(unlabelled.facts - printed, unlabelled.sources - cited, unlabelled.images - shown),
    )


def _lower_to_ceiling(one: FactOrSource, ceiling: Sensitivity) -> FactOrSource:
    return one if one.labelled else replace(one, sensitivity=min(one.sensitivity, ceiling))


def _find_folder_sensitivities(name: str) -> list[Sensitivity]:
    return [SENSITIVITY_FOLDERS[part] for part in PurePosixPath(name).parts[:-1] if part in SENSITIVITY_FOLDERS]


def _has_image(text: str, name: str) -> bool:
    """Whether a text names an image: by its whole path, of which Jinja may fill in the folders. Cameras call many by one name."""
    file = PurePosixPath(name).name
    if file not in text:
        return False
    whole, filled = rf"(?<![\w.-]){re.escape(name)}", rf"\}}\}}[\w./-]*/{re.escape(file)}"
    return re.search(rf"(?:{whole}|{filled})(?![\w-])", text) is not None


def _infer_default(name: str, printed: SensitivityByName, default: Sensitivity | None) -> Sensitivity:
    return printed.get(name, Sensitivity.CONFIDENTIAL) if default is None else default
