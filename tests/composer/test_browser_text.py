"""A project with errors in a browser: a broken file is found by its message, corrected as text, and never written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.composer.barriers import find_barriers
from tests.composer.windows import forget_refusals, open_page, wait_for_value
from tests.programs import require_library

require_library("starlette", "composer")
require_library("playwright", "dev")

from playwright.sync_api import expect  # noqa: E402 - only where its libraries are installed

from briefgen.composer.server import run_composer  # noqa: E402
from briefgen.composer.session import ComposerSession  # noqa: E402


def wait_for_state(page: Any, text: str) -> None:
    expect(page.locator("#state")).to_contain_text(text)


def test_a_broken_file_is_opened_from_its_message_and_corrected(project: Callable[[str], Path], browser: Any) -> None:
    root, faults = project("composing"), list[str]()
    file = root / "briefs/report.yaml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace('title: "Water', 'title: ["Water'), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en")
    page = open_page(context, faults)
    with run_composer(ComposerSession(root), 0) as url:
        page.goto(url)
        page.locator("#briefs .found a").click()
        text = page.locator("#text")
        wait_for_value(page, "#text", "Water")
        assert page.locator("#text-problems .problem.error").count() == 1
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            assert find_barriers(page) == []

        # A browser that is closed loses nothing; a text that still has errors says so.
        text.press("Control+End")
        page.keyboard.type("# still broken")
        page.reload()
        wait_for_value(page, "#text", "# still broken")
        page.keyboard.press("Control+s")
        wait_for_state(page, "still has errors")
        text.fill(good)
        page.keyboard.press("Control+s")
        wait_for_state(page, "Saved")
        assert file.read_text(encoding="utf-8") == good
        assert page.locator("#text-problems").is_hidden()

        context.close()  # before the server stops: its pages ask it for what is new
    assert faults == []


def test_no_newer_file_is_written_over_and_a_deleted_one_can_be_brought_back(
    project: Callable[[str], Path], browser: Any
) -> None:
    root, faults = project("composing"), list[str]()
    file = root / "briefs/report.yaml"
    good = file.read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en")
    page = open_page(context, faults)
    with run_composer(ComposerSession(root), 0) as url:
        page.goto(f"{url}page/text?file=briefs/report.yaml")
        wait_for_value(page, "#text", "Water")

        # Another editor is faster: both texts are there until somebody decides.
        page.locator("#text").press("Control+End")
        page.keyboard.type("# mine")
        newer = f"{good}# another's\n"
        file.write_text(newer, encoding="utf-8")
        page.keyboard.press("Control+s")
        page.locator("#conflict").wait_for()
        assert "another's" in page.locator("#other").inner_text()
        assert file.read_text(encoding="utf-8") == newer
        assert find_barriers(page) == []
        page.locator("#mine").click()
        wait_for_state(page, "Saved")
        assert file.read_text(encoding="utf-8") == f"{good}# mine"

        # Deleted meanwhile: the page of the brief says so, and the text can bring the file back.
        page.keyboard.press("Control+End")
        page.keyboard.type("!")
        other = open_page(context, faults)
        other.goto(f"{url}page/brief?brief=report")
        other.wait_for_selector("#sections li")
        file.unlink()
        other.locator("#sections li[data-block=wells] .title").focus()
        other.keyboard.press("Space")
        other.locator("#status.error", has_text="no brief").wait_for()
        assert other.locator("#sections li[data-block=wells]").is_visible()
        page.keyboard.press("Control+s")
        page.locator("#conflict-note", has_text="deleted").wait_for()
        assert not file.exists()
        page.locator("#mine").click()
        wait_for_state(page, "Saved")
        assert file.read_text(encoding="utf-8") == f"{good}# mine!"
        context.close()  # before the server stops: its pages ask it for what is new
    forget_refusals(faults)
    assert faults == []
