"""Something goes wrong while somebody writes: the disk is full, a brief is deleted, the browser or the composer ends, another composer runs beside."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.composer.windows import forget_refusals, keep_statuses, open_page, wait_for_status, wait_until_saved
from tests.programs import require_library
from tests.running import PATIENCE, run_server

require_library("starlette", "composer")
require_library("playwright", "dev")

from playwright.sync_api import expect  # noqa: E402 - only where its libraries are installed

from briefgen.composer.server import run_composer  # noqa: E402 - only where its libraries are installed
from briefgen.composer.session import ComposerSession  # noqa: E402

WELLS = "content/clean-water/situation/wells.md"
TEXT = "page/brief?brief=water-report&block=situation/wells"


def open_text(page: Any, url: str) -> None:
    page.goto(f"{url}{TEXT}")
    page.locator("#editor-body:focus").wait_for()
    keep_statuses(page)
    page.keyboard.press("Control+End")


def test_a_full_disk_is_said_and_the_text_is_saved_when_there_is_room(
    project: Callable[[str], Path], browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, faults = project("river-watch"), list[str]()
    before = (root / WELLS).read_text(encoding="utf-8")

    def fill_disk(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    context = browser.new_context(locale="en")
    page = open_page(context, faults)
    with run_composer(ComposerSession(root), 0) as url:
        open_text(page, url)
        with monkeypatch.context() as patched:
            patched.setattr("os.fsync", fill_disk)
            page.keyboard.type("Mine.")
            wait_for_status(page, "no space left")
            assert (root / WELLS).read_text(encoding="utf-8") == before
        wait_until_saved(page)
        assert (root / WELLS).read_text(encoding="utf-8").endswith("Mine.")
        context.close()
    forget_refusals(faults)
    assert faults == []


def test_a_brief_that_is_deleted_meanwhile_is_said_and_comes_back(project: Callable[[str], Path], browser: Any) -> None:
    root, faults = project("river-watch"), list[str]()
    file = root / "briefs/water-report.yaml"
    content, session = file.read_bytes(), ComposerSession(root)
    context = browser.new_context(locale="en")
    page = open_page(context, faults)
    with run_composer(session, 0) as url:
        page.goto(f"{url}page/brief?brief=water-report")
        page.locator("#sections li .title").first.wait_for()
        keep_statuses(page)
        file.unlink()
        session.publish_revision()
        wait_for_status(page, "No brief water-report")
        page.locator("#sections li[data-block='situation/wells'] .title").focus()
        page.keyboard.press("Space")
        wait_for_status(page, "water-report")
        assert not file.exists()
        file.write_bytes(content)
        session.publish_revision()
        expect(page.locator("#status")).to_have_text("")
        assert page.locator("#sections li[data-block='situation/wells'] input").is_checked()
        context.close()
    forget_refusals(faults)
    assert faults == []


def test_what_was_typed_is_saved_when_browser_and_composer_are_killed(
    project: Callable[[str], Path], browser: Any
) -> None:
    root = project("river-watch")
    context = browser.new_context(locale="en")
    page = open_page(context, list[str]())
    with run_server("composer", "--no-open", folder=root) as (process, url):
        open_text(page, url)
        page.keyboard.type("Typed a second ago.")
        wait_until_saved(page)
        page.close(run_before_unload=False)
        process.kill()
        process.wait(timeout=PATIENCE)
    assert (root / WELLS).read_text(encoding="utf-8").endswith("Typed a second ago.")
    with run_server("composer", "--no-open", folder=root) as (_, url):
        page = open_page(context, list[str]())
        page.goto(f"{url}{TEXT}")
        page.locator("#editor-body:focus").wait_for()
        assert page.locator("#editor-body").input_value().endswith("Typed a second ago.")
        context.close()


def test_what_is_typed_is_saved_within_a_second_though_typing_goes_on(
    project: Callable[[str], Path], browser: Any
) -> None:
    """The clock of the page is held: it does not depend on how busy the machine is."""
    root = project("river-watch")
    context = browser.new_context(locale="en")
    page = open_page(context, list[str]())
    with run_composer(ComposerSession(root), 0) as url:
        open_text(page, url)
        page.clock.install(time=0)
        page.clock.pause_at(1000)
        for word in ("First", " second", " third"):
            page.keyboard.type(word)
            page.clock.run_for(200)  # shorter than the rest after which a text is saved
        page.keyboard.type(" fourth")
        with page.expect_response("**/act"):
            page.clock.run_for(200)
        assert (root / WELLS).read_text(encoding="utf-8").endswith("First second third fourth")
        context.close()


def test_two_composers_of_one_project_follow_each_other(project: Callable[[str], Path], browser: Any) -> None:
    root = project("river-watch")
    contexts = [browser.new_context(locale="en") for _ in range(2)]
    with (
        run_server("composer", "--no-open", folder=root) as (_, first_url),
        run_server("composer", "--no-open", folder=root) as (_, second_url),
    ):
        first, second = (open_page(context, list[str]()) for context in contexts)
        for page, url in ((first, first_url), (second, second_url)):
            page.goto(f"{url}page/brief?brief=water-report")
            page.locator("#sections li .title").first.wait_for()
        first.locator("#sections li[data-block='situation/wells'] input").click()
        second.locator("#sections li[data-block='situation/wells']:not(:has(input:checked))").wait_for()
        second.locator("#sections li[data-block='situation/rivers'] input").click()
        first.locator("#sections li[data-block='situation/rivers']:not(:has(input:checked))").wait_for()
        written = (root / "briefs/water-report.yaml").read_text(encoding="utf-8")
        assert "situation/wells" in written
        assert "situation/rivers" in written
        for context in contexts:
            context.close()
