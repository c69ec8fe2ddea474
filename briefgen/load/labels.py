"""Settles who may have the facts, sources and images whose files do not say so: nobody below `confidential`, unless a text for them prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from briefgen.values.audience import Audience, each_plan
from briefgen.values.brief import Brief, ceiling_of
from briefgen.values.library import Block, Closed, Fact, Library, Sensitivity, Source, Variant
from briefgen.values.printed import jinja_in, least, quoted_in
from briefgen.values.uses import Used, uses_in_blocks, uses_in_facts, uses_in_passages, uses_in_standfirsts

FOLDERS: Mapping[str, Sensitivity] = {one.word: one for one in Sensitivity}
"""A folder of this name below `images/` says who may see the images in it."""

Levels = Mapping[str, Sensitivity]
"""By the name of a thing, how sensitive the least sensitive text is that prints it; or what its label says."""

Thing = TypeVar("Thing", Fact, Source)

FACTS = re.compile(r"\b(?:fact|chart)\s*\(")
"""What prints facts on a page, which has much else in quotes."""

PRINTERS = re.compile(r"\b(?:fact|chart)\b")
RECKONED = re.compile(r"""\bchart\b|\bfact\b(?!\s*\(\s*(?:"[^"]*"|'[^']*')\s*\))""")
"""What prints facts, and where it does so of other facts than the one whose name follows."""


def facts_printed(blocks: Iterable[Block]) -> Levels:
    """The facts that texts print."""
    texts = ((f"{variant.title}\n{variant.body}", variant.sensitivity) for variant in _variants(blocks))
    return least(*(dict.fromkeys(_facts_in(jinja_in(text)), level) for text, level in texts))


def sources_cited(blocks: Iterable[Block], facts: Iterable[Fact]) -> Levels:
    """The sources that texts cite; a fact cites its own wherever it is printed."""
    found = (*uses_in_blocks(blocks), *uses_in_facts(facts))
    return least(*({one.id: one.sensitivity} for one in found if one.kind is Used.SOURCE))


def images_shown(images: Iterable[str], blocks: Iterable[Block]) -> Levels:
    """The images that texts show."""
    texts = [(variant.body, variant.sensitivity) for variant in _variants(blocks)]
    return least(*({name: level} for name in images for text, level in texts if _shows(text, name)))


def settle(things: Mapping[str, Thing], printed: Levels, unlabelled: Sensitivity | None) -> Mapping[str, Thing]:
    """Facts or sources, each with a sensitivity: its own, the project's `unlabelled`, or that of the texts that print it."""
    return {
        key: one if one.labelled else replace(one, sensitivity=_default(key, printed, unlabelled))
        for key, one in things.items()
    }


def settle_images(
    images: Iterable[str], labelled: Levels, shown: Levels, unlabelled: Sensitivity | None
) -> Mapping[str, Sensitivity]:
    """Who may see each image: as its label or folder says, else as with facts."""
    return {name: labelled[name] if name in labelled else _default(name, shown, unlabelled) for name in images}


def labelled_images(images: Iterable[str], stated: Levels) -> Levels:
    """The images whose label or folder says who may see them: the strictest of what is said."""
    said = {name: [*_folders(name), *([stated[name]] if name in stated else [])] for name in images}
    return {name: max(labels) for name, labels in said.items() if labels}


def opened_for(brief: Brief, audience: Audience, library: Library, unlabelled: Sensitivity | None) -> Library:
    """The library as it is for one brief, whose page, fixed passages and standfirsts are texts, too: as sensitive as its ceiling.

    What a brief only names, as a key figure or for the cover, they do not open.
    """
    if unlabelled is not None:
        return library
    ceiling, closed = ceiling_of(brief, audience), library.closed
    passages = [one.text for plan in each_plan(audience.sections) for one in (plan.before, plan.after) if one]
    texts = [*(one.text for one in audience.pages), *passages, *brief.standfirsts.values()]
    printed = {name for text in texts for one in jinja_in(text) if FACTS.search(one) for name in quoted_in([one])}
    shown = [name for name in library.images if any(_shows(text, name) for text in texts)]
    facts = {key: _opened(fact, ceiling) if key in printed else fact for key, fact in library.facts.items()}
    opening = [*uses_in_passages(audience), *uses_in_standfirsts(brief)]
    cited = {
        *(one.id for one in opening if one.kind is Used.SOURCE),
        *(one.id for one in uses_in_facts(fact for key, fact in facts.items() if key in printed)),
    }
    return replace(
        library,
        facts=facts,
        sources={key: _opened(source, ceiling) if key in cited else source for key, source in library.sources.items()},
        image_sensitivity={
            name: min(level, ceiling) if name in shown and name not in library.labelled_images else level
            for name, level in library.image_sensitivity.items()
        },
        closed=Closed(closed.facts - printed, closed.sources - cited, closed.images - frozenset(shown)),
    )


def _opened(one: Thing, ceiling: Sensitivity) -> Thing:
    return one if one.labelled else replace(one, sensitivity=min(one.sensitivity, ceiling))


def _facts_in(jinja: list[str]) -> Iterator[str]:
    """The names in quotes beside what prints facts; a text that reckons which, or draws a chart, may mean any that it has in quotes."""
    speaking = [one for one in jinja if PRINTERS.search(one)]
    return quoted_in(jinja if any(RECKONED.search(one) for one in speaking) else speaking)


def _folders(name: str) -> list[Sensitivity]:
    return [FOLDERS[part] for part in PurePosixPath(name).parts[:-1] if part in FOLDERS]


def _shows(text: str, name: str) -> bool:
    """Whether a text names an image: by its whole path, of which Jinja may fill in the folders. Cameras call many by one name."""
    file = PurePosixPath(name).name
    if file not in text:
        return False
    whole, filled = rf"(?<![\w.-]){re.escape(name)}", rf"\}}\}}[\w./-]*/{re.escape(file)}"
    return re.search(rf"(?:{whole}|{filled})(?![\w-])", text) is not None


def _variants(blocks: Iterable[Block]) -> Iterator[Variant]:
    return (variant for block in blocks for variant in block.variants)


def _default(name: str, printed: Levels, unlabelled: Sensitivity | None) -> Sensitivity:
    return printed.get(name, Sensitivity.CONFIDENTIAL) if unlabelled is None else unlabelled
