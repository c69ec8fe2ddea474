"""Finds characters that no font of the document can print, before the pages are laid out.

A font of this machine could perhaps print them; another machine has another one, or none, and prints an empty box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element, Note, Text, get_children
from briefgen.render.style.embedded_fonts import FontRefusedError, read_font_characters

INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Unicode categories of characters that need no glyph: controls, joiners, spaces."""

VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))


MAX_LISTED_CHARACTERS = 12

INSTALLABLE_SCRIPTS = frozenset({"CJK", "HANGUL"})
"""Scripts of which briefgen brings the usual characters only."""


def check_glyphs(document: Document, sink: Sink) -> frozenset[str]:
    """Report the characters that none of the document's fonts has, once for each script; return all of them.

    A document without fonts of its own uses those of the machine, and cannot be checked.
    """
    first = _find_first_origins(document)
    missing = _find_missing_glyphs(frozenset(first), document.assets.fonts)
    by_script: dict[str, list[str]] = {}
    for character in sorted(missing):
        by_script.setdefault(_name_script(character), []).append(character)
    for script, characters in by_script.items():
        # The first place in reading order, not that of the first character of the alphabet.
        origin = next(place for character, place in first.items() if character in characters)
        sink.error("render-glyph", _describe_missing(script, characters), origin, _suggest_font(script))
    return missing


def _describe_missing(script: str, characters: list[str]) -> str:
    if len(characters) == 1:
        number, name = f"U+{ord(characters[0]):04X}", unicodedata.name(characters[0], "").lower()
        return f"no font of the style sheets has the character `{characters[0]}` ({f'{number}, {name}' if name else number})"
    listed = " ".join(characters[:MAX_LISTED_CHARACTERS])
    more = f" and {len(characters) - MAX_LISTED_CHARACTERS} more" if len(characters) > MAX_LISTED_CHARACTERS else ""
    return f"no font of the style sheets has these {len(characters)} {script} characters: {listed}{more}"


def _suggest_font(script: str) -> str:
    if script.upper() in INSTALLABLE_SCRIPTS:
        return "put the whole typeface into the project, as docs/how-to/languages.md says: on Debian it is in `apt-get install fonts-noto-cjk`"
    return "add a font that has it to `styles/fonts/` and to the style sheet, or write it in other characters"


def _name_script(character: str) -> str:
    """The script of a letter or mark, the first word of its name in Unicode: `Thai`; other characters are apart."""
    if unicodedata.category(character)[0] not in "LMN":
        return f"U+{ord(character):04X}"
    word = unicodedata.name(character, f"U+{ord(character):04X}").partition(" ")[0].partition("-")[0]
    return word if word == "CJK" or word.startswith("U+") else word.capitalize()


def _find_first_origins(document: Document) -> dict[str, Origin | None]:
    """Each visible character, with the origin of its first place."""
    brief = document.brief
    first: dict[str, Origin | None] = {}
    own_texts = [("title", brief.title), ("subtitle", brief.subtitle), ("keywords", " ".join(brief.keywords))]
    own_texts += [
        ("submitters", submitter.name + submitter.acronym + submitter.description) for submitter in brief.submitters
    ]
    own_texts += [("authors", " ".join(brief.authors)), ("language", document.metadata.language)]
    for key, text in own_texts:
        for character in text:
            first.setdefault(character, brief.find_origin(key))
    for character in document.metadata.organisation:
        first.setdefault(character, Origin("briefgen.yaml"))
    stack: list[tuple[Element | Note | Text, Origin | None]] = [(document.body, None)]
    while stack:
        node, above = stack.pop()
        origin = node.origin or above
        if isinstance(node, Text):
            for character in node.content:
                first.setdefault(character, origin)
        inner = [child for child in get_children(node) if isinstance(child, Element | Note | Text)]
        stack.extend((child, origin) for child in reversed(inner))
    return {character: origin for character, origin in first.items() if _is_visible(character)}


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in INVISIBLE_CATEGORIES and character not in VARIATION_SELECTORS


def _find_missing_glyphs(characters: frozenset[str], fonts: Mapping[str, Path]) -> frozenset[str]:
    if not fonts:
        return frozenset()
    for content in _read_fonts(fonts.values()):
        if not characters:
            break
        try:
            characters -= read_font_characters(content)
        except FontRefusedError:
            continue  # the layout says that it cannot be loaded
    return characters


def _read_fonts(paths: Iterable[Path]) -> Iterable[bytes]:
    for path in paths:
        try:
            yield path.read_bytes()
        except OSError:
            continue  # the layout says that it is missing
