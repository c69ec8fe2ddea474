"""What the composer writes into the file of a brief: the lines that an act concerns, and no other byte."""

from __future__ import annotations

import difflib
import shutil
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from briefgen.check.lint import LINTS
from briefgen.composer import reading
from briefgen.composer.acts import perform_act
from briefgen.composer.reading import check_brief
from briefgen.composer.session import ComposerSession, OvertakenError, StaleRevisionError
from briefgen.composer.views import VIEWS
from briefgen.edit.file_edit import FileChangedMeanwhile
from briefgen.edit.refusal import EditRefused
from briefgen.model.diagnostic import BriefgenError
from briefgen.model.document import Document
from briefgen.pipeline import check_text
from tests.programs import require_library
from tests.running import PATIENCE, copy_project

require_library("starlette", "composer")

READER = {"brief": "report"}


@pytest.fixture
def session(project: Callable[[str], Path]) -> ComposerSession:
    return ComposerSession(project("composing"))


def brief_file(session: ComposerSession) -> Path:
    return session.root / "briefs/report.yaml"


def perform(session: ComposerSession, name: str, **arguments: Any) -> str:
    """Perform an act, and return the lines of the brief that it changed."""
    before = brief_file(session).read_text(encoding="utf-8").splitlines()
    perform_act(session, name, {**READER, **arguments}, session.revision)
    after = brief_file(session).read_text(encoding="utf-8").splitlines()
    lines = difflib.unified_diff(before, after, n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def sections(session: ComposerSession) -> Mapping[str, str]:
    """The blocks of each section; one that is off in brackets."""
    view: Any = VIEWS["brief"](session, READER)
    return {
        section.id: " ".join(block.id if block.is_on else f"({block.id})" for block in section.blocks)
        for section in view.sections
    }


def test_a_block_moves_inside_its_section(session: ComposerSession) -> None:
    assert perform(session, "move", block="treaty", section="law", index=0) == (
        "-  law: [law, treaty]   # treaty last\n+  law: [treaty, law]   # treaty last"
    )
    assert sections(session) == {"situation": "wells rivers lakes", "law": "treaty law"}


def test_a_block_moves_in_a_section_whose_blocks_nobody_has_named(session: ComposerSession) -> None:
    assert perform(session, "move", block="lakes", section="situation", index=0).startswith("+  situation:")
    assert sections(session)["situation"] == "lakes wells rivers"
    assert "# chosen with the lawyer\n  law: [law, treaty]   # treaty last" in brief_file(session).read_text()


def test_a_block_moves_to_another_section_and_back(session: ComposerSession) -> None:
    perform(session, "move", block="rivers", section="law", index=1)
    assert sections(session) == {"situation": "wells lakes", "law": "law rivers treaty"}
    perform(session, "move", block="rivers", section="situation", index=1)
    assert sections(session) == {"situation": "wells rivers lakes", "law": "law treaty"}


def test_a_block_of_the_library_is_added(session: ComposerSession) -> None:
    perform(session, "move", block="court", section="law", index=2)
    perform(session, "move", block="history", section="situation", index=0)
    assert sections(session) == {"situation": "history wells rivers lakes", "law": "law treaty court"}


def test_off_and_on_leave_no_trace(session: ComposerSession) -> None:
    before = brief_file(session).read_bytes()
    assert perform(session, "switch", block="rivers", on=False).startswith("+exclude:")
    assert sections(session)["situation"] == "wells (rivers) lakes"
    perform(session, "switch", block="rivers", on=True)
    assert brief_file(session).read_bytes() == before


def test_a_named_block_is_switched_off_and_on(session: ComposerSession) -> None:
    perform(session, "switch", block="treaty", on=False)
    assert sections(session)["law"] == "law (treaty)"
    perform(session, "switch", block="treaty", on=True)
    assert sections(session)["law"] == "law treaty"


def test_a_block_that_is_off_is_taken_in_where_it_is_put(session: ComposerSession) -> None:
    perform(session, "switch", block="rivers", on=False)
    perform(session, "move", block="rivers", section="law", index=0)
    assert sections(session) == {"situation": "wells lakes", "law": "rivers law treaty"}
    assert "exclude" not in brief_file(session).read_text()
    perform(session, "switch", block="history", on=False)
    perform(session, "switch", block="history", on=False)
    assert brief_file(session).read_text().count("history") == 1


def test_a_cut_is_chosen_and_left_to_the_audience_again(session: ComposerSession) -> None:
    before = brief_file(session).read_bytes()
    assert "wells: short" in perform(session, "cut", block="wells", cut="short")
    view: Any = VIEWS["brief"](session, READER)
    assert view.sections[0].blocks[0].cut == "short"
    perform(session, "cut", block="wells", cut="")
    assert brief_file(session).read_bytes() == before


def test_a_missing_key_is_written_in_its_place(session: ComposerSession) -> None:
    assert perform(session, "set-key", key="date", value="2026-01-15") == "+date: 2026-01-15"
    view: Any = VIEWS["brief"](session, READER)
    assert "rule-letter-date" not in {group.code for group in view.problems}


@pytest.mark.parametrize(("key", "value"), [("deadline", "soon"), ("state", "Atlantis"), ("title", " ")])
def test_a_key_that_the_loader_would_refuse_is_not_written(session: ComposerSession, key: str, value: str) -> None:
    before = brief_file(session).read_bytes()
    with pytest.raises(BriefgenError):
        perform(session, "set-key", key=key, value=value)
    assert brief_file(session).read_bytes() == before


def test_a_brief_gets_another_reader(session: ComposerSession) -> None:
    view: Any = VIEWS["brief"](session, READER)
    assert (view.audience_name, "public-report" in view.audiences) == ("letter", True)
    assert (
        perform(session, "set-key", key="audience", value="public-report")
        == "-audience: letter\n+audience: public-report"
    )
    view = VIEWS["brief"](session, READER)
    assert view.audience == "Public report"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_step_is_taken_back_to_the_same_bytes(session: ComposerSession, ending: str) -> None:
    file = brief_file(session)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", ending.encode()))
    states = [file.read_bytes()]
    for name, arguments in (
        ("move", {"block": "rivers", "section": "law", "index": 0}),
        ("switch", {"block": "lakes", "on": False}),
        ("cut", {"block": "wells", "cut": "short"}),
        ("set-key", {"key": "subtitle", "value": "Now: #1 & more"}),
        ("move", {"block": "law", "section": "situation", "index": 0}),
    ):
        perform(session, name, **arguments)
        states.append(file.read_bytes())
        assert (b"\r\n" in states[-1]) is (ending == "\r\n")
    for state in reversed(states[:-1]):
        session.journal.undo()
        assert file.read_bytes() == state
    assert session.journal.undo() == ""
    for state in states[1:]:
        session.journal.redo()
        assert file.read_bytes() == state


def test_an_act_on_files_that_were_changed_since_is_refused(session: ComposerSession) -> None:
    seen = session.revision
    file = brief_file(session)
    file.write_text(f"{file.read_text()}# another editor\n")
    with pytest.raises(StaleRevisionError):
        perform_act(session, "cut", {**READER, "block": "wells", "cut": "short"}, seen)
    assert "another editor" in file.read_text()
    assert "cuts" not in file.read_text()


def switch_while_checking(session: ComposerSession, monkeypatch: pytest.MonkeyPatch, **arguments: str) -> Future[Any]:
    """Switch a block off while the problems of the brief are searched for; what comes of the search."""
    revision, started = session.revision, Event()

    def check_until_an_act_waits(*values: Any, **options: Any) -> Document:
        started.set()
        while arguments:  # an act ends it
            values[3].give_way()
            time.sleep(0.1)
        return check_text(*values, **options)

    monkeypatch.setattr(reading, "check_text", check_until_an_act_waits)
    with ThreadPoolExecutor(1) as threads:
        checking = threads.submit(VIEWS["brief"], session, {**READER, **arguments})
        assert started.wait(PATIENCE)
        perform_act(session, "switch", {**READER, "block": "lakes", "on": False}, revision)
    monkeypatch.undo()
    assert "exclude: [lakes]" in brief_file(session).read_text(encoding="utf-8")
    return checking


def test_no_act_waits_until_all_problems_are_found(session: ComposerSession, monkeypatch: pytest.MonkeyPatch) -> None:
    checking = switch_while_checking(session, monkeypatch, **{"gives-way": "1"})
    assert isinstance(checking.exception(), OvertakenError)
    checked: Any = VIEWS["brief"](session, {**READER, "gives-way": "1"})
    assert checked == VIEWS["brief"](ComposerSession(session.root), READER)


def test_a_page_that_has_nothing_yet_gets_its_problems_whatever_is_done(
    session: ComposerSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert switch_while_checking(session, monkeypatch).result().problems


def test_a_check_gives_way_between_its_steps(session: ComposerSession) -> None:
    steps: list[None] = []
    check_brief(session, READER, lambda: steps.append(None))
    assert len(steps) > len(LINTS)


def test_nothing_that_another_editor_wrote_is_taken_back(session: ComposerSession) -> None:
    perform(session, "cut", block="wells", cut="short")
    file = brief_file(session)
    file.write_text(f"{file.read_text()}# another editor\n")
    with pytest.raises(FileChangedMeanwhile):
        session.journal.undo()
    assert "another editor" in file.read_text()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("move", {"block": "wells", "section": "nowhere", "index": 0}),
        ("move", {"block": "wells", "section": "law", "index": -1}),
        ("move", {"block": "wells", "section": "law", "index": True}),
        ("move", {"block": ["wells"], "section": "law", "index": 0}),
        ("move", {"block": "witness", "section": "law", "index": 0}),
        ("move", {"block": "../../briefgen", "section": "law", "index": 0}),
        ("switch", {"block": "wells", "on": "no"}),
        ("switch", {"block": "witness", "on": False}),
        ("cut", {"block": "wells", "cut": "long"}),
        ("cut", {"block": "nobody", "cut": "short"}),
        ("cut", {"brief": "../briefgen", "block": "wells", "cut": "short"}),
        ("set-key", {"key": "date", "value": "soon"}),
        ("set-key", {"key": "library", "value": "other"}),
        ("set-key", {"key": "audience", "value": "nobody"}),
    ],
)
def test_an_act_that_makes_no_sense_changes_nothing(
    session: ComposerSession, name: str, arguments: Mapping[str, Any]
) -> None:
    before = brief_file(session).read_bytes()
    with pytest.raises((BriefgenError, EditRefused)):
        perform_act(session, name, {**READER, **arguments}, session.revision)
    assert brief_file(session).read_bytes() == before
    assert not session.journal.done


