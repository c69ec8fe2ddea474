"""Writes the places of typed notes as the readers of works expect them: behind the work, and in one piece."""

from __future__ import annotations

import re

from briefgen.decompose.known_works import is_pinpoint
from briefgen.decompose.note_text import NoteText

_LETTER_OF_PLACE = re.compile(r"(?<=[\d)]) (?=\([a-z]{1,4}\))")
_MINUS = re.compile(r"(?<=\d)\N{MINUS SIGN}(?=\d)")
_LABEL_IN_FRONT = re.compile(r"(?:pp?|paras?|arts?|articles?|paragraphs?|chapters?|sections?)\.? ?\d", re.IGNORECASE)
_COMMA = re.compile(r"(?:,\s+(?:(?:of|in)\s+)?|\s+of\s+)(?:the\s+)?(?=[^\W\d_“‘])")
LONGEST_PLACE = 60
_AND_FOLLOWING = re.compile(r" et seqq?\.?$")


def close_up_places(note: NoteText) -> NoteText:
    """Words in which the letters of a place are beside its number: `para. 58 (a)` is `para. 58(a)`, and `13−14` has a dash."""
    note = NoteText(_MINUS.sub("–", note.text), note.italics, note.addresses)
    for space in reversed(list(_LETTER_OF_PLACE.finditer(note.text))):
        note = note.remove_part(space.start(), space.end())
    return note


def shorten_following(pinpoint: str) -> str:
    """`§ 5 et seq` as `§ 5 ff`, which is written so in every language."""
    return _AND_FOLLOWING.sub(" ff", pinpoint)


def move_place_behind(note: NoteText) -> NoteText:
    """`p. 3, para 1.9, Ann Young, *Wells*` as `Ann Young, *Wells*, p. 3, para 1.9`."""
    if not _LABEL_IN_FRONT.match(note.text):
        return note
    for comma in reversed([*_COMMA.finditer(note.text, 0, LONGEST_PLACE)]):
        if is_pinpoint(note.text[: comma.start()]):
            place = note.extract_part(0, comma.start())
            rest = note.extract_part(comma.end(), len(note.text))
            return NoteText(
                f"{rest.text}, {place.text}",
                (*rest.italics, False, False, *place.italics),
                (*rest.addresses, "", "", *place.addresses),
            )
    return note
