"""Earlier recommendations are imported from the documents of the United Nations, named by key, listed and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from briefgen.decompose.previous_documents import read_index_rows, read_pasted_report
from briefgen.decompose.previous_entries import (
    PreviousEntry,
    build_key,
    find_cycle,
    find_session_year,
    read_states,
    split_states,
)
from tests.running import Result, copy_project
from tests.word_by_hand import paragraph, write_docx

Run = Callable[..., Result]
REVIEW = "Universal Periodic Review"

INDEX = [
    ["Universal Human Rights Index: export"],
    ["OHCHR Annotation Id", "Document Symbol", "Document Publication Date", "Reccomending Body", "Type", "Countries Concerned", "Regions Concerned",
     "Themes", "Affected Persons", "Sdgs", "Text", "UPR Session", "UPR Reccomending States", "UPR Position"],
    ["a1", "A/HRC/56/6", "45474", "- Universal Periodic Review", "- UPR", "- Fordland", "", "- Right to water\n- Wells", "- Children", "- 6 - CLEAN WATER AND SANITATION",
     "28.12 Repair the wells of the north (Canada, Czech Republic);", "45", "- Canada\n- Czechia", "Supported"],
    ["a2", "CAT/C/FRD/CO/5", "2016-02-03", "- CAT", "- Concluding observations", "- Fordland", "", "- Torture", "", "- 16",
     "47. The State party should end forced returns.", "", "", ""],
    ["a3", "A/HRC/40/54", "10/02/2019", "- SR Water", "- Report", "- Fordland", "", "", "", "", "(b) Publish all surveys of wells.", "", "", ""],
    ["", "", "", "", "", "", "", "", "", "", "", "", "", ""],
]  # fmt: skip
REPORT = """A/HRC/56/6
II. Conclusions and/or recommendations
28. The following recommendations enjoy the support of Fordland:
      28.12   Repair the wells
      of the north (Canada)
      (United Kingdom of Great Britain and Northern Ireland);
      28.13   Publish the survey, as was recommended

18                                                    GE.24-02819

A/HRC/56/6

      before (Côte d’Ivoire, Türkiye and the Republic of Korea);
29. The following recommendations have been noted by Fordland:
      29.1    End the fees (Iran (Islamic Republic of));
