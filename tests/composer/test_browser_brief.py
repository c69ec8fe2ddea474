"""The officer's story in a browser: she orders, switches off, cuts and adds blocks, by mouse and by keyboard, and everybody can use the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.composer.barriers import find_barriers
from tests.composer.windows import forget_refusals, keep_statuses, open_page, wait_for_status
from tests.programs import require_library
from tests.running import copy_project

require_library("starlette", "composer")
require_library("playwright", "dev")

from playwright.sync_api import expect  # noqa: E402 - only where its libraries are installed

from briefgen.composer.server import run_composer  # noqa: E402 - only where its libraries are installed
from briefgen.composer.session import ComposerSession  # noqa: E402


class Window:
    """A window of the browser on a composer. Every message in its console is a fault."""

    def __init__(self, browser: Any, url: str, folder: Path, **options: Any) -> None:
        self.folder, self.faults = folder, list[str]()
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        self.url = url
        self.page = self.open("page/brief?brief=report")

    def open(self, address: str) -> Any:
        """A page, filled in."""
        page = open_page(self.context, self.faults)
        page.goto(f"{self.url}{address}")
        page.wait_for_selector("#sections li, #briefs tbody tr, #problems .group")
        keep_statuses(page)
        return page

    @property
    def brief(self) -> str:
        """The text of the brief's file."""
        return (self.folder / "briefs/report.yaml").read_text(encoding="utf-8")

    def wait_for_status(self, text: str) -> None:
        """Wait until the status line has said a text."""
        wait_for_status(self.page, text)

    def order(self, section: str) -> list[str]:
        """The blocks of a section, as the page shows them."""
        rows = self.page.locator(f"ul[data-section={section}] li[data-block]")
        return [str(name) for name in rows.evaluate_all("(rows) => rows.map((row) => row.dataset.block)")]

    def wait_for_order(self, section: str, *blocks: str) -> None:
        """Wait until a section has these blocks."""
        rows = self.page.locator(f"ul[data-section={section}] li[data-block]")
        for place, block in enumerate(blocks):
            expect(rows.nth(place)).to_have_attribute("data-block", block)
        expect(rows).to_have_count(len(blocks))

    def title(self, block: str) -> Any:
        """The button with the title of a block."""
        return self.page.locator(f"#sections li[data-block={block}] .title")

    def focused(self) -> str:
        """The block whose title has the focus."""
        return str(self.page.evaluate("() => document.activeElement.closest('li')?.dataset.block ?? ''"))


@pytest.fixture
def window(browser: Any, tmp_path: Path) -> Iterator[Window]:
    folder = copy_project("composing", tmp_path)
    with run_composer(ComposerSession(folder), 0) as url:
        opened = Window(browser, url, folder)
        try:
            yield opened
        finally:
            opened.context.close()
    assert opened.faults == []


def test_blocks_are_ordered_by_keyboard_alone(window: Window) -> None:
    page = window.page
    window.title("wells").focus()
    page.keyboard.press("ArrowDown")
    assert window.focused() == "rivers"
    for _ in range(2):  # quicker than the answers: each stands on the one before
        page.keyboard.press("Alt+ArrowDown")
    window.wait_for_order("law", "rivers", "law", "treaty")  # at once
    window.wait_for_status("Rivers is now 1 of 3 in The law")  # when it is written
    assert window.focused() == "rivers"
    assert "law: [rivers, law, treaty]   # treaty last" in window.brief
    page.keyboard.press("Alt+ArrowUp")
    window.wait_for_status("Rivers is now 3 of 3 in The situation")
    assert window.order("situation") == ["wells", "lakes", "rivers"]
    page.keyboard.press("Space")
    window.wait_for_status("Rivers is off")
    assert "exclude: [rivers]" in window.brief or "exclude:\n  - rivers" in window.brief
    page.keyboard.press("Control+z")
    window.wait_for_status("Taken back: block switched")
    assert "exclude" not in window.brief


def test_each_list_is_one_stop_of_the_tab_key(window: Window) -> None:
    stops = window.page.locator("#sections .title[tabindex='0']")
    assert stops.count() == 2
    window.title("wells").focus()
    window.page.keyboard.press("Tab")
    assert window.focused() == "law"
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("li[data-block=law] .details")
    assert window.focused() == "law"


