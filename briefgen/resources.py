"""Finds the folder of the built-in templates, styles and example content."""

from __future__ import annotations

from pathlib import Path

PACKAGE_FOLDER = Path(__file__).parent


def find_builtin_root() -> Path:
    """The folder with the built-in `templates/`, `styles/` and `content/`: inside the wheel, or the checkout itself."""
    installed = PACKAGE_FOLDER / "builtin"
    return installed if installed.is_dir() else PACKAGE_FOLDER.parent
