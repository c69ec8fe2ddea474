"""Every build and check ends with one line on the blocks that are left out; what nobody decided to leave out is a warning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.running import Result
from tests.unit.project_files import write_files

BRIEF = "{audience: letter, library: water, title: Wells, date: 2026-01-15%s}\n"
AUDIENCE = """\
title: Letter
languages: [en]
formats: [html]
sections:
  - {id: opening, title: Opening, kinds: [summary]}
  - {id: argument, title: Argument, kinds: [situation], at_most: 2}
"""
OTHER = "title: Other\nsections: [{id: all, kinds: [annex, summary, situation, law]}]\n"


def block(kind: str, more: str = "", sensitivity: str = "public") -> str:
    return f"---\ntitle: T\nkind: {kind}\nsensitivity: {sensitivity}\nstatus: approved\n{more}---\nSome words.\n"


@dataclass(frozen=True)
class Case:
    """Blocks beside the summary, what the brief adds, what the project rules, and what is printed."""

    id: str
    blocks: Mapping[str, str]
    line: str
    warned: tuple[str, ...] = ()
    brief: str = ""
    rules: str = ""
    code: int = 0
    extra: tuple[str, ...] = field(default=())


THREE = {"b1": block("situation", "order: 1\n"), "b2": block("situation"), "b3": block("situation", "order: 200\n")}
KIND = {"law": block("law")}
CASES = (
    Case("nothing", {}, "left out: nothing"),
    Case("over the limit", THREE, "left out: 1 block (1 over the section's limit): briefgen explain case", ("`b3`",)),
    Case("over the limit and excluded", THREE, "left out: 1 block (1 excluded by the brief): briefgen explain case", brief=", exclude: [b3]"),
    Case("a kind that the audience never takes", KIND, "left out: 1 block (1 of a kind that no section takes): briefgen explain case", ("`law` is left out",)),
    Case("two kinds in one warning", {**KIND, "map": block("annex")}, "left out: 2 blocks (2 of a kind that no section takes): briefgen explain case", ("`annex`, `law`",)),
    Case("a kind that is excluded", KIND, "left out: 1 block (1 excluded by the brief): briefgen explain case", brief=", exclude: [law]"),
    Case("silenced by a ruling", {**KIND, **THREE}, "left out: 2 blocks (1 over the section's limit, 1 of a kind that no section takes): briefgen explain case",
         rules="rules: {block-kind-untaken: {severity: 'off', reason: Many audiences}, block-over-limit: {severity: 'off', reason: Newest first}}\n"),
    Case("an error by a ruling", KIND, "left out: 1 block (1 of a kind that no section takes): briefgen explain case", ("Nothing is lost here",),
         rules="rules: {block-kind-untaken: {severity: error, reason: Nothing is lost here}}\n", code=1),
    Case("warnings fail under strict", KIND, "left out: 1 block (1 of a kind that no section takes): briefgen explain case", ("`law`",), code=1, extra=("--strict",)),
    Case("other audiences are a decision", {"law": block("law", "audiences: [other]\n")}, "left out: 1 block (1 for other audiences): briefgen explain case"),
    Case("the brief names the blocks of a section", THREE, "left out: 2 blocks (2 not named by the brief for its section): briefgen explain case", brief=", sections: {argument: [b3]}"),
    Case("what the reader may not see is counted", {"secret": block("law", sensitivity="confidential")}, "left out: 1 block (1 not for this reader): briefgen explain case"),
    Case("a secret over the limit is not counted there", {"b1": THREE["b1"], "b2": THREE["b2"], "secret": block("situation", sensitivity="confidential")},
         "left out: 1 block (1 not for this reader): briefgen explain case"),
)  # fmt: skip


def test_a_misspelt_audience_of_a_block_is_an_error_and_not_a_block_that_is_left_out(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    wrong = Case("wrong", {"law": block("situation", "audiences: [lettre]\n")}, "")
    result = run("check", "case", cwd=write_case(wrong, tmp_path))
    line = "content/water/law.md:1: error: block `law` lists the audience `lettre`, which is not there [block-audience]"
    assert (result.code, f"{line}\n  hint: did you mean `letter`?\n" in result.err) == (1, True), result.err


def write_case(case: Case, root: Path) -> Path:
    blocks = {f"content/water/{name}.md": text for name, text in {"sum": block("summary"), **case.blocks}.items()}
    files = {
        "briefgen.yaml": f"organisation: {{name: Example Organisation}}\n{case.rules}",
        "templates/letter/audience.yaml": f"extends: base\npage: base/page.html\n{AUDIENCE}",
        "templates/other/audience.yaml": f"extends: base\npage: base/page.html\n{OTHER}",
        "briefs/case.yaml": BRIEF % case.brief,
    }
    return write_files(root, {**files, **blocks})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_build_ends_with_what_it_leaves_out(case: Case, tmp_path: Path, run: Callable[..., Result]) -> None:
    root = write_case(case, tmp_path)
    for command in (("build", "case", "-t", "html"), ("check", "case")):
        printed = run(*command, *case.extra, cwd=root)
        assert printed.code == case.code
        assert printed.err.splitlines()[-1] == case.line
        assert [part for part in case.warned if part not in printed.err] == []
        assert ("[block-" in printed.err) == bool(case.warned)
        assert "secret" not in printed.err


def test_a_batch_ends_with_the_sum_also_of_what_is_up_to_date(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = write_case(CASES[1], tmp_path)
    (root / "campaigns").mkdir()
    (root / "campaigns/c.yaml").write_text(
        "{briefs: [case], recipients: c.csv, formats: [html], output: '{recipient.id}'}\n"
    )
    (root / "campaigns/c.csv").write_text("id,name\nada,Ada\nben,Ben\n")
    line = "left out of 2 documents: 2 blocks (2 over the section's limit): briefgen explain case"
    for _ in range(2):
        assert run("batch", "c", cwd=root).err.splitlines()[-1] == line
    (root / "campaigns/c.csv").write_text("id,name\nada,Ada\nben,Ben\ncleo,Cleo\n")
    assert "left out of 3 documents: 3 blocks" in run("batch", "c", cwd=root).err


def test_a_build_without_a_file_names_no_brief_to_explain(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = write_case(CASES[3], tmp_path)
    printed = run("build", "--audience", "letter", "--library", "water", "-t", "html", cwd=root)
    assert printed.err.splitlines()[-1] == "left out: 1 block (1 of a kind that no section takes)"


@pytest.mark.parametrize("options", [("-q",), ("--format", "json")])
def test_the_line_is_not_printed_for_programs(
    options: tuple[str, ...], tmp_path: Path, run: Callable[..., Result]
) -> None:
    assert "left out: " not in run("build", "case", "-t", "html", *options, cwd=write_case(CASES[1], tmp_path)).err
