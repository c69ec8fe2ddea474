"""The paragraphs that lints read, as their authors wrote them, and the remarks that lints make."""

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
class Remark:
    """One thing that an editor would mark: what is wrong, where, and what to do."""

    message: str
    origin: Origin
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkdownParagraph:
    """One paragraph in Markdown, and its place."""

    text: str
    origin: Origin


def split_paragraphs(context: RuleContext) -> Iterator[MarkdownParagraph]:
    """Every paragraph of the chosen texts, without those of notes."""
    for choice in context.selection.choices:
        variant = choice.variant
        line = variant.body_line
        for text in re.split(r"(?<=\n)[ \t]*\n", variant.body):
            if text.strip() and not _NOTE_DEFINITION.match(text.lstrip()):
                lead = len(text) - len(text.lstrip("\n"))
                yield MarkdownParagraph(text.strip(), replace(variant.origin, line=line + lead))
            line += text.count("\n") + 1


def split_sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
