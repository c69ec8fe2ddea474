"""The look of Word files: taken from the style sheets, for each page that shares one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.cite.number import add_numbers
from briefgen.model.audience import HeadingNumbers, ReadingAloud, WordSettings
from briefgen.model.document import Document
from tests.unit.documents import a_document, element, tree_of
from tests.unit.word import VALUE, WORD, Made, for_readers, instructions, style, word_file


def of_class(names: str, document: Document) -> Document:
    """The document on a page with these classes."""
    return replace(document, body=document.body.with_attributes(class_=names))


def sized(made: Made) -> dict[str, str]:
    """Twice the points of the styles that state a size; of the text under its default's name."""
    styles = made.xml("word/styles.xml")
    named = {
        definition.get(f"{WORD}styleId"): definition.find(f"{WORD}rPr/{WORD}sz")
        for definition in styles.iter(f"{WORD}style")
    }
    text = styles.find(f"{WORD}docDefaults//{WORD}sz").get(VALUE)
    return {"text": text, **{name: size.get(VALUE) for name, size in named.items() if size is not None}}


def test_pages_that_share_a_sheet_keep_their_own_sizes(tmp_path: Path) -> None:
    sheet = tmp_path / "statement.css"
    sheet.write_text(
        ":root { --text-size: 10pt; --text-leading: 14pt } .statement h1 { font-size: 20pt }\n"
        ".oral main { font-size: 17pt; line-height: 30pt } .oral h1 { font-size: 22pt }",
        "utf-8",
    )
    document = a_document(element("h1", "T"), element("main", element("p", "x")), styles=(sheet,))
    spoken = word_file(of_class("statement oral", document))
    assert {name: sized(spoken)[name] for name in ("text", "CoverText", "Title")} == {
        "text": "34",
        "CoverText": "20",
        "Title": "44",
    }
    assert spoken.xml("word/styles.xml").find(f"{WORD}docDefaults//{WORD}spacing").get(f"{WORD}line") == "600"
    written = sized(word_file(of_class("statement written", document)))
    assert (written["text"], written["Title"]) == ("20", "40")


@pytest.mark.parametrize(("weight", "bold"), [("400", ["One."]), ("600", ["One.", "Ask.", "Request."])])
def test_what_is_asked_is_as_bold_as_on_the_page(tmp_path: Path, weight: str, bold: list[str]) -> None:
    sheet = tmp_path / "letter.css"
    sheet.write_text(f".letter .action strong {{ font-weight: {weight} }}", "utf-8")
    body = (
        '<div class="run-in"><p class="action"><strong class="run-in-title">One.</strong> <strong>Ask.</strong></p></div>'
        '<p class="action"><strong>Request.</strong></p>'
    )
    made = word_file(of_class("letter", a_document(*tree_of(body), styles=(sheet,))))
    heavy = [run for run in made.xml().iter(f"{WORD}r") if run.find(f"{WORD}rPr/{WORD}b") is not None]
    assert ["".join(run.itertext()) for run in heavy] == bold
    assert made.words == "One. Ask. | Request."


@pytest.mark.parametrize(("weight", "bold"), [("", False), ("400", False), ("600", True)])
def test_asks_at_the_start_are_as_large_and_bold_as_on_the_page(tmp_path: Path, weight: str, *, bold: bool) -> None:
    sheet = tmp_path / "sheet.css"
    declared = f"font-weight: {weight}" if weight else ""
    sheet.write_text(f":root {{ --text-size: 10pt }} .asks ol {{ font-size: 11pt; {declared} }}", "utf-8")
    body = '<section class="asks"><h2>Asks</h2><ol><li>Dig.</li></ol></section><ol><li>One.</li></ol>'
    made = word_file(a_document(*tree_of(body), styles=(sheet,)))
    assert [style(made.paragraph(words)) for words in ("Dig.", "One.")] == ["Ask", "ListParagraph"]
    assert sized(made)["Ask"] == "22"
    defined = {found.get(f"{WORD}styleId"): found for found in made.xml("word/styles.xml").iter(f"{WORD}style")}
    assert (defined["Ask"].find(f"{WORD}rPr/{WORD}b") is not None) is bold


@pytest.mark.parametrize(
    ("css", "size", "after"),
    [
        (".asks li + li { margin-top: 5pt }", None, "100"),
        (".asks li + li { margin-top: 0 }", None, "0"),
        ("p + p { margin-top: 6pt }", None, "60"),
        (".asks li + li { margin-top: 5pt }", 10, "60"),
    ],
)
def test_requests_of_a_panel_are_as_far_apart_as_on_the_page(
    tmp_path: Path, css: str, size: float | None, after: str
) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(f":root {{ --text-size: 10pt; --text-leading: 15pt }} {css}", "utf-8")
    made = word_file(for_readers(a_document(element("p", "x"), styles=(sheet,)), prescribed=WordSettings(size=size)))
    spaces = {
        found.get(f"{WORD}styleId"): found.find(f"{WORD}pPr/{WORD}spacing")
        for found in made.xml("word/styles.xml").iter(f"{WORD}style")
    }
    assert spaces["Ask"].get(f"{WORD}after") == after


