"""A campaign of 193 notes against the same work done otherwise: `python -m benchmarks.campaign [PART...]` from the repository.

Everything is measured in one run and printed beside its target, mostly as a ratio, so that a busy machine slows both
sides. Shorter pieces are measured in turn, in processor time, and the median is taken; workers are measured by the
clock, and so ask for an idle machine: the first line tells how busy it is.
"""

from __future__ import annotations

import csv
import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks import note_peers
from benchmarks.build import bare
from briefgen import GARBAGE_THRESHOLD
from briefgen.campaign import (
    BuildReason,
    InputCache,
    JobResult,
    PlannedDocument,
    Task,
    open_state,
    plan_campaign,
    record_document,
    run_job,
)
from briefgen.executor import freeze_loaded_objects
from briefgen.load import load_brief, load_campaign, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs
from briefgen.resource_limits import keep_freed_memory

ROOT = Path(__file__).parent.parent

STATES = 193
ROUNDS = 9
TEN = 10
EDITED = "situation/women-permits"
FIVE_THOUSAND = 5000


def project_with(folder: Path, rows: Sequence[str]) -> Path:
    """A copy of this project whose embassy campaign goes to these recipients, as PDF alone."""
    for name in ("briefs", "campaigns", "content", "styles", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "briefgen.yaml", folder)
    (folder / "campaigns/embassies.csv").write_text("id,state,country,mission,city\n" + "".join(rows), "utf-8")
    campaign = folder / "campaigns/embassies.yaml"
    campaign.write_text(campaign.read_text("utf-8").replace("[pdf, html]", "[pdf]"), "utf-8")
    return folder


