"""Fonts of the style sheets in Word files: whole, under a key of their own, and only where a file may carry them."""

from __future__ import annotations

from pathlib import Path
from struct import pack_into, unpack_from

import pytest

from briefgen.model.audience import WordSettings
from briefgen.model.document import Document
from briefgen.render.word.fonts import mask_font
from briefgen.resources import find_builtin_root
from tests.unit.documents import a_document, element
from tests.unit.word import WORD, Made, for_readers, word_file

FONTS = find_builtin_root() / "styles" / "fonts"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FACES = ("Regular", "SemiBold", "Italic", "SemiBoldItalic")
RULES = "".join(
    f'@font-face {{ font-family: "Source Serif 4"; font-weight: {600 if "Bold" in face else 400}; '
    f"font-style: {'italic' if 'Italic' in face else 'normal'}; src: url(fonts/{face}.ttf) }}\n"
    for face in FACES
)


def a_document_in(folder: Path, fonts: dict[str, Path], families: str = '"Source Serif 4"') -> Document:
    """A document whose style sheet names these families and brings these fonts, by face."""
    sheet = folder / "own.css"
    sheet.write_text(f":root {{ --text-face: {families}, serif }}\n{RULES}", "utf-8")
    supplied = {f"fonts/{face}.ttf": path for face, path in fonts.items()}
    return a_document(element("p", "Text"), styles=(sheet,), fonts=supplied)


def in_serif(folder: Path) -> Document:
    return a_document_in(folder, {face: FONTS / f"SourceSerif4-{face}.ttf" for face in FACES})


def find_embedded(made: Made, family: str) -> dict[str, bytes]:
    """The fonts that the font table names for a family, as a word processor reads them."""
    targets = {line.get("Id"): line.get("Target") for line in made.xml("word/_rels/fontTable.xml.rels")}
    table = {font.get(f"{WORD}name"): font for font in made.xml("word/fontTable.xml")}
    return {
        face.tag.removeprefix(WORD): mask_font(
            made.parts[f"word/{targets[face.get(RELATIONSHIP)]}"], face.get(f"{WORD}fontKey")
        )
        for face in table[family]
        if RELATIONSHIP in face.attrib
    }


def test_the_four_faces_of_a_family_are_in_the_file_whole(tmp_path: Path) -> None:
    made = word_file(in_serif(tmp_path))
    names = dict(zip(("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"), FACES, strict=True))
    assert find_embedded(made, "Source Serif 4") == {
        name: (FONTS / f"SourceSerif4-{face}.ttf").read_bytes() for name, face in names.items()
    }
    assert next(child.tag for child in made.xml("word/settings.xml")) == f"{WORD}embedTrueTypeFonts"
    assert b'Extension="odttf"' in made.parts["[Content_Types].xml"]
    assert made.sink.diagnostics == []


def test_the_font_is_obfuscated_by_the_key_in_reverse() -> None:
    """The example of ECMA-376, part 1, 17.8.1: the last byte of the key meets the first byte of the font."""
    font = bytes(40)
    key = "{00112233-4455-6677-8899-AABBCCDDEEFF}"
    reverse = bytes.fromhex("FFEEDDCCBBAA99887766554433221100")
    assert mask_font(font, key) == reverse * 2 + bytes(8)


def test_the_same_font_gives_the_same_bytes(tmp_path: Path) -> None:
    assert word_file(in_serif(tmp_path)).content == word_file(in_serif(tmp_path)).content


def test_where_a_body_prescribes_a_face_nothing_is_embedded(tmp_path: Path) -> None:
    made = word_file(for_readers(in_serif(tmp_path), prescribed=WordSettings(font="Times New Roman")))
    assert not [name for name in made.parts if "fonts/" in name]
    assert b"embedTrueTypeFonts" not in made.parts["word/settings.xml"]


def test_a_family_that_the_file_does_not_name_stays_out(tmp_path: Path) -> None:
    document = a_document_in(tmp_path, {"Regular": FONTS / "SourceSerif4-Regular.ttf"}, '"Gentium"')
    assert not [name for name in word_file(document).parts if "fonts/" in name]


def restrict(font: Path, rights: int, into: Path) -> Path:
    """A copy of a font with other licensing bits."""
    content = bytearray(font.read_bytes())
    tables = unpack_from(">H", content, 4)[0]
    start = next(
        unpack_from(">I", content, 12 + 16 * table + 8)[0]
        for table in range(tables)
        if content[12 + 16 * table : 16 + 16 * table] == b"OS/2"
    )
    pack_into(">H", content, start + 8, rights)
    into.write_bytes(content)
    return into


@pytest.mark.parametrize(("rights", "embedded"), [(0x0000, True), (0x0008, True), (0x0002, False), (0x0004, False)])
def test_the_makers_bits_are_obeyed(tmp_path: Path, rights: int, *, embedded: bool) -> None:
    font = restrict(FONTS / "SourceSerif4-Regular.ttf", rights, tmp_path / "bits.ttf")
    made = word_file(a_document_in(tmp_path, {"Regular": font}))
    assert bool([name for name in made.parts if "fonts/" in name]) is embedded
    reports = [(problem.code, problem.message) for problem in made.sink.diagnostics]
    message = (
        "the font `fonts/Regular.ttf` is not embedded in the Word file: "
        "its maker does not allow it in a file that others edit"
    )
    assert reports == ([] if embedded else [("docx-font", message)])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no font", "it is not a TrueType font"),
        (b"OTTO" + (FONTS / "SourceSerif4-Regular.ttf").read_bytes()[4:], "it does not have TrueType outlines"),
    ],
)
def test_a_font_that_word_cannot_use_is_reported(tmp_path: Path, content: bytes, reason: str) -> None:
    font = tmp_path / "own.ttf"
    font.write_bytes(content)
    made = word_file(a_document_in(tmp_path, {"Regular": font}))
    assert [problem.message.partition(": ")[2] for problem in made.sink.diagnostics] == [reason]
    assert not [name for name in made.parts if "fonts/" in name]


def test_a_font_that_is_missing_is_reported(tmp_path: Path) -> None:
    made = word_file(a_document_in(tmp_path, {"Regular": tmp_path / "gone.ttf"}))
    assert "docx-font" in {problem.code for problem in made.sink.diagnostics}
