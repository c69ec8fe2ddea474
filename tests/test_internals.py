"""docs/reference/internals.md: its table of libraries is made from tests/test_architecture.py, and what it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.test_architecture import HOMES, ONLY_INSIDE_FUNCTIONS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "internals.md"
TABLE = re.compile(r"(?<=<!-- libraries -->\n\n).*?(?=\n?<!-- end of libraries -->)", re.DOTALL)
PATH = re.compile(r"`((?:\w+/)+(?:\w+[.]py)?)`")
SIGNATURE = re.compile(r"^(\w+)\(.*\) -> ", re.MULTILINE)
TEST_FILE = re.compile(r"`(tests/[\w/]+[.](?:py|txt|md))`")


def build_table() -> str:
    """A row for each library: the modules that may import it."""
    rows = ["| library | imported in | |", "|---|---|---|"]
    for library, homes in sorted(HOMES.items(), key=lambda entry: entry[0].lower()):
        places = ", ".join(f"`{home.removeprefix('briefgen.').replace('.', '/')}`" for home in sorted(homes))
        rows.append(f"| {library} | {places} | {'inside functions only' if library in ONLY_INSIDE_FUNCTIONS else ''} |")
    return "\n".join(rows)


def test_the_table_of_libraries_is_that_of_the_tests(*, accept: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")
    if accept:
        PAGE.write_text(TABLE.sub(lambda _: build_table() + "\n", page), encoding="utf-8")
        return
    found = TABLE.search(page)
    assert found
    assert found[0].strip() == build_table(), "`python -m pytest --accept tests/test_internals.py` writes the table"


def test_every_path_on_the_pages_about_the_code_exists() -> None:
    pages = [PAGE, ROOT / "ARCHITECTURE.md"]
    named = {path for page in pages for path in PATH.findall(page.read_text(encoding="utf-8"))}
    places = (ROOT, ROOT / "briefgen")
    assert [path for path in sorted(named) if not any((place / path).exists() for place in places)] == []


def test_the_functions_of_the_stages_are_in_the_code() -> None:
    functions = {
        node.name
        for path in (ROOT / "briefgen").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    listed = SIGNATURE.findall(PAGE.read_text(encoding="utf-8"))
    assert listed
    assert set(listed) - functions == set()


def test_every_test_that_a_page_names_exists() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {(page.name, path) for page in pages for path in TEST_FILE.findall(page.read_text(encoding="utf-8"))}
    assert [f"{page}: {path}" for page, path in sorted(named) if not (ROOT / path).is_file()] == []
