"""Two versions of a brief, compared on a page as `briefgen diff` compares them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.comparing import read_comparison
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from briefgen.model.diagnostic import BriefgenError
from tests.composer.uploading import read_texts
from tests.programs import require_library
from tests.running import Result, copy_project

require_library("starlette", "composer")

WELLS = "content/water/wells.md"


def git(root: Path, *arguments: str) -> None:
    own = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *own, *arguments], check=True, capture_output=True)


def view(session: ComposerSession, **arguments: str) -> Any:
    return VIEWS["compare"](session, arguments)


def test_a_brief_is_compared_with_a_revision_of_git(tmp_path: Path) -> None:
    root = copy_project("composing", tmp_path)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "As it was <sent>")
    git(root, "tag", "first-draft")
    session, block = ComposerSession(root), root / WELLS
    block.write_text(
        block.read_text(encoding="utf-8") + "\nNew words about `<script>wells</script>`.\n", encoding="utf-8"
    )
    before = read_texts(root)
    (revision,) = view(session, brief="report").revisions
    assert revision.words == "As it was <sent> (first-draft)"  # and no branch
    found = view(session, brief="report", since=revision.id)
    assert (found.passages, found.has_page) == (1, True)
    assert "error" not in {row.severity for row in found.problems}
    page = read_comparison(session, {"brief": "report", "since": revision.id}).page
    assert b"<ins>" in page
    assert b"<script" not in page
    assert read_texts(root) == before
    (root / "briefs/later.yaml").write_text((root / "briefs/report.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    later = view(session, brief="later", since=revision.id)
    assert (later.has_page, [row.code for row in later.problems]) == (False, ["diff-old"])
    with pytest.raises(BriefgenError, match="no brief `nothing`"):
        view(session, brief="nothing")
    for other in ("HEAD", "--all", "0" * 40):
        with pytest.raises(BriefgenError):
            view(session, brief="report", since=other)


def test_a_brief_is_compared_with_a_finished_file(
    built_report: Path, tmp_path: Path, run: Callable[..., Result]
) -> None:
    session = ComposerSession(Path(shutil.copytree(built_report, tmp_path / "project")))
    (file,) = view(session, brief="water-report").files
    assert (file.name, file.language) == ("water-report.html", "en")
    same = view(session, brief="water-report", against=file.name)
    assert (same.passages, same.numbers, same.figures, same.has_page) == (0, (), (), True)
    facts = session.root / "content/clean-water/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("value: 95", "value: 94"), encoding="utf-8")
    assert view(session, brief="water-report", against=file.name).figures == ("wells-2024: 95 wells → 94 wells",)
    assert run("build", "water-report", "-q", "-t", "html", cwd=session.root).code == 0
    assert view(session, brief="water-report", against=file.name).figures == ()  # it is another file under its name
    with pytest.raises(BriefgenError):
        view(session, brief="water-report", against="../briefgen.yaml")
    with (session.root / "out/water-report.html").open("ab") as changed:
        changed.write(b" ")
    assert view(session, brief="water-report").files == ()


def test_a_text_that_was_withdrawn_is_not_shown_by_its_older_version(built_report: Path, tmp_path: Path) -> None:
    session = ComposerSession(Path(shutil.copytree(built_report, tmp_path / "project")))
    block = session.root / "content/clean-water/situation/wells.md"
    text = block.read_text(encoding="utf-8")
    assert "sensitivity: public" in text
    block.write_text(text.replace("sensitivity: public", "sensitivity: confidential"), encoding="utf-8")
    found = view(session, brief="water-report", against="water-report.html")
    assert not found.has_page
    assert [row.severity for row in found.problems][:1] == ["error"]
    assert read_comparison(session, {"brief": "water-report", "against": "water-report.html"}).page == b""
