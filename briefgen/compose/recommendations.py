"""Builds the records of `recommendations` for page templates, each with its parts in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from briefgen.compose.fill import FillError, Printable
from briefgen.compose.localisation import find_country_name
from briefgen.compose.markdown_reader import MarkdownReader
from briefgen.compose.marks import MarkTable
from briefgen.compose.recommendation_sentences import SentenceBuilder, find_action_place
from briefgen.compose.sandbox import Record
from briefgen.compose.state_names import find_state_code
from briefgen.model.body_names import find_full_name
from briefgen.model.citation_syntax import build_citation, parse_cluster
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.law_titles import LAW_TYPES, mark_law_title
from briefgen.model.library import PreviousRecommendation, Source
from briefgen.model.punctuation import find_punctuation
from briefgen.model.selection import Selection
from briefgen.model.sentence_end import capitalise
from briefgen.model.worded_pinpoints import format_pinpoint

_COLON = re.compile(r"\s*[:：]\s*")
"""What is between an addressee and the task in a title; a Chinese colon is as wide as a character."""


class RecommendationRecord(Record):
    """A recommendation as page templates see it. Its sentences are made when a page prints them: not every page does."""

    __slots__ = ("_sentences",)

    def __init__(self, parts: Mapping[str, Any], sentences: Mapping[str, Callable[[], str]]) -> None:
        super().__init__("recommendation", {**parts, **dict.fromkeys(sentences, "")})
        self._sentences = sentences

    def __getitem__(self, key: str) -> Any:
        return self._sentences[key]() if key in self._sentences else super().__getitem__(key)


def build_recommendation_records(
    selection: Selection, language: str, reader: MarkdownReader, sentences: SentenceBuilder
) -> list[Record]:
    """The recommendations of a brief in the order of its text. What a block prints with its notes is here in plain words."""
    marks = reader.filler.marks
    silent = replace(reader, sink=Sink())  # the block has reported what is wrong in these
    records: list[Record] = []
    for choice in selection.choices:
        recommendation, origin = choice.variant.recommendation, choice.block.origin
        if recommendation is None:
            continue
        parts = {
            "id": choice.block.id,
            "title": (title := _read_words(choice.variant.title, origin, silent)),
            "task": _strip_addressee(title, recommendation.addressee, language),
            "addressee": recommendation.addressee,
            "action": _read_words(recommendation.action, origin, silent),
            "asks": [_read_words(ask, origin, reader) for ask in sentences.list_asks(choice)],
            "offers": [_read_words(offer, origin, reader) for offer in sentences.list_offers(choice)],
            "themes": list(recommendation.themes),
            "deadline": recommendation.deadline,
            "state": recommendation.state,
            "basis": find_punctuation(language).semicolon.join(
                _format_legal_basis(cluster, selection.sources, language) for cluster in recommendation.legal_basis
            ),
            "audiences": sorted(choice.block.audiences or ()),
            "indicator": recommendation.indicator,
            "sdg": list(recommendation.sdg),
            "previous": [
                _build_previous_record(earlier, language, origin, marks) for earlier in recommendation.previous
            ],
            "legal_basis": _cite(recommendation.legal_basis, origin, marks),
        }
        builders = {
            "phrase": partial(sentences.build_phrase, choice),
            "question": partial(sentences.build_question, choice),
            "ask": partial(sentences.build_ask, choice),
            "sentence": partial(sentences.build_action, choice),
            "call": partial(sentences.build_call, choice),
        }
        place = find_action_place(choice)  # as in the block, so that what is wrong in both is reported once
        read = {name: partial(_read_sentence, build, place, reader) for name, build in builders.items()}
        records.append(RecommendationRecord(parts, read))
    return records


def _read_sentence(build: Callable[[], str], origin: Origin, reader: MarkdownReader) -> str:
    return _read_words(build(), origin, reader)


def _read_words(text: str, origin: Origin, reader: MarkdownReader) -> str:
    try:
        return reader.read_words(text, origin)
    except FillError:
        return text  # reported where the block itself is read


def _strip_addressee(title: str, addressee: str, language: str) -> str:
    """A title without the name of the addressee before its colon: `South Korea: protect ...` in the row of the Republic of Korea."""
    name, *task = _COLON.split(title, maxsplit=1)
    return capitalise(task[0]) if any(task) and _is_same_addressee(name, addressee, language) else title


def _is_same_addressee(name: str, addressee: str, language: str) -> bool:
    """Whether two names are of one state or body, or, where one is of no state, the first has the last word of the second."""
    named, addressed = (find_state_code(words, language) for words in (name, addressee))
    if named and addressed:
        return named == addressed
    if (full_name := find_full_name(name, language)) and full_name in addressee:
        return True
    return bool(set(addressee.casefold().split()[-1:]) & set(name.casefold().split()))


def _cite(clusters: Iterable[str], origin: Origin, marks: MarkTable) -> Printable | str:
    citation = build_citation(clusters, origin)
    return Printable(marks.add_nodes(*citation)) if citation else ""


def _format_legal_basis(basis: str, sources: Mapping[str, Source], language: str) -> str:
    """A legal basis as a table prints it: the short title of each work and the place in it, without withheld works."""
    works = [work for work in parse_cluster(basis) or () if work.key in sources]
    titles = [_name_work(sources[work.key], language) for work in works]
    marks = find_punctuation(language)
    return marks.separator.join(
        f"{title}{marks.comma}{format_pinpoint(work.pinpoint, language)}" if work.pinpoint else title
        for title, work in zip(titles, works, strict=True)
    )


def _name_work(source: Source, language: str) -> str:
    title = source.short_title or source.title
    return mark_law_title(title, language) if source.csl.get("type") in LAW_TYPES else title


def _build_previous_record(earlier: PreviousRecommendation, language: str, origin: Origin, marks: MarkTable) -> Record:
    parts = {
        "paragraph": earlier.paragraph,
        "cycle": earlier.cycle,
        "states": list(earlier.states) or [earlier.body],
        "made_by": [find_country_name(state, language) for state in earlier.states] or [earlier.body],
        "text": earlier.text,
        "position": earlier.position.value if earlier.position else "",
        "implementation": earlier.implementation.value if earlier.implementation else "",
        "source": _cite([earlier.source], origin, marks) or f" ({earlier.source})",
    }
    return Record("previous recommendation", parts)