@pytest.mark.parametrize(
    ("weight", "plain", "bold"), [("600", False, True), ("400", False, False), ("", False, False), ("600", True, False)]
)
def test_the_number_of_a_recommendation_is_as_bold_as_on_the_page(
    tmp_path: Path, weight: str, *, plain: bool, bold: bool
) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(f".action-number {{ font-weight: {weight} }}" if weight else "", "utf-8")
    made = word_file(for_readers(a_document(element("p", "x"), styles=(sheet,)), prescribed=WordSettings(plain=plain)))
    (level,) = (
        level
        for level in made.xml("word/numbering.xml").iter(f"{WORD}lvl")
        if (linked := level.find(f"{WORD}pStyle")) is not None and linked.get(VALUE) == "NumberedAction"
    )
    assert (level.find(f"{WORD}rPr/{WORD}b") is not None) is bold


@pytest.mark.parametrize(
    ("css", "size", "expected"),
    [
        ("h2 { margin: 20pt 0 4pt } p + p { margin-top: 5pt }", None, ("400", "80", "100")),
        (
            "h2 { margin: 20pt 0 4pt } .letter h2 { margin-top: 16pt } p + p { margin: 5pt 0 }",
            None,
            ("320", "80", "100"),
        ),
        ("h2 { margin: 0; margin-bottom: 4pt; font-size: 12pt }", None, ("408", "80", "150")),
        ("h2 { margin: 1em 0; font-size: 12pt }", None, ("408", "120", "150")),
        ("h2 { margin: 20pt 0 4pt } p + p { margin-top: 5pt }", 10, ("340", "100", "120")),
    ],
)
def test_space_round_headings_and_paragraphs_is_that_of_the_page(
    tmp_path: Path, css: str, size: float | None, expected: tuple[str, str, str]
) -> None:
    """Where the page states none, or a body prescribes the type, it is a share of the type."""
    sheet = tmp_path / "sheet.css"
    sheet.write_text(f":root {{ --text-size: 10pt; --text-leading: 15pt }} {css}", "utf-8")
    document = of_class("letter", a_document(element("p", "x"), styles=(sheet,)))
    made = word_file(for_readers(document, prescribed=WordSettings(size=size)))
    spaces = {
        found.get(f"{WORD}styleId"): found.find(f"{WORD}pPr/{WORD}spacing")
        for found in made.xml("word/styles.xml").iter(f"{WORD}style")
    }
    heading = spaces["Heading1"]
    after = f"{WORD}after"
    assert (heading.get(f"{WORD}before"), heading.get(after), spaces["BodyText"].get(after)) == expected


@pytest.mark.parametrize(("paragraphs", "style_id"), [(False, "NumberedAction"), (True, "ActionParagraph")])
def test_a_recommendation_is_larger_than_the_text_numbered_and_whole(
    tmp_path: Path,
    style_id: str,
    paragraphs: bool,  # noqa: FBT001 - a parameter
) -> None:
    sheet = tmp_path / "style.css"
    sheet.write_text(
        ":root { --text-size: 10pt; --action-size: 11pt } .action { font-size: var(--action-size) }", "utf-8"
    )
    first, second = (element("p", element("strong", words), class_="action") for words in ("Close it.", "Dig."))
    blocks = element("div", first, element("p", "Because.")), element("div", second)
    section = element("section", *blocks, id="asks", data_section="asks")
    body = add_numbers(element("body", section), HeadingNumbers.NONE, paragraphs=paragraphs)
    made = word_file(a_document(*body.children, styles=(sheet,)))
    assert made.words == "1. Close it. | Because. | 2. Dig."
    assert [found.get(VALUE) for found in made.xml().iter(f"{WORD}pStyle")].count(style_id) == 2
    defined = {found.get(f"{WORD}styleId"): found for found in made.xml("word/styles.xml").iter(f"{WORD}style")}
    whole = defined["ActionParagraph" if paragraphs else "Action"].find(f"{WORD}pPr")
    assert whole.find(f"{WORD}keepNext") is not None
    assert whole.find(f"{WORD}keepLines") is not None
    assert (sized(made)["text"], sized(made)["Action"]) == ("20", "22")


@pytest.mark.parametrize(("size", "expected"), [(None, "19"), (12, "20")])
def test_the_caption_of_a_chart_is_as_large_as_on_the_page_and_follows_a_prescribed_size(
    tmp_path: Path, size: float | None, expected: str
) -> None:
    sheet = tmp_path / "style.css"
    sheet.write_text(":root { --text-size: 10pt; --label-size: 8.5pt } .chart figcaption { font-size: 9.5pt }", "utf-8")
    document = a_document(element("p", "x"), styles=(sheet,))
    prescribed = replace(document.audience.word_settings, size=size)
    made = word_file(replace(document, audience=replace(document.audience, word_settings=prescribed)))
    assert sized(made)["TableCaption"] == expected


