"""A run that is killed at any moment loses nothing of the record and of the deliveries, and the next run goes on from there."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.diagnostic import Sink
from briefgen.model.record import Delivery, FileContents, FileRecord, InputRecord, PrintedFact
from briefgen.record.deliveries import add_deliveries, format_line, read_deliveries
from briefgen.record.file_guard import FileGuard
from briefgen.record.store import Record, open_record
from briefgen.write.files import replace_file

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a copy of this process")

MOMENTS = 30
CONTENTS = FileContents(
    "note",
    "diplomat",
    "lib",
    "en",
    facts={"wells": PrintedFact("12500", "12,500 wells", "wells")},
    inputs=tuple(InputRecord("block", f"situation/b{number:02}", "0" * 32) for number in range(20)),
)


def make_files(start: int, count: int) -> list[FileRecord]:
    """Files that differ in their bytes, each with contents of its own."""
    return [
        FileRecord(
            sha256(str(number).encode()).hexdigest(),
            replace(CONTENTS, settings={"title": f"Note {number}"}),
            "html",
            folder="out",
            path=f"{number}.html",
            built="2026-11-20T10:00:00Z",
        )
        for number in range(start, start + count)
    ]


def make_deliveries(start: int, count: int) -> list[Delivery]:
    return [Delivery(file, file.path, f"reader {file.path}", "2026-11-20") for file in make_files(start, count)]


def run_killed(action: Callable[[], None]) -> None:
    """Run something in a copy of this process, which kills itself in the middle of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of other threads: the copy runs nothing but the action
        process = os.fork()
    if not process:
        try:
            action()
        finally:
            os._exit(99)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def choose_moments(count: int) -> Iterator[int]:
    """Moments between the first and the last of so many, the same in every run."""
    chance = random.Random(18)  # noqa: S311 - moments, not secrets
    yield from (chance.randrange(count) for _ in range(MOMENTS))


def test_a_kill_in_the_middle_of_a_line_loses_no_line_of_others(tmp_path: Path) -> None:
    first, second = make_deliveries(0, 3), make_deliveries(3, 3)
    added = "".join(f"{format_line(delivery)}\n" for delivery in second).encode()
    write = os.write

    def add_until(length: int) -> None:
        def write_part(descriptor: int, content: Any) -> int:
            write(descriptor, content[:length])
            kill()
            return 0

        os.write = write_part  # in a copy of this process, which ends here
        add_deliveries(root, second)

    for number, length in enumerate((0, *choose_moments(len(added)), len(added))):
        root = tmp_path / str(number)
        root.mkdir()
        add_deliveries(root, first)
        run_killed(lambda: add_until(length))  # noqa: B023 - called before the next round
        whole = added[:length].count(b"\n")
        sink = Sink()
        assert [delivery.to for delivery in read_deliveries(root, sink)][:3] == [delivery.to for delivery in first]
        # An unfinished line is reported; one that lacks nothing except its end is a delivery.
        assert len(read_deliveries(root, Sink())) + len(sink.diagnostics) in {3 + whole, 3 + whole + 1}
        add_deliveries(root, second)
        assert [delivery.to for delivery in read_deliveries(root, Sink())] == [
            delivery.to for delivery in (*first, *second)
        ]


def test_a_write_that_the_system_cuts_short_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:100]))
    add_deliveries(tmp_path, make_deliveries(0, 3))
    sink = Sink()
    assert len(read_deliveries(tmp_path, sink)) == 3
    assert not sink.diagnostics


class CountingConnection(sqlite3.Connection):
    """A connection that counts the steps of its database, and kills this process at one of them."""

    steps = 0
    last = sys.maxsize

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.set_progress_handler(self._count, 1)

    def _count(self) -> int:
        CountingConnection.steps += 1
        if CountingConnection.steps > CountingConnection.last:
            kill()
        return 0


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> type[CountingConnection]:
    """Counts the steps of every record that is opened."""
    connect = sqlite3.connect
    monkeypatch.setattr(CountingConnection, "steps", 0)
    monkeypatch.setattr(
        sqlite3, "connect", lambda *arguments, **options: connect(*arguments, factory=CountingConnection, **options)
    )
    return CountingConnection


def add_files(root: Path, files: list[FileRecord]) -> None:
    with open_record(root, (), Sink()) as record:
        record.add(files)


def find_known(record: Record, files: list[FileRecord]) -> list[FileRecord]:
    return [known for file in files for known in record.find_by_hash(file.sha256)]


def test_a_kill_at_any_step_of_the_record_leaves_it_whole(tmp_path: Path, counted: type[CountingConnection]) -> None:
    first, second = make_files(0, 5), make_files(5, 5)
    add_files(tmp_path, first)
    counted.steps = 0
    add_files(tmp_path, second)
    steps = counted.steps

    def add_until(root: Path, step: int) -> None:
        counted.steps, counted.last = 0, step
        add_files(root, second)
        kill()  # no two runs have exactly the same number of steps

    for number, step in enumerate(choose_moments(steps)):
        root = tmp_path / str(number)
        root.mkdir()
        add_files(root, first)
        run_killed(lambda: add_until(root, step))  # noqa: B023 - called before the next round
        sink = Sink()
        with open_record(root, (), sink) as record:
            assert find_known(record, first) == first
            assert find_known(record, second) in ([], second), "files are entered together or not at all"
            record.add(second)
            assert find_known(record, second) == second
        assert not sink.diagnostics, "nothing was set aside"


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_kill_between_files_leaves_none_that_counts_as_edited(tmp_path: Path, count: int) -> None:
    folder = tmp_path / "out"
    older, newer = (
        {folder / f"{name}.html": f"{text} {name}".encode() for name in "abc"} for text in ("older", "newer")
    )

    def write_some() -> None:
        assert FileGuard(tmp_path, folder)(older) == {}
        for path in list(older)[:count]:
            replace_file(path, older[path])
        kill()

    run_killed(write_some)
    assert FileGuard(tmp_path, folder)(newer) == {}, "what the killed run wrote may be written over"
    folder.mkdir(exist_ok=True)
    (folder / "a.html").write_text("edited by a lawyer")
    assert list(FileGuard(tmp_path, folder)(newer)) == [folder / "a.html"]
