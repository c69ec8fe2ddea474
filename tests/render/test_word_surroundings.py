"""What is around the text of a Word file: letterheads, bands, panels, particulars, headers and footers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.audience import HeadingNumbers
from tests.unit.documents import a_document, tree_of
from tests.unit.word import VALUE, WORD, Made, for_readers, read_space, word_file

THEME = ":root { --accent: #0a4f5c; --ink: #1a1a1a; --ink-soft: #4a4a4a; --rule: #8f9a9c }"
LETTER = (
    ".letterhead { border-bottom: 1.5pt solid var(--accent) }"
    " .letterhead .organisation { color: var(--accent); font-weight: 600; font-size: 13pt }"
    " .letterhead .reach { color: var(--ink-soft); font-size: 8.5pt }"
)


def made_of(folder: Path, css: str, body: str) -> Made:
    sheet = folder / "sheet.css"
    sheet.write_text(f"{THEME} {css}", "utf-8")
    return word_file(a_document(*tree_of(body), styles=(sheet,)))


def style(made: Made, name: str) -> Any:
    """The definition of a style."""
    return made.xml("word/styles.xml").find(f"{WORD}style[@{WORD}styleId='{name}']")


def read_run(made: Made, name: str) -> dict[str, str | None]:
    return {part.tag.removeprefix(WORD): part.get(VALUE) for part in style(made, name).find(f"{WORD}rPr")}


def test_a_letterhead_has_the_colour_and_the_line_of_the_page(tmp_path: Path) -> None:
    made = made_of(
        tmp_path,
        LETTER,
        '<header class="letterhead" data-part="cover"><p class="organisation">Org</p><p class="reach">a@b.org</p></header>',
    )
    assert read_run(made, "Organisation").items() >= {"color": "0A4F5C", "sz": "26", "b": "1"}.items()
    assert read_run(made, "Reach").items() >= {"color": "4A4A4A", "sz": "17"}.items()
    line = style(made, "Reach").find(f"{WORD}pPr/{WORD}pBdr/{WORD}bottom")
    assert (line.get(f"{WORD}color"), line.get(f"{WORD}sz")) == ("0A4F5C", "12")
    assert made.paragraph("a@b.org").find(f"{WORD}pPr/{WORD}pStyle").get(VALUE) == "Reach"


@pytest.mark.parametrize(
    ("css", "colour"), [("", "1A1A1A"), (".cover { color: #fff }", "0A4F5C"), ("h1 { color: #c00 }", "CC0000")]
)
def test_a_title_has_the_colour_of_the_page_or_that_of_the_cover_behind_it(
    tmp_path: Path, css: str, colour: str
) -> None:
    """Word prints no cover in colour: the title of a cover with white words has the colour of the cover."""
    assert read_run(made_of(tmp_path, css, "<h1>T</h1>"), "Title")["color"] == colour


def test_a_passage_in_a_panel_has_its_tint_from_edge_to_edge(tmp_path: Path) -> None:
    """A tint behind paragraphs has a notch at each list and between paragraphs."""
    made = made_of(
        tmp_path, "", '<aside class="callout"><p class="aside-title">Asks</p><ol><li>One.</li></ol></aside><p>x</p>'
    )
    (panel,) = made.xml().iter(f"{WORD}tbl")
    assert panel.find(f"{WORD}tblPr/{WORD}tblStyle").get(VALUE) == "Panel"
    assert "".join(panel.itertext()) == "AsksOne."
    mark = made.paragraph("One.").find(f"{WORD}pPr/{WORD}rPr/{WORD}color")
    assert mark.get(VALUE) == "0A4F5C", "the number has the colour of its paragraph's mark"


def test_a_band_has_who_writes_at_the_left_and_the_date_at_the_right(tmp_path: Path) -> None:
    made = made_of(
        tmp_path,
        ".band { border-top: 2pt solid var(--accent); border-bottom: 0.5pt solid var(--rule) }",
        '<header class="band" data-part="cover"><div class="sender"><p class="organisation">Org</p></div><p class="date">1 May</p></header><p>x</p>',
    )
    (band,) = made.xml().iter(f"{WORD}tbl")
    assert [len(list(row.iter(f"{WORD}tc"))) for row in band.iter(f"{WORD}tr")] == [2]
    assert style(made, "BandDate").find(f"{WORD}pPr/{WORD}jc").get(VALUE) == "right"
    edges = style(made, "Band").find(f"{WORD}tblPr/{WORD}tblBorders")
    assert [(edge.tag.removeprefix(WORD), edge.get(f"{WORD}sz")) for edge in edges] == [("top", "16"), ("bottom", "4")]
    assert made.said.counts["tables"] == 0


@pytest.mark.parametrize(("numbers", "indent"), [(HeadingNumbers.NONE, "720"), (HeadingNumbers.DECIMAL, None)])
def test_a_heading_without_a_number_starts_where_numbered_paragraphs_do(
    numbers: HeadingNumbers, indent: str | None
) -> None:
    document = for_readers(a_document(*tree_of("<h2>Law</h2><p>x</p>")), numbers)
    audience = replace(document.audience, numbered_paragraphs=True)
    place = style(word_file(replace(document, audience=audience)), "Heading1").find(f"{WORD}pPr/{WORD}ind")
    assert (place.get(f"{WORD}left") if place is not None else None) == indent


@pytest.mark.parametrize("side", ["left", "center", "right"])
def test_a_page_number_alone_in_its_line_is_placed_without_a_tab(tmp_path: Path, side: str) -> None:
    """LibreOffice puts a tab stop that is in the margin somewhere else: the number was not below the end of the lines."""
    made = made_of(tmp_path, f"@page {{ @bottom-{side} {{ content: counter(page) }} }}", "<p>x</p>")
    line = made.xml("word/footer1.xml").find(f"{WORD}p")
    assert line.find(f"{WORD}pPr/{WORD}jc").get(VALUE) == side
    assert list(line.iter(f"{WORD}tab")) == []


def test_the_title_of_a_chapter_at_the_head_of_a_page_is_left_to_word(tmp_path: Path) -> None:
    """LibreOffice 7.4 does not know the field, and would print what is in the file on every page."""
    made = made_of(
        tmp_path,
        "h2 { string-set: chapter attr(data-short) } @page { @top-right { content: string(chapter) } }",
        "<h2>Law</h2>",
    )
    header = made.xml("word/header1.xml")
    assert [field.text for field in header.iter(f"{WORD}instrText")] == [" STYLEREF 1 "]
    assert list(header.iter(f"{WORD}t")) == []


@pytest.mark.parametrize(("size", "halves"), [("9.75pt", "19"), ("10.25pt", "20"), ("10.5pt", "21"), ("10.8pt", "22")])
def test_a_size_between_two_half_points_is_the_smaller(tmp_path: Path, size: str, halves: str) -> None:
    """The nearest even one made lines longer than those of the page: a brief of two pages left one line for the second."""
    made = made_of(tmp_path, f":root {{ --text-size: {size} }}", "<p>x</p>")
    assert made.xml("word/styles.xml").find(f"{WORD}docDefaults//{WORD}sz").get(VALUE) == halves


def test_the_sign_of_the_end_is_in_the_middle_and_a_signatory_has_room_to_sign() -> None:
    made = word_file(a_document(*tree_of('<p class="end">###</p><p class="signatory">Name</p>')))
    assert style(made, "End").find(f"{WORD}pPr/{WORD}jc").get(VALUE) == "center"
    assert int(read_space(style(made, "Signatory"), "before")) >= 400


@pytest.mark.parametrize(
    ("css", "face"),
    [
        ("", "Text"),
        (".subtitle { font-family: var(--label-face) }", "Label"),
        (".cover { font-family: var(--label-face) }", "Label"),
    ],
)
def test_a_subtitle_has_the_face_of_the_page(tmp_path: Path, css: str, face: str) -> None:
    faces = ':root { --text-face: "Text", serif; --label-face: "Label", sans-serif }'
    made = made_of(tmp_path, f"{faces} {css}", '<p class="subtitle">Why</p>')
    assert style(made, "Subtitle").find(f"{WORD}rPr/{WORD}rFonts").get(f"{WORD}ascii") == face


def test_the_contact_at_the_end_is_as_far_below_the_text_as_on_the_page(tmp_path: Path) -> None:
    made = made_of(
        tmp_path, ".imprint { margin-top: 12.5pt }", '<p>x</p><footer class="imprint"><p>a@b.org</p></footer>'
    )
    assert made.paragraph("a@b.org").find(f"{WORD}pPr/{WORD}pStyle").get(VALUE) == "Imprint"
    assert read_space(style(made, "Imprint"), "before") == "250"


@pytest.mark.parametrize(("weight", "bold"), [("600", "1"), ("400", None)])
def test_what_a_summary_recommends_is_as_heavy_as_on_the_page(tmp_path: Path, weight: str, bold: str | None) -> None:
    made = made_of(
        tmp_path,
        f".recommended li {{ font-weight: {weight} }}",
        '<aside class="callout recommended"><p class="aside-title">Asks</p><ol><li>Dig wells.</li></ol></aside>',
    )
    paragraph = made.paragraph("Dig wells.")
    assert paragraph.find(f"{WORD}pPr/{WORD}pStyle").get(VALUE) == "CallOutAsk"
    assert paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}color").get(VALUE) == "0A4F5C", "the colour of its number"
    assert (
        read_run(made, "CallOutAsk").get("b") == bold if bold else style(made, "CallOutAsk").find(f"{WORD}rPr") is None
    )


def test_a_panel_and_a_passage_lifted_out_do_not_touch_the_text_above(tmp_path: Path) -> None:
    made = made_of(
        tmp_path,
        ":root { --text-size: 10pt; --text-leading: 15pt }",
        '<p>Text above.</p><aside class="callout"><p>Panel.</p></aside><p>More.</p><aside class="pull-quote"><p>Quote.</p></aside>',
    )
    assert read_space(made.paragraph("Text above."), "after") == "180"
    assert read_space(style(made, "PullQuote"), "before") == "240"


def test_the_date_of_a_cover_is_a_line_below_its_picture(tmp_path: Path) -> None:
    made = made_of(
        tmp_path,
        ":root { --text-leading: 15pt }",
        '<header class="cover" data-part="cover"><figure><p>A picture.</p></figure><p class="date">1 May</p></header><p>x</p>',
    )
    assert made.paragraph("A picture.").find(f"{WORD}pPr/{WORD}pStyle").get(VALUE) == "CoverPicture"
    assert read_space(style(made, "CoverPicture"), "after") == "300"


RUNNING_HEAD = (
    "h1 { string-set: document-title content() }"
    "@page { @top-center { content: string(document-title) } @bottom-center { content: counter(page) } }"
)


@pytest.mark.parametrize(
    ("css", "head"),
    [
        ("@page :first { @top-center { content: none } }", ""),
        ('@page :first { @top-center { content: "Draft" } }', "Draft"),
        ("@page :first { @top-center { content: string(reading-copy, first) } }", ""),
    ],
)
def test_the_first_page_has_the_running_head_that_the_style_sheet_says(tmp_path: Path, css: str, head: str) -> None:
    made = made_of(tmp_path, RUNNING_HEAD + css, "<h1>Title</h1><main><p>x</p></main>")
    (section,) = made.xml().iter(f"{WORD}sectPr")
    assert section.find(f"{WORD}titlePg") is not None
    kinds = [(part.tag.removeprefix(WORD), part.get(f"{WORD}type")) for part in section][:4]
    assert kinds == [
        ("headerReference", "default"),
        ("footerReference", "default"),
        ("headerReference", "first"),
        ("footerReference", "first"),
    ]
    assert "".join(made.xml("word/header3.xml").itertext()).strip() == head
    assert [field.text.strip() for field in made.xml("word/footer3.xml").iter(f"{WORD}instrText")] == ["PAGE"]
    assert "".join(made.xml("word/header1.xml").itertext()) == "Title"


@pytest.mark.parametrize("css", ["", "@page :first { margin-top: 90pt }"])
def test_the_first_page_is_as_the_others_where_the_style_sheet_has_no_head_for_it(tmp_path: Path, css: str) -> None:
    made = made_of(tmp_path, RUNNING_HEAD + css, "<h1>Title</h1><main><p>x</p></main>")
    assert list(made.xml().iter(f"{WORD}titlePg")) == []
    assert "word/header3.xml" not in made.parts


def test_the_page_behind_a_cover_is_not_the_first(tmp_path: Path) -> None:
    made = made_of(
        tmp_path,
        RUNNING_HEAD + "@page :first { @top-center { content: none } }",
        '<header class="cover" data-part="cover"><h1>Title</h1></header><main><p>x</p></main>',
    )
    assert list(made.xml().iter(f"{WORD}titlePg")) == []


def test_a_date_is_as_far_from_its_neighbours_as_on_the_page(tmp_path: Path) -> None:
    made = made_of(tmp_path, ".date { margin: 12.5pt 0 15pt }", '<p class="date">1 May</p><p>x</p>')
    space = style(made, "Date").find(f"{WORD}pPr/{WORD}spacing")
    assert (space.get(f"{WORD}before"), space.get(f"{WORD}after")) == ("250", "300")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("No Safe Side of the River", "No Safe Side of\u00a0the\u00a0River"),
        ("No Safe Side", "No Safe Side"),
        # Words that the title binds stay together: the middle would be behind the number.
        ("Return of 60\u00a0people to us", "Return of 60\u00a0people\u00a0to\u00a0us"),
        ("No Safe Side of the River for those who crossed it", "No Safe Side of the River for those who crossed it"),
        ("Flüchtlingskonvention", "Flüchtlingskonvention"),
        ("A free North Korea in sight", "A free North\u00a0Korea in\u00a0sight"),
        ("강의 어느 쪽도 안전하지 않다", "강의 어느 쪽도 안전하지\u00a0않다"),
        (
            "강의 어느 쪽도 안전하지 않다는 것을 모두가 아는 사람들",
            "강의 어느 쪽도 안전하지 않다는 것을 모두가 아는 사람들",
        ),
        ("Corée\u00a0: No Safe Side of it", "Corée\u00a0: No Safe\u00a0Side\u00a0of\u00a0it"),
    ],
)
def test_a_title_of_two_lines_breaks_in_its_middle(tmp_path: Path, title: str, expected: str) -> None:
    css = "@page { size: 300pt 400pt; margin: 20pt } h1 { font-size: 26pt }"
    made = made_of(tmp_path, css, f"<h1>{title}</h1><p>x</p>")
    (words,) = [
        "".join(paragraph.itertext())
        for paragraph in made.xml().iter(f"{WORD}p")
        if paragraph.find(f"{WORD}pPr/{WORD}pStyle[@{VALUE}='Title']") is not None
    ]
    assert words == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "The largest return was in one month, and others followed it",
            "was in one month,\u00a0and\u00a0others\u00a0followed\u00a0it",
        ),
        ("One short line", "One short line"),
    ],
)
def test_the_title_of_a_chart_in_two_lines_breaks_in_its_middle(tmp_path: Path, title: str, expected: str) -> None:
    css = "@page { size: 300pt 400pt; margin: 50pt } .chart figcaption { font-size: 9.5pt }"
    made = made_of(tmp_path, css, f'<figure class="chart"><figcaption>{title}</figcaption><p>x</p></figure>')
    (words,) = [
        "".join(paragraph.itertext())
        for paragraph in made.xml().iter(f"{WORD}p")
        if paragraph.find(f"{WORD}pPr/{WORD}pStyle[@{VALUE}='ChartCaption']") is not None
    ]
    assert words.endswith(expected)


def test_a_call_beside_a_key_figure_is_a_space_away_from_it(tmp_path: Path) -> None:
    figures = '<dl class="key-facts"><div><dt>1,076<note>n</note></dt><dd>returns</dd></div></dl>'
    made = made_of(tmp_path, ".key-facts dt { font-size: 17pt }", f"<main>{figures}</main>")
    call = next(made.xml().iter(f"{WORD}footnoteReference")).getparent()
    last = call.getprevious()
    assert last.find(f"{WORD}t").text == "6"
    assert last.find(f"{WORD}rPr/{WORD}spacing").get(VALUE) == "30"
    assert last.getprevious().find(f"{WORD}t").text == "1,07"
    assert last.getprevious().find(f"{WORD}rPr/{WORD}spacing") is None


def test_references_are_smaller_than_the_text_where_no_body_prescribes_its_type(tmp_path: Path) -> None:
    made = made_of(tmp_path, "html { font-size: 11pt }", '<ul class="references"><li>Work</li></ul><p>x</p>')
    assert style(made, "Bibliography").find(f"{WORD}rPr/{WORD}sz") is not None


def find_faces(made: Made) -> dict[str, str]:
    """The typefaces that styles name, and that of the numbers of lists."""
    styles = {
        definition.get(f"{WORD}styleId"): definition.find(f"{WORD}rPr/{WORD}rFonts")
        for definition in made.xml("word/styles.xml").iter(f"{WORD}style")
    }
    name = made.paragraph("Item").find(f".//{WORD}numId").get(VALUE)
    numbering = made.xml("word/numbering.xml")
    number = next(entry for entry in numbering.iter(f"{WORD}num") if entry.get(f"{WORD}numId") == name)
    kind = number.find(f"{WORD}abstractNumId").get(VALUE)
    marks = next(
        found for found in numbering.iter(f"{WORD}abstractNum") if found.get(f"{WORD}abstractNumId") == kind
    ).find(f".//{WORD}rFonts")
    found = {**{key: styles[key] for key in ("Header", "Footer", "DocumentKind")}, "numbers": marks}
    return {key: fonts.get(f"{WORD}ascii") for key, fonts in found.items()}


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        # The sheet of submissions, all in one face: heads, page numbers and numbers of lists were in another.
        (
            "@page { font: 9pt/10pt var(--text-face) } .kind { font-weight: 600 } ol > li::marker { font-family: inherit }",
            {"Header": "Serif A", "Footer": "Serif A", "DocumentKind": "Serif A", "numbers": "Serif A"},
        ),
        (
            "@page { font: 9pt/10pt var(--label-face) } .kind, ol > li::marker { font-family: var(--label-face) }",
            {"Header": "Sans B", "Footer": "Sans B", "DocumentKind": "Sans B", "numbers": "Sans B"},
        ),
    ],
)
def test_heads_kinds_and_numbers_of_lists_have_the_face_of_the_page(
    tmp_path: Path, css: str, expected: dict[str, str]
) -> None:
    sheet = tmp_path / "base.css"
    sheet.write_text(f':root {{ --text-face: "Serif A", serif; --label-face: "Sans B", sans-serif }} {css}', "utf-8")
    body = tree_of('<p class="kind">Report</p><ol><li>Item</li></ol>')
    assert find_faces(word_file(a_document(*body, styles=(sheet,)))) == expected


def test_a_paragraph_is_as_far_from_a_list_above_it_as_from_a_paragraph(tmp_path: Path) -> None:
    sheet = tmp_path / "base.css"
    sheet.write_text("p + p { margin-top: 8pt }", "utf-8")
    body = (
        "<p>Above.</p><ol><li>First.</li><li><p>Second.</p><p>More.</p></li></ol><p>Below.</p><ul><li>Last.</li></ul>"
    )
    made = word_file(a_document(*tree_of(body), styles=(sheet,)))
    own = {
        words: made.paragraph(words).find(f"{WORD}pPr/{WORD}spacing") is not None
        for words in ("First.", "Second.", "More.", "Last.")
    }
    assert own == {"First.": False, "Second.": False, "More.": True, "Last.": False}
    assert read_space(made.paragraph("More."), "after") == "160"
