"""Files of a project that are shown and changed as text: what no other page can read, and what has an error."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.session import ComposerSession
from briefgen.composer.text_files import is_text_file
from briefgen.composer.views import VIEWS
from briefgen.edit.file_edit import FileChangedMeanwhile
from briefgen.model.diagnostic import BriefgenError
from tests.programs import require_library

require_library("starlette", "composer")

BRIEF = "briefs/report.yaml"


@pytest.fixture
def session(project: Callable[[str], Path]) -> ComposerSession:
    return ComposerSession(project("composing"))


def view(session: ComposerSession, file: str = BRIEF) -> Any:
    return VIEWS["text"](session, {"file": file})


def write(session: ComposerSession, text: str, file: str = BRIEF, base: str | None = None) -> None:
    base = view(session, file).base if base is None else base
    perform_act(session, "write-file", {"file": file, "base": base, "text": text}, "")


@pytest.mark.parametrize(
    ("file", "text", "code", "line"),
    [
        ("briefgen.yaml", "organisation: {", "yaml-syntax", 1),
        (BRIEF, "audience: letter\nlibrary: [", "yaml-syntax", 2),
        (BRIEF, "audience: letter\nlibrary: water\ntitle: Water\ntitel: Wells\n", "file-key", 4),
        ("campaigns/offices.yaml", "briefs: [", "yaml-syntax", 1),
        ("campaigns/offices.csv", "name\nNorth\n", "recipients-column", 1),
        ("content/water/wells.md", "---\ntitle: Wells\n", "block-front-matter", 1),
        ("content/water/facts.yaml", "wells:\n  value: [", "yaml-syntax", 2),
        ("templates/letter/audience.yaml", "extends: public-report\nsections: 3\n", "file-value", 2),
        ("deliveries.jsonl", "<<<<<<< mine\n", "delivery-unreadable", 1),
    ],
)
def test_a_file_with_an_error_is_shown_with_its_message_and_line(
    session: ComposerSession, file: str, text: str, code: str, line: int
) -> None:
    (session.root / file).write_text(text)
    shown = view(session, file)
    assert shown.text == text
    assert (code, line) in [(problem.code, problem.line) for problem in shown.problems]
    assert {problem.file for problem in shown.problems} == {file}
    assert file in shown.files


def test_a_broken_file_is_corrected_in_one_step_and_undo_takes_it_back(session: ComposerSession) -> None:
    file = session.root / BRIEF
    good, broken = file.read_text(), "audience: letter\nlibrary: ["
    file.write_text(broken)
    write(session, good)
    assert file.read_text() == good
    assert view(session).problems == ()
    assert session.describe_journal()["undo"] == "write-file"
    session.perform(session.journal.undo)
    assert file.read_text() == broken


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_byte_order_mark_stay(session: ComposerSession, newline: str, mark: bytes) -> None:
    file = session.root / BRIEF
    content = file.read_text().replace("\n", newline)
    file.write_bytes(mark + content.encode())
    write(session, view(session).text.replace("library: water", "library: water\nsubtitle: Now"))
    changed = content.replace("library: water", f"library: water{newline}subtitle: Now")
    assert file.read_bytes() == mark + changed.encode()


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "windows-1252"), ("utf-16", "utf-16")])
def test_a_file_that_is_not_utf8_is_shown_says_so_and_is_written_in_utf8(
    session: ComposerSession, encoding: str, name: str
) -> None:
    file = session.root / "content/water/wells.md"
    text = file.read_text().replace("---\n", "---\ntitle: Été\n", 1)
    file.write_bytes(text.encode(encoding))
    shown = view(session, "content/water/wells.md")
    assert (shown.text, shown.encoding) == (text, name)
    write(session, text, "content/water/wells.md")
    assert file.read_bytes() == text.encode()


def test_a_newer_file_is_never_written_over(session: ComposerSession) -> None:
    base = view(session).base
    newer = "audience: letter\nlibrary: water\ntitle: Newer\n"
    (session.root / BRIEF).write_text(newer)
    with pytest.raises(FileChangedMeanwhile):
        write(session, "title: Mine\n", base=base)
    assert (session.root / BRIEF).read_text() == newer


def test_a_file_that_was_deleted_meanwhile_is_written_again_only_on_request(session: ComposerSession) -> None:
    shown = view(session)
    (session.root / BRIEF).unlink()
    with pytest.raises(FileChangedMeanwhile):
        write(session, shown.text, base=shown.base)
    assert not (session.root / BRIEF).exists()
    assert (view(session).exists, view(session).base) == (False, "")
    write(session, shown.text, base="")
    assert (session.root / BRIEF).read_text() == shown.text


def test_a_file_that_cannot_be_written_stays_and_the_message_says_why(
    session: ComposerSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = session.root / BRIEF
    before = file.read_text()
    file.chmod(0o444)
    with pytest.raises(BriefgenError, match="read-only"):
        write(session, "title: Mine\n")
    file.chmod(0o644)

    def fill_disk(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", fill_disk)
    with pytest.raises(BriefgenError, match="no space left"):
        write(session, "title: Mine\n")
    assert file.read_text() == before
    assert session.describe_journal()["undo"] == ""


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".git/config",
        "../other/briefgen.yaml",
        "/etc/passwd",
        "briefs/../../other.yaml",
        "content/water/.hidden.md",
        "content\\water\\wells.md",
        "content/water/images/river.png",
        "out/report.html",
        ".briefgen/record.sqlite",
        "notes.md",
        "briefs",
    ],
)
def test_other_files_are_not_shown(session: ComposerSession, name: str) -> None:
    with pytest.raises(BriefgenError):
        view(session, name)


def test_a_link_that_leads_out_of_the_project_is_not_followed(session: ComposerSession) -> None:
    (session.root.parent / "secret.yaml").write_text("secret")
    (session.root / "briefs/link.yaml").symlink_to(session.root.parent / "secret.yaml")
    assert is_text_file("briefs/link.yaml")
    with pytest.raises(BriefgenError):
        view(session, "briefs/link.yaml")


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("content/water/wells.md", b"\xff\0\1", "cannot be text"),
        ("campaigns/offices.csv", "id,name\nx,Zürich\n".encode("cp1252"), "not UTF-8"),
        ("content/water/wells.md", b"a" * 2_000_001, "too long"),
    ],
)
def test_what_cannot_be_shown_as_text_is_refused_in_words(
    session: ComposerSession, file: str, content: bytes, message: str
) -> None:
    (session.root / file).write_bytes(content)
    with pytest.raises(BriefgenError, match=message):
        view(session, file)
