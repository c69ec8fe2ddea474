"""Two ways to use a page: by mouse, and by keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

MAX_STOPS = 150
"""Presses of the tab key that somebody would need at most."""


class Mouse:
    """Clicks. Words are typed."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, selector: str) -> None:
        """Use a button, a link, a box or a fold."""
        self.page.locator(selector).first.click()

    def choose_block(self, block: str) -> None:
        self.press(f"#sections li[data-block='{block}'] .title")

    def choose_file(self, selector: str, file: Path) -> None:
        """Take a file of this machine, in the window that the system shows."""
        with self.page.expect_file_chooser() as shown:
            self.press(selector)
        shown.value.set_files(str(file))

    def put_behind(self, block: str, other: str) -> None:
        """Put a block behind the one before it."""
        row = self.page.locator(f"#sections li[data-block='{other}']")
        below = row.bounding_box()["height"] - 3
        self.page.locator(f"#sections li[data-block='{block}'] .grip").drag_to(
            row, target_position={"x": 60, "y": below}
        )
        self.wait_until_behind(block, other)

    def wait_until_behind(self, block: str, other: str) -> None:
        """Wait until a block follows another."""
        self.page.locator(f"#sections li[data-block='{other}'] + li[data-block='{block}']").wait_for()

    def switch_block(self, block: str) -> None:
        self.press(f"#sections li[data-block='{block}'] input")

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

    def focus_block(self, block: str) -> None:
        self.reach(f"#sections ul:has(li[data-block='{block}']) .title")
        self.page.keyboard.press("Home")
        self.step_to("ArrowDown", f"li[data-block='{block}'] .title")

    def choose_block(self, block: str) -> None:
        self.focus_block(block)
        self.page.keyboard.press("Enter")

    def switch_block(self, block: str) -> None:
        self.focus_block(block)
        self.page.keyboard.press("Space")

    def put_behind(self, block: str, other: str) -> None:
        self.focus_block(block)
        self.page.keyboard.press("Alt+ArrowUp")
        self.wait_until_behind(block, other)

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
