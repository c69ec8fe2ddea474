"""A browser for the whole run: each test opens a window of its own in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.programs import find_chromium, require_library


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window, started once for all tests of a process."""
    require_library("playwright", "dev")
    path = find_chromium()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path)
        yield running
        running.close()
