"""Programs of the system that some tests ask for a second opinion."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

import pytest


def run_program(name: str, *arguments: str, decode: str = "utf-8", environment: Mapping[str, str] | None = None) -> str:
    """What a program prints, with this in its environment besides; a test on a machine without it is skipped, and fails in CI, which installs it."""
    if shutil.which(name) is None:
        said = f"`{name}` is not installed: `scripts/install-system test` installs it"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)
    whole = os.environ | (environment or {})
    return subprocess.run([name, *arguments], check=True, capture_output=True, encoding=decode, env=whole).stdout
