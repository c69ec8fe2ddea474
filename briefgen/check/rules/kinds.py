"""What each kind of rule looks at: tables of functions, from a rule and a finished text, or a finished file, to a measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.check.rules.content import (
    check_avoided_words,
    check_one_state,
    check_previous_recommendations,
    check_recommendations,
    check_sections,
    check_un_symbols,
)
from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.check.rules.dates import check_deadline, check_facts_in_period, check_period
from briefgen.check.rules.layout import (
    check_formats,
    check_language,
    check_numbered_pages,
    check_numbered_paragraphs,
    check_plain_text,
)
from briefgen.check.rules.length import check_page_count, check_speaking_time, check_word_count
from briefgen.check.rules.required_fields import check_required_fields
from briefgen.check.rules.typeface import (
    check_fonts_in_file,
    check_plain_text_in_file,
    check_prescribed_font,
    check_prescribed_size,
    check_text_size_in_file,
)
from briefgen.model.artifact import Format, Rendering
from briefgen.model.audience import Rule
from briefgen.model.document import Document

DOCUMENT_CHECKS: Mapping[str, Callable[[Rule, RuleContext], RuleResult | None]] = {
    "words": check_word_count,
    "speaking-time": check_speaking_time,
    "sections": check_sections,
    "fields": check_required_fields,
    "numbered-paragraphs": check_numbered_paragraphs,
    "numbered-pages": check_numbered_pages,
    "languages": check_language,
    "formats": check_formats,
    "fonts": lambda rule, matter: check_prescribed_font(rule, matter.document.audience),
    "text-size": lambda rule, matter: check_prescribed_size(rule, matter.document.audience),
    "plain": check_plain_text,
    "one-state": check_one_state,
    "recommendations": check_recommendations,
    "previous-recommendations": check_previous_recommendations,
    "un-symbols": check_un_symbols,
    "avoid": check_avoided_words,
    "period": check_period,
    "facts-in-period": check_facts_in_period,
    "deadline": check_deadline,
}
"""By the word that stands in `kind`; None: there is nothing to judge in the text."""


FileCheck = Callable[[Rule, Document, Rendering], RuleResult | None]


def _check_word_files_only(measure: Callable[[Rule, bytes], RuleResult]) -> FileCheck:
    return lambda rule, _document, made: measure(rule, made.content) if made.format is Format.DOCX else None


FILE_CHECKS: Mapping[str, FileCheck] = {
    "pages": check_page_count,
    "fonts": _check_word_files_only(check_fonts_in_file),
    "text-size": _check_word_files_only(check_text_size_in_file),
    "plain": _check_word_files_only(check_plain_text_in_file),
}
"""Kinds that are judged by a finished file, some of them once more; None: this format does not show it."""
