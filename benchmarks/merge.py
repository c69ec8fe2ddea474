"""What `briefgen merge` takes for a long report: `python -m benchmarks.merge`.

A report of some 100 pages with 400 notes, in which a lawyer made 120 tracked changes of words and six of whole paragraphs. All are accepted and
written. Exit code 1: a limit is passed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.merge.word_edits import WordEdits
from tests.running import copy_project, run_apart

BLOCKS, PARAGRAPHS, NOTES = 40, 10, 10
"""Blocks, paragraphs in each, notes in each."""
SENTENCES = 4
CHANGED = 120
MAX_SECONDS = 5.0
MAX_MEGABYTES = 500


def main() -> None:
    """Print each figure with its limit; exit with 1 if one is passed."""
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(Path(folder))
        built = run_apart("build", "water-report", "--to", "docx", folder=project)
        if built.code:
            sys.exit(built.err)
        print(built.out.strip())
        file = edit(project)
        seconds, megabytes, written = merge(project, file)
    print(f"{written} changes written")
    print(f"{'processor time, in seconds':40}  {seconds:6.2f}  limit {MAX_SECONDS}")
    print(f"{'memory of the largest process, in MB':40}  {megabytes:6.0f}  limit {MAX_MEGABYTES}")
    sys.exit(1 if seconds > MAX_SECONDS or megabytes > MAX_MEGABYTES else 0)


def write_project(folder: Path) -> Path:
    """A project with a long report."""
    project = copy_project("river-watch", folder)
    for block in range(BLOCKS):
        paragraphs = "\n\n".join(write_paragraph(block, number) for number in range(PARAGRAPHS))
        head = f"---\ntitle: Village {block}\nkind: situation\norder: {block + 20}\nsensitivity: public\nstatus: approved\n---\n"
        path = project / f"content/clean-water/situation/village-{block}.md"
        path.write_text(f"{head}{paragraphs}\n", encoding="utf-8")
    return project


def write_paragraph(block: int, number: int) -> str:
    """Four sentences, each unlike every other; one has a fact, the last a note."""
    sentences = [
        f"In year {sentence} of survey {number} the families of village {block} walked to well {block * number + sentence}, which is "
        f"farther than the school, the clinic and the market together, and they told our team what they saw there"
        for sentence in range(SENTENCES)
    ]
    sentences[1] += ' while {{ fact("wells-2024") }} wells were counted'
    return ". ".join(sentences) + f".[@ministry2024, p {block * PARAGRAPHS + number + 1}]"


def edit(project: Path) -> Path:
    """The report with the lawyer's changes."""
    word = WordEdits(project / "out/water-report.docx")
    for change in range(CHANGED):
        block, number = divmod(change * 3, PARAGRAPHS)
        word.replace(
            f"In year 0 of survey {number} the families of village {block} walked", f"Change {change}: they walked"
        )
    for block in range(36, 39):
        word.add_paragraph(f"of survey 8 the families of village {block} ", f"A new paragraph about village {block}.")
        word.delete_paragraph(f"of survey 9 the families of village {block} ")
    return word.save(project / "edited.docx")


def merge(project: Path, file: Path) -> tuple[float, float, int]:
    """The processor time and the memory of one command, and how many changes it wrote."""
    command = [sys.executable, "-m", "briefgen", "merge", str(file), "--accept", "all"]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    problems = process.stderr.read().decode() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    if status or "[merge-left]" in problems:
        sys.exit(problems)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, int(problems.split(" changes written")[0].split()[-1])


if __name__ == "__main__":
    main()
