"""Chooses the faces for scripts that Word keeps apart from Latin: those written from the right, and those of East Asia."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.render.embedded_fonts import FontRefusedError, characters_of

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ps sd ug ur yi".split())
"""Languages whose script Word calls complex."""

EAST_ASIAN = frozenset({"ja", "ko", "zh"})
"""Languages for whose script Word looks in a place of its own."""

SAMPLES: Mapping[str, str] = {"he": "א", "yi": "א", "ja": "かの", "ko": "한국", "zh": "中国", "zh-Hant": "中國"}
"""Characters that a face for a language must have."""

ARABIC = "عن"

OF_WORD: Mapping[str, str] = {
    "ja": "MS Mincho",
    "ko": "Batang",
    "zh": "SimSun",
    "zh-Hant": "PMingLiU",
}
"""The face that Word brings for an East Asian language."""

FROM_THE_RIGHT = "Times New Roman"
"""A face of Word's own with Arabic and Hebrew letters."""

TRADITIONAL = frozenset({"hant", "hk", "mo", "tw"})
"""Parts of the code of Chinese that mean the traditional characters."""


@dataclass(frozen=True, slots=True)
class ScriptFaces:
    """The face for a language that is not written in Latin, Greek or Cyrillic letters."""

    families: Mapping[str, Path]
    """The faces that the style sheet names for text, in its order, with their files."""
    prescribed: str = ""
    """What a body prescribes for letters written from the right."""

    def face(self, language: str) -> str:
        """The first face of the style sheet that has the script of a language, else one of Word's own; empty for Latin."""
        primary = primary_of(language)
        if primary in EAST_ASIAN:
            kind = "zh-Hant" if set(language.casefold().split("-")) & TRADITIONAL and primary == "zh" else primary
            return self._own(SAMPLES[kind]) or OF_WORD[kind]
        if primary in RIGHT_TO_LEFT:
            return self.prescribed or self._own(SAMPLES.get(primary, ARABIC)) or FROM_THE_RIGHT
        return ""

    def _own(self, sample: str) -> str:
        for family, path in self.families.items():
            try:
                if characters_of(path.read_bytes()) >= set(sample):
                    return family
            except (OSError, FontRefusedError):
                continue  # the layout of pages says that it cannot be read
        return ""


def primary_of(language: str) -> str:
    """The language of a code without script and place: `zh` of `zh-Hant-TW`."""
    return language.casefold().partition("-")[0]
