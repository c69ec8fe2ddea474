"""Compares the short form of a work in a note, an author or the start of a title, with a work that was cited before."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefgen.decompose.known_works import Work, is_nearly_equal, list_families, list_titles, normalise

_SHORT_CASE = re.compile(
    r"(?P<name>[^“\"]{3,90}?), (?P<volume>\d+) (?P<reporter>[A-Z][\w.’ ]*?) at (?P<pin>\d[\d–, n.-]*)"
)
"""`Cobbledick, 309 U.S. at 325`"""
_DATA_OF_A_WORK = ("type", "title", "author", "editor", "issued", "container-title", "number", "volume", "genre", "URL")
_JOINING_WORDS = frozenset("and eds the und".split())
_SCHEME = re.compile(r"^https?://(?:www\.)?")


def has_words(work: Work, words: str, *, need_title: bool = False) -> bool:
    """Whether a work has an author or a title in these words; any work if there are none."""
    text = f" {normalise(words)} "
    titled = any(title and _has_title(text, title) for title, _ in list_titles(work))
    called = text.strip() == normalise(str(work.get("title-short") or ""))
    named = any(f" {family} " in text or text.strip() in family for family in list_families(work))
    return not text.strip() or titled or called or (named and not need_title)


def _has_title(text: str, title: str) -> bool:
    """Whether a text has the first words of a title, or all of its own words in it."""
    plain = normalise(title)
    words = plain.split()
    return f" {' '.join(words[:3])} " in text or (len(text.split()) > 1 and text.strip() in plain)


def has_other_data(item: Work, work: Work) -> bool:
    """Whether what a note has of a work differs from what is known of it: another day, number or kind of text."""
    for name in ("number", "genre", "volume", "container-title"):
        typed, known = normalise(str(item.get(name) or "")), normalise(str(work.get(name) or ""))
        if typed and known and not is_nearly_equal(typed, known):
            return True
    if item.get("type") == work.get("type") == "legislation" and normalise(str(item.get("title"))) != normalise(
        str(work.get("title"))
    ):
        return True  # `Ford. Code Ann.` and `Fort. Code Ann.` are two laws
    if _has_other_end(str(item.get("title") or ""), str(work.get("title") or "")):
        return True
    addresses = {_SCHEME.sub("", str(each["URL"])).rstrip("/") for each in (item, work) if each.get("URL")}
    if len(addresses) > 1 or not _has_common_author(item, work):
        return True
    typed_parts, known_parts = (_list_date(each.get("issued")) for each in (item, work))
    return any(typed_part != known_part for typed_part, known_part in zip(typed_parts, known_parts, strict=False))


def _has_other_end(title: str, known: str) -> bool:
    """Whether two titles are the same up to a colon, and others behind it: `Wells 2025: Ford`, `Wells 2025: Lee`."""
    (head, _, end), (known_head, _, known_end) = (words.partition(": ") for words in (title, known))
    has_ends = normalise(head) == normalise(known_head) and bool(end and known_end)
    return has_ends and not is_nearly_equal(normalise(end), normalise(known_end))


def _has_common_author(item: Work, work: Work) -> bool:
    """Whether two works have an author in common, or one of them has none."""
    typed, known = (set(" ".join(list_families(each)).split()) for each in (item, work))
    return not typed or not known or not typed.isdisjoint(known)


def _list_date(date: object) -> list[int]:
    return list(map(int, re.findall(r"\d+", str(date or ""))))


def remove_known_words(text: str, work: Work) -> str:
    """What is left of a short form without the author, the title and the year: a pinpoint, or nothing."""
    issued = " ".join(re.findall(r"\d{4}", str(work.get("issued") or "")))
    first_names = " ".join(
        str(person.get("given") or "") for person in work.get("author") or () if isinstance(person, dict)
    )
    known = set(
        f"{' '.join(list_families(work))} {normalise(first_names)} {normalise(str(work.get('title') or ''))} {issued}".split()
    )
    found = list(re.finditer(r"(?:[§¶]{1,2} ?|\[)?\w+", text))
    first = next((match for match in found if normalise(match[0]) not in known), None)
    rest = text[first.start() :] if first else ""
    return re.sub(r"^at\s+", "", rest).strip(" .,;:()")


def list_other_words(words: str, work: Work) -> list[str]:
    """The words of a short form that nothing of its work says: those of a sentence in front of it."""
    people = [person for name in ("author", "editor") for person in work.get(name) or () if isinstance(person, Mapping)]
    values = [
        *(value for value in work.values() if isinstance(value, str)),
        *(str(part) for person in people for part in person.values()),
    ]
    known = set(normalise(" ".join(values)).split()) | _JOINING_WORDS
    return [word for word in re.findall(r"[^\W\d_]{3,}", words) if normalise(word) not in known]


def find_same_work(item: Work, works: Mapping[str, Work]) -> str:
    """A work with the same data, whatever its pages and the day on which it was opened; empty for none."""
    same = (name for name, work in works.items() if all(work.get(key) == item.get(key) for key in _DATA_OF_A_WORK))
    return next(same, "")


def find_case(text: str, cases: Mapping[str, Work]) -> tuple[str, str]:
    """The case that has the volume of reports and the party of a short form, and the pinpoint; nothing for other words."""
    short = _SHORT_CASE.fullmatch(text)
    if short is None:
        return "", ""
    place = (short["volume"], normalise(short["reporter"]))
    party = normalise(short["name"])
    for name, work in cases.items():
        own = (str(work.get("volume") or ""), normalise(str(work.get("container-title") or "")))
        if own == place and party in normalise(str(work.get("title") or "")):
            return name, short["pin"]
    return "", ""
