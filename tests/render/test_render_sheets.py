"""Style sheets and fonts are parsed once for all documents in one dress, and nothing passes from one to the next."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.render.engine.stylesheet_cache import _parse_style_sheets, load_style_sheets
from briefgen.render.pdf.writer import render_pdf
from tests.unit.documents import FONT, a_document, element

SHEET = """
@counter-style dashes { system: cyclic; symbols: "-"; suffix: " " }
@font-face { font-family: Text; src: url(fonts/text.ttf) }
html { font: 10pt Text } li { list-style: dashes }
"""


def dressed(folder: Path, *words: str, sheet: str = SHEET) -> Document:
    path = folder / "styles" / "report.css"
    path.parent.mkdir(exist_ok=True)
    path.write_text(sheet, "utf-8")
    font = folder / "text.ttf"
    if not font.exists():
        shutil.copy(FONT, font)
    items = (element("li", element("p", word)) for word in words)
    return a_document(element("h1", "Report"), element("ul", *items), styles=(path,), fonts={"fonts/text.ttf": font})


def rendered(document: Document) -> bytes:
    sink = Sink()
    content = render_pdf(document, sink).content
    assert not sink.failed, sink.diagnostics
    return content


def test_a_second_document_finds_the_sheets_parsed_and_prints_the_same_bytes_as_if_it_were_the_first(
    tmp_path: Path,
) -> None:
    short, other = dressed(tmp_path, "alpha", "beta"), dressed(tmp_path, "a longer list", "of other", "words")
    _parse_style_sheets.cache_clear()
    alone = rendered(short)
    _parse_style_sheets.cache_clear()
    rendered(other)
    assert rendered(short) == alone
    assert (_parse_style_sheets.cache_info().misses, _parse_style_sheets.cache_info().hits) == (1, 1)


def test_a_sheet_or_font_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    document = dressed(tmp_path, "alpha")
    before = rendered(document)
    dressed(tmp_path, sheet=f"{SHEET} li {{ color: teal }}")
    coloured = rendered(document)
    assert coloured != before
    shutil.copy(FONT.with_name("SourceSerif4-Italic.ttf"), tmp_path / "text.ttf")
    assert rendered(document) not in (before, coloured)


def test_what_is_wrong_in_a_sheet_is_told_of_each_document(tmp_path: Path) -> None:
    wrong = dressed(
        tmp_path, "alpha", sheet="html { no-such-property: 1 }\n@font-face { font-family: X; src: url(fonts/gone.ttf) }"
    )
    told = []
    for _ in range(2):
        sink = Sink()
        render_pdf(wrong, sink)
        told.append(sink.diagnostics)
    assert told[0] == told[1]
    assert {"render-css", "render-resource"} <= {problem.code for problem in told[0]}


def test_counters_and_profiles_are_each_documents_own(tmp_path: Path) -> None:
    document = dressed(tmp_path, "alpha")
    sheets = load_style_sheets((("report.css", SHEET),), document.assets.fonts)
    counters, profiles = sheets.copy_counters(), sheets.copy_profiles()
    assert "dashes" in counters
    counters.clear()
    profiles["mine"] = object()
    assert "dashes" in sheets.copy_counters()
    assert "mine" not in sheets.copy_profiles()