def test_sections_as_a_list_stay_a_list(session: ComposerSession) -> None:
    file = brief_file(session)
    head = file.read_text().partition("sections:")[0]
    file.write_text(f"{head}sections:\n  - id: law\n    title: Laws   # short\n    blocks: [law, treaty]\n")
    perform(session, "move", block="treaty", section="law", index=0)
    assert "blocks: [treaty, law]" in file.read_text()
    perform(session, "move", block="lakes", section="situation", index=0)
    assert sections(session) == {"situation": "lakes wells rivers", "law": "treaty law"}
    assert "title: Laws   # short" in file.read_text()


def test_names_that_the_page_does_not_show_stay_in_the_list(session: ComposerSession) -> None:
    file = brief_file(session)
    file.write_text(file.read_text().replace("[law, treaty]", "[law, witness, treaty]"))
    perform(session, "move", block="treaty", section="law", index=0)
    assert "[treaty, law, witness]" in file.read_text()


def test_a_file_that_may_not_be_written_stays(session: ComposerSession) -> None:
    file = brief_file(session)
    before = file.read_bytes()
    file.chmod(0o444)
    with pytest.raises(BriefgenError) as caught:
        perform_act(session, "cut", {**READER, "block": "wells", "cut": "short"}, session.revision)
    assert caught.value.diagnostics[0].code == "output-unwritable"
    assert file.read_bytes() == before
    assert not session.journal.done


