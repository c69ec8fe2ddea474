"""No text is lost on the way to the page without an error, and every note stands on the page of its call."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.values.tree import Node
from tests.unit.documents import element, note
from tests.unit.printing import WORDS, found, printed, styled


@pytest.mark.parametrize(
    ("words", "css"),
    [
        (WORDS * 90, ""),
        (WORDS * 10, "@page { @footnote { max-height: 20mm } }"),
    ],
    ids=["longer than a page", "higher than its area"],
)
def test_a_note_that_does_not_fit_is_an_error_at_its_line(tmp_path: Path, words: str, css: str) -> None:
    _, sink = printed(styled(tmp_path, element("h1", "T"), element("p", "Word", note(words, line=4)), css=css))
    assert found(sink) == [("render-lost-note", "content/x/legal/torture.md:4")]
    assert sink.found[0].message.startswith("note 1 does not fit on page ")


@pytest.mark.parametrize(
    "css", [".a { position: absolute }", ".a { position: running(h) } @page { @top-left { content: element(h) } }"]
)
def test_a_note_that_vanishes_is_an_error_at_its_line(tmp_path: Path, css: str) -> None:
    _, sink = printed(
        styled(tmp_path, element("h1", "T"), element("div", "Word", note("Lost.", line=7), class_="a"), css=css)
    )
    assert found(sink) == [("render-lost-note", "content/x/legal/torture.md:7")]


@pytest.mark.parametrize(
    ("lost", "css"),
    [
        (element("pre", "x" * 140, line=9), ""),
        (element("p", "https://example.org/" + "a" * 140, line=9), ""),
        (element("table", element("tr", *[element("td", "Wordwordword") for _ in range(14)]), line=9), ""),
        (element("div", WORDS * 5, line=9), "div { height: 10mm; overflow: hidden }"),
        (element("p", WORDS * 3, line=9), "p { white-space: nowrap }"),
        (element("p", "gone", line=9), "p { position: absolute; left: -300mm }"),
    ],
    ids=["preformatted", "address", "table", "cut off", "not wrapped", "off the paper"],
)
def test_text_that_cannot_be_seen_is_an_error_at_its_line(tmp_path: Path, lost: Node, css: str) -> None:
    _, sink = printed(styled(tmp_path, element("h1", "T"), lost, css=css))
    assert found(sink)[0] == ("render-outside-page", "content/x/legal/torture.md:9")
    assert "lies outside the text area of page 1" in sink.found[0].message


@pytest.mark.parametrize(
    "css",
    [
        ".n { margin-left: -10mm; display: inline-block; width: 10mm }",
        "p { position: relative } .n { position: absolute; left: -10mm }",
        "p { text-indent: -10mm }",
        "p { columns: 2 }",
        "p { text-align: justify; hyphens: auto }",
        "p { float: right; width: 40mm }",
        "@page { @top-left { content: string(h) } } h1 { string-set: h attr(data-short) }",
    ],
)
def test_what_is_set_in_the_margin_on_purpose_is_no_error(tmp_path: Path, css: str) -> None:
    document = styled(
        tmp_path,
        element("h1", "T"),
        element("p", element("span", "12.", class_="n"), WORDS * 5, note(WORDS * 4)),
        css=css,
    )
    _, sink = printed(document)
    assert found(sink) == []


def test_text_that_a_float_cannot_hold_is_an_error(tmp_path: Path) -> None:
    long = element("p", WORDS * 5, note(WORDS * 20, line=8), line=9)
    _, sink = printed(styled(tmp_path, element("h1", "T"), long, css="p { float: right; width: 40mm }"))
    assert found(sink) == [
        ("render-lost-note", "content/x/legal/torture.md:8"),
        ("render-lost-text", "content/x/legal/torture.md:9"),
    ]


def test_text_that_a_style_sheet_hides_is_an_error(tmp_path: Path) -> None:
    _, sink = printed(styled(tmp_path, element("h1", "T"), element("p", "Words.", line=9), css="p { display: none }"))
    assert [(one.code, one.message) for one in sink.found] == [
        ("render-lost-text", "`Words.` is not, or not wholly, on the pages of the PDF")
    ]


def argued(paragraphs: int) -> list[Node]:
    """Headings and paragraphs of many lengths, each with notes in its first lines."""
    nodes: list[Node] = []
    for turn in range(paragraphs):
        start, rest = WORDS[: 30 + turn % 17 * 2], WORDS * (turn % 4)
        notes = [note(f"n{turn}{letter}. " + WORDS * (turn % 3)) for letter in "ab"]
        nodes += [
            element("h2", f"H{turn}"),
            element("p", f"c{turn}a", notes[0], f" {start} {start} c{turn}b", notes[1], f" {rest}"),
        ]
    return nodes


def test_every_footnote_stands_on_the_page_of_its_call(tmp_path: Path) -> None:
    css = """
    html { line-height: 14.5pt } .footnote { font-size: 8.25pt; line-height: 11.5pt } h2 { break-after: avoid }
    @page { @footnote { margin-top: 10pt; padding-top: 5pt; border-top: 0.5pt solid } }
    """
    reader, sink = printed(styled(tmp_path, *argued(60), css=css))
    assert found(sink) == []
    pages = [page.extract_text() for page in reader.pages]
    for turn in range(60):
        for letter in "ab":
            called, placed = (
                [number for number, text in enumerate(pages) if f"{mark}{turn}{letter}" in text] for mark in "cn"
            )
            assert (f"{turn}{letter}", called) == (f"{turn}{letter}", placed)


def test_a_page_is_filled_before_the_next_begins(tmp_path: Path) -> None:
    """These lengths are no round numbers of pixels; a sum of them once seemed higher than the room left for it."""
    css = """
    @page { size: A4; margin: 80pt 110pt 70pt 130pt; @footnote { margin-top: 10pt; padding-top: 5pt; border-top: 0.5pt solid } }
    .footnote { font-size: 8.25pt; line-height: 11.5pt }
    """
    paragraphs = [element("p", WORDS * 2, note(WORDS * 2), WORDS) for _ in range(60)]
    reader, _ = printed(styled(tmp_path, *paragraphs, css=css))
    assert min(len(page.extract_text().splitlines()) for page in reader.pages[:-1]) >= 43
