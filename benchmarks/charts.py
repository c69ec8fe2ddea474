"""What charts and a map add to a build: `python -m benchmarks.charts` from the repository.

The same brief is put together and rendered as PDF, HTML and Word with two charts and a map and without them, in turn in one
warm process. The figures are processor time, the median of the rounds. The outlines of countries are read again in each
round, as in a build of its own. The last line is what the first chart of a process takes, with the libraries that draw it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from briefgen.load import load_brief, load_project
from briefgen.model import outlines
from briefgen.model.chart import Chart, ChartKind, ChartPanel, ChartRow, ChartTick, build_address
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import BriefInputs, compose_document, load_inputs
from briefgen.render import render_docx, render_html, render_pdf
from briefgen.render.images.chart import draw_once
from tests.running import ROOT

ROUNDS = 9
LIMIT = 0.2
"""Seconds that two charts and a map may add to a build of one format."""

FRONT = "---\ntitle: Part\nkind: background\nsensitivity: public\nstatus: approved\n---\n"
WORDS = "Persons who are returned face detention and ill-treatment, and the law forbids their return. " * 6
YEARS = range(2015, 2025)
FACTS = "".join(
    f"y{year}: {{value: {(year * 37) % 400}, unit: people, label: people in {year}, as_of: {year}, source: none, note: invented}}\n"
    f"r{year}: {{value: [{year % 40}, {year % 40 + 60}], unit: people, label: estimate of {year}, as_of: {year}, source: none, note: invented}}\n"
    for year in YEARS
)
DRAWINGS = (
    f'{{{{ chart("columns", {[f"y{year}" for year in YEARS]}, events=["law"], caption="The number rose") }}}}\n\n'
    f'{{{{ chart("range", {[f"r{year}" for year in YEARS][:5]}, caption="Nobody knows how many") }}}}\n\n'
    '{{ locator_map(["PRK", "CHN"], around=["PRK", "KOR"], places={"Yanji": (42.9, 129.5)}, caption="Where it is") }}\n\n'
)

FIVE_COLUMNS = Chart(
    ChartKind.COLUMNS,
    (ChartPanel("", tuple(ChartRow("people", "5", 5, 5, year=year, date=str(year)) for year in range(2020, 2025))),),
    "The numbers",
    (ChartTick(0, "0"), ChartTick(5, "5")),
    tuple(ChartTick(year, str(year)) for year in range(2020, 2025)),
    2019.8,
    2024.2,
)
FIRST_CHART = """
import sys, time
start = time.process_time()
import drawsvg, uharfbuzz
from PIL import Image, ImageDraw, ImageFont
print(time.process_time() - start)
from pathlib import Path
from briefgen.render.images.chart import draw_chart
for _ in range(2):
    start = time.process_time()
    draw_chart(sys.argv[1], [Path(sys.argv[2])], {}).to_svg()
    print(time.process_time() - start)
"""
FONT = ROOT / "styles/fonts/SourceSans3-Regular.ttf"


def write_project(folder: Path) -> None:
    """A project with two libraries of the same words, one with drawings."""
    (folder / "briefs").mkdir()
    (folder / "briefgen.yaml").write_text("organisation: {name: Example Organisation}\n", encoding="utf-8")
    for library in ("drawn", "plain"):
        content = folder / "content" / library
        content.mkdir(parents=True)
        event = "law: {value: 2020-05, unit: month, label: the law is in force, source: none, note: invented}\n"
        (content / "facts.yaml").write_text(f"sensitivity: public\n{FACTS}{event}", encoding="utf-8")
        text = FRONT + f"{WORDS}\n\n" * 20 + (DRAWINGS if library == "drawn" else "")
        (content / "part.md").write_text(text, encoding="utf-8")
        brief = f"audience: public-report\nlibrary: {library}\ntitle: Report\ndate: 2026-11-23\n"
        (folder / "briefs" / f"{library}.yaml").write_text(brief, encoding="utf-8")


def measure_build(inputs: BriefInputs) -> Mapping[str, float]:
    """Processor seconds of each step."""
    for reader in (outlines.read_outlines, outlines.read_borders, outlines._decode_arcs, outlines._read_file):  # noqa: SLF001
        reader.cache_clear()
    draw_once.cache_clear()
    taken = {}
    start = time.process_time()
    document = compose_document(inputs, Sink())
    taken["compose"] = time.process_time() - start
    for name, render in (("PDF", render_pdf), ("HTML", render_html), ("Word", render_docx)):
        start = time.process_time()
        render(document, Sink())
        taken[name] = time.process_time() - start
    return taken


def measure_first_chart() -> tuple[float, float, float]:
    """Processor seconds in a new process: to load the libraries that draw, for the first chart, and for the next."""
    command = [sys.executable, "-c", FIRST_CHART, build_address(FIVE_COLUMNS), str(FONT)]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    libraries, first, following = map(float, printed.split())
    return libraries, first, following


def main() -> None:
    """Print a small table; a limit that is passed ends with exit code 1."""
    with tempfile.TemporaryDirectory() as name:
        write_project(Path(name))
        project = load_project(Path(name), Sink())
        drawn, plain = (load_inputs(project, load_brief(project, key, Sink()), Sink()) for key in ("drawn", "plain"))
        measure_build(drawn)  # libraries are loaded, fonts are read
        rounds = [(measure_build(drawn), measure_build(plain)) for _ in range(ROUNDS)]
    print(f"two charts and a map: processor seconds, median of {ROUNDS} rounds")
    print("            with   without   added")
    worst = 0.0
    for step in rounds[0][0]:
        with_, without = (statistics.median(turn[side][step] for turn in rounds) for side in (0, 1))
        added = statistics.median(turn[0][step] - turn[1][step] for turn in rounds)
        worst = max(worst, added)
        print(f"{step:10} {with_:6.3f}    {without:6.3f}  {added:6.3f}")
    added = statistics.median(sum(turn[0].values()) - sum(turn[1].values()) for turn in rounds)
    ratio = statistics.median(sum(turn[0].values()) / sum(turn[1].values()) for turn in rounds)
    print(f"all three formats: {added:.3f} s added, {ratio:.2f} times; limit of each format {LIMIT} s")
    libraries, first, following = map(
        statistics.median, zip(*(measure_first_chart() for _ in range(ROUNDS)), strict=True)
    )
    print(
        f"five columns as SVG: {libraries:.3f} s to load the libraries, {first:.3f} s for the first, then {following:.3f} s"
    )
    sys.exit(worst > LIMIT)


if __name__ == "__main__":
    main()
