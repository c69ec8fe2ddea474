"""Quotation marks and apostrophes of Latin words in a brief in Chinese, in the files of all formats."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf

from briefgen.load import load_brief
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.pdf import Pdf
from tests.unit.project_files import project_in, told


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
