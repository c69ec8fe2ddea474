"""A campaign of 193 notes against the same work done otherwise: `python -m benchmarks.campaign [PART...]` from the repository.

Everything is measured in one run and quoted as a ratio, so that a busy machine slows all alike. The recipients are the
member states of the United Nations: names of countries from Unicode's CLDR, in Babel, for the codes listed below.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from babel import Locale

from benchmarks.build import bare
from briefgen.campaign import Need, Outcome, PlannedDocument, Shelf, Task, keep, make, opened, plan_campaign
from briefgen.load import load_brief, load_campaign, load_project
from briefgen.pipeline import assemble, load_inputs
from briefgen.values.artifact import Format
from briefgen.values.diagnostic import Sink

ROOT = Path(__file__).parent.parent

MEMBERS = (
    "AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG "
    "CR CI HR CU CY CZ KP CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN "
    "ID IR IQ IE IL IT JM JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ "
    "MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA KR MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG "
    "SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TH TL TG TO TT TN TR TM TV UG UA AE GB TZ US UY UZ VU VE VN YE ZM ZW"
).split()
"""The 193 member states by their codes of ISO 3166-1, as the United Nations lists them (un.org, "Member States")."""

ROUNDS = 7
TEN = 10
EDITED = "situation/women-permits"


def project_with(folder: Path, rows: Sequence[str]) -> Path:
    """A copy of this project whose embassy campaign goes to these recipients, as PDF alone."""
    for name in ("briefs", "campaigns", "content", "styles", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "briefgen.yaml", folder)
    (folder / "campaigns/embassies.csv").write_text("id,country,mission,city\n" + "".join(rows), "utf-8")
    campaign = folder / "campaigns/embassies.yaml"
    campaign.write_text(campaign.read_text("utf-8").replace("[pdf, html]", "[pdf]"), "utf-8")
    return folder


def member_states(number: int) -> list[str]:
    """Rows of the table, the 193 again and again until there are enough."""
    names = Locale.parse("en").territories
    codes = [(code, turn) for turn in range(number // len(MEMBERS) + 1) for code in MEMBERS][:number]
    return [f'{code.lower()}-{turn},"{names[code]}","Embassy of {names[code]}",Geneva\n' for code, turn in codes]


def timed(folder: Path, *options: str) -> tuple[float, str]:
    """How long a run of the command takes, from start to end, and what it says at the end."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "briefgen", "-C", str(folder), "batch", "embassies", "--quiet", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, done.stdout


def documents_of(folder: Path) -> tuple[PlannedDocument, ...]:
    """The plan of the campaign."""
    sink = Sink()
    project = load_project(folder, sink)
    campaign = load_campaign(project, "embassies", sink)
    brief = load_brief(project, "embassy-note", sink)
    return plan_campaign(project, campaign, [brief], (Format.PDF,), folder / "warm", sink)


def processor_seconds(work: Callable[[], object]) -> float:
    """How long one run keeps the processor, with the programs that it starts: other people's load does not count."""
    before = os.times()
    work()
    return sum(os.times()[:4]) - sum(before[:4])


def warm(folder: Path) -> tuple[float, float, float]:
    """Milliseconds of bare WeasyPrint, of our whole work on one document, and the median of the rounds' ratios."""
    documents, shelf = documents_of(folder), Shelf()
    first = documents[0]
    alone = bare(assemble(load_inputs(first.project, first.brief, Sink()), Sink()))
    alone()
    make(first, shelf)
    rounds = [
        (processor_seconds(alone), processor_seconds(partial(make, one, shelf))) for one in documents[1 : ROUNDS + 1]
    ]
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    theirs, ours = (1000 * statistics.median(column) for column in zip(*rounds, strict=True))
    return theirs, ours, ratio


