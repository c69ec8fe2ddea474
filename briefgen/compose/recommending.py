"""Recommendations as page templates see them: `recommendations`, each a record with its parts in words."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.compose.fill import Printable
from briefgen.compose.marks import Marks
from briefgen.compose.sandbox import Record
from briefgen.compose.words import country_name
from briefgen.values.citation_syntax import parse_cluster
from briefgen.values.diagnostic import Origin
from briefgen.values.library import PreviousRecommendation, Source
from briefgen.values.selection import Selection
from briefgen.values.tree import Citation


def recommendation_records(selection: Selection, language: str, marks: Marks) -> list[Record]:
    """The recommendations of a brief in the order of its text."""
    made = []
    for choice in selection.choices:
        one = choice.variant.recommendation
        if one is None:
            continue
        works = tuple(work for basis in one.legal_basis for work in parse_cluster(basis) or ())
        basis = marks.value(Citation(works, origin=choice.block.origin)) if works else ""
        parts = {
            "id": choice.block.id,
            "title": choice.variant.title,
            "addressee": one.addressee,
            "action": one.action,
            "asks": list(one.asks),
            "themes": list(one.themes),
            "deadline": one.deadline,
            "state": one.state,
            "basis": "; ".join(_basis_in_words(written, selection.sources) for written in one.legal_basis),
            "audiences": sorted(choice.block.audiences or ()),
            "phrase": one.phrase,
            "indicator": one.indicator,
            "sdg": list(one.sdg),
            "previous": [_previous(earlier, language, choice.block.origin, marks) for earlier in one.previous],
            "legal_basis": Printable(basis),
        }
        made.append(Record("recommendation", parts))
    return made


def _basis_in_words(basis: str, sources: Mapping[str, Source]) -> str:
    """A legal basis as a table has it: the short title of the work and the place in it; a withheld work is left out."""
    works = [work for work in parse_cluster(basis) or () if work.key in sources]
    titles = [sources[work.key].csl.get("title-short") or sources[work.key].title for work in works]
    return ", ".join(
        f"{title}, {work.locator}" if work.locator else str(title) for title, work in zip(titles, works, strict=True)
    )


def _previous(earlier: PreviousRecommendation, language: str, origin: Origin, marks: Marks) -> Record:
    """A recommendation of an earlier review, its own words with their source."""
    works = parse_cluster(earlier.source)
    parts = {
        "paragraph": earlier.paragraph,
        "cycle": earlier.cycle,
        "states": list(earlier.states),
        "made_by": [country_name(one, language) for one in earlier.states],
        "text": earlier.text,
        "position": earlier.position.value,
        "implementation": earlier.implementation.value if earlier.implementation else "",
        "source": Printable(marks.value(Citation(works, origin=origin))) if works else "",
    }
    return Record("previous recommendation", parts)
