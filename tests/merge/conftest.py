"""A project whose report a lawyer has, and a desk for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.desk import BLOCK, TEXT, Desk
from tests.running import copy_project, run_apart


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its report as a Word file, as it was sent to the lawyer."""
    root = copy_project("river-watch", tmp_path_factory.mktemp("merge"))
    (root / BLOCK).write_text(TEXT, encoding="utf-8")
    result = run_apart("build", "water-report", "--to", "docx", folder=root)
    assert result.code == 0, result.err
    return root


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Desk:
    return Desk(built, tmp_path)
