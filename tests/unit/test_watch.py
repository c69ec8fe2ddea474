"""Changes of files are reported, also on a machine that reports them to no more programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from watchfiles import watch
from watchfiles._rust_notify import WatchfilesRustInternalError

from briefgen.preview import watch as watching


@pytest.mark.parametrize("is_refused", [False, True], ids=["the system reports", "the system refuses"])
def test_a_change_is_reported(is_refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    def refuse(*arguments: Any, force_polling: bool = False, **options: Any) -> Iterator[Any]:
        if is_refused and not force_polling:
            raise WatchfilesRustInternalError("Error creating recommended watcher: Too many open files (os error 24)")
        yield from watch(*arguments, force_polling=force_polling or None, **options)

    monkeypatch.setattr(watching, "watch", refuse)
    stop = Event()
    changes = watching.watch_changes(tmp_path, tmp_path / "out", stop)
    assert next(changes) == frozenset()
    file = tmp_path / "wells.md"
    file.write_text("A new well.\n", encoding="utf-8")
    assert file in next(changes)
    stop.set()
    assert list(changes) == []
