"""A campaign of 193 notes against the same work done otherwise: `python -m benchmarks.campaign` from the repository.

Everything is measured in one run and quoted as a ratio, so that a busy machine slows all alike. The recipients are the
member states of the United Nations: names of countries from Unicode's CLDR, in Babel, for the codes listed below.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from babel import Locale

from benchmarks.build import bare, seconds
from briefgen.campaign import PlannedDocument, Shelf, make, plan_campaign
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


def warm(folder: Path) -> tuple[float, float, float]:
    """Milliseconds of bare WeasyPrint, of our whole work on one document, and the median of the rounds' ratios."""
    documents, shelf = documents_of(folder), Shelf()
    first = documents[0]
    alone = bare(assemble(load_inputs(first.project, first.brief, Sink()), Sink()))
    alone()
    make(first, shelf)
    rounds = [(seconds(alone), seconds(lambda one=one: make(one, shelf))) for one in documents[1 : ROUNDS + 1]]
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    theirs, ours = (1000 * statistics.median(column) for column in zip(*rounds, strict=True))
    return theirs, ours, ratio


def process_each(folder: Path) -> float:
    """Milliseconds of one WeasyPrint process for one document: its command line on the HTML file of a note."""
    timed(folder, "--to", "html", "--limit", "1", "-o", str(folder / "html"))
    page = next((folder / "html").rglob("*.html"))
    weasyprint = [sys.executable, "-m", "weasyprint", "-q", str(page), str(folder / "bare.pdf")]

    def run() -> object:
        return subprocess.run(weasyprint, check=True, capture_output=True)

    return 1000 * statistics.median(seconds(run) for _ in range(3))


def row(what: str, figure: float, unit: str, remark: str = "") -> None:
    """One line of the table."""
    print(f"{what:58}{figure:9.2f} {unit:6}{remark}", flush=True)


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = project_with(Path(temporary) / "members", member_states(len(MEMBERS)))
        theirs, ours, ratio = warm(folder)
        row("bare WeasyPrint, one warm process, a note", theirs, "ms")
        row("briefgen, one warm process, a note from files to file", ours, "ms", f"{ratio:.2f} times (at most 1.25)")
        each = process_each(folder)
        row("one WeasyPrint process for a note", each, "ms")
        two, out = timed(folder, "-j", "2")
        row(f"{len(out.splitlines())} notes, two workers", two, "s")
        shutil.rmtree(folder / "out")
        one, _ = timed(folder, "-j", "1")
        row("the same, one worker", one, "s", f"{one / two:.2f} times as long (at least 1.6)")
        share = each * len(MEMBERS) / 1000 / two
        row("one WeasyPrint process for each, reckoned", each * len(MEMBERS) / 1000, "s", f"{share:.1f} times (over 6)")
        again, out = timed(folder)
        row(f"again, {len(out.splitlines())} made", again, "s", "under 1")
        touched(folder)
        many = project_with(Path(temporary) / "many", member_states(10_000))
        pretend(many)
        again, out = timed(many)
        row(f"10,000 planned, {len(out.splitlines())} made", again, "s", "under 5")
        row("memory of the largest process so far", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "MB")


def touched(folder: Path) -> None:
    """One block that 10 of 193 show is edited."""


def pretend(folder: Path) -> None:
    """Enter 10,000 documents in the state of a project, as if they had been made: one is, the others are copies."""
    from briefgen.campaign import Need, Task, keep, opened  # noqa: PLC0415

    sink, shelf = Sink(), Shelf()
    planned = documents_of(folder)
    out = folder / "out"
    with opened(out, sink) as state:
        model = make(_moved(planned[0], out), shelf)
        (artifact,) = model.artifacts
        (entry,) = model.entries.values()
        content = artifact.path.read_bytes()
        for one in planned:
            document = _moved(one, out)
            path = out / f"{document.stem}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            made = _as_if(model, path, f"{document.stem}.pdf", json.loads(json.dumps(entry)))
            keep(state, Task(document, Need.NEW), made)


def _moved(document: PlannedDocument, out: Path) -> PlannedDocument:
    from dataclasses import replace  # noqa: PLC0415

    return replace(document, folder=out, formats=(Format.PDF,))


def _as_if(model: object, path: Path, name: str, entry: object) -> object:
    from dataclasses import replace  # noqa: PLC0415

    (artifact,) = model.artifacts
    return replace(model, artifacts=(replace(artifact, path=path),), entries={name: entry})


if __name__ == "__main__":
    main()
