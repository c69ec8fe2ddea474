"""Where chapters of the report begin: on a new page only if the page before is full."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.model.tree import Element, Text
from tests.laid_out import Page, record_pages
from tests.running import ROOT
from tests.unit.documents import FONT, a_document, element
from tests.unit.printing import printed

LENGTHS = (1, 9, 30, 2, 3, 17, 5, 26, 4, 4, 4, 12, 1, 33)
"""Paragraphs of three lines in each chapter: some end at the head of a page, some at its foot."""


def chapters(css: str, folder: Path) -> tuple[Page, ...]:
    """The pages of a report with these chapters."""
    own = folder / "own.css"
    own.write_text(css, encoding="utf-8")
    text = "Those who are returned face detention and labour without pay in a camp. " * 3
    sections = [
        element(
            "section",
            element("h2", Element("span", (Text(f"{number} "),), {"class": "heading-number"}), f"Chapter {number}"),
            *(element("p", text) for _ in range(length)),
            class_="section",
        )
        for number, length in enumerate(LENGTHS, start=1)
    ]
    document = a_document(element("main", *sections), fonts={"fonts/a.ttf": FONT})
    body = replace(document.body, attributes={"class": "audience-public-report"})
    styles = (ROOT / "styles/base.css", ROOT / "styles/public-report.css", own)
    with record_pages() as recorded:
        printed(replace(document, body=body, assets=replace(document.assets, styles=styles)))
    return recorded[0]


@pytest.mark.parametrize("leading", ["15pt", "17pt", "19pt"])
def test_a_chapter_begins_a_page_only_where_the_page_before_is_full(leading: str, tmp_path: Path) -> None:
    pages = chapters(f":root {{ --text-leading: {leading} }}", tmp_path)
    assert max(page.empty_share for page in pages[:-1]) <= 0.3
    begun = [line.heading for page in pages for line in page.lines[:1]]
    assert True in begun[1:]
    assert begun.count(True) < len(LENGTHS)


def test_a_style_sheet_can_begin_each_chapter_on_a_page(tmp_path: Path) -> None:
    pages = chapters(":root { --chapter-break: page }", tmp_path)
    assert sum(page.lines[0].heading for page in pages) == len(LENGTHS)


def test_a_style_sheet_can_let_all_chapters_follow_on(tmp_path: Path) -> None:
    pages = chapters(":root { --chapter-room: 0pt }", tmp_path)
    assert max(page.empty_share for page in pages[:-1]) < 0.2
