"""Each hostile project is refused with a sentence or comes out harmless; none reads the machine, runs, loads or takes long."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from briefgen.audit import Sought, audit
from tests.hostile_input import COMPUTED, OUTSIDE, Case, cases
from tests.running import Result
from tests.unit.project_files import DEFAULTS

CASES = cases()
SECONDS = 30
DANGEROUS = frozenset({"audit-script", "audit-remote", "audit-comment", "audit-unreadable", "audit-attachment"})


def test_there_are_as_many_cases_as_promised() -> None:
    assert len(CASES) >= 300
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile_input_is_refused_or_harmless(case: Case, tmp_path: Path, run: Callable[..., Result]) -> None:
    root = placed(case, tmp_path)
    begun = process_time()
    addressed = ("--recipient", "fr") if case.recipient else ()
    result = run("build", "note", "--to", case.form, *addressed, cwd=root)
    assert process_time() - begun < SECONDS
    assert result.code in {0, 1, 2}, result.err
    said = result.out + result.err
    assert "internal-fault" not in said
    assert "Traceback" not in said
    assert not any(character in said for character in "\0\x07\x1b\x7f")
    assert OUTSIDE not in said
    assert "root:x:" not in said
    made = [path for path in tmp_path.rglob("note.*") if path.suffix in {".html", ".pdf", ".docx"}]
    assert bool(made) is (result.code == 0)
    for path in made:
        assert path.resolve().is_relative_to(root.resolve() / "out")
        content = path.read_bytes()
        found = audit(
            content,
            Sought(terms=frozenset({tuple(OUTSIDE.split("-")), ("root", "x", "0", "0"), (COMPUTED,)}), foreign=True),
        )
        assert [one.code for one in found if one.code in DANGEROUS | {"audit-term"}] == []


def placed(case: Case, folder: Path) -> Path:
    """The project of a case, beside a file and a folder that are none of its business."""
    (folder / "outside.txt").write_text(OUTSIDE, encoding="utf-8")
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/secret.md").write_text(
        f"---\ntitle: T\nkind: background\nsensitivity: public\n---\n{OUTSIDE}\n", encoding="utf-8"
    )
    root = folder / "project"
    for name, content in {**DEFAULTS, **case.files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    for name, target in case.links.items():
        link = root / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target if target == "." else os.path.relpath(folder / Path(target).name, link.parent))
    return root
