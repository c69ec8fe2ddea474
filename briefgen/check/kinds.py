"""What each kind of rule looks at: a table of functions, each from a rule and a finished text to a measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.check.amounts import speaking_time, words
from briefgen.check.form import formats, languages, numbered_pages, numbered_paragraphs, plain
from briefgen.check.matter import Matter, Measure
from briefgen.check.particulars import fields
from briefgen.check.substance import avoid, one_state, previous_recommendations, recommendations, sections, un_symbols
from briefgen.check.times import deadline, facts_in_period, period
from briefgen.values.audience import Rule

KINDS: Mapping[str, Callable[[Rule, Matter], Measure | None]] = {
    "words": words,
    "speaking-time": speaking_time,
    "sections": sections,
    "fields": fields,
    "numbered-paragraphs": numbered_paragraphs,
    "numbered-pages": numbered_pages,
    "languages": languages,
    "formats": formats,
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
"""By the word that stands in `kind`; None: there is nothing to judge. `pages` is judged when there are pages."""
