"""Knows which names of files Windows cannot have, so that a project can go to a colleague who works there."""

from __future__ import annotations

import re

DEVICE_NAME = re.compile(r"\A(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""

FORBIDDEN_CHARACTER = re.compile(r'[\x00-\x1f<>:"\\|?*]')

MAX_PATH_CHARACTERS = 200
"""Of a path in the project: Windows takes 260 characters, with the folders before the project."""


def find_windows_fault(path: str) -> str:
    """Why the last name of a path below the project cannot be on Windows; empty where it can."""
    name = path.rpartition("/")[2]
    if found := DEVICE_NAME.match(name):
        return f"Windows keeps the name `{found[0]}` for a device"
    if found := FORBIDDEN_CHARACTER.search(name):
        return f"no name on Windows has the character `{found[0]}`"
    if name.endswith((".", " ")):
        return "Windows cuts off a dot or a space at the end of a name"
    if len(path) > MAX_PATH_CHARACTERS:
        return f"the path has {len(path)} characters, and Windows takes 260 with all folders before it"
    return ""
