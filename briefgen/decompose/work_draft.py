"""A work while its fields are read: each field behind the title has a role in it, or no work is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from briefgen.decompose.cities import CITIES
from briefgen.decompose.field_labels import Label, find_label, read_issued
from briefgen.decompose.note_fields import NoteField
from briefgen.decompose.note_form_parts import AND_WORDS, NEWSPAPER, TREATY, YEAR
from briefgen.decompose.note_names import Name, has_capitals, is_organisation, read_authors
from briefgen.decompose.parsed_work import FIELDS, is_speech

MAX_CONTAINER_WORDS = 14
EDITORS = re.compile(r"(?i)(?:eds?|dirs?|coords?|hrsg|hg|editors?)\.?")
SHORT_NAME = re.compile(r"(?=.*[A-Z].*[A-Z])[\w-]{2,15}")
LABEL_OF_PLACE = re.compile(
    r"(?:pp?|paras?|arts?|nn?|fn|vols?)\.? ?(?:\d|$)|(?:[Cc]hapter|[Pp]art|[Ss]ection|[Aa]nnex) (?:\d|[IVX])"
)
"""What starts so is a place, or the title of a chapter, and not a name."""
_PERIODICAL = re.compile(rf"{NEWSPAPER}|\b(?:(?:Law|Human Rights) )?(?:Review|Quarterly|Journal)\b|\bL\. (?:Rev|J)\b")
"""Beside a title that no quotation marks enclose."""
_NAMES_OF_JOURNALS = re.compile(
    r"(?:Revue|Revista|Archives?|Annales?|Annuaire|Anuario|Cahiers|Cuadernos|Bulletin|Boletín|Journal|Review|Zeitschrift|Archiv|Politique|Droit|Études|Estudios)\b"
)
"""Journals whose other words have no capitals: `Revue française de droit`."""
IN = re.compile(r"(?:[Ii]n|[Dd]ans|[Ee]n):?(?:\s+|$)")
AND = re.compile(rf"^{AND_WORDS}\s+")
_QUOTED_NAME = re.compile(r"[“‘\"'](?P<name>[^“”\"]+)[”’\"']")
_ACADEMIC_TITLE = re.compile(r"(?:(?:Prof(?:essor)?|Dr|Sir|Lord|Lady|Baroness|Mr|Mrs|Ms|Judge|Justice)\.? )+")
_FAMILY = re.compile(r"(?![a-z])[^\W\d_][\w’'-]+")
_VOLUME_OF_JOURNAL = re.compile(r"(?P<container>[^\W\d_][^\d]{2,100}?),? (?P<volume>\d+)(?:[.(](?P<issue>\d+)\)?)?")
_PUBLISHER_AND_YEAR = re.compile(rf"(?P<publisher>(?![a-z])[^\W\d_][^\d:]{{1,80}}?),? (?P<issued>{YEAR})")
_KIND_OF_TEXT = re.compile(
    r"(?!with |from |of |and |as |in )(?:[a-z][\w’-]+ ){0,3}(?:documentation|page|report|database|dataset|website|manual|guide|leaflet|speech|lecture|paper|article|video|podcast|"
    r"broadcast|letter)"
)
"""`product documentation`"""
_NOT_WHOLE_IN_BRACKETS = frozenset(("pages", "court", "publisher", "editor", "translator"))
_NOT_BETWEEN_COMMAS = frozenset(("pages", "place", "report"))


def read_people(words: str) -> list[Name] | None:
    """The people or the organisation that a field names; None for other words."""
    plain = AND.sub("", words)
    return None if is_speech(plain) or re.search(r"\d", plain) else read_authors(_ACADEMIC_TITLE.sub("", plain))


@dataclass(slots=True)
class WorkDraft:
    """The title of a work, and what the fields so far say of it."""

    title: str
    is_enclosed: bool
    """Whether quotation marks or italics enclose the title."""
    is_quoted: bool = False
    is_case: bool = False
    item: dict[str, Any] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    """Bare numbers: a volume, pages, or places."""
    names: list[str] = field(default_factory=list)
    """Names behind "in": of editors, or of the authors of the book."""
    is_in: bool = False
    """Whether the work is a part of a book."""
    has_date_before_numbers: bool = False

    def take(self, part: NoteField) -> bool:
        """Whether a field has a role in the work, which has it then."""
        match part.kind:
            case "bracket":
                return self._take_bracket(part.words)
            case "quoted":
                return self.is_case and self._set("genre", part.words)
            case "italic":
                return self._take_italic(part.words)
            case _:
                return self._take_plain(part)

    def _take_italic(self, words: str) -> bool:
        """A journal, the book of a chapter, or what printed a text whose title nothing encloses."""
        if not self.is_enclosed and not self.is_case and "container-title" not in self.item and has_capitals(words):
            if self.numbers and self.numbers[-1].isdigit():  # `58 *Water Review*`
                self.item["volume"] = self.numbers.pop()
            self.item["container-title"] = words
            return True
        return self._take_container(words)

    def _take_plain(self, part: NoteField) -> bool:
        opening = IN.match(part.words)
        words = part.words[opening.end() :] if opening else part.words
        self.is_in |= bool(opening)
        if not words:
            return True
        if self.is_in and "container-title" not in self.item:
            return self._take_name_of_editor(words) or self._take_container(words)
        label = find_label(words)
        if label:
            return self._take_label(label, words)
        is_sentence = part.follows_stop and "issued" in self.item
        return not is_sentence and self._take_name(words)

    def _take_name_of_editor(self, words: str) -> bool:
        label = find_label(words)
        if label and label.name == "editor":
            self.names.append(label.parts["editor"])
            return self._close_names()
        names = read_people(words)
        if not names or not all("family" in name for name in names):
            return False
        self.names.append(words)
        return True

    def _close_names(self) -> bool:
        """Whether all names behind "in" are those of people, who are the editors then."""
        self.item["editor"] = people = _list_people(self.names)
        self.names = []
        return bool(people)

    def _take_container(self, words: str) -> bool:
        is_free = not self.is_case and "container-title" not in self.item and (self.is_quoted or self.is_in)
        is_named = has_capitals(words) or bool(_NAMES_OF_JOURNALS.match(words))
        is_name = words[0].isupper() and is_named and len(words.split()) <= MAX_CONTAINER_WORDS
        if not is_free or not is_name or is_speech(words):
            return False
        self.item["container-title"] = words
        return not self.names or self._close_names()

    def _take_name(self, words: str) -> bool:
        """The role of words without a label: a kind of text, or a name of the journal, the publisher or its place."""
        if is_speech(words) or LABEL_OF_PLACE.match(words):
            return False
        if _KIND_OF_TEXT.fullmatch(words):
            return self._set("genre", words)
        is_name = words[0].isupper() and not re.search(r"[()\[\]]", words) and len(words.split()) <= MAX_CONTAINER_WORDS
        return is_name and not self.is_case and (self._take_container(words) or self._take_publisher(words))

    def _take_publisher(self, words: str) -> bool:
        if not self.is_quoted and "container-title" not in self.item and _PERIODICAL.search(words):
            return self._set("container", words)
        volume = _VOLUME_OF_JOURNAL.fullmatch(words)
        is_print = self.is_enclosed or words in CITIES or self.item.get("publisher") in CITIES
        if volume or not is_print:
            is_free = volume and self.is_quoted and not {"container-title", "volume"} & set(self.item)
            return bool(is_free and volume) and all(self._set(*part) for part in _list_parts(volume))
        if "publisher-place" in self.item:
            return False
        before = self.item.get("publisher", "")
        if before and is_organisation(before) and not is_organisation(words):  # `River Watch, Rome`
            return self._set("place", words)
        if before:  # `Paris, Éditions du Puits`
            self.item["publisher-place"] = before
        self.item["publisher"] = words
        return True

    def _take_label(self, label: Label, words: str) -> bool:
        """Whether the parts of a label have places that are free."""
        item, parts = self.item, dict(label.parts)
        match label.name:
            case "pages" | "place":
                (self.places if label.name == "place" or self.places else self.numbers).append(parts.get("pin", words))
                return True
            case "volume" if self.is_in and ":" in words:  # `*Works*, 4:429`
                self.places.append(f"vol {parts['volume']}, {parts['issue_no']}")
                return True
            case "court" | "genre" if self.is_quoted and "container-title" not in item:
                return self._take_container(words)
            case "stage":
                parts["genre"] = f"{item.pop('genre', '')}, {parts['genre']}".strip(" ,")
            case "issue" if self.is_case:
                parts = {"number": words}
            case "publisher" if not self.is_case and "publisher" in item and "place" not in parts:
                item["publisher-place"] = item.pop("publisher")
            case "date":
                self.has_date_before_numbers |= not self.numbers
        is_free = self.is_case if label.name == "stage" else label.name != "report" or "container-title" not in item
        return is_free and all(self._set(name, value) for name, value in parts.items())

    def _take_bracket(self, words: str) -> bool:
        if EDITORS.fullmatch(words):
            return bool(self.names) and self._close_names()
        label = find_label(words)
        if label and label.name not in _NOT_WHOLE_IN_BRACKETS:
            return self._take_label(label, words)
        if self.is_case and (short := _QUOTED_NAME.fullmatch(words)):
            return self._set("title-short", short["name"])
        if SHORT_NAME.fullmatch(words) and re.search(TREATY, self.title):
            return self._set("title-short", words)
        if all(self._take_imprint(piece) for piece in re.split(r",\s+", words) if piece):
            return True
        return self.is_case and self._set("genre", words)

    def _take_imprint(self, words: str) -> bool:
        """The role of words between commas in brackets: an edition, a court, a place, a publisher, a year."""
        label = find_label(words)
        if label and label.name not in _NOT_BETWEEN_COMMAS:
            return self._take_label(label, words)
        if self.is_case or is_speech(words):
            return False
        if found := _PUBLISHER_AND_YEAR.fullmatch(words):
            return all(self._set(*part) for part in _list_parts(found))
        return label is None and words[0].isupper() and self._take_publisher(words)

    def _set(self, name: str, words: str) -> bool:
        """Sets a variable that has no value yet."""
        variable = FIELDS.get(name, name)
        value: Any = words
        if variable == "issued":
            value = read_issued(words)
            if value and "issued" in self.item and "original-date" not in self.item:
                # `*Deep Water* (1785), in *Works* (River Press 1996)`, `2011 [1986]`
                dates = sorted((self.item.pop("issued"), value), key=lambda date: list(date["date-parts"]))
                self.item["original-date"], value = dates
        elif variable in {"editor", "translator"}:
            value = _list_people([words]) or _list_families(words)
        if variable in self.item or not value:
            return False
        self.item[variable] = value
        return True


def _list_parts(found: re.Match[str] | None) -> list[tuple[str, str]]:
    return [(name, words) for name, words in found.groupdict().items() if words] if found else []


def _list_families(words: str) -> list[Name]:
    """The people of words that are family names alone: `Young and Lee`."""
    names = re.split(rf",? {AND_WORDS} |, ", words)
    return [{"family": name} for name in names] if all(map(_FAMILY.fullmatch, names)) else []


def _list_people(texts: Sequence[str]) -> list[Name]:
    """The people of several fields; none where one of them does not name people."""
    found = [read_people(words) for words in texts]
    return [name for names in found for name in names or ()] if all(found) else []
