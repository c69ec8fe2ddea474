"""Reads the list of references that a text has at its end: notes such as `Young (2009), p. 12` name its works by author and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.decompose.described_works import read_described_work
from briefgen.decompose.headings import read_number
from briefgen.decompose.known_works import Work, find_year, list_families, normalise
from briefgen.decompose.note_form_parts import YEAR
from briefgen.decompose.note_names import Name, read_authors, read_date
from briefgen.decompose.note_text import NoteText, read_note
from briefgen.decompose.pandoc_tree import PandocNode, extract_words

_HEADINGS = frozenset(
    """
    references|list of references|reference list|bibliography|select bibliography|selected bibliography|works cited|literature|literature cited|
    literatur|literaturverzeichnis|quellen- und literaturverzeichnis|quellenverzeichnis|références|références bibliographiques|bibliographie|
    bibliografía|referencias|referencias bibliográficas|referências|bibliografia|список литературы|библиография|参考文献|المراجع
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Titles of lists of references."""
_ENTRY = re.compile(
    rf"(?P<names>[^(\d“\"]{{3,200}}?)[.,]?\s+\(?(?P<year>{YEAR})(?P<letter>[a-z])?\)?[.,:]?\s+(?P<rest>\S.*)", re.DOTALL
)
_AND = re.compile(r";\s+|,?\s+(?:and|&|und|et|y)\s+")
_FAMILY_FIRST = re.compile(r"(?P<family>(?![a-z])[^\d,]{2,40}), (?P<given>[^\d,]{1,40})(?:, (?P<others>.+))?")
_TITLE = re.compile(r"[“‘\"«](?P<quoted>.+?)[,.]?[”’\"»](?=[\s.,]|$)|(?P<plain>.+?)(?=\. |\.?$)", re.DOTALL)
_AUTHOR_AND_YEAR = re.compile(
    rf"(?P<names>[^\d“”\"(]{{2,100}}?),? [(\[]?(?P<year>{YEAR})(?P<letter>[a-z])?[)\]]?(?:[,:]\s*(?P<place>.+))?"
)


def list_works(blocks: Sequence[PandocNode]) -> dict[str, Work]:
    """The works of the lists of references of a text, by names that only this import uses."""
    notes = (read_note([entry]) for entry in _list_entries(blocks))
    entries = [entry for note in notes if note and (entry := read_entry(note))]
    return {f"entry {number}": entry for number, entry in enumerate(entries, start=1)}


def _list_entries(blocks: Sequence[PandocNode]) -> Iterator[PandocNode]:
    """The paragraphs under the titles of lists of references."""
    level = 0
    for block in blocks:
        kind = block["t"]
        if kind in {"Header", "Para"} and _is_heading(block):
            level = block["c"][0] if kind == "Header" else 9
        elif kind == "Header" and block["c"][0] <= level:
            level = 0
        elif level and kind in {"Para", "Plain"}:
            yield block
        elif level and kind in {"BulletList", "OrderedList"}:
            yield from (part for item in (block["c"] if kind == "BulletList" else block["c"][1]) for part in item)


def _is_heading(block: PandocNode) -> bool:
    words = extract_words(block["c"][2] if block["t"] == "Header" else block["c"], notes=False).strip()
    return words.removeprefix(read_number(words)).strip(" .:").casefold() in _HEADINGS


def read_entry(note: NoteText) -> Work | None:
    """The work of an entry of a list; None where its authors, its year or its title are not clear."""
    found = _ENTRY.fullmatch(note.text)
    parsed = read_described_work(note, {})
    if parsed and parsed.item.get("author") and parsed.item.get("issued"):
        return {**parsed.item, **_read_letter(found)}
    people = _read_names(found["names"]) if found else []
    title = _find_title(note, found.start("rest")) if found else ""
    if found is None or not people or not title:
        return None
    item: dict[str, Any] = {"type": "book", "title": title, "author": people, "issued": read_date(found["year"])}
    return {**item, "note": note.text, **_read_letter(found)}


def _read_letter(found: re.Match[str] | None) -> Mapping[str, str]:
    """The letter behind the year, `2009a`, as CSL has it."""
    return {"year-suffix": found["letter"]} if found and found["letter"] else {}


def _read_names(text: str) -> list[Name]:
    """The authors of an entry, the first of them or all with the family in front; none where one is not clear."""
    people: list[Name] = []
    rest = [part for part in reversed(_AND.split(text.strip(" ,."))) if part]
    while rest:
        part = rest.pop()
        if inverted := _FAMILY_FIRST.fullmatch(part):
            people.append({"family": inverted["family"], "given": inverted["given"].strip()})
            rest += [inverted["others"]] * bool(inverted["others"])
        elif names := read_authors(part):
            people += names
        else:
            return []
    return people


def _find_title(note: NoteText, start: int) -> str:
    """The title at a place: in quotation marks, in italics, or up to the full stop."""
    end = start
    while end < len(note.text) and note.italics[end]:
        end += 1
    if end > start + 3:
        return note.text[start:end].strip(" ,.;:")
    found = _TITLE.match(note.text, start)
    return (found["quoted"] or found["plain"]).strip(" ,.;:") if found else ""


def find_listed_work(text: str, listed: Mapping[str, Work]) -> tuple[str, str] | None:
    """The only work of these authors and this year, and the pinpoint; None for other words, or where there are several."""
    typed = _AUTHOR_AND_YEAR.fullmatch(text)
    if typed is None:
        return None
    words = f" {normalise(typed['names'])} "
    names = [
        name
        for name, work in listed.items()
        if find_year(work) == typed["year"]
        and (families := list_families(work))
        and f" {families[0]} " in words
        and (" et al " in words or all(f" {family} " in words for family in families))
        and (not typed["letter"] or work.get("year-suffix") == typed["letter"])
    ]
    return (names[0], typed["place"] or "") if len(names) == 1 else None
