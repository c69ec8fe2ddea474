"""Reads the work that a typed note describes: by the forms of notes, else by its fields, else by its address alone."""

from __future__ import annotations

import re
from typing import Any

from briefgen.decompose.american_works import read_american_work
from briefgen.decompose.known_works import Work, is_pinpoint
from briefgen.decompose.note_addresses import take_addresses
from briefgen.decompose.note_form_parts import LIKELY, POSSIBLE
from briefgen.decompose.note_names import is_organisation, read_authors
from briefgen.decompose.note_text import NoteText
from briefgen.decompose.note_works import parse_work
from briefgen.decompose.parsed_work import INNER_COMMA, ParsedWork, restore_commas
from briefgen.decompose.works_of_fields import read_work_by_fields

_WORD = r"[^\W\d_][\w’'-]*"
_ENUMERATION = re.compile(
    rf"\b(?:on|of|for|against|between|sur|des|de|para|für|zu) (?:{_WORD} (?:and|or|et|y|und) (?:[Oo]ther )?)?(?:{_WORD}, )+{_WORD},? (?:and|or|&|et|ou|y|o|und|oder) (?={_WORD})"
)
"""`Committee on Economic, Social and Cultural Rights`: commas that end no author and no title."""
_TYPED_ADDRESS = re.compile(r"https?://|\bwww\.")
_COMMA = re.compile(r",(?= )")


_SAME_COMMITTEE = re.compile(r"(?:[Ii]bid|[Ii]d)\.?, (?=general (?:comment|recommendation)\b)")
_GENERAL_COMMENT = re.compile(r"(?:joint )?general (?:comment|recommendation)", re.IGNORECASE)


def read_described_work(piece: NoteText, before: Work) -> ParsedWork | None:
    """The work that a piece of a note describes, where `before` is the work cited last; None for other words."""
    same = _SAME_COMMITTEE.match(piece.text)
    held = _hold_enumerations(piece.extract_part(same.end(), len(piece.text)) if same else piece)
    found = read_american_work(held) or parse_work(held) or read_work_by_fields(held) or _read_address(held)
    if found is None:
        return None
    item = restore_commas(found.item)
    if "author" in item or not _GENERAL_COMMENT.match(str(item.get("title"))):
        return ParsedWork(item, found.pinpoint, found.confidence)
    committee = [name for name in before.get("author") or () if "Committee" in name.get("literal", "")]
    return ParsedWork({**item, **({"author": committee} if committee else {})}, found.pinpoint, LIKELY)


def _hold_enumerations(piece: NoteText) -> NoteText:
    """The words with another sign for the commas of enumerations, which `restore_commas` takes out of what was read."""
    text = _ENUMERATION.sub(lambda found: _COMMA.sub(INNER_COMMA, found[0]), piece.text)
    return NoteText(text, piece.italics, piece.addresses)


def _read_address(piece: NoteText) -> ParsedWork | None:
    """A page of which a note has the address alone, or that and the organisation; its title is left to do."""
    note, found = take_addresses(piece)
    if note is None or not _TYPED_ADDRESS.search(piece.text) or "URL" not in found:
        return None
    item: dict[str, Any] = {"type": "webpage", **found}
    if not note.text or is_pinpoint(note.text):
        return ParsedWork(item, note.text, POSSIBLE)
    people = read_authors(note.text) if is_organisation(note.text) else None
    return ParsedWork({**item, "author": people}, "", POSSIBLE) if people and len(people) == 1 else None
