"""The built-in files: the folder of templates, styles and example content, and the scaffolds of new files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).parent
SCAFFOLD_FOLDER = PACKAGE_FOLDER / "scaffold"


def find_builtin_root() -> Path:
    """The folder with the built-in `templates/`, `styles/` and `content/`: inside the wheel, or the checkout itself."""
    installed = PACKAGE_FOLDER / "builtin"
    return installed if installed.is_dir() else PACKAGE_FOLDER.parent


def fill_scaffold(name: str, values: Mapping[str, str]) -> str:
    """A new file, with its places `<<name>>` filled in."""
    text = (SCAFFOLD_FOLDER / "new" / name).read_text("utf-8")
    for place, value in values.items():
        text = text.replace(f"<<{place}>>", value)
    return text


def title_from_name(name: str) -> str:
    """The name of a new file in words, as a YAML string."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return json.dumps(words[:1].upper() + words[1:], ensure_ascii=False)
