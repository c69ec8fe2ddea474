"""A project whose report was built once, for all tests of the composer that need a finished file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import copy_project, run_apart


@pytest.fixture(scope="session")
def built_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with `out/water-report.html`. A test copies it before it changes anything."""
    root = copy_project("river-watch", tmp_path_factory.mktemp("composer"))
    assert run_apart("build", "water-report", "-q", "-t", "html", folder=root).code == 0
    return root
