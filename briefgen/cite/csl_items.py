"""Builds the items for the citation engine from sources: CSL data with the fields that styles need and CSL cannot compute.

docs/explanation/citations.md lists these fields for authors of styles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from briefgen.model.library import Source

CiteprocItem = dict[str, Any]

TREATY_SERIES = {
    "UNTS": "United Nations, <i>Treaty Series</i>",
    "LNTS": "League of Nations, <i>Treaty Series</i>",
}
"""Series of treaties by the abbreviation that sources give."""

VOLUMES_NUMBERED_THROUGHOUT = frozenset(("ALR", "BHRC", "CLR", "DLR", "EHRR", "HKCFAR", "IHRR", "ILR"))
"""Law reports whose volume number finds the case without the year: the year is in round brackets."""

RESOLUTION_NAMES = (
    (re.compile(r"UNGA Res (.+)"), r"General Assembly resolution \1"),
    (re.compile(r"UNSC Res (\d+)"), r"Security Council resolution \1 ({year})"),
    (re.compile(r"(?:UN)?HRC Res (.+)"), r"Human Rights Council resolution \1"),
    (re.compile(r"(?:UN )?ECOSOC Res (.+)"), r"Economic and Social Council resolution \1"),
)
"""Short names of resolutions and how documents of the United Nations write them."""

UN_SYMBOL = re.compile(r"UN Docs?\.? (\S.*)|((?:A|S|E|ST|T|[A-Z]{2,7})/(?:[\w.()-]+/)*[\w.()-]*\d[\w.()-]*)")
PERSISTENT_ADDRESS = re.compile(
    r"https?://(?:dx\.)?(?:perma\.cc|doi\.org|hdl\.handle\.net|web\.archive\.org)/", re.IGNORECASE
)
RICH_TEXT_VARIABLES = ("title", "title-short", "container-title", "collection-title", "original-title")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])")
EXCLUDED_VARIABLES = frozenset(
    ("annote", "note", "abstract", "keyword", "custom", "categories", "call-number", "archive_location")
)


def build_csl_items(sources: Iterable[Source]) -> list[CiteprocItem]:
    """The items of all works cited in one brief, in their order."""
    items = [_build_item(source) for source in sources]
    authors = Counter(_get_author_names(item) for item in items)
    for item in items:
        if authors[_get_author_names(item)] > 1 and _get_author_names(item):
            item["annote"] = "several works"
    return items


def find_un_symbol(csl: Mapping[str, Any]) -> str:
    """The symbol of a document of the United Nations, `A/HRC/59/15`; empty for other works."""
    found = UN_SYMBOL.fullmatch(str(csl.get("number", "")).strip())
    return (found[1] or found[2]) if found and csl.get("type") not in {"treaty", "legal_case"} else ""


def _build_item(source: Source) -> CiteprocItem:
    item: CiteprocItem = {key: value for key, value in source.csl.items() if key not in EXCLUDED_VARIABLES}
    item["id"] = source.key
    if "shortTitle" in item:
        item.setdefault("title-short", item.pop("shortTitle"))
    for variable in RICH_TEXT_VARIABLES:
        if isinstance(item.get(variable), str):
            item[variable] = _EMPHASIS.sub(r"<i>\2</i>", item[variable])
    for complete in (_complete_treaty, _complete_legislation, _complete_case, _complete_un_document, _complete_report):
        complete(item)
    if PERSISTENT_ADDRESS.match(str(item.get("URL", ""))):
        item["archive_location"] = item["URL"]
    return item


def _complete_treaty(item: CiteprocItem) -> None:
    """One date where adoption and entry into force fall on one day; the series in full beside its abbreviation."""
    if item.get("type") != "treaty":
        return
    if item.get("issued") and item.get("issued") == item.get("event-date"):
        item["available-date"] = item.pop("event-date")
    series = str(item.get("container-title", ""))
    if series in TREATY_SERIES:
        item.setdefault("collection-title", TREATY_SERIES[series])


def _complete_legislation(item: CiteprocItem) -> None:
    """No year after a title that ends in it, no jurisdiction after a title that names it."""
    if item.get("type") not in {"legislation", "bill"}:
        return
    title = str(item.get("title", ""))
    if title.endswith(_get_year(item)):
        item.pop("issued", None)
    for variable in ("container-title", "jurisdiction"):
        if str(item.get(variable, "")) in title:
            item.pop(variable, None)


def _complete_case(item: CiteprocItem) -> None:
    """The year in round brackets, which a style prints from `available-date`, where the volume is enough."""
    numbered = item.get("volume") and item.get("container-title") in VOLUMES_NUMBERED_THROUGHOUT
    if item.get("type") == "legal_case" and numbered and item.get("issued"):
        item["available-date"] = item["issued"]


def _complete_un_document(item: CiteprocItem) -> None:
    """The bare symbol of a document, and the long name of a resolution."""
    if symbol := find_un_symbol(item):
        item |= {"call-number": symbol, "number": f"UN Doc {symbol}"}
    name = str(item.get("number", "") if item.get("type") == "treaty" else item.get("title", ""))
    for pattern, long_name in RESOLUTION_NAMES:
        found = pattern.fullmatch(name)
        if found:
            spaced = re.sub(r"(?<=[A-Z])\(", " (", found.expand(long_name))
            item["original-title"] = spaced.format(year=_get_year(item))


def _complete_report(item: CiteprocItem) -> None:
    """No publisher beside an author of the same name, except where an ISBN makes the work a book."""
    authors = item.get("author") or []
    sole_author = authors[0].get("literal") if len(authors) == 1 else None
    if item.get("type") in {"report", "webpage", "document"} and sole_author and not item.get("ISBN"):
        for variable in ("publisher", "container-title"):
            if item.get(variable) == sole_author:
                del item[variable]


def _get_year(item: CiteprocItem) -> str:
    parts = (item.get("issued") or {}).get("date-parts") or [[""]]
    return str(parts[0][0])


def _get_author_names(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The names as later notes print them."""
    names = item.get("author") or item.get("editor") or ()
    return tuple(str(name.get("family") or name.get("literal") or "").casefold() for name in names)
