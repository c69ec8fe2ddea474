"""The syntax of citations in blocks: pandoc's `[see @key, art 33, as amended; @other]` and bare `@key`, read into works.

Pandoc knows only its own pinpoint labels and rewrites them; here a pinpoint stays as the author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefgen.model.diagnostic import Origin
from briefgen.model.tree import Citation, CitedWork

PINPOINT_LABELS = frozenset(
    (
        "annex annexes app appendices appendix apps art article articles arts at bk book c cc ch chap chaps chapter chapters "
        "chs cl clause clauses cls col cols column columns f ff fig figs figure figures fn fns fol folio folios footnote "
        "footnotes guideline guidelines l line lines ll n nn no nos note notes p page pages para paragraph paragraphs paras "
        "part parts passim pmbl pp preamble principle principles pt pts r rec recital recitals recommendation "
        "recommendations recs reg regs regulation regulations rr rule rules s sch sched schedule schedules schs sec secs "
        "section sections ss subsection table tables v verse verses vol vols volume volumes vv § §§ ¶ ¶¶ "
        "al alinéa alinéas annexe annexes chapitre chapitres considérant considérants ligne lignes par partie préambule règle "
        "règles t tome"
    ).split()
)
"""Words that open a pinpoint, in English and French, without their full stop."""

LABELS_WITHOUT_NUMBER = frozenset({"annex", "annexe", "passim", "pmbl", "preamble", "préambule"})
"""Labels that are a pinpoint by themselves."""

_KEY = r"\w+(?:[:.#$%&\-+?<>~/]\w+)*"
_MARKED_KEY = rf"(?<![\w@])(?<!\w[.-])(?P<suppress>-?)@(?:\{{(?P<braced>[^{{}}]+)\}}|(?P<plain>{_KEY}))"
_CITED_KEY = re.compile(_MARKED_KEY)
_SEMICOLON = re.compile(r";(?![^{}]*\})")

CITATION_CLUSTER = re.compile(
    r"\[(?P<cluster>(?:[^\[\]]|\[[^\[\]]*\])*?@(?:[^\[\]]|\[[^\[\]]*\])+)\](?!\(|\[(?![^\]]*@))"
)
"""Brackets that may hold a citation: pass the group `cluster` to `parse_cluster`."""

NARRATIVE_CITATION = re.compile(
    rf"{_MARKED_KEY}(?:[ \t]*\[(?P<pinpoint>(?!\^)(?:[^\[\]@]|\[[^\[\]@]*\])+)\](?![(\[:{{]))?"
)
"""A bare `@key` or `@key [p 33]` in running text; e-mail addresses do not match. Read it with `parse_narrative`."""

_NUMBER = (
    r"\[?(?:\d\w*|[ivxlcdm]+\b|[IVXLCDM]+\b|[A-Z](?![^\W\d_]))(?:[./]\w+)*(?:\(\w+\))*\]?"
    r"(?:\s(?:bis|ter|quater|et seq|ff?)\b)?"
)
_NUMBER_JOINER = r"(?:\s*[-–—&]\s*|,\s*(?:(?:and|et)\s+)?|\s+(?:and|et|to|à)\s+)"
_NUMBERS = re.compile(rf"{_NUMBER}(?:{_NUMBER_JOINER}{_NUMBER})*")
_LABEL = re.compile(r"(?P<label>[§¶]+|[^\W\d_]+)\.?(?=[\s\d\[]|$|[,;])\s*")
_LABEL_JOINER = re.compile(r"(?:\s*,\s*(?:and\s+|et\s+)?|\s+(?:and\s+|et\s+)?)")
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
            prefix = rest.lstrip(" ,")
        before = ""
    return tuple(works) or None


def build_citation(
    clusters: Iterable[str], origin: Origin | None = None, *, automatic: bool = False
) -> tuple[Citation, ...]:
    """One citation of the works in several clusters, such as the sources of a fact; nothing where they hold no key."""
    works = tuple(work for cluster in clusters for work in parse_cluster(cluster) or ())
    return (Citation(works, automatic=automatic, origin=origin),) if works else ()


def parse_narrative(match: re.Match[str], origin: Origin | None) -> Citation:
    """The citation that a match of `NARRATIVE` stands for."""
    locator, suffix = split_pinpoint(f", {match['pinpoint']}") if match["pinpoint"] else ("", "")
    return Citation((_build_work(match, "", locator, suffix),), narrative=True, origin=origin)


def split_pinpoint(text: str) -> tuple[str, str]:
    """The pinpoint at the head of what follows a key, and the prose after it.

    A pinpoint is a known label with its numbers, or, after a comma, numbers alone; `{...}` marks one by hand.
    """
    stripped = text.lstrip()
    comma = stripped.startswith(",")
    start = len(text) - len(stripped.lstrip(", ") if comma else stripped)
    literal = _MARKED_PINPOINT.match(text, start)
    if literal:
        return literal["pinpoint"].strip(), text[literal.end() :].rstrip()
    end = _find_pinpoint_end(text, start, labelled=not comma and not text.startswith("[", start))
    return (text[start:end], text[end:].rstrip()) if end > start else ("", text.rstrip())


def _find_pinpoint_end(text: str, start: int, *, labelled: bool) -> int:
    """The end of the pinpoint that starts at `start`; `start` itself where there is none."""
    label = _LABEL.match(text, start)
    known = label is not None and label["label"].lower() in PINPOINT_LABELS
    if label is None or not known:
        numbers = None if labelled else _NUMBERS.match(text, start)
        end = numbers.end() if numbers and re.match(r"\[?\d|\[", text[start:]) else start
    else:
        numbers = _NUMBERS.match(text, label.end())
        alone = (
            label.end() - len(label[0]) + len(label[0].rstrip())
            if label["label"].lower() in LABELS_WITHOUT_NUMBER
            else start
        )
        end = numbers.end() if numbers else alone
    if end == start:
        return start
    joint = _LABEL_JOINER.match(text, end)
    following = joint.end() if joint else end
    further = _find_pinpoint_end(text, following, labelled=True) if joint else following
    return further if further > following else end


def _build_work(match: re.Match[str], prefix: str, pinpoint: str, suffix: str) -> CitedWork:
    key = (match["braced"] or match["plain"]).strip()
    return CitedWork(key, prefix.strip(), pinpoint, suffix, bool(match["suppress"]))
