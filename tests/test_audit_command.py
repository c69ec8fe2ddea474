"""`briefgen audit` says that nothing was found only where everything was looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.executor import Failure
from tests.running import Result
from tests.unit.project_files import write_files
from tests.unit.test_gate import block, files

CLEAN = "<!doctype html><html lang=en><title>T</title><body><p>Nothing.</p></body></html>"

BROKEN = {
    "private/watchlist.yaml": "terms: [Yanji\n",
    "private/people.yaml": "p1: {pseudonim: Kim}\n",
    "briefgen.yaml": "organisation: {nam: Example}\n",
    "content/korea/secret.md": "---\ntitle: T\nknd: situation\n---\nWords.\n",
    "content/korea/facts.yaml": "a: {valu: 1}\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_project_that_cannot_be_read_is_no_clean_file(tmp_path: Path, run: Callable[..., Result], name: str) -> None:
    """What could not be read was not looked for."""
    root = write_files(tmp_path, files(**{"elsewhere.html": CLEAN, name: BROKEN[name]}))
    said = run("audit", "elsewhere.html", cwd=root)
    assert said.code == 1
    assert name in said.out + said.err
    assert "found in" not in said.out


def test_outside_of_a_project_a_file_is_looked_through_all_the_same(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "elsewhere.html").write_text(CLEAN, encoding="utf-8")
    assert run("audit", "elsewhere.html", cwd=tmp_path).out == "nothing found in 1 file\n"


@pytest.mark.parametrize("words", ["le 9 octobre 2023", "on 9 October 2023", "2023-10-09"])
def test_a_date_is_found_in_every_language_of_the_library(
    tmp_path: Path, run: Callable[..., Result], words: str
) -> None:
    page = CLEAN.replace("Nothing", f"Words {words}")
    more = {
        "content/korea/facts.yaml": "night: {value: 2023-10-09, sensitivity: partner}\n",
        "content/korea/open.md": block("Plain."),
        "content/korea/open.fr.md": "---\ntitle: T\n---\nMots.\n",
        "elsewhere.html": page,
    }
    said = run("audit", "elsewhere.html", cwd=write_files(tmp_path, files(**more)))
    assert "[audit-withheld]" in said.err


@pytest.mark.parametrize("form", ["html", "pdf", "press", "docx"])
def test_in_its_project_a_file_that_was_made_there_says_nothing_unasked(
    tmp_path: Path, run: Callable[..., Result], form: str
) -> None:
    root = write_files(tmp_path, files())
    assert run("build", "note", "--to", form, cwd=root).code == 0
    (made,) = (root / "out").glob("note.*")
    assert run("audit", f"out/{made.name}", cwd=root).out == "nothing found in 1 file\n"


def test_a_file_that_ends_the_process_that_reads_it_was_not_searched(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other files are searched all the same."""

    def execute(_: object, tasks: list[tuple[object, tuple[bytes, str]]], **__: object) -> Iterator[tuple[int, object]]:
        yield 0, Failure.DIED if b"fatal" in tasks[0][1][0] else (None, [], None)

    monkeypatch.setattr("briefgen.executor.execute", execute)
    for name, words in {"a.txt": "fatal", "b.txt": "Words."}.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    result = run("audit", "a.txt", "b.txt", cwd=tmp_path)
    assert result.code == 1
    assert "a.txt: error: " in result.err
    assert "[audit-unreadable]" in result.err
    assert "b.txt" not in result.err


@pytest.mark.parametrize("fault", [ValueError("x"), RecursionError(), MemoryError(), KeyError("x"), AssertionError()])
def test_a_file_that_no_reader_expects_is_not_a_clean_file(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr("briefgen.executor.execute_with_sink", fail)
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    result = run("audit", "a.txt", cwd=tmp_path)
    assert (result.code, "[audit-unreadable]" in result.err) == (1, True)


def test_a_file_that_takes_too_long_was_not_searched(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.executor.execute", lambda *_, **__: iter([(0, Failure.TIME)]))
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    result = run("audit", "a.txt", cwd=tmp_path)
    assert (result.code, "[audit-unreadable]" in result.err) == (1, True)
