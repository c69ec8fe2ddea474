"""The unit tests stay fast: what starts a program is tested elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from tests.running import ROOT

SLOW_NAMES: Mapping[str, str] = {
    "format_citations": "tests/cite",
    "render_docx": "tests/render",
    "word_file": "tests/render",
    "subprocess": "tests",
}
"""What starts a program, and the folder of the tests that use it."""


def find_slow_imports(name: str, tree: ast.Module) -> list[str]:
    """What a module of tests imports that starts a program."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    names = (alias.name for node in imports for alias in node.names)
    return [f"{name}: `{slow}` is for {SLOW_NAMES[slow]}" for slow in names if slow in SLOW_NAMES]


def test_unit_tests_start_no_program() -> None:
    """All of them together take less than a minute of processor time."""
    paths = (ROOT / "tests" / "unit").glob("test_*.py")
    assert [found for path in paths for found in find_slow_imports(path.name, ast.parse(path.read_bytes()))] == []
    planted = ast.parse("import subprocess\nfrom briefgen.render import render_docx, render_html\n")
    assert find_slow_imports("a.py", planted) == [
        "a.py: `subprocess` is for tests",
        "a.py: `render_docx` is for tests/render",
    ]
