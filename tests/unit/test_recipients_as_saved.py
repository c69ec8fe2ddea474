"""Recipients from tables as spreadsheets save them: what one sees in a cell is what a letter prints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from briefgen.compose.cell_text import format_cell
from briefgen.load.recipients.number_formats import read_date, read_number
from briefgen.load.recipients.table import RecipientTable, read_table
from briefgen.load.recipients.table_row import TableSettings
from briefgen.model.cell import DateCell, DateForm, NumberCell, TruthCell
from briefgen.model.diagnostic import Sink


def read(path: Path, **settings: str) -> tuple[RecipientTable | None, str]:
    sink = Sink()
    table = read_table(path, path.name, sink, TableSettings(**settings))
    return table, "; ".join(f"{found.origin} {found.code} {found.message}" for found in sink.diagnostics)


def read_csv(folder: Path, content: str | bytes, **settings: str) -> tuple[RecipientTable | None, str]:
    path = folder / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, **settings)


def at(*parts: int) -> datetime:
    """A moment as a spreadsheet holds it: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def keep(book: Workbook) -> None:
    """No change."""


def workbook(folder: Path, change: Callable[[Workbook], Any], rows: tuple[tuple[object, ...], ...] = ()) -> Path:
    book = Workbook()
    assert book.active
    book.active.title = "Now"
    for row in rows or (("id", "day"), ("ember", "Monday"), ("quill", "Tuesday")):
        book.active.append(list(row))
    change(book)
    book.save(folder / "table.xlsx")
    return folder / "table.xlsx"


def ids(table: RecipientTable | None) -> list[str]:
    return [recipient.id for recipient in table.recipients] if table else []


