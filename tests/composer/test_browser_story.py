"""The officer's whole story in a browser, by mouse and once more by keyboard alone: both leave the same lines in the files of the project."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.composer.uploading import describe_changes, read_texts
from tests.composer.windows import keep_statuses, open_page, wait_for_status
from tests.programs import require_library

require_library("starlette", "composer")

from briefgen.composer.server import run_composer  # noqa: E402
from briefgen.composer.session import ComposerSession  # noqa: E402

EXPECTED = Path(__file__).parent / "story.diff"
MAX_STOPS = 150
"""Presses of the tab key that somebody would need at most."""
STATE_ENDS = "(text) => document.querySelector('#editor-state').textContent.endsWith(text)"


class Mouse:
    """Clicks. Words are typed."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, selector: str) -> None:
        """Use a button, a link, a box or a fold."""
        self.page.locator(selector).first.click()

    def choose_block(self, block: str) -> None:
        self.press(f"#sections li[data-block='{block}'] .title")

    def pick_mark(self, selector: str) -> None:
        self.press(selector)

    def choose_option(self, selector: str, value: str) -> None:
        self.page.locator(selector).select_option(value)

    def fill(self, selector: str, text: str) -> None:
        self.press(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def pick_found(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.press("#picker-list [data-key]")

    def choose_row(self, row: str) -> None:
        self.press(f"#rows button[data-row={row}]")

    def switch(self, selector: str) -> None:
        self.press(selector)


class Keyboard(Mouse):
    """Presses keys, and nothing else."""

    def reach(self, selector: str) -> None:
        """Press the tab key until the focus is there."""
        for _ in range(MAX_STOPS):
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the tab key does not reach {selector}")

    def press(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def switch(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Space")

    def step_to(self, key: str, selector: str) -> None:
        """Press an arrow key until the focus is there."""
        for _ in range(MAX_STOPS):
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not reach {selector}")

    def choose_block(self, block: str) -> None:
        self.reach(f"#sections ul:has(li[data-block='{block}']) .title")
        self.page.keyboard.press("Home")
        self.step_to("ArrowDown", f"li[data-block='{block}'] .title")
        self.page.keyboard.press("Enter")

    def pick_mark(self, selector: str) -> None:
        self.page.keyboard.press("Shift+Tab")
        self.step_to("ArrowRight", selector)
        self.page.keyboard.press("Enter")

    def choose_option(self, selector: str, value: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(value)

    def fill(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def pick_found(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def choose_row(self, row: str) -> None:
        self.reach("#rows button")
        self.step_to("ArrowDown", f"#rows button[data-row={row}]")
        self.page.keyboard.press("Enter")


class Diary:
    """The lines of the project that each act changed."""

    def __init__(self, root: Path) -> None:
        self.root, self.files, self.pages = root, read_files(root), list[str]()

    def note(self, act: str) -> None:
        """Write down what is different since the last act."""
        before, self.files = self.files, read_files(self.root)
        lines = "\n".join(filter(None, (f"== {act}", describe_changes(before, self.files))))
        self.pages.append(re.sub(r"\b\d{4}-\d\d-\d\d\b", "(a day)", lines))


def read_files(root: Path) -> Mapping[str, str]:
    """The files that a user writes; of a delivery who got what, and not its digests."""
    texts = read_texts(root)
    if "deliveries.jsonl" not in texts:
        return texts
    sent = [json.loads(line) for line in texts["deliveries.jsonl"].splitlines()]
    return {**texts, "deliveries.jsonl": "\n".join(f"{line['on']} {line['to']} {line['file']}" for line in sent)}


def wait_until_saved(page: Any) -> None:
    page.wait_for_function(STATE_ENDS, arg="Saved")


def write_and_cite(hand: Mouse, diary: Diary) -> None:
    page = hand.page
    hand.choose_block("situation/wells")
    hand.press("li[data-block='situation/wells'] .edit")
    page.locator("#editor-body:focus").wait_for()
    page.keyboard.press("Control+End")
    page.keyboard.type("Many walk for two hours.")
    wait_until_saved(page)
    diary.note("a sentence is written")
    hand.pick_mark("#editor-marks [data-pick=citation]")
    hand.pick_found("ministry")
    page.locator("#editor-chips button", has_text="Ministry").wait_for()
    wait_until_saved(page)
    diary.note("a work is cited")


def correct_figure(hand: Mouse, diary: Diary) -> None:
    page = hand.page
    hand.press("nav a[href$='/page/facts']")
    page.wait_for_selector("#rows tbody button")
    hand.choose_row("wells-2024")
    hand.fill("#field-value", "96")
    page.keyboard.press("Tab")
    page.locator("#editor-status", has_text="is written").wait_for()
    page.keyboard.press("Escape")
    diary.note("a figure is corrected")
    page.go_back()
    page.wait_for_selector("#sections li")


def take_cut(hand: Mouse, diary: Diary) -> None:
    hand.choose_block("law/treaties")
    hand.choose_option("li[data-block='law/treaties'] select", "short")
    hand.page.wait_for_selector("li[data-block='law/treaties'] .cut")
    diary.note("a cut is taken")


def approve(hand: Mouse, diary: Diary) -> None:
    page = hand.page
    hand.choose_block("situation/wells")
    hand.press("li[data-block='situation/wells'] .edit")
    page.locator("#editor-body:focus").wait_for()
    keep_statuses(page)
    hand.press("#editor-form summary")
    hand.fill("#approve [name=by]", "A. Example")
    page.keyboard.press("Enter")
    wait_for_status(page, "Approved by A. Example")
    diary.note("a text is approved")
    hand.press("#editor-close")


def build(hand: Mouse, diary: Diary) -> None:
    page = hand.page
    hand.press("#build-open")
    for name in page.locator("#build-formats input:not([value=html])").evaluate_all(
        "(boxes) => boxes.map((box) => box.value)"
    ):
        hand.switch(f"#build-formats input[value={name}]")
    hand.press("#build-start")
    page.locator("#build-files li", has_text="out/water-report.html").wait_for()
    page.keyboard.press("Escape")
    diary.note("the file is built")


@pytest.mark.parametrize("kind", [Mouse, Keyboard])
def test_a_submission_is_put_together_and_built(
    kind: type[Mouse], project: Callable[[str], Path], browser: Any, *, accept: bool
) -> None:
    root, faults = project("river-watch"), list[str]()
    diary = Diary(root)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    hand = kind(open_page(context, faults))
    with run_composer(ComposerSession(root), 0) as url:
        hand.page.goto(url)
        hand.page.wait_for_selector("#briefs tbody tr")
        hand.press("#briefs a[href*='brief=water-report']")
        hand.page.wait_for_selector("#sections li")
        for act in (write_and_cite, correct_figure, take_cut, approve, build):
            act(hand, diary)
        context.close()  # before the server stops: its pages ask it for what is new
    assert faults == []
    written = "\n\n".join(diary.pages) + "\n"
    if accept and kind is Mouse:
        EXPECTED.write_text(written, encoding="utf-8")
    assert written == EXPECTED.read_text(encoding="utf-8")