def test_a_block_chosen_while_the_document_is_on_its_way_is_in_sight_once_it_is_there(window: Window) -> None:
    page = window.page
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route(re.compile(r"/document\?"), hold)
    page.set_viewport_size({"width": 1280, "height": 300})
    page.reload(wait_until="domcontentloaded")  # the page is loaded only with its document
    window.title("treaty").click()
    page.wait_for_selector("li[data-block=treaty] .details")
    while not held:
        page.wait_for_timeout(50)
    assert len(held) == 1
    held[0].continue_()
    chosen = page.frame_locator("#document").locator("[data-block=treaty].at-hand")
    chosen.wait_for()
    expect(chosen).to_be_in_viewport()


def test_a_file_that_breaks_while_the_document_is_on_its_way_is_named_in_the_frame(window: Window) -> None:
    page, file = window.page, window.folder / "briefs/report.yaml"
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route(re.compile(r"/document\?"), hold)
    page.reload(wait_until="domcontentloaded")
    while not held:
        page.wait_for_timeout(50)
    whole = window.brief
    page.route("**/events", lambda route: route.abort())
    file.write_text("title: [", encoding="utf-8")
    held[0].continue_()
    frame = page.frame_locator("#document")
    frame.get_by_text("briefs/report.yaml").first.wait_for()
    forget_refusals(window.faults)
    file.write_text(whole, encoding="utf-8")
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    frame.locator("[data-block=treaty]").first.wait_for()


def test_what_was_clicked_stays_while_the_answer_to_the_click_before_comes(window: Window) -> None:
    page = window.page
    boxes = [page.locator(f"li[data-block={block}] input[type=checkbox]") for block in ("wells", "rivers")]
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/view/outline?*", hold)
    boxes[0].click()
    while not held:
        page.wait_for_timeout(50)
    boxes[1].click()
    page.evaluate("""() => {
      window.flips = 0;
      const count = () => { window.flips += document.querySelector("li[data-block=rivers] input").checked; };
      new MutationObserver(count).observe(document.querySelector("#sections"), { childList: true, subtree: true });
    }""")
    held[0].continue_()
    while len(held) < 2:
        page.wait_for_timeout(50)
    held[1].continue_()
    page.wait_for_selector("#document")
    window.wait_for_status("Rivers is off")
    assert [box.is_checked() for box in boxes] == [False, False]
    assert page.evaluate("() => window.flips") == 0
    page.unroute_all(behavior="ignoreErrors")


NEVER_LOADED = """() => {
  const listen = HTMLIFrameElement.prototype.addEventListener;
  HTMLIFrameElement.prototype.addEventListener = function (type, ...rest) { if (type !== "load") listen.call(this, type, ...rest); };
}"""
"""As if the fonts of a document took as long as the test to load."""


def test_a_click_is_heard_while_the_fonts_of_the_document_are_loaded(window: Window) -> None:
    page = window.page
    page.add_init_script(f"({NEVER_LOADED})()")
    page.reload(wait_until="domcontentloaded")
    page.frame_locator("#document").locator("[data-block=wells] p").first.click()
    expect(page.locator("#editor-body")).to_be_visible()


NEVER_TOO_LONG = """() => {
  const start = window.setTimeout;
  window.setTimeout = (action, time) => (time >= 2000 ? 0 : start(action, time));
}"""
"""As if the page waited without end for the release of a press: a busy machine may take longer than its two seconds."""


def test_a_click_is_not_lost_where_the_page_is_drawn_again_between_press_and_release(window: Window) -> None:
    page, other = window.page, window.open("page/brief?brief=report")
    page.evaluate(NEVER_TOO_LONG)
    window.title("treaty").hover()
    page.mouse.down()
    with page.expect_response(re.compile("/view/outline")):
        other.get_by_label("Print Lakes").click()
    page.wait_for_timeout(200)  # long enough to draw the answer
    page.mouse.up()
    page.wait_for_selector("li[data-block=treaty] .details")
    page.wait_for_selector("li[data-block=lakes].is-off")


def test_a_block_is_dragged_to_another_section(window: Window) -> None:
    page = window.page
    page.locator("li[data-block=lakes] .grip").drag_to(
        page.locator("li[data-block=treaty] .row"), target_position={"x": 90, "y": 4}
    )
    window.wait_for_status("Lakes is now 2 of 3 in The law")
    assert window.order("situation") == ["wells", "rivers"]
    assert window.order("law") == ["law", "lakes", "treaty"]
    assert "law: [law, lakes, treaty]   # treaty last" in window.brief


