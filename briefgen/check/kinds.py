"""What each kind of rule looks at: tables of functions, from a rule and a finished text, or a finished file, to a measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.check.amounts import pages, speaking_time, words
from briefgen.check.form import formats, languages, numbered_pages, numbered_paragraphs, plain
from briefgen.check.letters import fonts, plain_letters, prescribed_fonts, prescribed_size, text_size
from briefgen.check.matter import Matter, Measure
from briefgen.check.particulars import fields
from briefgen.check.substance import avoid, one_state, previous_recommendations, recommendations, sections, un_symbols
from briefgen.check.times import deadline, facts_in_period, period
from briefgen.values.artifact import Format, Rendering
from briefgen.values.audience import Rule
from briefgen.values.document import Document

KINDS: Mapping[str, Callable[[Rule, Matter], Measure | None]] = {
    "words": words,
    "speaking-time": speaking_time,
    "sections": sections,
    "fields": fields,
    "numbered-paragraphs": numbered_paragraphs,
    "numbered-pages": numbered_pages,
    "languages": languages,
    "formats": formats,
    "fonts": lambda rule, matter: prescribed_fonts(rule, matter.document.audience),
    "text-size": lambda rule, matter: prescribed_size(rule, matter.document.audience),
    "plain": plain,
    "one-state": one_state,
    "recommendations": recommendations,
    "previous-recommendations": previous_recommendations,
    "un-symbols": un_symbols,
    "avoid": avoid,
    "period": period,
    "facts-in-period": facts_in_period,
    "deadline": deadline,
}
"""By the word that stands in `kind`; None: there is nothing to judge in the text."""


OfFile = Callable[[Rule, Document, Rendering], Measure | None]


def _of_word_files(measure: Callable[[Rule, bytes], Measure]) -> OfFile:
    return lambda rule, _document, made: measure(rule, made.content) if made.format is Format.DOCX else None


FINISHED: Mapping[str, OfFile] = {
    "pages": pages,
    "fonts": _of_word_files(fonts),
    "text-size": _of_word_files(text_size),
    "plain": _of_word_files(plain_letters),
}
"""Kinds that are judged by a finished file, some of them once more; None: this format does not show it."""
