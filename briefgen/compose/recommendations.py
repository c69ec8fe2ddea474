"""Recommendations as page templates see them: `recommendations`, each a record with its parts in words."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.compose.fill import Printable
from briefgen.compose.localisation import find_country_name
from briefgen.compose.marks import MarkTable
from briefgen.compose.sandbox import Record
from briefgen.model.citation_syntax import parse_cluster
from briefgen.model.diagnostic import Origin
from briefgen.model.library import PreviousRecommendation, Source
from briefgen.model.selection import Selection
from briefgen.model.tree import Citation


def build_recommendation_records(selection: Selection, language: str, marks: MarkTable) -> list[Record]:
    """The recommendations of a brief in the order of its text."""
    made = []
    for choice in selection.choices:
        one = choice.variant.recommendation
        if one is None:
            continue
        works = tuple(work for basis in one.legal_basis for work in parse_cluster(basis) or ())
        basis = marks.add_nodes(Citation(works, origin=choice.block.origin)) if works else ""
        parts = {
            "id": choice.block.id,
            "title": choice.variant.title,
            "addressee": one.addressee,
            "action": one.action,
            "asks": list(one.asks),
            "themes": list(one.themes),
            "deadline": one.deadline,
            "state": one.state,
            "basis": "; ".join(_format_legal_basis(written, selection.sources) for written in one.legal_basis),
            "audiences": sorted(choice.block.audiences or ()),
            "phrase": one.phrase,
            "indicator": one.indicator,
            "sdg": list(one.sdg),
            "previous": [
                _build_previous_record(earlier, language, choice.block.origin, marks) for earlier in one.previous
            ],
            "legal_basis": Printable(basis),
        }
        made.append(Record("recommendation", parts))
    return made


def _format_legal_basis(basis: str, sources: Mapping[str, Source]) -> str:
    """A legal basis as a table has it: the short title of the work and the place in it; a withheld work is left out."""
    works = [work for work in parse_cluster(basis) or () if work.key in sources]
    titles = [sources[work.key].csl.get("title-short") or sources[work.key].title for work in works]
    return ", ".join(
        f"{title}, {work.pinpoint}" if work.pinpoint else str(title) for title, work in zip(titles, works, strict=True)
    )


def _build_previous_record(earlier: PreviousRecommendation, language: str, origin: Origin, marks: MarkTable) -> Record:
    """A recommendation of an earlier review, its own words with their source."""
    works = parse_cluster(earlier.source)
    parts = {
        "paragraph": earlier.paragraph,
        "cycle": earlier.cycle,
        "states": list(earlier.states),
        "made_by": [find_country_name(one, language) for one in earlier.states],
        "text": earlier.text,
        "position": earlier.position.value,
        "implementation": earlier.implementation.value if earlier.implementation else "",
        "source": Printable(marks.add_nodes(Citation(works, origin=origin))) if works else "",
    }
    return Record("previous recommendation", parts)
