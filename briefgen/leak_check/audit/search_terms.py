"""Makes what must not be in a file out of what the gate kept back: runs of words that no permitted text holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from briefgen.leak_check.audit.search import SearchTerms
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief, Organisation
from briefgen.model.library import Block, Fact, Library, Recommendation, Source, Variant
from briefgen.model.phrases import Phrase, build_phrases, find_phrases, find_printed_runs, split_words
from briefgen.model.withheld import Withheld

TITLE_FIELD = "title"
"""Of a work, as CSL calls it. A list from elsewhere may hold a `References` or an `Evidence` that nobody cites and nobody hides."""
ADDRESS_FIELDS = ("URL", "DOI", "ISBN")

MIN_VALUE_LENGTH = 5
"""Of a value: shorter ones, such as `17` or `1948`, stand in any text by chance."""


def build_search_terms_from_withheld(
    withheld: Withheld, permitted: Iterable[str], printed: Iterable[str], terms: Iterable[str], base: SearchTerms
) -> SearchTerms:
    """What to look for in a file for one reader.

    `permitted` are the texts that the reader may have: what stands there, too, is no leak. `printed` are the withheld
    facts as they would be printed. `base` brings what is looked for whoever the reader is.
    """
    of_sources = _phrases_from_sources(tuple(map(_ByIdentity, withheld.sources)), withheld.unlabelled_sources)
    wanted = (
        of_sources
        | build_phrases(_collect_withheld_texts(withheld))
        | _phrases_from_values([*printed, *_collect_whole_values(withheld)])
    )
    return SearchTerms(
        withheld=wanted - _find_permitted_phrases(permitted, wanted),
        terms=base.terms | phrases_from_terms(terms),
        paths=base.paths,
        users=base.users,
        properties=base.properties,
    )


def phrases_from_terms(terms: Iterable[str]) -> frozenset[Phrase]:
    """Words to watch for, as runs of words; no term is too short."""
    return frozenset(phrase for term in terms if (phrase := tuple(split_words(term))))


def properties_from_texts(said: Iterable[str]) -> frozenset[str]:
    """What a file may say of itself, in every spelling that formats give it."""
    return frozenset(
        form for text in said for form in (" ".join(split_words(text)), "".join(split_words(text))) if form
    )


def collect_permitted_texts(
    library: Library, withheld: Withheld, brief: Brief, audience: Audience, organisation: Organisation
) -> Iterator[str]:
    """Every text that the reader may have; `brief` is the one without what lies above the ceiling."""
    hidden = {id(one) for one in (*withheld.texts, *withheld.facts, *withheld.sources)}
    for block in library.blocks:
        if block not in withheld.blocks:
            yield from (block.id, *_collect_group_titles(block), *block.topics)
        for variant in block.variants:
            yield from _collect_variant_texts(variant) if id(variant) not in hidden else ()
    for fact in library.facts.values():
        yield from _collect_fact_texts(fact) if id(fact) not in hidden else ()
    for source in library.sources.values():
        yield from _collect_strings((source.csl, source.translations)) if id(source) not in hidden else ()
    yield from (name for name in library.images if name not in withheld.images)
    yield from _collect_brief_texts(brief)
    yield from _collect_audience_texts(audience)
    yield from (
        organisation.name,
        organisation.acronym,
        organisation.description,
        organisation.website,
        organisation.contact.email,
        organisation.contact.phone,
        organisation.contact.address,
    )


def _collect_withheld_texts(withheld: Withheld) -> Iterator[str]:
    for variant in withheld.texts:
        yield from _collect_variant_texts(variant)
    for fact in withheld.facts:
        yield from (fact.label, fact.unit, fact.as_of, fact.note, fact.value if isinstance(fact.value, str) else "")
        yield from _collect_strings(fact.translations)
    yield from _collect_strings(withheld.variables)
    yield from withheld.columns.values()


class _ByIdentity:
    """A value that equals itself alone, so that what was made of it can be kept."""

    __slots__ = ("value",)

    def __init__(self, value: Source) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=4)
def _phrases_from_sources(sources: tuple[_ByIdentity, ...], uncited: frozenset[str]) -> frozenset[Phrase]:
    """What to look for of works. Kept, for the documents of a campaign share them, and a list from elsewhere may have thousands that nothing cites."""
    works = [one.value for one in sources]
    texts = (text for work in works for text in _collect_strings((work.csl, work.translations)))
    return build_phrases(texts) | _phrases_from_values(
        value
        for work in works
        for value in _collect_source_values(
            work, ADDRESS_FIELDS if work.key in uncited else (TITLE_FIELD, *ADDRESS_FIELDS)
        )
    )


def _collect_source_values(source: Source, fields: tuple[str, ...]) -> Iterator[str]:
    """Of a work what is looked for whole, however short it is in words."""
    yield source.key if not source.key.isalpha() else ""
    for item in (source.csl, *(texts["csl"] for texts in source.translations.values())):
        yield from (str(item[key]) for key in fields if item.get(key))


def _collect_whole_values(withheld: Withheld) -> Iterator[str]:
    """Values that are looked for whole, however short they are in words."""
    yield from (PurePosixPath(name).name for name in withheld.images)
    yield from (block.id for block in withheld.blocks if not block.id.isalpha())
    yield from (fact.id for fact in withheld.facts if not fact.id.isalpha())
    for variant in withheld.texts:
        yield from (variant.title, variant.short_title)
    yield from (group for block in withheld.blocks for group in _collect_group_titles(block))
    for fact in withheld.facts:
        for value in fact.value if isinstance(fact.value, tuple) else (fact.value,):
            yield value.isoformat() if isinstance(value, date) else str(value)
        yield from (str(texts["value"]) for texts in fact.translations.values() if "value" in texts)
    yield from _collect_strings(withheld.variables)
    yield from withheld.columns.values()


def _phrases_from_values(texts: Iterable[str]) -> frozenset[Phrase]:
    """Values as runs of words, those that could stand anywhere left out."""
    found = (tuple(split_words(text)) for text in texts)
    return frozenset(one for one in found if one and len("".join(one)) >= MIN_VALUE_LENGTH)


def _find_permitted_phrases(permitted: Iterable[str], wanted: frozenset[Phrase]) -> frozenset[Phrase]:
    """Those runs of words that permitted texts hold."""
    if not wanted:
        return frozenset()
    texts = [text for text in permitted if text]
    stretches = (" ".join(run) for text in texts for run in find_printed_runs(text))
    return find_phrases(texts, wanted) | find_phrases(stretches, wanted)


def _collect_group_titles(block: Block) -> Iterator[str]:
    """The title of the group of a block, in every language."""
    yield from (block.group, *_collect_strings(block.translations))


def _collect_variant_texts(variant: Variant) -> Iterator[str]:
    yield from (variant.title, variant.short_title, variant.body)
    yield from _collect_recommendation_texts(variant.recommendation) if variant.recommendation else ()


def _collect_recommendation_texts(one: Recommendation) -> Iterator[str]:
    yield from (one.addressee, one.action, *one.asks, *one.legal_basis, *one.themes, one.deadline, one.indicator)
    yield from (*one.rights, *one.sdg, *(earlier.text for earlier in one.previous))


def _collect_fact_texts(fact: Fact) -> Iterator[str]:
    yield from (fact.id, fact.label, fact.note, fact.unit, fact.as_of, *_collect_strings(fact.translations))
    for value in fact.value if isinstance(fact.value, tuple) else (fact.value,):
        yield str(value)
        yield f"{value:,}" if isinstance(value, int | Decimal) else ""


def _collect_brief_texts(brief: Brief) -> Iterator[str]:
    yield from (brief.id, brief.title, brief.subtitle, *brief.authors, *brief.keywords, *brief.standfirsts.values())
    for one in brief.submitters:
        yield from (one.name, one.acronym, one.website, one.description, one.contact)
    if brief.image:
        yield from (brief.image.path, brief.image.alt, brief.image.credit)
    yield from _collect_strings(brief.variables)
    yield from brief.parameters.values()
    yield from brief.recipient.fields.values() if brief.recipient else ()


def _collect_audience_texts(audience: Audience) -> Iterator[str]:
    yield from (audience.id, audience.title, audience.description)
    for plan in walk_section_plans(audience.sections):
        yield from (plan.id, plan.title, plan.before.text if plan.before else "", plan.after.text if plan.after else "")
    yield from (group.title for group in audience.citations.references)
    yield from _collect_strings(audience.words)
    yield from (word for one in audience.parameters for word in one.values.values())


def _collect_strings(value: Any) -> Iterator[str]:
    """Every text in nested data; numbers and dates as texts."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _collect_strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _collect_strings(one)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
