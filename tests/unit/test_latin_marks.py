"""In Chinese and Japanese, the quotation marks and apostrophes of Latin words are told from those of the language."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from briefgen.cite.latin_marks import find_latin_marks, set_latin_marks
from briefgen.load import load_brief
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Note, Text, extract_text, find_elements
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.pdf import Pdf
from tests.unit.project_files import project_in, told


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("the People’s Republic，第3条", "’"),
        ("水井“WHO”的报告", ""),
        ("他说：“井里没有水。”", ""),
        ("“WHO”的报告", ""),
        ("水，见“The Dry Wells”", ""),
        ("Lee, The ‘Dry’ Wells, Oxford", "‘’"),
        ("Lee, “Water”. 第3条", ""),
        ("“Water” is a right.", "“”"),
        ("《China’s Wells》", "’"),
        ("《Wells’》", ""),
        ("a “b ‘c’ d” e", "“‘’”"),
        ("水……Wells … and Water", "…"),
        ("A·B, 诺曼·白求恩", "·"),
        ("示例组织 · a@example.org", "·"),
        ("О’Брайен", "’"),
        ("’", ""),
        ("1990’s", "’"),
    ],
)  # fmt: skip
def test_marks_of_latin_words_are_found(text: str, latin: str) -> None:
    assert "".join(text[place] for place in sorted(find_latin_marks(text))) == latin


def mark(*nodes: Text | Element | Note, language: str = "zh") -> Element:
    return set_latin_marks(Element("body", nodes), language)


def list_marked(element: Element) -> list[str]:
    return [extract_text(found.children) for found in find_elements((element,), "span") if "latin" in found.classes]


def test_a_mark_is_found_beside_words_in_other_elements() -> None:
    paragraph = Element(
        "p", (Text("水："), Element("em", (Text("People"),)), Text("’s "), Element("b", (Text("水“井”"),)))
    )
    assert list_marked(mark(paragraph)) == ["’"]
    assert extract_text(mark(paragraph).children) == extract_text((paragraph,))


def test_marks_in_notes_are_found_for_themselves() -> None:
    note = Note((Text("People’s Wells"),), number=1)
    assert list_marked(mark(Element("p", (Text("水“井"), note, Text("”"))))) == ["’"]


@pytest.mark.parametrize("language", ["en", "ko", "fr", "ar"])
def test_other_languages_have_no_wide_marks(language: str) -> None:
    assert list_marked(mark(Element("p", (Text("People’s"),)), language=language)) == []


def list_fonts(content: bytes) -> set[str]:
    reader = Pdf(content)  # the objects need an open file
    objects = list(reader.file.objects)
    return {
        str(item["/BaseFont"]) for item in objects if isinstance(item, pikepdf.Dictionary) and item.get("/BaseFont")
    }


def test_each_format_draws_them_in_a_latin_typeface(tmp_path: Path) -> None:
    head = "title: 水\nkind: situation\nsensitivity: public\nstatus: approved\n"
    files = {
        "briefgen.yaml": "language: zh\norganisation: {name: 水}\n",
        "content/lib/a.md": f"---\n{head}---\n他说“水井”，the People’s Republic。\n",
        "briefs/b.yaml": "audience: upr-submission\nlibrary: lib\ntitle: 水\nstate: KEN\ndate: 2026-11-23\n",
    }
    project, sink = project_in(tmp_path, files), Sink()
    document = compose_document(load_inputs(project, load_brief(project, "b", sink), sink), sink)
    renderings = render_document(document, (Format.PDF, Format.DOCX, Format.HTML), sink)
    assert "error" not in told(sink)
    built = {rendering.format: rendering.content for rendering in renderings}
    assert 'People<span class="latin">’</span>s' in built[Format.HTML].decode()
    assert any("Source" in font for font in list_fonts(built[Format.PDF]))
    with zipfile.ZipFile(io.BytesIO(built[Format.DOCX])) as archive:
        body = archive.read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(?:(?!</w:r>).)*</w:r>", body)
    (chinese,) = (run for run in runs if "“水井”" in run)
    (latin,) = (run for run in runs if ">’<" in run)
    assert 'w:hint="eastAsia"' in chinese
    assert "hint" not in latin
    assert 'w:lang w:val="en-GB"' in latin
