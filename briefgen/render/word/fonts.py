"""Embeds the fonts of the style sheets in a Word file, so that it looks the same where they are not installed.

ECMA-376, part 1, 17.8: the font table names each family and the parts that hold its faces, each obfuscated with a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID
from xml.sax.saxutils import unescape

from briefgen.model.diagnostic import Origin, Sink
from briefgen.render.style.declarations import FontFace, find_font_faces
from briefgen.render.style.embedded_fonts import FontRefusedError, allows_editable_embedding
from briefgen.render.word.package import Relationship, build_relationships_part
from briefgen.render.word.xml import parse_part, serialise_part, tag, w

FONT_TABLE = "word/fontTable.xml"
SETTINGS = "word/settings.xml"

NAMED_FONT = re.compile(rb'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"')
"""A family that a run or a style names."""

EMBEDDED_FACES: Mapping[str, tuple[bool, bool]] = {
    "embedRegular": (False, False),
    "embedBold": (True, False),
    "embedItalic": (False, True),
    "embedBoldItalic": (True, True),
}
"""The four faces of a family in the order of the schema: whether each is bold, and whether it is italic."""

BOLD_FROM = 600
"""The least weight that serves as bold: a family can have a semi-bold and no bold."""

TRUETYPE = (b"\0\1\0\0", b"true")
"""The first bytes of a font with TrueType outlines, the only ones that every version of Word reads from a file."""

OBFUSCATED_LENGTH = 32
"""Bytes at the start of a font that are combined with the key."""


def embed_fonts(
    parts: Mapping[str, bytes], sheets: Iterable[tuple[str, str]], fonts: Mapping[str, Path], sink: Sink
) -> Mapping[str, bytes]:
    """The parts of a file with each face of each family that its text names and a style sheet supplies.

    The faces are whole: a person who edits the text needs more characters than it has today, and a font that is cut down
    can lose its reserved name. A face that cannot be embedded is reported.
    """
    named = {unescape(name.decode()) for content in parts.values() for name in NAMED_FONT.findall(content)}
    supplied: dict[str, list[FontFace]] = {}
    for face in find_font_faces(sheets):
        if face.family in named and face.address in fonts:
            supplied.setdefault(face.family, []).append(face)
    table = parse_part(parts[FONT_TABLE])
    embedded: dict[str, bytes] = {}
    relationships: list[Relationship] = []
    entries = {entry.get(tag("w:name")): entry for entry in table}
    for family, faces in sorted(supplied.items()):
        if family not in entries:
            entries[family] = w("font", name=family)
            table.append(entries[family])
        for element, face in _choose_faces(faces):
            content = _read_embeddable_font(face, fonts[face.address], sink)
            if content:
                number = len(embedded) + 1
                key = build_font_key(content)
                embedded[f"word/fonts/font{number}.odttf"] = mask_font(content, key)
                relationships.append(Relationship(f"rId{number}", "font", f"fonts/font{number}.odttf"))
                entries[family].append(w(element, r_id=f"rId{number}", fontKey=key))
    if not embedded:
        return parts
    settings = parse_part(parts[SETTINGS])
    settings.insert(0, w("embedTrueTypeFonts"))  # Word keeps the fonts when it saves the file
    return {
        **parts,
        **embedded,
        FONT_TABLE: serialise_part(table),
        "word/_rels/fontTable.xml.rels": build_relationships_part(relationships),
        SETTINGS: serialise_part(settings),
    }


def build_font_key(content: bytes) -> str:
    """The key of an embedded font, a GUID: from its content, so that the same font always gives the same bytes."""
    return f"{{{str(UUID(bytes=sha256(content).digest()[:16])).upper()}}}"


@lru_cache(maxsize=16)
def mask_font(content: bytes, key: str) -> bytes:
    """The font with its first 32 bytes combined with the bytes of the key in reverse order; twice gives the font again.

    ECMA-376, part 1, 17.8.1.
    """
    mask = UUID(key).bytes[::-1] * 2
    start = bytes(byte ^ other for byte, other in zip(content[:OBFUSCATED_LENGTH], mask, strict=True))
    return start + content[OBFUSCATED_LENGTH:]


def _choose_faces(faces: list[FontFace]) -> Iterator[tuple[str, FontFace]]:
    """The face for each of Word's four; of several weights the nearest to 400, or to 700 for bold."""
    for element, (bold, italic) in EMBEDDED_FACES.items():
        candidates = [face for face in faces if face.italic is italic and (face.weight >= BOLD_FROM) is bold]
        if candidates:
            yield element, min(candidates, key=lambda face: abs(face.weight - (700 if bold else 400)))


def _read_embeddable_font(face: FontFace, path: Path, sink: Sink) -> bytes:
    """The font; nothing, and a warning, where Word could not use it or its maker does not allow it."""
    try:
        content = path.read_bytes()
        if not allows_editable_embedding(content):
            reason = "its maker does not allow it in a file that others edit"
        elif not content.startswith(TRUETYPE):
            reason = "it does not have TrueType outlines"
        else:
            return content
    except OSError as error:
        reason = f"it cannot be read: {(error.strerror or '').lower()}"
    except FontRefusedError:
        reason = "it is not a TrueType font"
    message = f"the font `{face.address}` is not embedded in the Word file: {reason}"
    hint = f"readers need `{face.family}` installed, or see another typeface"
    sink.warning("docx-font", message, Origin(path.name), hint)
    return b""
