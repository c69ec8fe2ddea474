"""What citations add to a build: `python -m benchmarks.citations` from the repository.

The same brief is put together with citations and without, and rendered, in turn in one warm process, so that a busy
machine slows all of it; the medians are the figures to quote. The citations of a round are worded anew.
`added` is the time on the clock, `processor` the time of the processor for the same, pandoc included: on a machine with
nothing else to do they are the same, and elsewhere only the second tells how much work it is. It is held against the limit.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefgen.cite.citeproc import _call_pandoc
from briefgen.load import load_brief, load_project
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import BriefInputs, compose_document, load_inputs
from briefgen.render.pdf.writer import render_pdf

ROUNDS = 7
LIMITS = {60: 0.25, 500: 0.7}
"""Seconds that so many citations may add."""

FRONT = "---\ntitle: Part {number}\nkind: background\norder: {number}\nsensitivity: public\nstatus: approved\n---\n"
SENTENCE = "Persons who are returned face detention and ill-treatment, and the law forbids their return."
PER_BLOCK = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of one round."""

    without: float
    cited: float
    rendered: float
    processor: float
    """Of the processor, that the citations add, with the programs that are run for them."""


def write_project(folder: Path, citations: int) -> None:
    """A project with two libraries of the same words, one with citations: a third of them first, the others repeated."""
    works = max(1, citations // 3)
    sources = "".join(
        f"  - {{id: work{number}, type: book, author: [{{family: Author {number}, given: Anna}}], title: Book {number},"
        f" publisher: River Press, issued: {2000 + number % 25}}}\n"
        for number in range(works)
    )
    (folder / "briefs").mkdir()
    (folder / "briefgen.yaml").write_text("organisation: {name: Example Organisation}\n", encoding="utf-8")
    for library in ("cited", "without"):
        content = folder / "content" / library
        content.mkdir(parents=True)
        (content / "sources.yaml").write_text(f"references:\n{sources}", encoding="utf-8")
        brief = f"audience: public-report\nlibrary: {library}\ntitle: Report\ndate: 2026-11-23\n"
        (folder / "briefs" / f"{library}.yaml").write_text(brief, encoding="utf-8")
        for first in range(0, citations, PER_BLOCK):
            sentences = [
                SENTENCE + (f"[@work{number * 7 % works}, {number}]" if library == "cited" else "")
                for number in range(first, min(first + PER_BLOCK, citations))
            ]
            paragraphs = ["\n".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
            text = FRONT.format(number=first // PER_BLOCK) + "\n\n".join(paragraphs) + "\n"
            (content / f"part-{first:03}.md").write_text(text, encoding="utf-8")


def inputs_of(folder: Path, brief_id: str) -> BriefInputs:
    """A brief with everything it is made from."""
    project = load_project(folder, Sink())
    return load_inputs(project, load_brief(project, brief_id, Sink()), Sink())


def processor_seconds(work: Callable[[], object]) -> float:
    """How long the processor takes for one run, in this process and in the programs that it starts."""

    def spent() -> float:
        programs = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + programs.ru_utime + programs.ru_stime

    start = spent()
    work()
    return spent() - start


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(citations: int) -> list[Measured]:
    """The rounds for a brief with so many citations."""
    with tempfile.TemporaryDirectory() as name:
        write_project(Path(name), citations)
        cited, without = (inputs_of(Path(name), brief_id) for brief_id in ("cited", "without"))
        document = compose_document(cited, Sink())

        def worded_anew() -> object:
            _call_pandoc.cache_clear()
            return compose_document(cited, Sink())

        return [
            Measured(
                seconds(lambda: compose_document(without, Sink())),
                seconds(worded_anew),
                seconds(lambda: render_pdf(document, Sink())),
                processor_seconds(worded_anew) - processor_seconds(lambda: compose_document(without, Sink())),
            )
            for _ in range(ROUNDS)
        ]


def main() -> None:
    """Print a small table; a limit that is passed ends with exit code 1."""
    print(f"median of {ROUNDS} rounds, in seconds")
    print("citations   without   with   added   processor   limit   rendering as PDF   added / rendering")
    passed = True
    for citations, limit in LIMITS.items():
        rounds = measure(citations)
        without, cited, rendered = (
            statistics.median(column)
            for column in zip(*((turn.without, turn.cited, turn.rendered) for turn in rounds), strict=True)
        )
        added = statistics.median(turn.cited - turn.without for turn in rounds)
        processor = statistics.median(measured.processor for measured in rounds)
        ratio = statistics.median((turn.cited - turn.without) / turn.rendered for turn in rounds)
        print(
            f"{citations:9}   {without:7.2f}{cited:7.2f}{added:8.2f}{processor:12.2f}{limit:8.2f}{rendered:19.2f}{ratio:20.3f}"
        )
        passed &= processor <= limit
    if not passed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
