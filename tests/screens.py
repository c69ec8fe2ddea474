"""Shows a page on a screen of some size, as a reader's browser does."""

from __future__ import annotations

from typing import Any

from tests.running import PATIENCE

WAIT_FOR_FONTS = "() => { document.body.getBoundingClientRect(); return document.fonts.ready.then(() => null); }"
"""The lines break otherwise in the letters that are shown before: a page is loaded without them."""


def show_page(browser: Any, size: tuple[int, int], content: str) -> Any:
    """A page of a browser with this content, once its letters are there."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_default_timeout(PATIENCE * 1000)
    page.set_content(content)
    page.evaluate(WAIT_FOR_FONTS)
    return page
