"""Searches the texts of a file for search terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.leak_check.audit.findings import ExtractedText, Finding, TextKind
from briefgen.model.diagnostic import Severity
from briefgen.model.phrases import Phrase, find_phrases
from briefgen.model.printed_text import OPAQUE_ID, VERSION_PROPERTY
from briefgen.model.watched_terms import has_compact_term
from briefgen.model.words import split_words

ANY_MACHINE_PATH = re.compile(r"file:/{2,3}|(?<![\w.])/(?:home|Users)/[\w.-]+/|[A-Za-z]:\\+Users\\+")
"""Paths that exist on one machine only: searched for where readers do not see them."""

NO_PATH = "\0"
"""A character that is in no path of any system."""

TECHNICAL_PROPERTIES = frozenset(
    "documentid versionid renditionclass viewport trapped gts_pdfxversion part conformance rev amd format".split()
)
"""Properties that describe only the format of the file."""

DESCRIPTIVE_PROPERTIES = frozenset({"title", "language", "keywords", "subject"})
"""Properties that can have any value; search terms are searched for in them as in other texts."""


UNSEEN_KINDS = frozenset({TextKind.INVISIBLE, TextKind.PROPERTY})


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What must not be in a file, as phrases. No message quotes them."""

    withheld: frozenset[Phrase] = frozenset()
    """Runs of words of withheld texts, and withheld values."""
    terms: frozenset[Phrase] = frozenset()
    """Names and places that the project watches for."""
    paths: tuple[str, ...] = ()
    """Folders of this machine."""
    users: frozenset[str] = frozenset()
    """Names of accounts of this machine."""
    properties: frozenset[str] = frozenset()
    """Values of properties that the file can have."""
    foreign: bool = False
    """Whether another program can have written the file: unexpected properties are warnings then."""


def search_texts(texts: Iterable[ExtractedText], terms: SearchTerms) -> Iterator[Finding]:
    """Every search term that is in the texts of a file, with the place and without the words."""
    places: dict[str, list[ExtractedText]] = {}
    for text in texts:
        places.setdefault(text.where, []).append(text)
    found: set[str] = set()
    # The turn of a page has words of two pages, which were searched by then: what they have is reported there.
    for where, group in sorted(places.items(), key=lambda place: place[1][0].kind is TextKind.TURN):
        strings = [text.text for text in group]
        skipped = found if group[0].kind is TextKind.TURN else set()
        if "audit-withheld" not in skipped and find_phrases(strings, terms.withheld):
            found.add("audit-withheld")
            yield Finding(Severity.ERROR, "audit-withheld", f"{where} has text that this reader may not see")
        if "audit-term" not in skipped and (find_phrases(strings, terms.terms) or _has_unseen_term(group, terms.terms)):
            found.add("audit-term")
            yield Finding(Severity.ERROR, "audit-term", f"{where} has a term of the watch list")
        if _names_machine(group, terms):
            yield Finding(Severity.ERROR, "audit-machine", f"{where} names a folder or an account of a machine")
    yield from _find_unexpected_properties(texts, terms)


def _has_unseen_term(texts: Iterable[ExtractedText], terms: frozenset[Phrase]) -> bool:
    """Whether a term is in a place that readers do not see, written as one word: `kimchol-house.jpg`."""
    return has_compact_term((text.text for text in texts if text.kind in UNSEEN_KINDS), terms)


def _names_machine(texts: Iterable[ExtractedText], terms: SearchTerms) -> bool:
    """Whether a folder or an account of a machine is in one of the texts; no path goes on from one to the next."""
    texts = tuple(texts)
    joined = NO_PATH.join(text.text for text in texts)
    paths = [path for path in terms.paths if path in joined]
    if any(re.search(rf"(?<![\w.]){re.escape(path)}(?![\w.-])", joined) for path in paths):
        return True
    properties = (text.text for text in texts if text.kind is TextKind.PROPERTY)
    if any(terms.users.intersection(split_words(value)) for value in properties):
        return True
    return bool(ANY_MACHINE_PATH.search(NO_PATH.join(text.text for text in texts if text.kind in UNSEEN_KINDS)))


def _find_unexpected_properties(texts: Iterable[ExtractedText], terms: SearchTerms) -> Iterator[Finding]:
    """Properties with values that no setting of the brief explains, in one finding."""
    usual = TECHNICAL_PROPERTIES | DESCRIPTIVE_PROPERTIES if terms.foreign else TECHNICAL_PROPERTIES
    keys = {
        key
        for text in texts
        if text.kind is TextKind.PROPERTY and text.where.startswith("the property `")
        if (key := text.where.split("`")[1]).lower() not in usual
        and not _is_expected(text.text, terms.properties)
        and not (key == VERSION_PROPERTY and OPAQUE_ID.fullmatch(text.text))
    }
    if keys:
        listed = ", ".join(f"`{key}`" for key in sorted(keys))
        severity = Severity.WARNING if terms.foreign else Severity.ERROR
        message = f"the file has unexpected properties: {listed}"
        yield Finding(severity, "audit-metadata", message, "remove these properties")


def _is_expected(value: str, properties: frozenset[str]) -> bool:
    """Whether a value is one of the properties in either spelling; dates in PDF files have `D:` before them."""
    words, date_words = split_words(value), split_words(value.strip().removeprefix("D:"))
    return (" ".join(words) or value.strip()) in properties or "".join(date_words) in properties
