"""Keeps the call of a note on the line of the punctuation mark before it, in a Word file in Chinese or Japanese; in Korean, of the word.

LibreOffice 7.4 breaks a line before a call where the language of the text before it allows a break behind each character. Text without a
language has no such rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from briefgen.render.word.faces import to_primary_language
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

KOREAN = "ko"
LANGUAGES = frozenset({"ja", KOREAN, "zh"})

NO_LANGUAGE = "x-none"
"""What Word writes for text without a language. A program that reads aloud goes on in the language of the document."""

_LAST_WORD = re.compile(r"\S+$")

BOOKMARK_TAGS = frozenset({tag("w:bookmarkStart"), tag("w:bookmarkEnd")})


def keep_calls_with_words(parts: Parts, language: str) -> Parts:
    """The parts of a file with what is before each call in a run of its own, which no rules of East Asian lines divide from the call."""
    primary = to_primary_language(language)
    if primary not in LANGUAGES:
        return parts
    body = parse_part(parts["word/document.xml"])
    for call in [element for element in body.iter() if element.tag in NOTE_CALLS]:
        _separate_end(call.getparent(), has_words=primary == KOREAN)
    return {**parts, "word/document.xml": serialise_part(body)}


def _separate_end(run: Xml, *, has_words: bool) -> None:
    before = run.getprevious()
    while before is not None and before.tag in BOOKMARK_TAGS:
        before = before.getprevious()
    text = before[-1] if before is not None and before.tag == tag("w:r") and len(before) else None
    if text is None or text.tag != tag("w:t"):
        return
    words = text.text or ""
    length = _measure_end(words, has_words=has_words)
    if not 0 < length < len(words):
        return
    text.text = words[:-length]
    properties = find(before, "w:rPr")
    end = w("r", *([copy_element(properties)] if properties is not None else ()), w("t", words[-length:]))
    before.addnext(end)
    looks = ensure_first_child(end, "rPr")
    language = find(looks, "w:lang")
    if language is None:
        language = w("lang")
        looks.append(language)
    language.set(qualify_attribute("eastAsia"), NO_LANGUAGE)


def _measure_end(words: str, *, has_words: bool) -> int:
    """How many characters stay with a call: the last word, or the punctuation mark where words have no spaces."""
    if has_words:
        last = _LAST_WORD.search(words)
        return len(last[0]) if last else 0
    return int(unicodedata.category(words[-1:] or " ").startswith("P"))
