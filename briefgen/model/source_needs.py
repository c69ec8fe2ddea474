"""What a reader needs to find a work of each type, as variables of CSL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a work needs: any of these variables."""

    variables: tuple[str, ...]

    @property
    def words(self) -> str:
        """`author or editor`."""
        return " or ".join(self.variables)

    def is_met_by(self, item: Mapping[str, Any]) -> bool:
        """Whether a work states one of them."""
        return any(item.get(variable) for variable in self.variables)


NEEDS_BY_TYPE: Mapping[str, str] = {
    "article": "title, author, issued",
    "article-journal": "title, author, container-title, issued, page/number/DOI/URL",
    "article-magazine": "title, container-title, issued",
    "article-newspaper": "title, container-title, issued",
    "bill": "title, number",
    "book": "title, author/editor/translator, publisher, issued",
    "broadcast": "title, author/container-title/publisher, issued",
    "chapter": "title, author, container-title, publisher, issued",
    "entry": "title, container-title",
    "entry-dictionary": "title, container-title",
    "entry-encyclopedia": "title, container-title",
    "hearing": "title, issued",
    "interview": "author/interviewer, issued",
    "legal_case": "title, authority/container-title, issued/original-date",
    "legislation": "title",
    "manuscript": "title, author, archive/archive_location/publisher/URL",
    "motion_picture": "title, author/director/publisher, issued",
    "paper-conference": "title, author, event-title/event/container-title, issued",
    "patent": "title, number, issued",
    "personal_communication": "author, issued",
    "post": "title, URL",
    "post-weblog": "title, URL",
    "regulation": "title, issued",
    "report": "title, author/publisher, issued",
    "review": "title/reviewed-title, author, container-title, issued",
    "review-book": "title/reviewed-title, author, container-title, issued",
    "speech": "title, author, event-title/event/event-place, issued",
    "standard": "title, number",
    "thesis": "title, author, genre, publisher, issued",
    "treaty": "title, issued, event-date, container-title, page",
    "webpage": "title, URL",
}
"""By type of CSL: the variables that its citation is made of; `/` is "or". Other types need a title."""

NEEDS_OF_NUMBERED_TREATY = "title, issued, number"
"""A treaty with a number, `UNGA Res 217 A(III)`, is cited as a document of the United Nations."""

TREATIES_CITED_BY_NAME = frozenset(
    ("charter of the united nations", "un charter", "statute of the international court of justice")
)
"""Treaties that are cited by their name alone."""

WORDS_FOR_LATER = frozenset(
    ("forthcoming", "in press", "to appear", "in preparation", "submitted", "accepted", "advance online publication")
)
"""What a source says instead of a date while its work is not published yet."""

REPLACEMENTS: Mapping[str, str] = {"issued": "status"}
"""A variable that takes the place of another: a forthcoming work has no date yet."""


def list_needs(item: Mapping[str, Any]) -> tuple[Need, ...]:
    """What a work needs, the most important first."""
    written = NEEDS_BY_TYPE.get(str(item.get("type")), "title")
    if item.get("type") == "treaty" and str(item.get("title", "")).casefold() in TREATIES_CITED_BY_NAME:
        written = "title"
    elif item.get("type") == "treaty" and item.get("number"):
        written = NEEDS_OF_NUMBERED_TREATY
    return tuple(Need(tuple(group.strip().split("/"))) for group in written.split(","))


def find_missing(item: Mapping[str, Any]) -> tuple[Need, ...]:
    """What a work needs and does not state."""
    replaced = {variable for variable, other in REPLACEMENTS.items() if item.get(other)}
    return tuple(need for need in list_needs(item) if not need.is_met_by(item) and not replaced & {*need.variables})
