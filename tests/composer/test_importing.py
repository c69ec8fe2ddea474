"""A finished text that is imported from a page: what `briefgen import` writes, after its report was seen, in one step that can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from briefgen.model.diagnostic import BriefgenError
from tests.composer.uploading import describe_changes, read_texts, upload
from tests.programs import require_library
from tests.running import Result
from tests.test_import_previous import REPORT

require_library("starlette", "composer")

TEXT = b"""# Water in the north

## The wells

Ninety wells are dry.[^1] <script>alert(1)</script>

## What the law says

The treaty names water.

[^1]: Counted in May.
"""

KEYS = ["upr-2024-28.12", "upr-2024-28.13", "upr-2024-29.1"]


@pytest.fixture
def session(project: Callable[[str], Path]) -> Iterator[ComposerSession]:
    session = ComposerSession(project("composing"))
    with closing(session.uploads):
        yield session


def view(session: ComposerSession, token: str, **arguments: str) -> Any:
    return VIEWS["import"](session, {"upload": token, **arguments})


def test_a_text_is_imported_as_by_the_command_and_taken_back(
    session: ComposerSession, run: Callable[..., Result]
) -> None:
    before, folders = read_texts(session.root), set(session.root.rglob("*"))
    beside = session.root.with_name("beside")
    shutil.copytree(session.root, beside)
    (beside / "north.md").write_bytes(TEXT)
    assert run("import", "north.md", "--library", "wells", "--level", "2", cwd=beside).code == 0
    (beside / "north.md").unlink()

    token = upload(session, TEXT, "north.md")
    found = view(session, token, library="wells", level="2")
    assert (found.brief, found.library, found.level, found.problems) == ("north", "wells", 2, ())
    assert found.report.startswith("# Import of `north.md`\n")
    assert read_texts(session.root) == before
    perform_act(session, "import", {"upload": token, "library": "wells", "level": "2"}, session.revision)
    written = read_texts(session.root)
    assert written == read_texts(beside)
    assert tuple(sorted({*written} - {*before})) == tuple(sorted(found.files))
    assert describe_changes(before, written).count("+Ninety wells are dry.") == 1
    session.perform(session.journal.undo)
    assert (read_texts(session.root), set(session.root.rglob("*"))) == (before, folders)
    session.perform(session.journal.redo)
    assert read_texts(session.root) == written


def test_a_text_is_not_imported_over_files_that_are_not_its_own(session: ComposerSession) -> None:
    (session.root / "content/wells/what-the-law-says.md").parent.mkdir()
    (session.root / "content/wells/what-the-law-says.md").write_text("Ours.", encoding="utf-8")
    before = read_texts(session.root)
    token = upload(session, TEXT, "north.md")
    found = view(session, token, library="wells", level="2")
    assert (found.files, [row.code for row in found.problems]) == ((), ["import-exists"])
    with pytest.raises(BriefgenError):
        perform_act(session, "import", {"upload": token, "library": "wells", "level": "2"}, session.revision)
    assert read_texts(session.root) == before


def test_earlier_recommendations_are_added_as_by_the_command_and_taken_back(
    project: Callable[[str], Path], run: Callable[..., Result]
) -> None:
    session = ComposerSession(project("river-watch"))
    before, beside = read_texts(session.root), session.root.with_name("beside")
    shutil.copytree(session.root, beside)
    (beside / "pasted.txt").write_text(REPORT, encoding="utf-8")
    assert run("import", "--previous", "pasted.txt", cwd=beside).code == 0
    (beside / "pasted.txt").unlink()

    with closing(session.uploads):
        token = upload(session, REPORT.encode(), "pasted.txt")
        found: Any = VIEWS["previous"](session, {"upload": token})
        assert (found.library, [*found.added], found.present) == ("clean-water", KEYS, 0)
        assert found.added["upr-2024-29.1"] == "End the fees"
        assert read_texts(session.root) == before
        perform_act(session, "import-previous", {"upload": token}, session.revision)
        assert read_texts(session.root) == read_texts(beside)
        again: Any = VIEWS["previous"](session, {"upload": token})
        assert ([*again.added], again.present) == ([], 3)
        with pytest.raises(BriefgenError, match="there already"):
            perform_act(session, "import-previous", {"upload": token}, session.revision)
        session.perform(session.journal.undo)
        assert read_texts(session.root) == before
        other = upload(session, b"No recommendation at all.", "pasted.txt")
        refused: Any = VIEWS["previous"](session, {"upload": other})
        assert [row.code for row in refused.problems] == ["import-previous"]
        for arguments in {"upload": other}, {"upload": token, "library": "nobody"}, {"upload": "none"}:
            with pytest.raises(BriefgenError):
                perform_act(session, "import-previous", arguments, session.revision)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"%PDF-1.7", "report.pdf", "import-format"),
        (b"", "report.docx", "import-format"),
        (b"\xff\xfe\x00", "report.md", "import-format"),
        (b"words", "report", "import-format"),
    ],
)
def test_what_cannot_be_read_is_refused_as_by_the_command(
    session: ComposerSession, content: bytes, name: str, code: str
) -> None:
    found = view(session, upload(session, content, name))
    assert (found.files, [row.code for row in found.problems]) == ((), [code])


@pytest.mark.parametrize(
    "arguments", [{"library": "../other"}, {"name": "a b"}, {"level": "9"}, {"audience": "nobody"}, {"upload": "none"}]
)
def test_choices_that_make_no_sense_are_refused(session: ComposerSession, arguments: dict[str, str]) -> None:
    token = upload(session, TEXT, "north.md")
    with pytest.raises(BriefgenError):
        perform_act(session, "import", {"upload": token, **arguments}, session.revision)


def test_only_the_newest_files_are_kept_and_under_names_without_folders(session: ComposerSession) -> None:
    first = upload(session, b"1", "../../one.md")
    assert session.uploads.find(first).name == "one.md"
    assert [session.uploads.find(upload(session, b"", f"{count}.md")).name for count in range(8)][-1] == "7.md"
    with pytest.raises(BriefgenError):
        session.uploads.find(first)
    assert session.uploads.find(upload(session, b"", "C:\\texts\\a\nb.md")).name == "a_b.md"
    for name in ("", ".", "..", "/", "x" * 300):
        with pytest.raises(BriefgenError):
            upload(session, b"", name)
