"""A page that is laid out once for many documents is drawn once, too, and each file has the bytes of a document alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from briefgen.model.chart import build_address
from briefgen.model.tree import Element, Node
from briefgen.render.engine import drawn_pages
from briefgen.render.engine.drawn_pages import DrawnPage
from tests.render.test_page_templates import SAME_BLOCKS, Campaign, bars
from tests.unit.documents import FONT, element
from tests.unit.printing import FACE


@pytest.fixture
def campaign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Campaign:
    return Campaign(monkeypatch, tmp_path / "report.css")


@pytest.fixture
def taken_over(monkeypatch: pytest.MonkeyPatch) -> list[DrawnPage]:
    """The drawings that were used again."""
    used: list[DrawnPage] = []
    draw = DrawnPage.draw

    def count(page: DrawnPage, stream: Any) -> None:
        used.append(page)
        draw(page, stream)

    monkeypatch.setattr(DrawnPage, "draw", count)
    return used


def overleaf(*nodes: Node, before: tuple[Node, ...] = ()) -> Callable[[str], tuple[Node, ...]]:
    """A name on the first page, and always the same on the second."""
    return lambda name: (element("p", name), *before, element("section", *nodes, class_="next"))


BREAK = ".next { break-before: page } "
WORDS = element("p", "Quixotic words, and Fiji")
CHART = element("p", element("img", src=build_address(bars(40)), alt="Numbers"))
PICTURE = element("p", element("img", src="images/a.png", alt="A picture"))
LONG_TABLE = element(
    "table",
    element("thead", element("tr", element("th", "Head"))),
    element("tbody", *(element("tr", element("td", f"Row {row}")) for row in range(30))),
)

DRAWN_ONCE = {
    "words": (overleaf(WORDS), ""),
    "a font that is on no page before": (overleaf(element("p", element("em", "Other"), " words")), "em { font-family: monospace }"),
    "characters of two fonts": (overleaf(element("p", "Ελλάδα words")), ""),
    "letters that no page before has": (overleaf(element("p", "XYZ Ω")), ""),
    "words that are half transparent": (overleaf(WORDS), ".next p { color: rgb(0 0 0 / .5); border: 1pt solid rgb(9 9 9 / .2) }"),
    "underlined words": (overleaf(WORDS), ".next p { text-decoration: underline line-through; background: #eee }"),
    "the head of a table once more": (overleaf(WORDS, before=(LONG_TABLE,)), "@page { size: 300pt 300pt }"),
    "a chart": (overleaf(CHART), FACE),
    "links and bookmarks": (overleaf(element("h2", "Always", data_short="Always", id="h"), element("p", element("a", "Up", href="#h"))), ""),
}  # fmt: skip
"""Documents with a name on the first page, and rules of their style sheet."""


@pytest.mark.parametrize("kind", DRAWN_ONCE)
def test_a_page_without_the_name_is_drawn_once(kind: str, campaign: Campaign, taken_over: list[DrawnPage]) -> None:
    build, rules = DRAWN_ONCE[kind]
    campaign.render(*map(build, ("Fiji", "Chad", "Mali", "Peru")), rules=BREAK + rules, fonts={"fonts/a.ttf": FONT})
    assert campaign.store.hits == 3
    assert len(taken_over) >= 2


DRAWN_AGAIN = {
    "a picture": (overleaf(PICTURE), ""),
    "a colour that fades": (overleaf(WORDS), ".next { background: linear-gradient(red, blue); height: 50pt }"),
    "something that is transparent as a whole": (overleaf(WORDS), ".next { opacity: .5 }"),
    "letters with marks": (overleaf(element("p", "\N{LATIN SMALL LETTER X}\N{COMBINING MACRON} \N{ARABIC LETTER BEH}\N{ARABIC FATHA}")), ""),
    "a character that no font has": (overleaf(element("p", "A \U000F0000")), ""),
    "the name": (lambda name: (element("p", name), element("p", name, class_="next")), ""),
}  # fmt: skip
"""The same, where the second page is drawn for each document."""


@pytest.mark.parametrize("kind", DRAWN_AGAIN)
def test_a_page_is_drawn_again_where_anything_is_uncertain(
    kind: str, campaign: Campaign, taken_over: list[DrawnPage], tmp_path: Path
) -> None:
    build, rules = DRAWN_AGAIN[kind]
    picture = tmp_path / "a.png"
    Image.new("RGB", (8, 8), "teal").save(picture)
    campaign.render(*map(build, ("Fiji", "Chad", "Mali")), rules=BREAK + rules, images={"images/a.png": picture})
    assert campaign.store.hits == 2
    assert not taken_over


def test_a_page_is_drawn_again_where_the_page_before_measured_other_letters(
    campaign: Campaign, taken_over: list[DrawnPage]
) -> None:
    """The first size in which a letter is printed decides on its width in the file."""
    build = overleaf(element("p", "Fiji, Chad, Zulu"))
    rules = BREAK + "p { font-size: 7.3pt } .next p { font-size: 31.7pt } body > p, p:first-child { white-space: pre }"
    campaign.render(*map(build, ("Zulu", "Chad", "Fiji", "Zulu", "Chad")), rules=rules)
    assert campaign.store.hits == 4
    assert 0 < len(taken_over) < 4


def test_a_page_with_a_font_of_its_own_is_drawn_again_where_other_letters_were_measured(
    campaign: Campaign, taken_over: list[DrawnPage]
) -> None:
    """The font of its own is taken before the letters are compared."""
    build = overleaf(element("p", element("em", "Other"), " Fiji, Chad, Zulu"))
    rules = (
        BREAK
        + "p { font-size: 7.3pt } .next p { font-size: 31.7pt } p { white-space: pre } em { font-family: monospace }"
    )
    campaign.render(*map(build, ("Zulu", "Chad", "Fiji", "Zulu", "Chad")), rules=rules)
    assert campaign.store.hits == 4
    assert len(taken_over) < 4


def test_a_font_of_other_widths_is_no_font_of_the_drawing() -> None:
    class Font:
        def __init__(self, **widths: int) -> None:
            self.widths = {int(glyph[1:]): width for glyph, width in widths.items()}

    drawn = drawn_pages.DrawnFont("key", None, {1: "a", 2: "b"}, {1: 500, 2: 600}, frozenset({2}))
    assert drawn.is_known_to(Font(g1=500))
    assert drawn.is_known_to(Font(g1=500, g2=600, g3=1))
    assert not drawn.is_known_to(Font(g1=501, g2=600))
    assert not drawn.is_known_to(Font(g2=600))


SIZES = """
@page { size: 300pt 260pt; margin: 30pt; @bottom-center { content: counter(page) " of " counter(pages) } }
h2 { font-size: 13.7pt; break-before: page } p { font-size: 9.3pt; margin: 3pt 0 } strong { font-size: 10.9pt }
blockquote { font-family: monospace; color: rgb(10 20 30 / .7) }
"""
NAMES = ("Fiji", "Chad", "Mali", "Peru", "Ελλάδα", "Zulu", "Xyz", "Oman ", "عمان")


def build_pages(kinds: Random, names: Random) -> tuple[Node, ...]:
    """A document of several pages, on some of which there is a name."""

    def build_block() -> Element:
        name = names.choice(NAMES)
        return kinds.choice(
            (
                element("p", name),
                element("p", "To ", element("strong", name), ", with regards"),
                element("h2", "The same heading", data_short="Same"),
                element("blockquote", element("p", "Words of others, always")),
                *SAME_BLOCKS,
            )
        )

    return element("p", names.choice(NAMES)), *(build_block() for _ in range(kinds.randint(4, 16)))


def test_every_document_of_any_campaign_is_drawn_as_if_it_were_alone(
    campaign: Campaign, taken_over: list[DrawnPage]
) -> None:
    names = Random(2)  # noqa: S311 - no secrets
    for seed in range(8):
        campaign.render(*(build_pages(Random(seed), names) for _ in range(4)), rules=SIZES)  # noqa: S311
    assert len(taken_over) >= 10


def test_a_page_whose_table_heads_are_repeated_elsewhere_is_drawn_again() -> None:
    box = object()
    drawn = DrawnPage((b"q", b"Q"), (), {box: {"Type": "/Pagination"}}, (), {})
    assert drawn.fits(SimpleNamespace(artifacts={box: {"Type": "/Pagination"}}))
    assert not drawn.fits(SimpleNamespace(artifacts={}))
