"""Tables in Word files."""

from __future__ import annotations

from tests.unit.documents import a_document, tree_of
from tests.unit.word import VALUE, WORD, word_file


def test_a_table_repeats_its_head_and_keeps_its_spans() -> None:
    made = word_file(
        a_document(
            *tree_of(
                "<table><caption>Shares</caption><thead><tr><th>Class</th><th>Share</th></tr></thead>"
                '<tbody><tr><td rowspan="2">Loyal</td><td class="align-right">28<note>p 3</note></td></tr>'
                '<tr><td>29</td></tr><tr><td colspan="2">Both</td></tr></tbody></table><p>After.</p>'
            )
        )
    )
    head, first, second, last = made.xml().iter(f"{WORD}tr")
    assert head.find(f"{WORD}trPr/{WORD}tblHeader") is not None
    assert first.find(f"{WORD}trPr/{WORD}tblHeader") is None
    assert [merge.get(VALUE) for merge in made.xml().iter(f"{WORD}vMerge")] == ["restart", "continue"]
    assert last.find(f"{WORD}tc/{WORD}tcPr/{WORD}gridSpan").get(VALUE) == "2"
    assert second.find(f"{WORD}trPr/{WORD}cantSplit") is not None
    assert made.words == "Shares | Class | Share | Loyal | 28⟦1⟧ | 29 | Both | After."


def test_tables_that_follow_one_another_stay_two() -> None:
    table = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    made = word_file(a_document(*tree_of(table + table)))
    kinds = [element.tag.removeprefix(WORD) for element in made.xml().find(f"{WORD}body")]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]


def test_columns_are_as_wide_as_their_text_asks() -> None:
    told = (
        "What it means for those who are sorted into this class, told at some length, and for their children after them"
    )
    rows = f"<tr><td>Loyal</td><td>Haeksim</td><td>{told}</td></tr>"
    made = word_file(
        a_document(*tree_of(f"<table><tbody>{rows}<tr><td colspan='2'>Both</td><td>x</td></tr></tbody></table>"))
    )
    grid = [int(column.get(f"{WORD}w")) for column in made.xml().iter(f"{WORD}gridCol")]
    assert grid[2] > 4 * grid[0]
    assert grid[1] > grid[0]
    cells = [[int(width.get(f"{WORD}w")) for width in row.iter(f"{WORD}tcW")] for row in made.xml().iter(f"{WORD}tr")]
    assert cells == [grid, [grid[0] + grid[1], grid[2]]]
    assert sum(grid) <= int(made.xml().find(f".//{WORD}tblW").get(f"{WORD}w"))


def test_rows_outside_the_parts_of_a_table_are_kept_in_order() -> None:
    made = word_file(
        a_document(
            *tree_of(
                "<table><tfoot><tr><td>c</td></tr></tfoot><thead><tr><th>a</th></tr></thead><tr><td>b</td></tr></table>"
            )
        )
    )
    assert made.words == "a | b | c"


def test_a_table_in_a_cell_is_kept_once() -> None:
    inner = "<table><tbody><tr><td>inner</td></tr></tbody></table>"
    made = word_file(a_document(*tree_of(f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>")))
    assert made.words == "inner"
    assert made.said.counts["tables"] == 2


def test_what_announces_a_table_stays_on_its_page() -> None:
    table = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    made = word_file(a_document(*tree_of(f"<p>These are:</p>{table}<p>More.</p>{table}")))
    kept = [made.paragraph(words).find(f"{WORD}pPr/{WORD}keepNext") is not None for words in ("These are", "More")]
    assert kept == [True, False]


def test_a_column_of_cyrillic_words_is_wide_enough_for_the_longest() -> None:
    row = f"<tr><td>abcdefghijkl</td><td>Колеблющийся</td><td>{'a long text ' * 20}</td></tr>"
    made = word_file(a_document(*tree_of(f"<table><tbody>{row}</tbody></table>")))
    latin, cyrillic, _ = [int(column.get(f"{WORD}w")) for column in made.xml().iter(f"{WORD}gridCol")]
    assert 1.1 * latin < cyrillic < 1.3 * latin
