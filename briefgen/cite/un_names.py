"""How documents of the United Nations name resolutions and series of treaties, in the languages of briefs."""

from __future__ import annotations

import re

from briefgen.cite.style_words import read_style_words

RESOLUTION_NAMES = (
    (re.compile(r"UNGA Res (.+)"), "General Assembly"),
    (re.compile(r"UNSC Res (\d+)"), "Security Council"),
    (re.compile(r"(?:UN)?HRC Res (.+)"), "Human Rights Council"),
    (re.compile(r"(?:UN )?ECOSOC Res (.+)"), "Economic and Social Council"),
)
"""Short names of resolutions, with the number as their group, and the body that adopted them."""


def name_resolution(short_name: str, year: int | None, language: str) -> str:
    """The long name of a resolution: `General Assembly resolution 78/218`; empty for other names."""
    templates = read_style_words(language).resolutions
    for pattern, body in RESOLUTION_NAMES:
        found = pattern.fullmatch(short_name)
        if found:
            number = re.sub(r"(?<=[A-Z])\(", " (", found[1])
            return templates[body].format(number=number, year=year or "")
    return ""


def name_treaty_series(abbreviation: str, language: str) -> str:
    """The name of a series of treaties in full; empty for other series."""
    names = read_style_words("en").treaty_series | read_style_words(language).treaty_series
    return names.get(abbreviation, "")
