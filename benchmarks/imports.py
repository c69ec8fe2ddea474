"""What the import of a long report costs: `python -m benchmarks.imports`.

A Word file of about 100 pages with 400 typed notes, tables and headings is imported into an empty project. Exit code 1: a limit is passed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.running import copy_project
from tests.word_by_hand import note_call, notes_part, paragraph, table, write_docx
from tests.word_by_hand import run as words

SECTIONS, NOTES = 100, 400
SENTENCE = (
    "The wells of the north were dry in that year, and nobody in the district had asked why the pumps stood still. "
)
MAX_SECONDS, MAX_MEGABYTES = 10.0, 500


def main() -> None:
    """Print each figure with its limit; exit with 1 if one is passed."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project("minimal", Path(folder))
        file = write_report(Path(folder))
        subprocess.run(
            [sys.executable, "-m", "briefgen", "-C", str(root), "import", str(file), "-q"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = {
        "processor, in seconds": (used.ru_utime + used.ru_stime, MAX_SECONDS),
        "memory, in megabytes": (used.ru_maxrss / 1024, MAX_MEGABYTES),
    }
    for name, (figure, limit) in figures.items():
        print(f"{name:25}  {figure:.1f}  limit {limit}")
    sys.exit(1 if any(figure > limit for figure, limit in figures.values()) else 0)


def write_report(folder: Path) -> Path:
    """A report of 100 sections, each with four notes and about a page of text; every tenth has a table."""
    blocks = []
    for section in range(SECTIONS):
        blocks.append(
            paragraph(f"{section + 1}. Section of the report", "Heading1" if section % 10 == 0 else "Heading2")
        )
        blocks += [paragraph(words(SENTENCE * 5) + note_call(section * 4 + part)) for part in range(1, 5)]
        if section % 10 == 0:
            blocks.append(
                table(("Area", "Wells", "Dry"), *((f"Area {row}", str(row * 7), str(row)) for row in range(20)))
            )
    return write_docx(
        folder / "report.docx", *blocks, parts={"footnotes": notes_part("footnote", *map(write_note, range(NOTES)))}
    )


def write_note(number: int) -> str:
    """A typed note: every fourth one describes a work, the others point back or are words."""
    forms = (
        f"Ann Young, ‘The common well, part {number}’ ({1960 + number % 60}) {number + 1} Water Review {number + 10}, {number + 12}.",
        f"Ibid, {number + 14}.",
        f"Young (n {number - 1}) {number + 15}.",
        f"Our visit of {number % 28 + 1} May 2019.",
    )
    return forms[number % 4]


if __name__ == "__main__":
    main()
