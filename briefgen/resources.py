"""Where the built-in templates, styles and example content lie."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def builtin_root() -> Path:
    """The folder with the built-in `templates/`, `styles/` and `content/`: inside the wheel, or the checkout itself."""
    installed = PACKAGE / "builtin"
    return installed if installed.is_dir() else PACKAGE.parent
