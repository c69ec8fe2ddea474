"""Files that are built, and texts that are approved, from a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.block_text import read_block_text
from briefgen.composer.building import build_files
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileChangedMeanwhile
from briefgen.model.diagnostic import BriefgenError
from tests.programs import require_library

require_library("starlette", "composer")

REPORT = {"brief": "report"}


@pytest.fixture
def session(project: Callable[[str], Path]) -> ComposerSession:
    return ComposerSession(project("composing"))


def test_files_are_where_the_command_puts_them(session: ComposerSession) -> None:
    perform_act(session, "set-key", {**REPORT, "key": "date", "value": "2026-01-15"}, session.revision)
    perform_act(session, "cut", {**REPORT, "block": "wells", "cut": "short"}, session.revision)
    built = build_files(session, {**REPORT, "formats": ["html"]})
    assert [(file.path, file.format) for file in built.files] == [("out/report.html", "html")]
    assert (session.root / "out/report.html").is_file()
    assert all(problem.severity == "warning" for problem in built.problems)


def test_nothing_is_built_of_a_brief_with_an_error(session: ComposerSession) -> None:
    built = build_files(session, {**REPORT, "formats": ["html"]})
    assert built.files == ()
    assert [problem.code for problem in built.problems if problem.severity == "error"] == [
        "rule-letter-date",
        "rule-letter-words",
    ]
    assert not (session.root / "out").exists()


@pytest.mark.parametrize("formats", [[], ["exe"], "html", None])
def test_formats_that_are_not_formats_are_refused(session: ComposerSession, formats: Any) -> None:
    with pytest.raises(BriefgenError):
        build_files(session, {**REPORT, "formats": formats})


def approve(session: ComposerSession, by: str, base: str = "", role: str = "legal") -> None:
    """Approve the block as a page does that shows the text with this digest; empty: as it is now."""
    text = {**REPORT, "block": "wells"}
    base = base or read_block_text(session, text).base
    perform_act(session, "approve", {**text, "base": base, "by": by, "role": role}, session.revision)


def test_an_approval_is_written_as_the_command_writes_it_and_taken_back(session: ComposerSession) -> None:
    file = session.root / "content/water/approvals.yaml"
    approve(session, " Anna  Example ")
    written = file.read_text(encoding="utf-8")
    assert "- block: wells\n  by: Anna Example\n  role: legal\n" in written
    with pytest.raises(BriefgenError, match="already"):
        approve(session, "ANNA Example")
    approve(session, "Anna Example", role="field")  # in another role, it is another approval
    session.perform(session.journal.undo)
    assert file.read_text(encoding="utf-8") == written
    session.perform(session.journal.undo)
    assert not file.exists()


@pytest.mark.parametrize(
    ("by", "role", "message"),
    [
        (" ", "legal", "nobody"),
        ("Anna\0Example", "legal", "cannot be written"),
        ("Anna Example", "le\x1bgal", "cannot be written"),
        ("Anna Example", "legl", "no role `legl`"),
    ],
)
def test_an_approval_that_would_be_for_nothing_is_refused(
    session: ComposerSession, by: str, role: str, message: str
) -> None:
    with (session.root / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write("requires: {approvals: 1, roles: [legal]}\n")
    with pytest.raises(BriefgenError, match=message):
        approve(session, by, role=role)
    assert not (session.root / "content/water/approvals.yaml").exists()


def test_a_text_that_its_reader_has_not_seen_is_not_approved(session: ComposerSession) -> None:
    with pytest.raises(FileChangedMeanwhile):
        approve(session, "Anna Example", base="an older text")
    assert not (session.root / "content/water/approvals.yaml").exists()