@pytest.mark.parametrize(
    ("size", "margin", "left", "right"),
    [(10, None, "2600", "2600"), (14, None, "1800", "1800"), (10, 2, "1134", "1134"), (None, None, "1800", "1800")],
)
def test_lines_of_a_prescribed_size_are_no_longer_than_on_the_page(
    tmp_path: Path, size: float | None, margin: float | None, left: str, right: str
) -> None:
    """Smaller type between the margins of the page had 95 characters in a line."""
    sheet = tmp_path / "style.css"
    sheet.write_text("@page { size: 580pt 800pt; margin: 70pt 90pt }", "utf-8")
    prescribed = WordSettings(font="Times New Roman", size=size, margin=margin)
    made = word_file(for_readers(a_document(element("p", "x"), styles=(sheet,)), prescribed=prescribed))
    (margins,) = made.xml().iter(f"{WORD}pgMar")
    assert (margins.get(f"{WORD}left"), margins.get(f"{WORD}right")) == (left, right)


def test_lines_of_a_text_that_is_read_aloud_are_numbered_by_word() -> None:
    document = a_document(
        *tree_of('<header data-part="cover"><h1>Title</h1><p>By us</p></header><main><p>Madam President,</p></main>')
    )
    spoken = word_file(replace(document, audience=replace(document.audience, reading_aloud=ReadingAloud(130))))
    (numbers,) = spoken.xml().iter(f"{WORD}lnNumType")
    assert (numbers.get(f"{WORD}countBy"), numbers.get(f"{WORD}restart")) == ("1", "continuous")
    styles = {
        definition.get(f"{WORD}styleId"): definition
        for definition in spoken.xml("word/styles.xml").iter(f"{WORD}style")
    }
    uncounted = {
        name
        for name, definition in styles.items()
        if definition.find(f"{WORD}pPr/{WORD}suppressLineNumbers") is not None
    }
    assert {style(spoken.paragraph(words)) for words in ("Title", "By us")} <= uncounted
    assert style(spoken.paragraph("Madam")) not in uncounted
    assert not list(word_file(document).xml().iter(f"{WORD}lnNumType"))
    names = {styles[found].find(f"{WORD}name").get(VALUE) for found in ("LineNumber", "LineNumbering")}
    assert names == {"line number", "Line Numbering"}, "those of Word and of LibreOffice"
    sizes = {styles[found].find(f"{WORD}rPr/{WORD}sz").get(VALUE) for found in ("LineNumber", "LineNumbering")}
    assert len(sizes) == 1


@pytest.mark.parametrize(
    ("variables", "plain", "size"),
    [
        ("--text-size: 12pt", False, "22"),  # a point smaller than the text
        ("--text-size: 12pt; --label-size: 9.5pt", False, "19"),
        ("--text-size: 8.5pt", False, "16"),  # never smaller than 8 points
        ("--text-size: 12pt; --label-size: 9.5pt", True, "24"),  # plain type has one size
    ],
)
def test_labels_are_a_point_smaller_than_the_text(tmp_path: Path, variables: str, *, plain: bool, size: str) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text(f":root {{ {variables} }}", "utf-8")
    document = a_document(element("p", "x"), styles=(sheet,))
    assert sized(word_file(for_readers(document, prescribed=WordSettings(plain=plain))))["TableText"] == size


def test_the_look_is_that_of_the_style_sheet(tmp_path: Path) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text(
        ':root { --accent: #0af; --text-face: "Gentium", serif; --label-face: "Lato", sans-serif; --text-size: 10.5pt }\n'
        "@media screen { :root { --text-size: 1.1rem } } .audience-public-report h2 { font-size: 19pt }\n"
        "@page { size: letter; margin: 2cm 3cm; @bottom-center { content: counter(page) } }",
        "utf-8",
    )
    document = a_document(element("h1", "T"), element("h2", "H"), styles=(sheet,))
    made = word_file(of_class("audience-public-report", document))
    styles = made.parts["word/styles.xml"].decode()
    assert 'w:ascii="Gentium"' in styles
    assert 'w:ascii="Lato"' in styles
    assert '<w:sz w:val="21"/>' in styles
    assert '<w:sz w:val="38"/>' in styles
    assert "00AAFF" in styles
    section = made.xml().find(f".//{WORD}sectPr")
    assert section.find(f"{WORD}pgSz").get(f"{WORD}w") == "12240"
    assert section.find(f"{WORD}pgMar").get(f"{WORD}left") == "1701"
    assert instructions(made.xml("word/footer1.xml")) == ["PAGE"]
