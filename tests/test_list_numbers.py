"""Lists have the letters and numbers of their document in every format: in the language's own letters, from where they start, in notes too."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from briefgen.load import load_brief
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.pdf import Pdf
from tests.unit.project_files import project_in, told

HEAD = "---\ntitle: {}\nkind: situation\nsensitivity: public\nstatus: approved\n---\n"
LIST = "{0}:\n\n(c) {0}\n(d) {0}\n\n{0}:\n\n3. {0}\n4. {0}\n\n{0}.[^a]\n\n[^a]: {0}:\n\n    (c) {0}\n    (d) {0}\n\n    1. {0}\n    2. {0}\n"
AUDIENCES = ("public-report", "upr-submission")
"""Notes at the foot of the page, and at the end."""


def build(folder: Path, language: str, word: str, audience: str) -> tuple[str, bytes, str]:
    """The texts of the PDF and the Word file, and the HTML; `render_document` compares the first with the tree."""
    files = {
        "briefgen.yaml": f"language: {language}\norganisation: {{name: {word}}}\n",
        "content/lib/a.md": HEAD.format(word) + LIST.format(word),
        "briefs/b.yaml": f"audience: {audience}\nlibrary: lib\ntitle: {word}\nstate: KEN\ndate: 2026-11-23\n",
    }
    project, sink = project_in(folder, files), Sink()
    document = compose_document(load_inputs(project, load_brief(project, "b", sink), sink), sink)
    pdf, docx, html = render_document(document, (Format.PDF, Format.DOCX, Format.HTML), sink)
    assert "error" not in told(sink)
    return Pdf(pdf.content).text, docx.content, html.content.decode()


def read_labels(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return re.findall(r'<w:lvlText w:val="([^"]*)"', archive.read("word/numbering.xml").decode())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_list_starts_where_its_author_starts_it_and_one_in_a_note_has_its_own_numbers(
    tmp_path: Path, audience: str
) -> None:
    text, _, _ = build(tmp_path, "en", "Wells", audience)
    assert [text.count(f"({letter})") for letter in "abcde"] == [0, 0, 2, 2, 0]
    assert {f"{number}." in text.split() for number in (3, 4)} == {True}, text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_letters_of_a_list_in_arabic_are_arabic_in_every_format(tmp_path: Path, audience: str) -> None:
    text, docx, html = build(tmp_path, "ar", "آبار", audience)
    assert {letter: len(re.findall(rf"[()]{letter}[()]", text)) for letter in "أجدcd"} == {
        "أ": 0,
        "ج": 2,
        "د": 2,
        "c": 0,
        "d": 0,
    }
    labels = read_labels(docx)
    assert [labels.count(label) for label in ("(ج)", "(د)", "(a)")] == [2, 2, 0]
    assert "own-letters" in html
    assert "own-letters" not in build(tmp_path, "en", "Wells", audience)[2]
