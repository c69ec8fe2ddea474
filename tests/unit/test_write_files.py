"""A file is written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import BriefgenError
from briefgen.write import write_artifact

NEW = Rendering(Format.PDF, b"new", 3)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_made_is_told(tmp_path: Path) -> None:
    artifact = write_artifact(NEW, tmp_path / "a" / "report.pdf", 120)
    assert (tmp_path / "a" / "report.pdf").read_bytes() == b"new"
    assert (artifact.sha256, artifact.pages, artifact.words) == (hashlib.sha256(b"new").hexdigest(), 3, 120)
    assert names(tmp_path / "a") == ["report.pdf"]


def test_others_may_read_it_as_the_system_lets_them(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    write_artifact(NEW, tmp_path / "report.pdf", 0)
    assert (tmp_path / "report.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_an_interrupted_write_leaves_the_older_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BriefgenError) as caught:
        write_artifact(NEW, path, 0)
    (problem,) = caught.value.diagnostics
    assert problem.code == "output-unwritable"
    assert problem.message == f"cannot write `report.pdf` in the folder `{tmp_path.name}`: no space left on device"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["report.pdf"]


def test_an_interrupt_by_the_user_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_artifact(NEW, tmp_path / "report.pdf", 0)
    assert names(tmp_path) == []


def test_a_folder_in_the_way_is_reported(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(BriefgenError, match="cannot write"):
        write_artifact(NEW, tmp_path / "report.pdf", 0)
    assert names(tmp_path) == ["report.pdf"]


def test_a_file_where_the_folder_should_be_is_reported(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(BriefgenError, match="in the folder `out`"):
        write_artifact(NEW, tmp_path / "out" / "report.pdf", 0)


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.pdf").symlink_to(tmp_path / "precious")
    write_artifact(NEW, tmp_path / "out" / "report.pdf", 0)
    assert (tmp_path / "precious").read_bytes() == b"old"
    assert (tmp_path / "out" / "report.pdf").read_bytes() == b"new"


def test_nothing_is_written_outside_of_the_output_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "link").symlink_to(tmp_path)
    for path in (out / ".." / "report.pdf", out / "link" / "report.pdf", tmp_path / "report.pdf"):
        with pytest.raises(BriefgenError, match="outside of the output folder"):
            write_artifact(NEW, path, 0, within=out)
    assert names(tmp_path) == ["out"]
