"""A process that reads a library for several briefs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.load import LoadedLibraries, load_library, load_project
from briefgen.model.diagnostic import BriefgenError, Sink
from tests.running import Result


def test_a_library_is_read_once_and_its_problems_are_reported_each_time(project: Callable[[str], Path]) -> None:
    folder = project("minimal")
    facts = folder / "content/water/facts.yaml"
    facts.write_text("wells: {value: 3, surprise: 1}\n", encoding="utf-8")
    read, libraries = load_project(folder, Sink()), LoadedLibraries()
    first, second = Sink(), Sink()
    library = libraries.load(read, "water", first)
    facts.unlink()
    assert libraries.load(read, "water", second) is library
    assert first.diagnostics == second.diagnostics != []


def test_a_library_that_is_not_there_is_looked_for_each_time(project: Callable[[str], Path]) -> None:
    read, libraries = load_project(project("minimal"), Sink()), LoadedLibraries()
    for _ in range(2):
        with pytest.raises(BriefgenError, match="nowhere"):
            libraries.load(read, "nowhere", Sink())


def test_a_library_that_another_process_read_is_used_with_its_problems(project: Callable[[str], Path]) -> None:
    folder = project("minimal")
    read, libraries, problems, found = load_project(folder, Sink()), LoadedLibraries(), Sink(), Sink()
    problems.warning("fact-odd", "an odd fact", None)
    library = load_library(read, "water", Sink())
    libraries.keep(library, problems.diagnostics)
    assert libraries.load(read, "water", found) is library
    assert found.diagnostics == problems.diagnostics
    libraries.clear()
    assert libraries.load(read, "water", Sink()) is not library


def test_the_next_check_of_a_process_reads_a_library_again(
    project: Callable[[str], Path], run: Callable[..., Result]
) -> None:
    folder = project("minimal")
    (folder / "briefs/second.yaml").write_bytes((folder / "briefs/report.yaml").read_bytes())
    assert run("check", "report", "second", cwd=folder).code == 0
    (folder / "content/water/facts.yaml").write_text("wells: {value: 3, surprise: 1}\n", encoding="utf-8")
    assert "surprise" in run("check", "report", cwd=folder).err, "one document reads its library itself"
