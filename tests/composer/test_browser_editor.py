"""The officer mends a sentence and cites a work in a browser, by keyboard, while somebody else changes the same file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.composer.barriers import find_barriers
from tests.composer.windows import (
    forget_refusals,
    keep_statuses,
    open_page,
    wait_for_status,
    wait_for_value,
    wait_until_saved,
)
from tests.programs import require_library

require_library("starlette", "composer")

from briefgen.composer.server import run_composer  # noqa: E402
from briefgen.composer.session import ComposerSession  # noqa: E402

WELLS = "content/clean-water/situation/wells.md"


def type_into_a_read_only_file(page: Any, file: Path) -> None:
    """What cannot be written is tried again, and no other text takes its place meanwhile."""
    body = page.locator("#editor-body")
    file.chmod(0o444)
    body.press("Control+End")
    page.keyboard.type(" Mine.")
    wait_for_status(page, "read-only")
    page.locator("#sections li:not([data-block='situation/wells']) .title").first.click()
    page.locator("#sections li:not([data-block='situation/wells']) .edit").click()
    wait_for_status(page, "must be saved first")
    assert body.input_value().endswith("Mine.")
    file.chmod(0o644)
    wait_until_saved(page)
    assert file.read_text(encoding="utf-8").endswith("Mine.")


def test_a_sentence_is_written_a_work_is_cited_and_no_other_change_is_lost(
    project: Callable[[str], Path], browser: Any
) -> None:
    root = project("river-watch")
    file, faults = root / WELLS, list[str]()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    page = open_page(context, faults)
    with run_composer(ComposerSession(root), 0) as url:
        page.goto(f"{url}page/brief?brief=water-report")
        page.frame_locator("#document").get_by_text("people walk to a well").click()
        body = page.locator("#editor-body")
        body.wait_for()
        assert find_barriers(page) == []
        keep_statuses(page)

        # The document follows what is typed.
        body.press("Control+End")
        page.keyboard.type("It is far.")
        wait_until_saved(page)
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
        wait_until_saved(page)
        assert file.read_text(encoding="utf-8").endswith("It is far.[@ministry2024, p 3]")

        # Another editor is faster, just before hers is saved: both texts stay until she decides.
        other = file.read_text(encoding="utf-8").replace("people walk", "families walk")

        def save_other(route: Any) -> None:
            file.write_text(other, encoding="utf-8")
            route.continue_()

        page.route("**/act", save_other)
        body.press("Control+End")
        page.keyboard.type(" Mine.")
        page.locator("#editor-conflict").wait_for()
        assert file.read_text(encoding="utf-8") == other
        assert body.input_value().endswith("Mine.")
        page.unroute("**/act")
        page.locator("#editor-close").click()
        wait_for_status(page, "must be saved first")
        assert body.is_visible()
        page.locator("#editor-theirs").click()
        wait_for_value(page, "#editor-body", "families walk")

        type_into_a_read_only_file(page, file)
        context.close()  # before the server stops: its pages ask it for what is new
    forget_refusals(faults)
    assert faults == []


def test_a_consent_is_written_once_it_says_how_for_whom_and_where(project: Callable[[str], Path], browser: Any) -> None:
    root = project("river-watch")
    file, faults = root / WELLS, list[str]()
    before = file.read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    page = open_page(context, faults)
    with run_composer(ComposerSession(root), 0) as url:
        page.goto(f"{url}page/brief?brief=water-report&block=situation/wells")
        page.locator("#editor-body:focus").wait_for()
        page.locator("#editor-form summary").press("Enter")
        for key, text in (("given", "Form of 2026-03-02"), ("audiences", "any"), ("places", "any")):
            assert file.read_text(encoding="utf-8") == before
            page.locator(f"#editor-form [name=consent-{key}]").fill(text)
        page.keyboard.press("Tab")
        page.locator("#undo:not([disabled])").wait_for()
        assert "\nconsent:\n  given: Form of 2026-03-02\n  audiences: any\n  places: any\n" in file.read_text("utf-8")
        assert find_barriers(page) == []
        context.close()
    assert faults == []


def test_a_new_brief_is_started_with_what_its_reader_needs(project: Callable[[str], Path], browser: Any) -> None:
    root, faults = project("river-watch"), list[str]()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    page = open_page(context, faults)
    with run_composer(ComposerSession(root), 0) as url:
        page.goto(url)
        page.locator("#new-brief summary").press("Enter")
        page.locator("#new-brief [name=audience] option[value=upr-submission]").wait_for(state="attached")
        page.locator("#new-brief [name=audience]").select_option("upr-submission")
        page.locator("#needs [name=state]").fill("KEN")
        assert find_barriers(page) == []
        page.locator("#new-brief [name=name]").fill("review")
        page.locator("#new-brief [name=name]").press("Enter")
        page.wait_for_url("**/page/brief?brief=review*")
        page.locator("#sections li").first.wait_for()
        context.close()
    assert faults == []
    assert "\nstate: KEN " in (root / "briefs/review.yaml").read_text(encoding="utf-8")
