"""Reads notes that point back: "ibid", "id.", "(n 5)", "supra note 5", "op. cit.", and names of authors who were cited before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.decompose.known_works import is_pinpoint
from briefgen.decompose.note_text import read_note, split_pieces
from briefgen.decompose.pandoc_tree import PandocNode, list_notes

SIGNAL = re.compile(
    r"(?P<signal>(?:and|(?:(?:but|and) )?see(?:,? also(?:,? generally)?|,? (?-i:further)|,? in particular|,? generally|,? especially|,? for (?:example|instance)|,? inter alia)?(?:,? e\.?g\.?,?)?|for (?:example|instance),? see|(?:but )?cf\.?|compare|with(?= (?:(?-i:id)\b|(?-i:[A-Z])))|e\.?g\.?|also|contra|accord|as cited in|cited in|quoted in|quoting|citing|voir(?: aussi|,? par exemple|,? notamment)?|v[ée]ase(?: tambi[ée]n|,? por ejemplo)?|ver|vgl\.?(?: auch| hierzu| dazu| etwa)?|siehe(?: auch| etwa)?|(?:zit(?:iert|\.) )?nach|"
    r"(?:см|см\. также)\.?)[,.:]?\s+)(?=\S)",
    re.IGNORECASE,
)
"""Words before a work that say what it is cited for."""
_SAME = re.compile(
    r"(?P<word>ibid(?:em)?|id(?:em)?|ib|ibíd|ebd|ebda|ebenda|там же|loc\.? ?cit|同上|المرجع نفسه)\b(?P<period>\.?)[,;:]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOTE_NUMBER = re.compile(
    r"\(?(?:(?:above|supra|infra|below|ante|ci-dessus)[, ]+)?\(?(?:at )?(?<!\w)(?:footnotes?|notes?|fn|nn?|nota|nota al pie|сноска|注)\.? ?(?P<number>\d+)\)?(?:[, ]+(?:above|supra|below|infra|ci-dessus)\b)?,?"
    r"|\b(?:supra|above),? (?P<bare>\d+)\b",
    re.IGNORECASE,
)
_OPERE_CITATO = re.compile(r"\b(?:op\.? ?cit|supra|a\. ?a\. ?O|art\.? cit|obra citada|ob\.? cit)\b\.?,?", re.IGNORECASE)
_AT_NUMBER = re.compile(
    r"(?:at\s+)?(?P<number>\d+)(?P<further>\s*(?:and|,|&|or)\s*\d+)*\s*(?P<rest>(?:[,.]?\s*(?:Arts?|Articles?|paras?|p|pp|s|ch|rule)\b.*)?)",
    re.IGNORECASE,
)
MAX_REST = 60


@dataclass(frozen=True, slots=True)
class BackReference:
    """A piece of a note that points to works of a note before it."""

    note: int
    """The number of the note that it points to; 0 for the work before, -1 for the work of `words` wherever it was."""
    pinpoint: str = ""
    words: str = ""
    """What else it says of the work: the name of an author, a short title."""
    number_read_as_page: str = ""
    """Of `Id at 5`: the number, which is either a note or a page."""


def read_back_reference(text: str) -> BackReference | None:
    """What a piece of a note points to; None for one that does not point back."""
    if same := _SAME.fullmatch(text):
        return _read_same(same)
    if number := _NOTE_NUMBER.search(text):
        before, after = text[: number.start()].strip(" ,.("), text[number.end() :].strip(" ,.:;")
        after = after.strip(" ,.:;)") if after.count(")") > after.count("(") else after
        pinpoint, words = _split_pinpoint_off(after)
        if words or len(before) > 4 * MAX_REST or re.search(r"infra|below", number[0], re.IGNORECASE):
            return None
        return BackReference(int(number["number"] or number["bare"]), pinpoint, before)
    if cited := _OPERE_CITATO.search(text):
        pinpoint, words = _split_pinpoint_off(text[cited.end() :].strip(" ,.:;"))
        before = text[: cited.start()].strip(" ,.")
        return BackReference(-1, pinpoint, before) if before and not words and len(before) <= 2 * MAX_REST else None
    return None


def _read_same(same: re.Match[str]) -> BackReference | None:
    rest = same["rest"].strip(" .,;")
    if rest.startswith("(") and (number := _NOTE_NUMBER.fullmatch(rest)):
        return BackReference(int(number["number"] or number["bare"]))
    if number := _NOTE_NUMBER.match(rest):
        pinpoint, words = _split_pinpoint_off(rest[number.end() :].strip(" ,.:;"))
        return None if words else BackReference(int(number["number"] or number["bare"]), pinpoint)
    is_id = same["word"].lower() in {"id", "idem"} and not same["period"]
    if is_id and (at := _AT_NUMBER.fullmatch(rest)):
        return BackReference(0, at["rest"].strip(" ,."), number_read_as_page=at["number"] + (at["further"] or ""))
    pinpoint, words = _split_pinpoint_off(rest)
    return None if words else BackReference(0, pinpoint)


def _split_pinpoint_off(text: str) -> tuple[str, str]:
    """A pinpoint, and words that are none."""
    words = re.sub(r"^(?:at|en|à la)\s+", "", text.strip(" ,.:;"), flags=re.IGNORECASE)
    return (words, "") if not words or (is_pinpoint(words) and len(words) <= MAX_REST) else ("", words)


def has_numbered_ids(blocks: Sequence[PandocNode]) -> bool:
    """Whether `Id at 5` names notes in a text: no number is that of the note before, or of one that is not before."""
    votes = []
    for number, note in enumerate(list_notes(list(blocks)), start=1):
        text = read_note(note["c"])
        for piece in split_pieces(text) if text else ():
            back = read_back_reference(piece.words.text)
            if back and back.number_read_as_page:
                votes.append(all(int(digits) < number - 1 for digits in re.findall(r"\d+", back.number_read_as_page)))
    return bool(votes) and all(votes)