def member_states(number: int) -> list[str]:
    """Rows of the table, the member states of the United Nations again and again until there are enough."""
    with (ROOT / "benchmarks/member_states.csv").open(encoding="utf-8", newline="") as table:
        states = [(row["state"], row["country"]) for row in csv.DictReader(table)]
    rounds = ((state, country, turn) for turn in range(number // len(states) + 1) for state, country in states)
    return [
        f'{state.lower()}-{turn},{state},"{country}","Embassy of {country}",Geneva\n'
        for state, country, turn in islice(rounds, number)
    ]


@dataclass(frozen=True, slots=True)
class Ran:
    """A run of the command."""

    seconds: float
    """From start to end."""
    processor: float
    """Seconds of processors' time, its workers' included: on a busy machine the better measure."""
    made: int
    """Files."""
    megabytes: int
    """The most that the process itself took, its workers left aside; 0 where the system does not tell."""


def environment() -> dict[str, str]:
    """As on a user's machine: Python keeps what it compiled, though a developer's settings may forbid it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "briefgen-benchmarks")}


def ran(folder: Path, *options: str, campaign: str = "embassies") -> Ran:
    """Run the command, and watch it."""
    begun, before = time.perf_counter(), sum(os.times()[2:4])
    command = [sys.executable, "-m", "briefgen", "-C", str(folder), "batch", campaign, "--quiet", *options]
    with (
        tempfile.TemporaryFile("w+") as out,
        subprocess.Popen(command, cwd=ROOT, stdout=out, env=environment()) as process,
    ):
        most = 0
        while process.poll() is None:
            most = peak(process.pid) or most
            time.sleep(0.01)
        seconds = time.perf_counter() - begun
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        return Ran(seconds, sum(os.times()[2:4]) - before, len(out.readlines()), most)


def peak(process: int) -> int:
    """The most memory that a process has taken so far, in megabytes; 0 where Linux does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0


def documents_of(folder: Path) -> tuple[PlannedDocument, ...]:
    """The plan of the campaign."""
    sink = Sink()
    project = load_project(folder, sink)
    campaign = load_campaign(project, "embassies", sink)
    brief = load_brief(project, "embassy-note", sink)
    return tuple(plan_campaign(project, campaign, [brief], (Format.PDF,), folder / "warm", sink))


def processor_seconds(work: Callable[[], object]) -> float:
    """How long one run keeps the processor, with the programs that it starts: other people's load does not count."""
    before = os.times()
    work()
    return sum(os.times()[:4]) - sum(before[:4])


def warm(folder: Path) -> tuple[float, float, float]:
    """Milliseconds of bare WeasyPrint, of our whole work on one document, and the median of the rounds' ratios."""
    documents, shelf = documents_of(folder), InputCache()
    first = documents[0]
    gc.set_threshold(GARBAGE_THRESHOLD)  # as in a worker; WeasyPrint gains by all three, too
    keep_freed_memory()
    alone = bare(compose_document(load_inputs(first.project, first.brief, Sink()), Sink()))
    alone()
    run_job(first, shelf)
    freeze_loaded_objects()
    rounds = [
        (processor_seconds(alone), processor_seconds(partial(run_job, document, shelf)))
        for document in documents[1 : ROUNDS + 1]
    ]
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    theirs, ours = (1000 * statistics.median(column) for column in zip(*rounds, strict=True))
    return theirs, ours, ratio


def process_each(page: Path) -> float:
    """Seconds of one WeasyPrint process for one document, by the clock: its command line on the HTML file of a note."""
    command = [sys.executable, "-m", "weasyprint", "-q", str(page), str(page.with_name("bare.pdf"))]
    rounds = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment())
        rounds.append(time.perf_counter() - begun)
    return statistics.median(rounds)


def page_of(folder: Path) -> Path:
    """One note as an HTML file by itself."""
    ran(folder, "--to", "html", "--limit", "1", "-o", str(folder / "html"))
    return next(path for path in (folder / "html").rglob("*.html") if path.name != "index.html")


def in_middle(rounds: Sequence[Ran], target: str) -> tuple[str, str]:
    """The median of runs by the clock, and the target with the processor's time behind it."""
    took, busy = (
        statistics.median(column) for column in zip(*((turn.seconds, turn.processor) for turn in rounds), strict=True)
    )
    return f"{took:.2f} s", f"{target} ({busy:.2f} s of a processor)"


def row(what: str, figure: str, target: str = "") -> None:
    """One line of the table."""
    print(f"{what:66}{figure:>12}  {target}", flush=True)


def one_document(folder: Path) -> None:
    """What one note costs in a warm process, against WeasyPrint alone on the same page."""
    theirs, ours, ratio = warm(folder)
    row("bare WeasyPrint, a note in a warm process", f"{theirs:.0f} ms")
    row("briefgen, the same from files to file", f"{ours:.0f} ms")
    row("  ratio", f"{ratio:.2f}", "at most 1.25")


def workers(folder: Path) -> None:
    """One worker against two, and against a process of WeasyPrint, or of another program, for each document."""
    page = page_of(folder)
    each = [process_each(page)]
    two = ran(folder, "-j", "2", "--force")
    alone = ran(folder, "-j", "1", "--force")
    each.append(process_each(page))
    ours, theirs = two.seconds / two.made, statistics.mean(each)
    row(f"{two.made} notes, two workers", f"{two.seconds:.1f} s", f"{1000 * ours:.0f} ms a note")
    row(
        f"{alone.made} notes, one worker",
        f"{alone.seconds:.1f} s",
        f"{1000 * alone.seconds / alone.made:.0f} ms a note",
    )
    row("  ratio", f"{alone.seconds / two.seconds:.2f}", "at least 1.6")
    row("one WeasyPrint process for a note", f"{1000 * theirs:.0f} ms")
    row("  ratio to a note by two workers", f"{theirs / ours:.1f}", "over 6")
    row("  ratio to a note by one worker", f"{theirs / alone.seconds * alone.made:.1f}")
    for name, cost in note_peers.measured(page):
        if cost is None:
            row(f"{name}, a process for a note", "fails here")
        else:
            row(f"{name}, a process for a note", f"{1000 * cost.clock:.0f} ms")
            row("  a note by two workers, as a multiple", f"{ours / cost.clock:.2f}", "typst: at most 1.3")


def peers(folder: Path) -> None:
    """The processor's time of a note in a warm process, against that of other programs: no matter how busy the machine is."""
    _, ours, _ = warm(folder)
    row("briefgen, a note in a warm process, searched", f"{ours:.0f} ms", "at most 120")
    page = page_of(folder)
    for name, cost in note_peers.measured(page):
        if cost is None:
            row(f"{name}, a process for a note", "fails here")
        else:
            row(f"{name}, a process for a note", f"{1000 * cost.processor:.0f} ms")
            row("  briefgen, as a multiple", f"{ours / 1000 / cost.processor:.2f}")
    if kept := note_peers.kept_fonts(page, read_first_country(), ROUNDS):
        row("typst, one process that keeps fonts and what it set before", f"{1000 * kept:.0f} ms")
        row("  briefgen, as a multiple", f"{ours / 1000 / kept:.1f}")


def read_first_country() -> str:
    """The name that is in the note of `page_of`."""
    return next(iter(csv.reader(member_states(1))))[2]


def again(folder: Path) -> None:
    """A run that finds nothing to do, and one after the edit of a block that ten of the documents show."""
    shown_by = [state.split(",")[0] for state in member_states(TEN)]
    campaign = folder / "campaigns/embassies.yaml"
    wishes = "".join(f"  {name}: {{sections: {{situation: [{EDITED}]}}}}\n" for name in shown_by)
    campaign.write_text(f"{campaign.read_text('utf-8')}overrides:\n{wishes}", "utf-8")
    pretend(folder)
    rounds = [ran(folder) for _ in range(3)]
    row(f"{STATES} planned, nothing changed: {rounds[0].made} made", *in_middle(rounds, "under 1 s"))
    block = folder / "content/north-koreans-in-china" / f"{EDITED}@short.md"
    block.write_text(f"{block.read_text('utf-8').rstrip()}\n\nOne sentence more.\n", "utf-8")
    row(f"one block edited that {TEN} of {STATES} show: made", f"{ran(folder).made}", f"{TEN}")


def both_ways(folder: Path) -> None:
    """Every tenth note of the campaign once more, alone in a process that prints nothing else: the bytes are the same."""
    ran(folder, "-j", "2", "-o", str(folder / "together"))
    notes = sorted((folder / "together").rglob("*.pdf"))[::TEN]
    other = []
    for note in notes:
        recipient = note.parent.name
        command = [sys.executable, "-m", "briefgen", "-C", str(folder), "build", "embassy-note", "-q", "-t", "pdf"]
        command += ["-r", f"embassies:{recipient}", "-o", str(folder / "alone")]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True, env=environment())
        if (folder / "alone" / recipient / note.name).read_bytes() != note.read_bytes():
            other.append(recipient)
    row(f"{len(notes)} of {STATES} notes made alone, too: with other bytes", f"{len(other)}", "0")
    if other:
        sys.exit(f"other bytes: {', '.join(other)}")


