"""A Word file that came back, merged from a page: the changes and the files of `briefgen merge`, in one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.session import ComposerSession, StaleRevisionError
from briefgen.composer.views import VIEWS
from briefgen.model.diagnostic import BriefgenError
from tests.composer.barriers import find_barriers
from tests.composer.uploading import describe_changes, read_texts, upload
from tests.composer.windows import keep_statuses, open_page, wait_for_status
from tests.merge.desk import BLOCK, TEXT, Desk
from tests.programs import require_library
from tests.running import Result

require_library("starlette", "composer")
require_library("playwright", "dev")

from playwright.sync_api import expect  # noqa: E402 - only where its libraries are installed

from briefgen.composer.server import run_composer  # noqa: E402 - only where its libraries are installed


@pytest.fixture
def session(desk: Desk) -> Iterator[ComposerSession]:
    session = ComposerSession(desk.root)
    with closing(session.uploads):
        yield session


def view(session: ComposerSession, token: str, accept: str = "") -> Any:
    return VIEWS["merge"](session, {"upload": token, "accept": accept})


def test_chosen_changes_are_one_step_and_approvals_lapse(
    desk: Desk, session: ComposerSession, run: Callable[..., Result]
) -> None:
    assert run("approve", "situation/wells", "--by", "Bo Park", cwd=desk.root).code == 0
    desk.word.replace("95", "96")
    desk.word.replace("tired", "exhausted")
    desk.word.comment("Nothing else is known.", "Really?")
    before = read_texts(desk.root)
    token = upload(session, desk.word.save(desk.file).read_bytes(), "edited.docx")

    found = view(session, token)
    assert [(row["number"], row["kind"], row["block"], row["decision"]) for row in found.report["changes"]] == [
        (1, "fact", "situation/wells", "cannot be accepted"),
        (2, "prose", "situation/wells", "can be accepted"),
        (None, "comment", "situation/wells", None),
    ]
    assert found.problems == ()
    assert read_texts(desk.root) == before

    tried = view(session, token, "1,2")
    assert [row.code for row in tried.problems] == ["merge-left"]
    assert [line.partition(":")[0] for line in tried.report["lapsed"]] == ["situation/wells"]
    perform_act(session, "merge", {"upload": token, "accept": "1,2"}, session.revision)
    assert describe_changes(before, read_texts(desk.root)) == (
        f"{BLOCK}\n"
        "-Children carry water before school. Their teachers report that they are tired.[^tired]\n"
        "+Children carry water before school. Their teachers report that they are exhausted.[^tired]"
    )
    assert view(session, token).report["changes"][1]["decision"] == "already there"
    session.perform(session.journal.undo)
    assert read_texts(desk.root) == before
    with pytest.raises(BriefgenError):
        perform_act(session, "merge", {"upload": token, "accept": "9"}, session.revision)
    assert read_texts(desk.root) == before


def test_a_block_that_changes_meanwhile_is_not_written_over(desk: Desk, session: ComposerSession) -> None:
    desk.word.replace("tired", "exhausted")
    token = upload(session, desk.word.save(desk.file).read_bytes(), "edited.docx")
    revision = session.revision
    file = desk.root / BLOCK
    file.write_text(file.read_text(encoding="utf-8").replace("Many families", "Most families"), encoding="utf-8")
    with pytest.raises(StaleRevisionError):
        perform_act(session, "merge", {"upload": token, "accept": "1"}, revision)
    assert "tired" in desk.text


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "edited.docx", "merge-format"),
        (b"%PDF-1.7", "edited.pdf", "merge-format"),
        (b"PK\x03\x04 cut off", "edited.docx", "merge-format"),
        (b"<!doctype html><p>words", "page.html", "merge-format"),
    ],
)
def test_what_is_no_word_file_is_refused_as_by_the_command(
    session: ComposerSession, content: bytes, name: str, code: str
) -> None:
    found = view(session, upload(session, content, name))
    assert found.report is None
    assert [row.code for row in found.problems] == [code]


@pytest.mark.parametrize("accept", ["", "x", "-1", "1;2", "٣", "9999999", None, [1]])
def test_changes_that_are_no_numbers_are_refused(session: ComposerSession, accept: Any) -> None:
    token = upload(session, b"", "edited.docx")
    with pytest.raises(BriefgenError):
        perform_act(session, "merge", {"upload": token, "accept": accept}, "")


SHOW = """(state) => {
  Object.defineProperty(document, "hidden", { value: state === "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
LISTEN = """(revision) => {
  const channel = new BroadcastChannel(`revisions${document.documentElement.dataset.root}`);
  window.heard = new Promise((resolve) => { channel.onmessage = ({ data }) => { if (data === revision) resolve(); }; });
}"""


def follow_changes_when_somebody_looks(page: Any, desk: Desk, session: ComposerSession) -> None:
    """To read a file takes seconds: a page behind others does it once, when somebody looks at it again."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/view/merge" in request.url else None)
    page.evaluate(SHOW, "hidden")
    (desk.root / BLOCK).write_text(TEXT.replace("tired.", "exhausted."), encoding="utf-8")
    page.evaluate(LISTEN, session.revision)
    session.publish_revision()
    page.evaluate("() => window.heard")
    assert asked == []
    page.evaluate(SHOW, "visible")
    page.get_by_text("The blocks say so already").wait_for()


def test_the_changes_are_chosen_and_written_by_keyboard(desk: Desk, session: ComposerSession, browser: Any) -> None:
    desk.word.replace("tired", "exhausted")
    desk.word.replace("95", "96")
    desk.word.replace("Children", "Girls", tracked=False)
    context, faults = browser.new_context(locale="en"), list[str]()
    page = open_page(context, faults)
    with run_composer(session, 0) as url:
        page.goto(f"{url}page/merge")
        page.get_by_label("Word file that came back").set_input_files(str(desk.word.save(desk.file)))
        page.get_by_text("Changed without tracking (1)").wait_for()
        page.get_by_role("button", name="All that can be taken").press("Enter")
        page.get_by_label("2. words").press("Space")  # the change that was not tracked needs a decision of its own
        assert find_barriers(page) == []
        page.get_by_role("button", name="Write 2 changes into the blocks").press("Enter")
        page.get_by_text("2 changes are in the blocks now.").wait_for()
        assert desk.text == TEXT.replace("tired.", "exhausted.").replace("Children", "Girls")
        page.get_by_text("The blocks say so already").first.wait_for()
        assert find_barriers(page) == []
        keep_statuses(page)
        page.locator("#undo").press("Enter")
        wait_for_status(page, "Taken back: changes of a Word file written")
        assert desk.text == TEXT
        expect(page.get_by_text("The blocks say so already")).to_have_count(0)
        follow_changes_when_somebody_looks(page, desk, session)
        context.close()  # before the server stops, because its pages ask it for what is new
    assert faults == []
