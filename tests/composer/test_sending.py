"""What was sent is noted from a page as `briefgen sent` notes it, and copies that are out of date are listed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.notice_run import start_notices
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from briefgen.model.diagnostic import BriefgenError
from tests.composer.uploading import read_texts
from tests.programs import require_library
from tests.running import Result, files_below

require_library("starlette", "composer")

FILE = "out/water-report.html"


@pytest.fixture
def session(built_report: Path, tmp_path: Path) -> ComposerSession:
    return ComposerSession(Path(shutil.copytree(built_report, tmp_path / "project")))


def view(session: ComposerSession) -> Any:
    return VIEWS["sent"](session, {})


def note(session: ComposerSession, **arguments: Any) -> None:
    usual = {"files": [FILE], "to": "The office", "on": "2026-11-21", "campaign": ""}
    perform_act(session, "sent", {**usual, **arguments}, session.revision)


def test_a_delivery_is_noted_as_by_the_command_and_taken_back(
    session: ComposerSession, run: Callable[..., Result]
) -> None:
    beside = session.root.with_name("beside")
    shutil.copytree(session.root, beside)
    assert run("sent", FILE, "--to", "The office", "--on", "2026-11-21", cwd=beside).code == 0
    before = read_texts(session.root)
    assert [(file.name, file.brief) for file in view(session).files] == [(FILE, "water-report")]
    note(session, to=" The  office ")
    assert read_texts(session.root) == read_texts(beside)
    assert [(sent.to, sent.on, sent.name) for sent in view(session).deliveries] == [("The office", "2026-11-21", FILE)]
    with pytest.raises(BriefgenError):
        note(session)
    session.perform(session.journal.undo)
    assert read_texts(session.root) == before


def test_a_figure_that_changes_makes_a_copy_out_of_date(session: ComposerSession) -> None:
    note(session)
    assert view(session).corrections == []
    facts = session.root / "content/clean-water/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("value: 95", "value: 94"), encoding="utf-8")
    (due,) = view(session).corrections
    assert (due["to"], due["on"], due["brief"]) == ("The office", "2026-11-21", "water-report")
    assert [(figure["fact"], figure["old"], figure["new"]) for figure in due["figures"]] == [
        ("wells-2024", "95 wells", "94 wells")
    ]


def test_notices_are_built_as_by_the_command(session: ComposerSession, run: Callable[..., Result]) -> None:
    note(session)
    facts = session.root / "content/clean-water/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("value: 95", "value: 94"), encoding="utf-8")
    beside = session.root.with_name("beside")
    shutil.copytree(session.root, beside)
    assert run("corrections", "--to", "html", cwd=beside).code == 0
    with closing(session.runs):
        start_notices(session, {"formats": ["html"]})
        session.runs.wait()
        state = session.runs.state
        assert state
        assert (state.name, state.due, state.finished, state.failed) == ("", 1, 1, ())
        assert files_below(session.root / "out/corrections") == files_below(beside / "out/corrections")
        for formats in ([], ["doc"], None):
            with pytest.raises(BriefgenError):
                start_notices(session, {"formats": formats})


def test_a_line_that_is_not_finished_stays_a_line_of_its_own(session: ComposerSession) -> None:
    lines = session.root / "deliveries.jsonl"
    lines.write_bytes(b'{"on": "2026')
    (session.root / ".gitattributes").write_bytes(b"*.md text")
    note(session)
    assert lines.read_bytes().startswith(b'{"on": "2026\n{"built"')
    assert (session.root / ".gitattributes").read_bytes() == b"*.md text\ndeliveries.jsonl merge=union\n"
    assert [row.code for row in view(session).problems] == ["delivery-unreadable"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"to": ""}, "sent-unaddressed"),
        ({"files": ["out/none.html"]}, "sent-missing"),
        ({"files": ["out/manifest.json"]}, "sent-unknown"),
        ({"files": ["briefgen.yaml"]}, "act-refused"),
        ({"files": ["../beside/out/a.html"]}, "act-refused"),
        ({"files": []}, "act-refused"),
        ({"on": "yesterday"}, "act-refused"),
        ({"on": "2126-11-20"}, "act-refused"),
        ({"to": "a\x00b"}, "act-refused"),
        ({"campaign": "nobody"}, "act-refused"),
    ],
)
def test_what_cannot_be_noted_is_refused(session: ComposerSession, arguments: dict[str, Any], code: str) -> None:
    before = read_texts(session.root)
    with pytest.raises(BriefgenError) as refused:
        note(session, **arguments)
    assert [problem.code for problem in refused.value.diagnostics] == [code]
    assert read_texts(session.root) == before


def test_a_file_that_was_changed_is_not_noted(session: ComposerSession) -> None:
    with (session.root / FILE).open("ab") as file:
        file.write(b" ")
    with pytest.raises(BriefgenError) as refused:
        note(session)
    assert [problem.code for problem in refused.value.diagnostics] == ["sent-changed"]
