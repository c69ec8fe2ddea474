"""Chooses the typefaces for scripts that Word separates from Latin: those written from the right, and those of East Asia."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.model.direction import RIGHT_TO_LEFT_LANGUAGES
from briefgen.render.style.embedded_fonts import FontRefusedError, read_font_characters

EAST_ASIAN_LANGUAGES = frozenset({"ja", "ko", "zh"})
"""Languages whose script Word has a typeface of its own for."""

LATIN_LANGUAGE = "en-GB"
"""Of Latin letters and figures in documents in these languages: by the rules of Chinese, 12,500 would be two words."""

SAMPLE_CHARACTERS = {"he": "א", "yi": "א", "ja": "かの", "ko": "한국", "zh": "中国", "zh-Hant": "中國"}
"""Characters that a face for a language must have."""

ARABIC_SAMPLE = "عن"

EAST_ASIAN_FALLBACKS = {"ja": "MS Mincho", "ko": "Batang", "zh": "SimSun", "zh-Hant": "PMingLiU"}
"""The face that Word brings for an East Asian language."""

RIGHT_TO_LEFT_FALLBACK = "Times New Roman"
"""A face of Word's own with Arabic and Hebrew characters."""

TRADITIONAL_CHINESE_SUBTAGS = frozenset({"hant", "hk", "mo", "tw"})
"""Parts of the code of Chinese that mean traditional characters."""


@dataclass(frozen=True, slots=True)
class ScriptFaces:
    """The face for a language that is not written in Latin, Greek or Cyrillic letters."""

    families: Mapping[str, Path]
    """The faces that the style sheet names for text, in its order, with their files."""
    prescribed_face: str = ""
    """The face that a body prescribes, also for text written from the right."""

    def find_face(self, language: str) -> str:
        """The first face of the style sheet that has the script of a language, else one of Word's own; empty for Latin."""
        primary = to_primary_language(language)
        if primary in EAST_ASIAN_LANGUAGES:
            is_traditional = primary == "zh" and TRADITIONAL_CHINESE_SUBTAGS & set(language.casefold().split("-"))
            kind = "zh-Hant" if is_traditional else primary
            return self._find_supplied_face(SAMPLE_CHARACTERS[kind]) or EAST_ASIAN_FALLBACKS[kind]
        if primary in RIGHT_TO_LEFT_LANGUAGES:
            supplied = self._find_supplied_face(SAMPLE_CHARACTERS.get(primary, ARABIC_SAMPLE))
            return self.prescribed_face or supplied or RIGHT_TO_LEFT_FALLBACK
        return ""

    def _find_supplied_face(self, sample: str) -> str:
        for family, path in self.families.items():
            try:
                if read_font_characters(path.read_bytes()) >= set(sample):
                    return family
            except (OSError, FontRefusedError):
                continue  # embedding reports a font that cannot be read
        return ""


def to_primary_language(language: str) -> str:
    """The language of a code without script and place: `zh` of `zh-Hant-TW`."""
    return language.casefold().partition("-")[0]
