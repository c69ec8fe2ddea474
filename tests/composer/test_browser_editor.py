"""The officer mends a sentence and cites a work in a browser, by keyboard, while somebody else changes the same file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.programs import require_library

require_library("starlette", "composer")
require_library("axe_playwright_python", "dev")

import axe_playwright_python  # type: ignore[import-untyped]  # noqa: E402 - only where they are installed

from briefgen.composer.server import run_composer  # noqa: E402
from briefgen.composer.session import ComposerSession  # noqa: E402

AXE = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
STATE_ENDS = "(text) => document.querySelector('#editor-state').textContent.endsWith(text)"
WELLS = "content/clean-water/situation/wells.md"


def find_barriers(page: Any) -> list[str]:
    """What axe finds on the page as it is now."""
    page.evaluate(Path(str(axe_playwright_python.__file__)).with_name("axe.min.js").read_text(encoding="utf-8"))
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in page.evaluate(AXE)["violations"]]


def test_a_sentence_is_written_a_work_is_cited_and_no_other_change_is_lost(
    project: Callable[[str], Path], browser: Any
) -> None:
    root = project("river-watch")
    file, faults = root / WELLS, list[str]()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("console", lambda message: faults.append(message.text) if "409" not in message.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    with run_composer(ComposerSession(root), 0) as url:
        page.goto(f"{url}page/brief?brief=water-report")
        page.frame_locator("#document").get_by_text("people walk to a well").click()
        body = page.locator("#editor-body")
        body.wait_for()
        assert find_barriers(page) == []

        # The document follows what is typed.
        body.press("Control+End")
        page.keyboard.type("It is far.")
        page.wait_for_function(STATE_ENDS, arg="Saved")
        assert file.read_text(encoding="utf-8").endswith("runs dry in summer.\nIt is far.")
        page.frame_locator("#document").get_by_text("It is far.").wait_for()

        # A work is found by words and cited with its page.
        page.locator("#editor-marks [data-pick=citation]").click()
        page.keyboard.type("ministry")
        assert find_barriers(page) == []
        page.keyboard.press("Tab")
        page.keyboard.type("p 3")
        page.keyboard.press("Enter")
        page.locator("#editor-chips button", has_text="p 3").wait_for()
        page.wait_for_function(STATE_ENDS, arg="Saved")
        assert file.read_text(encoding="utf-8").endswith("It is far.[@ministry2024, p 3]")

        # Another editor was faster: both texts stay until she decides.
        other = file.read_text(encoding="utf-8").replace("people walk", "families walk")
        page.evaluate("() => { document.querySelector('#editor-body').dispatchEvent(new Event('input')); }")
        page.keyboard.type(" Mine.")
        file.write_text(other, encoding="utf-8")
        page.locator("#editor-conflict").wait_for()
        assert file.read_text(encoding="utf-8") == other
        assert body.input_value().endswith("Mine.")
        page.locator("#editor-theirs").click()
        page.wait_for_function("() => document.querySelector('#editor-body').value.includes('families walk')")
    context.close()
    assert faults == []
