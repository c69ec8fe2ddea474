"""Programs of the system that some tests ask for a second opinion, and libraries that not every machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec

import pytest


def skip_or_fail(said: str) -> None:
    """Skip a test on a user's machine, which lacks something; fail it in CI, which installs everything."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)


def require_library(name: str, extra: str) -> None:
    """Go on only where a library of an extra is installed."""
    if find_spec(name) is None:
        skip_or_fail(f"`{name}` is not installed: `pip install 'briefgen[{extra}]'` installs it")


def run_program(name: str, *arguments: str, decode: str = "utf-8", environment: Mapping[str, str] | None = None) -> str:
    """What a program prints, with this in its environment besides."""
    if shutil.which(name) is None:
        skip_or_fail(f"`{name}` is not installed: `scripts/install-system test` installs it")
    whole = os.environ | (environment or {})
    return subprocess.run([name, *arguments], check=True, capture_output=True, encoding=decode, env=whole).stdout


def find_chromium() -> str:
    """The browser of this machine."""
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", mac))), None)
    if found is None:
        skip_or_fail("Chromium is not installed: `scripts/install-system test` installs it")
    return str(found)
