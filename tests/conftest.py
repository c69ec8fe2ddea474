"""What every test can ask for."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from briefgen import executor
from tests.examples import Examples
from tests.programs import find_chromium, require_library
from tests.running import PATIENCE, Result, copy_project, run_here
from tests.wheels import build_index, build_wheel

LONGEST = {
    f"test_{name}.py": place
    for place, name in enumerate(
        (
            "hostile_input", "accessibility", "campaign_faults", "cluster", "browser_brief", "browser_tables", "first_hour",
            "word_files", "press_files", "leaks", "lint", "how_to_pages", "languages", "rules", "commands", "record_of_files", "pages", "rasters", "command_line",
            "campaign_run", "import", "import_notes", "names_of_files", "word_count", "word_contents", "damaged_state",
            "campaign_memory", "packaging", "incremental", "corrections", "example_briefs", "template_names", "mixed_scripts",
        )
    )
}  # fmt: skip
"""The files of tests that take longest, first: no process of a run has one of them left when the others are done.

`accessibility` makes the example briefs, beside a file that does not wait for them.
"""

settings.register_profile(
    "chance",  # `make fuzz`
    deadline=None,  # how busy a machine is decides nothing
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "any machine",
    settings.get_profile("chance"),
    derandomize=True,  # a run tries what the one before it tried: `make fuzz` looks for other input
)
settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the process: its workers are copies of one that has everything loaded, and Ctrl-C works.

    A shell has what runs in the background ignore Ctrl-C, and so would every program that a test starts and interrupts.
    """
    config.option.loadscopereorder = False  # of pytest-xdist: it would begin with the files of the most tests
    executor.PRELOADED.append("tests.loaded")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, where several processes share the tests."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: LONGEST.get(item.path.name, len(LONGEST)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: expected outputs are written anew from what the code does now; read the difference before committing."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected outputs of cases")


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Examples:
    """The example briefs, each made once for all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    folder = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "examples"
    folder.mkdir(exist_ok=True)
    return Examples(folder)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once for all processes of this run from the tree as it is."""
    folder = tmp_path_factory.getbasetemp()
    return build_wheel((folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "wheel")


@pytest.fixture(scope="session")
def package_index(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder from which pip, pipx and uv install briefgen without a network."""
    return build_index(wheel, tmp_path_factory.mktemp("index") / "packages")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window, started once for all tests of a process: each test opens a window of its own in it."""
    require_library("playwright", "dev")
    path = find_chromium()
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only where it is installed

    expect.set_options(timeout=1000 * PATIENCE)  # its own are five seconds
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, timeout=1000 * PATIENCE)
        yield running
        running.close()


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str], Path]:
    """`project("minimal")`: a copy of a project under `tests/projects/`."""
    return lambda name: copy_project(name, tmp_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """`run("check", cwd=folder)`: what the command line prints and its exit code."""
    return lambda *arguments, cwd: run_here(arguments, cwd, capsys)
