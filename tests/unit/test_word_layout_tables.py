"""What a page sets side by side or in a panel is so in Word, too: in tables without lines, read in the order of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.documents import a_document, tree_of
from tests.unit.word import VALUE, WORD, Made, word_file


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
            [("Layout", [["State", "Kenya"], ["By", "OneTwo"], ["Date", ""]])],
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
    widths = [
        [int(cell.get(f"{WORD}w")) for cell in table.iterfind(f"{WORD}tblGrid/{WORD}gridCol")]
        for table in made.xml().iter(f"{WORD}tbl")
    ]
    assert widths == [[2000, 4000], [4000]], "an inner table is as wide as its cell"
    assert tables(word_file(a_document(*tree_of(body))))[0][0] == "Table", "and above it where it has none"
