"""What the pages beside that of a brief say when something is wrong, or taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.composer.windows import REFUSED, run_composer_of, watch_page
from tests.merge.word_edits import WordEdits
from tests.programs import require_library
from tests.running import run_apart

require_library("starlette", "composer")
require_library("playwright", "dev")

from briefgen.composer.session import ComposerSession  # noqa: E402 - only where its libraries are installed


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of the browser; any message in its console fails the test, except those of what is refused."""
    with watch_page(browser, REFUSED) as page:
        yield page


def test_a_file_for_nobody_is_not_noted_and_no_command_is_named(built_report: Path, page: Any, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built_report, tmp_path / "project"))
    with run_composer_of(page, ComposerSession(root)) as url:
        page.goto(f"{url}page/sent")
        page.get_by_label("out/water-report.html").check()
        page.get_by_role("button", name="Note as sent", exact=True).click()
        page.locator("#status", has_text="Fill in “To whom”.").wait_for()
        assert "--to" not in page.locator("#status").inner_text()
        assert "`" not in page.locator("#status").inner_text()


def test_a_merge_that_is_taken_back_is_no_longer_on_the_page(project: Callable[[str], Path], page: Any) -> None:
    root = project("river-watch")
    assert run_apart("build", "water-report", "-q", "-t", "docx", folder=root).code == 0
    word = WordEdits(root / "out/water-report.docx")
    word.replace("people walk", "families walk")
    file = word.save(root.parent / "from-the-lawyer.docx")
    with run_composer_of(page, ComposerSession(root)) as url:
        page.goto(f"{url}page/merge")
        page.locator("#file").set_input_files(file)
        page.get_by_role("button", name="All changes of words").click()
        page.get_by_role("button", name="Write 1 change into the blocks").click()
        page.locator("#written", has_text="1 change is in the blocks now.").wait_for()
        page.locator("#undo").click()
        page.locator("#written").wait_for(state="hidden")
        page.get_by_text("Can be taken over").first.wait_for()


def test_each_problem_of_a_row_is_at_its_own_field(project: Callable[[str], Path], page: Any) -> None:
    root = project("river-watch")
    with run_composer_of(page, ComposerSession(root)) as url:
        page.goto(f"{url}page/sources")
        page.locator("#add").click()
        page.get_by_label("Name", exact=True).fill("cohen2014")
        page.get_by_label("Date", exact=True).fill("2024-31-12")
        page.locator("#field-issued-found", has_text="Issued must be a date, found 2024-31-12.").wait_for()
        assert page.locator("#field-type-found").inner_text() == "The key type is missing. Add type:."
        page.get_by_label("Kind of work").select_option("book")
        page.locator("#field-type-found:empty").wait_for(state="attached")
