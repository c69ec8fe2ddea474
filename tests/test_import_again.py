"""A second import of a newer version of a file updates what nobody touched since, and says what was touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.decompose.earlier_import import (
    EarlierImport,
    build_record,
    calculate_digest,
    compare_with_earlier,
    describe_update,
    read_earlier,
)
from tests.running import Result, copy_project

Run = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("same", "touched", "both", "gone"):
        (tmp_path / name).write_text(f"order: 10\n{name}\n", encoding="utf-8")
    return tmp_path


def import_again(root: Path, newer: dict[str, str]) -> list[str]:
    files = ("same", "touched", "both", "gone", "deleted")
    earlier = EarlierImport(1, {name: calculate_digest(f"order: 10\n{name}\n".encode()) for name in files})
    (root / "touched").write_text("order: 10\nmine\n", encoding="utf-8")
    (root / "both").write_text("order: 10\nmine\n", encoding="utf-8")
    return list(
        describe_update(compare_with_earlier(root, {name: text.encode() for name, text in newer.items()}, earlier))
    )


def test_what_becomes_of_each_file(project: Path) -> None:
    newer = {
        "same": "order: 20\nnewer\n",
        "touched": "order: 30\ntouched\n",
        "both": "order: 10\ntheirs\n",
        "deleted": "x",
        "new": "y",
    }
    assert import_again(project, newer) == [
        "new: `new`",
        "updated: `same`",
        "kept, because you changed it and the file did not: `touched`",
        "not written, because you deleted it: `deleted`",
        "not in the file any more, and still in the project: `gone`; delete it if nothing uses it",
        "**kept, although you and the file changed it**: `both`. `-` is your line, `+` is the newer one:\n\n"
        "  ```diff\n  -mine\n  +theirs\n  ```",
    ]  # fmt: skip


def test_a_block_that_only_moved_is_updated_and_its_author_need_not_look(project: Path) -> None:
    assert import_again(project, {"same": "order: 40\nsame\n", "touched": "order: 40\ntouched\n"})[:2] == [
        "updated: `same`",
        "kept, because you changed it and the file did not: `touched`",
    ]


def test_line_ends_of_another_system_are_no_change(project: Path) -> None:
    (project / "same").write_bytes(b"order: 10\r\nsame\r\n")
    assert import_again(project, {"same": "order: 10\nnewer\n"})[0] == "updated: `same`"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"files": []}', '{"level": "x"}', "\x00"])
def test_a_damaged_record_is_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.imported.json").write_text(content, encoding="utf-8")
    assert read_earlier(tmp_path, "x.imported.json") == EarlierImport()


def test_the_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    files = {"a": b"1", "b": b"2"}
    update = compare_with_earlier(tmp_path, files, EarlierImport())
    (tmp_path / "x").write_bytes(build_record("x.md", 2, files, EarlierImport(), update))
    assert read_earlier(tmp_path, "x") == EarlierImport(
        2, {name: calculate_digest(data) for name, data in files.items()}
    )


def test_a_newer_file_is_imported_over_the_older_one(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    file = tmp_path / "wells.md"
    older = "# Wells\n\n## One\n\nFirst.\n\n## Two\n\nSecond.[^1]\n\n## Three\n\nThird.\n\n[^1]: Ann Young, *Deep Water* (River Press 2009).\n"
    file.write_text(older, encoding="utf-8")
    assert run("import", str(file), cwd=root).code == 0
    block = root / "content/wells/one.md"
    block.write_text(block.read_text(encoding="utf-8").replace("First.", "Mine."), encoding="utf-8")
    (root / "content/wells/three.md").unlink()
    file.write_text(older.replace("First.", "Theirs.").replace("## Two", "## New\n\nNew.\n\n## Two"), encoding="utf-8")
    again = run("import", str(file), cwd=root)
    assert again.code == 0
    assert (
        "content/wells/one.md:1: warning: `content/wells/one.md` was changed in the project and in `wells.md`"
        in again.err
    )
    assert "Mine." in block.read_text(encoding="utf-8")
    assert not (root / "content/wells/three.md").exists()
    report = (
        (root / "import-report.md").read_text(encoding="utf-8").partition("# Import of")[2].partition("# Import of")[0]
    )
    assert "- new: `content/wells/new.md`" in report
    assert "  -Mine.\n  +Theirs." in report
    built = run("build", "wells", "--to", "html", cwd=root)
    assert built.code == 0, built.err
    assert run("import", str(file), cwd=root).out.splitlines() == [
        "content/wells/wells.imported.json",
        "import-report.md",
    ]
