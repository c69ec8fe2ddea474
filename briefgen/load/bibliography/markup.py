"""Turns the characters and tags of HTML, JATS and MathML in texts of sources into characters and the tags of CSL."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping

CSL_TAGS: Mapping[str, tuple[str, str]] = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "sc": ('<span style="font-variant:small-caps;">', "</span>"),
}
"""Tags that citation styles print, https://docs.citationstyles.org/en/stable/specification.html#rich-text-markup-within-fields."""

TAG_NAMES: Mapping[str, str] = {
    "i": "i", "em": "i", "italic": "i", "cite": "i", "b": "b", "strong": "b", "bold": "b", "sup": "sup", "sub": "sub",
    "inf": "sub", "sc": "sc", "scp": "sc", "small-caps": "sc",
}  # fmt: skip
"""By tag of HTML, JATS or a publisher: the tag of CSL."""

REMOVED_TAGS = frozenset(
    "a abbr big br div font li mark math mi mn mo mrow msub msup mtext named-content p q s semantics small span strike "
    "styled-content tt u ul underline".split()
)
"""Tags that are left out; their words stay."""

SPACING_TAGS = frozenset("br div li p".split())
"""Tags between which words must not run together."""

_CHARACTER = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<(?P<close>/?)(?:[a-z]+:)?(?P<name>[a-z][a-z-]*)(?P<rest>\s[^<>]*)?/?>", re.IGNORECASE)
_DOTLESS = re.compile(r"[ıȷ](?=[\u0300-\u036f])")


def normalise_text(text: str) -> str:
    """A text with the characters that one types: `&amp;` as `&`, a dotless i under an accent as `í`."""
    for _ in range(2):  # catalogues write `&amp;#8211;`, which is encoded twice
        text = _CHARACTER.sub(lambda found: html.unescape(found[0]), text)
    return unicodedata.normalize("NFC", _DOTLESS.sub(lambda found: {"ı": "i", "ȷ": "j"}[found[0]], text))


def normalise_markup(text: str) -> str:
    """A text with tags of CSL alone; a tag that is opened and not closed is left out."""
    if "<" not in text:
        return text
    pieces: list[str] = []
    opened: list[tuple[str, int]] = []
    position = 0
    for found in _TAG.finditer(text):
        tag = _translate_tag(found)
        if tag is None:
            continue
        pieces.append(text[position : found.start()])
        position = found.end()
        if not found["close"]:
            opened += [(tag, len(pieces))] if tag.strip() else []
            pieces.append(CSL_TAGS[tag][0] if tag in CSL_TAGS else found[0] if tag.strip() else tag)
        elif any(tag == name for name, _ in opened):
            while opened[-1][0] != tag:
                pieces[opened.pop()[1]] = ""
            opened.pop()
            pieces.append(CSL_TAGS[tag][1] if tag in CSL_TAGS else found[0])
    for _, place in opened:
        pieces[place] = ""
    return re.sub(r"\s+", " ", "".join([*pieces, text[position:]])).strip()


def _translate_tag(found: re.Match[str]) -> str | None:
    """The tag of CSL; empty or a blank for a tag that is left out; None for words in pointed brackets."""
    name, rest = found["name"].lower(), found["rest"] or ""
    if name == "span" and (found["close"] or "small-caps" in rest or "nocase" in rest):
        return "span"
    if name in REMOVED_TAGS:
        return " " if name in SPACING_TAGS else ""
    return TAG_NAMES.get(name)


def strip_markup(text: str) -> str:
    """A text without any tag, for names and numbers."""
    return re.sub(r"<[^<>]*>", "", normalise_markup(text))