@pytest.mark.parametrize(
    ("value", "pattern", "seen"),
    [
        (7, "0000", "0007"),
        (7.0, "General", "7"),
        (0.25, "0%", "25%"),
        (0.255, "0.0%", "25.5%"),
        (12500, "#,##0", "12,500"),
        (1234567, "000-0000", "123-4567"),
        (41229179000, "+## ## ### ## ##", "+41 22 917 90 00"),
        (1250, '"$"#,##0.00', "$1,250.00"),
        (1250, '#,##0 "kg"', "1,250 kg"),
        (-5, "0;[Red]-0", "-5"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-1250, '"$"#,##0_);[Red]("$"#,##0)', "($1,250)"),
        (-3, '0" more";0" fewer"', "3 fewer"),
        (-5, '"$"0;[Red]"$"0', "-$5"),
        (-5, "[Blue]0;[Red]0", "-5"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (2025551234, r"[<=9999999]###\-####;\(###\)\ ###\-####", "(202) 555-1234"),
        (5551234, r"[<=9999999]###\-####;\(###\)\ ###\-####", "555-1234"),
        (5, "[>=1000]#,##0;0.00", "5.00"),
        (0.5, "[=1]0;[<1]0%;0.0", "50%"),
        (0.1 + 0.2, "General", "0.3"),
        (2.5, "0.##", "2.5"),
        (1 / 3, "0.00", "0.33"),
    ],
)
def test_a_number_is_read_as_a_spreadsheet_shows_it(value: float, pattern: str, seen: str) -> None:
    shown = read_number(value, pattern)
    assert shown is not None
    assert shown[0] == seen


@pytest.mark.parametrize(("value", "pattern"), [(4, ";;;"), (-4, ";;;"), (0, "0;-0;;@"), (-4, "0;")])
def test_a_number_that_its_format_hides_is_left_to_a_warning(value: int, pattern: str) -> None:
    assert read_number(value, pattern) is None


@pytest.mark.parametrize("pattern", ["# ?/?", "0.00E+00"])
def test_a_number_format_that_is_not_known_is_left_to_a_warning(tmp_path: Path, pattern: str) -> None:
    assert read_number(0.5, pattern) is None

    def set_format(book: Workbook) -> None:
        assert book.active
        book.active["B2"].number_format = pattern

    table, problems = read(workbook(tmp_path, set_format, (("id", "share"), ("ember", 0.5))))
    assert f"table.xlsx:2 recipients-cell column 2 has the number format `{pattern}`" in problems
    assert table
    assert table.recipients[0].fields["share"] == "0.5"


@pytest.mark.parametrize(
    ("value", "pattern", "seen"),
    [
        (at(2026, 12, 14), "dd/mm/yyyy", "2026-12-14"),
        (at(2026, 12, 14, 9, 30), "dd/mm/yyyy hh:mm", "2026-12-14 09:30"),
        (at(2026, 12, 14, 9, 30), "dd.mm.yyyy", "2026-12-14"),
        (at(2026, 12, 14, 9, 30), "h:mm", "09:30"),
        (at(2026, 12, 1), "mmmm yyyy", "2026-12"),
        (at(2026, 12, 1), "yyyy", "2026"),
        (at(2026, 12, 14), "dddd", "2026-12-14"),
        (at(2026, 12, 14), "[$-409]ddd;@", "2026-12-14"),
        (at(2026, 12, 1), 'yyyy"年"m"月"d"日"', "2026-12-01"),
        (time(9, 30), "h:mm", "09:30"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
    ],
)
def test_a_date_is_compared_in_one_form(value: datetime | time | timedelta, pattern: str, seen: str) -> None:
    assert read_date(value, pattern)[0] == seen


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (DateCell(date(2026, 12, 14)), {"en": "14 December 2026", "fr": "14 décembre 2026", "zh": "2026年12月14日"}),
        (DateCell(at(2026, 12, 14, 9, 30), has_time=True), {"en": "14 December 2026, 09:30"}),
        (DateCell(date(2026, 12, 1), DateForm.MONTH), {"en": "December 2026", "es": "diciembre de 2026"}),
        (DateCell(date(2026, 12, 14), DateForm.WEEKDAY), {"en": "Monday", "fr": "lundi", "zh": "星期一"}),
        (DateCell(date(2026, 12, 1), DateForm.DAY_OF_YEAR), {"en": "1 December", "ko": "12월 1일"}),
        (DateCell(time(9, 30), has_time=True), {"en": "09:30", "ar": "09:30"}),
        (NumberCell(Decimal(25), is_share=True), {"en": "25%", "fr": "25\xa0%", "zh": "25%"}),
        (NumberCell(Decimal("12500.50"), is_grouped=True), {"en": "12,500.50", "fr": "12\u202f500,50"}),
        (
            DateCell(date(2026, 12, 1), has_weekday=True),
            {
                "en": "Tuesday, 1 December 2026",
                "fr": "mardi 1er décembre 2026",
                "zh": "2026年12月1日星期二",
                "ar": "الثلاثاء، 1 كانون الأول/ديسمبر 2026",
                "ko": "2026년 12월 1일 화요일",
            },
        ),
        (
            DateCell(date(2026, 12, 14), DateForm.DAY_OF_YEAR, has_weekday=True),
            {
                "en": "Monday, 14 December",
                "es": "lunes, 14 de diciembre",
                "ru": "понедельник, 14 декабря",
                "zh": "12月14日星期一",
            },
        ),
        (DateCell(date(2026, 12, 1), DateForm.MONTH), {"ar": "كانون الأول/ديسمبر 2026", "ru": "декабрь 2026 года"}),
        (DateCell(date(2026, 12, 14), DateForm.DAY_OF_YEAR), {"ar": "14 كانون الأول/ديسمبر"}),
        (
            NumberCell(Decimal("1234.50"), is_grouped=True, after=" €"),
            {"en": "1,234.50 €", "fr": "1\u202f234,50 €", "es": "1.234,50 €", "ko": "1,234.50 €"},
        ),
        (NumberCell(Decimal("1234.5"), is_grouped=True, before="$"), {"en": "$1,234.5", "ru": "$1\xa0234,5"}),
        (NumberCell(Decimal("3.5")), {"en": "3.5", "ru": "3,5"}),
        (TruthCell(value=True), {"en": "TRUE", "fr": "VRAI", "ru": "ИСТИНА", "ko": "TRUE"}),
        (TruthCell(value=False), {"en": "FALSE", "es": "FALSO"}),
    ],
)
def test_a_cell_is_printed_in_the_language_of_its_reader(cell: Any, printed: dict[str, str]) -> None:
    assert {language: format_cell(cell, language) for language in printed} == printed


@pytest.mark.parametrize(
    ("value", "pattern", "cell"),
    [
        (1250, '"$"#,##0.00', NumberCell(Decimal("1250.00"), is_grouped=True, before="$")),
        (1250, '_-* #,##0 "€"_-', NumberCell(Decimal(1250), is_grouped=True, after=" €")),
        (1250, "[$CHF-807] #,##0", NumberCell(Decimal(1250), is_grouped=True, before="CHF ")),
        (0.5, '0% "of homes"', NumberCell(Decimal(50), is_share=True, after=" of homes")),
    ],
)
def test_a_number_keeps_what_its_format_sets_beside_it(value: float, pattern: str, cell: NumberCell) -> None:
    shown = read_number(value, pattern)
    assert shown is not None
    assert shown[1] == cell