def many(folder: Path) -> None:
    """Ten thousand documents that are all there."""
    pretend(folder)
    rounds = [ran(folder) for _ in range(3)]
    row(f"10,000 planned, nothing changed: {rounds[0].made} made", *in_middle(rounds, "under 5 s"))


def memory(folder: Path) -> None:
    """What the parent takes to have 193 and 5,000 short HTML files made by its workers."""
    taken = {}
    for number in (STATES, FIVE_THOUSAND):
        run = ran(short_documents(folder / str(number), number), campaign="towns")
        taken[number] = run.megabytes
        row(f"memory of the parent, {run.made:,} documents in {run.seconds:.0f} s", f"{run.megabytes} MB")
    few, most = taken.values()
    row("  ratio", f"{most / max(few, 1):.2f}", "flat")


def short_documents(folder: Path, number: int) -> Path:
    """A project whose documents are a sentence each, without fonts."""
    shutil.copytree(ROOT / "tests/projects/campaign", folder)
    rows = "".join(f"town-{town},Town {town}\n" for town in range(number))
    (folder / "campaigns/towns.csv").write_text(f"id,town\n{rows}", "utf-8")
    (folder / "styles").mkdir()
    for name in ("base.css", "public-report.css"):
        (folder / "styles" / name).write_text("p { margin: 0 }\n", "utf-8")
    return folder


def pretend(folder: Path) -> None:
    """Enter the documents of a campaign in its state as if each had been made: of those that share what is loaded one is, the others are copies."""
    shelf, models = InputCache(), dict[int, JobResult]()
    with open_state(folder / "out", Sink()) as state:
        for planned in documents_of(folder):
            document = replace(planned, folder=folder / "out")
            shared = id(shelf.load(document, Sink()))
            if shared not in models:
                models[shared] = run_job(document, shelf)
            model = models[shared]
            (artifact,), (entry,) = model.artifacts, model.manifest_entries.values()
            path = document.folder / f"{document.stem}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            if path != artifact.path:
                shutil.copyfile(artifact.path, path)
            copy = replace(
                model, artifacts=(replace(artifact, path=path),), manifest_entries={f"{document.stem}.pdf": entry}
            )
            record_document(state, Task(document, BuildReason.NEW), copy)


PARTS: Mapping[str, tuple[Callable[[Path], None], int]] = {
    "one": (one_document, STATES),
    "peers": (peers, STATES),
    "again": (again, STATES),
    "both": (both_ways, STATES),
    "many": (many, 10_000),
    "memory": (memory, 1),
    "workers": (workers, STATES),
}
"""What is measured, and for how many recipients."""


def main(*parts: str) -> None:
    """Measure, and print a table."""
    load = ", ".join(f"{busy:.1f}" for busy in os.getloadavg())
    print(f"processors: {os.cpu_count()}; load over 1, 5 and 15 minutes: {load}")
    for part in parts or PARTS:
        work, number = PARTS[part]
        with tempfile.TemporaryDirectory() as temporary:
            work(project_with(Path(temporary) / part, member_states(number)))


if __name__ == "__main__":
    main(*sys.argv[1:])
