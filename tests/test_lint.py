"""For every lint a text that it marks and one that it lets pass; recommendations that can and cannot be followed up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.check.lint import LINTS
from briefgen.model.action_category import VERBS_BY_CATEGORY, find_category
from tests.running import ROOT, Result, copy_project

WELLS = "content/water/wells.md"
SOURCES = {"content/water/sources.yaml": "references:\n  - {id: report, type: book, title: Report, issued: 2026}\n"}
FACTS = "content/water/facts.yaml"
LONG = " ".join(["word"] * 40)
RUN = "one two three four five six seven eight nine ten eleven"


def block(text: str) -> str:
    return f"---\ntitle: Wells\nkind: situation\nsensitivity: public\nstatus: approved\n---\n{text}\n"


def ask(action: str, more: str = "deadline: 2028\nindicator: Wells repaired.\nlegal_basis: '@report'\n") -> str:
    return (
        "---\ntitle: Ask\nkind: recommendation\nsensitivity: public\nstatus: approved\n"
        f"addressee: Kenya\nstate: KEN\naction: {action}\n{more}---\nText.[@report]\n"
    )


def fact(name: str, value: int, more: str = "") -> str:
    return f"{name}: {{value: {value}, unit: wells, as_of: 2024, source: '@report', certainty: counted, label: dry wells{more}}}\n"


@dataclass(frozen=True)
class Case:
    """A code, files that are marked and files that pass, and part of what is said."""

    code: str
    marked: dict[str, str]
    passed: dict[str, str]
    says: str


ONE = "content/water/one.md"
TWO = "content/water/two.md"
CASES = (
    Case("lint-number", {WELLS: block("The wells serve 1,200 people.")}, {WELLS: block("The wells serve 1,200 people.[@report]")}, "`1,200`"),
    Case("lint-number", {WELLS: block("Of all, 40 per cent are dry.")},
         {FACTS: fact("dry", 40), WELLS: block('In 1967, on 3 May 1968, under article 46, {{ fact("dry") }} were dry.')}, "`40 per cent`"),
    Case("lint-number", {WELLS: block("It serves 3 million people.")}, {WELLS: block("Three of the wells, on item 4 of the list, ran dry.")}, "`3 million`"),
    Case("lint-number", {WELLS: block("Of the wells 7 are dry.")}, {WELLS: block("1. On May 3, 1967\n2. On 3 May (section 7 of table 2)")}, "`7`"),
    Case("lint-number", {WELLS: block("Some two hundred wells are dry.")}, {WELLS: block("Hundreds of wells are dry.")}, "`two hundred`"),
    Case("lint-notes", {WELLS: block(f"The wells are dry.[^1]\n\n[^1]: {'See the report on wells. ' * 31}")},
         {WELLS: block(f"{'The wells are dry. ' * 41}[^1]\n\n[^1]: {'See the report on wells. ' * 31}")}, "the notes have 155 words, the text has"),
    Case("lint-notes", {WELLS: block(f"The wells are dry.[^1]\n\n[^1]: {'See the report on wells. ' * 31}")},
         {WELLS: block(f"The wells are dry.[^1]\n\n[^1]: {'See the report on wells. ' * 29}")}, "155 words"),
    Case("lint-quotation", {WELLS: block("> The wells are dry.")}, {WELLS: block("> The wells are dry.[@report]")}, "The wells are dry."),
    Case("lint-quotation", {WELLS: block("They said ‘the council’s wells are dry’.")}, {WELLS: block("The council’s wells and the town’s, it is said, are dry.")}, "the council’s wells are dry"),
    Case("lint-quotation", {WELLS: block('They said "the wells are dry and dead".')},
         {WELLS: block('They said "the wells are dry and dead".[@report] Others said "no".')}, "the wells are dry and dead"),
    Case("lint-number", {WELLS: block("The share stood at 10.30 per cent.")},
         {WELLS: block("They came at 10.30 on 3 May 2024, and left at 5 p.m. or at 17:45.")}, "`10.30 per cent`"),
    Case("lint-word", {WELLS: block("This is obviously wrong.")}, {WELLS: block("This is wrong.")}, "`obviously`"),
    Case("lint-word", {WELLS: block("The barbaric council refused.")}, {WELLS: block("The council refused.")}, "`barbaric`"),
    Case("lint-word", {WELLS: block("This is evil.")}, {WELLS: block("They called it “evil”.")}, "`evil`"),
    Case("lint-acronym", {WELLS: block("The WASH plan failed.")},
         {WELLS: block("The water, sanitation and hygiene (WASH) plan failed. WASH costs money.")}, "`WASH`"),
    Case("lint-sentence", {WELLS: block(f"Every {LONG}.")}, {WELLS: block(f"{LONG.capitalize()}. And more.")}, "41 words"),
    Case("lint-repetition", {WELLS: block(f"{RUN} twelve."), ONE: block(f"{RUN} twelve.")},
         {WELLS: block(f"{RUN} twelve."), ONE: block(f"{RUN} thirteen.")}, "`wells` repeats `one`"),
    Case("lint-fact-review", {FACTS: fact("dry", 4, ", review_by: 2026-01-14"), WELLS: block('Dry: {{ fact("dry") }}.')},
         {FACTS: fact("dry", 4, ", review_by: 2026-01-15"), WELLS: block('Dry: {{ fact("dry") }}.')}, "2026-01-14"),
    Case("lint-fact-source", {FACTS: "dry: {value: 40, unit: wells, as_of: 2024}\n", WELLS: block('{{ fact("dry") }} wells.')},
         {FACTS: "dry: {value: 40, unit: wells, as_of: 2024, source: none, note: Our own count.}\n", WELLS: block('{{ fact("dry") }} wells.')}, "no source"),
    Case("lint-fact-bare", {FACTS: fact("dry", 40).replace("counted", "disputed"), WELLS: block('{{ fact("dry") }} wells.')},
         {FACTS: fact("dry", 40).replace("counted", "disputed"), WELLS: block('The board denies it: {{ fact("dry") }} wells.')}, "disputed"),
    Case("lint-fact-bare", {FACTS: fact("dry", 40).replace("2024", "2009"), WELLS: block('Since 2020, {{ fact("dry") }} wells are dry.')},
         {FACTS: fact("dry", 40).replace("2024", "2009"), WELLS: block('{{ fact("dry") }} wells.[^1]\n\n[^1]: In 2009; see @report.')}, "is of 2009"),
    Case("lint-fact-unit", {FACTS: fact("far", 40).replace("wells", "km"), WELLS: block('It is {{ fact("far") }} away.')},
         {FACTS: fact("far", 40).replace("wells", "km"), WELLS: block('It is {{ fact("far") }} kilometres, {{ fact("far", unit=True) }}, away.')}, "`km`"),
    Case("lint-fact-unit", {FACTS: fact("lead", 4).replace("wells", "micrograms per litre"), WELLS: block('It held {{ fact("lead") }} of lead.')},
         {FACTS: fact("lead", 40), WELLS: block('Of all, {{ fact("lead") }} are dry.')}, "micrograms per litre"),
    Case("lint-fact-typed", {FACTS: fact("dry", 1412), WELLS: block('Dry: {{ fact("dry") }} wells. In the north, 1,412.[@report]')},
         {FACTS: fact("dry", 1412), WELLS: block('Dry: {{ fact("dry") }} wells. In the north, 1,413.[@report, 1412]')}, "has it"),
    Case("lint-fact-typed", {FACTS: fact("dry", 40), WELLS: block('Dry: {{ fact("dry") }} wells, and then 40 wells.[@report]')},
         {FACTS: fact("dry", 40), WELLS: block('Dry: {{ fact("dry") }} wells, in 40 villages.[@report]')}, "has it"),
    Case("lint-fact-typed", {FACTS: fact("dry", 40), WELLS: block('Dry: {{ fact("dry") }} wells. Not 39 wells. So they say.[@report]')},
         {FACTS: fact("dry", 40), WELLS: block('Dry: {{ fact("dry") }} wells. Not 39 wells.[@report]')}, "another number"),
    Case("lint-fact-conflict",
         {FACTS: fact("dry", 4) + fact("empty", 5), WELLS: block('{{ fact("dry") }} and {{ fact("empty") }}.')},
         {FACTS: fact("dry", 4) + fact("empty", 4), WELLS: block('{{ fact("dry") }} and {{ fact("empty") }}.')}, "`empty`"),
    Case("lint-recommendation-verb", {ONE: ask("Consider repairs of wells.")}, {ONE: ask("Adopt a plan for wells.")}, "category 3 of 5"),
    Case("lint-recommendation-verb", {ONE: ask("Kenya should adopt a plan for wells.")}, {ONE: ask("Repair the wells.")}, "`Kenya` is not a verb"),
    Case("lint-recommendation-smart", {ONE: ask("Adopt a plan for wells.", "")}, {ONE: ask("Adopt a plan for wells.")}, "`indicator`"),
    Case("lint-number", {WELLS: block("The board serves 1,200 homes and 34 shops.[@report]\n\nAnother 90 wait.")},
         {WELLS: block("By the report,[@report] 90 wait, of 1,200.\n\nFor this the report gives:[@report]\n\n- 90 homes\n- 34 shops")}, "`90`"),
    Case("lint-number", {WELLS: block("Of the girls 14 are in school.")},
         {WELLS: block("A girl aged 14, a boy of 12 years old and a 16-year-old left 40 years ago, on 5, 6 and 12 December 1984. It was under "
                       "Sections 6, 6B and 7, Rule 14 and Decree 32 of 2006, as 14.2 above says, from Camp 14.")}, "`14`"),
    Case("lint-number", {WELLS: block("### 2.1 The 14 wells\n\nOf them 14 are dry.")}, {WELLS: block("### 2.1 The wells\n\nThey don&#8217;t agree; see https://example.org/4455 on it.")}, "`14`"),
    Case("lint-quotation", {WELLS: block("She said that “the wells are dry and dead”.")},
         {WELLS: block("The report says:[@report] “the wells are dry and dead”. It is “a crime of the most serious kind” in law.")}, "the wells are dry and dead"),
    Case("lint-ibid", {WELLS: block("One.[^a] Two.[^b]\n\n[^a]: [@report, 4].\n[^b]: Ibid, 5.")},
         {WELLS: block("One.[^a] Two.[^b]\n\n[^a]: [@report, 4].\n[^b]: See the above, and the supranational court; [@report, n 3].")}, "`Ibid`"),
    Case("lint-ibid", {WELLS: block("One.[^a] Two.[^b]\n\n[^a]: [@report, 4].\n[^b]: Report, above n 3.")},
         {WELLS: block("One.[^a]\n\n[^a]: [@report, 4]. He showed his ID at the gate.")}, "`above n 3`"),
    Case("lint-recommendation-deadline", {ONE: ask("Adopt a plan for wells by 2019.", "indicator: Wells.\nlegal_basis: '@report'\n")},
         {ONE: ask("Adopt the plan of 2019 for wells by 2029.", "indicator: Wells.\nlegal_basis: '@report'\n")}, "2019"),
    Case("lint-recommendation-deadline", {ONE: ask("Adopt a plan for wells as soon as possible.")}, {ONE: ask("Adopt a plan for wells.")}, "`as soon as possible`"),
    Case("lint-recommendation-smart", {ONE: ask("Amend the water scheme, Decree 32 of 2006.", "indicator: Wells.\nlegal_basis: '@report'\n")},
         {ONE: ask("Amend the water scheme, Decree 32 of 2006, before 2028.", "indicator: Wells.\nlegal_basis: '@report'\n")}, "a time in its sentence"),
    Case("lint-recommendation-twice", {ONE: ask("Ban the sale of the wells."), TWO: ask("Prohibit the sale of the wells.")},
         {ONE: ask("Ban the sale of the wells."), TWO: ask("Publish the price of the wells.")}, "ask for one thing"),
    Case("lint-recommendation-contradiction", {ONE: ask("Allow the sale of the wells."), TWO: ask("Ban the sale of the wells.")},
         {ONE: ask("Allow the sale of the wells."), TWO: ask("Publish the sale of the wells.")}, "opposite things"),
    Case("lint-recommendation-twice", {ONE: ask("Adopt a plan for wells."), TWO: ask("Adopt a plan for all wells.")},
         {ONE: ask("Adopt a plan for wells."), TWO: ask("Publish the quality of water each month.")}, "ask for one thing"),
    Case("lint-recommendation-contradiction",
         {ONE: ask("Establish a fund for the wells."), TWO: ask("Abolish the fund for the wells.")},
         {ONE: ask("Establish a fund for the wells."), TWO: ask("Abolish fees on water.")}, "opposite things"),
)  # fmt: skip


def findings(
    files: dict[str, str], folder: Path, run: Callable[..., Result], rules: str = ""
) -> list[dict[str, object]]:
    root = copy_project("minimal", folder)
    for path, text in {**SOURCES, **files}.items():
        (root / path).write_text(text, encoding="utf-8")
    with (root / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write(rules)
    found: list[dict[str, object]] = json.loads(run("check", "report", "--format", "json", cwd=root).out)
    return found


def name(case: Case) -> str:
    return f"{case.code}: {case.says}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_it_marks_what_an_editor_would(case: Case, tmp_path: Path, run: Callable[..., Result]) -> None:
    (found,) = findings(case.marked, tmp_path, run)
    assert (found["code"], found["severity"]) == (case.code, "warning")
    assert case.says in str(found["message"])


@pytest.mark.parametrize("case", CASES, ids=name)
def test_it_lets_pass_what_is_right(case: Case, tmp_path: Path, run: Callable[..., Result]) -> None:
    assert findings(case.passed, tmp_path, run) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The wells serve 1,200 people.", {"lint-number"}),
        ("The wells serve 1,200 people; write to wells@example.org.", {"lint-number"}),
        ("The wells serve 1,200 people. They are old.[@report]", set()),
        ("The wells serve 1,200 people, as @report [4] says.", set()),
        ("The wells serve 1,200 people. They are old.[^1]\n\n[^1]: See the report.", set()),
    ],
)
def test_without_printed_notes_a_block_that_cites_something_has_a_source(
    text: str, codes: set[str], tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    for path, written in {**SOURCES, WELLS: block(text)}.items():
        (root / path).write_text(written, encoding="utf-8")
    with (root / "briefs/report.yaml").open("a", encoding="utf-8") as file:
        file.write("citations: {notes: none}\n")
    found = json.loads(run("check", "report", "--format", "json", cwd=root).out)
    assert {problem["code"] for problem in found} & {"lint-number"} == codes


def test_remarks_of_one_lint_in_one_file_are_one_line(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    (root / WELLS).write_text(
        block("\n\n".join(f"Of the wells {number} are dry." for number in range(21, 30))), "utf-8"
    )

    folded = run("check", "report", cwd=root).err
    assert folded.count("[lint-number]") == 1
    assert "wells.md:7: warning: the number `21`" in folded
    assert "and 8 more in this file: lines 9, 11, 13, 15, 17, ... (`-v` shows each)" in folded
    assert "9 warnings" in folded
    assert run("check", "report", "-v", cwd=root).err.count("[lint-number]") == 9


def test_what_recommendations_lack_is_one_remark(tmp_path: Path, run: Callable[..., Result]) -> None:
    actions = ("Adopt a plan.", "Repair the wells.", "Publish the prices.", "Release the board.", "Open the gate.")
    files = {f"content/water/r{number}.md": ask(action, "") for number, action in enumerate(actions)}
    (found,) = [row for row in findings(files, tmp_path, run) if row["code"] == "lint-recommendation-smart"]
    assert "`indicator`, by which one will see that it was done: `r0`, `r1`, `r2` and 2 more" in str(found["message"])


@pytest.mark.parametrize("word", ["TRUE", "FALSE", "VRAI", "FAUX"])
def test_what_a_spreadsheet_prints_for_yes_and_no_is_no_acronym(
    word: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    (root / WELLS).write_text(block(f"The answer was {word}."), encoding="utf-8")
    assert "lint-acronym" not in run("check", "report", cwd=root).err
    (root / WELLS).write_text(block("The answer was WASH."), encoding="utf-8")
    assert "lint-acronym" in run("check", "report", cwd=root).err


def test_the_acronym_of_the_organisation_is_known(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    (root / "briefgen.yaml").write_text("organisation: {name: Example Organisation, acronym: EXOR}\n", encoding="utf-8")
    (root / WELLS).write_text(block("EXOR has measured the well."), encoding="utf-8")
    assert "lint-acronym" not in run("check", "report", cwd=root).err


def test_words_are_refused_in_the_language_of_the_brief(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    (root / "briefgen.yaml").write_text("organisation: {name: O}\nlanguage: fr\n", encoding="utf-8")
    (root / WELLS).write_text(block("Un conseil barbare, et un evil."), encoding="utf-8")
    found = json.loads(run("check", "report", "--format", "json", cwd=root).out)
    assert [problem["message"] for problem in found if problem["code"] == "lint-word"] == [
        "`barbare` is abusive to a body that receives it"
    ]


def test_nothing_is_marked_in_the_example_library(run: Callable[..., Result]) -> None:
    found = json.loads(run("check", "--format", "json", cwd=ROOT).out)
    assert [problem["message"] for problem in found if problem["code"].startswith("lint-")] == []
    assert len({problem["path"] for problem in found}) > 1


def test_every_lint_has_a_case() -> None:
    assert {case.code for case in CASES} == {f"lint-{name}" for name in LINTS}


@pytest.mark.parametrize(("severity", "shown"), [("error", "error"), ("off", "notice")])
def test_a_project_changes_the_weight_of_a_lint(
    severity: str, shown: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    rules = f"rules:\n  lint-word: {{severity: {severity}, reason: we quote}}\n"
    (found,) = findings({WELLS: block("This is obviously wrong.")}, tmp_path, run, rules)
    assert (found["code"], found["severity"]) == ("lint-word", shown)
    assert "we quote" in str(found["hints"])


@pytest.mark.parametrize(
    ("action", "number"),
    [
        ("Ratify the Covenant.", 5),
        ("Strengthen the law.", 4),
        ("Consider a law.", 3),
        ("Continue.", 2),
        ("Share it.", 1),
        ("Repair every well.", 5),
        ("Stop closing schools.", 5),
        ("Établir un fonds.", 5),
        ("S’abstenir de tout renvoi.", 5),
        ("Étudier la loi.", 3),
        ("Poursuivre les efforts.", 2),
        ("Poursuivre en justice les auteurs.", 5),
        ("Garantizar el agua.", 4),
        ("Adoptar una ley.", 5),
        ("Adoptar medidas.", 4),
        ("Walk.", None),
    ],
)
def test_the_first_verb_tells_the_category_of_action(action: str, number: int | None) -> None:
    assert find_category(action) == number


@pytest.mark.parametrize(
    ("action", "number"),
    [
        ("Pedir acceso a los norcoreanos en China", 5),
        ("Demander l’accès aux Nord-Coréens en Chine", 5),
        ("Request access to North Koreans in China", 5),
        ("Pedir a la comunidad internacional que ayude", 1),
        ("Demander à la communauté internationale d’aider", 1),
        ("Demander de l’aide technique", 1),
    ],
)
def test_what_an_addressee_asks_for_itself_is_no_request_to_others(action: str, number: int) -> None:
    assert find_category(action) == number


@pytest.mark.parametrize(
    ("action", "bound"),
    [
        ("Repair every well of the north by 2028.", True),
        ("Publish the register each year.", True),
        ("Repair the wells within six months.", True),
        ("Repair the wells before the next review.", True),
        ("Publier le registre chaque année.", True),
        ("Publicar el registro cada año.", True),
        ("Bring the officials before a court.", False),
        ("Have the deaths investigated by the police.", False),
        ("Free every prisoner.", False),
        ("Protect people from harm within the territory.", False),
    ],
)
def test_words_that_sound_like_a_time_bind_nobody(
    action: str, tmp_path: Path, run: Callable[..., Result], *, bound: bool
) -> None:
    root = copy_project("minimal", tmp_path)
    (root / ONE).write_text(ask(action, "indicator: Wells.\n"), encoding="utf-8")
    said = run("check", "report", cwd=root).err
    assert "[lint-recommendation-smart]" in said
    assert ("a time in its sentence" not in said) == bound


def test_every_verb_is_of_one_category() -> None:
    verbs = [verb for verbs in VERBS_BY_CATEGORY.values() for verb in verbs]
    assert [verb for verb in verbs if verbs.count(verb) > 1] == []


def test_a_weak_verb_in_french_is_told_and_the_list_of_verbs_called_unverified(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    (root / ONE).write_text(ask("Envisager un fonds avant l’hiver.", "indicator: Fonds.\n"), encoding="utf-8")
    brief = root / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8") + "language: fr\n", encoding="utf-8")
    (root / "briefgen.yaml").write_text("organisation: {name: Un}\nlanguage: fr\n", encoding="utf-8")
    said = run("check", "report", cwd=root).err
    assert "`Envisager` asks only to think about it: action category 3 of 5" in said
    assert "briefgen's own list, unverified" in said
    assert "a time in its sentence" not in said


PREVIOUS = "previous: [{cycle: 3, paragraph: '28.12', states: [%s], text: Repair wells., source: '@report', position: noted}]\n"


@pytest.mark.parametrize(("state", "first"), [("CAN", "water"), ("DEU", "wells")])
def test_an_embassy_sees_first_what_its_state_recommended_in_its_own_words(
    state: str, first: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    brief = root / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("public-report", "diplomat"), encoding="utf-8")
    more = "deadline: 2028\nindicator: Wells.\nlegal_basis: '@report'\n"
    files = {
        ONE: ask("Adopt a plan for wells.", more + PREVIOUS % "DEU"),
        TWO: ask("Publish the quality of water.", more + PREVIOUS % "CAN"),
        **SOURCES,
        "campaigns/sent.yaml": "briefs: [report]\nrecipients: sent.csv\noutput: '{recipient.id}'\n",
        "campaigns/sent.csv": f"id,state\nembassy,{state}\n",
    }
    (root / "campaigns").mkdir()
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    assert run("batch", "sent", "--to", "html", cwd=root).code == 0
    page = (root / "out/embassy.html").read_text(encoding="utf-8")
    wells, water = page.index("adopt a plan"), page.index("publish the quality")
    assert ("wells" if wells < water else "water") == first
    assert page.count("Your State recommended in paragraph 28.12: “Repair wells.”") == 1


def test_recommendations_are_listed_with_what_they_rest_on(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    (root / ONE).write_text(ask("Adopt a plan.", "legal_basis: '@report, p 3'\n" + PREVIOUS % "CAN"), encoding="utf-8")
    (row,) = json.loads(run("list", "recommendations", "--format", "json", cwd=root).out)
    assert (row["legal_basis"], row["earlier"], row["category"]) == (["@report, p 3"], ["3/28.12 (CAN)"], 5)


def test_the_coverage_of_recommendations_is_an_annex(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    for path, text in {ONE: ask("Adopt a plan for wells."), **SOURCES}.items():
        (root / path).write_text(text, encoding="utf-8")
    with (root / "briefs/report.yaml").open("a", encoding="utf-8") as file:
        file.write("variables: {coverage: true}\n")
    assert run("build", "report", "--to", "html", cwd=root).code == 0
    page = (root / "out/report.html").read_text(encoding="utf-8")
    assert 'id="coverage"' in page
    brief = root / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("coverage: true", "coverage: false"), encoding="utf-8")
    assert run("build", "report", "--to", "html", cwd=root).code == 0
    assert 'id="coverage"' not in (root / "out/report.html").read_text(encoding="utf-8")
    headings = re.findall(r'<th scope="col">(.*?)</th>', page)
    assert headings == ["Recommendation", "Addressed to", "Legal basis"]  # no earlier ones, and nobody else's readers
