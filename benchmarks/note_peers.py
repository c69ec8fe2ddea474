"""Other programs on a note with the same words: a process for each document, as their users run them; only those installed."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import pypandoc

from benchmarks.peers import XELATEX

ROUNDS = 3

PYTHON = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"

PEERS: Mapping[str, tuple[str, str, Sequence[str]]] = {
    "Typst": ("typst", "note.typ", (sys.executable, "-c", PYTHON, "note.typ", "note.pdf")),
    "pandoc with XeLaTeX": (
        "markdown",
        "note.md",
        (pypandoc.get_pandoc_path(), "note.md", "-o", "note.pdf", *XELATEX),
    ),
    "Asciidoctor PDF": ("asciidoc", "note.adoc", ("asciidoctor-pdf", "note.adoc", "-o", "note.pdf")),
}
"""The format of pandoc's in which each takes the note, its file, and the command."""

NEEDED = {"Typst": "typst", "pandoc with XeLaTeX": "xelatex", "Asciidoctor PDF": "asciidoctor-pdf"}
"""A module of Python, or a program."""


def measured(page: Path) -> Iterator[tuple[str, float | None]]:
    """Seconds that each takes for the text of an HTML file, by the clock, in its own plain dress; None where it fails."""
    for name, (written, file, command) in PEERS.items():
        if not (shutil.which(NEEDED[name]) or find_spec(NEEDED[name].replace("-", "_"))):
            continue
        with tempfile.TemporaryDirectory() as folder:
            body = page.read_text("utf-8").partition("<body")[2].partition(">")[2].partition("</body>")[0]
            text = pypandoc.convert_text(body, written, format="html", extra_args=["--standalone"])
            (Path(folder) / file).write_text(text, "utf-8")
            yield name, _seconds(command, folder)


def _seconds(command: Sequence[str], folder: str) -> float | None:
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        if subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode:
            return None
        rounds.append(time.perf_counter() - begun)
    return statistics.median(rounds)
