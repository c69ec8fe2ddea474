"""What is wrong with a command line is said as every other problem: what was typed, a code, a hint, and exit code 2."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from briefgen.commands.app import app
from tests.running import ROOT, Result, copy_project

Run = Callable[..., Result]
PROBLEM = re.compile(r"error: .+ \[([a-z-]+)\]\n(?:  hint: .+\n)+1 error\n")
CODES = set(re.findall(r"^\| `([a-z-]+)` \| usage", (ROOT / "docs/diagnostics.md").read_text("utf-8"), re.MULTILINE))


def list_commands(command: Any, *words: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the program with the words that call it, groups left out."""
    inner = getattr(command, "commands", {})
    for name, child in inner.items():
        yield from list_commands(child, *words, name)
    if not inner:
        yield words, command


COMMANDS = dict(list_commands(typer.main.get_command(app)))


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("buidl x", "command-unknown", "did you mean `build`?"),
        ("new blok x", "command-unknown", "`briefgen new` has no command `blok`"),
        ("translations bad", "command-unknown", "choose from `accept`, `export`, `import`"),
        ("build --frmat json", "option-unknown", "did you mean `--format`?"),
        ("build x -C .", "option-unknown", "write it before `build`: `briefgen -C ...`"),
        ("--jobs 2 build x", "option-unknown", "write it after the command: `briefgen COMMAND --jobs`"),
        ("doctor -x", "option-unknown", "run `briefgen doctor --help`"),
        ("explain", "word-missing", "write `briefgen explain BRIEF`"),
        ("approve", "word-missing", "write `briefgen approve BLOCK...`"),
        ("init a b", "word-unexpected", "more was typed than `briefgen init [DIR]` takes"),
        ("build x --jobs", "option-value", "write `--jobs N`"),
        ("build x --format", "option-value", "choose from `text`, `json`, `github`"),
        ("build x --strict=3", "option-value", "write `--strict` alone"),
        ("build x --jobs many", "option-value", "write a whole number from 1 to 1024"),
        ("build x -j5000", "option-value", "`--jobs` does not take `5000`"),
        ("build x --time-limit 0.2", "option-value", "write a number from 1 to 86400"),
        ("batch x --limit=0", "option-value", "write a whole number of 1 or more"),
        ("corrections --format xml", "option-value", "choose from `text`, `json`, `csv`"),
        ("-C nowhere list briefs", "option-value", "name a folder that is there"),
        ("audit nowhere.pdf", "audit-missing", "there is no file `nowhere.pdf`"),
        ("audit .", "audit-missing", "`.` is a folder"),
        ("approve x --by A --on 2026-13-01", "day-syntax", "write year, month and day"),
    ],
)
def test_a_wrong_line_is_told_with_what_would_be_right(
    line: str, code: str, told: str, run: Run, tmp_path: Path
) -> None:
    found = run(*line.split(), cwd=tmp_path)
    assert (found.code, found.out) == (2, "")
    assert (match := PROBLEM.fullmatch(found.err)), found.err
    assert match[1] == code
    assert told in found.err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("build water-report --set tittle=Wells --to html", "`--set tittle` is not a setting or a variable of the brief [set-unknown]\n  hint: did you mean `title`?"),
        ("build water-report -r nobody", "no recipient `nobody` in any campaign [recipient-unknown]\n  hint: run `briefgen new campaign NAME`"),
        ("impact nothing-like-it", "in any library [impact-unknown]\n  hint: run `briefgen list facts`"),
        ("build water-report -o logo.png --to html", "`logo.png` is a file and not a folder [output-unwritable]\n  hint: name another folder"),
        ("init logo.png", "`logo.png` is a file and not a folder [output-unwritable]\n  hint: name another folder"),
        ("new campaign towns --brief water-report", "`campaigns` is a file and not a folder [output-unwritable]"),
    ],
)  # fmt: skip
def test_a_slip_in_a_project_is_told_with_what_would_be_right(
    line: str, message: str, run: Run, tmp_path: Path
) -> None:
    project = copy_project("river-watch", tmp_path)
    (project / "campaigns").write_text("", encoding="utf-8")
    found = run(*line.split(), cwd=project)
    assert (found.code in {1, 2}, found.out) == (True, "")
    assert message in found.err


def test_a_variable_that_the_brief_lacks_and_nothing_resembles_can_be_set(run: Run, tmp_path: Path) -> None:
    project = copy_project("river-watch", tmp_path)
    assert run("explain", "water-report", "--set", "session=59", cwd=project).code == 0


def test_the_file_of_a_campaign_is_not_proposed_as_its_table(run: Run, tmp_path: Path) -> None:
    project = copy_project("river-watch", tmp_path)
    (project / "campaigns").mkdir()
    campaign = "briefs: [water-report]\nrecipients: towns.csv\n"
    (project / "campaigns/towns.yaml").write_text(campaign, encoding="utf-8")
    found = run("batch", "towns", cwd=project)
    assert (
        "no file `towns.csv` beside the campaign [recipients-missing]\n  hint: put it into `campaigns/`\n" in found.err
    )


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_wrong_line_of_any_command_is_answered_in_the_words_of_a_library(
    words: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    params = COMMANDS[words].params
    needed = ["x" for param in params if param.param_type_name == "argument" and param.required]
    endless = any(param.param_type_name == "argument" and param.nargs == -1 for param in params)
    lines = [["--no-such-option"], *([[]] if needed else []), *([] if endless else [[*needed, "x", "x"]])]
    options = [param for param in params if param.param_type_name == "option"]
    lines += [[*needed, f"{option.opts[0]}=x" if option.is_flag else option.opts[0]] for option in options]
    for line in lines:
        found = run(*words, *line, cwd=tmp_path)
        assert (found.code, found.out) == (2, ""), line
        assert (match := PROBLEM.fullmatch(found.err)), found.err
        assert match[1] in CODES


@pytest.mark.parametrize(
    ("line", "stream"),
    [("check --format json -x", "out"), ("build --format=json -x", "err"), ("audit --format json", "out")],
)
def test_a_program_gets_a_wrong_line_as_json_where_it_asked_for_it(
    line: str, stream: str, run: Run, tmp_path: Path
) -> None:
    found = run(*line.split(), cwd=tmp_path)
    assert found.code == 2
    (problem,) = json.loads(getattr(found, stream))
    assert problem["code"] in {"option-unknown", "word-missing"}
    assert found.out + found.err == getattr(found, stream)


EXAMPLES = [
    line
    for command in COMMANDS.values()
    for line in re.findall(r"^  briefgen (.+)$", command.epilog or "", re.MULTILINE)
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_in_a_help_text_is_a_right_line(line: str, run: Run, tmp_path: Path) -> None:
    found = run(*shlex.split(line.partition(" > ")[0]), cwd=tmp_path)
    told = re.findall(r"(?:\[|\"code\": \")([a-z-]+)(?:\]|\",)$", found.err, re.MULTILINE)
    assert not {"command-unknown", "option-unknown", "option-value", "word-missing", "word-unexpected"} & set(told)
    assert found.code == 0 or told, found.err


def test_a_group_without_a_command_prints_its_help(run: Run, tmp_path: Path) -> None:
    for words in ((), ("new",), ("list",)):
        found = run(*words, cwd=tmp_path)
        assert (found.code, "Commands:" in found.out + found.err) == (2, True)
