"""Composes the selected blocks, each filled in and parsed by itself, and the audience's page into one tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefgen.compose.assets import check_logo, collect_assets, find_citation_style
from briefgen.compose.data_stops import omit_doubled_stops
from briefgen.compose.digits import choose_numerals
from briefgen.compose.fill import TemplateFiller
from briefgen.compose.kept_texts import KeptTexts
from briefgen.compose.localisation import format_long_date
from briefgen.compose.markdown import MarkdownConverter
from briefgen.compose.markdown_reader import MarkdownReader
from briefgen.compose.marks import MarkTable
from briefgen.compose.page import (
    SectionRecord,
    build_image_record,
    build_key_fact_records,
    build_section_finder,
    read_page,
)
from briefgen.compose.page_sections import check_page_sections
from briefgen.compose.plain_words import collect_plain_words
from briefgen.compose.recommendation_sentences import ACTION_PLACE, SENTENCE_KEYS, SentenceBuilder
from briefgen.compose.recommendations import build_recommendation_records
from briefgen.compose.script_fonts import collect_characters
from briefgen.compose.sections import SectionBuilder
from briefgen.compose.template_context import FactPrinter, FixedWords, build_template_context, collect_brief_words
from briefgen.compose.typography import set_spaces, set_spaces_in_tree
from briefgen.compose.unread_markup import report_unread_words
from briefgen.compose.untranslated import report_untranslated
from briefgen.compose.written_words import WrittenWords
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import Sink
from briefgen.model.direction import find_language_direction
from briefgen.model.document import Composition, Metadata
from briefgen.model.selection import Selection
from briefgen.model.translation import apply_translations, is_same_language

__all__ = ["KeptTexts", "compose"]


def compose(
    project: Project,
    brief: Brief,
    audience: Audience,
    selection: Selection,
    sink: Sink,
    kept: KeptTexts | None = None,
) -> Composition:
    """The whole text of a brief as one tree; citations, numbers and references are still open.

    With `kept`, only those texts are read into the tree that were not read before. Raises `BriefgenError` where the page cannot be made at all.
    """
    sources = {key: apply_translations(source, brief.language) for key, source in selection.sources.items()}
    selection = replace(selection, sources=sources)
    words = FixedWords(audience, brief.language)
    printer, filler, reader = _build_writers(project, brief, selection, words, kept, sink)
    sentence_keys = _find_sentence_keys(audience, brief.language)
    sentences = SentenceBuilder(brief.language, sentence_keys, words, brief.state, brief.recipient, sink)
    builder = _build_section_builder(brief, reader, sentences, sink)
    built = [builder.build(section) for section in selection.sections]
    sections = [SectionRecord(*pair, filler.marks) for pair in zip(selection.sections, built, strict=True)]
    extra: dict[str, Any] = {
        "sections": sections,
        "section": build_section_finder(sections),
        "recommendations": build_recommendation_records(selection, brief.language, reader, sentences),
        "key_facts": build_key_fact_records(brief, printer, filler.marks, sink),
        "image": build_image_record(brief, selection, sink),
    }
    # The sections are parsed by now. The page only places them, so what it leaves out can be reported.
    body = set_spaces_in_tree(omit_doubled_stops(read_page(filler, audience, extra, sink)), brief.language)
    check_page_sections(selection.sections, built, body, brief, audience.page, sink)
    _report_empty_cells(brief, filler.empty_columns, sink)
    check_logo(project, selection, body, sink)
    report_untranslated(brief, project.organisation, printer, words, body, sink)
    report_unread_words(collect_plain_words(brief, project.organisation, selection, printer, body), sink)
    return Composition(
        brief=brief,
        audience=audience,
        organisation=project.organisation,
        metadata=_build_metadata(brief, audience, project, sink),
        body=body,
        sources=selection.sources,
        assets=collect_assets(
            project,
            audience,
            selection,
            collect_characters(body, selection, brief.title, project.organisation.name),
            brief.language,
        ),
        notes=brief.citations.notes or audience.citations.notes,
        citation_style=find_citation_style(project, brief, audience, sink),
        blocks=tuple(builder.block_ids),
        facts=tuple(dict.fromkeys(printer.printed_ids)),
        unlabelled_sources=selection.unlabelled.sources,
    )


def _build_writers(
    project: Project, brief: Brief, selection: Selection, words: FixedWords, kept: KeptTexts | None, sink: Sink
) -> tuple[FactPrinter, TemplateFiller, MarkdownReader]:
    """What prints facts, fills in texts and parses them. They share one table of marks, so that data never becomes markup."""
    marks = MarkTable()
    written = WrittenWords(collect_brief_words(brief))
    printer = FactPrinter(
        selection.facts,
        brief.language,
        marks,
        unlabelled=selection.unlabelled,
        written_words=written,
        sources=selection.sources,
    )
    filler = TemplateFiller(
        marks,
        build_template_context(brief, words, project.organisation, printer, marks, project.people),
        lambda day: format_long_date(day, brief.language),
        project.search_path,
        written_words=written,
    )
    reader = MarkdownReader(
        filler,
        MarkdownConverter(brief.language, marks),
        selection.images,
        sink,
        selection.unlabelled.images,
        selection.sources.keys(),
        kept,
    )
    return printer, filler, reader


def _build_section_builder(
    brief: Brief, reader: MarkdownReader, sentences: SentenceBuilder, sink: Sink
) -> SectionBuilder:
    standfirsts = {
        section: (text, brief.find_origin(f"standfirsts.{section}")) for section, text in brief.standfirsts.items()
    }
    # A speech calls on the addressee: "We call on Kenya to repair every well."
    build_action = sentences.build_call if "call" in sentences.keys else sentences.build_action
    return SectionBuilder(reader, sink, brief.language, build_action, standfirsts)


def _build_metadata(brief: Brief, audience: Audience, project: Project, sink: Sink) -> Metadata:
    return Metadata(
        title=set_spaces(brief.title, brief.language),
        language=brief.language,
        direction=find_language_direction(brief.language),
        organisation=project.organisation.name,
        date=brief.date,
        keywords=brief.keywords,
        numerals=choose_numerals(brief, audience, sink),
        divided_words=project.divided_words,
    )


def _find_sentence_keys(audience: Audience, language: str) -> frozenset[str]:
    """The keys of the sentences into which this audience puts recommendations.

    Only sentences of the brief's language name the one who is asked: an action as it is written is better than one in two languages.
    """
    return frozenset(
        key
        for tag, texts in audience.words.items()
        for key in SENTENCE_KEYS & texts.keys()
        if key not in {"action", "action-many"}
        or (is_same_language(tag, language) and ("phrase}" in texts[key] or ACTION_PLACE in texts[key]))
    )


def _report_empty_cells(brief: Brief, columns: Iterable[str], sink: Sink) -> None:
    """Warn of empty cells that a text prints: the result may read `Dear ,`."""
    for column in columns:
        message = f"the text prints the column `{column}`, which is empty in this row"
        hint = f"fill it in, or print it only where it is: `{{% if recipient.{column} %}}`"
        sink.warning("recipients-blank", message, brief.recipient.origin if brief.recipient else brief.origin, hint)
