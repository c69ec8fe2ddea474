"""Somebody is quicker or slower than the pages: nothing that is pressed or typed is lost, and a message stays until it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.composer.test_importing import TEXT
from tests.composer.windows import REFUSED, keep_statuses, wait_for_status, watch_page
from tests.programs import require_library

require_library("starlette", "composer")
require_library("playwright", "dev")


FINISH = """async () => {
  const { queue } = await import(`${document.documentElement.dataset.root}/static/composer.js`);
  await queue(async () => {});
}"""
NEWS = "() => new BroadcastChannel(`revisions${document.documentElement.dataset.root}`).postMessage('newer')"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of the browser; any message in its console fails the test, except those of answers that the test refuses."""
    with watch_page(browser, (*REFUSED, "ERR_FAILED")) as page:
        yield page


@contextmanager
def hold_answer(page: Any, address: str, view: str) -> Iterator[None]:
    """Open a page whose view is answered at the end of the block only."""
    held: list[Any] = []
    page.route(f"**/view/{view}*", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it is read as a function
    with page.expect_request(f"**/view/{view}*"):
        page.goto(address)
    yield
    held[0].continue_()


def read_again(page: Any, view: str) -> None:
    """Let the page read its view again, as after a change of any file."""
    with page.expect_response(f"**/view/{view}*"):
        page.evaluate(NEWS)
    page.evaluate(FINISH)


def test_what_is_pressed_while_a_page_is_loading_is_done(composer: tuple[Path, str], page: Any) -> None:
    _, url = composer
    with hold_answer(page, f"{url}page/facts", "table"):
        page.locator("#filter").fill("wells")
        page.locator("#add").click()
    page.locator("#create").wait_for()

    with hold_answer(page, f"{url}page/brief?brief=water-report", "brief"):
        page.locator("#library summary").click()
        page.locator("#library-search").fill("court")
        page.locator("#build-open").click()
    page.locator("#build-formats input[value=html]").wait_for()

    with hold_answer(page, f"{url}page/text?file=briefs/water-report.yaml", "text"):
        assert page.locator("#text").is_disabled()  # what is typed would be written over
    page.locator("#text:enabled").wait_for()
    page.locator("#text").press("Control+End")
    page.keyboard.type("# mine")
    page.reload()
    page.locator("#state", has_text="What was typed here before is not written yet.").wait_for()


def test_a_link_to_a_text_opens_it_though_its_script_is_late(composer: tuple[Path, str], page: Any) -> None:
    _, url = composer
    held: list[Any] = []
    page.route("**/static/brief-editor.js", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it is read as a function
    with page.expect_response("**/view/brief?*"):
        page.goto(f"{url}page/brief?brief=water-report&block=situation/wells", wait_until="commit")
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 300))")  # the view is read long since
    held[0].continue_()
    page.locator("#editor-body:focus").wait_for()


