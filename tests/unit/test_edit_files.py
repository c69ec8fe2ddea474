"""Changes of files that are written together: all or none, and never over somebody's work."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.edit.file_edit import FileChangedMeanwhile, FileEdit, edit_file, write_edits
from briefgen.edit.refusal import EditRefused
from briefgen.model.diagnostic import BriefgenError


def test_files_are_written_taken_back_and_keep_their_mode(tmp_path: Path) -> None:
    old, new, gone = (tmp_path / name for name in ("old.yaml", "new/file.yaml", "gone.yaml"))
    old.write_bytes(b"a: 1\r\n")
    old.chmod(0o640)
    gone.write_bytes(b"x")
    edits = [FileEdit(old, b"a: 1\r\n", b"a: 2\r\n"), FileEdit(new, None, b"n"), FileEdit(gone, b"x", None)]
    write_edits(edits)
    assert (old.read_bytes(), new.read_bytes(), gone.exists()) == (b"a: 2\r\n", b"n", False)
    assert old.stat().st_mode & 0o777 == 0o640
    write_edits([edit.reverse() for edit in edits])
    assert (old.read_bytes(), new.exists(), gone.read_bytes()) == (b"a: 1\r\n", False, b"x")


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_bytes(b"a: 1\n")
    link.symlink_to(real)
    write_edits([edit_file(link, lambda text: text.replace("1", "2"))])
    assert link.is_symlink()
    assert real.read_bytes() == b"a: 2\n"


@pytest.mark.parametrize("now", [b"a: 3\n", None])
def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path, now: bytes | None) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_bytes(b"a: 1\n")
    if now is not None:
        second.write_bytes(now)
    edits = [FileEdit(first, b"a: 1\n", b"a: 2\n"), FileEdit(second, b"b: 1\n", b"b: 2\n")]
    with pytest.raises(FileChangedMeanwhile) as changed:
        write_edits(edits)
    assert changed.value.paths == (second,)
    assert first.read_bytes() == b"a: 1\n"


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_bytes(b"a: 1\n")
    second.write_bytes(b"b: 1\n")
    second.chmod(0o444)
    with pytest.raises(BriefgenError, match="read-only"):
        write_edits([FileEdit(first, b"a: 1\n", b"a: 2\n"), FileEdit(second, b"b: 1\n", b"b: 2\n")])
    assert first.read_bytes() == b"a: 1\n"
    assert {path.name for path in tmp_path.iterdir()} == {"a.yaml", "b.yaml"}


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: é\n".encode("latin-1"))
    with pytest.raises(EditRefused, match="not UTF-8"):
        edit_file(path, str.upper)
