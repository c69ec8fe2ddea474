"""Says in a Word file which quotation marks are Chinese or Japanese: Word has the same characters for Latin ones, and would take their typeface."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefgen.model.languages import get_language_code, read_language
from briefgen.render.word.xml import (
    Xml,
    ensure_first_child,
    find,
    find_all,
    parse_part,
    qualify_attribute,
    serialise_part,
    tag,
    w,
)

WIDE_MARK = re.compile("[‘’“”…—·]")
TEXT_PART = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")


def set_wide_marks(parts: Mapping[str, bytes], language: str) -> Mapping[str, bytes]:
    """The parts of a file with a hint at each run with such marks, in a language that has wide marks; a run of another language has none."""
    if not read_language(get_language_code(language)).get("quotation-marks", {}).get("wide"):
        return parts
    changed = {name: _set_hints(content) for name, content in parts.items() if TEXT_PART.fullmatch(name)}
    return {**parts, **changed}


def _set_hints(content: bytes) -> bytes:
    root = parse_part(content)
    for run in root.iter(tag("w:r")):
        if WIDE_MARK.search("".join(text.text or "" for text in find_all(run, "w:t"))):
            _set_hint(run)
    return serialise_part(root)


def _set_hint(run: Xml) -> None:
    if find(run, "w:rPr/w:lang") is not None:
        return
    properties = ensure_first_child(run, "rPr")
    faces = find(properties, "w:rFonts")
    if faces is None:
        faces = w("rFonts")
        properties.insert(int(find(properties, "w:rStyle") is not None), faces)
    faces.set(qualify_attribute("hint"), "eastAsia")
