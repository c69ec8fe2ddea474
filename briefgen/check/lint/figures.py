"""Marks numbers that nobody can check: typed by hand, and without a source near them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefgen.check.lint.context import LintContext
from briefgen.check.lint.number_shapes import NO_FIGURE, NUMBER, YEAR
from briefgen.check.lint.printed import PrintedParagraph
from briefgen.check.lint.quotations import Span, list_citing_blocks, read_unsourced_quotations
from briefgen.check.lint.texts import MAX_KEPT_PARAGRAPHS, Remark, list_first
from briefgen.model.diagnostic import Origin


def find_unsourced_numbers(context: LintContext) -> Iterator[Remark]:
    """Find paragraphs with numbers that were typed by hand and have no source there."""
    hint = 'put it into facts.yaml and write `{{ fact("...") }}`, or cite its source'
    cited = list_citing_blocks(context)
    for paragraph, quotations in read_unsourced_quotations(context):
        if paragraph.has_source or paragraph.is_action or paragraph.block in cited:
            continue
        found = [*_find_numbers(paragraph, quotations)]
        if found:
            numbers = list_first([f"`{number}`" for number, _ in found])
            verbs = ("comes", "carries") if len(found) == 1 else ("come", "carry")
            subject = f"the number {numbers}" if len(found) == 1 else f"the numbers {numbers}"
            yield Remark(f"{subject} {verbs[0]} from no fact and {verbs[1]} no citation", found[0][1], (hint,))


def _find_numbers(paragraph: PrintedParagraph, quotations: list[Span]) -> Iterator[tuple[str, Origin]]:
    """The numbers of a paragraph, each with its place, except those in quotations that are marked themselves."""
    text = paragraph.typed
    for start, end in quotations:
        text = text[:start] + re.sub(r"\S", "x", text[start:end]) + text[end:]
    for number, position in find_numbers(text):
        yield number, paragraph.find_origin(position)


@lru_cache(maxsize=MAX_KEPT_PARAGRAPHS)
def find_numbers(text: str) -> tuple[tuple[str, int], ...]:
    """The figures of a text, each with its place: not years, dates, ages, references and names."""
    found = ((match[0].strip(), match.start()) for match in NUMBER.finditer(mask_labels(text)))
    return tuple((number, place) for number, place in found if not YEAR.fullmatch(number))


def mask_labels(text: str) -> str:
    """A text of the same length in which the digits of dates, ages, references and names become letters."""
    for pattern in NO_FIGURE:
        text = pattern.sub(lambda match: re.sub(r"\S", "x", match[0]), text)
    return text
