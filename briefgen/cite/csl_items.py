"""Builds the items for the citation engine from sources: CSL data with the fields that styles need and CSL cannot compute.

docs/explanation/citations.md lists these fields for authors of styles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.cite.law_reports import COURTS_KNOWN_BY_REPORT, LAST, ROUND, choose_year_form
from briefgen.cite.name_forms import NameTable
from briefgen.cite.style_words import read_style_words
from briefgen.cite.un_names import name_resolution, name_treaty_series
from briefgen.model.document_symbols import find_symbol, is_permanent_address
from briefgen.model.languages import get_language_code
from briefgen.model.library import Source
from briefgen.model.source_needs import WORDS_FOR_LATER

CiteprocItem = dict[str, Any]

SERIES_BEFORE_THE_NUMBER = frozenset(("ETS", "CETS", "TIAS", "OASTS", "EAS"))
"""Series that number each treaty: `ETS 5`."""
OFFICIAL_JOURNAL = re.compile(
    r"(?:OJ(?:EU|EC)?|Official Journal(?: of the European (?:Union|Communities|Economic Community))?)(?:,? (?P<series>[LC]|Spec Ed))?"
)

COURT_OF_JUSTICE_CASE = re.compile(r"(?:(?:Joined )?Cases? )?[CTF][-\u2010-\u2013]\d+/\d+.*|(?:Joined )?Cases? .+")
"""Numbers that are printed before the name of a case."""
ECLI = re.compile(r"(?:ECLI:)?(EU:[CTF]:\d{4}:\d+)")
PARLIAMENTARY_PAPER = re.compile(r"(?:Cmnd|Cmd|Cm|Cd|C|CP) ?\d+|(?:Scot )?Law Com .+|HC \d.*|HL (?:Paper )?\d.*")
"""Numbers that are in the brackets behind the title of a paper."""
NUMBER_IN_TITLE = re.compile(r"(?:asp|anaw|asc|nawm|mwa) \d+", re.IGNORECASE)
"""Numbers of acts that are in brackets behind their year."""
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
        "license",
        "submitted",
        "citation-label",
    )
)
NAME_VARIABLES = frozenset(
    (
        "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director",
        "editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer",
        "narrator", "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
        "series-creator", "translator",
    )
)  # fmt: skip
PRIMARY_TYPES = frozenset(("treaty", "legislation", "bill", "regulation", "standard", "legal_case"))
"""Types of law and decisions, which styles cite without an address."""
ARTICLE_TYPES = frozenset(("article-journal", "article-magazine", "review", "review-book"))
FLAG = "set"
"""The value of a variable that only tells a style something: it is never printed."""


@dataclass(slots=True)
class CslItem:
    """One work as it is sent to the engine."""

    source: Source
    item: CiteprocItem
    language: str = "en"
    """The code of the language in which the style words the citation."""
    implied: set[str] = field(default_factory=set)
    """Variables of the source that other words of the citation already say, such as the court of a case that its number tells."""

    def get(self, variable: str) -> str:
        """The text of a variable, or nothing."""
        return str(self.item.get(variable) or "")

    def omit(self, *variables: str) -> None:
        """Leave variables out of the citation, because it says the same in other words."""
        for variable in variables:
            if self.item.pop(variable, None) is not None:
                self.implied.add(variable)

    def find_year(self) -> int | None:
        """The year of `issued`."""
        issued = self.item.get("issued")
        parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
        return int(parts[0][0]) if parts and parts[0] else None


def build_csl_items(sources: Iterable[Source], names: NameTable, language: str = "en") -> list[CslItem]:
    """The items of all works cited in one brief, in their order."""
    works = [_build_item(source, names, get_language_code(language)) for source in sources]
    authors = Counter(_get_author_names(work.item) for work in works)
    for work in works:
        if authors[_get_author_names(work.item)] > 1 and _get_author_names(work.item):
            work.item["annote"] = "several works"
    return works


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
    for variable in RICH_TEXT_VARIABLES:
        if isinstance(item.get(variable), str):
            item[variable] = _EMPHASIS.sub(r"<i>\2</i>", item[variable])
    for variable in NAME_VARIABLES & set(item):
        if isinstance(item[variable], list):
            item[variable] = names.prepare_names(item[variable])
            if not item[variable]:
                del item[variable]
    work = CslItem(source, item, language)
    _word_status(work)
    complete = COMPLETIONS.get(str(item.get("type")))
    if complete:
        complete(work)
    _complete_un_document(work)
    if is_permanent_address(work.get("URL")) and item.get("type") not in PRIMARY_TYPES:
        item["license"] = FLAG
    return work


def _word_status(work: CslItem) -> None:
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


def _complete_treaty(work: CslItem) -> None:
    """One date where adoption and entry into force fall on one day; the series in full beside its abbreviation."""
    item = work.item
    if item.get("issued") and item.get("issued") == item.get("event-date"):
        item["available-date"] = item.pop("event-date")
        work.implied.add("event-date")
    series = work.get("container-title")
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


def _complete_legislation(work: CslItem) -> None:
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
        if work.get(variable) and work.get(variable) in title:
            work.omit(variable)


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


def _complete_case(work: CslItem) -> None:
    """The year where the report needs it, and what is before the name of a case."""
    item = work.item
    number = work.get("number")
    if number.startswith("UN Doc") and find_symbol(number) and not item.get("references"):
        item["references"] = item.pop("number")
    if COURT_OF_JUSTICE_CASE.fullmatch(number) and not item.get("original-date"):
        item["archive_collection"] = number if "ase" in number[:12] else f"Case {number}"
        del item["number"]
        _complete_european_case(work)
    report = work.get("container-title")
    if item.get("issued") and report and not item.get("original-date"):
        _place_year(work, choose_year_form(work.source.csl, work.find_year()))
    elif item.get("issued") and report:
        form = choose_year_form(work.source.csl, work.find_year())
        if form == ROUND:
            item["available-date"] = item["issued"]
    if work.get("authority") in COURTS_KNOWN_BY_REPORT.get(report, ()):
        work.omit("authority")
    if work.get("genre").casefold() not in {"", "judgment", "judgement"}:
        item["reviewed-genre"] = item["genre"]


def _complete_european_case(work: CslItem) -> None:
    item = work.item
    ecli = ECLI.fullmatch(work.get("references"))
    if ecli:
        item["references"] = ecli[1]
    if work.get("container-title") == "ECR" and re.fullmatch(r"I{1,2}(?:-A)?", work.get("volume")):
        item["container-title"] = f"ECR {item.pop('volume')}-{item.pop('page', '')}"
    if work.get("container-title") or ecli:
        work.omit("authority")
    if ecli and not work.get("container-title"):
        item["license"] = FLAG
        if str(work.find_year()) in ecli[1]:
            work.implied.add("issued")


def _place_year(work: CslItem, form: str) -> None:
    item = work.item
    if form == LAST:
        item["submitted"] = item["issued"]
    elif form == ROUND:
        item["available-date"] = item["issued"]


def _complete_resolution(work: CslItem) -> None:
    """No author beside a resolution whose name starts with its body; instruments of the European Union."""
    _complete_official_journal(work)
    title = work.get("title")
    authors = [str(name.get("literal") or name.get("family") or "") for name in work.item.get("author") or ()]
    names_body = bool(name_resolution(title, None, work.language))
    if names_body or any(author and author in title for author in authors):
        work.omit("author")
    for variable in ("container-title", "authority", "publisher"):
        if work.get(variable) and (work.get(variable) in title or work.get(variable) in authors):
            work.omit(variable)


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


def _complete_un_document(work: CslItem) -> None:
    """The bare symbol of a document, and the long name of a resolution."""
    item = work.item
    if symbol := find_un_symbol(item):
        item |= {"call-number": symbol, "number": f"UN Doc {symbol}"}
    reference = find_symbol(work.get("references"))
    if reference and item.get("type") == "legal_case":
        item["call-number"] = reference
    name = work.get("number") if item.get("type") == "treaty" else work.get("title")
    if long_name := name_resolution(name, work.find_year(), work.language):
        item["original-title"] = long_name


COMPLETIONS: Mapping[str, Callable[[CslItem], None]] = {
    "treaty": _complete_treaty,
    "legislation": _complete_legislation,
    "bill": _complete_legislation,
    "regulation": _complete_resolution,
    "standard": _complete_resolution,
    "legal_case": _complete_case,
    "report": _complete_report,
    "webpage": _complete_report,
    "document": _complete_report,
}
"""What is completed in the items of each type."""


def _get_author_names(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The names as later notes print them."""
    names = item.get("author") or item.get("editor") or ()
    return tuple(str(name.get("family") or name.get("literal") or "").casefold() for name in names)
