"""The time from an edit of a block to the page in the preview: `python -m benchmarks.edit [BRIEF]` from the repository. The report is cut to 16 pages.

A worker that has just started loads the libraries first; one that stays has them, and what the version before was made
from. Both get the same edits in turn. Times are of the processor, with the programs that the worker starts.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from itertools import count
from pathlib import Path

from benchmarks.build import bare
from benchmarks.campaign import processor_seconds, project_with
from benchmarks.short_report import REPORT, cut_report
from briefgen.commands.preview import build_preview_bytes
from briefgen.executor import KeptWorkers, execute_with_sink, keep_workers
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs

EDITED = "content/north-koreans-in-china/situation/women-permits.md"
ROUNDS = 5
LIMITS = {Format.HTML: 0.3, Format.PDF: 1.0}
NUMBERS = count(1)


def timed(project: Project, brief: Brief, format_: Format, sink: Sink) -> float:
    """In the worker: the processor's time of one version."""
    return processor_seconds(lambda: build_preview_bytes(project, brief, format_, sink))


def edit(folder: Path, brief_id: str, format_: Format, kept: KeptWorkers | None) -> float:
    """Edit a block, and have a worker build the brief."""
    block = folder / EDITED
    block.write_text(f"{block.read_text('utf-8').rstrip()} Sentence {next(NUMBERS)}.\n", "utf-8")
    sink = Sink()
    project = load_project(folder, sink)
    brief = load_brief(project, brief_id, sink)
    return execute_with_sink(timed, (project, brief, format_), sink, brief_id, kept=kept)


def time_bare_layout(folder: Path, brief_id: str) -> float:
    """WeasyPrint alone on the same page, in this process."""
    project = load_project(folder, Sink())
    alone = bare(compose_document(load_inputs(project, load_brief(project, brief_id, Sink()), Sink()), Sink()))
    alone()
    return statistics.median(processor_seconds(alone) for _ in range(3))


def main(brief_id: str = REPORT) -> None:
    """Measure both formats, and print a table."""
    print(f"{brief_id}, edited; load: {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = project_with(Path(temporary) / "edited", ())
        cut_report(folder)
        for format_, limit in LIMITS.items():
            with keep_workers() as kept:
                edit(folder, brief_id, format_, kept)
                rounds = [
                    (edit(folder, brief_id, format_, None), edit(folder, brief_id, format_, kept))
                    for _ in range(ROUNDS)
                ]
            started, stayed = (statistics.median(column) for column in zip(*rounds, strict=True))
            print(
                f"{format_.value:5} a new worker {started:.2f} s, one that stays {stayed:.2f} s ({limit} s)", flush=True
            )
        print(f"WeasyPrint alone, the same page {time_bare_layout(folder, brief_id):.2f} s")


if __name__ == "__main__":
    main(*sys.argv[1:2])
