"""Marks numbers that nobody can check: typed by hand, and without a source near them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.lint.number_shapes import NO_FIGURE, NUMBER, YEAR
from briefgen.check.lint.printed import read_printed_paragraphs
from briefgen.check.lint.texts import Remark
from briefgen.check.rules.context import RuleContext

EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
"""What Jinja fills in: a number that is only there is not typed by hand."""


def find_unsourced_numbers(context: RuleContext) -> Iterator[Remark]:
    """Find printed numbers that were typed by hand and have no source in their paragraph."""
    hint = 'put it into facts.yaml and write `{{ fact("...") }}`, or cite its source'
    typed = {
        choice.variant.origin.path: EXPRESSION.sub("", f"{choice.variant.title}\n{choice.variant.body}")
        for choice in context.selection.choices
    }
    for paragraph in read_printed_paragraphs(context):
        if paragraph.has_source:
            continue
        source = typed.get(paragraph.origin.path, "")
        for match in NUMBER.finditer(mask_labels(paragraph.text)):
            number = match[0].strip()
            if not YEAR.fullmatch(number) and number.split()[0] in source:
                message = f"the number `{number}` comes from no fact and carries no citation"
                yield Remark(message, paragraph.origin, (hint,))


def mask_labels(text: str) -> str:
    """A text of the same length in which the digits of dates, ages, references and names become letters."""
    for pattern in NO_FIGURE:
        text = pattern.sub(lambda match: re.sub(r"\S", "x", match[0]), text)
    return text
