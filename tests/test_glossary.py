"""The glossary says where each thing is; the code agrees."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs/development/glossary.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| `([\w/]+[.]py)` `(\w+)` \|$", re.MULTILINE)


def list_names(path: Path) -> set[str]:
    """What a module defines or imports at its top."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                names.add(name)
    return names


def test_every_row_names_a_place() -> None:
    rows = [line for line in GLOSSARY.splitlines() if line.startswith("| ") and not line.startswith("| word |")]
    assert len(rows) > 40
    assert [line for line in rows if not ROW.fullmatch(line)] == []


def test_every_place_is_in_the_code() -> None:
    assert [
        f"{word}: {module} {name}"
        for word, _, module, name in ROW.findall(GLOSSARY)
        if not (path := ROOT / "briefgen" / module).is_file() or name not in list_names(path)
    ] == []


def test_every_word_is_explained_once_and_for_one_thing() -> None:
    rows = ROW.findall(GLOSSARY)
    words = [word for word, *_ in rows]
    assert len(words) == len(set(words))
