"""Knows which codes are those of languages."""

from __future__ import annotations


def is_language(tag: str) -> bool:
    """Whether a code is that of a language: `ko`, `pt-BR`; `tzo`, for which CLDR has no words, too."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow to import
    from babel.core import get_global  # noqa: PLC0415

    try:
        return bool(Locale.parse(tag.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return tag in get_global("likely_subtags")
