"""Facts, sources and recipients as tables: what is shown, what is checked, and the lines that acts write."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from briefgen.edit.refusal import EditRefused
from briefgen.load import library
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError
from briefgen.model.library import Library
from tests.programs import require_library

require_library("starlette", "composer")


@pytest.fixture
def water(project: Callable[[str], Path]) -> ComposerSession:
    """A library with facts and sources."""
    return ComposerSession(project("river-watch"))


@pytest.fixture
def offices(project: Callable[[str], Path]) -> ComposerSession:
    """A campaign with a table in CSV."""
    return ComposerSession(project("composing"))


def read_table(session: ComposerSession, table: str) -> Any:
    return VIEWS["table"](session, {"table": table})


def explain(fixed: Any) -> str:
    """Why a table cannot be changed, as an English page has it."""
    return EditRefused(fixed.reason, **fixed.values).message


def find_row(session: ComposerSession, table: str, row: str) -> Any:
    return next(entry for entry in read_table(session, table).rows if entry.id == row)


def test_what_zotero_exports_is_in_the_table_of_sources_at_once(water: ComposerSession) -> None:
    for title in ("Due Deference", "Deference, Defended"):
        before = water.revision
        work = f'{{"id": "young2009", "type": "book", "title": "{title}", "issued": {{"date-parts": [["2009"]]}}}}'
        (water.root / "content/clean-water/sources.json").write_text(f"[{work}]", encoding="utf-8")
        assert water.revision != before
        assert title in str(find_row(water, "sources", "young2009"))


def perform(session: ComposerSession, act: str, table: str, row: str, **values: str) -> str:
    """Perform an act on the first table of a kind, and return the lines that it changed."""
    view = read_table(session, table)
    file = session.root / view.file
    before = file.read_bytes().decode().splitlines()
    arguments = {"table": table, "choice": view.choice, "row": row, "values": values}
    perform_act(session, act, arguments, session.revision)
    lines = difflib.unified_diff(before, file.read_bytes().decode().splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def check(session: ComposerSession, table: str, row: str, values: str) -> Any:
    choice = read_table(session, table).choice
    return VIEWS["cell"](session, {"table": table, "choice": choice, "row": row, "values": values})


def test_a_library_that_a_brief_has_read_is_not_read_again(
    water: ComposerSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    load = library.load_library

    def note(project: Project, name: str, *rest: Any) -> Library:
        loaded.append(name)
        return load(project, name, *rest)

    monkeypatch.setattr(library, "load_library", note)
    VIEWS["outline"](water, {"brief": "water-report"})
    read_table(water, "facts")
    read_table(water, "sources")
    assert len(loaded) == 1


def test_facts_are_shown_as_people_type_them(water: ComposerSession) -> None:
    row = find_row(water, "facts", "households-without-water")
    assert row.cells["value"] == "12000 to 15000"
    assert (row.cells["unit"], row.cells["source"], row.cells["note"]) == ("households", "@ministry2024, p 9", "")
    assert find_row(water, "facts", "wells-2024").used == 2


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"value": "12000 to 16000"}, "-  value: [12000, 15000]\n+  value: [12000, 16000]"),
        ({"value": "9000"}, "-  value: [12000, 15000]\n+  value: 9000"),
        ({"value": "2024-01 to 2024-06"}, "-  value: [12000, 15000]\n+  value: [2024-01, 2024-06]"),
        ({"unit": "homes"}, "-  unit: {en: households, fr: ménages}\n+  unit: {en: homes, fr: ménages}"),
        ({"source": "@ministry2024; @icescr"}, '-  source: "@ministry2024, p 9"\n+  source: ["@ministry2024", "@icescr"]'),
        ({"certainty": ""}, "-  certainty: estimate"),
        ({"note": "ask again: soon"}, '+  note: "ask again: soon"'),
        ({"value": "13000", "was": "12000 to 15000", "why": "counted again"},
         "-  value: [12000, 15000]\n+  value: 13000\n+  was: [12000, 15000]\n+  why: counted again"),
    ],
)  # fmt: skip
def test_a_fact_changes_its_own_lines(water: ComposerSession, values: Mapping[str, str], lines: str) -> None:
    assert perform(water, "set-cells", "facts", "households-without-water", **values) == lines


def test_what_is_typed_is_checked_and_shown_as_it_is_printed(water: ComposerSession) -> None:
    good = check(water, "facts", "households-without-water", '{"value": "12000 to 16000"}')
    assert good.problems == ()
    assert [text.replace("\u202f", " ") for text in good.printed] == [
        "en: 12,000 to 16,000 households", "fr: 12 000 à 16 000 ménages"
    ]  # fmt: skip
    unknown = check(water, "facts", "wells-2023", '{"source": "@ministry2042"}')
    assert [(problem.code, problem.hints) for problem in unknown.problems] == [
        ("cite-unknown", ("did you mean `ministry2024`?",))
    ]


@pytest.mark.parametrize(
    ("table", "row", "values", "code"),
    [
        ("facts", "wells-2023", {"value": ""}, "file-missing"),
        ("facts", "wells-2023", {"value": "15 to 12"}, "fact-range"),
        ("facts", "wells-2023", {"source": "@nobody"}, "cite-unknown"),
        ("facts", "wells-2023", {"source": "none"}, "fact-source"),
        ("facts", "wells-2023", {"review_by": "soon"}, "file-value"),
        ("facts", "wells-2023", {"colour": "red"}, "act-refused"),
        ("facts", "wells-2030", {"value": "3"}, "act-refused"),
        ("sources", "icescr", {"type": "leaflet"}, "file-value"),
        ("sources", "icescr", {"title": "T", "issued": "one day"}, None),
    ],
)
def test_what_is_wrong_is_not_written(
    water: ComposerSession, table: str, row: str, values: Mapping[str, str], code: str | None
) -> None:
    file = water.root / read_table(water, table).file
    before = file.read_bytes()
    with pytest.raises(BriefgenError) as refused:
        perform(water, "set-cells", table, row, **values)
    assert code is None or refused.value.diagnostics[0].code == code
    assert file.read_bytes() == before


def test_a_fact_is_added_and_taken_out_again(water: ComposerSession) -> None:
    file = water.root / "content/clean-water/facts.yaml"
    before = file.read_bytes()
    lines = perform(water, "add-row", "facts", "wells-2025", value="90", unit="wells", source="@ministry2024")
    assert lines == '+wells-2025:\n+  value: 90\n+  unit: wells\n+  source: "@ministry2024"'
    with pytest.raises(BriefgenError, match="there is a fact"):
        perform(water, "add-row", "facts", "wells-2025", value="90", source="@ministry2024")
    with pytest.raises(BriefgenError, match="is used by"):
        perform(water, "remove-row", "facts", "wells-2024")
    perform(water, "remove-row", "facts", "wells-2025")
    assert file.read_bytes() == before
    for _ in range(2):
        water.journal.undo()
    assert file.read_bytes() == before


def test_the_impact_of_a_fact_names_its_texts_and_briefs(water: ComposerSession) -> None:
    impact: Any = VIEWS["impact"](water, {"library": "clean-water", "kind": "fact", "name": "wells-2024"})
    assert "situation/wells" in {text.name for text in impact.texts}
    assert "water-report" in impact.briefs
    with pytest.raises(BriefgenError, match="there is no fact"):
        VIEWS["impact"](water, {"library": "clean-water", "kind": "fact", "name": "wells-1900"})


def test_views_do_not_wait_for_what_takes_long(water: ComposerSession) -> None:
    def build() -> str:
        with ThreadPoolExecutor(1) as others:
            return others.submit(lambda: water.revision).result(timeout=120)

    assert water.read_lasting("slow", build, ()) == water.revision
    assert water.read_lasting("slow", lambda: "again", ()) == water.revision


def test_of_what_takes_long_the_values_are_kept_that_were_asked_for_last(water: ComposerSession) -> None:
    for number in range(20):
        assert water.read_lasting("often", lambda: "once", ()) == "once"
        water.read_lasting(number, partial(str, number), ())
    assert water.read_lasting("often", lambda: "again", ()) == "once"
    assert water.read_lasting(19, lambda: "again", ()) == "19"
    assert water.read_lasting(0, lambda: "again", ()) == "again"


def test_sources_have_names_and_days_as_people_type_them(water: ComposerSession) -> None:
    assert find_row(water, "sources", "ministry2024").cells["author"] == "Ministry of Water"
    written = perform(water, "set-cells", "sources", "ministry2024", author="Yoon, Lina; {Office, Water}; UNHCR")
    assert written.endswith('+    author: [{family: Yoon, given: Lina}, {literal: "Office, Water"}, {literal: UNHCR}]')
    assert find_row(water, "sources", "ministry2024").cells["author"] == "Yoon, Lina; {Office, Water}; UNHCR"
    assert perform(water, "set-cells", "sources", "ministry2024", issued="2024-05").endswith("+    issued: 2024-05")
    with pytest.raises(BriefgenError, match="is cited by"):
        perform(water, "remove-row", "sources", "icescr")
    added = perform(water, "add-row", "sources", "cohen2014", type="book", title="Rivers: a history")
    assert added == '+  - id: cohen2014\n+    type: book\n+    title: "Rivers: a history"'


def test_an_export_of_another_program_is_listed_and_left(water: ComposerSession) -> None:
    export = water.root / "content/clean-water/sources.bib"
    export.write_text("@book{bib2020, title = {A Book}, year = 2020}\n")
    reason = find_row(water, "sources", "bib2020").fixed
    assert reason
    assert reason.reason == "exported"
    with pytest.raises(BriefgenError, match=r"not in `sources.yaml`"):
        perform(water, "set-cells", "sources", "bib2020", title="Another")


def test_recipients_change_cell_by_cell(offices: ComposerSession) -> None:
    assert [row.id for row in read_table(offices, "recipients").rows] == ["north", "south"]
    assert perform(offices, "set-cells", "recipients", "north", name="North, and East") == (
        '-north,Office of the North\n+north,"North, and East"'
    )
    assert perform(offices, "add-row", "recipients", "west", name="West") == "+west,West"
    assert perform(offices, "remove-row", "recipients", "south") == "-south,Office of the South"
    assert check(offices, "recipients", "north", '{"name": ""}').problems[0].code == "recipients-name"
    with pytest.raises(BriefgenError, match="taken"):
        perform(offices, "add-row", "recipients", "west", name="West")
    with pytest.raises(BriefgenError, match="cannot name a file"):
        perform(offices, "add-row", "recipients", "a/b", name="West")


def test_recipients_in_yaml(offices: ComposerSession) -> None:
    campaigns = offices.root / "campaigns"
    campaigns.joinpath("offices.yaml").write_text("briefs: [report]\nrecipients: people.yaml\n")
    campaigns.joinpath("people.yaml").write_text("# ours\n- id: north  # first\n  name: 'N'\n- {id: south, name: S}\n")
    assert perform(offices, "set-cells", "recipients", "north", name="North") == "-  name: 'N'\n+  name: 'North'"
    assert perform(offices, "add-row", "recipients", "west", name="W") == "+- id: west\n+  name: W"
    assert perform(offices, "remove-row", "recipients", "south") == "-- {id: south, name: S}"


@pytest.mark.parametrize(
    ("table", "file", "content", "words"),
    [
        ("facts", "content/clean-water/facts.yaml", b"one: [\n", "the file has an error"),
        ("facts", "content/clean-water/facts.yaml", b"- one\n", "not a mapping of facts"),
        ("facts", "content/clean-water/facts.yaml", "one: é\n".encode("latin-1"), "not UTF-8"),
        ("sources", "content/clean-water/sources.yaml", "title: é\n".encode("latin-1"), "not UTF-8"),
        ("sources", "content/clean-water/sources.yaml", b"a: 1\na: 2\n", "is here twice"),
    ],
)
def test_a_file_with_an_error_is_shown_with_its_message(
    water: ComposerSession, table: str, file: str, content: bytes, words: str
) -> None:
    (water.root / file).write_bytes(content)
    view = read_table(water, table)
    assert view.rows == ()
    assert words in explain(view.fixed)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no row of column names"), ("id,name\nx,\xe9\n".encode("latin-1"), "not UTF-8"), (b'id,name\n"x" y,1\n', "middle of a cell")],
)  # fmt: skip
def test_a_table_with_an_error_is_shown_with_its_message(offices: ComposerSession, content: bytes, words: str) -> None:
    (offices.root / "campaigns/offices.csv").write_bytes(content)
    assert words in explain(read_table(offices, "recipients").fixed)


def test_a_read_only_file_is_left_in_words(water: ComposerSession) -> None:
    (water.root / "content/clean-water/facts.yaml").chmod(0o444)
    with pytest.raises(BriefgenError, match="read-only"):
        perform(water, "set-cells", "facts", "wells-2024", value="94")
