"""Composes policy recommendation briefs: selected, cited, checked and typeset for each reader.

`from briefgen import open_project` is the Python API: docs/reference/api.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.api import open_project as open_project

__version__ = "0.1.0"

GARBAGE_THRESHOLD = 150_000
"""Objects built before garbage is searched for. Most objects of a document live until it is done: Python's 700 cost a tenth of the time."""


def __getattr__(name: str) -> Any:
    """Import the API when it is first used: the command line needs only the version, and starts at once."""
    if name != "open_project":
        raise AttributeError(f"module `briefgen` has no attribute `{name}`")
    from briefgen.api import open_project  # noqa: PLC0415 - see above

    return open_project
