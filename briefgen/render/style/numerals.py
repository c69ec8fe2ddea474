"""Lets style sheets count in the digits of a document: `counter(page)` becomes `counter(page, arabic-indic)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.model.numerals import Numerals

_COUNTER = re.compile(r"\b(counter\(\s*[\w-]+|target-counter\((?:[^()]|\([^()]*\))*?,\s*[\w-]+)\s*\)")

LIST_SHEET = "numerals"
"""What the style sheet of lists is called in messages."""

LIST_STYLES = """
@counter-style decimal-in-brackets {{ system: extends {name}; prefix: "("; suffix: ")\\2002"; }}
@counter-style decimal-before-bracket {{ system: extends {name}; suffix: ")\\2002"; }}
@counter-style decimal-clear {{ system: extends {name}; suffix: ".\\2003"; }}
:where(ol, note-numbers):where(:not([type])) {{ list-style-type: decimal-clear; }}
ol.decimal-in-brackets {{ list-style-type: decimal-in-brackets; }}
ol.decimal-before-bracket {{ list-style-type: decimal-before-bracket; }}
.note-call, ::footnote-call {{ font-family: var(--text-face); font-variant-position: normal; font-size: 0.65em; vertical-align: super; }}
::footnote-call {{ font-size: calc(0.65 * var(--call-size, var(--text-size, 1em))); }}
"""
"""Few faces have superior figures that are not Western ones."""


def adapt_counters(sheets: Iterable[tuple[str, str]], numerals: Numerals | None) -> Iterator[tuple[str, str]]:
    """The style sheets of a document with the numerals that it has, for its pages and lists."""
    if numerals is None:
        yield from sheets
        return
    for position, (name, text) in enumerate(sheets):
        yield name, _COUNTER.sub(rf"\1, {numerals.name})", text)
        if position == 1:  # after the first sheet of the audience, so that the others can differ
            yield LIST_SHEET, LIST_STYLES.format(name=numerals.name)
