"""Reads the work that a typed note describes, by the forms of notes, as data of CSL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.decompose.cities import CITIES
from briefgen.decompose.known_works import is_pinpoint
from briefgen.decompose.note_addresses import take_addresses
from briefgen.decompose.note_form_parts import (
    LAW,
    LIKELY,
    NEWSPAPER,
    NUMBERED_PAPER,
    PAGE_WITHOUT_MARKS,
    POSSIBLE,
    STAGE,
    SURE,
    TREATY,
    NoteForm,
)
from briefgen.decompose.note_forms import FORMS
from briefgen.decompose.note_names import MAX_PLACE_WORDS, has_capitals, is_organisation, read_authors, read_date
from briefgen.decompose.note_text import NoteText
from briefgen.decompose.parsed_work import (
    FIELDS,
    INNER_COMMA,
    SMALL_WORDS,
    ParsedWork,
    is_name_of_case,
    is_range_of_article,
    is_speech,
    read_range,
)
from briefgen.model.pinpoint import scan_pinpoint

MIN_CONFIDENCE = 0.7
"""Below it a note stays words."""
MAX_TITLE_WORDS, SHORT_TITLE, MAX_NAME_OF_CASE = 45, 4, 70

_NO_TITLE = re.compile(
    r"(?:[a-z]{4}|[?!])\. [A-Z]|^pp?\.(?:$| ?\d)|\b\d+ [A-Z][\w.&’ ]*\. (?:\d|[A-Z][\w.&’ ]* \d)|^(?:e\.g|Jr|Sr|note|the same)\b|^(?:Note|Comment),|\bsupra\b|\bid\.|§"
)
"""Sentences, and places in journals that a form with fewer parts would take for words of a title."""
_NO_CITY = re.compile(r"(?i:verlag|press\b|thesis|arbeit\b|^diss(?:ertation)?\b)|^\w*[A-Z]\w*[A-Z]\w*$")
"""A publisher, a kind of text, or the short name of a journal: `NJW`."""
_THESIS = re.compile(r"(?i)\b(?:thesis|th[èe]se|tesis|dissertation)\b")
_JOURNAL = re.compile(r"\bRev\.|\bL\. ?J\.|^J\. |Review|Journal|Quarterly")
"""Volumes of articles: a case is reported elsewhere."""
_NO_JOURNAL = re.compile(
    r"\b(?:Papers?|Reports?|Release|Brief(?:ing)?|Statement|Submission|Document|Doc|Index|Nos?|Nr|pp?)\.?$"
)
"""`Working Paper No. 12` is the number of a report, and `River Press, p. 12` a page of a book."""
ANY_YEAR = 2000
_BETWEEN_TITLES = re.compile(r"\N{FULL BLOCK}[.;] [^\N{FULL BLOCK}]+\N{FULL BLOCK}")
"""`*Deep Water*. River Watch, *Wells*`, each letter in italics as a block."""
_NEWSPAPER = re.compile(NEWSPAPER)
_FAMILY_FIRST = re.compile(
    r"(?P<family>(?![a-z])[^\W\d_][\w’'-]+), (?P<given>(?![a-z])[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*)?)"
)
"""`Young, Ann`, as German authors write it."""
_NO_TITLE_OF_SENTENCES = re.compile(
    r"\b(?:[Ii]n: |[Hh]erausgegeben\b|[Hh]rsg\b|[Üü]bersetzt\b|Aus dem \w+ von\b|Band\b|Bd\.|Aufl\b|Diss(?:ertation)?\b)|, in (?![a-z])|[.,] (?:Verlag|Zeitschrift)\b|Verlag$|"
    r"\b(?:supra|ebd)\b|§"
)
_YEAR = re.compile(r"\d{4}")
"""The same in a form whose titles can have a full stop in them: `Der Fluss. Eine Geschichte`."""
_STAGE_BEHIND_PARTIES = re.compile(rf", (?:{STAGE}\b|[A-Z]{{2,}}\w*[-/]\d)")
_WITHOUT_PARTIES = re.compile(r"(?:Urt|Beschl|In re |Ex parte |In the Matter of )")
"""German courts name no parties: `Urteil vom 5. Mai 2019 – 1 BvR 16/13`."""
_PAGE_BEHIND_TITLE = re.compile(
    r"(?P<title>.*[^\W\d_])\s(?P<page>(?!(?:1[5-9]|20)\d\d(?:$|[-–]))\d{1,4}(?:[-–]\d{1,4})?)"
)
"""`Deep Water 30 (River Press 2014)`, as American authors write it."""
_NO_NAME = re.compile(
    r"(?:(?:UN|U\.N\.) )?Doc(?:ument)?s?\.?|[Nn]os?\.?|\w{1,3}(?: \w{1,3})*|see also|also|.*\b(?:see|and|also|cf|voir|véase|siehe)|.*\b[A-Z]{1,5}/[A-Z\d][\w.]*/.*"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|must|should|which|that|who|est|sont|qui|es|son|fue|que|ist|sind)\b"
)
_EDITOR_BEHIND = re.compile(r",? \(?(?:eds?|Hrsg|dirs?|coords?)\.?\)?$")
_NUMBERED_BY_BODY = re.compile(rf"(?P<author>.{{2,90}}?) (?P<number>{NUMBERED_PAPER})")
"""`OMB Memorandum M-10-06` in the place of an author."""
_DATES = {
    "issued": "issued",
    "issued_after": "issued",
    "issued_last": "issued",
    "event": "event-date",
    "original": "original-date",
}
_PEOPLE = ("author", "editor", "translator")
_NOT_COPIED = frozenset((*_DATES, *_PEOPLE, "pin", "pin_in_front", "amended", "mark", "acronym", "acronym_editor"))


def parse_work(piece: NoteText) -> ParsedWork | None:
    """The work that a piece of a note names, by the first form that fits all of its words; None for none."""
    note, found = take_addresses(piece)
    if note is None:
        return None
    text = note.text
    joined = _join_authors(text, piece)
    for form in FORMS:
        match = form.pattern.fullmatch(joined if form.has_italic_title else text)
        work = _build_work(form, match, piece, found) if match else None
        if work and work.confidence >= MIN_CONFIDENCE:
            return work
    return None


def _join_authors(text: str, piece: NoteText) -> str:
    """The words with another sign for each comma between authors: the last comma before the italics is the one in front of the title."""
    start = next((index for index, is_italic in enumerate(piece.italics) if is_italic), 0)
    authors = text[:start].rstrip()
    if not authors.endswith(",") or not piece.text.startswith(authors):
        return text
    return authors[:-1].replace(",", INNER_COMMA) + text[len(authors) - 1 :]


def _build_work(form: NoteForm, match: re.Match[str], piece: NoteText, found: Mapping[str, Any]) -> ParsedWork | None:
    """The work of a form that fits; None where a part of it cannot be what the form says."""
    groups = _list_groups(match)
    pinpoint = (groups.get("pin") or groups.get("pin_in_front", "")).removeprefix("at ").strip()
    title = groups.get("title", "")
    if form.has_italic_title and not pinpoint and (ending := _PAGE_BEHIND_TITLE.fullmatch(title)):
        title, pinpoint = ending["title"], ending["page"]
        groups["title"] = title
    people: dict[str, Any] = {name: _read_people(groups, name, form) for name in _PEOPLE if name in groups}
    dates: dict[str, Any] = {variable: read_date(groups[name]) for name, variable in _DATES.items() if name in groups}
    is_marked = _has_marked_part(form, groups, piece)
    if form.has_italic_title and (
        ("author" in groups and _has_author_in_title(title, piece)) or _is_part_of_title(title, piece)
    ):
        return None
    if form.confidence == PAGE_WITHOUT_MARKS and (
        _has_author_in_title(title, piece) or not (has_capitals(title) and len(title.split()) > SHORT_TITLE)
    ):
        return None
    if (
        _is_other_form(form, groups)
        or (not is_marked and _is_title_in_front(groups))
        or (title and not _is_title(title, form, piece))
        or not all((*people.values(), *dates.values()))
        or not _is_pinpoint(pinpoint)
    ):
        return None
    item = _build_item(form, groups, {**people, **dates, **found})
    if is_range_of_article(pinpoint, item):
        item["page"], pinpoint = read_range(pinpoint), ""
    if (form.type == "webpage" and not {"URL", "issued"} & set(item)) or (form.needs_address and "URL" not in item):
        return None
    if item["type"] == "webpage" and not {"URL", "DOI"} & set(item):
        item["type"] = _find_type_of_print(str(item.get("container-title", "")))
    has_unnamed_authors = bool(re.search(r"\bet al\b|\bothers$", groups.get("author", "")))
    # Words in quotation marks that no address leads to can be those of a person.
    is_perhaps_speech = form.type == "webpage" and not {"URL", "DOI"} & set(item)
    confidence = form.confidence - (0.0 if is_marked else 0.1)
    return ParsedWork(item, pinpoint, min(confidence, LIKELY if has_unnamed_authors or is_perhaps_speech else SURE))


def _build_item(form: NoteForm, groups: Mapping[str, str], read: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a work: the words of its parts, and what was read of them."""
    item: dict[str, Any] = {"type": form.type}
    item |= {FIELDS.get(name, name): words for name, words in groups.items() if name not in _NOT_COPIED}
    item.update(read)
    place, publisher = item.get("publisher-place"), item.get("publisher")
    if place and publisher and is_organisation(place) and not is_organisation(publisher):  # `River Watch, Rome`
        item["publisher"], item["publisher-place"] = place, publisher
    city, _, name = str(publisher or "").partition(", ")
    if city in CITIES and not place:  # `(Pretoria, Pretoria University Press, 2018)`, `(London, 2019)`
        item |= {"publisher-place": city, "publisher": name}
        item = {variable: value for variable, value in item.items() if value}
    if "issued" not in item and "original-date" in item:
        item["issued"] = item.pop("original-date")
    if "mark" in groups or "title" not in groups:  # of some documents a note has the symbol alone
        item["number"] = f"UN Doc {groups['number']}"
    if "amended" in groups:
        item["note"] = f"The note says that it was amended in {groups['amended']}."
    if form.type == "report" and "URL" in item and not {"publisher", "number"} & set(item):
        item["type"] = "webpage"
    return item


