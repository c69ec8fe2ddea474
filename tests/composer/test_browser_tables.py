"""The tables in a browser: a figure is corrected by keyboard, a source is added by mouse, and everybody can use the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.composer.barriers import find_barriers
from tests.composer.windows import run_composer_of, watch_page
from tests.programs import require_library

require_library("starlette", "composer")
require_library("playwright", "dev")

from briefgen.__main__ import main  # noqa: E402
from briefgen.composer.session import ComposerSession  # noqa: E402


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of the browser; any message in its console fails the test."""
    with watch_page(browser) as page:
        yield page


def send_report() -> None:
    """Approve a text, build a report that prints it, and note that it was sent."""
    assert main(("approve", "situation/wells", "--by", "A. Example", "--on", "2026-11-20")) == 0
    assert main(("build", "water-report", "-q", "-t", "html")) == 0
    assert main(("sent", "out/water-report.html", "--to", "The office", "--on", "2026-11-21")) == 0


def add_source(page: Any, url: str, file: Path) -> None:
    """Add a book by the form beside the table of sources."""
    page.goto(f"{url}page/sources")
    page.locator("#add").click()
    page.get_by_label("Name", exact=True).fill("cohen2014")
    page.get_by_label("Kind of work").select_option("book")
    page.get_by_label("Title", exact=True).fill("Rivers")
    assert find_barriers(page) == []
    page.locator("#create").click()
    page.locator("#editor-status", has_text="cohen2014 was added").wait_for()
    page.locator("#close").click()
    assert find_barriers(page) == []
    assert "- id: cohen2014\n    type: book\n    title: Rivers\n" in file.read_text(encoding="utf-8")


def test_a_figure_is_corrected_and_a_source_added(
    project: Callable[[str], Path], page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project("river-watch")
    monkeypatch.chdir(root)
    send_report()
    facts = root / "content/clean-water/facts.yaml"
    before = facts.read_text(encoding="utf-8")
    with run_composer_of(page, ComposerSession(root)) as url:
        page.goto(f"{url}page/facts")
        page.locator("tbody button").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator("#impact").get_by_text("water-report", exact=True).wait_for()
        assert find_barriers(page) == []

        page.get_by_label("Source", exact=True).fill("@nobody")
        page.locator("#field-source-found", has_text="is not in the sources").wait_for()
        page.reload()
        page.locator("tr", has_text="wells-2024").get_by_text("not written yet").wait_for()
        page.get_by_role("button", name="wells-2024").click()
        assert page.get_by_label("Source", exact=True).input_value() == "@nobody"
        page.get_by_label("Source", exact=True).fill("@ministry2024, p 10")
        page.get_by_label("Value", exact=True).fill("94")
        page.locator("#printed", has_text="94 wells").wait_for()
        # The next field is typed in before the check of this one is answered: it is written all the same.
        unanswered: list[Any] = []
        page.route("**/view/cell*", lambda route: route.continue_() if unanswered else unanswered.append(route))
        page.keyboard.press("Tab")
        page.keyboard.press("End")
        with page.expect_response("**/act"):
            page.keyboard.type("x")
            page.keyboard.press("Backspace")
        page.unroute("**/view/cell*")
        assert facts.read_text(encoding="utf-8") == before.replace("value: 95", "value: 94")
        page.locator("#impact li", has_text="The office, 2026-11-21").get_by_text("out of date").wait_for()
        page.locator("#impact li", has_text="A. Example").get_by_text("no longer holds").wait_for()
        page.get_by_role("button", name="Keep 95 as the value before the correction").click()
        page.locator("[name=why]:focus").wait_for()
        assert "wells-2024: {value: 94, " in facts.read_text(encoding="utf-8")
        assert facts.read_text(encoding="utf-8").endswith("certainty: counted, was: 95}\n")
        assert find_barriers(page) == []
        page.keyboard.press("Escape")
        page.locator("[data-row=wells-2024]:focus").wait_for()
        page.locator("#undo").click()
        page.locator("#undo").click()
        page.locator("td", has_text="95").wait_for()
        assert facts.read_text(encoding="utf-8") == before

        add_source(page, url, root / "content/clean-water/sources.yaml")
