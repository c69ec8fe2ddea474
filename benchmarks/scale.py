"""What a campaign costs as it grows: `python -m benchmarks.scale [serial] [memory]` from the repository.

`serial`: on a cluster, one process composes every document, searches and writes its files, and the workers print them. Its
share limits what more workers can bring. `memory`: what a worker takes after so many documents, all by the same process.
"""

from __future__ import annotations

import gc
import os
import pickle
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.campaign import documents_of, member_states, project_with
from briefgen import GARBAGE_THRESHOLD
from briefgen.campaign import DocumentJob, InputCache, run_job
from briefgen.campaign.render_job import build_render_job, run_render_job
from briefgen.executor import freeze_loaded_objects
from briefgen.resource_limits import keep_freed_memory

NOTES, WARM = 30, 3
WORKERS = (1, 2, 4, 16, 64)
LOOKED_AT = (10, 100, 250, 500, 750, 1000)


def measure_serial_part(folder: Path) -> None:
    """The processor's time of both sides for each note, and what it means for more workers."""
    shelf, notes = InputCache(), list[tuple[float, float, float]]()
    for number, planned in enumerate(documents_of(project_with(folder, member_states(NOTES + WARM))), 1):
        notes.append(time_steps(DocumentJob(planned, shelf)))
        if number == WARM:
            freeze_loaded_objects()
    composed, printed, searched = (1000 * statistics.median(column) for column in zip(*notes[WARM:], strict=True))
    print(
        f"a note: {composed:.0f} ms to compose, {printed:.0f} to print in a worker, {searched:.0f} to search and write"
    )
    alone = composed + searched
    for workers in WORKERS:
        taken = max(alone, printed / workers)
        print(f"  {workers:2} workers: {taken:.0f} ms a note, {max(alone, printed) / taken:.2f} times (reckoned)")


def time_steps(job: DocumentJob) -> tuple[float, float, float]:
    """The seconds of one note: composed here, printed in a worker, searched and written here; with the packing of what travels."""
    begun = time.process_time()
    composed = job.compose()
    if composed is None:
        raise ValueError(job.document)
    render_job, assets = build_render_job(*composed, job.sink)
    sent = pickle.dumps(render_job)
    handed_over = time.process_time()
    printed = pickle.dumps(run_render_job(pickle.loads(sent), assets))  # noqa: S301 - packed here
    came_back = time.process_time()
    job.finish(pickle.loads(printed).renderings)  # noqa: S301 - packed here
    return handed_over - begun, came_back - handed_over, time.process_time() - came_back


def measure_memory(folder: Path) -> None:
    """The memory of this process, which builds all notes as a worker does."""
    shelf = InputCache()
    for number, planned in enumerate(documents_of(project_with(folder, member_states(LOOKED_AT[-1]))), 1):
        run_job(planned, shelf)
        if number == 1:
            freeze_loaded_objects()
        if number in LOOKED_AT:
            print(f"  {number:5} notes: {read_memory()} MB", flush=True)


def read_memory() -> int:
    """What this process takes now, in megabytes."""
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


PARTS: dict[str, Callable[[Path], None]] = {"serial": measure_serial_part, "memory": measure_memory}


def main(*parts: str) -> None:
    """Measure, and print."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    keep_freed_memory()
    print(f"load: {os.getloadavg()[0]:.1f}")
    for part in parts or PARTS:
        with tempfile.TemporaryDirectory() as temporary:
            PARTS[part](Path(temporary) / part)


if __name__ == "__main__":
    main(*sys.argv[1:])
