"""Maps each kind of rule to the function that checks it, in a finished text or in a finished file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.check.rules import content, dates, layout, length, typeface
from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.check.rules.required_fields import check_required_fields
from briefgen.model.artifact import Format, Rendering
from briefgen.model.audience import Rule
from briefgen.model.document import Document

DOCUMENT_CHECKS: Mapping[str, Callable[[Rule, RuleContext], RuleResult | None]] = {
    "words": length.check_word_count,
    "speaking-time": length.check_speaking_time,
    "sections": content.check_sections,
    "fields": check_required_fields,
    "numbered-paragraphs": layout.check_numbered_paragraphs,
    "numbered-pages": layout.check_numbered_pages,
    "languages": layout.check_language,
    "formats": layout.check_formats,
    "fonts": lambda rule, context: typeface.check_prescribed_font(rule, context.document.audience),
    "text-size": lambda rule, context: typeface.check_prescribed_size(rule, context.document.audience),
    "plain": layout.check_plain_text,
    "one-state": content.check_one_state,
    "recommendations": content.check_recommendations,
    "previous-recommendations": content.check_previous_recommendations,
    "un-symbols": content.check_un_symbols,
    "avoid": content.check_avoided_words,
    "period": dates.check_period,
    "facts-in-period": dates.check_facts_in_period,
    "deadline": dates.check_deadline,
}
"""By the value of `kind`. A check returns None if the text does not show whether the rule is met."""


FileCheck = Callable[[Rule, Document, Rendering], RuleResult | None]


def _check_word_files_only(check: Callable[[Rule, bytes], RuleResult]) -> FileCheck:
    return lambda rule, _document, rendering: (
        check(rule, rendering.content) if rendering.format is Format.DOCX else None
    )


FILE_CHECKS: Mapping[str, FileCheck] = {
    "pages": length.check_page_count,
    "fonts": _check_word_files_only(typeface.check_fonts_in_file),
    "text-size": _check_word_files_only(typeface.check_text_size_in_file),
    "plain": _check_word_files_only(typeface.check_plain_text_in_file),
}
"""Kinds that are checked in a finished file, some of them for a second time. None: not in a file of this format."""
