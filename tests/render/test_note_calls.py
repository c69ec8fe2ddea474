"""The number of a note as the language of the document has it: in brackets in Arabic, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest

from briefgen.load import load_brief
from briefgen.merge.word_file import read_edited_file
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.pdf import Pdf
from tests.unit.project_files import project_in, told

TEXTS = {
    "ar": "ماء[^a]. بئر[^b]، عين.\n\n[^a]: نهر.\n[^b]: بحر.",
    "ko": "물.[^a] 샘,[^b] 강.\n\n[^a]: 강물.\n[^b]: 바닷물.",
}
CALLS = {"ar": ["(1)", "(2)"], "ko": ["1", "2"]}
AUDIENCES = {"public-report": "footnotes", "upr-submission": "endnotes"}
"""One with notes at the foot of its pages, one with notes at its end."""


@lru_cache(maxsize=4)
def build(folder: Path, language: str, audience: str) -> Mapping[Format, bytes]:
    """A brief with two notes; `render_document` compares its formats."""
    head = "title: X\nkind: situation\nsensitivity: public\nstatus: approved\n"
    files = {
        "briefgen.yaml": f"language: {language}\norganisation: {{name: X}}\n",
        "content/lib/a.md": f"---\n{head}---\n{TEXTS[language]}\n",
        "briefs/b.yaml": f"audience: {audience}\nlibrary: lib\ntitle: X\nstate: KEN\ndate: 2026-11-23\n",
    }
    project, sink = project_in(folder / f"{language}-{audience}", files), Sink()
    document = compose_document(load_inputs(project, load_brief(project, "b", sink), sink), sink)
    renderings = render_document(document, (Format.PDF, Format.DOCX, Format.HTML), sink)
    assert "error" not in told(sink)
    return {rendering.format: rendering.content for rendering in renderings}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calls")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", TEXTS)
def test_a_page_and_a_pdf_have_the_calls_of_the_language(folder: Path, language: str, audience: str) -> None:
    built = build(folder, language, audience)
    html = built[Format.HTML].decode()
    assert re.findall(r'role="doc-noteref"[^>]*>([^<]*)<', html) == CALLS[language]
    assert re.findall(r'class="note-number">([^<]*)<', html) == CALLS[language]
    printed = "".join(page.text for page in Pdf(built[Format.PDF]).pages)
    assert len(re.findall(r"[()]\d[()]", printed)) == 2 * len([call for call in CALLS[language] if "(" in call])


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", TEXTS)
def test_a_word_file_has_brackets_round_numbers_of_word_s_own(folder: Path, language: str, audience: str) -> None:
    with zipfile.ZipFile(io.BytesIO(build(folder, language, audience)[Format.DOCX])) as archive:
        body, notes = (archive.read(f"word/{name}.xml").decode() for name in ("document", AUDIENCES[audience]))
    kind = AUDIENCES[audience].removesuffix("s")
    bracket = r"(?:<w:r><w:rPr><w:rStyle w:val=\"\w+Reference\"/>(?:<w:rtl/>)?</w:rPr><w:t[^>]*>([()])</w:t></w:r>)?"
    calls = re.findall(rf"{bracket}<w:r><w:rPr>(?:(?!</w:r>).)*<w:{kind}Reference [^>]*/></w:r>{bracket}", body)
    assert calls == [("(", ")") if "(" in call else ("", "") for call in CALLS[language]]
    assert notes.count(f"<w:{kind}Ref/>") == len(calls)
    assert len(re.findall(r'Requires="w15"><w:t[^>]*>[()]<', notes)) == len("".join(CALLS[language])) - len(calls)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_brackets_of_calls_are_no_words_of_a_file_that_comes_back(folder: Path, audience: str) -> None:
    path = folder / f"{audience}.docx"
    path.write_bytes(build(folder, "ar", audience)[Format.DOCX])
    edited = read_edited_file(path, Sink())
    assert not any(re.search(r"[()]", paragraph.text) for paragraph in edited.paragraphs)
    notes = [note.text for paragraph in edited.paragraphs for note in paragraph.notes]
    assert notes == ["نهر.", "بحر."]
