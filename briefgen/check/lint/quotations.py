"""Marks quotations that nobody can look up: block quotations, and words in quotation marks, without a source near them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.lint.context import LintContext
from briefgen.check.lint.printed import PrintedParagraph
from briefgen.check.lint.texts import Remark, quote_start
from briefgen.check.lint.word_lists import NAMED_SPEAKER, QUOTATION, SPEECH, SPEECH_VERBS
from briefgen.model.audience import NotePlacement
from briefgen.model.citation_syntax import NARRATIVE_CITATION, NOTE_CALL

MIN_QUOTATION_WORDS = 5
"""Fewer words in quotation marks are a term, not a quotation, even where somebody says them."""
MIN_BARE_QUOTATION_WORDS = 9
"""Fewer words in quotation marks without a speaker are a term: `“crime against humanity of enforced disappearance”`."""
SPOKEN_KINDS = frozenset({"quotation", "testimony"})
"""Blocks that are the words of one person, whom they name or protect."""
OPENING_MARK = re.compile(r"(?:^|(?<=\s))[“\"«‘]")
SOURCE_IN_BRACKETS = re.compile(r"[\s.,]*\((?=[^()]*\d)[^()]*\)")
"""A source that was typed behind a quotation: `(§ 107)`, `(Young 2009, 12)`."""
Span = tuple[int, int]


def find_unsourced_quotations(context: LintContext) -> Iterator[Remark]:
    """Find paragraphs with quotations that have no source there."""
    cited = list_citing_blocks(context)
    for paragraph, spans in read_unsourced_quotations(context):
        if spans and paragraph.block not in cited:
            more = f", and {len(spans) - 1} more in this paragraph," if len(spans) > 1 else ""
            message = f"the quotation `{quote_start(paragraph.text[slice(*spans[0])])}`{more} has no source"
            yield Remark(message, paragraph.origin, ("cite it where it ends",))


def list_citing_blocks(context: LintContext) -> frozenset[str]:
    """Blocks that cite something, in a document that prints no notes: which of their quotations have a source is not seen."""
    if context.document.notes is not NotePlacement.NONE:
        return frozenset()
    return frozenset(
        choice.block.id
        for choice in context.selection.choices
        if NARRATIVE_CITATION.search(choice.variant.body) or NOTE_CALL.search(choice.variant.body)
    )


def read_unsourced_quotations(context: LintContext) -> Iterator[tuple[PrintedParagraph, list[Span]]]:
    """Every paragraph, and where the quotations without a source are in it.

    What the organisation says itself needs none, nor, for journalists, what a named person says. What is known of
    a quotation holds for the paragraphs that go on with it, each with an opening mark.
    """
    blocks = {choice.block.id: choice for choice in context.selection.choices}
    speaker = _build_speaker(context)
    block, is_known = "", False
    for paragraph in context.paragraphs:
        if paragraph.block != block:
            block, choice = paragraph.block, blocks.get(paragraph.block)
            is_known = choice is not None and bool(speaker.search(choice.variant.title))
            is_spoken = choice is not None and choice.block.kind in SPOKEN_KINDS
        goes_on = is_known and bool(OPENING_MARK.match(paragraph.text))
        is_sourced = paragraph.has_source and bool(OPENING_MARK.search(paragraph.text))
        is_known = goes_on or is_sourced or bool(speaker.search(QUOTATION.sub("“”", paragraph.text)))
        yield paragraph, [] if is_known or is_spoken else _find_unsourced_spans(paragraph)


def _find_unsourced_spans(paragraph: PrintedParagraph) -> list[Span]:
    if paragraph.has_source or paragraph.is_lifted:
        return []
    text = paragraph.text
    if paragraph.is_quotation:
        return [(0, len(text))]
    spans: list[Span] = []
    for match in QUOTATION.finditer(text):
        span = match.span(match.lastindex or 0)
        introduced = SPEECH.search(text[: match.start()]) or SPEECH.match(text[match.end() :])
        words = len(text[slice(*span)].split())
        is_named = SOURCE_IN_BRACKETS.match(text[match.end() :])
        if not is_named and words >= (MIN_QUOTATION_WORDS if introduced else MIN_BARE_QUOTATION_WORDS):
            spans.append(span)
    return spans


def _build_speaker(context: LintContext) -> re.Pattern[str]:
    """The words that say whose the quotations are: the organisation's own people, or, for journalists, a named person."""
    names = [context.document.metadata.organisation, context.organisation]
    names += [name for submitter in context.document.brief.submitters for name in (submitter.name, submitter.acronym)]
    own = "|".join(re.escape(name) for name in names if name) or r"(?!)"
    patterns = [
        rf"\b(?:{SPEECH_VERBS}|attributable to)\b[^.“”]{{0,120}}(?<!\w)(?:{own})(?!\w)",
        rf"(?<!\w)(?:{own})(?!\w)[^.“”]{{0,80}}\b(?:{SPEECH_VERBS})\b",
    ]
    if any("quotation" in section.kinds for section in context.document.audience.sections):
        patterns.append(NAMED_SPEAKER)
    return re.compile("|".join(patterns))
