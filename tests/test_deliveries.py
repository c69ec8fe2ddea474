"""`deliveries.jsonl` and `sent`: what is noted, what is refused, and lines that somebody else wrote or broke."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.test_corrections import Run, correct_figure, list_corrections, sent, sent_once

__all__ = ["sent", "sent_once"]


WRONG_LINES = {
    "half a line": '{"on": "2026-11-20", "to": "somebody", "sha',
    "no object": "[1, 2]",
    "no hash": '{"on": "2026-11-20", "to": "somebody", "printed": {"library": "lib", "inputs": {}}}',
    "bytes": "\\xff\\xfe",
    "a mark of a merge": "<<<<<<< ours",
}


@pytest.mark.parametrize("what", WRONG_LINES)
def test_a_line_that_cannot_be_read_is_reported_with_its_place_and_costs_no_other(
    run: Run, sent: Path, what: str
) -> None:
    path = sent / "deliveries.jsonl"
    good = path.read_text("utf-8")
    path.write_bytes(WRONG_LINES[what].encode().decode("unicode_escape").encode("latin-1") + b"\n" + good.encode())
    correct_figure(sent)
    result = run("corrections", cwd=sent)
    assert result.code == 1
    assert "deliveries.jsonl:1: error: " in result.err
    assert "[delivery-unreadable]" in result.err
    assert "figure: wells" in result.out
    before = path.read_bytes()
    assert run("sent", "out/note.html", "--to", "another", "--on", "2026-11-22", cwd=sent).code == 1
    assert path.read_bytes().startswith(before)


def test_lines_that_an_editor_saved_in_its_own_way_are_read(run: Run, sent: Path) -> None:
    path = sent / "deliveries.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    correct_figure(sent)
    result = run("corrections", cwd=sent)
    assert result.code == 0, result.err
    assert "figure: wells" in result.out


@pytest.mark.parametrize(
    "command", [("corrections",), ("verify", "out/note.html"), ("sent", "out/note.html", "--to", "x")]
)
def test_deliveries_that_are_a_folder_are_reported(run: Run, sent: Path, command: tuple[str, ...]) -> None:
    (sent / "deliveries.jsonl").unlink()
    (sent / "deliveries.jsonl").mkdir()
    result = run(*command, cwd=sent)
    assert (result.code, "deliveries.jsonl: error: " in result.err) == (1, True), result.err


def test_a_line_that_a_kill_left_unfinished_joins_no_other(run: Run, sent: Path) -> None:
    path = sent / "deliveries.jsonl"
    path.write_bytes(path.read_bytes() + b'{"on": "2026-')
    run("sent", "out/note.html", "--to", "another", "--on", "2026-11-22", cwd=sent)
    first, _, last = path.read_text("utf-8").splitlines()
    assert [json.loads(line)["to"] for line in (first, last)] == ["Embassy of Ember", "another"]


WRONG_CALLS = {
    "a file that nobody made": (("briefgen.yaml", "--to", "x"), 1, "sent-unknown"),
    "a file that is not there": (("out/none.html", "--to", "x"), 1, "sent-missing"),
    "nobody": (("out/note.html",), 1, "sent-unaddressed"),
    "nothing": ((), 2, "sent-unnamed"),
    "a day years ahead": (("out/note.html", "--to", "x", "--on", "2126-11-20"), 2, "day-future"),
    "a day that is none": (("out/note.html", "--to", "x", "--on", "yesterday"), 2, "day-syntax"),
    "a name that no file can hold": (("out/note.html", "--to", "Zo\udceb"), 2, "option-text"),
    "a campaign without files": (("--campaign", "all"), 1, "sent-missing"),
    "an unknown campaign": (("--campaign", "al"), 2, "campaign-unknown"),
}


HINTS = {
    (
        "out/not.html",
        "--to",
        "x",
    ): "there is no file `out/not.html` [sent-missing]\n  hint: did you mean `out/note.html`?",
    ("out", "--to", "x"): "`out` is a folder [sent-missing]\n  hint: name a file that briefgen built",
    ("out/note.html", "--to", "x", "--on", "20.11.2026"): "hint: write year, month and day: `--on 2026-11-20`",
    ("out/note.html", "--to", "x", "--on", "2026/11/20"): "hint: write year, month and day: `--on 2026-11-20`",
    ("out/note.html", "--to", "x", "--on", "11/12/2026"): "hint: write year, month and day: `--on 2026-01-31`",
    ("out/note.html", "--to", "x", "--on", "31.11.2026"): "hint: write year, month and day: `--on 2026-01-31`",
}


@pytest.mark.parametrize("arguments", HINTS)
def test_a_hint_names_what_was_perhaps_meant(run: Run, sent: Path, arguments: tuple[str, ...]) -> None:
    assert HINTS[arguments] in run("sent", *arguments, cwd=sent).err


@pytest.mark.parametrize("what", WRONG_CALLS)
def test_a_wrong_call_notes_nothing(run: Run, sent: Path, what: str) -> None:
    arguments, code, problem = WRONG_CALLS[what]
    before = (sent / "deliveries.jsonl").read_bytes()
    result = run("sent", *arguments, cwd=sent)
    assert (result.code, problem in result.err) == (code, True), result.err
    assert (sent / "deliveries.jsonl").read_bytes() == before


def test_a_file_that_was_edited_is_not_noted(run: Run, sent: Path) -> None:
    with (sent / "out/note.html").open("a") as page:
        page.write("more")
    assert "sent-changed" in run("sent", "out/note.html", "--to", "x", cwd=sent).err


def test_two_people_s_lines_merge_without_a_conflict(run: Run, sent: Path) -> None:
    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        subprocess.run(command, cwd=sent, check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "sent")
    for branch, to in (("theirs", "a ministry"), ("ours", "a court")):
        git("checkout", "--quiet", "-b", branch, "main")
        assert run("sent", "out/note.html", "--to", to, "--on", "2026-11-22", cwd=sent).code == 0
        git("commit", "--all", "--quiet", "--message", to)
    git("merge", "--quiet", "theirs", "--message", "both")
    correct_figure(sent)
    assert [found["to"] for found in list_corrections(run, sent)] == ["Embassy of Ember", "a court", "a ministry"]