def _list_groups(match: re.Match[str]) -> dict[str, str]:
    """The words of each part of a form; editors that are in the place of authors are editors."""
    typed = {name: words.replace(INNER_COMMA, ",").strip(" ,") for name, words in match.groupdict().items() if words}
    groups = {re.sub(r"^title_\w+$", "title", name): words for name, words in typed.items() if words}
    if "number" not in groups and (numbered := _NUMBERED_BY_BODY.fullmatch(groups.get("author", ""))):
        groups |= numbered.groupdict()
    if "editor" not in groups and (editors := _EDITOR_BEHIND.search(groups.get("author", ""))):
        groups["editor"] = groups.pop("author")[: editors.start()]
    return groups


def _find_type_of_print(container: str) -> str:
    """The type of what a journal or a newspaper printed."""
    if _JOURNAL.search(container):
        return "article-journal"
    return "article-newspaper" if _NEWSPAPER.search(container) else "webpage"


def _is_other_form(form: NoteForm, groups: Mapping[str, str]) -> bool:
    """Whether a part is in the place of another one: a month in that of a city or publisher, an interview in that of a site."""
    if form.type == "article-newspaper":
        return is_organisation(groups["place"])
    place, publisher, container = (groups.get(name, "") for name in ("place", "publisher", "container"))
    if _NO_CITY.search(place) or any(
        is_speech(words) or _THESIS.search(words) for words in (publisher, container, groups.get("author", ""))
    ):
        return True
    if re.search(r"[?!]|[a-z]{3}\. [A-Z]", publisher):
        return True
    if form.type == "legal_case":
        return bool(_JOURNAL.search(container))
    if form.type == "article-journal" and (_NO_JOURNAL.search(container) or read_date(f"{container} {ANY_YEAR}")):
        return True
    is_month = any(read_date(f"{words} {groups.get('issued', '')}") for words in (place, publisher) if words)
    return is_month or bool(re.fullmatch(r"[A-Z]?[a-z]{1,2}\.?|Spring|Summer|Autumn|Fall|Winter", publisher))