def test_too_many_words_are_brought_under_the_limit_by_a_button(window: Window) -> None:
    page = window.page
    rule = page.locator("[data-rule=letter-words]")
    assert "54 of 40 words" in rule.inner_text()
    assert page.locator("#problems details").first.get_attribute("class") == "group error"
    page.locator("[data-code=rule-letter-words] summary").click()
    page.get_by_role("button", name=re.compile("Print .short. of .Wells.")).click()
    expect(rule).to_contain_text("34 of 40 words")
    assert "wells: short" in window.brief
    page.get_by_label("Write date").fill("2026-01-15")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.locator("[data-code=rule-letter-date]")).to_have_count(0)
    assert "date: 2026-01-15" in window.brief
    page.locator("#undo").click()
    window.wait_for_status("Taken back: key written")
    assert "date:" not in window.brief


def test_a_click_on_a_paragraph_takes_its_block_to_hand(window: Window) -> None:
    page = window.page
    page.evaluate(
        "() => document.addEventListener('block-open', (event) => { document.body.dataset.opened = event.detail.block; })"
    )
    frame = page.frame_locator("#document")
    frame.get_by_text("A treaty protects the rivers").click()
    page.wait_for_selector("li[data-block=treaty].is-chosen .reason")
    expect(page.locator("body")).to_have_attribute("data-opened", "treaty")
    assert frame.locator(".at-hand").get_attribute("data-block") == "treaty"
    assert "named by the brief" in page.locator("li[data-block=treaty] .reason").inner_text()


def test_blocks_of_the_library_are_found_and_added(window: Window) -> None:
    page = window.page
    page.locator("#library summary").click()
    page.locator("#library-search").fill("court rights")
    assert page.locator("#library-list li").count() == 1
    page.get_by_role("button", name="Add to The law").click()
    window.wait_for_order("law", "law", "treaty", "court")
    page.locator("#library-search").fill("")
    page.locator("#library-kind").select_option("background")
    page.get_by_label("Add to a section").select_option("situation")
    window.wait_for_order("situation", "wells", "rivers", "lakes", "history")
    assert "<img src=x" in page.locator("li[data-block=history] .title").inner_text()


def test_the_internal_view_alone_names_what_is_withheld_and_says_so(window: Window) -> None:
    page = window.page
    assert "itness" not in page.content()
    page.get_by_role("button", name="Internal view").click()
    page.wait_for_selector("#withheld:not([hidden])")
    assert "witness" in page.locator("#withheld").inner_text()
    assert page.locator("#internal").is_visible()
    assert find_barriers(page) == []
    page.get_by_role("button", name="Reader's view").click()
    page.wait_for_selector("#withheld", state="hidden")
    assert "itness" not in page.content()


def test_two_windows_and_another_editor_follow_each_other(window: Window) -> None:
    other = window.open("page/brief?brief=report")
    other.wait_for_selector("#undo[disabled]")
    window.title("wells").focus()
    window.page.keyboard.press("Alt+ArrowDown")
    window.wait_for_status("Wells is now 2 of 3")
    expect(other.locator("#sections li").first).to_have_attribute("data-block", "rivers")
    file = window.folder / "briefs/report.yaml"
    file.write_text(f"{window.brief}cuts: {{wells: short}}   # by another editor\n", encoding="utf-8")
    # This page has not seen the change, though it reads a view beside its own: nothing of it is written over.
    window.page.locator("#library summary").click()
    with window.page.expect_response("**/view/library-search*"):
        window.page.locator("#library-search").fill("court")
    window.title("rivers").focus()
    window.page.keyboard.press("Space")
    window.wait_for_status("The files were changed elsewhere")
    assert "# by another editor" in window.brief
    assert "exclude" not in window.brief
    window.page.wait_for_selector("li[data-block=wells] .cut")
    forget_refusals(window.faults)


def test_a_brief_with_an_error_stays_on_the_page(window: Window) -> None:
    (window.folder / "briefs/report.yaml").write_text("audience: letter\nlibrary: water\ntitle: [", encoding="utf-8")
    page = window.open("page/brief?brief=report&words=es")
    page.wait_for_selector("#problems .group.error")
    assert page.locator("#no-document").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_pages(window: Window, scheme: str) -> None:
    window.page.emulate_media(color_scheme=scheme)
    window.title("wells").click()
    window.page.wait_for_selector("li[data-block=wells] .details")
    for summary in window.page.locator("summary:visible").all():
        summary.click()
    assert find_barriers(window.page) == []
    home = window.open("?words=fr")
    home.emulate_media(color_scheme=scheme)
    expect(home.locator(".found").first).to_contain_text("erreurs")
    assert find_barriers(home) == []
