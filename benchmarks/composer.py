"""The pages of the composer in a browser: `python -m benchmarks.composer`.

The page of the report of this repository, cut to 16 pages of print, and of a brief with 500 blocks: the time until it is filled in, from an
act to its words on the screen and to its document, from the last key to the document with the new words, and the longest time in which the page
answers to nothing. These are times by the clock: measure them on a machine that does nothing else. Exit code 1: a limit is passed.
In time of the processor, which other work on the machine changes less: `python -m benchmarks.composer server` measures without a browser what the
server does after a word was typed, and `python -m benchmarks.composer browser` what the thread of the page does for an act and for a typed word.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.campaign import processor_seconds
from benchmarks.short_report import REPORT, cut_report
from briefgen import GARBAGE_THRESHOLD
from briefgen.composer.acts import perform_act
from briefgen.composer.document import render_html_page, warm_up
from briefgen.composer.server import run_composer
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from tests.programs import find_chromium

ROOT = Path(__file__).parent.parent
PARTS = ("briefs", "content", "templates", "campaigns")
ROUNDS = 10
"""Even: a block that is switched off is switched on again."""
BLOCKS = 500
LIMITS = {"page": 1.0, "act": 0.3, "document": 0.5, "typed": 1.0, "pause": 0.2}
"""Seconds. A pause of 200 ms is felt."""
QUIET = 2000
"""Milliseconds after which everything that follows an act is done."""
COUNT = "() => [...document.querySelectorAll('#sections .count')].map((count) => count.textContent).join()"
WATCH_PAUSES = """() => {
  window.pauses = [0];
  new PerformanceObserver((list) => window.pauses.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask", buffered: true });
}"""


def main(only: str = "") -> None:
    """Measure both briefs."""
    gc.set_threshold(GARBAGE_THRESHOLD)  # as the command does
    if only == "server":
        measure_servers()
        return
    if only == "browser":
        measure_browser()
        return
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        slow = False
        for title, brief, copy in (("report", REPORT, copy_report), (f"{BLOCKS} blocks", "many", write_many)):
            root = Path(name) / brief
            copy(root)
            for what, seconds in measure(browser, root, brief).items():
                slow |= seconds > LIMITS[what]
                print(f"{title:12}{what:8}{seconds * 1000:7.0f} ms{LIMITS[what] * 1000:7.0f} ms at most")
        browser.close()
    sys.exit(slow)


def copy_report(root: Path) -> None:
    """The project of this repository, with a report of 16 pages."""
    root.mkdir()
    shutil.copy(ROOT / "briefgen.yaml", root)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part)
    cut_report(root)


def write_many(root: Path) -> None:
    """A brief with many short blocks in one section."""
    (root / "briefs").mkdir(parents=True)
    (root / "content/many").mkdir(parents=True)
    (root / "briefgen.yaml").write_text("organisation: {name: River Watch}\nlanguage: en\n", encoding="utf-8")
    (root / "briefs/many.yaml").write_text(
        "audience: public-report\nlibrary: many\ntitle: Many wells\ndate: 2026-01-15\n", encoding="utf-8"
    )
    for number in range(BLOCKS):
        head = (
            f"---\ntitle: Well {number}\nkind: situation\nsensitivity: public\nstatus: reviewed\norder: {number}\n---\n"
        )
        (root / f"content/many/well-{number}.md").write_text(f"{head}The well {number} is dry in summer.\n", "utf-8")


def measure(browser: Any, root: Path, brief: str) -> dict[str, float]:
    """Seconds of each thing: the median of the rounds; of pauses the longest."""
    session = ComposerSession(root)
    with run_composer(session, 0) as url:
        warm_up(session, brief)
        page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en").new_page()
        page.set_default_timeout(120_000)
        address = f"{url}page/brief?brief={brief}"
        opened = [time_call(partial(open_page, page, address)) for _ in range(3)]
        page.evaluate(WATCH_PAUSES)
        first = page.locator("#sections li[data-block] input").first
        page.frame_locator("#document").locator("[data-block]").first.wait_for()
        acts = [time_call(partial(switch, page, first, page.evaluate(COUNT))) for _ in range(ROUNDS)]
        documents = [time_alone(page, partial(switch_in_document, page, first)) for _ in range(ROUNDS)]
        open_text(page)
        typed = [time_alone(page, partial(type_word, page, number)) for number in range(ROUNDS)]
        pause = max(page.evaluate("() => window.pauses")) / 1000
        page.context.close()
    return {
        "page": statistics.median(opened),
        "act": statistics.median(acts),
        "document": statistics.median(documents),
        "typed": statistics.median(typed),
        "pause": pause,
    }


def measure_servers() -> None:
    """Print what the server's answers after a typed word cost: the median of the rounds."""
    with tempfile.TemporaryDirectory() as name:
        for title, brief, copy in (("report", REPORT, copy_report), (f"{BLOCKS} blocks", "many", write_many)):
            root = Path(name) / brief
            copy(root)
            session = ComposerSession(root)
            warm_up(session, brief)
            rounds = [answer_typed_word(session, brief, number) for number in range(ROUNDS)]
            for what in rounds[0]:
                print(f"{title:12}{what:10}{statistics.median(each[what] for each in rounds) * 1000:7.0f} ms")


def measure_browser() -> None:
    """Print the processor's time of the thread of the page for an act and for a typed word, with all that follows: the median of the rounds."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        for title, brief, copy in (("report", REPORT, copy_report), (f"{BLOCKS} blocks", "many", write_many)):
            root = Path(name) / brief
            copy(root)
            for what, milliseconds in measure_page_thread(browser, root, brief).items():
                print(f"{title:12}{what:8}{milliseconds:7.0f} ms")
        browser.close()


def measure_page_thread(browser: Any, root: Path, brief: str) -> dict[str, float]:
    """Milliseconds of the page's own thread for each thing."""
    session = ComposerSession(root)
    with run_composer(session, 0) as url:
        warm_up(session, brief)
        page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en").new_page()
        page.set_default_timeout(120_000)
        inspector = page.context.new_cdp_session(page)
        inspector.send("Performance.enable", {"timeDomain": "threadTicks"})

        def read_clock() -> float:
            metrics = inspector.send("Performance.getMetrics")["metrics"]
            return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")

        def count(call: Callable[[], None]) -> float:
            start = read_clock()
            call()
            page.wait_for_timeout(QUIET)
            return (read_clock() - start) * 1000

        open_page(page, f"{url}page/brief?brief={brief}")
        page.wait_for_timeout(QUIET)
        first = page.locator("#sections li[data-block] input").first
        acts = [count(partial(switch_in_document, page, first)) for _ in range(ROUNDS)]
        open_text(page)
        page.wait_for_timeout(QUIET)
        typed = [count(partial(type_word, page, number)) for number in range(ROUNDS)]
        page.context.close()
    return {"act": statistics.median(acts), "typed": statistics.median(typed)}


def answer_typed_word(session: ComposerSession, brief: str, number: int) -> dict[str, float]:
    """What the page asks for after a word was typed, and the processor's seconds of each answer."""
    reader = {"brief": brief}
    view: Any = VIEWS["brief"](session, reader)
    first = {**reader, "block": next(block.id for section in view.sections for block in section.blocks if block.is_on)}
    text: Any = VIEWS["block"](session, first)
    body = f"w{number}x {text.body}"
    answers = {
        "save": lambda: perform_act(session, "write-body", {**first, "file": text.file, "base": text.base, "body": body}, ""),
        "outline": lambda: VIEWS["outline"](session, reader),
        "document": lambda: render_html_page(session, reader),
        "checks": lambda: VIEWS["brief"](session, reader),
        "block": lambda: VIEWS["block"](session, first),
    }  # fmt: skip
    return {what: processor_seconds(answer) for what, answer in answers.items()}


def open_page(page: Any, address: str) -> None:
    """Open the page, and wait for its blocks."""
    page.goto(address, wait_until="commit")
    page.locator("#sections li[data-block]").first.wait_for()


def switch(page: Any, box: Any, before: str) -> None:
    """Switch a block, and wait for other words on the screen."""
    box.click()
    page.wait_for_function(f"(before) => ({COUNT})() !== before", arg=before)


def switch_in_document(page: Any, box: Any) -> None:
    """Switch a block, and wait for the document with it or without it."""
    block = box.evaluate("(box) => box.closest('li').dataset.block")
    state = "detached" if box.is_checked() else "attached"
    box.click()
    page.frame_locator("#document").locator(f'[data-block="{block}"]').wait_for(state=state)


def open_text(page: Any) -> None:
    """Open the text of the first block."""
    page.locator("#sections li[data-block] .title").first.click()
    page.locator("#sections .edit").first.click()
    page.locator("#editor-body:focus").wait_for()


def type_word(page: Any, number: int) -> None:
    """Type a word, and wait until the document has it."""
    page.keyboard.press("Control+Home")
    page.keyboard.type(f"w{number}x ")
    page.frame_locator("#document").get_by_text(f"w{number}x").first.wait_for()


def time_alone(page: Any, call: Callable[[], None]) -> float:
    """Seconds by the clock, after everything that followed the call before is done: nobody acts as quickly as a program."""
    page.wait_for_timeout(QUIET)
    return time_call(call)


def time_call(call: Callable[[], None]) -> float:
    """Seconds by the clock."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*sys.argv[1:2])
