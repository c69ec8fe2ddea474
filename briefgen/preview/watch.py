"""Waits for changes of a project's files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

DEBOUNCE_MILLISECONDS = 150
"""Milliseconds that changes are gathered for: editors write a file in several steps."""


class _SourceFileFilter(DefaultFilter):
    """The files of a project; not what is made from them, nor what editors and version control keep for themselves."""

    def __init__(self, output: Path) -> None:
        super().__init__()
        self._output = output

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change matters."""
        file = Path(path)
        hidden = any(part.startswith(".") for part in file.parts[-2:])
        return super().__call__(change, path) and not hidden and not file.is_relative_to(self._output)


def watch_changes(folder: Path, output: Path) -> Iterator[frozenset[Path]]:
    """First nothing, once the watch is kept, then the files of each change. What changes meanwhile is told the next time.

    Ends with `KeyboardInterrupt` alone.
    """
    begun = False
    for changed in watch(
        folder,
        watch_filter=_SourceFileFilter(output),
        step=DEBOUNCE_MILLISECONDS,
        rust_timeout=500,
        yield_on_timeout=True,
    ):
        if changed or not begun:
            begun = True
            yield frozenset(Path(path) for _, path in changed)
