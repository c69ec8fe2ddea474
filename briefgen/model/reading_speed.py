"""How fast a text is read aloud, by language: an audience states the pace of English words."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.translation import to_base_language

SPEEDS: Mapping[str, tuple[int, int]] = {"ar": (181, 236), "zh": (260, 236), "ko": (226, 236), "ru": (184, 228)}
"""Words a minute of languages whose words, as they are counted, are not comparable with English ones, and English words a minute in the
same study: Chinese characters, words between spaces in Korean and Arabic, the long words of Russian. Brysbaert, "How many words do we read
per minute?" (2019), as the package read-per-minute lists it; for Russian, which it lacks, Trauzettel-Klosinski and Dietz, "Standardized
Assessment of Reading Performance" (2012), read aloud, as its table is copied in programs that use it."""


def adapt_pace(pace: int, language: str) -> int:
    """The words of a language that are read in a minute, where it is `pace` words of English."""
    own, english = SPEEDS.get(to_base_language(language), (1, 1))
    return pace * own // english
