"""Looks through what was read out of a file for what must not be in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.leak_check.audit.findings import ExtractedText, Finding, TextKind
from briefgen.model.diagnostic import Severity
from briefgen.model.phrases import Phrase, find_phrases, split_words

ANY_MACHINE_PATH = re.compile(r"file:/{2,3}|(?<![\w.])/(?:home|Users)/[\w.-]+/|[A-Za-z]:\\+Users\\+")
"""Addresses that only one machine knows, wherever nobody reads them."""

MIN_COMPACT_LENGTH = 6
"""Letters of a term from which on it is found inside addresses and names of files, too: `kimchol-house.jpg`."""

TECHNICAL_PROPERTIES = frozenset(
    {
        "documentid",
        "versionid",
        "renditionclass",
        "viewport",
        "trapped",
        "gts_pdfxversion",
        "part",
        "conformance",
        "rev",
        "amd",
        "format",
    }
)
"""Properties that say only how the file is made."""

DESCRIPTIVE_PROPERTIES = frozenset({"title", "language", "keywords", "subject"})
"""Properties that a reader expects, whatever they say: what must not stand there is looked for in them as anywhere."""


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What must not be in a file, as runs of words: nothing of it can be read back out of a message."""

    withheld: frozenset[Phrase] = frozenset()
    """Shingles of withheld texts, and withheld values."""
    terms: frozenset[Phrase] = frozenset()
    """Names and places that the project watches for."""
    paths: tuple[str, ...] = ()
    """Folders of this machine."""
    users: frozenset[str] = frozenset()
    """Names of accounts of this machine."""
    properties: frozenset[str] = frozenset()
    """What the file may say of itself."""
    foreign: bool = False
    """Whether the file was made elsewhere: what else it says of itself is only warned about."""


def search_texts(passages: Iterable[ExtractedText], sought: SearchTerms) -> Iterator[Finding]:
    """Everything sought that stands in the passages, with the place and without the words."""
    for where, group in _group_by_place(passages).items():
        texts = [passage.text for passage in group]
        if find_phrases(texts, sought.withheld):
            yield Finding(Severity.ERROR, "audit-withheld", f"{where} holds what this reader may not have")
        if find_phrases(texts, sought.terms) or _has_compact_term(group, sought.terms):
            yield Finding(Severity.ERROR, "audit-term", f"{where} holds a term of the watch list")
        if any(_names_machine(passage, sought) for passage in group):
            yield Finding(Severity.ERROR, "audit-machine", f"{where} names a folder or an account of a machine")
    yield from _find_unexpected_properties(passages, sought)


def _group_by_place(passages: Iterable[ExtractedText]) -> dict[str, list[ExtractedText]]:
    places: dict[str, list[ExtractedText]] = {}
    for passage in passages:
        places.setdefault(passage.where, []).append(passage)
    return places


def _has_compact_term(passages: Iterable[ExtractedText], terms: frozenset[Phrase]) -> bool:
    """Whether a term stands in a place that nobody reads, written as one word."""
    wanted = [joined for term in terms if len(joined := "".join(term)) >= MIN_COMPACT_LENGTH]
    unseen = ("".join(split_words(one.text)) for one in passages if one.kind is not TextKind.VISIBLE) if wanted else ()
    return any(term in text for text in unseen for term in wanted)


def _names_machine(passage: ExtractedText, sought: SearchTerms) -> bool:
    if any(re.search(rf"(?<![\w.]){re.escape(path)}(?![\w.-])", passage.text) for path in sought.paths):
        return True
    if passage.kind is TextKind.VISIBLE:
        return False
    named = passage.kind is TextKind.PROPERTY and bool(sought.users.intersection(split_words(passage.text)))
    return named or bool(ANY_MACHINE_PATH.search(passage.text))


def _find_unexpected_properties(passages: Iterable[ExtractedText], sought: SearchTerms) -> Iterator[Finding]:
    """What the file says of itself beyond what was asked for."""
    properties = [one for one in passages if one.kind is TextKind.PROPERTY and one.where.startswith("the property `")]
    usual = TECHNICAL_PROPERTIES | DESCRIPTIVE_PROPERTIES if sought.foreign else TECHNICAL_PROPERTIES
    keys = {
        key
        for one in properties
        if (key := one.where.split("`")[1]).lower() not in usual
        and not _is_expected(one.text.strip(), sought.properties)
    }
    if keys:
        listed = ", ".join(f"`{key}`" for key in sorted(keys))
        severity = Severity.WARNING if sought.foreign else Severity.ERROR
        yield Finding(
            severity,
            "audit-metadata",
            f"the file says of itself {listed}, which nobody asked for",
            "remove these properties",
        )


def _is_expected(value: str, properties: frozenset[str]) -> bool:
    return " ".join(split_words(value)) in properties or "".join(split_words(value.removeprefix("D:"))) in properties
