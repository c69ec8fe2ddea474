"""Collects the texts that a reader may see, and those that are withheld from this reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from briefgen.leak_check.copied_text import Passage, PermittedTexts
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief, Organisation
from briefgen.model.library import Block, Fact, Library, Recommendation, Variant
from briefgen.model.selection import Selection
from briefgen.model.withheld import Withheld


def collect_permitted_texts(
    library: Library, withheld: Withheld, brief: Brief, audience: Audience, organisation: Organisation
) -> Iterator[str]:
    """Every text that the reader may see; `brief` is the redacted one, without variables above the ceiling."""
    hidden = {id(variant) for variant in withheld.texts}
    for block in library.blocks:
        if block not in withheld.blocks:
            yield from (block.id, *collect_group_titles(block), *block.topics)
        for variant in block.variants:
            yield from collect_variant_texts(variant) if id(variant) not in hidden else ()
    yield from (name for name in library.images if name not in withheld.images)
    yield from _collect_brief_texts(brief)
    yield from (passage.text for passage in _list_audience_passages(audience))
    yield from collect_reference_texts(library, withheld, audience, organisation)


def collect_reference_texts(
    library: Library, withheld: Withheld, audience: Audience, organisation: Organisation
) -> Iterator[str]:
    """Facts, sources, the wording of the audience and what the organisation says of itself: what every text can repeat."""
    hidden = {id(value) for value in (*withheld.facts, *withheld.sources)}
    for fact in library.facts.values():
        yield from _collect_fact_texts(fact) if id(fact) not in hidden else ()
    for source in library.sources.values():
        yield from collect_strings((source.csl, source.translations)) if id(source) not in hidden else ()
    yield from _collect_audience_texts(audience)
    yield from (organisation.name, organisation.acronym, organisation.description, organisation.website)
    yield from (organisation.contact.email, organisation.contact.phone, organisation.contact.address)


def list_withheld_passages(library: Library, withheld: Withheld) -> tuple[Passage, ...]:
    """The withheld texts of blocks, each with its place."""
    hidden = {id(variant) for variant in withheld.texts}
    return tuple(
        passage
        for block in library.blocks
        for variant in block.variants
        if id(variant) in hidden
        for passage in _list_variant_passages(block, variant)
    )


def build_permitted_texts(
    library: Library,
    withheld: Withheld,
    selection: Selection,
    brief: Brief,
    audience: Audience,
    organisation: Organisation,
) -> PermittedTexts:
    """What the reader of a brief may see, and what of it the brief prints; `brief` is the redacted one."""
    printed = [
        passage for choice in selection.choices for passage in _list_variant_passages(choice.block, choice.variant)
    ]
    printed += _list_audience_passages(audience)
    printed += [Passage(text, brief.find_origin(key)) for key, text in brief.section_texts.items()]
    printed += [Passage(getattr(brief, key), brief.find_origin(key)) for key in ("title", "subtitle")]
    hidden = {id(variant) for variant in withheld.texts}
    blocks = {
        block.id: tuple(
            text for variant in block.variants if id(variant) not in hidden for text in collect_variant_texts(variant)
        )
        for block in library.blocks
    }
    references = tuple(text for text in collect_reference_texts(library, withheld, audience, organisation) if text)
    return PermittedTexts(tuple(printed), blocks, references, frozenset(selection.sources))


def _list_variant_passages(block: Block, variant: Variant) -> list[Passage]:
    body = Passage(variant.body, replace(variant.origin, line=variant.body_line), block.id)
    head = (variant.title, *(_collect_recommendation_texts(variant.recommendation) if variant.recommendation else ()))
    return [body, *(Passage(text, variant.origin, block.id) for text in head)]


def _list_audience_passages(audience: Audience) -> list[Passage]:
    plans = walk_section_plans(audience.sections)
    return [Passage(fixed.text, fixed.origin) for plan in plans for fixed in (plan.before, plan.after) if fixed]


def collect_group_titles(block: Block) -> Iterator[str]:
    """The title of the group of a block, in every language."""
    yield from (block.group, *collect_strings(block.translations))


def collect_variant_texts(variant: Variant) -> Iterator[str]:
    """The title and the text of a variant, and what it recommends."""
    yield from (variant.title, variant.short_title, variant.body)
    yield from _collect_recommendation_texts(variant.recommendation) if variant.recommendation else ()


def _collect_recommendation_texts(recommendation: Recommendation) -> Iterator[str]:
    yield from (recommendation.addressee, recommendation.action, recommendation.deadline, recommendation.indicator)
    yield from (recommendation.wording.question, recommendation.wording.ask, recommendation.wording.call)
    yield from (*recommendation.asks, *recommendation.offers, *recommendation.legal_basis, *recommendation.themes)
    yield from (*recommendation.rights, *recommendation.sdg, *(earlier.text for earlier in recommendation.previous))


def _collect_fact_texts(fact: Fact) -> Iterator[str]:
    yield from (fact.id, fact.label, fact.note, fact.unit, fact.as_of, *collect_strings(fact.translations))
    for value in fact.value if isinstance(fact.value, tuple) else (fact.value,):
        yield str(value)
        yield f"{value:,}" if isinstance(value, int | Decimal) else ""


def _collect_brief_texts(brief: Brief) -> Iterator[str]:
    yield from (brief.id, brief.title, brief.subtitle, *brief.authors, *brief.keywords, *brief.section_texts.values())
    for submitter in brief.submitters:
        yield from (submitter.name, submitter.acronym, submitter.website, submitter.description, submitter.contact)
    if brief.image:
        yield from (brief.image.path, brief.image.alt, brief.image.credit)
    yield from collect_strings(brief.variables)
    yield from brief.parameters.values()
    yield from brief.recipient.fields.values() if brief.recipient else ()


def _collect_audience_texts(audience: Audience) -> Iterator[str]:
    yield from (audience.id, audience.title, audience.description)
    for plan in walk_section_plans(audience.sections):
        yield from (plan.id, plan.title)
    yield from (group.title for group in audience.citations.references)
    yield from collect_strings(audience.words)
    yield from (word for parameter in audience.parameters for word in parameter.values.values())


def collect_strings(value: Any) -> Iterator[str]:
    """Every text in nested data; numbers and dates as texts."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from collect_strings(part)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
