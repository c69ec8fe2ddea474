"""Words that Word keeps in elements which pandoc does not read are imported like all others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from briefgen.decompose.imported_text import ImportedText
from briefgen.decompose.read_file import ReadSettings, read_file
from briefgen.decompose.word_wrappers import remove_note_brackets
from briefgen.model.diagnostic import Sink
from tests.word_by_hand import W, note_call, notes_part, paragraph, table, write_docx
from tests.word_by_hand import run as words

TAG = 'w:uri="u" w:element="place"'
INLINE = {
    "text from the right": '<w:dir w:val="rtl">{}</w:dir>',
    "direction in direction": '<w:dir w:val="rtl"><w:dir w:val="ltr">{}</w:dir></w:dir>',
    "a forced direction": '<w:bdo w:val="rtl">{}</w:bdo>',
    "a smart tag": f"<w:smartTag {TAG}><w:smartTagPr/>{{}}</w:smartTag>",
    "tagged data": f"<w:customXml {TAG}><w:customXmlPr/>{{}}</w:customXml>",
    "a simple field": '<w:fldSimple w:instr=" DOCPROPERTY Status ">{}</w:fldSimple>',
    "an insertion in a direction": '<w:ins w:id="3" w:author="A"><w:dir w:val="rtl">{}</w:dir></w:ins>',
    "a control": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
}


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> ImportedText:
    cell, row = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>", "<w:tr>{}</w:tr>"
    rows = table(("Ford", "Wells")).replace(
        "</w:tbl>",
        row.format(cell.format("one cell") + control(cell.format("cell in a control")))
        + f"<w:customXml {TAG}>{row.format(2 * cell.format('tagged row'))}</w:customXml>"
        + control(row.format(2 * cell.format("row in a control")))
        + "</w:tbl>",
    )
    base = f"<w:rubyBase>{words('Kanji')}</w:rubyBase>"
    guide = f"<w:r><w:ruby><w:rubyPr/><w:rt>{words('guide')}</w:rt>{base}</w:ruby></w:r>"
    blocks = [
        *(paragraph(words("Before ") + form.format(words(name) + note_call(1)) + words(" behind")) for name, form in INLINE.items()),
        f"<w:customXml {TAG}>{paragraph('A tagged paragraph')}</w:customXml>",
        paragraph(words("Signs") + guide + words(" x") + "<w:r><w:cr/><w:t>y</w:t><w:ptab/><w:t>z</w:t></w:r>"),
        rows,
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("forms")
    file = write_docx(folder / "forms.docx", *blocks, parts={"footnotes": notes_part("footnote", "A note.")})
    return read_file(Path(file), ReadSettings(), Sink())


@pytest.mark.parametrize("name", [*INLINE, "A tagged paragraph", "cell in a control", "tagged row", "row in a control"])
def test_words_in_elements_that_wrap_them_are_read(text: ImportedText, name: str) -> None:
    read = json.dumps(text.blocks).replace('"}, {"t": "Space"}, {"t": "Str", "c": "', " ")
    assert name in read


def test_notes_in_such_elements_are_read_and_signs_that_separate_words_stay(text: ImportedText) -> None:
    read = json.dumps(text.blocks)
    assert read.count('"t": "Note"') == len(INLINE)
    assert "Kanji" in read
    assert "(guide)" in read
    assert '"x"}, {"t": "LineBreak"}, {"t": "Str", "c": "y' in read
    assert "yz" not in read


@pytest.mark.parametrize(
    ("before", "behind", "left"),
    [("(", ")", ""), ("[", "]", ""), ("(", "). ", ". "), ("(", "x", "(x"), ("", ")", ")"), ("see (", ")", "see ")],
)
def test_brackets_round_the_number_of_a_note_are_not_words(before: str, behind: str, left: str) -> None:
    note = f"<w:footnote {W} w:id='1'>{paragraph(words(before) + '<w:r><w:footnoteRef/></w:r>' + words(behind))}</w:footnote>"
    root = etree.fromstring(note)
    remove_note_brackets(root)
    assert "".join(root.itertext()) == left


def box(words: str, tag: str = "w:txbxContent") -> str:
    return f"<{tag}>{paragraph(words)}</{tag}>"


WORDML = 'xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml"'
GROUPS = {
    "old shapes": "<w:pict><v:group>{}</v:group></w:pict>".format(
        "".join(f"<v:rect><v:textbox>{box(f'Box {number}')}</v:textbox></v:rect>" for number in range(1, 4))
    ),
    "drawings": "<w:drawing><wp:inline>{}</wp:inline></w:drawing>".format(
        "".join(f"<wps:wsp><wps:txbx>{box(f'Box {number}')}</wps:txbx></wps:wsp>" for number in range(1, 4))
    ),
    "the strict form": f"<w:drawing {WORDML}><wp:inline>{{}}</wp:inline></w:drawing>".format(
        "".join(
            f"<wps:wsp><wps:txbx>{box(f'Box {number}', 'wne:txbxContent')}</wps:txbx></wps:wsp>"
            for number in range(1, 4)
        )
    ),
    "a box in a box": "<w:pict><v:textbox><w:txbxContent>{}{}</w:txbxContent></v:textbox></w:pict>".format(
        paragraph(words("Box 1") + f"<w:r><w:pict><v:textbox>{box('Box 2')}</v:textbox></w:pict></w:r>"),
        paragraph("Box 3"),
    ),
}


@pytest.mark.parametrize("name", GROUPS)
def test_every_text_box_of_a_group_is_read_behind_its_paragraph(name: str, tmp_path: Path) -> None:
    blocks = (paragraph(words("Before ") + f"<w:r>{GROUPS[name]}</w:r>" + words("behind.")), paragraph("Last."))
    text = read_file(write_docx(tmp_path / "boxes.docx", *blocks), ReadSettings(), Sink())
    passages = [passage.text for passage in text.passages if passage.text.strip() and passage.text.isascii()]
    assert sorted(passages) == ["Before behind.", "Box 1", "Box 2", "Box 3", "Last."]
    assert len(text.remarks) == (2 if name == "a box in a box" else 3)
    if name != "a box in a box":
        assert passages == ["Before behind.", "Box 1", "Box 2", "Box 3", "Last."]
