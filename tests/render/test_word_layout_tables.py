"""What a page sets side by side or in a panel is so in Word, too: in tables without lines, read in the order of the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.audience import NotePlacement, Rule, WordSettings
from briefgen.model.diagnostic import Origin, Severity, Sink
from briefgen.model.document import Document
from briefgen.render import render_docx
from tests.unit.documents import a_document, element, note, tree_of
from tests.unit.word import VALUE, WORD, Made, read_space, word_file


def tables(made: Made) -> list[tuple[str, list[list[str]]]]:
    """The style of each table and the words of its cells, by row; those of inner tables are in their cells, too."""
    found = []
    for table in made.xml().iter(f"{WORD}tbl"):
        rows = [["".join(cell.itertext()) for cell in row.iterfind(f"{WORD}tc")] for row in table.iterfind(f"{WORD}tr")]
        found.append((table.find(f"{WORD}tblPr/{WORD}tblStyle").get(VALUE), rows))
    return found


@pytest.mark.parametrize(
    ("body", "expected", "words"),
    [
        (
            '<dl class="particulars"><dt>State</dt><dd>Kenya</dd><dt>By</dt><dd><p>One</p></dd><dd>Two</dd><dt>Date</dt></dl>',
            [("Particulars", [["State", "Kenya"], ["By", "OneTwo"], ["Date", ""]])],
            "State | Kenya | By | One | Two | Date",
        ),
        (
            '<dl class="key-facts"><div><dt>60</dt><dd>people</dd></div><div><dt>2</dt><dd>wells</dd></div></dl>',
            [("Layout", [["60people", "2wells"]])],
            "60 | people | 2 | wells",
        ),
        (
            '<dl class="key-facts">' + "".join(f"<div><dt>{n}</dt><dd>x</dd></div>" for n in range(5)) + "</dl>",
            [("Layout", [["0x", "1x", "2x", "3x"], ["4x", "", "", ""]])],
            "0 | x | 1 | x | 2 | x | 3 | x | 4 | x",
        ),
        (
            '<section class="asks"><h2>What we ask</h2><ol><li>Dig.</li></ol></section>',
            [("Panel", [["What we askDig."]])],
            "What we ask | Dig.",
        ),
        (
            '<div class="sheet"><div class="column"><p>Text.</p></div><aside class="side"><ul><li>One</li><li>Two</li></ul></aside></div>',
            [("Layout", [["Text.", "OneTwo"]])],
            "Text. | One | Two",
        ),
        ('<div class="sheet"><div class="column"><p>Text.</p></div><aside class="side"></aside></div>', [], "Text."),
        (
            '<div class="sheet"><div class="column"><p>Asks.</p></div><aside class="side"><p>60</p></aside><div class="column"><p>Text.</p></div></div>',
            [("Layout", [["Asks.", "60"], ["Text.", ""]])],
            "Asks. | 60 | Text.",
        ),
        (
            '<div class="sheet"><div class="column"></div><aside class="side"><p>60</p></aside><div class="column"><p>Text.</p></div></div>',
            [],
            "60 | Text.",
        ),
        ('<div class="asks"></div><p>Text.</p>', [], "Text."),
    ],
)
def test_columns_and_panels_are_tables_for_looks_alone(
    body: str, expected: list[tuple[str, list[list[str]]]], words: str
) -> None:
    made = word_file(a_document(*tree_of(f"<main>{body}</main>")))
    assert tables(made) == expected
    assert made.words == words
    assert made.said.counts["tables"] == 0


def test_headings_are_beside_the_text_where_the_style_sheet_has_a_column_for_them(tmp_path: Path) -> None:
    body = '<main><section id="a" data-section="a"><h2>Law</h2><p>One.</p><table><tr><td>x</td></tr></table></section></main>'
    sheet = tmp_path / "sheet.css"
    sheet.write_text("@media print { :root { --side: 100pt } } @page { size: 400pt 600pt; margin: 50pt }", "utf-8")
    made = word_file(a_document(*tree_of(body), styles=(sheet,)))
    assert [style for style, _ in tables(made)] == ["Layout", "Table"]
    assert (made.words, made.said.counts["tables"]) == ("Law | One. | x", 1)
    assert read_widths(made) == [[2000, 4000], [4000]], "an inner table is as wide as its cell"
    assert tables(word_file(a_document(*tree_of(body))))[0][0] == "Table", "and above it where it has none"


def read_widths(made: Made) -> list[list[int]]:
    """The widths of the columns of each table, in twentieths of a point."""
    return [
        [int(column.get(f"{WORD}w")) for column in table.iterfind(f"{WORD}tblGrid/{WORD}gridCol")]
        for table in made.xml().iter(f"{WORD}tbl")
    ]


WIDE = "@page { size: 400pt 600pt; margin: 50pt }"


@pytest.mark.parametrize(
    ("css", "body", "expected"),
    [
        (
            ".particulars dt { width: 90pt } main { margin-right: 60pt }",
            '<dl class="particulars"><dt>To</dt><dd>You</dd></dl><main><table><tr><td>x</td></tr></table></main>',
            [[2000, 4000], [4800]],
        ),
        ("", '<dl class="particulars"><dt>To</dt><dd>You</dd></dl>', [[2040, 3960]]),
        (
            ":root { --side: 100pt }",
            '<div class="with-figure"><dl class="key-facts"><div><dt>60</dt><dd>people</dd></div></dl>'
            "<section><figure><p>A chart.</p></figure></section></div>",
            [[2000, 4000]],
        ),
        (
            ":root { --side: 100pt }",
            '<main><section class="asks" id="a" data-section="a"><h2>Asks</h2><p>One.</p></section></main>',
            [[6000], [1866, 3734]],
        ),
        (
            "",
            '<div class="sheet"><div class="column"><section class="asks"><p>One.</p></section></div>'
            '<aside class="side"><table><tr><td>x</td></tr></table></aside></div>',
            [[4320, 1680], [4120], [1680]],
        ),
    ],
)
def test_columns_are_as_wide_as_on_the_page(tmp_path: Path, css: str, body: str, expected: list[list[int]]) -> None:
    """The letterhead and particulars are as wide as the page, a panel keeps its distance from the column beside it."""
    sheet = tmp_path / "sheet.css"
    sheet.write_text(f"@media print {{ {css} }} {WIDE}", "utf-8")
    widths = read_widths(word_file(a_document(*tree_of(body), styles=(sheet,))))
    for found, wide in zip(widths, expected, strict=True):
        assert found == pytest.approx(wide, abs=20), widths


@pytest.mark.parametrize(("direction", "expected"), [("ltr", (3200, 1000)), ("rtl", (1000, 3200))])
def test_lines_of_a_letter_end_before_those_of_its_letterhead(
    tmp_path: Path, direction: str, expected: tuple[int, int]
) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(f"main {{ margin-right: 110pt }} {WIDE}", "utf-8")
    made = word_file(
        a_document(*tree_of("<h1>Title</h1><main><p>Text.</p></main>"), styles=(sheet,), direction=direction)
    )
    (margins,) = made.xml().iter(f"{WORD}pgMar")
    assert (int(margins.get(f"{WORD}right")), int(margins.get(f"{WORD}left"))) == expected
    indents = {
        found.get(f"{WORD}styleId"): found.find(f"{WORD}pPr/{WORD}ind")
        for found in made.xml("word/styles.xml").iter(f"{WORD}style")
    }
    assert [indents[name].get(f"{WORD}right") for name in ("Title", "CoverText", "FootnoteText")] == ["-2200"] * 3
    assert indents["BodyText"] is None


@pytest.mark.parametrize(
    ("body", "space"),
    [
        ('<dl class="particulars"><dt>To</dt><dd>You</dd></dl><p>Text.</p>', "300"),
        (
            '<section class="asks"><p>Dig.</p></section><dl class="key-facts"><div><dt>60</dt><dd>wells</dd></div></dl>',
            "150",
        ),
        (
            '<dl class="key-facts"><div><dt>60</dt><dd>wells</dd></div></dl><section class="asks"><p>Dig.</p></section>',
            "90",
        ),
        ('<dl class="particulars"><dt>To</dt><dd>You</dd></dl><section class="asks"><p>Dig.</p></section>', "90"),
        ('<section class="asks"><p>Dig.</p></section><p>Text.</p>', "160"),
    ],
)
def test_what_is_below_a_line_or_beside_a_panel_keeps_its_distance(body: str, space: str) -> None:
    made = word_file(a_document(*tree_of(f"<main>{body}</main>")))
    below = next(made.xml().iter(f"{WORD}tbl")).getnext()
    assert read_space(below, "before") == space


def test_what_is_below_a_panel_in_the_same_column_keeps_its_distance() -> None:
    columns = (
        '<div class="column"><section class="asks"><p>Dig.</p></section></div><aside class="side"><p>60</p></aside>'
        '<div class="column"><p>Text.</p></div>'
    )
    made = word_file(a_document(*tree_of(f'<main><div class="sheet">{columns}</div></main>')))
    spaces = {words: read_space(made.paragraph(words), "before") for words in ("60", "Text.")}
    assert spaces == {"60": "0", "Text.": "150"}


def test_panels_are_whole_and_key_figures_beside_their_words_where_the_page_has_them_so(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(
        "@media print { .key-facts dt { display: inline } .key-facts { border-bottom: 1pt solid #000 } }", "utf-8"
    )
    body = (
        '<main><aside class="callout"><p>Dig.</p></aside><dl class="key-facts"><div><dt>60</dt><dd>people</dd></div>'
        "<div><dt>2</dt><dd>wells</dd></div></dl></main>"
    )
    made = word_file(a_document(*tree_of(body), styles=(sheet,)))
    assert tables(made) == [("Panel", [["Dig."]]), ("Figures", [["60", "people"]]), ("Figures", [["2", "wells"]])]
    assert made.words == "Dig. | 60 | people | 2 | wells"
    panel, *figures = made.xml().iter(f"{WORD}tbl")
    assert [len(list(table.iter(f"{WORD}cantSplit"))) for table in (panel, *figures)] == [1, 0, 0]
    assert [{cell.get(VALUE) for cell in table.iter(f"{WORD}vAlign")} for table in figures] == [{"bottom"}, {"bottom"}]
    lines = [table.find(f"{WORD}tblPr/{WORD}tblBorders/{WORD}top") for table in figures]
    assert lines[0] is None  # that of the style
    assert lines[1].get(VALUE) == "nil"
    assert figures[0].getnext().tag == f"{WORD}p"  # Word joins two tables that touch


def test_tables_for_looks_stand_close_and_the_reverse_of_a_sheet_starts_a_page() -> None:
    sheets = "".join(
        f'<div class="sheet {side}"><div class="column"><h2>{side}</h2></div><aside class="side"><p>x</p></aside></div>'
        for side in ("front", "reverse")
    )
    made = word_file(a_document(*tree_of(f"<main>{sheets}</main>")))
    first, second = made.xml().iter(f"{WORD}tbl")
    between = first.getnext()
    assert read_space(between, "line") == "20"
    assert between.getnext() is second
    assert between.find(f"{WORD}pPr/{WORD}pageBreakBefore") is not None


@pytest.mark.parametrize("notes", [NotePlacement.FOOTNOTES, NotePlacement.ENDNOTES])
@pytest.mark.parametrize("in_word", [None, NotePlacement.FOOTNOTES, NotePlacement.ENDNOTES])
def test_an_audience_can_have_its_notes_elsewhere_in_word(notes: NotePlacement, in_word: NotePlacement | None) -> None:
    document = a_document(element("p", "Text.", note("Source.")), notes=notes)
    settings = WordSettings(notes=in_word)
    made = word_file(replace(document, audience=replace(document.audience, word_settings=settings)))
    assert f"word/{(in_word or notes).value}.xml" in made.parts
    assert made.said.notes[1].words == ("Source.",)


@pytest.mark.parametrize(("paragraphs", "expected"), [(1, 1), (8, 1), (20, 2), (45, 3)])
def test_pages_are_counted_where_a_rule_limits_them(paragraphs: int, expected: int) -> None:
    """Notes in the cells of a table for looks take their room at the foot of its last page."""
    text = [element("p", "A line. " * 20, *([note("A source. " * 20)] if number == 0 else [])) for number in range(5)]
    side = element("aside", element("p", "x"), class_="side")
    sheet = element("div", element("div", *text, class_="column"), side, class_="sheet")
    document = a_document(sheet, *(element("p", "A line. " * 20) for _ in range(paragraphs)))
    assert render_docx(limit_pages(document), Sink()).pages == expected
    assert render_docx(document, Sink()).pages is None


@pytest.mark.parametrize(("languages", "is_counted"), [((), True), (("en", "fr"), True), (("fr",), False)])
def test_pages_are_counted_for_a_language_that_the_rule_is_for(languages: tuple[str, ...], *, is_counted: bool) -> None:
    document = limit_pages(a_document(element("p", "Text."), language="en-GB"), languages=languages)
    assert render_docx(document, Sink()).pages == (1 if is_counted else None)


def limit_pages(document: Document, **choices: Any) -> Document:
    """The document of an audience with a limit of two pages."""
    origin = Origin("audience.yaml")
    rule = Rule(
        "two-pages", "pages", 2, frozenset(), Severity.WARNING, "House rule", "2026", verified=True, origin=origin
    )
    return replace(document, audience=replace(document.audience, rules=(replace(rule, **choices),)))


def test_the_call_beside_a_key_figure_is_small_and_high_and_a_long_figure_is_smaller(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(
        ":root { --text-size: 10pt } .key-facts dt { font-size: 20pt } .key-facts dt.long { font-size: 14pt }", "utf-8"
    )
    figures = '<dl class="key-facts"><div><dt>60<note>A.</note></dt></div><div><dt class="long">6 to 9<note>B.</note></dt></div></dl>'
    body = word_file(a_document(*tree_of(f"<main>{figures}<p>Text.<note>C.</note></p></main>"), styles=(sheet,))).xml()
    calls = [run for run in body.iter(f"{WORD}r") if run.find(f"{WORD}footnoteReference") is not None]
    read = [[run.find(f"{WORD}rPr/{WORD}{name}").get(VALUE) for name in ("position", "sz")] for run in calls[:2]]
    assert read == [["5", "30"], ["2", "24"]], "in half points"
    assert calls[2].find(f"{WORD}rPr/{WORD}sz") is None
    styles = [style.get(VALUE) for style in body.iter(f"{WORD}pStyle")]
    assert ("KeyFigure" in styles, "LongKeyFigure" in styles) == (True, True)


def test_words_beside_a_key_figure_and_a_repeated_call_are_smaller_than_the_figure(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(
        ":root { --text-size: 10pt } .key-facts dt { font-size: 20pt } .key-facts dt.long { font-size: 14pt }", "utf-8"
    )
    figures = (
        '<dl class="key-facts"><div><dt><span class="exactness">at least</span> 60<note>A.</note></dt></div>'
        '<div><dt class="long"><span class="exactness">about</span> 6 to 9<sup><a href="#note-1">1</a></sup></dt></div></dl>'
    )
    body = word_file(a_document(*tree_of(f"<main>{figures}</main>"), styles=(sheet,))).xml()
    sizes = {
        "".join(run.itertext()): [size.get(VALUE) for size in run.iter(f"{WORD}sz")]
        for run in body.iter(f"{WORD}r")
        if "".join(run.itertext()).strip()
    }
    assert {words: sizes[words] for words in ("at least", " 60", "about", " 6 to 9")} == {
        "at least": ["24"],
        " 60": [],
        "about": ["17"],
        " 6 to 9": [],
    }, "in half points"
    raised = [
        run.find(f"{WORD}rPr") for run in body.iter(f"{WORD}r") if run.find(f"{WORD}rPr/{WORD}vertAlign") is not None
    ]
    assert [[child.tag.removeprefix(WORD) for child in properties][-3:] for properties in raised] == [
        ["sz", "szCs", "vertAlign"]
    ]
    assert raised[0].find(f"{WORD}sz").get(VALUE) == "24"


BESIDE = ":root { --side: 100pt }"


def write_beside(tmp_path: Path, css: str, body: str) -> Made:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(f"@media print {{ {BESIDE} {css} }} {WIDE}", "utf-8")
    return word_file(a_document(*tree_of(f"<main>{body}</main>"), styles=(sheet,)))


def test_short_parts_of_a_section_beside_its_heading_are_whole(tmp_path: Path) -> None:
    """LibreOffice divides any paragraph of a row that may be divided: a line alone, and a note on two pages."""
    long = "".join(f"<p>Line {number}.</p>" for number in range(4))
    made = write_beside(
        tmp_path,
        "",
        f'<section id="s" data-section="s"><h2>Law</h2><div class="block"><p>One.</p><p>Two.</p></div><div class="block">{long}</div></section>',
    )
    (table,) = made.xml().iter(f"{WORD}tbl")
    rows = list(table.iter(f"{WORD}tr"))
    assert ["".join(row.itertext()) for row in rows] == ["LawOne.Two.", "Line 0.Line 1.Line 2.Line 3."]
    assert [row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows] == [True, False]


def test_a_text_is_on_the_line_of_the_heading_beside_it(tmp_path: Path) -> None:
    made = write_beside(
        tmp_path,
        "body { font-size: 10pt } :root { --text-size: 10pt } h2 { font-size: 14pt }",
        '<section id="s" data-section="s"><h2>Law</h2><p>One.</p></section>',
    )
    assert read_space(made.paragraph("One."), "before") == "60"
    assert read_space(made.paragraph("Law"), "before") == "0"


NUMBERED_REASONS = '[data-section="recommendation"] > .block > h3::before { counter-increment: reasons }'


@pytest.mark.parametrize(("css", "numbering"), [("", None), (NUMBERED_REASONS, "4")])
def test_reasons_have_the_numbers_of_the_page(tmp_path: Path, css: str, numbering: str | None) -> None:
    """The numbers of the recommendations in the panel above, which a style sheet adds on a page."""
    made = write_beside(
        tmp_path,
        css,
        '<section id="r" data-section="recommendation"><h2>Asks</h2><div class="block"><h3>Dig</h3><p>x</p></div>'
        '<div class="block"><h3>Fill</h3><p>x</p></div></section>',
    )
    places = [made.paragraph(words).find(f"{WORD}pPr/{WORD}numPr/{WORD}numId") for words in ("Dig", "Fill")]
    assert [None if place is None else place.get(VALUE) for place in places] == [numbering] * 2
    defined = {found.get(f"{WORD}abstractNumId"): found for found in made.xml("word/numbering.xml")}
    assert ("4" in defined) == bool(numbering)
    assert made.words == "Asks | Dig | x | Fill | x", "a number that only some formats print is not compared"


def test_a_heading_of_more_lines_than_its_text_ends_above_the_next_heading(tmp_path: Path) -> None:
    made = write_beside(
        tmp_path,
        "h2 { margin: 10pt 0 2pt }",
        '<section id="s" data-section="s"><h2>Earlier recommendations</h2><p>One.</p></section>',
    )
    assert read_space(made.paragraph("Earlier recommendations"), "after") == "200"


COLUMN_OF_FIGURES = (
    '<div class="sheet"><div class="column"><p>Text.</p></div><aside class="key-facts"><h2>Figures</h2><dl>'
    '<div><dt>60</dt><dd>people<br/><span class="figure-source">Report, 2025</span></dd></div>'
    "<div><dt>77</dt><dd>wells</dd></div></dl></aside></div>"
)


def test_key_figures_in_a_column_have_the_lines_and_the_spaces_of_the_page(tmp_path: Path) -> None:
    css = ".key-facts dl > div { padding: 7.5pt 0 12.5pt; border-top: 0.5pt solid #999999 }"
    made = write_beside(tmp_path, f"{css} .figure-source {{ font-size: 7.5pt; color: #4a4a4a }}", COLUMN_OF_FIGURES)
    first, second = (made.paragraph(words).find(f"{WORD}pPr") for words in ("60", "77"))
    assert first.find(f"{WORD}pBdr") is None
    line = second.find(f"{WORD}pBdr/{WORD}top")
    assert (line.get(f"{WORD}color"), line.get(f"{WORD}sz"), line.get(f"{WORD}space")) == ("999999", "4", "8")
    assert second.find(f"{WORD}spacing").get(f"{WORD}before") == "250"
    (source,) = [
        run for run in made.xml().iter(f"{WORD}r") if "".join(run.itertext()) == "Report,\N{NO-BREAK SPACE}2025"
    ]
    assert source.find(f"{WORD}rPr/{WORD}rStyle").get(VALUE) == "FigureSource"
    styles = made.xml("word/styles.xml")
    (run,) = styles.iterfind(f"{WORD}style[@{WORD}styleId='FigureSource']/{WORD}rPr")
    assert (run.find(f"{WORD}color").get(VALUE), run.find(f"{WORD}sz").get(VALUE)) == ("4A4A4A", "15")


def test_key_figures_in_a_column_have_no_lines_where_the_page_has_none(tmp_path: Path) -> None:
    made = write_beside(tmp_path, "", COLUMN_OF_FIGURES)
    assert list(made.xml().iter(f"{WORD}pBdr")) == []
