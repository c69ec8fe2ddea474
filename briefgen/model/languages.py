"""The words that briefgen prints in the languages of briefs: one file for each language in `briefgen/languages/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "languages"


@cache
def list_languages() -> tuple[str, ...]:
    """The codes of the languages that have a file: `en`, `fr`."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def get_language_code(language: str) -> str:
    """The code of a language without its region: `fr` for `fr-CH`."""
    return language.partition("-")[0].lower()


@cache
def read_language(code: str) -> Mapping[str, Any]:
    """The file of a language, as tables by name; nothing for a language without a file."""
    if code not in list_languages():
        return {}
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
