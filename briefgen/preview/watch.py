"""Reports changes of a project's files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

from watchfiles import Change, DefaultFilter, watch
from watchfiles._rust_notify import WatchfilesRustInternalError  # it has no public name

DEBOUNCE_MILLISECONDS = 150
"""Changes within this time are reported together: editors write a file in several steps."""


class _SourceFileFilter(DefaultFilter):
    """Accepts the files of a project, not its output nor the hidden files of editors and version control."""

    def __init__(self, output: Path) -> None:
        super().__init__()
        self._output = output

    def __call__(self, change: Change, path: str) -> bool:
        """Whether the file is one of the project."""
        file = Path(path)
        hidden = any(part.startswith(".") for part in file.parts[-2:])
        return super().__call__(change, path) and not hidden and not file.is_relative_to(self._output)


def watch_changes(folder: Path, output: Path, stop: Event | None = None) -> Iterator[frozenset[Path]]:
    """Yield an empty set when the watch starts, then the files of each change; changes in between come with the next set.

    Where the system reports changes to no more programs, the files are looked at three times in a second.
    `KeyboardInterrupt` ends it, or the event `stop`.
    """
    look = partial(
        watch,
        folder,
        watch_filter=_SourceFileFilter(output),
        step=DEBOUNCE_MILLISECONDS,
        rust_timeout=500,
        yield_on_timeout=True,
        stop_event=stop,
    )
    changes = look()
    try:
        first = next(changes, None)
    except WatchfilesRustInternalError:  # such as 128 watches of one account on Linux
        changes = look(force_polling=True)
        first = next(changes, None)
    if first is not None:
        yield _collect_paths(first)
    yield from (_collect_paths(changed) for changed in changes if changed)


def _collect_paths(changed: Iterable[tuple[Change, str]]) -> frozenset[Path]:
    return frozenset(Path(path) for _, path in changed)
