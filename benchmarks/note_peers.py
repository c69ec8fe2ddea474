"""The programs of `benchmarks.peers` on a note with the same words: a process for each document, as their users run them."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pypandoc

from benchmarks.peers import PEERS, is_installed

ROUNDS = 3

WRITTEN: Mapping[str, str] = {"typ": "typst", "md": "markdown", "adoc": "asciidoc"}
"""What pandoc calls the languages that it can write the note in, by the endings of their files."""


def measured(page: Path) -> Iterator[tuple[str, float | None]]:
    """Seconds that each takes for the text of an HTML file, by the clock, in its own plain dress; None where it fails."""
    body = page.read_text("utf-8").partition("<body")[2].partition(">")[2].partition("</body>")[0]
    for peer in PEERS:
        if peer.ending in WRITTEN and all(map(is_installed, peer.needs)):
            with tempfile.TemporaryDirectory() as folder:
                text = pypandoc.convert_text(body, WRITTEN[peer.ending], format="html", extra_args=["--standalone"])
                (Path(folder) / f"note.{peer.ending}").write_text(text, "utf-8")
                yield peer.name, _seconds(peer.command(f"note.{peer.ending}", "note.pdf"), folder)


def _seconds(command: Sequence[str], folder: str) -> float | None:
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        if subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode:
            return None
        rounds.append(time.perf_counter() - begun)
    return statistics.median(rounds)