def test_no_act_waits_for_what_is_wrong_in_the_text(composer: tuple[Path, str], page: Any) -> None:
    root, url = composer
    brief, held = root / "briefs/water-report.yaml", list[Any]()
    page.goto(f"{url}page/brief?brief=water-report")
    page.locator("#problems-summary", has_text="No problems").wait_for()
    page.route("**/view/brief?*", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it is read as a function
    with page.expect_request("**/view/brief?*"):
        page.locator("#sections input").first.click()
    with page.expect_response("**/view/brief?*"):  # of the second act: the first is no longer waited for
        page.locator("#sections input").nth(1).click()
    page.evaluate(FINISH)
    assert len(held) == 1
    assert "exclude: [law/treaties, situation/wells]" in brief.read_text(encoding="utf-8")
    page.locator("#problems-summary", has_text="No problems").wait_for()


def test_problems_whose_search_an_act_ended_are_asked_for_again(composer: tuple[Path, str], page: Any) -> None:
    _, url = composer
    page.goto(f"{url}page/brief?brief=water-report")
    page.locator("#problems-summary", has_text="No problems").wait_for()
    page.route("**/view/brief?*", lambda route: route.fulfill(status=204), times=2)
    with page.expect_response(lambda answer: "/view/brief?" in answer.url and answer.status == 200):
        page.locator("#sections input").first.click()
    page.locator("#problems-summary", has_text="No problems").wait_for()


def test_a_figure_is_written_though_its_form_is_closed_at_once(composer: tuple[Path, str], page: Any) -> None:
    root, url = composer
    facts, held = root / "content/clean-water/facts.yaml", list[Any]()
    page.goto(f"{url}page/facts")
    page.get_by_role("button", name="wells-2024").click()
    page.locator("#impact-lists li").first.wait_for()
    page.route("**/act", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it is read as a function
    page.get_by_label("Value", exact=True).fill("94")
    with page.expect_request("**/act"):
        page.keyboard.press("Tab")
    page.get_by_label("Note for the authors").fill("counted twice")
    page.keyboard.press("Escape")
    page.locator("#editor").wait_for(state="hidden")
    with page.expect_response(lambda answer: "/act" in answer.url and "note" in (answer.request.post_data or "")):
        held[0].continue_()
    page.evaluate(FINISH)
    text = facts.read_text(encoding="utf-8")
    assert "value: 94" in text
    assert "counted twice" in text
    assert page.get_by_text("not written yet").count() == 0


def test_what_was_done_is_said_after_the_form_is_checked_again(composer: tuple[Path, str], page: Any) -> None:
    _, url = composer
    page.goto(f"{url}page/sources")
    page.locator("#add").click()
    page.get_by_label("Name", exact=True).fill("cohen2014")
    page.get_by_label("Kind of work").select_option("book")
    page.get_by_label("Title", exact=True).fill("Rivers")
    page.locator("#create").click()
    page.locator("#remove").wait_for()  # the form of the new row: it is checked, too
    page.route("**/view/cell*", lambda route: route.fulfill(json={"view": {"printed": ["checked"], "problems": []}}))
    page.get_by_label("Title", exact=True).press("End")
    page.keyboard.type("!")
    page.locator("#printed", has_text="checked").wait_for()
    assert page.locator("#editor-status").inner_text() == "cohen2014 was added"


def test_an_error_stays_until_something_succeeds(composer: tuple[Path, str], page: Any, tmp_path: Path) -> None:
    root, url = composer
    brief = root / "briefs/water-report.yaml"
    page.goto(f"{url}page/brief?brief=water-report")
    keep_statuses(page)
    page.locator("#sections input").first.click()
    wait_for_status(page, "is off")
    brief.write_text(f"{brief.read_text(encoding='utf-8')}# elsewhere\n", encoding="utf-8")
    page.locator("#undo").click()
    wait_for_status(page, "The files were changed elsewhere")
    page.evaluate(FINISH)
    read_again(page, "brief")
    assert "changed elsewhere" in page.locator("#status").inner_text()
    page.locator("#sections input").nth(1).click()
    wait_for_status(page, "is off")

    page.goto(f"{url}page/merge")
    page.evaluate(FINISH)
    page.evaluate("() => { document.body.dataset.maxUpload = 2; }")
    (tmp_path / "large.docx").write_bytes(b"large")
    with page.expect_response("**/view/merge*"):
        page.locator("#file").set_input_files(str(tmp_path / "large.docx"))
    page.evaluate(FINISH)
    assert "more than" in page.locator("#status").inner_text()


def test_only_what_was_shown_is_imported(composer: tuple[Path, str], page: Any, tmp_path: Path) -> None:
    _, url = composer
    (tmp_path / "north.md").write_bytes(TEXT)
    write = page.locator("#write")
    page.goto(f"{url}page/import")
    page.locator("#file").set_input_files(str(tmp_path / "north.md"))
    page.get_by_text("with blocks in the library north").wait_for()
    assert write.is_enabled()
    page.get_by_label("Library for the blocks").fill("wells")
    read_again(page, "import")
    assert write.is_disabled()
    page.get_by_label("Library for the blocks").fill("")
    assert write.is_enabled()

    keep_statuses(page)
    page.route("**/view/import*", lambda route: route.abort(), times=1)
    page.locator("#look").click()
    wait_for_status(page, "does not answer")
    assert page.locator("#state").inner_text() == ""
    read_again(page, "import")
    assert page.locator("#status").inner_text() == ""


def test_the_chosen_campaign_stays_chosen_and_unread_numbers_come(composer: tuple[Path, str], page: Any) -> None:
    _, url = composer

    def add_campaigns(route: Any) -> None:
        answer = route.fetch().json()
        route.fulfill(json={**answer, "view": {**answer["view"], "campaigns": ["first", "second"]}})

    page.route("**/view/sent*", add_campaigns)
    page.goto(f"{url}page/sent")
    page.locator("#note-campaign select").select_option("second")
    read_again(page, "sent")
    assert page.locator("#note-campaign select").input_value() == "second"

    page.route("**/view/summary*", lambda route: route.abort(), times=1)
    page.goto(url)
    page.locator("#briefs .length", has_text="of").first.wait_for()
    assert page.locator("#status").inner_text() == ""
