"""briefgen against other ways from text to PDF: `python -m benchmarks.peers [SECTIONS]` from the repository.

The report of `benchmarks.render` is written in the language of each program that is installed; each makes its PDF in a
process of its own, in turn, so that a busy machine slows all alike. Time is the processor's, with the programs that a
peer waits for, and the clock's, for a browser is not waited for; the medians of the rounds' ratios are the figures to
quote. What each makes differs: the last column says it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pypandoc
from pypdfium2 import PdfDocument

from benchmarks.render import LISTED, NOTES, ROWS, STYLE, WORDS, sample
from briefgen.model.diagnostic import Sink
from briefgen.render.pdf.writer import render_pdf
from tests.unit.documents import FONT

SECTIONS = 9
"""About fifteen pages."""

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Language:
    """How a report is written for one program: templates, each with `{}` for what it says."""

    report: str
    section: str
    paragraph: str
    note: str
    item: str
    row: str
    table: str = "{}"
    items: str = "{}"

    def written(self, sections: int) -> str:
        """The whole report."""
        noted = filled(self.note, WORDS + "Title")
        said = filled(self.paragraph, f"{WORDS * 4}{noted} {WORDS * 2}") * NOTES
        listed = filled(self.items, filled(self.item, WORDS) * LISTED)
        table = filled(self.table, filled(self.row, "2024", WORDS) * ROWS)
        made = [filled(self.section, f"Section {number}") + said + listed + table for number in range(sections)]
        return filled(self.report, "".join(made))


def filled(template: str, *values: str) -> str:
    """The template with values in place of its `{}`; other braces are the language's own."""
    for value in values:
        template = template.replace("{}", value, 1)
    return template


MARKDOWN = Language(
    "---\nlang: en\npapersize: a4\nfontsize: 10pt\ngeometry: margin=28mm\n---\n\n# Report\n\n{}",
    "## {}\n\n",
    "{}\n\n",
    "^[{}]",
    "- {}\n",
    "| {} | {} |\n",
    "\n|  |  |\n|---|-------------|\n{}\n",
)
ASCIIDOC = Language(
    "= Report\n:pdf-page-size: A4\n:base-font-size: 10\n\n{}",
    "== {}\n\n",
    "{}\n\n",
    "footnote:[{}]",
    "* {}\n",
    "| {} | {}\n",
    '\n[cols="1,6"]\n|===\n{}|===\n\n',
)
TYPST = Language(
    '#set page(paper: "a4", margin: 28mm)\n#set text(size: 10pt, lang: "en")\n#set par(justify: true)\n\n= Report\n\n{}',
    "== {}\n\n",
    "{}\n\n",
    "#footnote[{}]",
    "- {}\n",
    "[{}], [{}],\n",
    "\n#table(columns: (auto, 1fr),\n{})\n\n",
)
FOOT = ".footnote { float: footnote } @page { @footnote { padding-bottom: 0.1pt } }"
"""Without that room to spare WeasyPrint takes rounding errors for notes that do not fit, and makes three times the pages."""

