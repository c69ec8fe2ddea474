"""Puts a pinpoint into the words of a style and the language of a brief: page 12 is `12`, `p. 12`, `с. 12` or `第12页`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.cite.law_reports import is_numbered_by_court
from briefgen.cite.pinpoint_words import OSCOLA_WORDS
from briefgen.cite.style_words import StyleWords, Vocabulary, WordForms, read_style_words
from briefgen.model.languages import get_language_code
from briefgen.model.pinpoint import BRACKETED_PARAGRAPH, VERBATIM, PinpointPart, read_pinpoint
from briefgen.model.worded_pinpoints import format_numbers, put_into_form, strip_brackets

COURTS_WITH_BRACKETED_PARAGRAPHS = frozenset(("ECtHR", "ECHR", "European Court of Human Rights"))

_NEUTRAL_CITATION = re.compile(r"\[\d{4}\]\s")
_BRACKETED_NUMBER = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class PinpointWords:
    """How one style words the places of a work."""

    english: Vocabulary = field(default_factory=lambda: OSCOLA_WORDS)
    is_dotted: bool = False
    """Whether initials end in a full stop; in other languages than English abbreviations have one in every style."""
    has_bare_pages: bool = True
    has_bracketed_paragraphs: bool = False
    """Whether the paragraphs of a case with a neutral citation are in square brackets."""
    brackets_unreported_cases: bool = False
    """Whether those of an unreported judgment of the European Court of Human Rights are, too."""

    def format_pinpoint(self, pinpoint: str, item: Mapping[str, Any], language: str) -> str:
        """The words of a pinpoint as an author wrote it, to the work of these CSL data."""
        words = read_style_words(get_language_code(language))
        text, before = "", None
        for part in read_pinpoint(pinpoint):
            separator = f",{words.conjunction}" if part.joined_by_and and words.separator == ", " else words.separator
            text += (separator if text else "") + self._format_part(part, before, item, words, language)
            text += f" {part.remark}" if part.remark else ""
            before = part
        return text

    def _format_part(
        self,
        part: PinpointPart,
        before: PinpointPart | None,
        item: Mapping[str, Any],
        words: StyleWords,
        language: str,
    ) -> str:
        if part.kind == VERBATIM:
            return part.numbers
        kind, numbers = part.kind, format_numbers(part, words.conjunction, language)
        if kind == BRACKETED_PARAGRAPH and self.has_bracketed_paragraphs:
            return numbers
        if kind == BRACKETED_PARAGRAPH:
            kind, numbers = "paragraph", strip_brackets(numbers)
        if kind == "paragraph" and self._has_brackets(item):
            return _BRACKETED_NUMBER.sub(r"[\g<0>]", numbers)
        divisions = words.divisions
        forms = (divisions.find_forms(before, part) if divisions else ()) or self._find_forms(kind, words)
        if not forms:
            return f"{kind} {numbers}".rstrip()
        is_repeated = words.repeats_places
        return put_into_form(forms, part, numbers, words.conjunction, is_repeated=is_repeated, divisions=divisions)

    def _find_forms(self, kind: str, words: StyleWords) -> WordForms | None:
        if kind == "page" and self.has_bare_pages:
            return "{}", "{}"
        return words.places.get(kind) or self.english.get(kind)

    def _has_brackets(self, item: Mapping[str, Any]) -> bool:
        """Whether paragraphs of this work are in brackets: it is a case with a neutral citation."""
        if not self.has_bracketed_paragraphs or item.get("type") != "legal_case":
            return False
        court, number = item.get("authority"), item.get("number", "")
        has_neutral = (
            bool(item.get("original-date"))
            or bool(_NEUTRAL_CITATION.match(str(number)))
            or is_numbered_by_court(court, number)
        )
        is_unreported = not item.get("container-title") and court in COURTS_WITH_BRACKETED_PARAGRAPHS
        return has_neutral or (self.brackets_unreported_cases and is_unreported)
