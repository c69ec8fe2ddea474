"""Builds the items for the citation engine from sources: CSL data with the fields that styles need and CSL cannot compute.

docs/explanation/citations.md lists these fields for authors of styles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefgen.cite.csl_cases import complete_case
from briefgen.cite.csl_item import FLAG, NAME_VARIABLES, PRIMARY_TYPES, CiteprocItem, CslItem
from briefgen.cite.csl_laws import complete_legislation, complete_resolution, complete_treaty
from briefgen.cite.name_forms import NameTable
from briefgen.cite.style_words import read_style_words
from briefgen.cite.un_names import name_resolution
from briefgen.model.document_symbols import find_symbol, is_permanent_address
from briefgen.model.languages import get_language_code
from briefgen.model.library import Source
from briefgen.model.source_needs import WORDS_FOR_LATER

PARLIAMENTARY_PAPER = re.compile(r"(?:Cmnd|Cmd|Cm|Cd|C|CP) ?\d+|(?:Scot )?Law Com .+|HC \d.*|HL (?:Paper )?\d.*")
"""Numbers that are in the brackets behind the title of a paper."""
COMMISSION_DOCUMENT = re.compile(r"(?:COM|JOIN|SEC|SWD) ?\(\d{2,4}\) ?\d+")
"""Numbers by which documents of the European Commission are cited later."""
RICH_TEXT_VARIABLES = ("title", "title-short", "container-title", "collection-title", "original-title")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])")
EXCLUDED_VARIABLES = frozenset(
    (
        "annote",
        "note",
        "abstract",
        "keyword",
        "custom",
        "categories",
        "call-number",
        "dimensions",
        "license",
        "submitted",
        "citation-label",
    )
)
ARTICLE_TYPES = frozenset(("article-journal", "article-magazine", "review", "review-book"))


UN_DOCUMENT = "UN Doc "
"""What OSCOLA has before the symbol of a document of the United Nations."""


def build_csl_items(sources: Iterable[Source], names: NameTable, language: str = "en") -> list[CslItem]:
    """The items of all works cited in one brief, in their order."""
    works = [_build_item(source, names, get_language_code(language)) for source in sources]
    authors = Counter(_get_author_names(work.item) for work in works)
    for work in works:
        if authors[_get_author_names(work.item)] > 1 and _get_author_names(work.item):
            work.item["annote"] = "several works"
    return works


PUBLICATIONS = ("HCR/", "HR/P/", "HR/PUB/")
"""How the symbols of handbooks start: nobody knows one by its symbol alone, which goes to `dimensions`."""


def find_un_symbol(csl: Mapping[str, Any]) -> str:
    """The symbol of a document of the United Nations, `A/HRC/59/15`; empty for other works."""
    return find_symbol(csl.get("number")) if csl.get("type") not in {"treaty", "legal_case"} else ""


def _build_item(source: Source, names: NameTable, language: str) -> CslItem:
    item: CiteprocItem = {key: value for key, value in source.csl.items() if key not in EXCLUDED_VARIABLES}
    item["id"] = source.key
    for short, variable in (
        ("shortTitle", "title-short"),
        ("journalAbbreviation", "container-title-short"),
        ("event", "event-title"),
    ):
        if short in item:
            item.setdefault(variable, item.pop(short))
            item.pop(short, None)
    if item.get("title-short") == item.get("title"):
        item.pop("title-short", None)  # `Water Act (Water Act)`
    for variable in RICH_TEXT_VARIABLES:
        if isinstance(item.get(variable), str):
            item[variable] = _EMPHASIS.sub(r"<i>\2</i>", item[variable])
    for variable in NAME_VARIABLES & set(item):
        if isinstance(item[variable], list):
            item[variable] = names.prepare_names(item[variable])
            if not item[variable]:
                del item[variable]
    work = CslItem(source, item, language)
    _translate_status(work)
    complete = COMPLETIONS.get(str(item.get("type")))
    if complete:
        complete(work)
    _complete_un_document(work)
    _translate_un_document(work)
    _set_flags(work)
    return work


def _set_flags(work: CslItem) -> None:
    """What styles ask about works other than laws and cases: a date that is a year alone, an address that is kept for good."""
    item = work.item
    if item.get("type") in PRIMARY_TYPES:
        return
    if _is_year_alone(item.get("issued")):
        item["keyword"] = FLAG
    if is_permanent_address(work.get("URL")):
        item["license"] = FLAG


def _is_year_alone(issued: object) -> bool:
    if not isinstance(issued, Mapping) or issued.get("season"):
        return False
    points = issued.get("date-parts") or []
    return bool(points) and all(len(point) == 1 for point in points)


def _translate_status(work: CslItem) -> None:
    """`forthcoming` in the language of the brief; of an article, it is its status and not the year of a volume."""
    item, words = work.item, read_style_words(work.language).statuses
    issued = item.get("issued")
    stated = str(issued.get("literal", "")) if isinstance(issued, Mapping) else ""
    if stated in WORDS_FOR_LATER and item.get("type") in ARTICLE_TYPES:
        work.omit("issued")
        item.setdefault("status", stated)
    elif words.get(stated):
        work.implied.add("issued")
        item["issued"] = {"literal": words[stated]}
    if words.get(work.get("status")):
        work.implied.add("status")
        item["status"] = words[item["status"]]


def _complete_report(work: CslItem) -> None:
    """No publisher beside an author of the same name, except where an ISBN makes the work a book; numbers of papers."""
    item = work.item
    authors = item.get("author") or []
    sole_author = authors[0].get("literal") if len(authors) == 1 else None
    if sole_author and not item.get("ISBN"):
        for variable in ("publisher", "container-title"):
            if item.get(variable) == sole_author:
                work.omit(variable)
    if item.get("type") == "report" and PARLIAMENTARY_PAPER.fullmatch(work.get("number")):
        item["section"] = item.pop("number")
    if item.get("type") == "report" and COMMISSION_DOCUMENT.match(work.get("number")):
        item["part-number"] = item["number"]


def _complete_article(work: CslItem) -> None:
    """A note on a case says so; other kinds of articles are what a database calls them."""
    if work.get("genre").casefold() in {"case note", "casenote", "note"}:
        work.item["reviewed-genre"] = "note"
        work.implied.add("genre")


def _complete_un_document(work: CslItem) -> None:
    """The bare symbol of a document, and the long name of a resolution."""
    item = work.item
    if symbol := find_un_symbol(item):
        item["number"] = UN_DOCUMENT + symbol
        item["dimensions" if symbol.startswith(PUBLICATIONS) else "call-number"] = symbol
    reference = find_symbol(work.get("references"))
    if reference and item.get("type") == "legal_case":
        item["call-number"] = reference
    name = work.get("number") if item.get("type") == "treaty" else work.get("title")
    if long_name := name_resolution(name, work.find_year(), work.language):
        item["original-title"] = long_name


def _translate_un_document(work: CslItem) -> None:
    """`UN Doc` before a symbol in the language of the brief."""
    template = read_style_words(work.language).un_document
    for variable in ("number", "references"):
        if work.get(variable).startswith(UN_DOCUMENT):
            work.item[variable] = template.format(work.get(variable).removeprefix(UN_DOCUMENT))


COMPLETIONS: Mapping[str, Callable[[CslItem], None]] = {
    "article-journal": _complete_article,
    "treaty": complete_treaty,
    "legislation": complete_legislation,
    "bill": complete_legislation,
    "regulation": complete_resolution,
    "standard": complete_resolution,
    "legal_case": complete_case,
    "report": _complete_report,
    "webpage": _complete_report,
    "document": _complete_report,
}
"""What is completed in the items of each type."""


def _get_author_names(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The names as later notes print them."""
    names = item.get("author") or item.get("editor") or ()
    return tuple(str(name.get("family") or name.get("literal") or "").casefold() for name in names)
