"""What the record and the deliveries cost: `python -m benchmarks.record`.

A build in a project with 100,000 files in its record against the same build without them, in turn, so that a busy machine slows both. Then
the time to ask: `verify`, `impact`, and `corrections` with 10,000 deliveries. Exit code 1: a limit is passed.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from hashlib import sha256
from io import StringIO
from pathlib import Path

from briefgen.__main__ import main as run_briefgen
from briefgen.load import load_project
from briefgen.model.diagnostic import Sink
from briefgen.model.record import Delivery, FileContents, FileRecord, InputRecord
from briefgen.record.deliveries import add_deliveries
from briefgen.record.store import open_record
from tests.test_record_of_files import write_shelf

FILES = 100_000
FILES_OF_A_BUILD = 20
"""That share their contents: recipients of one campaign."""
DELIVERIES = 10_000
ROUNDS = 15

MAX_RATIO = 1.02
MAX_SECONDS = 1.0


def main() -> None:
    """Print each figure with its limit; exit with 1 if one is passed."""
    with tempfile.TemporaryDirectory() as folder:
        without, with_record = (write_shelf(Path(folder) / name) for name in ("without", "with"))
        for shelf in (without, with_record):
            run(shelf, "build", "note", "--to", "html")
        fill_record(with_record)
        ratio = measure_builds(without, with_record)
        figures = {
            f"a build with {FILES:,} files in the record, against one without": (ratio, MAX_RATIO),
            "verify, in seconds": (measure(lambda: run(with_record, "verify", "out/note.html")), MAX_SECONDS),
            "impact of a fact, in seconds": (measure(lambda: run(with_record, "impact", "wells")), MAX_SECONDS),
        }
        fill_deliveries(with_record)
        change_figure(with_record, ROUNDS + 1)
        figures[f"corrections of {DELIVERIES:,} deliveries, in seconds"] = (
            measure(lambda: run(with_record, "corrections")),
            MAX_SECONDS,
        )
    for name, (figure, limit) in figures.items():
        print(f"{name:65}  {figure:.3f}  limit {limit}")
    sys.exit(1 if any(figure > limit for figure, limit in figures.values()) else 0)


def run(shelf: Path, *arguments: str) -> str:
    """What a command prints, run in this process in a project."""
    before, printed, problems = Path.cwd(), StringIO(), StringIO()
    os.chdir(shelf)
    try:
        with redirect_stdout(printed), redirect_stderr(problems):
            code = run_briefgen(arguments)
    finally:
        os.chdir(before)
    if code:
        raise RuntimeError(problems.getvalue())
    return printed.getvalue()


def measure(action: Callable[[], object]) -> float:
    """Seconds of the processor, the median of some rounds."""
    times = []
    for _ in range(5):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def measure_builds(without: Path, with_record: Path) -> float:
    """How many times longer a build takes with a record: the median of the rounds."""
    ratios = []
    for number in range(ROUNDS):
        times = []
        for shelf in (without, with_record) if number % 2 else (with_record, without):
            change_figure(shelf, number)
            start = time.process_time()
            run(shelf, "build", "note", "--to", "html")
            times.append(time.process_time() - start)
        first, second = times
        ratios.append(second / first if number % 2 else first / second)
    return statistics.median(ratios)


def change_figure(shelf: Path, number: int) -> None:
    """Give the fact another value, so that the next build writes a file."""
    path = shelf / "content/lib/facts.yaml"
    _, _, rest = path.read_text("utf-8").partition(", unit")
    path.write_text(f"sensitivity: public\nwells: {{value: {20_000 + number}, unit{rest}", "utf-8")


def fill_record(shelf: Path) -> None:
    """Enter files of earlier builds, each with an older value of the fact."""
    with open_record(shelf, (shelf / "out",), Sink()) as record:
        (file,) = record.list_latest("out")
        record.add(list_earlier_files(file, FILES))


def fill_deliveries(shelf: Path) -> None:
    """Note files of earlier builds as sent."""
    with open_record(shelf, (shelf / "out",), Sink()) as record:
        file = next(record.list_latest("out"))
    earlier = list_earlier_files(file, DELIVERIES)
    root = load_project(shelf, Sink()).root
    add_deliveries(root, (Delivery(sent, sent.path, sent.recipient, "2026-11-20") for sent in earlier))


def list_earlier_files(file: FileRecord, count: int) -> Iterator[FileRecord]:
    """Files for recipients, as if the figure had changed after each campaign."""
    contents = file.contents
    for number in range(count):
        if number % FILES_OF_A_BUILD == 0:
            contents = make_earlier_contents(file.contents, number)
        path = f"recipient-{number % 1_000}/note.html"
        hash_ = sha256(str(number).encode()).hexdigest()
        yield replace(file, sha256=hash_, contents=contents, path=path, recipient=f"recipient-{number % 1_000}")


def make_earlier_contents(contents: FileContents, number: int) -> FileContents:
    """The same contents with another value of the fact."""
    wells = replace(contents.facts["wells"], value=str(number), text=f"{number:,} wells")
    inputs = tuple(
        InputRecord(record.kind, record.name, str(number)) if record.kind == "fact" else record
        for record in contents.inputs
    )
    return replace(contents, facts={"wells": wells}, inputs=inputs)


if __name__ == "__main__":
    main()