30. All conclusions reflect the position of the submitting States.
"""


def describe(entry: PreviousEntry) -> tuple[Any, ...]:
    return build_key(entry, "9"), entry.states, entry.position, entry.text


def test_a_report_that_was_pasted_as_text() -> None:
    assert [describe(entry) for entry in read_pasted_report(REPORT)] == [
        ("upr-2024-28.12", ("CAN", "GBR"), "supported", "Repair the wells of the north"),
        ("upr-2024-28.13", ("CIV", "TUR", "KOR"), "supported", "Publish the survey, as was recommended before"),
        ("upr-2024-29.1", ("IRN",), "noted", "End the fees"),
    ]


def test_an_export_of_the_index_with_reviews_committees_and_special_procedures() -> None:
    entries = list(read_index_rows(INDEX))
    assert [describe(entry) for entry in entries] == [
        ("upr-2024-28.12", ("CAN", "CZE"), "supported", "Repair the wells of the north"),
        ("cat-2016-47", (), "", "The State party should end forced returns."),
        ("sp-water-2019-b", (), "", "Publish all surveys of wells."),
    ]
    assert (entries[0].themes, entries[0].sdg, entries[0].persons) == (
        ("Right to water", "Wells"),
        ("6",),
        ("Children",),
    )


@pytest.mark.parametrize("heading", ["Recommending Body", "UPR Recommending States", "Annotation text"])
def test_newer_exports_spell_their_columns_otherwise(heading: str) -> None:
    older = {"Recommending Body": 3, "UPR Recommending States": 12, "Annotation text": 10}
    rows = [INDEX[0], [*INDEX[1]], *INDEX[2:]]
    rows[1][older[heading]] = heading
    assert [describe(entry) for entry in read_index_rows(rows)] == [describe(entry) for entry in read_index_rows(INDEX)]


@pytest.mark.parametrize(
    ("symbol", "year", "cycle"),
    [
        ("A/HRC/14/15", 2010, 1),
        ("A/HRC/28/15", 2015, 2),
        ("A/HRC/43/15/Add.1", 2020, 3),
        ("A/HRC/59/15", 2025, 4),
        ("CAT/C/FRD/CO/5", 0, 0),
        ("A/HRC/WG.6/48/SVN/1", 0, 0),
    ],
)
def test_the_symbol_of_a_report_says_its_year_and_cycle(symbol: str, year: int, cycle: int) -> None:
    assert (find_session_year(symbol), find_cycle(symbol)) == (year, cycle)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("Committee on the Rights of Persons with Disabilities", "crpd-2019-9"),
        ("Special Rapporteur on the rights of persons with disabilities", "sp-persons-disabilities-2019-9"),
        ("WG on discrimination against women and girls", "sp-discrimination-women-2019-9"),
        ("Special Rapporteur on racism, racial discrimination and xenophobia", "sp-racism-racial-2019-9"),
        ("Independent Expert on older persons", "sp-older-persons-2019-9"),
        ("Special Rapporteur on the human rights of migrants", "sp-migrants-2019-9"),
        ("Working Group on the Universal Periodic Review", "upr-2019-9"),
        ("HRCttee", "ccpr-2019-9"),
    ],
)
def test_a_special_procedure_with_the_words_of_a_committee_has_a_key_of_its_own(body: str, key: str) -> None:
    assert build_key(PreviousEntry(body, 2019, "Repair the wells.", ""), "9") == key


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ("Viet Nam", ("VNM",)),
        ("Bolivia (Plurinational State of)", ("BOL",)),
        ("Trinidad and Tobago", ("TTO",)),
        ("Bosnia and Herzegovina, Kenya", ("BIH", "KEN")),
        ("State of Palestine", ("PSE",)),
        ("Democratic Republic of the Congo; Congo", ("COD", "COG")),
        ("République-Unie de Tanzanie", ("TZA",)),
        ("United States of America", ("USA",)),
    ],
)
def test_names_of_states(names: str, codes: tuple[str, ...]) -> None:
    assert read_states([names]) == (codes, ())


def test_what_is_no_state_is_reported_and_stays_in_the_text() -> None:
    assert read_states(["Fordland"]) == ((), ("Fordland",))
    assert split_states("Repair the wells (Fordland);") == ("Repair the wells (Fordland)", (), ("Fordland",))
    assert split_states("Ratify it (OP-CAT) (Kenya)") == ("Ratify it (OP-CAT)", ("KEN",), ())


def build_cell(words: str) -> str:
    """A cell with a paragraph for each part between bars."""
    return f"<w:tc>{''.join(map(paragraph, words.split('|')))}</w:tc>"


def make_list(folder: Path) -> Path:
    """A thematic list as OHCHR publishes it, in Word."""
    cells = (
        ("28.12 Repair the wells of the north (Canada) (Kenya);|Source of Position: A/HRC/56/6/Add.1 - Para.3", "Supported", "- Right to water|SDGs:|- 6 - CLEAN WATER", ""),
        ("28.13 Publish the survey (Fordland);|Source of Position: A/HRC/56/6/Add.1 - Para.4", "Noted", "- Wells|Affected persons:|- children", ""),
    )  # fmt: skip
    lines = (("Recommendation", "Position", "Full list of themes", "Comments"), ("Theme: Water",), *cells)
    rows = "".join(f"<w:tr>{''.join(map(build_cell, row))}</w:tr>" for row in lines)
    return write_docx(folder / "list.docx", f"<w:tbl><w:tblPr/>{rows}</w:tbl>", paragraph("End"))


def test_a_thematic_list_is_named_by_key_and_printed_in_the_table_of_coverage(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    library = next(path.name for path in (root / "content").iterdir())
    done = run("import", "--previous", str(make_list(tmp_path)), cwd=root)
    assert (done.code, done.out.split()) == (0, ["upr-2024-28.12", "upr-2024-28.13"]), done.err
    assert "`Fordland` in `upr-2024-28.13` is not the name of a state" in done.err
    again = run("import", "--previous", str(make_list(tmp_path)), cwd=root)
    assert "0 earlier recommendations added" in again.err
    assert "2 are there already" in again.err
    block = root / f"content/{library}/repair.md"
    block.write_text(
        "---\ntitle: Repair\nkind: recommendation\nsensitivity: public\nstatus: reviewed\naddressee: Kenya\nstate: KEN\n"
        "action: Repair every well.\nprevious: [upr-2024-28.12]\n---\nWhy.\n",
        encoding="utf-8",
    )
    listed = run("list", "previous", "--format", "json", cwd=root).out
    assert "upr-2024-28.13" in listed
    assert "upr-2024-28.12" not in listed
    assert "repair" in next(
        line for line in run("list", "previous", "--all", cwd=root).out.splitlines() if "28.12" in line
    )
    brief = root / "briefs/table.yaml"
    brief.write_text(
        f"audience: public-report\nlibrary: {library}\ntitle: T\ndate: 2026-01-01\nvariables: {{coverage: true}}\n",
        encoding="utf-8",
    )
    built = run("build", "table", "--to", "html", cwd=root)
    assert built.code == 0, built.err
    assert "28.12 (CAN, KEN)" in (root / "out/table.html").read_text(encoding="utf-8")
    block.write_text(block.read_text(encoding="utf-8").replace("28.12", "28.14"), encoding="utf-8")
    unknown = run("check", "table", cwd=root)
    assert (
        f"content/{library}/repair.md:9: error: `upr-2024-28.14` is not in previous.yaml [previous-unknown]"
        in unknown.err + unknown.out
    )


def test_a_report_without_a_symbol_has_no_year_and_says_so(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    (tmp_path / "report.txt").write_text(
        "1.1 Repair the wells (Canada);\n1.2 Publish the survey (Kenya);\n", encoding="utf-8"
    )
    done = run("import", "--previous", str(tmp_path / "report.txt"), cwd=root)
    assert (done.code, done.out.split()) == (0, ["upr-1.1", "upr-1.2"])
    assert "`upr-1.1` has no year" in done.err
    assert run("list", "previous", cwd=root).code == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", "%PDF", "import-format"),
        ("a.txt", "No numbers here.", "import-previous"),
        ("a.xlsx", "no workbook", "import-format"),
        ("a.docx", "no file of Word", "import-format"),
    ],
)
def test_a_file_without_recommendations_is_refused(
    tmp_path: Path, run: Run, name: str, content: str, code: str
) -> None:
    root = copy_project("minimal", tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = run("import", "--previous", str(tmp_path / name), cwd=root)
    assert (done.code, f"[{code}]" in done.err) == (1, True), done.err
    assert not list((root / "content").glob("*/previous.yaml"))


@pytest.mark.parametrize(
    "options", [["--audience", "embassy"], ["--name", "wells"], ["--level", "2"], ["--sources", "water"], ["--changes", "reject"]]
)  # fmt: skip
def test_an_option_that_is_about_blocks_is_refused_and_not_ignored(
    tmp_path: Path, run: Run, options: list[str]
) -> None:
    (tmp_path / "a.txt").write_text("1.1 Repair the wells (Canada);\n", encoding="utf-8")
    done = run("import", "--previous", str(tmp_path / "a.txt"), *options, cwd=copy_project("minimal", tmp_path))
    assert (done.code, f"`--previous` does not use `{options[0]}` [import-previous]" in done.err) == (2, True), done.err


def test_a_project_without_a_library_is_told_how_to_make_one(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    rmtree(root / "content")
    (tmp_path / "a.txt").write_text("1.1 Repair the wells (Canada);\n", encoding="utf-8")
    done = run("import", "--previous", str(tmp_path / "a.txt"), cwd=root)
    assert (done.code, "hint: run `briefgen new library NAME` first" in done.err) == (2, True), done.err
