"""Renames what a DOI answers with, the JSON of Crossref and DataCite, to the types and variables of CSL.

The keys are those of https://api.crossref.org/swagger-ui and https://support.datacite.org/docs/datacite-content-resolver.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.schema import csl

VARIABLE_NAMES: Mapping[str, str] = {
    "article-number": "number", "edition-number": "edition", "isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "url": "URL",
    "published": "issued", "published-online": "issued", "published-print": "issued", "publisher-location": "publisher-place",
    "short-container-title": "container-title-short", "short-title": "title-short",
}  # fmt: skip
"""Keys of a record that are a variable of CSL under another name. The variable itself comes first where both are stated."""

IGNORED_KEYS = frozenset(
    """
    _id accepted aliases alternative-id approved archive archive-location assertion clinical-trial-number content-created
    content-domain content-updated copyright created degree deposited free-to-read funder group-title indexed
    is-referenced-by-count isbn-type issn-type issue-title journal-issue license link member posted prefix
    project proceedings-subject reference reference-count references-count relation resource review score special_numbering
    standards-body subject subjects subtype update-policy update-to updated-by
    """.split()
)
"""What registration agencies note for themselves. No style prints it."""

IGNORED_NAME_PARTS = frozenset(
    "ORCID affiliation authenticated-orcid nameIdentifiers nameType prefix role role-start sequence".split()
)
"""What registration agencies add to the name of an author."""

STRUCTURED_KEYS = frozenset(("event", "institution", "subtitle"))
"""Keys whose parts are read into variables of CSL."""

LISTED_TEXTS = frozenset(("ISBN", "ISSN", "keyword"))
"""Variables that can have several texts in a list."""


def find_works_in_answer(data: object) -> list[object]:
    """The works in one record as doi.org answers with it, or in the answer of Crossref; empty for other files."""
    message = data.get("message", data) if isinstance(data, Mapping) else None
    if not isinstance(message, Mapping):
        return []
    found = message.get("items")
    return list(found) if isinstance(found, list) and message is not data else [message] if "type" in message else []


def rename_record(item: Mapping[str, object]) -> dict[str, object]:
    """The record with keys and types of CSL."""
    result = {
        key: value
        for key, value in item.items()
        if key not in IGNORED_KEYS or (key in csl.TEXTS and isinstance(value, str))
    }
    kind = result.get("type")
    result["type"] = csl.OTHER_TYPE_NAMES.get(kind, kind) if isinstance(kind, str) else kind
    for key, variable in VARIABLE_NAMES.items():
        value = result.pop(key, None)
        if value and not result.get(variable):
            result[variable] = value
    result |= _join_subtitle(result) | _read_places(result)
    return {key: value for key, value in result.items() if key not in STRUCTURED_KEYS or isinstance(value, str)}


def _join_subtitle(item: Mapping[str, object]) -> dict[str, object]:
    title, subtitle = (_take_first(item.get(key)) for key in ("title", "subtitle"))
    if not title or not subtitle or subtitle in title:
        return {}
    return {"title": f"{title}: {subtitle}"}


def _read_places(item: Mapping[str, object]) -> dict[str, object]:
    """A conference and an institution, which Crossref describes in mappings."""
    event, institutions = item.get("event"), item.get("institution")
    conference = event if isinstance(event, Mapping) else {}
    institution = institutions[0] if isinstance(institutions, list) and institutions else institutions
    body = institution if isinstance(institution, Mapping) else {}
    stated = (
        ("event-title", conference.get("name")),
        ("event-place", conference.get("location")),
        ("publisher", body.get("name")),
    )
    return {variable: value for variable, value in stated if value and not item.get(variable)}


def _take_first(value: object) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""
