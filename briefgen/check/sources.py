"""Checks the works that a brief cites, and the pinpoints to them, for what a reader would miss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefgen.check.un_symbols import find_fault_in_symbol
from briefgen.model.body_names import find_english_body
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.document_symbols import find_symbol, is_permanent_address
from briefgen.model.library import Source
from briefgen.model.source_needs import TREATIES_CITED_BY_NAME, Need, find_missing
from briefgen.model.tree import Citation, CitedWork, Node, walk


@dataclass(frozen=True, slots=True)
class CitationUse:
    """One place where a work is cited."""

    work: CitedWork
    origin: Origin | None


UN_BODIES = frozenset(
    (
        "CAT", "CCPR", "CED", "CEDAW", "CERD", "CESCR", "CMW", "CRC", "CRPD", "Committee against Torture",
        "Committee on Economic, Social and Cultural Rights", "Committee on the Elimination of Discrimination against Women",
        "Committee on the Elimination of Racial Discrimination", "Committee on the Rights of the Child", "General Assembly",
        "HRC", "Human Rights Committee", "Human Rights Council", "ILC", "Security Council", "UN General Assembly",
        "UN Human Rights Council", "UN Security Council", "UNGA", "UNHRC", "UNSC", "United Nations",
    )
)  # fmt: skip
"""Authors whose documents have a symbol."""
TYPES_WITH_PROVISIONS = frozenset(("treaty", "legislation", "bill", "regulation", "standard", "report"))
"""Types that have articles."""
TYPES_WITHOUT_PAGES = frozenset(("webpage", "post", "post-weblog", "treaty"))
"""Types that have no pages of their own to point to."""

DATES = ("issued", "event-date", "original-date", "accessed", "available-date", "submitted")
"""Variables that may hold a range."""
NEEDED_IN_EVERY_STYLE: Mapping[str, str] = {
    "title": "add `title:`",
    "issued": "add `issued:`, the day or year of publication, or `issued: n.d.` if the work states none",
}
"""By variable without which no style can print a work that needs it: the hint."""

_PAGE_LOCATOR = re.compile(r"(?:pp?\.? ?)?(\d+)(?:\s?[-–]\s?(\d+))?")
_NUMBER_RANGE = re.compile(r"(\d+)\s?[-–]\s?(\d+)$")
_ARTICLE_LOCATOR = re.compile(r"arts?\b")


def collect_uses(nodes: Iterable[Node]) -> Mapping[str, Sequence[CitationUse]]:
    """Where each work is cited in a text, by key in reading order."""
    uses: dict[str, list[CitationUse]] = {}
    for node in walk(nodes):
        if isinstance(node, Citation):
            for work in node.works:
                uses.setdefault(work.key, []).append(CitationUse(work, node.origin))
    return uses


def check_sources(
    sources: Mapping[str, Source],
    cited: Mapping[str, Sequence[CitationUse]],
    brief_date: date | None,
    sink: Sink,
    *,
    are_notes_short: bool = False,
) -> None:
    """Warn of every cited work that is incomplete, malformed or listed twice, and of impossible pinpoints.

    The short form of a work names no address, so nobody misses the day on which it was opened.
    """
    known = {key: uses for key, uses in cited.items() if key in sources}
    for key, uses in known.items():
        source = sources[key]
        _check_needs(source, sink)
        _check_ranges(source, sink)
        _check_treaty(source, sink)
        _check_short_title(source, sink)
        _check_symbol(source, sink)
        if not (are_notes_short and source.has_short_form):
            _check_access(source, brief_date, sink)
        for use in uses:
            _check_pinpoint(source, use, sink)
    _check_duplicates([sources[key] for key in known], sink)


def _check_needs(source: Source, sink: Sink) -> None:
    """Report a work without a title or a date. What else its type needs is in `list sources --check`."""
    for need in find_missing(source.csl):
        if source.csl.get("type") != "treaty" and (hint := _find_need_hint(need)):
            message = f"`{source.key}` of the type `{source.csl.get('type')}` has no `{need.variables[0]}`"
            sink.warning("source-incomplete", message, source.origin, hint)


def _find_need_hint(need: Need) -> str:
    return next((hint for variable, hint in NEEDED_IN_EVERY_STYLE.items() if variable in need.variables), "")


def _check_ranges(source: Source, sink: Sink) -> None:
    for variable in DATES:
        parts = (source.csl.get(variable) or {}).get("date-parts") or []
        first, last = (tuple(parts[0]), tuple(parts[1])) if len(parts) == 2 else ((), ())
        shared = min(len(first), len(last))
        if last[:shared] < first[:shared]:
            words = "/".join("-".join(map(str, point)) for point in (first, last))
            message = f"`{variable}` of `{source.key}` runs backwards: `{words}`"
            sink.warning("source-date-order", message, source.origin, "write the earlier date first")


def _check_treaty(source: Source, sink: Sink) -> None:
    item = source.csl
    if item.get("type") != "treaty" or str(item.get("title", "")).casefold() in TREATIES_CITED_BY_NAME:
        return
    missing = [] if item.get("issued") else ["the date of adoption"]
    if not item.get("number"):  # with a number, it is cited as a document of the United Nations
        if not item.get("event-date"):
            missing.append("the date of entry into force")
        if not (item.get("container-title") and item.get("page")):
            missing.append("the series and page where it is published, such as 999 UNTS 171")
    if missing:
        message = f"the treaty `{source.key}` lacks {_join_with_and(missing)}"
        sink.warning("source-treaty", message, source.origin, "look it up in the United Nations Treaty Collection")


def _check_short_title(source: Source, sink: Sink) -> None:
    """Report a treaty whose short title is its title: later notes have nothing shorter, and print its dates and its series again."""
    if source.csl.get("type") == "treaty" and source.short_title and source.short_title == source.title:
        message = f"the `title-short` of `{source.key}` is its whole title, so every note prints the treaty in full"
        sink.warning("source-short-title", message, source.origin, "write a shorter one, such as `Refugee Convention`")


def _check_symbol(source: Source, sink: Sink) -> None:
    item = source.csl
    number = str(item.get("number", "")).strip()
    authors = {find_english_body(str(name.get("literal"))) for name in item.get("author") or ()}
    symbol = find_symbol(number)
    if not symbol and not number.startswith("UN Doc"):
        if item.get("type") in {"report", "regulation"} and not number and authors & UN_BODIES:
            message = f"the United Nations document `{source.key}` has no symbol"
            sink.warning("source-symbol-missing", message, source.origin, "give it as `number: UN Doc A/HRC/59/15`")
        return
    fault = find_fault_in_symbol(symbol)
    if fault:
        message = f"`{symbol or number}` of `{source.key}` is not {fault}"
        sink.warning("source-symbol", message, source.origin, "copy the symbol from the head of the document")


def _check_access(source: Source, brief_date: date | None, sink: Sink) -> None:
    item = source.csl
    address, accessed = str(item.get("URL", "")), _date_from_csl(item.get("accessed"))
    is_on_pages = item.get("type") == "article-journal" and item.get("page")
    is_lasting = item.get("DOI") or is_permanent_address(address) or find_symbol(item.get("number"))
    dated = item.get("accessed") or is_lasting or is_on_pages
    if address and not dated:
        message = f"the address of `{source.key}` has no date of access"
        hint = "add `accessed: 2026-11-23`, the day you last opened it"
        sink.warning("source-access-missing", message, source.origin, hint)
    if accessed and brief_date and accessed > brief_date:
        message = f"`{source.key}` was accessed on {accessed}, after the brief's date {brief_date}"
        sink.warning("source-access-future", message, source.origin, "correct `accessed`")


def _check_duplicates(sources: Sequence[Source], sink: Sink) -> None:
    seen: dict[tuple[str, ...], Source] = {}
    for source in sources:
        item = source.csl
        number, address = str(item.get("number", "")).strip(), str(item.get("URL", "")).rstrip("/")
        issued, title = (item.get("issued") or {}).get("date-parts"), _normalise_text(source.title)
        marks: list[tuple[str, ...]] = [("title", title, str(issued and issued[0][:1]), _normalise_authors(item))]
        if symbol := find_symbol(number):
            marks.append(("symbol", symbol))
        if address:
            marks.append(("address", address, title))
        twin = next((seen[mark] for mark in marks if mark in seen), None)
        if twin is not None:
            message = f"`{source.key}` is the same work as `{twin.key}`, and both are cited"
            sink.warning("source-twice", message, source.origin, f"cite `{twin.key}` in both places")
        for mark in marks:
            seen.setdefault(mark, source)


def _check_pinpoint(source: Source, use: CitationUse, sink: Sink) -> None:
    kind, locator = str(source.csl.get("type")), use.work.pinpoint
    reversed_range = _find_reversed_range(locator)
    if fault := reversed_range or _find_impossible_part(kind, locator) or _find_page_outside_work(source, locator):
        sink.warning("source-pinpoint", f"the pinpoint `{locator}` to `{source.key}` cannot be: {fault}", use.origin)


def _find_reversed_range(locator: str) -> str:
    """Whether a range of full numbers runs backwards; `271–78` is short for `271–278`."""
    found = _NUMBER_RANGE.search(locator)
    if found and len(found[2]) >= len(found[1]) and int(found[2]) < int(found[1]):
        return "it runs backwards"
    return ""


def _find_impossible_part(kind: str, locator: str) -> str:
    if _ARTICLE_LOCATOR.match(locator) and kind not in TYPES_WITH_PROVISIONS and kind != "legal_case":
        return f"a work of the type `{kind}` has no articles"
    if _PAGE_LOCATOR.fullmatch(locator) and kind in TYPES_WITHOUT_PAGES:
        advice = "name an article, `art 3`" if kind == "treaty" else "name a paragraph, `para 3`"
        return f"a work of the type `{kind}` has no pages; {advice}"
    return ""


def _find_page_outside_work(source: Source, locator: str) -> str:
    """The fault of a page that is outside the pages of an article or chapter."""
    whole = _NUMBER_RANGE.match(str(source.csl.get("page", "")))
    page = _PAGE_LOCATOR.fullmatch(locator)
    if source.csl.get("type") not in {"article-journal", "chapter"} or not whole or not page:
        return ""
    first = int(whole[1])
    last = int(whole[1][: max(0, len(whole[1]) - len(whole[2]))] + whole[2])
    return "" if first <= int(page[1]) <= last else f"the work has the pages {whole[0]}"


def _date_from_csl(value: object) -> date | None:
    """The first day that a CSL date can mean; None before the year 1."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not parts or not parts[0]:
        return None
    year, month, day = (*parts[0], *(1, 1, 1)[len(parts[0]) :])[:3]
    return date(int(year), int(month), int(day)) if int(year) > 0 else None


def _normalise_text(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _normalise_authors(item: Mapping[str, Any]) -> str:
    names = (name.get("family") or name.get("literal") or "" for name in item.get("author") or ())
    return "; ".join(_normalise_text(str(name)) for name in names)


def _join_with_and(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
