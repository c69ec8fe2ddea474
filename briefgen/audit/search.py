"""Looks through what was read out of a file for what must not be in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.audit.findings import Finding, Part, Passage
from briefgen.values.diagnostic import Severity
from briefgen.values.phrases import Phrase, holds, words

ANY_MACHINE_PATH = re.compile(r"file:/{2,3}|(?<![\w.])/(?:home|Users)/[\w.-]+/|[A-Za-z]:\\+Users\\+")
"""Addresses that only one machine knows, wherever nobody reads them."""

COMPACT = 6
"""Letters of a term from which on it is found inside addresses and names of files, too: `kimchol-house.jpg`."""

BARE = frozenset(
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

TOLD = frozenset({"title", "language", "keywords", "subject"})
"""Properties that a reader expects, whatever they say: what must not stand there is looked for in them as anywhere."""


@dataclass(frozen=True, slots=True)
class Sought:
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


def search(passages: Iterable[Passage], sought: Sought) -> Iterator[Finding]:
    """Everything sought that stands in the passages, with the place and without the words."""
    for where, group in _by_place(passages).items():
        texts = [passage.text for passage in group]
        if holds(texts, sought.withheld):
            yield Finding(Severity.ERROR, "audit-withheld", f"{where} holds what this reader may not have")
        if holds(texts, sought.terms) or _compact(group, sought.terms):
            yield Finding(Severity.ERROR, "audit-term", f"{where} holds a term of the watch list")
        if any(_on_machine(passage, sought) for passage in group):
            yield Finding(Severity.ERROR, "audit-machine", f"{where} names a folder or an account of a machine")
    yield from _leftovers(passages, sought)


def _by_place(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    places: dict[str, list[Passage]] = {}
    for passage in passages:
        places.setdefault(passage.where, []).append(passage)
    return places


def _compact(passages: Iterable[Passage], terms: frozenset[Phrase]) -> bool:
    """Whether a term stands in a place that nobody reads, written as one word."""
    wanted = [joined for term in terms if len(joined := "".join(term)) >= COMPACT]
    unseen = ("".join(words(one.text)) for one in passages if one.part is not Part.TEXT) if wanted else ()
    return any(term in text for text in unseen for term in wanted)


def _on_machine(passage: Passage, sought: Sought) -> bool:
    if any(re.search(rf"(?<![\w.]){re.escape(path)}(?![\w.-])", passage.text) for path in sought.paths):
        return True
    if passage.part is Part.TEXT:
        return False
    named = passage.part is Part.PROPERTY and bool(sought.users.intersection(words(passage.text)))
    return named or bool(ANY_MACHINE_PATH.search(passage.text))


def _leftovers(passages: Iterable[Passage], sought: Sought) -> Iterator[Finding]:
    """What the file says of itself beyond what was asked for."""
    properties = [one for one in passages if one.part is Part.PROPERTY and one.where.startswith("the property `")]
    usual = BARE | TOLD if sought.foreign else BARE
    keys = {
        key
        for one in properties
        if (key := one.where.split("`")[1]).lower() not in usual and not _asked_for(one.text.strip(), sought.properties)
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


def _asked_for(value: str, properties: frozenset[str]) -> bool:
    return " ".join(words(value)) in properties or "".join(words(value.removeprefix("D:"))) in properties