def _is_title_in_front(groups: Mapping[str, str]) -> bool:
    """Whether the long words in the place of an author are a title, and the short ones behind them the name of a site."""
    author, title = groups.get("author", "").split(), groups.get("title", "").split()
    return len(author) > MAX_PLACE_WORDS and len(author) > 3 * len(title)


def _read_people(groups: Mapping[str, str], name: str, form: NoteForm) -> Sequence[Mapping[str, str]] | None:
    """The authors or the editors. The author of a text is an organisation if it publishes the text, too."""
    if groups[name] == groups.get("container") or (name == "author" and "acronym" in groups):
        return [{"literal": groups[name]}]
    if not form.has_sentences:
        return read_authors(groups[name])
    inverted = [_FAMILY_FIRST.fullmatch(part) for part in re.split(" ?/ ?", groups[name])]
    if all(inverted):
        return [person.groupdict() for person in inverted if person]
    return read_authors(re.sub(" ?/ ?", " und ", groups[name]))


def _is_part_of_title(title: str, piece: NoteText) -> bool:
    """Whether the italics go on behind a title, end before its last word, or are those of two titles."""
    start = piece.text.find(title)
    end = start + len(title)
    last = start + title.rfind(" ") + 1
    if start < 0 or not any(piece.italics[start:end]):
        return False
    looks = zip(piece.italics[start:end], title, strict=True)
    plain = "".join("\N{FULL BLOCK}" if italic else letter for italic, letter in looks).strip(" ,.;:")
    ends_in_journal = piece.is_italic(last, end) and not any(
        piece.italics[start : start + len(title.split(maxsplit=1)[0])]
    )
    goes_on = piece.text[end : end + 2] == ", " and all(piece.italics[end - 1 : end + 3])
    return goes_on or ends_in_journal or not piece.is_italic(last, end) or bool(_BETWEEN_TITLES.search(plain))


