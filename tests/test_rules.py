"""For every kind of rule a project that breaks it and one that just meets it; and what `check` shows of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.check.rules.kinds import DOCUMENT_CHECKS, FILE_CHECKS
from briefgen.model.rule_kinds import RULE_KINDS
from tests.running import Result, copy_project, shown_on_a_terminal

RULE = "  - {code: demand, kind: %s, source: A text, as_of: 2026-11, verified: true, %s}\n"
WELLS = "content/water/wells.md"
ASK = "content/water/repair.md"
RECOMMENDATION = """\
---
title: Repair the wells
kind: recommendation
sensitivity: public
status: approved
addressee: Kenya
state: KEN
action: Repair every well by 2028.
indicator: Wells repaired.
legal_basis: "@report"
%s---
Repair them.
"""
PREVIOUS = """\
previous:
  - {cycle: 3, paragraph: "28.12", states: [CAN], text: Repair wells., source: "@report", position: noted}
"""
SOURCES = "references:\n  - {id: report, type: book, title: Report, issued: 2026}\n"


@dataclass(frozen=True)
class Demand:
    """One rule, and what stands in the project that breaks it and in the one that meets it."""

    kind: str
    keys: str
    """The rest of the rule."""
    broken: dict[str, str]
    """Text added to the brief under "brief", to the audience under "audience"; whole files by path."""
    met: dict[str, str]
    says: str
    """Part of the message."""


def block(text: str, front: str = "") -> str:
    return f"---\ntitle: Wells\nkind: situation\nsensitivity: public\nstatus: approved\n{front}---\n{text}\n"


FOUND = "content/water/facts.yaml"


def fact(year: int) -> str:
    return f"wells:\n  {{value: 7, unit: wells, as_of: {year}, source: '@report', certainty: counted}}\n"


FACT_SHOWN = block('There are {{ fact("wells") }} wells.')
PERIOD = "period: {start: 2022-01-01, end: 2025-12-31}\n"
SYMBOL = "See document %s on wells."

DEMANDS = (
    Demand("words", "limit: 9, counts: body", {WELLS: block("a b c d e f g")}, {WELLS: block("a b c d e f")}, "1 over"),
    Demand("words", "limit: 2, counts: notes", {WELLS: block("a.[^n]\n\n[^n]: One two three")},
           {WELLS: block("a.[^n]\n\n[^n]: One two.")}, "in notes"),
    Demand("speaking-time", "limit: 6, pace: 100", {WELLS: block("a b c d e f g h")},
           {WELLS: block("a b c d e f g")}, "0:07 min"),
    Demand("sections", "values: [recommendation]", {}, {ASK: RECOMMENDATION % ""}, "`recommendation`"),
    Demand("fields", "values: [state, submitters.contact]",
           {"brief": "state: KEN\nsubmitters: [{name: A, contact: x}, {name: B}]\n"},
           {"brief": "state: KEN\nsubmitters: [{name: A, contact: x}, {name: B, contact: y}]\n"}, "`submitters.contact`"),
    Demand("numbered-paragraphs", "", {}, {"audience": "paragraphs: {numbered: true}\n"}, "no numbers"),
    Demand("numbered-pages", "", {"audience": "style: bare.css\n", "styles/bare.css": "p { margin: 0 }",
                                  "styles/base.css": "p { margin: 0 }"}, {}, "no numbers"),
    Demand("languages", "values: [en, fr]", {"brief": "language: de\n", "briefgen.yaml": "organisation: {name: O}\nlanguage: de\n"},
           {}, "`de`"),
    Demand("formats", "values: [docx]", {"audience": "formats: [pdf]\n"}, {"audience": "formats: [docx, pdf]\n"}, "takes docx"),
    Demand("fonts", "values: [Times New Roman]", {"audience": "word: {font: Arial}\n"},
           {"audience": "word: {font: Times New Roman}\n"}, "set in Arial"),
    Demand("text-size", "limit: 12", {"audience": "word: {size: 11.5}\n"}, {"audience": "word: {size: 12}\n"}, "11.5 points"),
    Demand("plain", "", {WELLS: block("A *dry* well.")}, {WELLS: block("A dry well.")}, "`dry`"),
    Demand("one-state", "", {"brief": "state: CHN\n", ASK: RECOMMENDATION % ""},
           {"brief": "state: KEN\n", ASK: RECOMMENDATION % ""}, "KEN"),
    Demand("recommendations", "", {}, {ASK: RECOMMENDATION % ""}, "no recommendations"),
    Demand("recommendations", "limit: 1", {ASK: RECOMMENDATION % "", "content/water/more.md": RECOMMENDATION % ""},
           {ASK: RECOMMENDATION % ""}, "over the limit of 1"),
    Demand("previous-recommendations", "", {ASK: RECOMMENDATION % ""},
           {ASK: RECOMMENDATION % PREVIOUS, "content/water/sources.yaml": SOURCES}, "earlier recommendations"),
    Demand("previous-recommendations", "", {}, {WELLS: block("Done.", "topics: previous-recommendations\n")}, "earlier"),
    Demand("un-symbols", "", {WELLS: block(SYMBOL % "A/HRC/WG.6/48/Slovenia/3")},
           {WELLS: block(SYMBOL % "A/HRC/WG.6/48/SVN/3")}, "`A/HRC/WG.6/48/Slovenia/3`"),
    Demand("avoid", "values: [shadow report]", {WELLS: block("This Shadow Report is short.")},
           {WELLS: block("This report is short.")}, "`shadow report`"),
    Demand("period", "limit: 4", {"brief": "period: {start: 2020-01-01, end: 2025-12-31}\n"}, {"brief": PERIOD}, "longer"),
    Demand("period", "", {}, {"brief": PERIOD}, "does not say"),
    Demand("facts-in-period", "", {"brief": PERIOD, FOUND: fact(2021), WELLS: FACT_SHOWN, "content/water/sources.yaml": SOURCES},
           {"brief": PERIOD, FOUND: fact(2022), WELLS: FACT_SHOWN, "content/water/sources.yaml": SOURCES}, "`wells` (2021)"),
    Demand("deadline", "values: Europe/Zurich", {"brief": "deadline: 2020-01-01\n"}, {"brief": "deadline: 9020-01-01 18:00\n"},
           "passed"),
)  # fmt: skip


def project_with(files: dict[str, str], demand: Demand, folder: Path) -> Path:
    root = copy_project("minimal", folder)
    texts = {"content/water/sources.yaml": SOURCES, **files}
    brief = root / "briefs" / "report.yaml"
    brief.write_text(
        brief.read_text(encoding="utf-8").replace("public-report", "reader") + texts.pop("brief", ""), encoding="utf-8"
    )
    audience = "extends: public-report\ntitle: Reader\n" + texts.pop("audience", "")
    texts["templates/reader/audience.yaml"] = f"{audience}rules:\n{RULE % (demand.kind, demand.keys)}"
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def names(demand: Demand) -> str:
    return f"{demand.kind} {demand.keys}"


@pytest.mark.parametrize("demand", DEMANDS, ids=names)
def test_a_broken_rule_is_an_error_with_its_source(demand: Demand, tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run("check", "report", "--format", "json", cwd=project_with(demand.broken, demand, tmp_path))
    (found,) = [rule for rule in json.loads(result.out) if rule["severity"] == "error"]
    assert (found["code"], result.code) == ("rule-demand", 1)
    assert demand.says in found["message"]
    assert "source (as of 2026-11): A text" in found["hints"]
    assert (found["rule"]["verdict"], found["rule"]["source"], found["rule"]["verified"]) == ("broken", "A text", True)


@pytest.mark.parametrize("demand", DEMANDS, ids=names)
def test_a_rule_that_is_just_met_says_so_and_no_more(
    demand: Demand, tmp_path: Path, run: Callable[..., Result]
) -> None:
    result = run("check", "report", "--format", "json", cwd=project_with(demand.met, demand, tmp_path))
    (found,) = json.loads(result.out)
    assert (found["severity"], found["code"], found["rule"]["verdict"]) == ("notice", "rule-demand", "met")
    assert result.code == 0


def test_pages_are_judged_when_there_are_pages(tmp_path: Path, run: Callable[..., Result]) -> None:
    demand = Demand("pages", "limit: 1", {}, {}, "")
    root = project_with({}, demand, tmp_path)
    said = run("check", "report", cwd=root).out
    assert "1 rule, none broken, not judged before `briefgen build`: demand; words" in said
    assert re.search(r"demand +1 page +- +at build", said)
    built = run("build", "report", "--to", "pdf", cwd=root)
    assert (built.code, "over the limit of 1 [rule-demand]" in built.err) == (1, True)
    assert "longest blocks: `wells` 9" in built.err


OF_LETTERS = (
    Demand("fonts", "values: [Times New Roman]", {}, {"audience": "word: {font: Times New Roman}\n"}, "Source"),
    Demand("text-size", "limit: 12", {}, {"audience": "word: {size: 12}\n"}, "has 10 points"),
    Demand("plain", "", {}, {"audience": "plain: true\nword: {plain: true}\n"}, "`Example Organisation`"),
)


@pytest.mark.parametrize("demand", OF_LETTERS, ids=names)
def test_letters_are_read_from_the_finished_word_file(
    demand: Demand, tmp_path: Path, run: Callable[..., Result]
) -> None:
    broken = run("build", "report", "--to", "docx", cwd=project_with(demand.broken, demand, tmp_path / "broken"))
    assert broken.code == 1
    assert "[rule-demand]" in broken.err
    assert demand.says in broken.err
    assert run("build", "report", "--to", "docx", cwd=project_with(demand.met, demand, tmp_path / "met")).code == 0


def test_every_kind_has_a_function_and_a_project() -> None:
    assert set(DOCUMENT_CHECKS) | set(FILE_CHECKS) == set(RULE_KINDS)
    assert {demand.kind for demand in DEMANDS} | {"pages"} == set(RULE_KINDS)


def test_a_rule_that_nobody_compared_with_its_source_cannot_be_an_error(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = project_with({}, Demand("recommendations", "severity: error", {}, {}, ""), tmp_path)
    audience = root / "templates/reader/audience.yaml"
    audience.write_text(audience.read_text().replace("verified: true", "verified: false"), encoding="utf-8")
    result = run("check", "report", cwd=root)
    assert result.code == 1
    assert "templates/reader/audience.yaml:4: error: rule `demand` is an error, and nobody compared it" in result.err
    assert "rules: {demand: {severity: error, reason: ...}}" in result.err


def test_a_build_looks_at_no_clock(tmp_path: Path, run: Callable[..., Result]) -> None:
    demand = Demand("deadline", "values: Europe/Zurich", {}, {}, "")
    root = project_with({"brief": "deadline: 2020-01-01\n"}, demand, tmp_path)
    assert run("check", "report", cwd=root).code == 1
    assert run("build", "report", "--to", "html", cwd=root).code == 0


def test_check_says_how_long_is_left(tmp_path: Path, run: Callable[..., Result]) -> None:
    demand = Demand("deadline", "values: Europe/Zurich", {}, {}, "")
    root = project_with({"brief": "deadline: 9020-01-01 18:00\n"}, demand, tmp_path)
    said = run("check", "report", cwd=root).out
    assert re.search(r"demand +9020-01-01 18:00 Europe/Zurich +\d+ days \d+ hours? left +met", said)


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_the_table_fits_the_terminal_and_has_sources_below_whole_and_once(columns: int, tmp_path: Path) -> None:
    root = project_with({}, Demand("words", "limit: 100, counts: [body, notes, annex, cover]", {}, {}, ""), tmp_path)
    source = "Guidelines of a body with a very long name, paragraph 4, " * 4
    audience = root / "templates/reader/audience.yaml"
    audience.write_text(audience.read_text().replace("A text", f'"{source}"'), encoding="utf-8")
    (root / "briefs/second.yaml").write_text((root / "briefs/report.yaml").read_text(), encoding="utf-8")
    lines = shown_on_a_terminal("check", "report", "second", folder=root, columns=columns)
    assert max(map(len, lines)) <= columns
    assert " ".join(" ".join(lines).split()).count(f"demand: {source.strip()}") == 1
    assert sum(line.startswith("demand  ") for line in lines) == 2


LONG = Demand("words", "limit: 12, counts: body", {}, {}, "")


def test_an_unverified_rule_warns_and_says_so(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = project_with({WELLS: block("a " * 20)}, LONG, tmp_path)
    audience = root / "templates/reader/audience.yaml"
    audience.write_text(audience.read_text().replace("verified: true", "verified: false"), encoding="utf-8")
    result = run("check", "report", cwd=root)
    assert result.code == 0
    assert "warning: 23 words in the body, 11 over the limit of 12 [rule-demand]" in result.err
    assert "this rule is unverified, so it only warns: `--strict` makes it fail; ask the body" in result.err
    assert "broken (warning: unverified)" in result.out
    assert "no errors in 1 brief, but 1 rule broken" in result.out
    assert run("check", "report", "--strict", cwd=root).code == 1
    assert "unverified: A text" in result.out


@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("warning", 0), ("off", 0)])
def test_a_project_changes_the_weight_of_a_rule_and_its_reason_is_printed(
    severity: str, code: int, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = project_with({WELLS: block("a " * 20)}, LONG, tmp_path)
    with (root / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write(f"rules:\n  demand: {{severity: {severity}, reason: the secretariat agreed}}\n")
    result = run("check", "report", cwd=root)
    assert result.code == code
    assert "the secretariat agreed" in result.out
    assert ("[rule-demand]" in result.err) == (severity != "off")


def test_over_a_limit_it_shows_where_the_words_are_and_the_nearest_cut(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    files = {
        WELLS: block("a " * 20),
        "content/water/wells@short.md": "a a a\n",
        "content/water/rivers.md": block("b " * 9),
        "content/water/rivers@short.md": "b\n",
        "content/water/rivers@diplomat.md": "b b\n",
        "content/water/wells@empty.md": "---\ntitle: Wells\n---\n",
    }
    demand = Demand("words", "limit: 31, counts: body", {}, {}, "")
    result = run("check", "report", cwd=project_with(files, demand, tmp_path))
    assert "words by section: situation 33" in result.err
    assert "longest blocks: `wells` 21, `rivers` 10" in result.err
    assert "nearest cuts: `rivers@short` saves about 8, which brings it under" in result.err
    assert "to take them, write `cuts: {rivers: short}` in the brief" in result.err


def test_where_the_words_are_adds_up_to_the_whole(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    (root / "content/water/spoken.md").write_text(block("a " * 290).replace("situation", "statement"), encoding="utf-8")
    (root / "briefs/spoken.yaml").write_text(
        "audience: hrc-oral-statement\nlibrary: water\ntitle: Wells\nparameters: {item: 4}\n", encoding="utf-8"
    )
    said = run("check", "spoken", cwd=root).err
    whole, over = re.search(r"(\d+) words take [\d:]+ min at 130 words a minute, .*: (\d+) to cut", said).groups()  # type: ignore[union-attr]
    (by_section,) = set(re.findall(r"words by section: (.*)", said))
    assert "outside sections" in by_section
    assert sum(map(int, re.findall(r" (\d+)", by_section))) == int(whole)
    assert int(over) == int(whole) - 195


def test_a_rule_holds_only_for_the_parameter_it_names(tmp_path: Path, run: Callable[..., Result]) -> None:
    demand = Demand("words", "limit: 1, when: {status: general}", {}, {}, "")
    declared = "parameters: {status: {title: Status, values: [general, special], default: special}}\n"
    root = project_with({"audience": declared}, demand, tmp_path)
    assert run("check", "report", cwd=root).out == "no problems in 1 brief\n"
    with (root / "briefs/report.yaml").open("a", encoding="utf-8") as file:
        file.write("parameters: {status: general}\n")
    assert run("check", "report", cwd=root).code == 1


def test_a_parameter_that_is_missing_or_wrong_is_told(tmp_path: Path, run: Callable[..., Result]) -> None:
    demand = Demand("recommendations", "", {}, {}, "")
    declared = "parameters: {status: {title: Status, values: [general, special]}}\n"
    root = project_with({"audience": declared}, demand, tmp_path)
    assert "needs the parameter `status`: Status [brief-parameter]" in run("check", "report", cwd=root).err
    with (root / "briefs/report.yaml").open("a", encoding="utf-8") as file:
        file.write("parameters: {status: generl}\n")
    assert "did you mean `general`?" in run("check", "report", cwd=root).err
