"""Rules of the code that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LONGEST_MODULE = 400
LONGEST_USUAL_FUNCTION = 40
"""Lines that nine functions of ten do not exceed."""

SAYS_NOTHING = frozenset({"common", "helper", "helpers", "misc", "shared", "util", "utils"})

PACKAGE_HOST = re.compile(r"pypi[.]org|python[h]osted|npmjs[.]org|npmjs[.]com|debian[.]org/debian")
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.$}~-])/(?:home|root|Users|work|farm)/[\w.]")


def files_of_the_project() -> list[Path]:
    """Every file that is, or would be, under version control."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    paths = (ROOT / name for name in listing.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    """The places where a text file matches; none in a binary file."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    numbered = enumerate(text.splitlines(), start=1)
    return [f"{path.relative_to(ROOT)}:{number}: {line.strip()}" for number, line in numbered if pattern.search(line)]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """The files of the project."""
    return files_of_the_project()


def test_every_module_is_one_idea_long(files: list[Path]) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in files
        if path.suffix == ".py"
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_nine_functions_of_ten_fit_in_view(files: list[Path]) -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in files
        if path.suffix == ".py" and path.is_relative_to(ROOT / "briefgen")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) * 9 // 10] <= LONGEST_USUAL_FUNCTION


def test_every_module_is_named_for_what_it_does(files: list[Path]) -> None:
    named = {part for path in files if path.suffix == ".py" for part in path.relative_to(ROOT).with_suffix("").parts}
    assert named & SAYS_NOTHING == set()


def test_no_code_lies_among_the_templates(files: list[Path]) -> None:
    """They are data that users copy; and an editable install breaks on a module there."""
    data = [ROOT / name for name in ("templates", "styles", "content")]
    assert [path for path in files if path.suffix == ".py" and any(map(path.is_relative_to, data))] == []


@pytest.mark.parametrize("pattern", [PACKAGE_HOST, PATH_OF_A_MACHINE], ids=["package-host", "path-of-a-machine"])
def test_no_file_knows_the_machine_it_was_written_on(files: list[Path], pattern: re.Pattern[str]) -> None:
    assert [line for path in files for line in lines_with(pattern, path)] == []


def test_the_patterns_recognise_what_they_forbid() -> None:
    assert PACKAGE_HOST.search("https://pypi" + ".org/simple")
    assert PATH_OF_A_MACHINE.search('open("/ho' + 'me/anna/briefs")')
    assert not PATH_OF_A_MACHINE.search("content/work/notes.md and ~/wo" + "rk/briefs")
