"""Documents that are printed on both sides and bound: left pages mirror right ones, and there are four pages to a sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.render import render_pdf, render_press
from briefgen.render.style.mirrored_pages import build_mirrored_pages
from tests.pdf import Page, Pdf
from tests.unit.documents import element
from tests.unit.printing import styled

DAY = date(2026, 11, 23)
CSS = """
@page { margin: 20mm 30mm 20mm 10mm; font-family: A; @bottom-right { content: "folio " counter(page) } }
@page back { @bottom-right { content: none } }
h2, .back { break-before: page }
.back { page: back }
"""


def report(folder: Path, pages: int, *, back: bool, **choices: str) -> Document:
    """A document with so many pages of text, and perhaps a back cover."""
    sections = [element("h2", f"Chapter {number}") for number in range(1, pages + 1)]
    cover = [element("footer", "The back", class_="back")] if back else []
    return styled(folder, element("main", *sections), *cover, css=CSS, day=DAY, **choices)


def pages_of(document: Document) -> tuple[Page, ...]:
    return tuple(Pdf(render_press(document, Sink()).content).pages)


def left_edge(page: Page, words: str) -> int:
    return next(round(run.left) for run in page.runs if run.text.startswith(words))


@pytest.mark.parametrize(("written", "expected"), [(1, 4), (2, 4), (3, 4), (4, 8), (7, 8)])
def test_a_document_with_a_back_cover_has_pages_in_fours(written: int, expected: int, tmp_path: Path) -> None:
    pages = pages_of(report(tmp_path, written, back=True))
    assert len(pages) == expected
    assert pages[-1].text.strip() == "The back"
    assert [page.text.strip() for page in pages[written:-1]] == [""] * (expected - written - 1)


@pytest.mark.parametrize("written", [1, 3])
def test_a_document_without_one_has_the_pages_that_it_needs(written: int, tmp_path: Path) -> None:
    assert len(pages_of(report(tmp_path, written, back=False))) == written


def test_the_document_to_be_read_on_a_screen_has_no_empty_page(tmp_path: Path) -> None:
    pages = Pdf(render_pdf(report(tmp_path, 2, back=True), Sink()).content).pages
    assert [page.text.split() for page in pages][2:] == [["The", "back"]]
    assert left_edge(pages[0], "Chapter") == left_edge(pages[1], "Chapter")


def test_left_pages_mirror_right_ones(tmp_path: Path) -> None:
    right, left, again = pages_of(report(tmp_path, 3, back=False))
    by = round(20 * 72 / 25.4)
    assert left_edge(left, "Chapter") - left_edge(right, "Chapter") == pytest.approx(by, abs=1)
    assert left_edge(again, "Chapter") == left_edge(right, "Chapter")
    assert left_edge(left, "folio") == pytest.approx(left_edge(left, "Chapter"), abs=1)
    assert left_edge(right, "folio") > left_edge(right, "Chapter")
    assert [page.text.count("folio") for page in (right, left, again)] == [1, 1, 1]


def test_a_text_from_the_right_is_bound_at_the_right(tmp_path: Path) -> None:
    document = report(tmp_path, 2, back=False, language="ar", direction="rtl")
    first, second = pages_of(document)
    assert left_edge(first, "folio") < left_edge(second, "folio")


@pytest.mark.parametrize(
    ("sheet", "mirrored"),
    [
        ("@page { margin: 20mm }", "@page :left { margin-left: 20mm; margin-right: 20mm; }"),
        ("@page { margin: 1pt 2pt }", "@page :left { margin-left: 2pt; margin-right: 2pt; }"),
        ("@page { margin: 1pt 2pt 3pt 4pt }", "@page :left { margin-left: 2pt; margin-right: 4pt; }"),
        ("@page { margin: 1pt; margin-left: 9pt }", "@page :left { margin-left: 1pt; margin-right: 9pt; }"),
        ("@media print { @page { margin-left: 9pt } }", "@page :left { margin-right: 9pt; }"),
        ("@media screen { @page { margin-left: 9pt } }", ""),
        ("@page wide:first { margin-left: 9pt }", "@page wide:first:left { margin-right: 9pt; }"),
        (
            "@page a, b:first { margin-left: 9pt }",
            "@page a:left { margin-right: 9pt; }\n@page b:first:left { margin-right: 9pt; }",
        ),
        (
            "@page { margin: 1pt 2pt !important }",
            "@page :left { margin-left: 2pt !important; margin-right: 2pt !important; }",
        ),
        ("@page { margin-left: 9pt !IMPORTANT }", "@page :left { margin-right: 9pt !important; }"),
        ("@page { margin: ; margin-left: 9pt }", "@page :left { margin-right: 9pt; }"),
        ("@page { margin: ; }", ""),
        (
            "@page { @left-top { content: 'x' } @bottom-right-corner { content: 'y' } }",
            '@page :left { @right-top { content: "x" } @left-top { content: none } '
            '@bottom-left-corner { content: "y" } @bottom-right-corner { content: none } }',
        ),
        ("@page :right { margin-left: 9pt }", ""),
        ("@page a:LEFT, :Right { margin-left: 9pt }", ""),
        ("@page { size: A5; @bottom-center { content: 'x' } }", ""),
        ("p { margin: 1pt 2pt 3pt 4pt }", ""),
    ],
)
def test_the_sides_of_a_style_sheet_are_changed(sheet: str, mirrored: str) -> None:
    assert build_mirrored_pages([sheet]) == mirrored
