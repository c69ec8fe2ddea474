"""What the composer takes for another version of a project."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from briefgen.composer.revision import compute_revision


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists the files of a folder without their numbers")
def test_a_file_replaced_by_one_of_the_same_size_and_time_is_another_version(tmp_path: Path) -> None:
    brief, newer = tmp_path / "briefs" / "note.yaml", tmp_path / "newer.yaml"
    brief.parent.mkdir()
    brief.write_text("title: Water\n", encoding="utf-8")
    before = compute_revision(tmp_path, ["newer.yaml"], ["briefs"])
    newer.write_text("title: Earth\n", encoding="utf-8")
    times = brief.stat()
    os.utime(newer, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert compute_revision(tmp_path, ["newer.yaml"], ["briefs"]) == before
    newer.replace(brief)
    assert compute_revision(tmp_path, ["newer.yaml"], ["briefs"]) != before
