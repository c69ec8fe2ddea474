"""Reads the work of a note by its fields, in whatever order they are: what no form of notes fits.

Each field has a role, or no work is read: no word that was typed is lost. What is read so is a guess, because the roles follow from the looks of
the fields alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from briefgen.decompose.cities import CITIES
from briefgen.decompose.field_labels import find_label, is_place
from briefgen.decompose.note_addresses import take_addresses
from briefgen.decompose.note_fields import NoteField, split_fields
from briefgen.decompose.note_form_parts import LAW, LIKELY, NEWSPAPER, POSSIBLE, TREATY
from briefgen.decompose.note_names import Name, has_capitals, is_organisation, read_date
from briefgen.decompose.note_text import NoteText
from briefgen.decompose.parsed_work import ParsedWork, is_name_of_case, is_range_of_article, read_range
from briefgen.decompose.work_draft import (
    AND,
    EDITORS,
    IN,
    LABEL_OF_PLACE,
    SHORT_NAME,
    WorkDraft,
    read_people,
)

MAX_FIELDS, MAX_TITLE_WORDS, SHORT_TITLE = 24, 45, 3
NEEDED, NEEDED_WITHOUT_MARKS = 2, 3
"""How much must be known of a work beside its title, and beside a title that nothing encloses."""
_WEIGHTS = {
    "number": 2, "publisher": 2, "container-title": 2, "URL": 2, "DOI": 2, "edition": 2, "author": 1, "editor": 1, "genre": 1, "authority": 1, "issued": 1,
}  # fmt: skip
_CASE = re.compile(r"(?:(?:The|Case of|Affaire|Caso) )?.{2,90}? (?:v|vs|Vs|c|contra)\.? .{2,90}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,3}")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|does|do|did|must|should|which|that|who|told|says?)\b")
_BEHIND_TITLES = frozenset(("edition", "editor", "translator", "volume"))
_LAW = re.compile(f"{LAW}|{TREATY}")
_SEVERAL_PAGES = re.compile(r"\D*\d+[-–]\d+")


def read_work_by_fields(piece: NoteText) -> ParsedWork | None:
    """The work that the fields of a note describe; None where one of them has no role, or too little is known."""
    note, found = take_addresses(piece)
    fields = split_fields(note) if note else []
    if not 0 < len(fields) <= MAX_FIELDS:
        return None
    draft, rest = _open_case(fields) or _open_work(fields, has_address="URL" in found) or (None, ())
    if draft is None:
        return None
    draft.item.update(found)
    return _finish(draft) if all(map(draft.take, rest)) and not draft.names else None


def _open_case(fields: Sequence[NoteField]) -> tuple[WorkDraft, Sequence[NoteField]] | None:
    """A draft of a case, whose name is among the first fields, and the other fields."""
    for index, part in enumerate(fields[:3]):
        if part.kind in {"italic", "plain"} and _CASE.fullmatch(part.words) and is_name_of_case(part.words):
            draft = WorkDraft(part.words, is_enclosed=part.kind == "italic", is_case=True)
            return draft, [*fields[:index], *fields[index + 1 :]]
    return None


def _open_work(fields: Sequence[NoteField], *, has_address: bool) -> tuple[WorkDraft, Sequence[NoteField]] | None:
    """A draft with the authors and the title, and the fields behind it."""
    people, index = _read_names_in_front(fields)
    item: dict[str, Any] = {"author": people} if people else {}
    if people and fields[index - 1].kind == "plain" and EDITORS.fullmatch(fields[index - 1].words):
        item = {"editor": people}
    if people and index < len(fields) and fields[index].kind == "bracket":
        words = fields[index].words
        if EDITORS.fullmatch(words):
            item = {"editor": people}
        elif date := read_date(words):
            item["issued"] = date
        elif not SHORT_NAME.fullmatch(words):
            return None
        index += 1
    if index >= len(fields) or fields[index].kind == "bracket":
        return None
    kind = fields[index].kind
    title, end = _read_title(fields, index, is_page=bool(people) and has_address)
    if not people and len(title.split()) == 1 and any(IN.match(part.words) for part in fields[end : end + 1]):
        return None  # `*Young*, in: Lee, Water Law`: an author in italics
    is_printed = len(title.split()) > SHORT_TITLE and any(part.kind == "italic" for part in fields[end : end + 2])
    if not title or (kind == "plain" and not (people or has_address or is_printed or _LAW.search(title))):
        return None
    return WorkDraft(title, kind != "plain", kind == "quoted", item=item), fields[end:]


def _read_names_in_front(fields: Sequence[NoteField]) -> tuple[list[Name], int]:
    """The authors in front of a title, and where they end."""
    marked = next((place for place, part in enumerate(fields) if part.kind != "plain"), len(fields))
    if 0 < marked < len(fields) and fields[marked].kind != "bracket":
        together = ", ".join(part.words for part in fields[:marked])
        if names := read_people(together):  # `Young, A., and Lee, B.`
            return names, marked
    people: list[Name] = []
    index = 0
    while index < marked and (added := _add_name(people, fields[index].words)):
        people, index = added, index + 1
    is_last = index == len(fields) or (index == len(fields) - 1 and find_label(fields[-1].words) is not None)
    if people and is_last and fields[-1].kind == "plain":  # all fields look like names: the last of them is the title
        return people[:-1], index - 1
    return people, index


def _add_name(people: Sequence[Name], words: str) -> list[Name]:
    """The authors with those of one more field; none where that field is the title."""
    if people and "literal" in people[-1] and _INITIALS.fullmatch(words):
        return [*people[:-1], {"family": people[-1]["literal"], "given": words}]  # `Page, B.`
    if people and words.removesuffix(".") in {"et al", "and others"}:
        return list(people)
    names = read_people(words)
    if names is None or (people and not all("family" in name for name in names)):
        return []
    return [*people, *names]


def _read_title(fields: Sequence[NoteField], index: int, *, is_page: bool) -> tuple[str, int]:
    """The title that a field opens, and where it ends; no title for words that look like a sentence or a place."""
    words, end = fields[index].words, index + 1
    if fields[index].kind == "plain":
        if place := _find_place_of_print(fields, index):
            joined = "".join(f"{'. ' if part.follows_stop else ', '}{part.words}" for part in fields[index:place])
            return joined[2:], place
        while end < len(fields) and fields[end].kind == "plain" and _is_continued(fields[end].words):
            words, end = f"{words}, {fields[end].words}", end + 1
        is_name = words[0].isdigit() or (words[0].isupper() and not (words.isupper() and " " not in words))
        # The title of a page that an author and an address enclose can be in small letters: `Defending your data`.
        if _VERB.search(words) or not (is_page or has_capitals(words)) or not is_name:
            return "", end
    has_words = bool(re.search(r"[^\W\d_]{2}", words)) and len(words.split()) <= MAX_TITLE_WORDS
    return (words if has_words and not is_place(words) and not LABEL_OF_PLACE.match(words) else ""), end


def _find_place_of_print(fields: Sequence[NoteField], index: int) -> int:
    """Where a city, a publisher and a year end a title that nothing encloses: `The Wells, Paris, River Press, 2013`; 0 for nowhere."""
    for place in range(index + 1, len(fields) - 2):
        year = find_label(fields[place + 2].words)
        is_plain = all(part.kind == "plain" for part in fields[index : place + 1])
        if fields[place].words in CITIES and is_plain and year is not None and year.name == "date":
            labels = (find_label(part.words) for part in fields[index + 1 : place])
            named = (number for number, label in enumerate(labels, index + 1) if label and label.name in _BEHIND_TITLES)
            return next(named, place)
    return 0


def _is_continued(words: str) -> bool:
    """Whether words behind a comma belong to the title before it: `Wells, Rivers and Lakes`."""
    return find_label(words) is None and not IN.match(words) and (words[0].islower() or bool(AND.match(words)))


def _finish(draft: WorkDraft) -> ParsedWork | None:
    """The work of a draft, if enough is known of it."""
    item, numbers = draft.item, list(draft.numbers)
    is_article = draft.is_quoted and "container-title" in item and not draft.is_in
    if is_article and "volume" not in item and not draft.has_date_before_numbers and numbers and numbers[0].isdigit():
        item["volume"] = numbers.pop(0)
    has_pages = bool(numbers) and (len(numbers) > 1 or bool(_SEVERAL_PAGES.fullmatch(numbers[0])))
    if (is_article or draft.is_in) and "page" not in item and has_pages:
        item["page"] = re.sub(r"^pp?\.? ?", "", numbers.pop(0))
    pinpoint = ", ".join([*numbers, *draft.places]).removeprefix("at ")
    if is_range_of_article(pinpoint, {"type": _find_type(draft), **item}):
        item["page"], pinpoint = read_range(pinpoint), ""
    known = sum(_WEIGHTS.get(name, 0) for name in item) + bool(pinpoint)
    if known < (NEEDED if draft.is_enclosed or draft.is_case else NEEDED_WITHOUT_MARKS) or (
        pinpoint and not is_place(pinpoint)
    ):
        return None
    data = {"type": _find_type(draft), "title": draft.title, **item}
    return ParsedWork(data, pinpoint, LIKELY if draft.is_enclosed else POSSIBLE)


def _find_type(draft: WorkDraft) -> str:
    """The type of a work by what is known of it: the first that holds."""
    item = draft.item
    organisations = [is_organisation(name["literal"]) for name in item.get("author", ()) if "literal" in name]
    is_law = not {"author", "container-title"} & set(item)
    types = (
        (draft.is_case, "legal_case"),
        (draft.is_in and ("editor" in item or "publisher" in item or "edition" in item), "chapter"),
        ("container-title" in item and "volume" in item, "article-journal"),
        (bool(re.search(NEWSPAPER, str(item.get("container-title")))) and not draft.is_quoted, "article-newspaper"),
        (draft.is_in, "chapter"),
        (bool(re.search("(?i)thesis|dissertation|thèse|tesis", str(item.get("genre") or ""))), "thesis"),
        (is_law and bool(re.search(TREATY, draft.title)), "treaty"),
        (is_law and bool(re.search(LAW, draft.title)), "legislation"),
        ("number" in item, "report"),
        ("URL" in item, "webpage"),
        ("container-title" in item, "article"),
        (any(organisations) and not {"publisher", "edition"} & set(item), "report"),
        ("publisher" in item or not draft.is_quoted, "book"),
    )
    return next((name for holds, name in types if holds), "report")
