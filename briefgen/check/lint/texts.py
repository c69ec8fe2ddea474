"""The texts that a brief is made from, paragraph by paragraph, as their authors wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.check.rules.context import RuleContext
from briefgen.model.diagnostic import Origin

_NOTE_DEFINITION = re.compile(r"\[\^[^\]]+\]:")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(]?[A-ZÀ-Þ])")
CITATION = re.compile(r"\[[^\]]*@[^\]]*\]|\[\^[^\]]+\]|(?<!\w)@\w")
"""A citation or the call of a note in Markdown."""


@dataclass(frozen=True, slots=True)
class MarkdownParagraph:
    """One paragraph in Markdown, where it stands, and the block it is of."""

    text: str
    origin: Origin
    block: str


def split_paragraphs(matter: RuleContext) -> Iterator[MarkdownParagraph]:
    """Every paragraph of the chosen texts, those of notes left out."""
    for choice in matter.selection.choices:
        variant = choice.variant
        line = variant.body_line
        for text in re.split(r"(?<=\n)[ \t]*\n", variant.body):
            if text.strip() and not _NOTE_DEFINITION.match(text.lstrip()):
                lead = len(text) - len(text.lstrip("\n"))
                yield MarkdownParagraph(text.strip(), replace(variant.origin, line=line + lead), choice.block.id)
            line += text.count("\n") + 1


def split_sentences(text: str) -> list[str]:
    """A text's sentences; a stop after a capital letter or a short word with a stop, such as `No.`, ends none."""
    return [one for one in _SENTENCE_END.split(text) if one.strip()]
