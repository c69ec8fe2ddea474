"""Finds what a source says and the finished citation does not: a volume, a translator or a number that left no trace."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from briefgen.cite.csl_item import NAME_VARIABLES, PRIMARY_TYPES, CslItem
from briefgen.model.diagnostic import Sink

NEVER_PRINTED = frozenset(
    (
        "ISBN", "ISSN", "PMCID", "PMID", "abstract", "accessed", "annote", "call-number", "categories", "chapter-number",
        "citation-key", "citation-label", "citation-number", "container-title-short", "custom", "dimensions", "event",
        "first-reference-note-number", "id", "journalAbbreviation", "keyword", "language", "license", "locator", "note",
        "number-of-pages", "number-of-volumes", "page-first", "publisher-place", "scale", "shortTitle", "source", "submitted", "title-short", "type",
        "year-suffix",
    )
)  # fmt: skip
"""Variables that say where a work was found or how it is filed, or that styles print for some types only by their rules."""

OMITTED_BY_RULE = frozenset(
    (
        ("chapter", "page"),
        ("paper-conference", "page"),
        ("legal_case", "jurisdiction"),
        ("legislation", "event-date"),
    )
)
"""Types and variables that styles leave out by their rules: pages of a chapter, the day on which a law enters into force."""

OMITTED_BY_STYLE: Mapping[str, frozenset[tuple[str, str]]] = {
    "un": frozenset(
        (
            ("treaty", "issued"), ("treaty", "event-date"), ("treaty", "status"), ("treaty", "page"), ("regulation", "author"),
            ("legal_case", "available-date"),
        )
    ),
    "chicago-notes": frozenset((("treaty", "event-date"), ("treaty", "status"), ("article-magazine", "page"), ("article-newspaper", "page"))),
}  # fmt: skip
"""What a style leaves out on purpose: documents of the United Nations cite a treaty by its series alone."""

PRINTED_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "container-title": ("collection-title", "container-title-short"),
    "number": ("call-number", "original-title", "section"),
    "references": ("call-number",),
    "title": ("original-title",),
}
"""Variables of the finished item that say the same as one of the source: a symbol, or a series in full."""

_MARKUP = re.compile(r"</?(?:i|b|em|sc|strong|sub|sup|span)(?: [^>]*)?>")
_JOINED_CONJUNCTION = re.compile(r"(?<!\w)و(?=\w)")
"""The Arabic `and`, which is printed without a space before a name."""
_CIRCA = r"(?:c|ca|circa|vers|hacia|ок|约|약|نحو|um)\W{{0,2}}{year}|{year}\s?\?"
PRINTED_BEFORE_OTHERS = 3
"""Where a work has more people, a style may print the first with `and others`."""


def report_unprinted(works: Iterable[CslItem], printed: Mapping[str, str], style: Path, sink: Sink) -> None:
    """Warn of each value of a work that its words, by its key, do not hold."""
    for work in works:
        words = _normalise_words(printed.get(work.source.key, ""))
        for variable, value in _find_unprinted(work, words, OMITTED_BY_STYLE.get(style.stem, frozenset())):
            message = f"`{variable}` of `{work.source.key}` is printed nowhere in the style `{style.stem}`: `{value}`"
            hint = "put it into a field that the style prints for this type, or take it out"
            sink.warning("source-unprinted", message, work.source.origin, hint)


def _find_unprinted(work: CslItem, words: str, omitted: frozenset[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    source, kind = work.source.csl, str(work.source.csl.get("type"))
    for variable, value in source.items():
        is_expected = variable not in NEVER_PRINTED and variable not in work.implied and value not in (None, "", [], {})
        # Programs export the place of a publisher a second time as that of an event.
        is_expected = is_expected and not (variable == "event-place" and value == source.get("publisher-place"))
        if not is_expected or (kind, variable) in OMITTED_BY_RULE or (kind, variable) in omitted:
            continue
        sent = work.item.get(variable)
        if variable in NAME_VARIABLES and isinstance(value, list):
            missing = _find_missing_names(value, words)
        elif isinstance(value, Mapping):
            missing = _find_missing_date(value, words)
        else:
            forms = [value, sent, *(work.item.get(other) for other in PRINTED_INSTEAD.get(variable, ()))]
            is_printed = any(_has_trace(str(form), words) for form in forms if form)
            missing = "" if is_printed or _is_omitted_address(variable, work, words) else str(value)
        if missing:
            yield variable, missing


def _is_omitted_address(variable: str, work: CslItem, words: str) -> bool:
    """Whether an address is left out rightly: of law and decisions, of what is printed on pages, or beside another address."""
    item, kind = work.source.csl, str(work.source.csl.get("type"))
    if variable == "genre":
        return kind == "legal_case" and str(item.get(variable)).casefold() in {"judgment", "judgement"}
    if variable not in {"URL", "DOI"}:
        return False
    other = str(item.get("DOI" if variable == "URL" else "URL") or "")
    is_elsewhere = kind in PRIMARY_TYPES or bool(item.get("page")) or "call-number" in work.item
    return is_elsewhere or (bool(other) and _has_trace(other, words))


def _find_missing_names(names: Iterable[Mapping[str, Any]], words: str) -> str:
    people = [str(name.get("family") or name.get("literal") or name.get("given") or "") for name in names]
    people = [person for person in people if person]
    printed = people[:1] if len(people) > PRINTED_BEFORE_OTHERS else people
    return ", ".join(person for person in printed if not _has_trace(person, words))


def _find_missing_date(date: Mapping[str, Any], words: str) -> str:
    if date.get("literal"):
        return "" if _has_trace(str(date["literal"]), words) else str(date["literal"])
    parts = date.get("date-parts") or []
    years = [str(abs(int(point[0]))) for point in parts if point]
    missing = [year for year in years if not _has_number(year, words)]
    if date.get("circa") and years and not missing and not re.search(_CIRCA.format(year=years[0]), words):
        return f"about {years[0]}"
    return "/".join(missing)


def _has_trace(value: str, words: str) -> bool:
    """Whether these words contain the words of a value, or at least all its figures."""
    needed = _normalise_words(value)
    if not needed or f" {needed} " in f" {words} ":
        return True
    figures = re.findall(r"\d+", needed)
    text = re.sub(r"\d+", "", needed).strip()
    if not text or len(text) <= PRINTED_BEFORE_OTHERS * 4:
        return bool(figures) and _has_number(figures[0], words)
    return len(figures) > 1 and all(_has_number(figure, words) for figure in figures)


def _has_number(number: str, words: str) -> bool:
    return re.search(rf"(?<!\d)0*{number}(?!\d)", words) is not None


def _normalise_words(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _MARKUP.sub("", text)).casefold()
    return " ".join(re.findall(r"\w+", _JOINED_CONJUNCTION.sub("", plain)))
