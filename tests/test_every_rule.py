"""For every rule of every built-in audience a brief that breaks it and one that just meets it: `tests/cases/rules`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.load import list_names, load_audience, load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink
from briefgen.model.rule_kinds import RULE_KINDS
from briefgen.model.verdict import RuleOutcome, Verdict
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.running import ROOT, copy_project

CASES = Path(__file__).parent / "cases" / "rules"
LIBRARY = Path("content/water")
PAGE_BREAKS = "#block-%s p + p { break-before: page }\n"
AUDIENCES = list_names(load_project(ROOT, Sink()), "audiences")

Data = Mapping[str, Any]


def read(audience: str) -> dict[str, Any]:
    """The cases of an audience, with those of the one that it is like."""
    path = CASES / f"{audience}.yaml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {"rules": {}}
    if "like" in data:
        other = read(data["like"])
        data["brief"] = {**other["brief"], **data["brief"]}
        data["rules"] = {**other["rules"], **data["rules"]}
    return data


EVERY_RULE = [
    (audience, rule.code)
    for audience in AUDIENCES
    for rule in load_audience(load_project(ROOT, Sink()), audience, Sink()).rules
]
"""Audience and code of every built-in rule, as the files say."""


def merged(data: Data, change: Data) -> dict[str, Any]:
    """Data with changes; an empty value takes a key away, mappings are merged."""
    result = dict(data)
    for key, value in change.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key, {}), value) if isinstance(value, dict) else value
    return result


def write_project(folder: Path, audience: str, case: Data, change: Data) -> Path:
    """The project with a brief `case` for the audience, changed."""
    root = copy_project("every-rule", folder)
    brief = {"audience": audience, "library": "water", "title": "Water", **case["brief"]}
    write(root / "briefs/case.yaml", yaml.safe_dump(merged(brief, change.get("brief", {}))))
    settings = yaml.safe_load((root / "briefgen.yaml").read_text(encoding="utf-8"))
    write(root / "briefgen.yaml", yaml.safe_dump(merged(settings, change.get("project", {}))))
    if "audience" in change:
        own = {"extends": audience, **change["audience"]}
        write(root / "templates" / audience / "audience.yaml", yaml.safe_dump(own))
    if "text" in change:
        wells = (root / LIBRARY / "wells.md").read_text(encoding="utf-8")
        front = wells.partition("\n---\n")[0]
        write(root / LIBRARY / "more.md", f"{front}\n---\n{change['text']}\n")
    repair = (root / LIBRARY / "repair.md").read_text(encoding="utf-8")
    for number in range(1, change.get("recommendations", 1)):
        write(root / LIBRARY / f"repair-{number}.md", repair)
    for path, text in change.get("files", {}).items():
        write(root / path, text)
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def judged(root: Path, change: Data) -> Sink:
    """What is found in the brief, and in its PDF where the case is one of pages."""
    sink = Sink()
    now = change.get("now")
    try:
        project = load_project(root, sink, exact=True)
        inputs = load_inputs(project, load_brief(project, "case", sink), sink)
        document = compose_document(inputs, sink, now=datetime.fromisoformat(str(now)) if now else None)
        if "pages" in change:
            render_document(document, (Format.PDF,), sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    return sink


def fill(root: Path, case: Data, change: Data, code: str) -> None:
    """Add words or pages until there are as many as the case wants."""
    block = root / LIBRARY / f"{case.get('fill', 'wells')}.md"
    text = block.read_text(encoding="utf-8").rstrip("\n")
    if "pages" in change:
        style = load_audience(load_project(root, Sink(), exact=True), audience_of(root), Sink()).style
        write(root / "styles" / style, PAGE_BREAKS % block.stem)
        found = int(verdict(judged(root, change), code).actual)
        write(block, text + "\n\nMore." * (change["pages"] - found) + "\n")
        return
    wanted = change.get("words", change.get("with-notes", 0))
    counted = judged(root, change).word_counts
    found = counted["body"] + (counted.get("notes", 0) if "with-notes" in change else 0)
    write(block, f"{text}\n\n{'word ' * max(0, wanted - found)}\n")


def audience_of(root: Path) -> str:
    brief = yaml.safe_load((root / "briefs/case.yaml").read_text(encoding="utf-8"))
    return str(brief["audience"])


def verdict(sink: Sink, code: str) -> Verdict:
    """The last verdict on a rule: that of the finished file, where there is one."""
    found = [judged for judged in sink.verdicts if judged.code == code]
    assert found, f"`{code}` was not judged; {[str(problem.message) for problem in sink.diagnostics]}"
    return found[-1]


def result(folder: Path, audience: str, code: str, which: str) -> tuple[Verdict, list[Diagnostic]]:
    """The verdict on the rule, and what is said of it, in the brief that breaks or meets it."""
    case = read(audience)
    change = case["rules"][code][which] or {}
    root = write_project(folder, audience, case, change)
    if {"words", "with-notes", "pages"} & set(change):
        fill(root, case, change, code)
    sink = judged(root, change)
    return verdict(sink, code), [problem for problem in set(sink.diagnostics) if problem.code == f"rule-{code}"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_rule_has_its_two_briefs_and_every_pair_its_rule(audience: str) -> None:
    assert set(read(audience)["rules"]) == {code for name, code in EVERY_RULE if name == audience}


@pytest.mark.parametrize(("audience", "code"), EVERY_RULE)
def test_one_brief_breaks_it(audience: str, code: str, tmp_path: Path) -> None:
    found, said = result(tmp_path, audience, code, "broken")
    assert found.outcome is RuleOutcome.BROKEN
    (problem,) = said
    assert read(audience)["rules"][code]["says"] in problem.message
    assert problem.severity.value == found.severity
    assert any(found.source in hint for hint in problem.hints)


@pytest.mark.parametrize(("audience", "code"), EVERY_RULE)
def test_one_brief_just_meets_it(audience: str, code: str, tmp_path: Path) -> None:
    found, said = result(tmp_path, audience, code, "met")
    assert found.outcome is RuleOutcome.MET
    assert said == []


@pytest.mark.parametrize("audience", [audience for audience in AUDIENCES if read(audience)["rules"]])
def test_the_brief_that_they_change_breaks_none(audience: str, tmp_path: Path) -> None:
    sink = judged(write_project(tmp_path, audience, read(audience), {}), {})
    assert [judged.code for judged in sink.verdicts if judged.outcome is RuleOutcome.BROKEN] == []
    assert sink.verdicts


def test_a_rule_is_an_error_only_where_it_is_verified_and_every_one_says_where_it_was_read() -> None:
    project = load_project(ROOT, Sink())
    rules = [rule for name in AUDIENCES for rule in load_audience(project, name, Sink()).rules]
    assert [rule.code for rule in rules if rule.severity.value == "error" and not rule.verified] == []
    nobody_s = ("House rule", "Custom", "No official text")
    assert [rule.code for rule in rules if rule.verified and rule.source.startswith(nobody_s)] == []
    assert all(rule.as_of and rule.source for rule in rules)


def test_every_source_can_be_read_by_itself() -> None:
    project = load_project(ROOT, Sink())
    rules = [rule for name in AUDIENCES for rule in load_audience(project, name, Sink()).rules]
    codes = {rule.code for rule in rules}
    assert [rule.code for rule in rules if codes & set(re.findall(r"[\w-]+", rule.source))] == []
    assert [rule.code for rule in rules if re.match(r"(As|See|Ditto|Same|Not|Whether)\b", rule.source)] == []


def test_every_kind_of_rule_is_some_body_s_demand() -> None:
    project = load_project(ROOT, Sink())
    used = {rule.kind for name in AUDIENCES for rule in load_audience(project, name, Sink()).rules}
    assert used == set(RULE_KINDS)