@pytest.mark.parametrize(
    ("pattern", "cell"),
    [
        ("dddd d mmmm yyyy", DateCell(date(2026, 12, 14), has_weekday=True)),
        ("ddd d mmm", DateCell(date(2026, 12, 14), DateForm.DAY_OF_YEAR, has_weekday=True)),
        ("d mmmm yyyy", DateCell(date(2026, 12, 14))),
    ],
)
def test_a_date_keeps_the_day_of_the_week_that_its_format_shows(pattern: str, cell: DateCell) -> None:
    assert read_date(at(2026, 12, 14), pattern)[1] == cell


def test_hidden_and_filtered_rows_are_named(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        assert book.active
        book.active.row_dimensions[3].hidden = True

    path = workbook(tmp_path, hide)
    table, problems = read(path)
    assert table is None
    assert problems == "table.xlsx:3 recipients-hidden row 3 is hidden or filtered out in the workbook"
    assert ids(read(path, hidden="include")[0]) == ["ember", "quill"]
    assert ids(read(path, hidden="leave-out")[0]) == ["ember"]


def test_a_hidden_sheet_is_passed_over_unless_it_is_named(tmp_path: Path) -> None:
    def add_old(book: Workbook) -> None:
        old = book.create_sheet("Old", 0)
        old.append(["id"])
        old.append(["dorne"])
        old.sheet_state = "hidden"

    path = workbook(tmp_path, add_old)
    assert ids(read(path)[0]) == ["ember", "quill"]
    assert ids(read(path, sheet="old")[0]) == ["dorne"]
    assert read(path, sheet="Nowt")[1] == "table.xlsx recipients-sheet the workbook has no sheet `Nowt`"


def test_of_two_visible_sheets_one_is_named_and_a_blank_one_is_none(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda book: book.create_sheet("Sheet2"))
    assert ids(read(path)[0]) == ["ember", "quill"]
    path = workbook(tmp_path, lambda book: book.create_sheet("Old", 0).append(["id"]))
    message = "table.xlsx recipients-sheet the workbook has the sheets `Old`, `Now`, and any of them could be meant"
    assert read(path)[1] == message
    assert ids(read(path, sheet="Now")[0]) == ["ember", "quill"]


@pytest.mark.parametrize(
    "error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NV", "#¡VALOR!", "#ССЫЛКА!", "Err:502", "####"]
)
def test_an_error_of_a_spreadsheet_is_refused_in_every_kind_of_table(tmp_path: Path, error: str) -> None:
    table, problems = read_csv(tmp_path, f"id,mission\nember,{error}\n")
    assert table is None
    told = f"`{error}`" if error == "####" else f"the error `{error}`"
    assert problems.startswith(f"table.csv:2 recipients-cell column 2 shows {told}")
    assert read(workbook(tmp_path, keep, (("id", "mission"), ("ember", error))))[0] is None


def test_a_formula_in_a_csv_file_is_warned_of(tmp_path: Path) -> None:
    table, problems = read_csv(tmp_path, 'id,no\nember,"=""0007"""\n')
    assert problems == "table.csv:2 recipients-formula column 2 holds a formula, which is printed as it is written"
    assert ids(table) == ["ember"]


@pytest.mark.parametrize("cell", ["+SUM(A1:A9)", "@SUM(A1)", "-SUM(B2)", '+HYPERLINK(""x"")'])
def test_a_formula_behind_another_sign_is_warned_of(tmp_path: Path, cell: str) -> None:
    _, problems = read_csv(tmp_path, f'id,no\nember,"{cell}"\n')
    assert problems == "table.csv:2 recipients-formula column 2 holds a formula, which is printed as it is written"


@pytest.mark.parametrize(
    "cell", ["+41 22 555 12 34", "-5", "@riverwatch", "+", "=", "- none (so far)", "@ the office (Geneva)"]
)
def test_a_telephone_number_or_a_name_is_no_formula(tmp_path: Path, cell: str) -> None:
    assert read_csv(tmp_path, f"id,no\nember,{cell}\n")[1] == ""


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;;;"])
def test_the_line_that_names_the_separator_is_not_a_row(tmp_path: Path, first: str) -> None:
    table, problems = read_csv(tmp_path, f"{first}\nid;no\nember;1,2\n;x\n")
    assert ids(table) == ["ember"]
    assert problems == "table.csv:4 recipients-id `id` in column 1 is empty"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["Ambassade de Zélande", "سفارة", "大使馆", "посольство"])
