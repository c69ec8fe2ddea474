"""Finds the style sheets of an audience: the built-in ones, and the project's in their place or after them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from briefgen.paths import find_inside
from briefgen.resources import find_builtin_root

BASE_SHEET = "base.css"
BUILTIN_FOLDER = "builtin/"

_EXTENDED = re.compile(
    rf"\A\ufeff?(?:\s|/\*(?>.*?\*/))*@import\s+([\"']){BUILTIN_FOLDER}(?P<name>[^\"'\n]+)\1\s*;", re.DOTALL
)


def list_style_sheets(search_path: Iterable[Path], style: str) -> dict[str, Path]:
    """The sheets of an audience with the sheet `style`, by name, in the order of the cascade.

    The first of each name on the search path is taken. One that starts with `@import "builtin/<name>"` follows that built-in sheet.
    """
    roots, sheets = tuple(search_path), dict[str, Path]()
    for name in dict.fromkeys((BASE_SHEET, style)):
        path = next(filter(None, (find_inside(root / "styles", name) for root in roots)), None)
        if path:
            extended = find_extended_sheet(path.read_text("utf-8", "replace"))
            if extended and (builtin := find_builtin_sheet(extended)) and builtin != path:
                sheets[f"styles/{BUILTIN_FOLDER}{extended}"] = builtin
            sheets[f"styles/{name}"] = path
    return sheets


def find_extended_sheet(text: str) -> str:
    """The name of the built-in sheet that a sheet extends by its first statement, `@import "builtin/base.css";`. Empty: none."""
    match = _EXTENDED.match(text)
    return match["name"] if match else ""


def find_builtin_sheet(name: str) -> Path | None:
    """The built-in style sheet of this name."""
    return find_inside(find_builtin_root() / "styles", name)
