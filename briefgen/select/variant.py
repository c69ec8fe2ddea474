"""Chooses the text of a block that a reader gets: which variant, in which language."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.audience import SectionPlan
from briefgen.model.library import Block, Variant


def choose_variant(
    block: Block, audience_id: str, plan: SectionPlan, language: str, requested: str = ""
) -> tuple[Variant, str] | None:
    """The best text and why, or None where no text is in the language.

    The variant that the brief requests comes first, then the one named after the audience, then those that the section
    requests, then the text of the block itself. A text in `pt` is used in a brief in `pt-BR` if there is none in `pt-BR`.
    """
    texts = {(variant.name, variant.language): variant for variant in block.variants}
    for name, reason in _rank_variants(audience_id, plan, requested):
        for candidate in dict.fromkeys((language, language.split("-", maxsplit=1)[0])):
            if (name, candidate) in texts:
                return texts[name, candidate], reason
    return None


def _rank_variants(audience_id: str, plan: SectionPlan, requested: str) -> Iterator[tuple[str, str]]:
    if requested:
        yield requested, f"variant `{requested}` because the brief asks for it"
    yield audience_id, f"variant `{audience_id}` because it is made for this audience"
    for name in plan.variants:
        yield name, f"variant `{name}` because the section asks for it"
    names = " or ".join(f"`{name}`" for name in plan.variants if name != audience_id)
    yield "", f"its own text because it has no variant {names}" if names else "its own text"