HTML = Language(
    f'<!doctype html><html lang="en"><title>Report</title><style>{STYLE.replace("fonts/text.ttf", FONT.as_uri())}'
    f"{FOOT}</style><body><h1>Report</h1>{{}}</body></html>",
    "<h2>{}</h2>",
    "<p>{}</p>",
    '<span class="footnote">{}</span>',
    "<li>{}</li>",
    "<tr><td>{}</td><td>{}</td></tr>",
    "<table>{}</table>",
    "<ul>{}</ul>",
)


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to a PDF."""

    name: str
    language: Language
    ending: str
    command: Callable[[str, str], Sequence[str]]
    """From the names of the report and of the PDF."""
    needs: Sequence[str]
    """Programs; one that begins with `python:` is a module."""
    makes: str


def _pandoc() -> str:
    return str(pypandoc.get_pandoc_path())


XELATEX = (
    "--pdf-engine=xelatex",
    "--variable=fontfamily:fontspec",
    f"--variable=mainfont:{FONT.name}",
    f"--variable=mainfontoptions:Path={FONT.parent}/",
)
"""In our own face: the one that pandoc would take is not in every TeX."""

TYPST_COMMAND = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
PEERS = (
    Peer("pandoc, xelatex", MARKDOWN, "md", lambda text, pdf: [_pandoc(), text, "-o", pdf, *XELATEX], ["xelatex"], "no tags"),
    Peer("asciidoctor-pdf", ASCIIDOC, "adoc", lambda text, pdf: ["asciidoctor-pdf", text, "-o", pdf], ["asciidoctor-pdf"], "no tags, notes at the end"),
    Peer("typst", TYPST, "typ", lambda text, pdf: [sys.executable, "-c", TYPST_COMMAND, text, pdf], ["python:typst"], "tags"),
    Peer("WeasyPrint", HTML, "html", lambda text, pdf: [sys.executable, "-m", "weasyprint", "-q", text, pdf], ["python:weasyprint"], "no tags"),
    Peer("pagedjs-cli", HTML, "html", lambda text, pdf: ["pagedjs-cli", text, "-o", pdf, "--browserArgs=--no-sandbox"], ["pagedjs-cli"], "no tags"),
)  # fmt: skip
MAKES = "PDF/UA-1 and PDF/A-3a, looked through for lost text"


def is_installed(need: str) -> bool:
    """Whether a program or module is there."""
    module = need.removeprefix("python:")
    return bool(importlib.util.find_spec(module) if module != need else shutil.which(need))


class Took(NamedTuple):
    """Seconds of one run."""

    processor: float
    clock: float


def took(command: Sequence[str], folder: Path) -> Took:
    """How long a command keeps the processor, with the programs that it waits for, and how long it takes."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PUPPETEER_EXECUTABLE_PATH": browser}
    before = os.times()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=False)  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(processor, after.elapsed - before.elapsed)


def commands(folder: Path, sections: int) -> Mapping[str, tuple[Sequence[str], str]]:
    """The command of each that is installed, its report written, and what it makes."""
    ours = [sys.executable, "-m", "benchmarks.peers", "--ours", str(sections), "briefgen.pdf"]
    found: dict[str, tuple[Sequence[str], str]] = {"briefgen": (ours, MAKES)}
    for peer in PEERS:
        if all(is_installed(need) for need in peer.needs):
            (folder / f"{peer.name}.{peer.ending}").write_text(peer.language.written(sections), "utf-8")
            found[peer.name] = (peer.command(f"{peer.name}.{peer.ending}", f"{peer.name}.pdf"), peer.makes)
        else:
            print(f"{peer.name}: not installed ({', '.join(peer.needs)})")
    return found


def ours(sections: int, pdf: str) -> None:
    """The same report through briefgen's rendering."""
    with tempfile.TemporaryDirectory() as folder:
        Path(pdf).write_bytes(render_pdf(sample(Path(folder), sections), Sink()).content)


def main(sections: int = SECTIONS) -> None:
    """Run all in turn and print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = commands(folder, sections)
        rounds = [{program: took(command, folder) for program, (command, _) in found.items()} for _ in range(ROUNDS)]
        print(f"{sections} sections, medians of {ROUNDS} rounds, a process each")
        print(f"{'':18}{'pages':>6}{'processor':>18}{'clock':>18}   makes")
        for program, (_, makes) in found.items():
            pages = len(PdfDocument(folder / f"{program}.pdf"))
            columns = [f"{_median(rounds, program, at):8.2f} s{_ratio(rounds, program, at):6.2f} x" for at in (0, 1)]
            print(f"{program:18}{pages:6}{''.join(columns)}   {makes}", flush=True)


def _median(rounds: Sequence[Mapping[str, Took]], program: str, at: int) -> float:
    return statistics.median(turn[program][at] for turn in rounds)


def _ratio(rounds: Sequence[Mapping[str, Took]], program: str, at: int) -> float:
    return statistics.median(turn[program][at] / turn["briefgen"][at] for turn in rounds)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ours"]:
        ours(int(sys.argv[2]), sys.argv[3])
    else:
        main(*map(int, sys.argv[1:2]))