def process_each(folder: Path) -> float:
    """Milliseconds of one WeasyPrint process for one document: its command line on the HTML file of a note."""
    timed(folder, "--to", "html", "--limit", "1", "-o", str(folder / "html"))
    page = next(path for path in (folder / "html").rglob("*.html") if path.name != "index.html")
    weasyprint = [sys.executable, "-m", "weasyprint", "-q", str(page), str(folder / "bare.pdf")]
    run = partial(subprocess.run, weasyprint, check=True, capture_output=True)
    return 1000 * statistics.median(processor_seconds(run) for _ in range(3))


def row(what: str, figure: float, unit: str, remark: str = "") -> None:
    """One line of the table."""
    print(f"{what:58}{figure:9.2f} {unit:6}{remark}", flush=True)


def one_document(folder: Path) -> None:
    """What one note costs: in a warm process, and in a process of its own."""
    theirs, ours, ratio = warm(folder)
    row("bare WeasyPrint, one warm process, a note", theirs, "ms")
    row("briefgen, one warm process, a note from files to file", ours, "ms", f"{ratio:.2f} times (at most 1.25)")
    each = process_each(folder)
    row("one WeasyPrint process for a note", each, "ms", f"{each / ours:.1f} times briefgen's (over 6)")


def workers(folder: Path) -> None:
    """One worker against two. On a machine with other work to do, only the ratio of an idle hour counts."""
    two, out = timed(folder, "-j", "2", "--force")
    row(f"{len(out.splitlines())} notes, two workers", two, "s")
    one, _ = timed(folder, "-j", "1", "--force")
    row("the same, one worker", one, "s", f"{one / two:.2f} times as long (at least 1.6)")


def again(folder: Path) -> None:
    """A run that finds nothing to do, and one after the edit of a block that ten of the documents show."""
    shown_by = [one.split(",")[0] for one in member_states(TEN)]
    campaign = folder / "campaigns/embassies.yaml"
    wishes = "".join(f"  {name}: {{sections: {{situation: [{EDITED}]}}}}\n" for name in shown_by)
    campaign.write_text(f"{campaign.read_text('utf-8')}overrides:\n{wishes}", "utf-8")
    pretend(folder)
    took, out = timed(folder)
    row(f"193 planned, {len(out.splitlines())} made", took, "s", "under 1")
    block = folder / "content/north-koreans-in-china" / f"{EDITED}@short.md"
    block.write_text(f"{block.read_text('utf-8').rstrip()}\n\nOne sentence more.\n", "utf-8")
    took, out = timed(folder)
    row(f"one block edited that {TEN} show, {len(out.splitlines())} made", took, "s")


def many(folder: Path) -> None:
    """Ten thousand documents that are all there."""
    pretend(folder)
    took, out = timed(folder)
    row(f"10,000 planned, {len(out.splitlines())} made", took, "s", "under 5")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    row("memory of the largest process", peak, "MB")


def pretend(folder: Path) -> None:
    """Enter the documents of a campaign in its state as if each had been made: one of each brief is, the others are copies."""
    shelf, models = Shelf(), dict[str, Outcome]()
    with opened(folder / "out", Sink()) as state:
        for planned in documents_of(folder):
            document = replace(planned, folder=folder / "out")
            if document.group not in models:
                models[document.group] = make(document, shelf)
            model = models[document.group]
            (artifact,), (entry,) = model.artifacts, model.entries.values()
            path = document.folder / f"{document.stem}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            if path != artifact.path:
                shutil.copyfile(artifact.path, path)
            copy = replace(model, artifacts=(replace(artifact, path=path),), entries={f"{document.stem}.pdf": entry})
            keep(state, Task(document, Need.NEW), copy)


PARTS: Mapping[str, tuple[Callable[[Path], None], int]] = {
    "one": (one_document, len(MEMBERS)),
    "workers": (workers, len(MEMBERS)),
    "again": (again, len(MEMBERS)),
    "many": (many, 10_000),
}
"""What is measured, and for how many recipients."""


def main(*parts: str) -> None:
    """Measure, and print a table."""
    for part in parts or PARTS:
        work, number = PARTS[part]
        with tempfile.TemporaryDirectory() as temporary:
            work(project_with(Path(temporary) / part, member_states(number)))


if __name__ == "__main__":
    main(*sys.argv[1:])
