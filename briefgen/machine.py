"""Finds the folders and accounts of this machine, which no finished file may name."""

from __future__ import annotations

import getpass
from pathlib import Path

MIN_PATH_LENGTH = 6
"""Characters of a path: shorter ones, such as `/root`, can be in any text."""

SHARED_ACCOUNTS = frozenset(
    "root user users admin administrator runner ubuntu debian guest build nobody vagrant docker home test".split()
)
"""Account names that many machines have."""


def find_machine_paths(*more: Path) -> tuple[str, ...]:
    """The home folder and `more` folders, as they are and with links resolved."""
    folders = (Path.home(), *more)
    paths = {form for folder in folders for form in (str(folder), str(folder.resolve()))}
    return tuple(sorted(path for path in paths if len(path) >= MIN_PATH_LENGTH))


def find_account_names() -> frozenset[str]:
    """The account that briefgen runs under, unless many machines have its name."""
    try:
        return frozenset({getpass.getuser().casefold()}) - SHARED_ACCOUNTS
    except (OSError, KeyError, ImportError):
        return frozenset()
