"""Each hostile project is refused with a sentence or comes out harmless; none reads the machine, runs, loads or takes long."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen import open_project
from briefgen.__main__ import main
from briefgen.leak_check.audit import SearchTerms, audit_file
from tests.hostile_fields import more_templates, workbooks
from tests.hostile_input import COMPUTED, OUTSIDE, Case, cases
from tests.measured import run_measured
from tests.unit.project_files import DEFAULTS, write_files
from tests.unit.test_gate import files

CASES = (*cases(), *more_templates(), *workbooks())
SECONDS, MEGABYTES = 30, 1024
"""Of a processor's time, and of memory beyond what the program has before."""
DANGEROUS = frozenset({"audit-script", "audit-remote", "audit-comment", "audit-unreadable", "audit-attachment"})


def test_there_are_as_many_cases_as_promised() -> None:
    assert len(CASES) >= 550
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.fixture(scope="module", autouse=True)
def everything_loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Build a brief in this process: its copies, one for each case, then have every module loaded."""
    root = write_files(tmp_path_factory.mktemp("usual"), {**DEFAULTS, **files()})
    open_project(root).build("note", ("html", "docx", "pdf"))
    assert main(("-C", str(root), "build", "note", "--to", "html", "--quiet")) == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile_input_is_refused_or_harmless(case: Case, tmp_path: Path) -> None:
    root = placed(case, tmp_path)
    given = set(tmp_path.rglob("*"))
    addressed = ("--recipient", "fr") if case.recipient else ()
    taken = run_measured(("build", "note", "--to", case.form, *addressed), root)
    result = taken.result
    assert taken.seconds < SECONDS
    assert taken.megabytes < MEGABYTES
    assert result.code in {0, 1, 2}, result.err
    said = result.out + result.err
    assert "internal-fault" not in said
    assert "Traceback" not in said
    assert not any(character in said for character in "\0\x07\x1b\x7f")
    assert OUTSIDE not in said
    assert "root:x:" not in said
    made = [path for path in tmp_path.rglob("*") if path.suffix in {".html", ".pdf", ".docx"} and path not in given]
    assert bool(made) is (result.code == 0)
    for path in made:
        assert path.resolve().is_relative_to(root.resolve() / "out")
        content = path.read_bytes()
        found = audit_file(
            content,
            SearchTerms(
                terms=frozenset({tuple(OUTSIDE.split("-")), ("root", "x", "0", "0"), (COMPUTED,)}), foreign=True
            ),
        )
        assert [finding.code for finding in found if finding.code in DANGEROUS | {"audit-term"}] == []


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
