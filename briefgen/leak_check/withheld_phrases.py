"""Derives the phrases to search for from what is withheld: runs of words that no permitted text has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from briefgen.leak_check.texts import collect_group_titles, collect_strings, collect_variant_texts
from briefgen.leak_check.written_dates import build_date_phrases
from briefgen.model.library import Source
from briefgen.model.phrases import Phrase, build_phrases, find_phrases, find_printed_stretches
from briefgen.model.watched_terms import MAX_NAME_WORDS, NUMBER, build_term_phrases
from briefgen.model.withheld import Withheld
from briefgen.model.words import count_characters, read_text, split_words

ADDRESS_FIELDS = ("URL", "DOI", "ISBN")
"""CSL fields that are searched for in every withheld work."""
CITED_FIELDS = ("title", *ADDRESS_FIELDS)
"""The same in a work with a label. An imported list can have a work named `References` or `Evidence` that is neither cited nor secret."""

WEB_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<address>[^/\s]+/\S+)", re.IGNORECASE)
"""An address of a page. People leave out how it starts; an address of a whole site is too common without it."""

MIN_VALUE_LENGTH = 5
"""Characters of a value: a shorter one, such as `17` or `1948`, is in any text by chance."""


def build_withheld_phrases(
    withheld: Withheld, permitted: Iterable[str], formatted: Iterable[str], permitted_dates: Iterable[date] = ()
) -> frozenset[Phrase]:
    """The phrases that must not be in a file for one reader.

    `permitted` are the texts that the reader may see: a phrase that is in one of them is not a leak. `formatted` are
    the withheld values as they would be printed.
    """
    dates = [build_date_phrases(day) for day in _collect_dates(withheld) - frozenset(permitted_dates)]
    phrases = (
        _phrases_from_sources(tuple(map(_ByIdentity, withheld.sources)), withheld.unlabelled_sources)
        | _phrases_from_texts(tuple(_collect_withheld_texts(withheld)))
        | _phrases_from_values([*formatted, *_collect_whole_values(withheld)])
        | build_term_phrases(value for value in _collect_names(withheld) if _is_long_enough(value))
    ).union(*dates)
    if not phrases:
        return phrases
    texts = [text for text in permitted if text]
    known = find_phrases(texts, phrases)
    known |= find_phrases((stretch for text in texts for stretch in find_printed_stretches(text)), phrases)
    # A date that a permitted text has is known in all its forms.
    return phrases - known.union(*(forms for forms in dates if forms & known))


def properties_from_texts(texts: Iterable[str]) -> frozenset[str]:
    """Values of properties that a file can have, in both spellings that formats use: words apart, and without spaces.

    A text without words, such as `?!`, is a value as it is.
    """
    words = {text.strip(): split_words(text) for text in texts}
    return frozenset(
        value for text, run in words.items() for separator in (" ", "") if (value := separator.join(run) or text)
    )


def _collect_withheld_texts(withheld: Withheld) -> Iterator[str]:
    for variant in withheld.texts:
        yield from collect_variant_texts(variant)
    for fact in withheld.facts:
        yield from (fact.label, fact.unit, fact.as_of, fact.note, fact.value if isinstance(fact.value, str) else "")
        yield from collect_strings(fact.translations)
    yield from collect_strings(withheld.variables)
    yield from withheld.columns.values()


class _ByIdentity:
    """A source that is equal only to itself, as a key of a cache: its dictionaries cannot be hashed."""

    __slots__ = ("value",)

    def __init__(self, value: Source) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=4)
def _phrases_from_sources(sources: tuple[_ByIdentity, ...], unlabelled: frozenset[str]) -> frozenset[Phrase]:
    """The phrases of works. Cached: the documents of a campaign share them, and an imported list can have thousands."""
    works = [key.value for key in sources]
    texts = (text for work in works for text in collect_strings((work.csl, work.translations)))
    return build_phrases(texts) | _phrases_from_values(
        value
        for work in works
        for value in _collect_source_values(work, ADDRESS_FIELDS if work.key in unlabelled else CITED_FIELDS)
    )


def _collect_source_values(source: Source, fields: tuple[str, ...]) -> Iterator[str]:
    """Values of a work that are searched for whole, even if they have one word."""
    yield source.key if not source.key.isalpha() else ""
    for item in (source.csl, *(texts["csl"] for texts in source.translations.values())):
        yield from (str(item[key]) for key in fields if item.get(key))


def _collect_whole_values(withheld: Withheld) -> Iterator[str]:
    """Values that are searched for whole, even if they have one word."""
    yield from (PurePosixPath(name).name for name in withheld.images)
    yield from (block.id for block in withheld.blocks if not block.id.isalpha())
    yield from (fact.id for fact in withheld.facts if not fact.id.isalpha())
    for variant in withheld.texts:
        yield from (variant.title, variant.short_title)
    yield from (group for block in withheld.blocks for group in collect_group_titles(block))
    for fact in withheld.facts:
        for value in fact.value if isinstance(fact.value, tuple) else (fact.value,):
            yield value.isoformat() if isinstance(value, date) else str(value)
        yield from (str(texts["value"]) for texts in fact.translations.values() if "value" in texts)
    yield from collect_strings(withheld.variables)
    yield from withheld.columns.values()


@lru_cache(maxsize=64)
def _phrases_from_texts(texts: tuple[str, ...]) -> frozenset[Phrase]:
    """Cached: the documents of a campaign share most texts that are withheld from them."""
    return build_phrases(texts)


def _phrases_from_values(texts: Iterable[str]) -> frozenset[Phrase]:
    """Values as phrases, without those that are too short; addresses also without `https://`."""
    found: set[Phrase] = set()
    for text in texts:
        if not _is_long_enough(text):
            continue
        readings = read_text(text)
        # The groups of a number are found as one number only: `12,345` is not in `12 345 67`.
        found.update(readings[-1:] if NUMBER.fullmatch(text.strip()) and text[0].isdigit() else readings)
        if page := WEB_ADDRESS.fullmatch(text.strip()):
            found.update(read_text(page["address"]))
    return frozenset(phrase for phrase in found if phrase)


def _is_long_enough(value: str) -> bool:
    return count_characters(value) >= MIN_VALUE_LENGTH


def _collect_names(withheld: Withheld) -> Iterator[str]:
    """Values that can be names of people or telephone numbers, which are written in several ways."""
    values = (*withheld.variables.values(), *withheld.columns.values())
    texts = (*collect_strings(values), *(fact.value for fact in withheld.facts if isinstance(fact.value, str)))
    return (text for text in texts if len(text.split()) <= MAX_NAME_WORDS)


def _collect_dates(withheld: Withheld) -> frozenset[date]:
    """Complete dates among the values."""
    ends = (end for fact in withheld.facts for end in (fact.value if isinstance(fact.value, tuple) else (fact.value,)))
    values = [*ends, *withheld.variables.values(), *withheld.columns.values()]
    return frozenset(day for value in values if (day := _read_date(value)))


def _read_date(value: object) -> date | None:
    try:
        return value if isinstance(value, date) else date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
