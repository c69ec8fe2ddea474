"""Step 3 of access: collects what a reader may not see, for the search of finished files for leaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from briefgen.access.filter import find_image_withholding_reason, find_withholding_reason, redact_brief
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, find_ceiling
from briefgen.model.library import Fact, Library, Source
from briefgen.model.withheld import Withheld, WithheldRange


def collect_withheld(brief: Brief, audience: Audience, library: Library) -> Withheld:
    """What `filter_library` and `redact_brief` take out for this reader."""
    ceiling = find_ceiling(brief, audience)
    kept = redact_brief(brief, audience, library)
    blocks = tuple(block for block in library.blocks if find_withholding_reason(block, brief, audience))
    variants = tuple(
        variant
        for block in library.blocks
        if block not in blocks
        for variant in block.variants
        if variant.sensitivity > ceiling
    )
    facts = tuple(fact for fact in library.facts.values() if fact.sensitivity > ceiling)
    sources = tuple(source for source in library.sources.values() if source.sensitivity > ceiling)
    fields = brief.recipient.fields if brief.recipient else {}
    reasons = {
        name: reason
        for name in library.images
        if (reason := find_image_withholding_reason(name, brief, audience, library))
    }
    return Withheld(
        blocks=blocks,
        variants=variants,
        facts=facts,
        sources=sources,
        unlabelled_sources=library.unlabelled.sources,
        images={name: path for name, path in library.images.items() if name in reasons},
        image_reasons=reasons,
        variables={name: value for name, value in brief.variables.items() if name not in kept.variables},
        columns={name: value for name, value in fields.items() if kept.recipient and name not in kept.recipient.fields},
        ranges=(
            *(WithheldRange(variant.origin.path) for block in blocks for variant in block.variants),
            *(WithheldRange(variant.origin.path) for variant in variants),
            *_find_places(facts, library.facts),
            *_find_places(sources, library.sources),
        ),
    )


def _find_places(
    withheld: Iterable[Fact | Source], every: Mapping[str, Fact] | Mapping[str, Source]
) -> Iterator[WithheldRange]:
    """The lines of entries of a file: from each to the next."""
    starts = sorted({(entry.origin.path, entry.origin.line) for entry in every.values()})
    for entry in withheld:
        path, line = entry.origin.path, entry.origin.line
        after = bisect_right(starts, (path, line))
        following = starts[after] if after < len(starts) else ("", 0)
        yield WithheldRange(path, line, following[1] if following[0] == path else None)
