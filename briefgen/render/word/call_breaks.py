"""Keeps the call of a note on the line of the punctuation mark before it, in a Word file in Chinese or Japanese.

LibreOffice 7.4 breaks a line before a call where the language of the mark before it allows a break behind the mark. In English it does not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from briefgen.render.word.faces import LATIN_LANGUAGE, to_primary_language
from briefgen.render.word.note_calls import NOTE_CALLS
from briefgen.render.word.xml import (
    Xml,
    copy_element,
    ensure_first_child,
    find,
    parse_part,
    qualify_attribute,
    serialise_part,
    tag,
    w,
)

Parts = Mapping[str, bytes]

LANGUAGES_WITHOUT_SPACES = frozenset({"ja", "zh"})
"""In Korean the whole word before the call would need another language, which a program that reads aloud would follow."""

BOOKMARK_TAGS = frozenset({tag("w:bookmarkStart"), tag("w:bookmarkEnd")})


def keep_calls_with_marks(parts: Parts, language: str) -> Parts:
    """The parts of a file with each punctuation mark before a call in a run of its own, which no rules of East Asian lines divide from the call."""
    if to_primary_language(language) not in LANGUAGES_WITHOUT_SPACES:
        return parts
    body = parse_part(parts["word/document.xml"])
    for call in [element for element in body.iter() if element.tag in NOTE_CALLS]:
        _separate_mark(call.getparent())
    return {**parts, "word/document.xml": serialise_part(body)}


def _separate_mark(run: Xml) -> None:
    before = run.getprevious()
    while before is not None and before.tag in BOOKMARK_TAGS:
        before = before.getprevious()
    text = before[-1] if before is not None and before.tag == tag("w:r") and len(before) else None
    if text is None or text.tag != tag("w:t"):
        return
    words = text.text or ""
    if len(words) < 2 or not unicodedata.category(words[-1]).startswith("P"):
        return
    text.text = words[:-1]
    properties = find(before, "w:rPr")
    mark = w("r", *([copy_element(properties)] if properties is not None else ()), w("t", words[-1]))
    before.addnext(mark)
    looks = ensure_first_child(mark, "rPr")
    language = find(looks, "w:lang")
    if language is None:
        language = w("lang")
        looks.append(language)
    language.set(qualify_attribute("eastAsia"), LATIN_LANGUAGE)
