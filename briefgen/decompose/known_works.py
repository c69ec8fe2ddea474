"""Finds the work of a list of sources that a typed note means: by the words of its title, its authors and its year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

from rapidfuzz import fuzz

from briefgen.decompose.note_form_parts import SYMBOL
from briefgen.decompose.note_names import is_name, list_months
from briefgen.decompose.note_text import NoteText
from briefgen.model.document_symbols import find_symbol
from briefgen.model.pinpoint import read_pinpoint, scan_pinpoint

Work = Mapping[str, Any]

SURE_TITLE, LIKELY_TITLE, LEADING_DISTANCE = 0.9, 0.78, 0.05
"""How much of a title is in a note: enough alone; enough with an author or the year; ahead of the next work."""
DOUBTFUL_TITLE, LIKENESS = 0.75, 0.88
MIN_TITLE_LENGTH = 12
"""Characters: a shorter title says too little without an author or a year."""
_BOUNDARY = re.compile(
    r"(?:[,;:)\]”\"’'>]|\b[Aa]t\b|\.(?=\s))\s*|\s+(?=(?:p|pp|para|paras|art|arts|s|ss|ch|Art|Arts|Article|Articles|para(?:graph)?s?|page|rule|section|§)\b)|\s+(?=\d)"
)
_SIGNAL_END = re.compile(
    r".*(?:\b(?:see|also|in|cf|e\.g|by|with|compare|generally|example|particular|quoting|citing|cited|from|that|voir|véase|selon|to)\b[.,:]?|:)\s",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"[A-Z]?\d+|\b[ivxlc]+\b")
_NUMBER_OF_TITLE = re.compile(r"\b(?:\d+|[ivx]+)\b")
"""`Article 3`, `Protocol II`: titles that differ in these alone are of two works."""
_PLACE = re.compile(
    r"(?i)(?:\b(?:pp?|ss?|art|arts|articles?|paras?|paragraphs?|secs?|sections?|chs?|chapters?|principles?|rules?)\b\.? ?|[§¶] ?)(?P<number>\d+)"
)
"""A place in a work that is not the last one of a note: `Article 16` in front of the title, the first of two pages behind it."""
_GERMAN_PAGE = re.compile(r"S\.?\s?(?P<pages>\d[\d\s–-]*)(?P<following>ff?\.?)?")
_LAWS = frozenset(("bill", "legislation", "regulation", "treaty"))
_ADDRESS_AT_END = re.compile(r"[\s,.;<(\[]*(?:https?://|www\.)\S+$")
_NUMBER_FIELDS = ("page", "volume", "issue", "number", "edition", "page-first", "number-of-pages", "collection-number")
_TEXT_FIELDS = (
    "title", "title-short", "shortTitle", "container-title", "container-title-short", "publisher", "publisher-place", "genre", "number",
    "authority", "event-title", "event", "collection-title", "URL", "DOI", "note",
)  # fmt: skip
_TYPED_YEAR = re.compile(r"\((?:[^()]*\s)?(?:1[5-9]|20)\d\d\)")
"""A year in brackets: where the work has another one, it is another work or another edition."""
MAX_PREFIX_WORDS, MAX_UNUSED_WORDS, MAX_OPENING_WORDS = 14, 4, 8
_JOINERS = frozenset(("and", "&", "et", "of", "the"))
"""Between the names of authors, and in those of organisations."""
_OTHER_WORK = re.compile(
    r"\d|(?-i:^[A-Z][\w’-]+, [A-Z])|\bv\.? |\b(?:supra|infra|ibid|id)\b|[.!?] [A-Z]|[“”]", re.IGNORECASE
)
_SYMBOL_IN_NOTE = re.compile(SYMBOL)
_PLAIN_WORDS = frozenset(
    """al ed edited trans translated rev revised page pages para paras art paragraph no vol volume issue pp p in ed eds edn edition adopted entered into force opened for signature unts lnts ets treaty series doc un u n
    accessed available at online last visited retrieved on the of and a an de la le du et y el en http https www doi org com html pdf
    disponible consulté report""".split()
) | frozenset(list_months())  # fmt: skip
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class WorkMatch:
    """A work that a piece of a note means."""

    name: str
    is_sure: bool
    reason: str
    """Why it is this work, in words for the author."""
    prefix: str = ""
    pinpoint: str = ""
    suffix: str = ""
    unused: tuple[str, ...] = ()
    """Words and places of the note that the work does not have."""


def find_work(piece: NoteText, works: Mapping[str, Work]) -> WorkMatch | None:
    """The work that a piece of a note means; None where none is likely."""
    if len(normalise(piece.text)) < MIN_TITLE_LENGTH:
        return None
    words = normalise(_ADDRESS.sub(" ", piece.text))
    symbols = {match["number"] for match in _SYMBOL_IN_NOTE.finditer(piece.text)}
    weighed = {
        name: _weigh(piece.text, words, work)
        for name, work in works.items()
        if not symbols or not (own := find_symbol(work.get("number"))) or own in symbols
    }
    # Of two titles that are in the words, one is in the other: the long one is meant.
    ranked = sorted(weighed, key=lambda name: (_rank(weighed[name]), len(str(works[name].get("title")))), reverse=True)
    if not ranked:
        return None
    name = ranked[0]
    if weighed[name][0] < DOUBTFUL_TITLE:
        opening = _read_opening_names(piece.text)
        named = {
            name for name, work in works.items() if any(f" {family} " in opening for family in list_families(work))
        }
        return _find_by_author_and_year({name: weight for name, weight in weighed.items() if name in named})
    title, people, has_year = weighed[name]
    if len(ranked) > 1 and _rank(weighed[name]) - _rank(weighed[ranked[1]]) < LEADING_DISTANCE and title < 1:
        return None
    has_twin = len(ranked) > 1 and _are_twins(works, weighed, name, ranked[1])
    has_long_title = len(normalise(str(works[name].get("title", "")))) >= MIN_TITLE_LENGTH
    is_sure = (title >= SURE_TITLE and bool(has_long_title or people or has_year)) or (
        title >= LIKELY_TITLE and bool(people or has_year)
    )
    reason = ", ".join(
        [
            f"{title:.0%} of the title",
            *["its author"] * bool(people),
            *["its year"] * has_year,
            *["as for another work"] * has_twin,
        ]
    )
    prefix, pinpoint, suffix, unused = _read_rest(piece.text, works[name])
    is_sure = is_sure and not (find_year(works[name]) and not has_year and _TYPED_YEAR.search(piece.text))
    is_sure = is_sure and not has_twin
    has_prose = any(word.isalpha() and word[0].islower() and len(word) > 2 for word in unused)
    if not is_sure or has_prose or len(unused) > MAX_UNUSED_WORDS or not is_lead(prefix):
        return WorkMatch(name, is_sure=False, reason=reason + ", in a longer text" * is_sure)
    return WorkMatch(name, is_sure=True, reason=reason, prefix=prefix, pinpoint=pinpoint, suffix=suffix, unused=unused)


def _are_twins(works: Mapping[str, Work], weighed: Mapping[str, tuple[float, float, bool]], *names: str) -> bool:
    """Whether two works are called the same, and nothing else tells them apart: general comments No. 14 of two committees."""
    first, second = ((normalise(str(works[name].get("title") or "")), weighed[name]) for name in names)
    return first == second


def is_lead(words: str) -> bool:
    """Whether words before a work only introduce it; a sentence or another work before it stays in the words of the note."""
    is_closed = words.count("(") == words.count(")") and words.count("“") == words.count("”")
    return is_closed and len(words.split()) <= MAX_PREFIX_WORDS and not _OTHER_WORK.search(words)


def _find_by_author_and_year(weighed: Mapping[str, tuple[float, float, bool]]) -> WorkMatch | None:
    """The only work with all these authors and this year, whose title is another one: a doubt, and never more."""
    names = [name for name, (_, people, has_year) in weighed.items() if people >= 1 and has_year]
    return WorkMatch(names[0], is_sure=False, reason="its author, its year") if len(names) == 1 else None


def _read_opening_names(text: str) -> str:
    """The names with which a text opens, in small letters between spaces."""
    words = re.split(r"[\s,]+", text)[:MAX_OPENING_WORDS]
    names = takewhile(lambda word: word in _JOINERS or is_name(word), words)
    return f" {normalise(' '.join(names))} "


def _rank(weight: tuple[float, float, bool]) -> float:
    title, people, has_year = weight
    return 0.75 * title + 0.15 * people + 0.1 * has_year


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Words in small letters, without accents and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def is_nearly_equal(first: str, second: str) -> bool:
    """Whether two numbers of documents, or two kinds of text, differ by a letter or two at most."""
    return fuzz.ratio(first, second) >= 100 * LIKENESS


def list_titles(work: Work) -> Iterator[tuple[str, float]]:
    """The titles of a work, each with how much it counts."""
    title = str(work.get("title") or "")
    yield title, 1.0
    head = re.split(r"[:?] ", title)[0]
    if head != title and len(head.split()) > 1:
        yield head, 0.95
    for name in ("title-short", "shortTitle"):
        if len(str(work.get(name) or "").split()) > 1:
            yield str(work[name]), 0.92


def list_families(work: Work) -> list[str]:
    """The names by which its authors, else its editors, are called."""
    people = work.get("author") or work.get("editor") or ()
    names = [
        str(person.get("family") or person.get("literal") or "") for person in people if isinstance(person, Mapping)
    ]
    return [normalise(name) for name in names if name]


def find_year(work: Work) -> str:
    """The year of a work; empty for none."""
    found = re.search(r"\b\d{4}\b", str(work.get("issued") or ""))
    return found[0] if found else ""


def _weigh(text: str, words: str, work: Work) -> tuple[float, float, bool]:
    """How much of the title, which share of the authors, and whether the year is in a text, whose words are in small letters."""
    title = max((weight * _compare_title(normalise(title), words) for title, weight in list_titles(work)), default=0.0)
    families = list_families(work)
    people = sum(f" {name} " in f" {words} " for name in families) / len(families) if families else 0.0
    year = find_year(work)
    return title, people, bool(year) and year in text


def _compare_title(title: str, words: str) -> float:
    if not title:
        return 0.0
    if f" {title} " in f" {words} ":
        return 1.0
    if not set(_NUMBER_OF_TITLE.findall(title)) <= set(words.split()):
        return 0.0
    if len(words) < len(title) * 0.9:
        return fuzz.ratio(title, words) / 100
    score = fuzz.partial_ratio(title, words) / 100
    return score if len(title) >= MIN_TITLE_LENGTH else 0.0  # a few letters are like any others


def _read_rest(text: str, work: Work) -> tuple[str, str, str, tuple[str, ...]]:
    """What is round a work in a note: the words before it, the pinpoint, the words after it, and words that it lacks."""
    start, end = _locate_title(text, work)
    prefix = _SIGNAL_END.match(text[:start])
    year = find_year(work)
    behind = re.search(rf"\s*\([^()]*{year}\)$", text[end:]) if year else None
    tail_start, pinpoint, suffix = _find_pinpoint(text[: end + behind.start()] if behind else text, end, work)
    known = set(normalise(" ".join(str(work.get(name) or "") for name in _TEXT_FIELDS)).split()) | _PLAIN_WORDS
    known |= set(" ".join(list_families(work)).split()) | {
        word
        for person in (*(work.get("author") or ()), *(work.get("editor") or ()))
        for word in normalise(str(person.get("given") or "")).split()
    }
    between = f"{text[prefix.end() if prefix else 0 : start]} {_ADDRESS.sub(' ', text[end:tail_start])}"
    own = _list_numbers(work)
    places = [place[0] for place in _PLACE.finditer(between) if place["number"] not in own]
    words = re.findall(r"[^\W\d_]{2,}", _PLACE.sub(" ", between))
    unused = (*places, *(word for word in words if normalise(word) not in known))
    is_only_known = prefix and set(normalise(prefix[0]).split()) <= known  # `Ann Young: Deep Water`
    return (prefix[0].strip() if prefix and not is_only_known else ""), pinpoint, suffix, unused


_DATE_AND_ADDRESS = re.compile(r"^\((?:[^\W\d]+\.? )?(?:\d{1,2}, )?(?:1[5-9]|20)\d\d\)[,.]?\s*(?:https?://[^\s]+)?$")
"""What American authors write behind a pinpoint: it is in the data of the work."""


def _locate_title(text: str, work: Work) -> tuple[int, int]:
    """Where the title starts and ends in a text."""
    best = (0.0, 0, 0)
    folded = "".join(character.casefold()[:1] or character for character in text)
    for title, weight in list_titles(work):
        if title and len(title) <= len(text) * 1.1:
            found = fuzz.partial_ratio_alignment(title.casefold(), folded)
            if found and weight * found.score > best[0]:
                best = (weight * found.score, found.dest_start, found.dest_end)
    return best[1], best[2]


def _list_numbers(work: Work) -> set[str]:
    """The numbers of a work itself, which lead to no place in it: its volume, its pages, its dates."""
    own = set(_NUMBER.findall(" ".join(str(work.get(name) or "") for name in _NUMBER_FIELDS)))
    return own | set(
        re.findall(r"\d+", f"{work.get('issued') or ''} {work.get('event-date') or ''} {work.get('accessed') or ''}")
    )


def _find_pinpoint(text: str, end: int, work: Work) -> tuple[int, str, str]:
    """Where the details of a work end, then its pinpoint and the words after it."""
    text = _ADDRESS_AT_END.sub("", text)
    own = _list_numbers(work)
    for container in (str(work.get(name) or "") for name in ("container-title", "publisher")):
        position = text.find(container, end) if container else -1
        end = position + len(container) if position >= 0 else end
    starts = sorted({match.end() for match in _BOUNDARY.finditer(text, end)} | {end})
    for start in starts:
        tail = text[start:].strip(" .,;:")
        if not tail or not re.match(r"[\d§¶\[(]|[A-Za-z]", tail):
            continue
        length, parts = scan_pinpoint(tail, 0, labelled=False)
        rest = _DATE_AND_ADDRESS.sub("", tail[length:].strip()) if work.get("issued") else tail[length:].strip()
        if not parts or (rest and not re.fullmatch(r"[,(\[][^\d]{3,80}[)\]]?", rest)):
            continue
        numbers = _NUMBER.findall(tail[:length])
        is_labelled = not tail[0].isdigit()
        if work.get("type") == "article-journal" and parts[0].kind == "article":
            continue  # the number of an article in a journal without pages
        if not is_labelled and numbers and numbers[0] in own:
            continue  # a volume, a first page, a year: the pinpoint comes after it
        if parts[0].kind == "page" and set(numbers) <= own:
            continue
        if normalise(tail[:length]) in normalise(str(work.get("number") or "")):
            continue  # `No. 6:24-cv-01903`
        if _is_whole_work(tail[:length], parts[0].kind, work):
            continue
        return start, tail[:length], rest.strip(" ,()")
    return len(text), "", ""


def _is_whole_work(pinpoint: str, kind: str, work: Work) -> bool:
    """Whether numbers are rather the pages of a whole article, or a volume, than a place in it."""
    pages = re.fullmatch(r"(?:pp?\.? ?)?(\d+)\s?[-–]\s?(\d+)", pinpoint)
    if kind == "page" and pages and work.get("type") in {"article-journal", "chapter"} and not work.get("page"):
        return int(pages[2]) - int(pages[1]) >= 8
    return bool(re.search(r"\d\(\d", pinpoint)) and kind == "page"


def read_german_page(pinpoint: str, work: Work) -> str:
    """`S. 61f.` is page 61 and the next one; other pinpoints as they are, and a law has sections: `Water Act, S 6`."""
    found = _GERMAN_PAGE.fullmatch(pinpoint)
    if found is None or work.get("type") in _LAWS:
        return pinpoint
    return f"{found['pages'].strip()} {(found['following'] or '').rstrip('.')}".strip()


def is_pinpoint(text: str) -> bool:
    """Whether words are a pinpoint, and nothing else."""
    parts = read_pinpoint(text)
    return bool(parts) and (all(part.kind != "as written" for part in parts) or bool(_GERMAN_PAGE.fullmatch(text)))
