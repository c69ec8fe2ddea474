"""A whole build against bare WeasyPrint on the same page: what briefgen adds, as a ratio.

Run with `python -m benchmarks.build [BRIEF] [ROUNDS]` from the repository. Both sides run in one warm process,
in turn, so that a busy machine slows both; the median of the rounds is compared.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefgen.load import load_brief, load_project
from briefgen.pipeline import Inputs, assemble, build, load_inputs
from briefgen.render import render_pdf
from briefgen.values.artifact import Format
from briefgen.values.diagnostic import Sink

ROOT = Path(__file__).parent.parent


def inputs_of(brief_id: str) -> Inputs:
    """The brief with everything it is made from."""
    sink = Sink()
    project = load_project(ROOT, sink)
    return load_inputs(project, load_brief(project, brief_id, sink), sink)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(brief_id: str = "china-report", rounds: int = 7) -> None:
    """Print the medians and their ratio."""
    from benchmarks.bare import bare_pdf  # noqa: PLC0415 - WeasyPrint is imported when it is measured

    document = assemble(inputs_of(brief_id), Sink())
    pages = render_pdf(document, Sink()).pages
    whole, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            whole.append(seconds(lambda: build(inputs_of(brief_id), [Format.PDF], Path(folder), brief_id, Sink())))
            bare.append(seconds(lambda: bare_pdf(document)))
    ratio = statistics.median(one / other for one, other in zip(whole, bare, strict=True))
    print(f"{brief_id}: {pages} pages, {rounds} rounds")
    print(f"  bare WeasyPrint on the same page   {statistics.median(bare) * 1000:7.0f} ms")
    print(f"  briefgen, from files to file       {statistics.median(whole) * 1000:7.0f} ms")
    print(f"  ratio, median of the pairs         {ratio:10.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:2], *(int(one) for one in sys.argv[2:3]))
