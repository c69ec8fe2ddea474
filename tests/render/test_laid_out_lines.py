"""Where lines break on the page: no line begins with the call of a note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from typing import Any

import pytest

from briefgen.render.engine.patches import last_lines
from briefgen.render.engine.patches.hyphens import ADDED_SPACE
from briefgen.render.engine.patches.last_lines import WELL_SET
from tests.laid_out import record_layouts
from tests.unit.documents import element, note
from tests.unit.printing import found, printed, styled


@pytest.mark.parametrize("word", ["why?", "end!", "well…", "him."])
def test_no_line_begins_with_the_call_of_a_note(word: str, tmp_path: Path) -> None:
    """Each paragraph is a letter longer than the one before, so that one of them ends at the edge."""
    starts = ("ill " * (length // 4) + "i" * (length % 4) for length in range(40, 100))
    paragraphs = [element("p", f"{start} {word}", note("See there.")) for start in starts]
    css = "@page { size: 60mm 4000mm; margin: 5mm }"
    with record_layouts() as layouts:
        _, sink = printed(styled(tmp_path, *paragraphs, css=css))
    assert found(sink) == []
    first = list(first_boxes(layouts[0].pages[0]._page_box))
    assert len(first) > len(paragraphs)
    assert [box.text for box in first if str(box.element_tag).endswith("footnote-call")] == []


def first_boxes(page: Any) -> Iterator[Any]:
    """The first text of each line."""
    for line in page.descendants():
        if type(line).__name__ == "LineBox":
            yield from [box for box in line.descendants() if hasattr(box, "text")][:1]


LONG = "The council has the means to mend the wells of the north, and nobody says why it waits, though many have asked"
SPOKEN = (
    "an old well is dry again so we walk far for water every day as long as the sun is not too hot for us all".split()
)
"""Words from which a paragraph of any length ends."""
CSS = "@page { size: 105mm 4000mm; margin: 5mm } p { font-size: 10pt } .set { text-align: justify }"


@pytest.mark.parametrize("kind", ["", "set"])
@pytest.mark.parametrize("emphasis", ["em", "strong"])
def test_a_paragraph_ends_with_a_quarter_of_a_line_and_no_line_before_is_open(
    kind: str, emphasis: str, tmp_path: Path
) -> None:
    texts = [f"{LONG} {LONG} {' '.join(SPOKEN[: number + 1])}" for number in range(len(SPOKEN))]
    paragraphs = [element("p", text, note("A note."), class_=kind) for text in texts]
    paragraphs += [element("p", element(emphasis, text), class_=kind) for text in texts]
    with record_layouts() as layouts:
        _, sink = printed(styled(tmp_path, *paragraphs, css=CSS))
    assert found(sink) == []
    blocks = [box for box in layouts[0].pages[0]._page_box.descendants() if box.element_tag == "p" and box.children]
    blocks = [box for box in blocks if type(box.children[0]).__name__ == "LineBox"]
    shares = [[line.width / block.width for line in block.children] for block in blocks]
    assert len(shares) == 2 * len(SPOKEN)
    shorter = [round(lines[-1], 2) for lines in shares if lines[-1] < 0.25]
    assert shorter == [] if not kind else len(shorter) <= len(shares) / 10
    assert min(lines[-1] for lines in shares) >= 0.125, "where a quarter opens holes in justified lines"
    shortest = 0.75 if not kind else 0.99
    assert [[round(share, 2) for share in lines] for lines in shares if min(lines[:-1]) < shortest] == []
    words = [[box.text for box in block.descendants() if getattr(box, "text", "").strip()] for block in blocks]
    assert [
        " ".join(found[: len(found)]).split()[: len(text.split())] for found, text in zip(words, texts * 2, strict=True)
    ] == [text.split() for text in texts * 2]


@pytest.mark.parametrize("kind", ["", "set", "indented", "divided"])
def test_lines_that_would_be_the_same_are_not_laid_out_again(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure_room = last_lines._measure_needed_room
    texts = [f"{LONG} {LONG} {' '.join(SPOKEN[: number + 1])}" for number in range(len(SPOKEN))]
    body = element("div", *(element("p", text, class_=kind) for text in texts), lang="en-GB")
    css = f"{CSS} .indented {{ text-indent: 6mm }} .divided {{ hyphens: auto; hyphenate-limit-zone: 15pt }}"
    counts: list[int] = []

    def list_lines(measure: Callable[[Any], float]) -> list[str]:
        tried: list[float] = []

        def measure_and_count(placed: Any) -> float:
            tried.append(measure(placed))
            return tried[-1]

        monkeypatch.setattr(last_lines, "_measure_needed_room", measure_and_count)
        with record_layouts() as layouts:
            printed(styled(tmp_path, body, css=css))
        counts.append(len(tried))
        lines = (box for box in layouts[0].pages[0]._page_box.descendants() if type(box).__name__ == "LineBox")
        return ["".join(getattr(box, "text", "") for box in line.descendants()) for line in lines]

    assert list_lines(lambda _placed: inf) == list_lines(measure_room)
    assert counts[1] < counts[0]


def test_in_ragged_text_no_more_than_two_lines_are_narrower(tmp_path: Path) -> None:
    """Five lines that end early look like another measure: all lines but two and the last break where every line is filled."""
    texts = [f"{LONG} {LONG} {LONG} {' '.join(SPOKEN[: number + 1])}" for number in range(len(SPOKEN))]
    corrected, filled = (
        list_lines(tmp_path, texts, css=f"{CSS} {fill}") for fill in ("", "p { --fill-lines: always }")
    )
    assert [lines[:-3] for lines in corrected] == [lines[:-3] for lines in filled]
    by_two = sum(lines[:-2] != others[:-2] for lines, others in zip(corrected, filled, strict=True))
    by_one = sum(lines != others for lines, others in zip(corrected, filled, strict=True)) - by_two
    assert by_one >= by_two


TITLE = "The largest known return was on one day in a month, and the returns went on after the review of"


@pytest.mark.parametrize("words", range(1, 9))
def test_lines_that_are_balanced_are_as_long_as_one_another(words: int, tmp_path: Path) -> None:
    text = f"{TITLE} {' '.join(SPOKEN[:words])}"
    css = f"{CSS} figcaption {{ font-size: 10pt }} .even {{ --balance-lines: always }}"
    captions = [element("figure", element("figcaption", text, class_=name)) for name in ("even", "")]
    with record_layouts() as layouts:
        _, sink = printed(styled(tmp_path, *captions, css=css))
    assert found(sink) == []
    boxes = [
        box
        for box in layouts[0].pages[0]._page_box.descendants()
        if box.element_tag == "figcaption"
        and type(next(iter(getattr(box, "children", ())), None)).__name__ == "LineBox"
    ]
    even, filled = ([line.width for line in box.children] for box in boxes)
    assert len(even) == len(filled) > 1
    assert min(even) >= 0.75 * max(even)
    assert min(even) > min(filled)


def test_no_justified_line_has_holes_for_a_longer_last_line(tmp_path: Path) -> None:
    """A short last line is less visible than wide spaces."""
    texts = [f"{LONG} {' '.join(SPOKEN[: number + 1])}" for number in range(len(SPOKEN))]
    paragraphs = [element("p", text, class_="set") for text in texts]
    corrected, filled = (
        lay_out_paragraphs(tmp_path, paragraphs, css=f"{CSS} {fill}") for fill in ("", "p { --fill-lines: always }")
    )
    for lines, others in zip(corrected, filled, strict=True):
        widest, widest_filled = (max(getattr(line, ADDED_SPACE, 0) for line in found[:-1]) for found in (lines, others))
        assert widest <= max(WELL_SET, widest_filled) + 0.001


def lay_out_paragraphs(folder: Path, paragraphs: list[Any], *, css: str) -> list[list[Any]]:
    """The lines of each paragraph as boxes."""
    with record_layouts() as layouts:
        _, sink = printed(styled(folder, *paragraphs, css=css))
    assert found(sink) == []
    blocks = [box for box in layouts[0].pages[0]._page_box.descendants() if box.element_tag == "p" and box.children]
    return [list(box.children) for box in blocks if type(box.children[0]).__name__ == "LineBox"]


def list_lines(folder: Path, texts: list[str], *, css: str) -> list[list[str]]:
    """The words of each line of each paragraph."""
    found = lay_out_paragraphs(folder, [element("p", text) for text in texts], css=css)
    return [
        ["".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in lines] for lines in found
    ]


@pytest.mark.parametrize(("kind", "language"), [("set", "ko"), ("set", "zh"), ("", "zh-Hans")])
def test_lines_without_spaces_stay_full(kind: str, language: str, tmp_path: Path) -> None:
    """Nothing fills a line of Chinese: lines that leave more for the last one would end before the edge."""
    words = ["\N{ZERO WIDTH SPACE}".join(["wood"] * count) for count in range(30, 60)]
    paragraphs = [element("p", text, class_=kind, lang=language) for text in words]
    with record_layouts() as layouts:
        printed(styled(tmp_path, *paragraphs, css=CSS))
    blocks = [box for box in layouts[0].pages[0]._page_box.descendants() if box.element_tag == "p" and box.children]
    blocks = [box for box in blocks if type(box.children[0]).__name__ == "LineBox"]
    shares = [[line.width / block.width for line in block.children] for block in blocks]
    assert len(shares) == len(paragraphs)
    assert min(lines[-1] for lines in shares) < 0.25
    assert min(min(lines[:-1]) for lines in shares) > 0.9


def test_a_heading_ends_with_two_fifths_of_a_line(tmp_path: Path) -> None:
    heading = element("h2", "What the recommendations of the council rest on")
    with record_layouts() as layouts:
        printed(styled(tmp_path, heading, css="@page { size: 90mm 90mm; margin: 5mm } h2 { font-size: 15pt }"))
    box = next(box for box in layouts[0].pages[0]._page_box.descendants() if box.element_tag == "h2")
    assert len(box.children) == 2
    assert box.children[1].width >= 0.4 * box.width


def test_headings_in_large_type_do_so_too(tmp_path: Path) -> None:
    headings = [element("h2", f"What the council of the {' '.join(SPOKEN[:number])}") for number in range(1, 12)]
    css = "@page { size: 130mm 4000mm; margin: 5mm } h2 { font-size: 22pt }"
    with record_layouts() as layouts:
        printed(styled(tmp_path, *headings, css=css))
    boxes = [box for box in layouts[0].pages[0]._page_box.descendants() if box.element_tag == "h2"]
    lines = [(box.children[-1].width / box.width, len(box.children)) for box in boxes if len(box.children) > 1]
    assert len(lines) > 3
    assert [share for share, _ in lines if share < 0.4] == []
