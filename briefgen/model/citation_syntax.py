"""The syntax of citations in blocks: pandoc's `[see @key, art 33, as amended; @other]` and bare `@key`, read into works.

Pandoc knows only its own pinpoint labels. Here a pinpoint keeps the author's words; `pinpoint.py` reads what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefgen.model.diagnostic import Origin
from briefgen.model.pinpoint import COMMAS, SEMICOLONS, scan_pinpoint
from briefgen.model.tree import Citation, CitedWork

_KEY = r"\w+(?:[:.#$%&\-+?<>~/]\w+)*"
_MARKED_KEY = rf"(?<![\w@])(?<!\w[.-])(?P<suppress>-?)@(?:\{{(?P<braced>[^{{}}]+)\}}|(?P<plain>{_KEY}))"
_CITED_KEY = re.compile(_MARKED_KEY)
_SEMICOLON = re.compile(rf"[{SEMICOLONS}](?![^{{}}]*\}})")

CITATION_CLUSTER = re.compile(
    r"\[(?P<cluster>(?:[^\[\]@]|\[[^\[\]]*\])*+@(?:[^\[\]]|\[[^\[\]]*\])++)\](?!\(|\[(?![^\]]*@))"
)
"""Brackets that may hold a citation: pass the group `cluster` to `parse_cluster`. Nothing is read twice (`*+`, `++`), however many `@` there are."""

NARRATIVE_CITATION = re.compile(
    rf"{_MARKED_KEY}(?:[ \t]*\[(?P<pinpoint>(?!\^)(?:[^\[\]@]|\[[^\[\]@]*\])+)\](?![(\[:{{]))?"
)
"""A bare `@key` or `@key [p 33]` in running text; e-mail addresses do not match. Read it with `parse_narrative`."""

NOTE_CALL = re.compile(r"\[\^(?P<label>[^\[\]]+)\](?!:)")
"""`[^1]` in a text."""

NOTE_DEFINITION = re.compile(
    r"^ {0,3}\[\^(?P<label>[^\[\]]+)\]:(?P<text>.*(?:\n(?! {0,3}\[\^)[ \t]*\S.*|(?:\n[ \t]*)*\n(?: {4}|\t)[ \t]*\S.*)*)",
    re.MULTILINE,
)
"""A note, `[^1]: ...`, with the lines that belong to it: the next ones until an empty line, and indented ones after it."""

_MARKED_PINPOINT = re.compile(r"\{(?P<pinpoint>[^{}]*)\}")


def parse_cluster(text: str) -> tuple[CitedWork, ...] | None:
    """The works in the words between `[` and `]`, or None where they hold no citation key.

    Nothing the author wrote is lost: a stretch between semicolons without a key belongs to the work beside it,
    and a second key in one stretch is a work of its own.
    """
    works: list[CitedWork] = []
    before = ""
    for stretch in _SEMICOLON.split(text):
        found = list(_CITED_KEY.finditer(stretch))
        if not found and not stretch.strip():
            continue
        if not found and works:
            works[-1] = replace(works[-1], suffix=f"{works[-1].suffix};{stretch.rstrip()}")
            continue
        if not found:
            before += f"{stretch.strip()}; "
            continue
        prefix = before + stretch[: found[0].start()]
        for position, match in enumerate(found):
            last = position == len(found) - 1
            following = stretch[match.end() :] if last else stretch[match.end() : found[position + 1].start()]
            locator, rest = split_pinpoint(following)
            works.append(_build_work(match, prefix, locator, rest if last else ""))
            prefix = rest.lstrip(f" {COMMAS}")
        before = ""
    return tuple(works) or None


def build_citation(
    clusters: Iterable[str], origin: Origin | None = None, *, automatic: bool = False
) -> tuple[Citation, ...]:
    """One citation of the works in several clusters, such as the sources of a fact; nothing where they hold no key."""
    works = tuple(work for cluster in clusters for work in parse_cluster(cluster) or ())
    return (Citation(works, automatic=automatic, origin=origin),) if works else ()


def parse_narrative(match: re.Match[str]) -> Citation:
    """The citation that a match of `NARRATIVE` stands for."""
    locator, suffix = split_pinpoint(f", {match['pinpoint']}") if match["pinpoint"] else ("", "")
    return Citation((_build_work(match, "", locator, suffix),), narrative=True)


def split_pinpoint(text: str) -> tuple[str, str]:
    """The pinpoint at the head of what follows a key, and the prose after it.

    A pinpoint is a known label with its numbers, or, after a comma, numbers alone; `{...}` marks one by hand, and keeps its braces.
    """
    stripped = text.lstrip()
    comma = stripped.startswith(tuple(COMMAS))
    start = len(text) - len(stripped.lstrip(f"{COMMAS} ") if comma else stripped)
    literal = _MARKED_PINPOINT.match(text, start)
    if literal:
        return literal[0].strip() if literal["pinpoint"].strip() else "", text[literal.end() :].rstrip()
    end, _ = scan_pinpoint(text, start, labelled=not comma and not text.startswith("[", start))
    return (text[start:end], text[end:].rstrip()) if end > start else ("", text.rstrip())


def _build_work(match: re.Match[str], prefix: str, pinpoint: str, suffix: str) -> CitedWork:
    key = (match["braced"] or match["plain"]).strip()
    return CitedWork(key, prefix.strip(), pinpoint, suffix, bool(match["suppress"]))
