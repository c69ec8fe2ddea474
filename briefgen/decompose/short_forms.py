"""Compares the short form of a work in a note, an author or the start of a title, with a work that was cited before."""

from __future__ import annotations

import re

from briefgen.decompose.known_works import Work, list_families, list_titles, normalise


def has_words(work: Work, words: str, *, need_title: bool = False) -> bool:
    """Whether a work has an author or a title in these words; any work if there are none."""
    text = f" {normalise(words)} "
    titled = any(title and _has_title(text, title) for title, _ in list_titles(work))
    named = any(f" {family} " in text or text.strip() in family for family in list_families(work))
    return not text.strip() or titled or (named and not need_title)


def _has_title(text: str, title: str) -> bool:
    """Whether a text has the first words of a title, or all of its own words in it."""
    plain = normalise(title)
    words = plain.split()
    return f" {' '.join(words[:3])} " in text or (len(text.split()) > 1 and text.strip() in plain)


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
