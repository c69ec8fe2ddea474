"""Projects for the tests of the composer: one with pages, and one whose report was built once, for those that need a finished file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running import copy_project, run_apart


@pytest.fixture(scope="session")
def built_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with `out/water-report.html`. A test copies it before it changes anything."""
    root = copy_project("river-watch", tmp_path_factory.mktemp("composer"))
    assert run_apart("build", "water-report", "-q", "-t", "html", folder=root).code == 0
    return root


@pytest.fixture
def composer(project: Callable[[str], Path]) -> Iterator[tuple[Path, str]]:
    """A project and the address of its pages."""
    from briefgen.composer.server import run_composer  # noqa: PLC0415 - only where its libraries are installed
    from briefgen.composer.session import ComposerSession  # noqa: PLC0415

    root = project("river-watch")
    with run_composer(ComposerSession(root), 0) as url:
        yield root, url
