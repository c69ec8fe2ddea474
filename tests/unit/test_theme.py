"""The brand of an organisation: from `briefgen.yaml` to the pages."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefgen.compose.assets import build_theme_style_sheet
from briefgen.load import load_project
from briefgen.model.brief import Theme
from briefgen.model.contrast import measure_contrast
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.render import render_html, render_pdf
from briefgen.render.style.contrast import check_contrast
from briefgen.render.style.declarations import parse_colour
from tests.pdf import Pdf
from tests.unit.documents import a_document, element
from tests.unit.printing import found
from tests.unit.project_files import told, write_files

WRITTEN = """
organisation: {name: A}
theme:
  accent: "#7a1f2b"
  ink_soft: "#444444"
  text_face: Charis SIL
  paper: Letter
"""


def test_a_theme_is_read_and_becomes_custom_properties(tmp_path: Path) -> None:
    theme = load_project(write_files(tmp_path, {"briefgen.yaml": WRITTEN}), Sink()).theme
    assert theme == Theme({"accent": "#7a1f2b", "ink-soft": "#444444"}, text_face="Charis SIL", paper="Letter")
    assert build_theme_style_sheet(theme) == (
        ":root {\n"
        "  --accent: #7a1f2b;\n"
        "  --ink-soft: #444444;\n"
        '  --text-face: "Charis SIL", "Source Serif 4", "Source Sans 3", '
        "var(--arabic-text), var(--chinese-text), var(--korean-text), serif;\n"
        "  --page-height: 11in;\n"
        "}\n"
        "@page { size: Letter; }\n"
    )


def test_a_project_without_a_theme_changes_nothing() -> None:
    assert build_theme_style_sheet(Theme()) == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("accent: red", "briefgen.yaml:2: error: `accent` must be a colour, found `red`"),
        ("accnt: '#000000'", "did you mean `accent`?"),
        ("paper: a4", "did you mean `A4`?"),
        ("text_face: 'A\"; } body { color: red'", "must be the name of a family of fonts"),
    ],
)
def test_what_is_no_theme_is_an_error_at_its_line(tmp_path: Path, written: str, said: str) -> None:
    sink = Sink()
    text = f"theme:\n  {written}\norganisation: {{name: A}}\n"
    with suppress(BriefgenError):
        load_project(write_files(tmp_path, {"briefgen.yaml": text}), sink)
    assert said in told(sink)


def test_the_theme_follows_the_first_style_sheet_and_an_audience_has_the_last_word(tmp_path: Path) -> None:
    for name, text in (
        (
            "base",
            ":root { --accent: #111111; --ink: #222222 } @page { size: A4 } h1 { color: var(--accent) } p { color: var(--ink) }",
        ),
        ("audience", ":root { --ink: #333333 }"),
    ):
        (tmp_path / f"{name}.css").write_text(text)
    styles = (tmp_path / "base.css", tmp_path / "audience.css")
    document = a_document(element("h1", "T"), element("p", "x"), styles=styles)
    theme = build_theme_style_sheet(Theme({"accent": "#0000ff", "ink": "#ff0000"}, paper="Letter"))
    document = replace(document, assets=replace(document.assets, theme=theme))
    page = Pdf(render_pdf(document, Sink()).content).pages[0]
    assert [float(number) for number in page.object.mediabox[2:]] == [612, 792]
    colours = [[round(float(number), 1) for number in given] for given, name in page.operations if name == "rg"]
    assert colours == [[0, 0, 1], [0.2, 0.2, 0.2]]
    assert "--accent: #0000ff" in render_html(document, Sink()).content.decode()


@pytest.mark.parametrize(
    ("ink", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#fff", 4.48), ("#0a4f5c", "#ffffff", 9.2)]
)
def test_the_contrast_is_that_of_wcag(ink: str, other: str, ratio: float) -> None:
    assert measure_contrast(parse_colour(ink), parse_colour(other)) == pytest.approx(ratio, abs=0.05)


def test_colours_that_cannot_be_told_apart_are_a_warning_where_they_are_chosen() -> None:
    sink = Sink()
    sheets = [
        (
            "base.css",
            "/* --ink: #ffffff */\n:root {\n  --accent: #0a4f5c;\n  --accent-ink: #ffffff;\n  --ink: #1a1a1a; }",
        ),
        ("briefgen.yaml", ":root { --accent: #ffcc00; }"),
    ]
    check_contrast(sheets, sink)
    assert [(problem.code, str(problem.origin), problem.message) for problem in sink.collect_sorted()] == [
        (
            "theme-contrast",
            "base.css:4",
            "`accent-ink`, #ffffff, on `accent`, #ffcc00 has a contrast of 1.5; text needs 4.5",
        ),
        ("theme-contrast", "briefgen.yaml", "`accent`, #ffcc00, on white paper has a contrast of 1.5; text needs 4.5"),
    ]


def test_a_light_accent_is_no_fault_where_words_on_paper_have_a_colour_of_their_own() -> None:
    sink = Sink()
    base = ":root { --accent: #0a4f5c; --accent-ink: #ffffff; --accent-text: var(--accent); --tint: #edf2f2 }"
    theme = build_theme_style_sheet(Theme({"accent": "#ffcc00", "accent-ink": "#1a1a1a", "accent-text": "#6b5200"}))
    check_contrast([("base.css", base), ("briefgen.yaml", theme)], sink)
    assert not sink.diagnostics


def test_the_built_in_colours_can_be_read() -> None:
    folder = Path(__file__).parents[2] / "styles"
    base = (folder / "base.css").read_text("utf-8")
    for audience in folder.glob("*.css"):
        sink = Sink()
        check_contrast([("base.css", base), (audience.name, audience.read_text("utf-8"))], sink)
        assert found(sink) == []


def test_the_face_of_note_calls_has_superior_figures() -> None:
    """Without them a call stands on the line: `labour.1` reads like an amount."""
    folder = Path(__file__).parents[2] / "styles"
    base = (folder / "base.css").read_text("utf-8")
    (family,) = re.findall(r'--call-face: "([^"]+)"', base)
    (file,) = re.findall(rf'font-family: "{family}"; font-weight: 400; font-style: normal; src: url\(([^)]+)\)', base)
    features = {record.FeatureTag for record in TTFont(folder / file)["GSUB"].table.FeatureList.FeatureRecord}
    assert "sups" in features