BLOCKS = ("wells", "rivers", "lakes", "law", "treaty", "court", "history")
STEPS = strategies.one_of(
    strategies.builds(
        lambda block, section, index: ("move", {"block": block, "section": section, "index": index}),
        strategies.sampled_from(BLOCKS),
        strategies.sampled_from(("situation", "law")),
        strategies.integers(0, 5),
    ),
    strategies.builds(
        lambda block, on: ("switch", {"block": block, "on": on}),
        strategies.sampled_from(BLOCKS),
        strategies.booleans(),
    ),
    strategies.builds(lambda cut: ("cut", {"block": "wells", "cut": cut}), strategies.sampled_from(("", "short"))),
)


@given(steps=strategies.lists(STEPS, min_size=2, max_size=6))
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_done_the_brief_still_loads_and_undo_returns_its_bytes(
    tmp_path: Path, steps: list[tuple[str, dict[str, Any]]]
) -> None:
    folder = tmp_path / "composing"
    shutil.rmtree(folder, ignore_errors=True)
    session = ComposerSession(copy_project("composing", tmp_path))
    before = brief_file(session).read_bytes()
    comments = before.count(b"#")
    faults = {problem.code for problem in check_brief(session, READER).problems}
    for name, arguments in steps:
        perform_act(session, name, {**READER, **arguments}, session.revision)
        found = {problem.code for problem in check_brief(session, READER).problems}
        assert not {code for code in found - faults if code.startswith(("yaml", "file", "brief-"))}
        assert brief_file(session).read_bytes().count(b"#") == comments
    while session.journal.undo():
        pass
    assert brief_file(session).read_bytes() == before
