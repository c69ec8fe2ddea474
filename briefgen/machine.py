"""What this machine is called inside: folders and accounts that no finished file may name."""

from __future__ import annotations

import getpass
from pathlib import Path

MIN_PATH_LENGTH = 6
"""Letters of a folder's path: shorter ones, such as `/root`, may stand in any text."""

SHARED_ACCOUNTS = frozenset(
    "root user users admin administrator runner ubuntu debian guest build nobody vagrant docker home test".split()
)
"""Accounts whose names tell nothing."""


def find_machine_paths(*more: Path) -> tuple[str, ...]:
    """The folders that are this machine's own, and others given."""
    folders = (Path.home(), *more)
    paths = {form for folder in folders for form in (str(folder), str(folder.resolve()))}
    return tuple(sorted(path for path in paths if len(path) >= MIN_PATH_LENGTH))


def find_account_names() -> frozenset[str]:
    """The account that briefgen runs under, unless its name is one that many have."""
    try:
        return frozenset({getpass.getuser().casefold()}) - SHARED_ACCOUNTS
    except (OSError, KeyError, ImportError):
        return frozenset()