def _has_author_in_title(title: str, piece: NoteText) -> bool:
    """Whether a title that nothing encloses starts with what is rather the next author, which is not in italics."""
    head, comma, _ = title.partition(", ")
    start = piece.text.find(title)
    people = read_authors(head) if comma and not piece.is_italic(max(start, 0), start + len(head)) else None
    return bool(people and all("family" in person for person in people))


def _is_title(title: str, form: NoteForm, piece: NoteText) -> bool:
    if not title[:1].isalnum() and not (title[:1] == "“" and form.has_italic_title):
        return False
    if (
        title.count("(") != title.count(")")
        or (form.type != "legislation" and _NO_NAME.fullmatch(title))
        or is_pinpoint(title)
        or len(title.split()) > (MAX_NAME_OF_CASE if form.type == "legal_case" else MAX_TITLE_WORDS)
    ):
        return False
    if form.type == "legal_case":
        start = max(piece.text.find(title), 0)
        starts_later = (
            any(piece.italics[start : start + len(title)]) and not piece.italics[start]
        )  # `Ann Young, *Young v. Ford*`
        is_named = is_name_of_case(title) and not _STAGE_BEHIND_PARTIES.search(title)
        return (is_named and not starts_later) or bool(_WITHOUT_PARTIES.match(title))
    if form.type in {"treaty", "legislation"} and form.confidence == POSSIBLE and not _is_name_of_law(title):
        return False
    if form.has_sentences and _YEAR.search(title) and "publisher" not in form.pattern.groupindex:
        return False
    return not (_NO_TITLE_OF_SENTENCES if form.has_sentences else _NO_TITLE).search(title)


def _is_name_of_law(title: str) -> bool:
    """Whether words can be the name of a law, and not a sentence about one: `This right is in the Water Act`."""
    before = title[: found.start()] if (found := re.search(f"{LAW}|{TREATY}", title)) else title
    is_name = all(word[0].isupper() or word in SMALL_WORDS for word in re.findall(r"[^\W\d_]+", before))
    return is_name and not _VERB.search(title)


def _is_pinpoint(pinpoint: str) -> bool:
    return not pinpoint or scan_pinpoint(pinpoint, 0, labelled=False)[0] == len(pinpoint)


def _has_marked_part(form: NoteForm, groups: Mapping[str, str], piece: NoteText) -> bool:
    """Whether a part that nothing encloses is in italics, where the form needs it."""
    if not form.italic_part:
        return True
    part = groups[form.italic_part]
    start = piece.text.rfind(part) if form.italic_part == "container" else piece.text.find(part)
    end = start + len(part)
    following = next((index for index in range(end, len(piece.text)) if piece.text[index].isalnum()), len(piece.text))
    return start >= 0 and piece.is_italic(start, end) and not piece.is_italic(following, following + 1)
