"""Step 1 of access: infers who may see the facts, sources and images whose files state no sensitivity.

Missing means confidential, until a text with a label prints the thing (docs/decisions/0010-missing-means-confidential.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from briefgen.access.template_names import find_names_in_blocks, find_names_in_document, keep_least_sensitive
from briefgen.access.usages import (
    collect_cited_keys,
    find_usages_in_blocks,
    find_usages_in_facts,
    find_usages_in_passages,
    find_usages_in_section_texts,
)
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, find_ceiling
from briefgen.model.library import Fact, Library, Sensitivity, Source, Unlabelled

SENSITIVITY_FOLDERS: Mapping[str, Sensitivity] = {level.word: level for level in Sensitivity}
"""A folder of this name below `images/` states who may see the images in it."""

SensitivityByName = Mapping[str, Sensitivity]
"""By the name of a thing, the sensitivity of the least sensitive text that prints it, or of its label."""

FactOrSource = TypeVar("FactOrSource", Fact, Source)


def infer_library_sensitivity(library: Library, default: Sensitivity | None) -> Library:
    """The library with a sensitivity for each thing: its own, the `default` of the project, or that of the texts of blocks.

    Its `image_sensitivity` holds what `images.yaml` states; a folder such as `confidential/` states it, too.
    """
    texts = tuple(find_names_in_blocks(library.blocks))
    printed = keep_least_sensitive(*(dict.fromkeys(names.possible_facts, level) for names, level in texts))
    facts = infer_sensitivity(library.facts, printed, default)
    usages = (*find_usages_in_blocks(library.blocks), *find_usages_in_facts(facts.values()))
    cited = keep_least_sensitive(*({usage.id: usage.sensitivity} for usage in usages if usage.is_citation))
    labelled = _find_image_labels(library)
    displayed = keep_least_sensitive(
        *({image: level} for image in library.images for names, level in texts if has_image(names.literal_text, image))
    )
    unlabelled = Unlabelled(
        facts=frozenset(key for key, fact in facts.items() if not fact.labelled and key not in printed),
        sources=frozenset(key for key, source in library.sources.items() if not source.labelled and key not in cited),
        images=frozenset(library.images) - labelled.keys() - displayed.keys(),
    )
    return replace(
        library,
        facts=facts,
        sources=infer_sensitivity(library.sources, cited, default),
        image_sensitivity={
            image: labelled[image] if image in labelled else _infer_default(image, displayed, default)
            for image in library.images
        },
        labelled_images=frozenset(labelled),
        unlabelled=unlabelled if default is None else Unlabelled(),
    )


def infer_sensitivity(
    things: Mapping[str, FactOrSource], printed: SensitivityByName, default: Sensitivity | None
) -> Mapping[str, FactOrSource]:
    """Facts or sources, each with a sensitivity: its own, the `default` of the project, or that of the texts that print it."""
    return {
        key: thing if thing.labelled else replace(thing, sensitivity=_infer_default(key, printed, default))
        for key, thing in things.items()
    }


def infer_sensitivity_for(brief: Brief, audience: Audience, library: Library, default: Sensitivity | None) -> Library:
    """The library for one brief. Its page templates, fixed passages and standfirsts are texts as sensitive as its ceiling.

    A key figure or a cover image that the brief only names does not become less sensitive.
    """
    if default is not None:
        return library
    ceiling, unlabelled = find_ceiling(brief, audience), library.unlabelled
    texts = tuple(find_names_in_document(brief, audience))
    printed = frozenset().union(*(names.facts for names in texts))
    facts = _lower_to_ceiling(library.facts, printed, ceiling)
    cited = collect_cited_keys(
        (
            *find_usages_in_passages(audience),
            *find_usages_in_section_texts(brief),
            *find_usages_in_facts(fact for key, fact in facts.items() if key in printed),
        )
    )
    displayed = frozenset(
        image for image in library.images if any(has_image(names.literal_text, image) for names in texts)
    )
    return replace(
        library,
        facts=facts,
        sources=_lower_to_ceiling(library.sources, cited, ceiling),
        image_sensitivity={
            image: min(level, ceiling) if image in displayed - library.labelled_images else level
            for image, level in library.image_sensitivity.items()
        },
        unlabelled=Unlabelled(unlabelled.facts - printed, unlabelled.sources - cited, unlabelled.images - displayed),
    )


def _lower_to_ceiling(
    things: Mapping[str, FactOrSource], printed: frozenset[str], ceiling: Sensitivity
) -> Mapping[str, FactOrSource]:
    return {
        key: thing
        if thing.labelled or key not in printed
        else replace(thing, sensitivity=min(thing.sensitivity, ceiling))
        for key, thing in things.items()
    }


def _infer_default(name: str, printed: SensitivityByName, default: Sensitivity | None) -> Sensitivity:
    return printed.get(name, Sensitivity.CONFIDENTIAL) if default is None else default


def _find_image_labels(library: Library) -> SensitivityByName:
    """The strictest label of each image: of its entry in `images.yaml` and of the folders that it is in."""
    labels = {}
    for image in library.images:
        levels = [SENSITIVITY_FOLDERS[part] for part in PurePosixPath(image).parts[:-1] if part in SENSITIVITY_FOLDERS]
        if image in library.image_sensitivity:
            levels.append(library.image_sensitivity[image])
        if levels:
            labels[image] = max(levels)
    return labels


def has_image(text: str, image: str) -> bool:
    """Whether a text names an image by its whole path. Jinja can fill in its folders.

    The file name alone is not enough, because cameras give many images the same name.
    """
    file = image.rpartition("/")[2]
    if file not in text:
        return False
    whole, filled = rf"(?<![\w.-]){re.escape(image)}", rf"\}}\}}[\w./-]*/{re.escape(file)}"
    return re.search(rf"(?:{whole}|{filled})(?![\w-])", text) is not None
