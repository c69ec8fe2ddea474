"""Settles who may have the facts, sources and images whose files do not say so: nobody below `confidential`, unless a text for them prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from briefgen.access.template_names import find_jinja, find_quoted_names, keep_least_sensitive
from briefgen.access.usages import (
    UsedKind,
    find_usages_in_blocks,
    find_usages_in_facts,
    find_usages_in_passages,
    find_usages_in_standfirsts,
)
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief, find_ceiling
from briefgen.model.library import Block, Fact, Library, Sensitivity, Source, Unlabelled, Variant

SENSITIVITY_FOLDERS: Mapping[str, Sensitivity] = {one.word: one for one in Sensitivity}
"""A folder of this name below `images/` says who may see the images in it."""

SensitivityByName = Mapping[str, Sensitivity]
"""By the name of a thing, how sensitive the least sensitive text is that prints it; or what its label says."""

FactOrSource = TypeVar("FactOrSource", Fact, Source)

FACT_CALL = re.compile(r"\b(?:fact|chart)\s*\(")
"""What prints facts on a page, which has much else in quotes."""

PRINTING_FUNCTION = re.compile(r"\b(?:fact|chart)\b")
COMPUTED_NAME = re.compile(r"""\bchart\b|\bfact\b(?!\s*\(\s*(?:"[^"]*"|'[^']*')\s*\))""")
"""What prints facts, and where it does so of other facts than the one whose name follows."""


def find_printed_facts(blocks: Iterable[Block]) -> SensitivityByName:
    """The facts that texts print."""
    texts = ((f"{variant.title}\n{variant.body}", variant.sensitivity) for variant in _iterate_variants(blocks))
    return keep_least_sensitive(*(dict.fromkeys(_find_facts(find_jinja(text)), level) for text, level in texts))


def find_cited_sources(blocks: Iterable[Block], facts: Iterable[Fact]) -> SensitivityByName:
    """The sources that texts cite; a fact cites its own wherever it is printed."""
    found = (*find_usages_in_blocks(blocks), *find_usages_in_facts(facts))
    return keep_least_sensitive(*({one.id: one.sensitivity} for one in found if one.kind is UsedKind.SOURCE))


def find_shown_images(images: Iterable[str], blocks: Iterable[Block]) -> SensitivityByName:
    """The images that texts show."""
    texts = [(variant.body, variant.sensitivity) for variant in _iterate_variants(blocks)]
    return keep_least_sensitive(*({name: level} for name in images for text, level in texts if _has_image(text, name)))


def infer_sensitivity(
    things: Mapping[str, FactOrSource], printed: SensitivityByName, unlabelled: Sensitivity | None
) -> Mapping[str, FactOrSource]:
    """Facts or sources, each with a sensitivity: its own, the project's `default_sensitivity`, or that of the texts that print it."""
    return {
        key: one if one.labelled else replace(one, sensitivity=_infer_default(key, printed, unlabelled))
        for key, one in things.items()
    }


def infer_image_sensitivity(
    images: Iterable[str], labelled: SensitivityByName, shown: SensitivityByName, unlabelled: Sensitivity | None
) -> Mapping[str, Sensitivity]:
    """Who may see each image: as its label or folder says, else as with facts."""
    return {name: labelled[name] if name in labelled else _infer_default(name, shown, unlabelled) for name in images}


def find_labelled_images(images: Iterable[str], stated: SensitivityByName) -> SensitivityByName:
    """The images whose label or folder says who may see them: the strictest of what is said."""
    said = {name: [*_find_folder_sensitivities(name), *([stated[name]] if name in stated else [])] for name in images}
    return {name: max(labels) for name, labels in said.items() if labels}


def infer_sensitivity_for(
    brief: Brief, audience: Audience, library: Library, unlabelled: Sensitivity | None
) -> Library:
    """The library as it is for one brief, whose page, fixed passages and standfirsts are texts, too: as sensitive as its ceiling.

    What a brief only names, as a key figure or for the cover, they do not open.
    """
    if unlabelled is not None:
        return library
    ceiling, closed = find_ceiling(brief, audience), library.unlabelled
    passages = [one.text for plan in walk_section_plans(audience.sections) for one in (plan.before, plan.after) if one]
    texts = [*(one.text for one in audience.page_templates), *passages, *brief.standfirsts.values()]
    printed = {
        name for text in texts for one in find_jinja(text) if FACT_CALL.search(one) for name in find_quoted_names([one])
    }
    shown = [name for name in library.images if any(_has_image(text, name) for text in texts)]
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
        unlabelled=Unlabelled(closed.facts - printed, closed.sources - cited, closed.images - frozenset(shown)),
    )


def _lower_to_ceiling(one: FactOrSource, ceiling: Sensitivity) -> FactOrSource:
    return one if one.labelled else replace(one, sensitivity=min(one.sensitivity, ceiling))


def _find_facts(jinja: list[str]) -> Iterator[str]:
    """The names in quotes beside what prints facts; a text that reckons which, or draws a chart, may mean any that it has in quotes."""
    speaking = [one for one in jinja if PRINTING_FUNCTION.search(one)]
    return find_quoted_names(jinja if any(COMPUTED_NAME.search(one) for one in speaking) else speaking)


def _find_folder_sensitivities(name: str) -> list[Sensitivity]:
    return [SENSITIVITY_FOLDERS[part] for part in PurePosixPath(name).parts[:-1] if part in SENSITIVITY_FOLDERS]


def _has_image(text: str, name: str) -> bool:
    """Whether a text names an image: by its whole path, of which Jinja may fill in the folders. Cameras call many by one name."""
    file = PurePosixPath(name).name
    if file not in text:
        return False
    whole, filled = rf"(?<![\w.-]){re.escape(name)}", rf"\}}\}}[\w./-]*/{re.escape(file)}"
    return re.search(rf"(?:{whole}|{filled})(?![\w-])", text) is not None


def _iterate_variants(blocks: Iterable[Block]) -> Iterator[Variant]:
    return (variant for block in blocks for variant in block.variants)


def _infer_default(name: str, printed: SensitivityByName, unlabelled: Sensitivity | None) -> Sensitivity:
    return printed.get(name, Sensitivity.CONFIDENTIAL) if unlabelled is None else unlabelled
