"""Opens pages of the browser, and notes what their console says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.running import PATIENCE

if TYPE_CHECKING:
    from briefgen.composer.session import ComposerSession

KEEP_STATUSES = """() => {
  window.statuses = [];
  const status = document.querySelector("#status");
  new MutationObserver(() => window.statuses.push(status.textContent)).observe(status, { childList: true });
}"""
FIND_STATUS = """(text) => {
  const statuses = window.statuses ?? [], index = statuses.findIndex((status) => status.includes(text));
  statuses.splice(0, index + 1);
  return index >= 0;
}"""
HAS_VALUE = "([selector, text]) => document.querySelector(selector)?.value?.includes(text)"
IS_LOADED = "() => document.querySelector('#document')?.contentDocument?.head?.lastElementChild?.textContent.includes('.at-hand')"
IS_SAVED = "(word) => document.querySelector('#editor-state')?.textContent.endsWith(word)"


REFUSED = ("409", "422")
"""What the browser says of requests that the server refuses."""


def open_page(context: Any, faults: list[str]) -> Any:
    """An empty page. Every message of its console, and every error of its scripts, is a fault."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page


@contextmanager
def watch_page(browser: Any, refused: tuple[str, ...] = (), **options: Any) -> Iterator[Any]:
    """An empty page of a new window with these options; any message in its console fails the test, except those with words of `refused`."""
    context, faults = browser.new_context(**{"locale": "en", **options}), list[str]()
    try:
        yield open_page(context, faults)
    finally:
        context.close()
    assert [fault for fault in faults if not any(words in fault for words in refused)] == []


@contextmanager
def run_composer_of(page: Any, session: ComposerSession) -> Iterator[str]:
    """The address of a composer for one page, which is closed before the server ends: it would ask it for what is new."""
    from briefgen.composer.server import run_composer  # noqa: PLC0415 - only where its libraries are installed

    with run_composer(session, 0) as url:
        yield url
        page.context.close()


def wait_for_document(page: Any) -> None:
    """Wait until the document in the frame is loaded with its fonts, and changes in its place from now on."""
    page.wait_for_function(IS_LOADED)


def forget_refusals(faults: list[str]) -> None:
    """Drop what the browser says of requests that the test wants to be refused."""
    faults[:] = [fault for fault in faults if not any(words in fault for words in REFUSED)]


def keep_statuses(page: Any) -> None:
    """Keep all that the status line of this page says from now on: it says some of it for a few seconds only."""
    page.evaluate(KEEP_STATUSES)


def wait_for_status(page: Any, text: str) -> None:
    """Wait until the status line has said a text, after the text that was waited for last."""
    page.wait_for_function(FIND_STATUS, arg=text)


def wait_for_value(page: Any, selector: str, text: str) -> None:
    """Wait until a field, which need not be on the page yet, has a text in it."""
    page.wait_for_function(HAS_VALUE, arg=[selector, text])


def wait_until_saved(page: Any, word: str = "Saved") -> None:
    """Wait until the text of a block is in its file; `word` is what the page calls that in its language."""
    page.wait_for_function(IS_SAVED, arg=word)
