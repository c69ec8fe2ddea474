"""Completes the items of treaties, laws and resolutions: dates, series and numbers where styles look for them."""

from __future__ import annotations

import re

from briefgen.cite.csl_item import FLAG, CslItem
from briefgen.cite.un_names import name_resolution, name_treaty_series
from briefgen.model.body_names import find_english_body
from briefgen.model.law_titles import mark_law_title

SERIES_BEFORE_THE_NUMBER = frozenset(("ETS", "CETS", "TIAS", "OASTS", "EAS"))
"""Series that number each treaty: `ETS 5`."""
SERIES_WITH_REGISTRATION = frozenset(("UNTS", "LNTS"))
"""Series in which each treaty has a number of registration, which the United Nations print and others do not."""
REGISTRATION = re.compile(r"(?:No\.? ?)?((?:I{1,2}-)?\d+)")
OFFICIAL_JOURNAL = re.compile(
    r"(?:OJ(?:EU|EC)?|Official Journal(?: of the European (?:Union|Communities|Economic Community))?)(?:,? (?P<series>[LC]|Spec Ed))?"
)
NUMBER_IN_TITLE = re.compile(r"(?:asp|anaw|asc|nawm|mwa) \d+", re.IGNORECASE)
"""Numbers of acts that are in brackets behind their year."""

CYRILLIC = re.compile("[\u0400-\u04ff]")


def set_law_marks(work: CslItem) -> None:
    """Both titles in the marks of titles of laws, where the language has some."""
    for variable in ("title", "title-short"):
        if title := work.get(variable):
            work.item[variable] = mark_law_title(title, work.language)


def complete_treaty(work: CslItem) -> None:
    """One date where adoption and entry into force fall on one day; the series in full beside its abbreviation."""
    item = work.item
    if item.get("issued") and item.get("issued") == item.get("event-date"):
        item["available-date"] = item.pop("event-date")
        work.implied.add("event-date")
    series = work.get("container-title")
    registration = REGISTRATION.fullmatch(work.get("number"))
    if registration and series in SERIES_WITH_REGISTRATION:
        item["section"] = registration[1]
        work.omit("number")
    if full_name := name_treaty_series(series, work.language):
        item.setdefault("collection-title", full_name)
    if series in SERIES_BEFORE_THE_NUMBER and not item.get("page"):
        number = item.pop("volume", None) or item.pop("number", None)
        if number:
            item["page"] = re.sub(rf"^{series}\s*(?:No\.?\s*)?", "", str(number))
    if work.get("status").casefold() == "opened for signature":
        work.omit("status")
        item["license"] = FLAG
    _complete_official_journal(work)
    set_law_marks(work)


def complete_legislation(work: CslItem) -> None:
    """No year after a title that ends in it, no jurisdiction after a title that names it, numbers where they belong."""
    item, title = work.item, work.get("title")
    number = work.get("number")
    _complete_official_journal(work)
    if NUMBER_IN_TITLE.fullmatch(number) and not item.get("container-title"):
        item["container-title"] = item.pop("number")
    if item.get("type") == "bill" and number and re.search(r"\bHC\b", f"{title} {work.get('authority')}"):
        item["number"] = f"[{number.strip('[]')}]"
    year = work.find_year()
    if year is not None and "submitted" not in item and title.endswith(str(year)) and not item.get("page"):
        work.omit("issued")
    for variable in ("container-title", "jurisdiction", "authority", "number", "genre"):
        if work.get(variable) and _is_named(work.get(variable), title):
            work.omit(variable)
    set_law_marks(work)


def _is_named(name: str, title: str) -> bool:
    """Whether a title has a name, in Russian and the like in any case: *Закон Китайской Народной Республики*."""
    if name in title:
        return True
    words = name.casefold().split()
    stems = [word[:-2] if len(word) > 4 else word for word in words]
    return bool(CYRILLIC.search(name)) and all(f" {stem}" in f" {title.casefold()}" for stem in stems)


def _complete_official_journal(work: CslItem) -> None:
    """`[1993] OJ L307/18`: the year goes to `submitted`, series, issue and page to `container-title`."""
    item = work.item
    found = OFFICIAL_JOURNAL.fullmatch(work.get("container-title").replace(".", ""))
    if found is None or not item.get("issued"):
        return
    series = found["series"] or work.get("collection-title")
    issue = work.get("volume") or work.get("issue") or work.get("collection-number")
    place = f"{series}{issue}".replace(" ", "") if series != "Spec Ed" else f"Spec Ed {issue}".strip()
    page = re.split(r"\s?[-–]", work.get("page"))[0]
    place += f"/{page}" if page and issue else f" {page}" if page else ""
    item["container-title"] = f"OJ {place}".strip()
    item["submitted"] = item["issued"]
    work.omit("volume", "issue", "collection-title", "collection-number", "page")


def complete_resolution(work: CslItem) -> None:
    """No author beside a resolution whose name starts with its body; instruments of the European Union."""
    _complete_official_journal(work)
    title = work.get("title")
    named = [str(name.get("literal") or name.get("family") or "") for name in work.item.get("author") or ()]
    authors = {*named, *map(find_english_body, named)}  # a title can stay in English beside an author in the language
    names_body = bool(name_resolution(title, None, work.language))
    if names_body or any(author and author in title for author in authors):
        work.omit("author")
    for variable in ("container-title", "authority", "publisher"):
        if work.get(variable) and (work.get(variable) in title or work.get(variable) in authors):
            work.omit(variable)
