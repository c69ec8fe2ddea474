"""Values with texts in several languages, and which texts exist in the language of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

WORD_RUN = re.compile(r"[^\W\d_]+")

Translations = Mapping[str, Mapping[str, Any]]
"""By language, the fields that are written in it."""


class Translated(Protocol):
    """A frozen dataclass with its texts in the language that it was written in, and some of them in others."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def written_language(self) -> str:
        """The language of its own texts; empty where it is not stated."""

    @property
    def translations(self) -> Translations:
        """The texts in other languages."""


TranslatedValue = TypeVar("TranslatedValue", bound=Translated)
TextValue = TypeVar("TextValue")


def to_base_language(tag: str) -> str:
    """The language of a tag without its region or script: `fr` of `fr-CH`."""
    return tag.partition("-")[0].lower()


def is_same_language(tag: str, other: str) -> bool:
    """Whether two tags name one language, regions aside: `en` and `en-GB`."""
    return to_base_language(tag) == to_base_language(other)


def format_by_language(*tags: str) -> str:
    """How texts are written by language, for hints: `{en: ..., fr: ...}`."""
    return "{" + ", ".join(f"{to_base_language(tag)}: ..." for tag in tags) + "}"


def find_text(texts: Mapping[str, TextValue], language: str) -> TextValue | None:
    """The text in a language: of its region, else of the language."""
    for candidate in (language, to_base_language(language)):
        if candidate in texts:
            return texts[candidate]
    return None


def find_translations(value: Translated, language: str) -> Mapping[str, Any]:
    """The translated fields of a value; those for the region go first."""
    return {**value.translations.get(to_base_language(language), {}), **value.translations.get(language, {})}


def apply_translations(value: TranslatedValue, language: str) -> TranslatedValue:
    """The value with its texts in a language, as far as they are translated."""
    return replace(value, **find_translations(value, language))


def find_untranslated(value: Translated, fields: Iterable[str], language: str) -> tuple[str, ...]:
    """The fields that have words in another language."""
    if not value.written_language or is_same_language(value.written_language, language):
        return ()
    there = find_translations(value, language)
    return tuple(name for name in fields if name not in there and has_words(getattr(value, name)))


def has_words(text: object) -> bool:
    """Whether a text has letters: `42` and `A/HRC/59/15` need no translation, `nearly half` does."""
    if isinstance(text, tuple):
        return any(has_words(part) for part in text)
    return isinstance(text, str) and any(not word.isupper() for word in WORD_RUN.findall(text))
