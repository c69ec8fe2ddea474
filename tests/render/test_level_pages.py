"""Pages that end level: what is left at the foot is shared out among its spaces."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.laid_out import Page, record_pages
from tests.unit.documents import element
from tests.unit.printing import printed, styled

CSS = "@page { size: 300pt 210pt; margin: 20pt } h3, p { font-size: 10pt; line-height: 14pt; margin: 0 } h3 { margin-top: 14pt }"
LINE = 14 * 96 / 72


def sections(folder: Path, css: str, *lengths: int) -> tuple[Page, ...]:
    """Sections of so many paragraphs of one line, that of the second kept on one page."""
    texts = [
        element("section", element("h3", f"Heading {number}"), *(element("p", "Line.") for _ in range(length)))
        for number, length in enumerate(lengths)
    ]
    whole = element("p", "Kept together. " * 40, class_="whole")
    rest = [element("p", "Line.") for _ in range(30)]
    with record_pages() as recorded:
        printed(
            styled(folder, element("main", *texts, whole, *rest), css=f"{CSS} .whole {{ break-inside: avoid }} {css}")
        )
    return recorded[0]


@pytest.mark.parametrize("lengths", [(4, 2), (2, 1, 1), (5, 1), (1, 1, 1)])
def test_a_page_with_headings_ends_at_its_foot(lengths: tuple[int, ...], tmp_path: Path) -> None:
    ragged = sections(tmp_path, "", *lengths)[0]
    level = sections(tmp_path, ":root { --level-pages: 80pt }", *lengths)[0]
    assert LINE < ragged.floor - ragged.end < 5 * LINE
    assert level.floor - level.end == pytest.approx(0, abs=0.5)
    assert [line.words for line in level.lines] == [line.words for line in ragged.lines]
    first = [[line.bottom for line in page.lines][:2] for page in (ragged, level)]
    assert first[0] == first[1], "what is before the first space stays"


def test_the_background_of_a_panel_moves_with_its_words(tmp_path: Path) -> None:
    css = ":root { --level-pages: 80pt } .whole { break-inside: avoid } aside { background: #ff0000 }"
    lines = [element("p", "Line.") for _ in range(4)]
    whole = element("p", "Kept together. " * 40, class_="whole")
    body = element("main", *lines, element("aside", element("p", "Panel.")), whole)
    with record_pages() as recorded:
        reader, _ = printed(styled(tmp_path, body, css=f"{CSS} {css}"))
    panel = next(line for line in recorded[0][0].lines if line.words == "Panel.")
    areas = [
        [float(side) for side in operands] for operands, operator in reader.pages[0].operations if operator == "re"
    ]
    _, top, _, height = min(areas, key=lambda area: area[3])  # the others are as high as the page
    assert panel.bottom > 6 * LINE, "the room of the page goes before the panel"
    assert top <= panel.bottom - LINE + 0.5
    assert panel.bottom - 0.5 <= top + height


def test_a_space_grows_by_no_more_than_the_style_sheet_says(tmp_path: Path) -> None:
    ragged = sections(tmp_path, "", 4, 2)[0]
    level = sections(tmp_path, ":root { --level-pages: 6pt }", 4, 2)[0]
    moved = [after.bottom - before.bottom for before, after in zip(ragged.lines, level.lines, strict=True)]
    growth = [round(later - earlier, 2) for earlier, later in pairwise(moved)]
    assert growth == [0, 1.6, 1.6, 1.6, 8, 0, 1.6], "6 points before the heading, a fifth of it before other paragraphs"


def test_the_lines_of_a_paragraph_part_by_a_hair(tmp_path: Path) -> None:
    texts = [element("p", "Line upon line. " * 30), element("p", "Kept together. " * 30, class_="whole")]
    pages = []
    for css in ("", ":root { --level-pages: 15pt }"):
        with record_pages() as recorded:
            printed(styled(tmp_path, element("main", *texts), css=f"{CSS} .whole {{ break-inside: avoid }} {css}"))
        pages.append(recorded[0][0])
    ragged, level = pages
    moved = [after.bottom - before.bottom for before, after in zip(ragged.lines, level.lines, strict=True)]
    assert len(moved) > 5
    assert [later - earlier for earlier, later in pairwise(moved)] == pytest.approx([0.6] * (len(moved) - 1))


def test_a_page_that_is_left_half_empty_stays_as_it_is(tmp_path: Path) -> None:
    pages = [sections(tmp_path, css, 0, 1)[0] for css in ("", ":root { --level-pages: 80pt }")]
    assert pages[0].floor - pages[0].end > 6 * LINE
    assert [page.end for page in pages] == [pages[0].end] * 2
