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


def check_glyphs(document: Document, sink: Sink) -> frozenset[str]:
    """Report each character that none of the document's fonts has, at its first place; return all of them.

    A document without fonts of its own uses those of the machine, and cannot be checked.
    """
    first = _find_first_origins(document)
    missing = _find_missing_glyphs(frozenset(first), document.assets.fonts)
    for character in sorted(missing):
        code = f"U+{ord(character):04X}"
        name = unicodedata.name(character, "")
        message = f"no font of the style sheets has the character `{character}` ({f'{code}, {name.lower()}' if name else code})"
        hint = "add a font that has it to `styles/fonts/` and to the style sheet, or write it in other characters"
        sink.error("render-glyph", message, first[character], hint)
    return missing


def _find_first_origins(document: Document) -> dict[str, Origin | None]:
    """Each visible character, with the origin of its first place."""
    first: dict[str, Origin | None] = {}
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
