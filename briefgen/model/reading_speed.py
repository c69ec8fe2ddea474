"""How fast a text is read aloud, by language: an audience states the pace of English words."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.translation import to_base_language

ENGLISH_SPEED = 236
SPEEDS: Mapping[str, int] = {"ar": 181, "zh": 260, "ko": 226}
"""Words a minute of languages whose words, as they are counted, are not comparable with English ones: Chinese characters, words between
spaces in Korean and Arabic. Brysbaert, "How many words do we read per minute?" (2019), as the package read-per-minute lists it."""


def adapt_pace(pace: int, language: str) -> int:
    """The words of a language that are read in a minute, where it is `pace` words of English."""
    return pace * SPEEDS.get(to_base_language(language), ENGLISH_SPEED) // ENGLISH_SPEED
