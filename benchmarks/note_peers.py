"""The programs of `benchmarks.peers` on a note with the same words: a process for each document, as their users run them."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from benchmarks.peers import PEERS, is_installed

ROUNDS = 5
Json = Any

WRITTEN: Mapping[str, str] = {"typ": "typst", "md": "markdown", "adoc": "asciidoc"}
"""What pandoc calls the languages that it can write the note in, by the endings of their files."""


KEEPING_FONTS = """
import pathlib, sys, time, typst
text = pathlib.Path("note.typ").read_text("utf-8")
pages = [text.replace(sys.argv[1], f"{sys.argv[1]} {number}") for number in range(int(sys.argv[2]))]
compiler, times = typst.Compiler("note.typ"), []
for page in pages:
    pathlib.Path("note.typ").write_text(page, "utf-8")
    begun = time.process_time()
    compiler.compile(input="note.typ", output="note.pdf")
    times.append(time.process_time() - begun)
print(*times)
"""
"""typst as it is quickest: one process, its fonts kept, each note with another name. It says the processor's seconds of each."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a note takes, in seconds."""

    clock: float
    processor: float


def measured(page: Path) -> Iterator[tuple[str, Cost | None]]:
    """What each takes for the text of an HTML file, in its own plain dress, its notes as footnotes; None where it fails."""
    document = _read_note(page)
    for peer in PEERS:
        if peer.ending in WRITTEN and all(map(is_installed, peer.needs)):
            with tempfile.TemporaryDirectory() as folder:
                _write_note(document, peer.ending, folder)
                yield peer.name, _measure(peer.command(f"note.{peer.ending}", "note.pdf"), folder)


def kept_fonts(page: Path, name: str, rounds: int) -> float | None:
    """Seconds of the processor of a note in one process of typst that keeps its fonts; None where it fails or is not there.

    `name` is a word of the note that is another in each, as a recipient's is.
    """
    if not is_installed("python:typst"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        _write_note(_read_note(page), "typ", folder)
        command = [sys.executable, "-c", KEEPING_FONTS, name, str(rounds)]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    return None if done.returncode else statistics.median(map(float, done.stdout.split()[1:]))


def _read_note(page: Path) -> Json:
    """The text as pandoc's document, each note at its call."""
    body = page.read_text("utf-8").partition("<body")[2].partition(">")[2].partition("</body>")[0]
    document = json.loads(pypandoc.convert_text(body, "json", format="html"))
    notes = next((list_ for list_ in _find(document["blocks"], "OrderedList") if _leads(list_, "#call-")), None)
    items = notes["c"][1] if notes else []
    document["blocks"] = _set_notes(document["blocks"], [_set_notes(item, []) for item in items])
    return document


def _find(node: Json, kind: str) -> Iterator[Json]:
    if isinstance(node, dict) and node.get("t") == kind:
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _find(child, kind)


def _leads(node: Json, start: str) -> bool:
    """Whether there is a link to a place whose name starts so."""
    return any(link["c"][2][0].startswith(start) for link in _find(node, "Link"))


def _set_notes(node: Json, notes: Sequence[Json]) -> Json:
    """The notes at their calls, not at the end; links inside the document as words: not every program knows their places."""
    if isinstance(node, dict):
        return {key: _set_notes(value, notes) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    changed: list[Json] = []
    for child in node:
        target = child["c"][2][0] if isinstance(child, dict) and child.get("t") == "Link" else ""
        if isinstance(child, dict) and child.get("t") == "OrderedList" and _leads(child, "#call-"):
            continue
        if ["role", "doc-noteref"] in (child["c"][0][2] if target else []) and notes:
            changed.append({"t": "Note", "c": notes[int(target.removeprefix("#note-")) - 1]})
        elif not target.startswith("#call-"):
            changed += _set_notes(child["c"][1], notes) if target.startswith("#") else [_set_notes(child, notes)]
    return changed


def _write_note(document: Json, ending: str, folder: str) -> None:
    text = pypandoc.convert_text(json.dumps(document), WRITTEN[ending], format="json", extra_args=["--standalone"])
    (Path(folder) / f"note.{ending}").write_text(text, "utf-8")


def _measure(command: Sequence[str], folder: str) -> Cost | None:
    rounds = []
    for _ in range(ROUNDS):
        begun, before = time.perf_counter(), sum(os.times()[2:4])
        if subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode:
            return None
        rounds.append((time.perf_counter() - begun, sum(os.times()[2:4]) - before))
    return Cost(*map(statistics.median, zip(*rounds, strict=True)))