def test_unicode_text_is_read_and_a_missing_mark_is_said(tmp_path: Path, encoding: str, name: str) -> None:
    table, problems = read_csv(tmp_path, f"id\tname\nember\t{name}\n".encode(encoding))
    assert table
    assert table.recipients[0].fields["name"] == name
    assert problems == (
        ""
        if encoding in {"utf-16", "utf-32"}
        else "table.csv:1 recipients-encoding is UTF-16 without a byte order mark; it is read as UTF-16"
    )


@pytest.mark.parametrize(
    ("encoding", "name", "guess"),
    [
        ("windows-1252", "Ambassade de Zélande – Œuvre", "it looks like Windows-1252"),
        ("windows-1252", "Müller", "it looks like Windows-1252"),
        ("windows-1252", "L’Ambassade", "it looks like Windows-1252"),
        ("windows-1251", "посольство Кении", "it looks like Windows-1251, in which Excel saves CSV in Russia"),
        ("windows-1251", "Щукин", "it looks like Windows-1251"),
        ("windows-1251", "КЕНИЯ", "it looks like Windows-1251"),
        ("windows-1251", "Міністерство України", "it looks like Windows-1251"),
        ("windows-1251", "Министерство на външните работи", "it looks like Windows-1251"),
        ("windows-1253", "Πρεσβεία της Κένυας", "it looks like Windows-1253"),
        ("windows-1255", "שגרירות קניה", "it looks like Windows-1255"),
        ("windows-1256", "سفارة كينيا", "it looks like Windows-1256"),
        ("gb18030", "肯尼亚大使馆", ""),
        ("big5", "肯亞大使館", ""),
        ("cp932", "ケニア大使館", ""),
        ("cp949", "케냐 대사관", ""),
    ],
)
def test_another_encoding_is_told_and_read_once_it_is_named(
    tmp_path: Path, encoding: str, name: str, guess: str
) -> None:
    content = f"id,name\nember,{name}\n".encode(encoding)
    table, problems = read_csv(tmp_path, content)
    assert table is None
    assert "table.csv:2 file-encoding is not UTF-8" in problems
    assert guess in problems
    assert bool(guess) == ("it looks like" in problems)
    table, problems = read_csv(tmp_path, content, encoding=encoding)
    assert problems == ""
    assert table
    assert table.recipients[0].fields["name"] == name


@pytest.mark.parametrize(
    ("saved", "name"),
    [
        ("windows-1251", "посольство Кении"),
        ("windows-1253", "Πρεσβεία της Κένυας"),
        ("windows-1255", "שגרירות קניה"),
        ("windows-1256", "سفارة كينيا"),
    ],
)
@pytest.mark.parametrize("stated", ["windows-1252", "windows-1250"])
def test_another_alphabet_is_not_read_as_latin_without_a_word(
    tmp_path: Path, saved: str, name: str, stated: str
) -> None:
    _, problems = read_csv(tmp_path, f"id,name\nember,{name}\n".encode(saved), encoding=stated)
    told = f"table.csv:1 recipients-encoding is read as {stated.capitalize()}, and looks like {saved.capitalize()}"
    assert told in problems or "file-encoding" in problems


@pytest.mark.parametrize("name", ["Ambassade de Zélande – Œuvre", "Žižkov Praha", "Łódź", "Größe ÄÖÜ"])
@pytest.mark.parametrize("stated", ["windows-1252", "windows-1250"])
def test_latin_letters_are_read_as_stated(tmp_path: Path, name: str, stated: str) -> None:
    content = f"id,name\nember,{name}\n".encode(stated, "ignore")
    assert read_csv(tmp_path, content, encoding=stated)[1] == ""


@pytest.mark.parametrize(
    "name", ["café", "भारत", "السفارة", "ไทย", "大使馆", "посольство", "대사관", "Ελλάδα", "می\u200cخواهم"]
)
def test_an_id_may_be_in_any_script(tmp_path: Path, name: str) -> None:
    assert ids(read_csv(tmp_path, f"id,name\n{name},x\n")[0]) == [name]


def test_letters_and_accents_apart_are_one_letter(tmp_path: Path) -> None:
    assert ids(read_csv(tmp_path, "id\ncafe\u0301\n")[0]) == ["café"]
    assert "the id `café` in column 1 is taken by line 2" in read_csv(tmp_path, "id\ncafe\u0301\ncafé\n")[1]


@pytest.mark.parametrize("name", ["\u0301a", "a\u200bb", "a\u200c", "a/b", "a\u202eb"])
def test_an_id_that_reads_otherwise_than_it_is_written_is_refused(tmp_path: Path, name: str) -> None:
    assert "cannot name a file" in read_csv(tmp_path, f"id,n\n{name},x\n")[1]
