"""Values whose texts may be written in several languages, and what of them is in the language of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

LETTERS = re.compile(r"[^\W\d_]+")

Translations = Mapping[str, Mapping[str, Any]]
"""By language, the fields that are written in it."""


class Translated(Protocol):
    """A frozen dataclass with its texts in the language that it was written in, and some of them in others."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def written_language(self) -> str:
        """The language of its own texts; empty where nobody said."""

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
    """The one of some texts by language that is in this one: of its region, else of the language."""
    for wanted in (language, to_base_language(language)):
        if wanted in texts:
            return texts[wanted]
    return None


def find_translations(value: Translated, language: str) -> Mapping[str, Any]:
    """The fields that are translated into a language; those for its region go first."""
    return {**value.translations.get(to_base_language(language), {}), **value.translations.get(language, {})}


def apply_translations(value: TranslatedValue, language: str) -> TranslatedValue:
    """The value with its texts in a language, as far as they are written in it."""
    return replace(value, **find_translations(value, language))


def find_untranslated(value: Translated, fields: Iterable[str], language: str) -> tuple[str, ...]:
    """Those of some fields that hold words of another language than this one."""
    if not value.written_language or is_same_language(value.written_language, language):
        return ()
    there = find_translations(value, language)
    return tuple(name for name in fields if name not in there and has_words(getattr(value, name)))


def has_words(text: object) -> bool:
    """Whether a text has letters: `42` and `A/HRC/59/15` need no translation, `nearly half` does."""
    if isinstance(text, tuple):
        return any(has_words(one) for one in text)
    return isinstance(text, str) and any(not word.isupper() for word in LETTERS.findall(text))
