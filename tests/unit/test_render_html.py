"""The HTML file: whole in itself, with every note once."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element, Text
from briefgen.render import render_html
from briefgen.render.html.serialise import serialise
from briefgen.render.html.writer import build_html_body
from briefgen.render.style.embedded_fonts import build_font_data_uri
from tests.cases import cases, check_case
from tests.unit.documents import FONT, a_document, element, note, tree_of


@pytest.mark.parametrize("path", cases("html"), ids=lambda path: path.stem)
def test_a_tree_becomes_the_expected_html(path: Path, accept: bool) -> None:  # noqa: FBT001 - a fixture
    check_case(path, lambda text: serialise((build_html_body(a_document(*tree_of(text.strip())), {}),)), accept=accept)


def html_of(document: Document) -> tuple[str, Sink]:
    sink = Sink()
    return render_html(document, sink).content.decode("utf-8"), sink


def test_the_head_says_what_the_metadata_say_and_nothing_else() -> None:
    page, sink = html_of(
        a_document(day=date(2026, 11, 23), keywords=("return", "torture"), language="ar", direction="rtl")
    )
    assert not sink.diagnostics
    assert page.startswith('<!doctype html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">')
    assert "<title>Forced return</title>" in page
    assert re.findall(r'<meta name="(\S+)" content="(.*)">', page) == [
        ("viewport", "width=device-width, initial-scale=1"),
        ("author", "Alliance for Return"),
        ("keywords", "return, torture"),
        ("dcterms.created", "2026-11-23"),
        ("dcterms.modified", "2026-11-23"),
    ]


def test_without_a_date_the_file_carries_none() -> None:
    assert "dcterms" not in html_of(a_document())[0]


def test_the_same_document_gives_the_same_bytes() -> None:
    document = a_document(element("p", "One.", note("Two.")), fonts={"fonts/a.ttf": FONT})
    assert render_html(document, Sink()) == render_html(document, Sink())


def test_style_sheets_images_and_fonts_are_inside_the_file(tmp_path: Path) -> None:
    sheet = tmp_path / "styles" / "report.css"
    sheet.parent.mkdir()
    sheet.write_text(
        "/* draft for <name> */ @font-face { font-family: A; src: url(fonts/a.ttf) format('truetype') }\n"
        ".cover { background: url('images/lines.png'); content: 'url(x) /* kept */' }",
        "utf-8",
    )
    Image.new("RGB", (2, 2)).save(tmp_path / "lines.png")
    images = {"images/a b.png": tmp_path / "lines.png", "styles/images/lines.png": tmp_path / "lines.png"}
    page, sink = html_of(
        a_document(
            element("img", src="images/a b.png", alt="A line"),
            styles=(sheet,),
            images=images,
            fonts={"fonts/a.ttf": FONT},
        )
    )
    assert not sink.diagnostics
    assert re.findall(r"url\(\"?(.{0,22})", page) == [
        "data:font/ttf;base64,A",
        "data:image/png;base64,",
        "x) /* kept */' }",
    ]
    assert 'src="data:image/png;base64,' in page
    assert "draft" not in page
    assert not re.findall(r'(?:src|href)="(?!data:)', page)


def embedded(uri: str) -> TTFont:
    return TTFont(BytesIO(b64decode(uri.partition("base64,")[2])))


def test_an_embedded_font_has_the_characters_that_are_used_and_not_all_others() -> None:
    content = FONT.read_bytes()
    plain, more = (
        embedded(build_font_data_uri(content, frozenset())),
        embedded(build_font_data_uri(content, frozenset("\u0416\ue123"))),
    )
    assert set(more.getBestCmap()) - set(plain.getBestCmap()) == {0x416}
    assert {ord("a"), ord("\u00e9"), ord("\u0151"), ord("\u201c")} <= set(plain.getBestCmap())
    assert len(plain.getGlyphOrder()) < len(TTFont(BytesIO(content)).getGlyphOrder()) / 2


def test_an_embedded_font_keeps_its_licence_and_drops_its_reserved_name() -> None:
    names = embedded(build_font_data_uri(FONT.read_bytes(), frozenset()))["name"]
    assert not {record.nameID for record in names.names} & {1, 3, 4, 6, 16}
    assert "OFL" in str(names.getDebugName(13)) or "Open Font License" in str(names.getDebugName(13))


def test_what_is_no_font_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"no font")
    sheet = tmp_path / "report.css"
    sheet.write_text('@font-face { font-family: "A"; src: url(fonts/a.ttf) }', "utf-8")
    _, sink = html_of(a_document(styles=(sheet,), fonts={"fonts/a.ttf": tmp_path / "a.ttf"}))
    assert [problem.code for problem in sink.diagnostics] == ["render-resource"]
    assert sink.diagnostics[0].message.startswith("the font `fonts/a.ttf` cannot be read: ")


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("@import url(https://example.org/x.css);", "`@import url(https://example.org/x.css);` is not followed"),
        ("p { background: url(https://example.org/x.png) }", "`https://example.org/x.png` is not among"),
        ("p { background: url(fonts/nowhere.ttf) }", "`fonts/nowhere.ttf` is not among"),
    ],
)
def test_a_style_sheet_that_loads_from_elsewhere_is_an_error(tmp_path: Path, rule: str, named: str) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text(f"p {{ color: red }}\n{rule}", "utf-8")
    page, sink = html_of(a_document(styles=(sheet,)))
    assert [(problem.code, str(problem.origin)) for problem in sink.diagnostics] == [
        ("render-resource", "report.css:2")
    ]
    assert sink.diagnostics[0].message.startswith(named)
    assert "example.org" not in page


def test_a_style_sheet_cannot_end_its_element(tmp_path: Path) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text("p::before { content: '</style><script>' }", "utf-8")
    assert "</style><script>" not in html_of(a_document(styles=(sheet,)))[0]


def test_the_heading_of_the_notes_is_in_the_language_of_the_document() -> None:
    words = {"en": {"notes": "Notes"}, "fr": {"notes": "Remarques"}}
    page, _ = html_of(a_document(element("p", note("Un.")), language="fr", words=words))
    assert '<h2 data-short="Remarques">Remarques</h2>' in page


def test_a_missing_image_is_reported_where_it_stands(tmp_path: Path) -> None:
    document = a_document(
        element("img", line=7, src="images/bordr.png", alt="x"), images={"images/border.png": tmp_path}
    )
    _, sink = html_of(document)
    assert [(problem.code, str(problem.origin), problem.hints) for problem in sink.diagnostics] == [
        ("image-missing", "content/x/legal/torture.md:7", ("did you mean `images/border.png`?",))
    ]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.values: list[str | None] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value for name, value in attrs if tag == "p"]


READABLE = st.text(st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=("Cs", "Cc")))


@given(READABLE, READABLE)
def test_any_text_is_read_back_as_it_was(words: str, value: str) -> None:
    parser = _Words()
    parser.feed(serialise((Element("p", (Text(words),), {"title": value}),)))
    parser.close()
    assert (parser.text, parser.values) == (words, [value])
