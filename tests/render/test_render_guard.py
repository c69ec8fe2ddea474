"""No text is lost on the way to the page without an error, and every note stands on the page of its call."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from inspect import unwrap
from pathlib import Path
from random import Random
from types import CodeType, FrameType

import pytest
from PIL import Image
from weasyprint.layout import inline

from briefgen.model.tree import Node
from tests.laid_out import record_layouts, record_pages
from tests.unit.documents import element, note
from tests.unit.printing import WORDS, found, printed, styled

LINE_HEIGHT = 10 * 1.4 / 0.75
"""Of the text, in pixels."""


def marked(number: int, words: int) -> str:
    """So many words, the first and the last of which say which note they are."""
    between = (WORDS * (words // 10 + 1)).split()[: words - 2]
    return " ".join([f"b{number}b", *between, f"e{number}e"])


def noted(before: str, words: int, count: int) -> Node:
    """A paragraph with so many notes of so many words, each after the same words."""
    parts = [part for number in range(count) for part in (before, note(marked(number, words)), " ")]
    return element("p", *parts, WORDS * 8)


A4 = "@page { size: A4; margin: 30mm; @footnote { margin-top: 10pt; padding-top: 5pt } } .footnote { font-size: 8.25pt; line-height: 11.5pt }"
LONG = {
    "1,500 words": (1, noted("Word", 1500, 1)),
    "1,500 words and no more text": (1, element("p", "Word", note(marked(0, 1500)))),
    "3 of 360 words in a line": (3, noted("and", 360, 3)),
    "3 of 360 words at the end of a page": (3, element("div", element("p", WORDS * 26), noted("and", 360, 3))),
    "16 of 240 words in a paragraph": (16, noted(WORDS, 240, 16)),
    "16 of 240 words in two lines": (16, noted("a", 240, 16)),
    "4 of 400 words in a table": (
        4,
        element("table", *(element("tr", element("td", WORDS, note(marked(number, 400)))) for number in range(4))),
    ),
}
"""How many notes each text has, and the text."""


@pytest.mark.parametrize(("count", "text"), LONG.values(), ids=LONG)
def test_long_notes_are_printed_whole_and_in_order(tmp_path: Path, count: int, text: Node) -> None:
    css = f"{A4} p, .footnote {{ text-align: justify; hyphens: auto }}"
    reader, sink = printed(styled(tmp_path, element("h1", "T"), text, element("p", WORDS * 9), css=css))
    assert {problem.code for problem in sink.diagnostics} <= {"render-note-divided", "render-note-overleaf"}
    words = " ".join("".join(page.text.split()) for page in reader.pages)
    places = [words.index(f"{letter}{number}{letter}") for number in range(count) for letter in "be"]
    assert places == sorted(places)
    assert f"b{count}b" not in words
    assert words.count("interrogation") + words.count("interroga-tion") >= count * 20


def mixture(seed: int) -> list[Node]:
    """Paragraphs, headings, lists, quotations and tables with notes of every length, the same for each seed."""
    chance, numbers = Random(seed), iter(range(999))  # noqa: S311 - the same every time

    def text() -> Node | str:
        return WORDS * chance.choice([1, 1, 4, 10])

    def one_note() -> Node:
        return note(marked(next(numbers), chance.choice([5, 20, 20, 20, 60, 200, 700])))

    def paragraph() -> Node:
        parts = [part for _ in range(chance.randint(1, 4)) for part in (text(), one_note(), " ")]
        return element("p", *parts)

    def row() -> Node:
        return element(
            "tr", element("td", WORDS), element("td", WORDS, *([one_note()] if chance.random() < 0.4 else []))
        )

    kinds: list[Callable[[], Node]] = [
        paragraph,
        paragraph,
        lambda: element("h2", "Heading", one_note()),
        lambda: element("ul", *(element("li", paragraph()) for _ in range(3))),
        lambda: element("blockquote", paragraph()),
        lambda: element("table", element("tbody", *(row() for _ in range(6)))),
    ]
    return [chance.choice(kinds)() for _ in range(10)]


@pytest.mark.parametrize("seed", range(4))
def test_no_note_is_lost_in_any_mixture(tmp_path: Path, seed: int) -> None:
    css = f"{A4} h2 {{ break-after: avoid }} p, .footnote {{ text-align: justify; hyphens: auto }}"
    _, sink = printed(styled(tmp_path, element("h1", "T"), *mixture(seed), css=css))
    assert {problem.code for problem in sink.diagnostics} <= {"render-note-divided", "render-note-overleaf"}


def test_a_divided_note_fills_its_page_and_goes_on_beside_the_text(tmp_path: Path) -> None:
    reader, sink = printed(
        styled(tmp_path, element("p", f"Word{WORDS}", note(marked(0, 900), line=4), WORDS * 90), css=A4)
    )
    assert [(problem.severity, problem.code, str(problem.origin)) for problem in sink.diagnostics] == [
        ("warning", "render-note-divided", "content/x/legal/torture.md:4")
    ]
    assert sink.diagnostics[0].message == "note 1 is long: it starts on page 1 and continues to page 2"
    assert "citations: {notes: endnotes}" in sink.diagnostics[0].hints[0]
    first, second = (page.text.splitlines() for page in reader.pages[:2])
    assert len(first) > 40
    assert second[0].startswith(("Persons", "who", "are", "returned", "face", "detention,", "interrogation", "and"))
    assert "e0e" in "".join(second)


def test_a_word_that_a_division_cuts_keeps_its_hyphen(tmp_path: Path) -> None:
    words = "Internationalisation responsibilities notwithstanding. " * 200
    css = ".footnote { hyphens: auto; text-align: justify; hyphenate-character: '-' }"
    reader, _ = printed(styled(tmp_path, element("p", "Word", note(words), WORDS * 9), css=A4 + css))
    text = reader.text
    letters = "".join(character for character in text if character.isalpha())
    assert letters.count("Internationalisationresponsibilitiesnotwithstanding") >= 190
    ends = [page.text.splitlines()[-1] for page in reader.pages[:-1]]
    assert all(end.split()[-1].rstrip("-.") for end in ends)


def test_a_note_that_begins_overleaf_is_a_warning_with_both_pages(tmp_path: Path) -> None:
    _, sink = printed(styled(tmp_path, noted("a", 240, 12), css=A4))
    overleaf = [problem for problem in sink.diagnostics if problem.code == "render-note-overleaf"]
    assert overleaf
    assert overleaf[0].message.endswith("is called on page 1")
    assert overleaf[0].hints[0].startswith("spread the notes of this passage")


def test_many_notes_in_a_line_do_not_take_longer_each(tmp_path: Path) -> None:
    """Each note is laid out once; WeasyPrint lays out all the notes of the page for each that is added."""
    calls: Counter[CodeType] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        calls[frame.f_code] += event == "call"

    def lines(notes: int) -> int:
        document = styled(tmp_path, element("p", *(part for _ in range(notes) for part in ("a", note("Short."), " "))))
        calls.clear()
        sys.setprofile(count)
        try:
            printed(document)
        finally:
            sys.setprofile(None)
        return calls[unwrap(inline.get_next_linebox).__code__]  # and not our functions around it

    assert lines(80) <= 3 * 80


def test_margins_that_collapse_between_notes_leave_no_gap_above_them(tmp_path: Path) -> None:
    """The heights of such notes do not add up: the sum would end the text of each page too early."""
    parts = [part for number in range(4) for part in (f"c{number}", note("Short."), " ")]
    with record_layouts() as layouts:
        printed(styled(tmp_path, element("p", *parts, WORDS * 99), css=f"{A4} .footnote {{ margin: 20pt 0 }}"))
    html, notes = layouts[0].pages[0]._page_box.children
    last_line = max(box.position_y + box.height for box in html.descendants() if type(box).__name__ == "LineBox")
    assert 0 <= notes.position_y - last_line < LINE_HEIGHT


def test_a_note_higher_than_its_area_is_an_error_at_its_line(tmp_path: Path) -> None:
    css = "@page { @footnote { max-height: 20mm } }"
    _, sink = printed(styled(tmp_path, element("h1", "T"), element("p", "Word", note(WORDS * 10, line=4)), css=css))
    assert found(sink) == [("render-lost-note", "content/x/legal/torture.md:4")]
    assert sink.diagnostics[0].message.startswith("note 1 does not fit on page ")


def test_text_printed_over_the_notes_is_an_error(tmp_path: Path) -> None:
    """WeasyPrint lays side by side out one after another, and does not go back when the second calls a note."""
    long, other = element("div", WORDS * 33, line=9), element("div", WORDS, note(WORDS * 8))
    css = "section { display: table } div { display: table-cell; width: 50% }"
    _, sink = printed(styled(tmp_path, element("h1", "T"), element("section", long, other), css=css))
    assert ("render-over-notes", "content/x/legal/torture.md:9") in found(sink)


def test_a_picture_beyond_the_page_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    Image.new("RGB", (900, 20)).save(tmp_path / "a.png")
    picture = element("img", src="images/a.png", alt="A river", line=9)
    _, sink = printed(styled(tmp_path, element("p", picture), images={"images/a.png": tmp_path / "a.png"}))
    assert found(sink) == [("render-outside-page", "content/x/legal/torture.md:9")]
    assert sink.diagnostics[0].message == "`A river` is outside the text area of page 1"
    assert sink.diagnostics[0].hints == ("make the picture smaller in the style sheet",)


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
        (element("table", element("tr", *[element("td", "Wordwordword") for _ in range(10)]), line=9), ""),
        (element("div", WORDS * 5, line=9), "div { height: 10mm; overflow: hidden }"),
        (element("p", WORDS * 3, line=9), "p { white-space: nowrap }"),
        (element("p", "gone", line=9), "p { position: absolute; left: -300mm }"),
    ],
    ids=["preformatted", "address", "table", "cut off", "not wrapped", "off the paper"],
)
def test_text_that_cannot_be_seen_is_an_error_at_its_line(tmp_path: Path, lost: Node, css: str) -> None:
    _, sink = printed(styled(tmp_path, element("h1", "T"), lost, css=css))
    assert found(sink)[0] == ("render-outside-page", "content/x/legal/torture.md:9")
    assert "is outside the text area of page 1" in sink.diagnostics[0].message


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


def test_a_note_of_a_float_is_kept(tmp_path: Path) -> None:
    long = element("p", WORDS * 5, note(marked(0, 200), line=8), line=9)
    reader, sink = printed(styled(tmp_path, element("h1", "T"), long, css="p { float: right; width: 40mm }"))
    assert {problem.code for problem in sink.diagnostics} <= {"render-note-divided"}
    assert "e0e" in reader.text


def test_text_that_a_style_sheet_hides_is_an_error(tmp_path: Path) -> None:
    _, sink = printed(styled(tmp_path, element("h1", "T"), element("p", "Words.", line=9), css="p { display: none }"))
    assert [(problem.code, problem.message) for problem in sink.diagnostics] == [
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
    pages = [page.text for page in reader.pages]
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
    with record_pages() as recorded:
        printed(styled(tmp_path, *paragraphs, css=css))
    pages = recorded[0]
    assert len(pages) > 5
    assert max(page.floor - page.end for page in pages[:-1]) < 2 * LINE_HEIGHT
