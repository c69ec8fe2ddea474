"""What a report costs in other scripts than Latin: `python -m benchmarks.languages [LANGUAGE...]`.

The report of `tests/projects/seven-languages`, made long: as many pages in each language, with notes, lists and tables. Each is built in a process
of its own, in turn; time is that of the processor, without loading Python modules. Exit code 1: a limit is passed.
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
from collections.abc import Mapping
from pathlib import Path

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Severity, Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.running import PROJECTS, ROOT

LANGUAGES = ("ru", "ar", "zh", "ko")
REPEATS = 9
"""How often the text is repeated to make about fifteen pages."""

REPEATED = ("treaties", "returns", "women")
ROUNDS = 5
MAX_RATIO, MAX_MEGABYTES, MAX_FILE = 1.5, 400, 1_500_000


def main() -> None:
    """Print each figure; exit with 1 if a limit is passed."""
    if sys.argv[1:2] == ["--build"]:
        print(json.dumps(build(Path(sys.argv[2]), sys.argv[3])))
        return
    chosen = dict.fromkeys(["en", *(sys.argv[1:] or LANGUAGES)])
    found: dict[str, list[Mapping[str, float]]] = {language: [] for language in chosen}
    with tempfile.TemporaryDirectory() as folder:
        for language in chosen:
            write_project(Path(folder) / language)
        for _ in range(ROUNDS):
            for language in chosen:
                found[language].append(build_apart(Path(folder) / language, language))
    is_passed = False
    print(f"{'':4}{'pages':>6}{'seconds':>9}{'ratio':>7}{'memory':>9}{'file':>9}{'fonts':>7}")
    for language, rounds in found.items():
        seconds = statistics.median(each["seconds"] for each in rounds)
        ratio = statistics.median(
            each["seconds"] / english["seconds"] for each, english in zip(rounds, found["en"], strict=True)
        )
        last = rounds[-1]
        print(
            f"{language:4}{last['pages']:6.0f}{seconds:9.2f}{ratio:7.2f}{last['megabytes']:6.0f} MB{last['size'] / 1000:6.0f} kB{last['fonts']:7.0f}"
        )
        is_passed |= ratio > MAX_RATIO or last["megabytes"] > MAX_MEGABYTES or last["size"] > MAX_FILE
    is_passed |= any(each["fonts"] for each in found["en"])
    sys.exit(is_passed)


def write_project(folder: Path) -> None:
    """The project with its blocks repeated, each under a name of its own."""
    shutil.copytree(PROJECTS / "seven-languages", folder)
    library = folder / "content/returns"
    for name in REPEATED:
        for path in library.glob(f"{name}*.md"):
            text = path.read_text(encoding="utf-8")
            for number in range(1, REPEATS):
                (library / path.name.replace(name, f"{name}-{number}")).write_text(text, encoding="utf-8")


def build_apart(folder: Path, language: str) -> Mapping[str, float]:
    """What `build` measures, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.languages", "--build", str(folder), language]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    measured: Mapping[str, float] = json.loads(done.stdout)
    return measured


def build(folder: Path, language: str) -> Mapping[str, float]:
    """Build the report in this process, from files to PDF: its time, memory, pages and bytes, and how many fonts of other scripts it had."""
    import weasyprint  # noqa: F401, PLC0415 - loading it is no part of the time

    start, sink = time.process_time(), Sink()
    project = load_project(folder, sink, exact=True)
    brief = load_brief(project, "report", sink).in_language(language)
    document = compose_document(load_inputs(project, brief, sink), sink)
    (rendering,) = render_document(document, [Format.PDF], sink)
    seconds = time.process_time() - start
    errors = [problem for problem in sink.diagnostics if problem.severity is Severity.ERROR]
    if errors:
        raise RuntimeError(str(errors[0]))
    return {
        "seconds": seconds,
        "pages": rendering.pages or 0,
        "size": len(rendering.content),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "fonts": sum(address.count("/") > 1 for address in document.assets.fonts),
    }


if __name__ == "__main__":
    main()
