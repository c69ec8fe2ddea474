"""Reads the work of a note in the style of American law reviews: its end says what it is, and the authors and the title are before that.

Every word of the note must be in the work or in the place in it: a note of which a word has no role is read by other forms, or stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.decompose.american_note_data import is_date, is_pinpoint, is_whole, read_imprint, set_date
from briefgen.decompose.american_note_forms import (
    AMERICAN_DATE,
    ENDS,
    LAWS_IN_AMERICAN_FORM,
    PARTS_OF_IMPRINT,
    REPORTER_OF_AGENCY,
    WITHOUT_PARTIES,
    NoteEnd,
)
from briefgen.decompose.capital_words import has_capitals_only, lower_capitals, lower_capitals_of_journal
from briefgen.decompose.note_addresses import take_addresses
from briefgen.decompose.note_form_parts import LIKELY, NEWSPAPER, POSSIBLE, SURE, NoteForm
from briefgen.decompose.note_heads import NoteHead, read_names, split_head
from briefgen.decompose.note_text import NoteText
from briefgen.decompose.parsed_work import ParsedWork, is_name_of_case, is_speech

_FIELDS = {"container": "container-title", "law_section": "section", "place": "publisher-place"}
_NOT_COPIED = frozenset(("head", "imprint", "issued", "day", "pin", "pin_after", "pin_in_front"))
_PARTIES = re.compile(r"\S \(?vs?\.? [A-Z]")
_PERIODICAL = re.compile(
    r"\b(?:Rev|L|J|Q|Rsch|Stud|Persp|F|Rep|Disp|Int’l)\.(?= |$|J|Q)|\bJ\.|L\.J|Review|Journal|Quarterly|Law|&|\bRev\b"
)
_COURT = re.compile(
    rf"(?:(?P<authority>[^\d].*?|\d+(?:st|nd|d|rd|th) Cir\.|\d.*?(?:Cir|Dist|Dep’t)\.),? )??(?P<issued>{AMERICAN_DATE})"
)
_COMMA_IN_MARKS = re.compile(r",(?P<mark>[”’\"])(?= (?:\d|[A-Z]))")
"""`*The Case for “Wells,”* 12 FORD L. REV. 3`: the comma is behind the title."""
_BESIDE_PAGE = re.compile(r",? & (?=n)")
_PUBLISHER_AND_DATE = re.compile(rf"(?![a-z])[^\d,]{{2,60}}, (?=[A-Z]){AMERICAN_DATE}")
"""`River Watch, Dec. 2023`; a place and a year are not a publisher: `New Delhi, 2022`."""
_NO_COURT = re.compile(r"\b(?:filed|argued|decided|denied|granted|appeal\w*|pending)\b")
_CUT = re.compile(r",? (?=\d|in |\(|at |§|¶|[ivxl]+ \()|, |,? (?=(?:chs?|pts?|app|fig|art)\. )")
_VOLUME = re.compile(r"(?P<volume>\d{1,2}) (?=[A-Z])")
_BOOK_OF_WORDS = re.compile(r"(?i)\bdictionary\b")
_NO_SITE = re.compile(
    r"\b\d+ [A-Z]|\bNos?\. ?\w*\d|^[A-Z][a-z]{2,8}\.? \d{1,2}$|\bsupra\b|\bid\.|^(?:No|at|para|art|p)\.|,.*,.*,|\bv\. |(?i:arxiv)"
)
MAX_TITLE_WORDS = 60


def read_american_work(piece: NoteText) -> ParsedWork | None:
    """The work that a piece of a note describes in the American way; None for other words."""
    note, found = take_addresses(piece)
    if note is None or not note.text or is_speech(note.text):
        return None
    note = NoteText(_COMMA_IN_MARKS.sub(r"\g<mark>,", note.text), note.italics, note.addresses)
    for form in LAWS_IN_AMERICAN_FORM:
        if (match := form.pattern.fullmatch(note.text)) and (law := _build_law(form, match, found)):
            return law if is_whole(law, note.text) else None
    cuts = _list_cuts(note)
    for end in ENDS:
        for cut in cuts:
            match = end.pattern.fullmatch(note.text, cut)
            work = _build_work(end, match, note, found) if match else None
            if work and is_whole(work, note.text):
                return work
    return None


def _list_cuts(note: NoteText) -> list[int]:
    """Where the title of a note can end: behind words in italics, or where a comma, a page or brackets follow."""
    marked = [place for place in range(1, len(note.text)) if note.italics[place - 1] and not note.italics[place]]
    marked = [len(note.text[:place].rstrip(" ,")) for place in marked]
    if any(note.italics) and not note.italics[-1]:
        return sorted({*marked, *(place + 1 for place in marked if note.text[place : place + 1] in "”’\"'")})
    return [cut.start() for cut in _CUT.finditer(note.text)]


def _build_law(form: NoteForm, match: re.Match[str], found: Mapping[str, Any]) -> ParsedWork | None:
    groups = {name: words.strip(" ,") for name, words in match.groupdict().items() if words}
    item = {"type": form.type, **_copy(groups), **found}
    if day := groups.get("day"):
        groups["issued"] = f"{day}, {groups['volume']}"
    if groups.get("issued") and not set_date(item, groups["issued"]):
        return None
    if "author" in groups and not (people := read_names(lower_capitals(groups["author"]))):
        return None
    if "author" in groups:
        item["author"] = people
    if "U.N. Doc" in match[0] or "UN Doc" in match[0]:
        item["number"] = f"UN Doc {groups['number']}"
    if "title" not in item:
        item.pop("number", None)
        item["title"] = groups.get("number") or " ".join(groups[name] for name in ("volume", "container", "page"))
    item["title"] = lower_capitals(str(item["title"]))
    pinpoint = ", ".join(
        groups[name].removeprefix("at ") for name in ("pin_in_front", "pin", "pin_after") if name in groups
    )
    pinpoint = pinpoint or item.pop("section", "")
    if form.type == "legislation" and not is_pinpoint(pinpoint):  # `La. Stat. Ann. § 37:1275.1`
        item["title"], pinpoint = f"{item['title']} {pinpoint}", ""
    return ParsedWork(item, pinpoint, form.confidence) if is_pinpoint(pinpoint) else None


def _build_work(end: NoteEnd, match: re.Match[str], note: NoteText, found: Mapping[str, Any]) -> ParsedWork | None:
    """The work whose end fits; None where what is before the end has no authors and title."""
    groups = {name: words.strip(" ,") for name, words in match.groupdict().items() if words and words.strip(" ,")}
    volume = _VOLUME.match(note.text) if end.type == "book" else None
    head = note.extract_part(volume.end() if volume else 0, match.start())
    groups |= volume.groupdict() if volume else {}
    is_article = end.type == "article-journal"
    has_parties = bool(_PARTIES.search(head.text) or WITHOUT_PARTIES.match(head.text))
    if end.type == "legal_case" or (is_article and has_parties):
        return _build_case(groups, head, found)
    if is_article and REPORTER_OF_AGENCY.fullmatch(groups["container"]):
        return _build_case(groups, head, found, has_parties=False)
    parts = None if has_parties else split_head(head, is_book=end.type in {"book", "report"})
    return _complete(end, groups, parts, found) if parts and _fits(end, groups, parts, found) else None


def _complete(end: NoteEnd, groups: Mapping[str, str], parts: NoteHead, found: Mapping[str, Any]) -> ParsedWork | None:
    """The work with all its data; None where a date, brackets or a place cannot be read."""
    read = (("author", parts.people), ("genre", parts.genre), ("publisher", parts.office), ("number", parts.number))
    item: dict[str, Any] = {"type": _find_type(end, groups, parts, found), "title": lower_capitals(parts.title)}
    item |= {**_copy(groups), **found} | {name: value for name, value in read if value}
    is_dated = "issued" not in groups or set_date(item, groups["issued"])
    is_read = is_dated and ("imprint" not in groups or read_imprint(item, groups["imprint"]))
    pinpoint = _BESIDE_PAGE.sub(" ", groups.get("pin") or groups.get("pin_after", ""))
    if not is_read or not is_pinpoint(pinpoint):
        return None
    return ParsedWork(item, pinpoint, _weigh(end, parts, groups.get("container", "")))


def _build_case(
    groups: Mapping[str, str], head: NoteText, found: Mapping[str, Any], *, has_parties: bool = True
) -> ParsedWork | None:
    court = _COURT.fullmatch(groups.get("imprint", ""))
    is_named = not has_parties or is_name_of_case(head.text) or bool(WITHOUT_PARTIES.match(head.text))
    if (
        court is None
        or _NO_COURT.search(court["authority"] or "")
        or not is_named
        or re.search(r", \d+ [A-Z]", head.text)
    ):
        return None
    italics = [italic for italic, letter in zip(head.italics, head.text, strict=True) if letter.isalnum()]
    if any(italics) and not italics[0]:  # `Ann Young, *Young v. Ford*` is an article about the case
        return None
    item = {"type": "legal_case", "title": head.text, **_copy(groups), **found}
    item |= {"authority": court["authority"]} if court["authority"] else {}
    pinpoint = groups.get("pin", "")
    if not set_date(item, court["issued"]) or not is_pinpoint(pinpoint):
        return None
    is_sure = "container" in groups and has_parties and (len(head.text.split()) < MAX_TITLE_WORDS)
    return ParsedWork(item, pinpoint, SURE if is_sure else LIKELY)


def _fits(end: NoteEnd, groups: Mapping[str, str], parts: NoteHead, found: Mapping[str, Any]) -> bool:
    """Whether an end belongs to what is before it."""
    container = groups.get("container", "")
    if len(parts.title.split()) > MAX_TITLE_WORDS or (end.needs_italics and not parts.is_marked):
        return False
    if end.type == "book":
        return _is_book(groups, parts)
    if end.type == "webpage" and "imprint" not in groups and "URL" not in found:
        return False
    if end.type in {"webpage", "article-magazine"}:
        return not _NO_SITE.search(container) and not is_speech(container) and not is_date(container)
    return True


def _is_book(groups: Mapping[str, str], parts: NoteHead) -> bool:
    """Whether brackets with a year, and what else a note has, are those of a book or report: a year alone is behind many titles."""
    imprint = groups["imprint"]
    kinds = [pattern for name, pattern in PARTS_OF_IMPRINT if name != "publisher"]
    has_edition = any(kind.fullmatch(words) for kind in kinds for words in imprint.split(", ")[:-1])
    has_edition = has_edition or bool(re.search(r"\b(?:eds?|trans)\. ", imprint))
    is_published = bool(_PUBLISHER_AND_DATE.fullmatch(imprint))
    if "pin" in groups or has_edition or is_published:
        return True
    is_office = bool(parts.people) and "literal" in parts.people[0]
    return is_date(imprint) and (has_capitals_only(parts.title) or bool(parts.number) or is_office)


def _find_type(end: NoteEnd, groups: Mapping[str, str], parts: NoteHead, found: Mapping[str, Any]) -> str:
    """The type of a work by its end and the names in it: the first that holds."""
    container, page = groups.get("container", ""), groups.get("page", "")
    is_newspaper = bool(re.search(NEWSPAPER, container, re.IGNORECASE))
    is_office = bool(parts.number or parts.office or (parts.people and "literal" in parts.people[0]))
    is_page, is_print = end.type == "webpage", not {"URL", "DOI"} & set(found)
    types = (
        (end.type == "book" and is_office and "URL" in found and not parts.number, "webpage"),
        (end.type == "book" and is_office, "report"),
        (end.type == "article-magazine" and (is_newspaper or page[:1].isalpha()), "article-newspaper"),
        (is_page and is_newspaper and (is_print or "issued" in groups), "article-newspaper"),
        (is_page and bool(_BOOK_OF_WORDS.search(container)), "entry-dictionary"),
        (is_page and is_print and bool(_PERIODICAL.search(container)), "article-magazine"),
    )
    return next((name for holds, name in types if holds), end.type)


def _weigh(end: NoteEnd, parts: NoteHead, container: str) -> float:
    """How sure a work is: what its title lacks in marks makes it a guess, and so do authors that are not all named."""
    if not parts.is_marked or parts.is_doubtful:
        return POSSIBLE
    is_known = end.type != "article-journal" or bool(_PERIODICAL.search(lower_capitals(container)))
    return end.confidence if is_known and not parts.has_unnamed_people else min(end.confidence, LIKELY)


def _copy(groups: Mapping[str, str]) -> dict[str, str]:
    """The words of the parts that go into the data as they are, except capitals that stand for small capitals."""
    copied = {_FIELDS.get(name, name): words for name, words in groups.items() if name not in _NOT_COPIED | {"author"}}
    small = {"container-title": lower_capitals_of_journal, "publisher": lower_capitals}
    return {name: small.get(name, str)(words) for name, words in copied.items()}
