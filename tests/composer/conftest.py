"""A browser for the whole run, and a page of a composer for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.programs import require_library, skip_or_fail

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names of the browser, by system."""
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window, started once."""
    require_library("playwright", "dev")
    path = next(filter(None, map(shutil.which, CHROMIUM)), str(MAC_CHROME) if MAC_CHROME.exists() else "")
    if not path:
        skip_or_fail("Chromium is not installed: `scripts/install-system test` installs it")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path)
        yield running
        running.close()
