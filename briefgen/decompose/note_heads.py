"""Cuts what is before the end of an American note into the authors, the kind of text and the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.decompose.capital_words import has_capitals_only, lower_capitals
from briefgen.decompose.note_names import MAX_PLACE_WORDS, Name, has_capitals, is_organisation, read_authors
from briefgen.decompose.note_text import NoteText

_GENRE = re.compile(
    r"(?:^|, )(?P<genre>(?:Student |Book )?(?:Note|Comment|Review|Essay|Article|Foreword|Editorial|Opinion|Commentary|Recent Case|Case Note|Symposium|Letter))$"
)
_KIND_IN_FRONT = re.compile(
    r"(?P<genre>Press Release|News Release|Media Release|Fact Sheet|Policy Brief|Press Statement), "
)
_NUMBER_IN_FRONT = re.compile(r"(?P<number>[A-Z][\w/.’-]*(?: No\. )?(?=[\w./-]*\d)[\w./–-]*), (?=\S+ \S)")
_NUMBER = re.compile(
    r", (?P<number>(?:[A-Z][\w.’-]*,? (?:No\. )?){0,4}(?=[\w./-]*\d)(?=[\d./–-]*[A-Z-])[A-Z\d][\w./–-]*)$"
)
"""`Recommendation 2021-1`, `GAO-08-925`: the number of a report in front of its title."""
_UNNAMED = re.compile(r"\bet al\.?$|\bothers$")
_MARKS = " ,.;:“”‘’\"'"
_CONTINUES = re.compile(r"(?:and|&|of|for)\b|[A-Z][\w’]*\.$|(?:Inc|Ltd|LLC|LLP)\b")
"""A part between commas that belongs to the name of an office: `Tech., and Logistics`, `Danube Techs., Inc.`"""
_NO_TITLE = re.compile(r"^(?:see|id|supra|infra|note|the same)\b|\bsupra\b|\b(?:but )?see (?:also )?", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:was|were|has|had|have|argues?|argued|notes?|noted|found|holds|held|said|says|states|stated)\b"
)
_ABBREVIATED_OFFICE = re.compile(
    r"[a-z]’[lnrty]\b|\b(?:Admin|Agency|Ass’n|Bd|Bureau|Comm|Cong|Ctr|Dep|Dept|Div|Fed|Found|Gen|Inst|Nat|Off|Org|Rts|Rsch|Res|Servs?|Soc|Subcomm|Univ|Hum|Dir|Exec|Corp|Inc|Ltd|Bank)\b"
)
"""`U.S. Gov’t Accountability Off.`, `Hum. Rts. Watch`"""
_NO_OFFICE = re.compile(
    r"[?!“”\":;]|\d{3}|\b(?:a|an|how|what|why|is|are|its|their|by|from|over)\b|^(?:In re|Ex parte|Matter of|The Right)\b|\b(?:Act|Convention|Covenant|Protocol|Treaty|Declaration) (?:of|on)\b"
)
MIN_WORDS_OF_TITLE, MAX_WORDS_OF_OFFICE, MAX_WORDS_OF_NAME = 4, 6, 14


@dataclass(frozen=True, slots=True)
class NoteHead:
    """The authors and the title of a work, as a note has them."""

    title: str
    people: Sequence[Name] = ()
    genre: str = ""
    office: str = ""
    """Where the author works, or the organisation that published the work."""
    number: str = ""
    is_marked: bool = False
    """Whether the title is in italics."""
    has_unnamed_people: bool = False
    is_doubtful: bool = False
    """Whether the title could be cut elsewhere."""


def split_head(head: NoteText, *, is_book: bool = False) -> NoteHead | None:
    """The authors and the title of the words before the end of a note; None for words that have no title."""
    start = next((place for place, letter in enumerate(head.text) if head.italics[place] and letter.isalnum()), -1)
    if start < 0:
        return _split_plain(head.text, is_book=is_book)
    end = len(head.text.rstrip(_MARKS + "?!)"))
    marked = [
        italic for italic, letter in zip(head.italics[start:end], head.text[start:end], strict=True) if letter.isalnum()
    ]
    if not marked or not marked[-1] or sum(marked) < 0.8 * len(marked):
        return None
    while start and head.text[start - 1] in "“‘\"'([":
        start -= 1
    title = head.text[start:].strip(" ,")
    before = head.text[:start].strip(" ,")
    if not title or _NO_TITLE.search(title[:12]):
        return None
    found = _read_front(before)
    return found and NoteHead(title, *found, is_marked=True, has_unnamed_people=bool(_UNNAMED.search(before)))


def _read_front(words: str) -> tuple[Sequence[Name], str, str, str] | None:
    """The authors, the kind of text, the office and the number in front of a title; None for other words."""
    genre, number, office = "", "", ""
    if kind := _KIND_IN_FRONT.match(f"{words}, "):
        genre, words = kind["genre"], words[kind.end() :]
    if kind := _GENRE.search(words):
        genre, words = kind["genre"], words[: kind.start()]
    if not words:
        return (), genre, "", ""
    if re.search(r"[“”\"]", words):  # the title is in quotation marks, and the words in italics are a journal
        return None
    if (numbered := _NUMBER.search(words)) and not words[: numbered.start()].endswith(("Jr", "Sr")):
        number, words = numbered["number"], words[: numbered.start()]
    plain = lower_capitals(words)
    people = read_names(plain)
    if people is None and ", " in plain:
        first, _, office = plain.partition(", ")
        people = read_names(first)
        if not people or "family" not in people[0] or not _is_office(office):
            return None
    return None if people is None else (people, genre, office, number)


def _is_office(words: str) -> bool:
    """Whether words behind an author can be where the author works, and not a title."""
    is_short = len(words.split()) <= MAX_WORDS_OF_OFFICE and has_capitals(words)
    return (
        is_short
        and not _NO_OFFICE.search(words)
        and (is_organisation(words) or bool(_ABBREVIATED_OFFICE.search(words)))
    )


def read_names(words: str) -> list[Name] | None:
    """The people or the organisation of some words: in front of a title, an abbreviated office is one, too."""
    if _VERB.search(words) or words.endswith((" in", " of", ":")) or not words[:1].isupper():
        return None
    is_office = bool(_ABBREVIATED_OFFICE.search(words)) or is_organisation(words)
    is_name = len(words.split()) <= MAX_WORDS_OF_NAME and has_capitals(words) and not _NO_OFFICE.search(words)
    found = read_authors(words)
    if found and "family" in found[0] and (not is_office or "&" in words):
        return found
    first = read_authors(words.partition(", ")[0]) if ", " in words else None
    if first and "family" in first[0]:
        return None
    return [{"literal": words}] if is_office and is_name else found


def _split_plain(text: str, *, is_book: bool) -> NoteHead | None:
    """The same of words without italics: the names go on as long as the parts between commas are names."""
    genre = ""
    if _NO_TITLE.search(text) or _VERB.search(text) or not text[:1].isalnum() or re.search(r"[“”\"]", text):
        return None
    if kind := _KIND_IN_FRONT.match(text):
        genre, text = kind["genre"], text[kind.end() :]
    parts = re.split(r", (?!(?:Jr|Sr|II|III|IV)\b)", text)
    for count in range(1, len(parts)):
        people = read_names(lower_capitals(", ".join(parts[:count])))
        if people and not _is_continued(people, parts, count):
            return _read_title(people, parts, count, genre)
    is_collection = len(parts) == 1 and is_book and len(text.split()) > 2 and has_capitals_only(text)
    return NoteHead(text) if is_collection else None


def _is_continued(people: Sequence[Name], parts: Sequence[str], count: int) -> bool:
    """Whether the part behind some names belongs to them: the next author, or the rest of the name of an office."""
    rest = parts[count:]
    if "literal" in people[0]:
        return len(rest) > 1 and bool(_CONTINUES.match(rest[0]))
    is_list = "&" in rest[0] or (bool(read_names(lower_capitals(rest[0]))) and "&" in ", ".join(rest[:2]))
    return is_list and bool(read_authors(lower_capitals(", ".join(parts[: count + 1]))))


def _read_title(people: Sequence[Name], parts: Sequence[str], count: int, genre: str) -> NoteHead | None:
    """The title behind the authors, and what is between them: an office, a kind of text, a number."""
    rest, offices, number = list(parts[count:]), [], ""
    while "family" in people[0] and len(rest) > 1 and rest[0].endswith((".", " Inc", " LLC")):
        offices.append(rest.pop(0))
    is_long = len(rest[-1].split()) > MIN_WORDS_OF_TITLE and len(rest[0].split()) < MAX_WORDS_OF_OFFICE
    if "family" in people[0] and not offices and len(rest) > 1 and is_long and not has_capitals_only(", ".join(parts)):
        offices, rest = rest[:-1], rest[-1:]
    if rest[0] in {"Note", "Comment"} and len(rest) > 1:
        genre, rest = rest[0], rest[1:]
    title = ", ".join(rest)
    if numbered := _NUMBER_IN_FRONT.match(title):
        number, title = numbered["number"], title[numbered.end() :]
    length = len(", ".join(parts[:count]).split())
    is_name_of_site = "literal" in people[0] and length > max(MAX_PLACE_WORDS, 2 * len(title.split()))
    if not title[:1].isalnum() or not has_capitals(title) or is_name_of_site:
        return None
    has_unnamed_people = bool(_UNNAMED.search(", ".join(parts[:count])))
    is_doubtful = bool(offices) or len(rest) > 1
    return NoteHead(
        title, people, genre, ", ".join(offices), number, has_unnamed_people=has_unnamed_people, is_doubtful=is_doubtful
    )
