"""Everybody can use each page and each dialog: axe finds no barrier in light or dark, and nothing is cut off on a small laptop or a tablet."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.composer.barriers import find_barriers
from tests.composer.windows import watch_page
from tests.programs import require_library

require_library("starlette", "composer")
require_library("playwright", "dev")

from briefgen.composer.server import run_composer  # noqa: E402 - only where its libraries are installed
from briefgen.composer.session import ComposerSession  # noqa: E402
from briefgen.composer.views import PAGES  # noqa: E402

SIZES = {"small laptop": (1024, 640), "tablet": (820, 1180), "tablet across": (1180, 820), "small tablet": (768, 1024)}
SCHEMES = ("light", "dark")
BROKEN = "briefs/broken.yaml"
READY: Mapping[str, tuple[str, str]] = {
    "home": ("", "#briefs tbody tr"),
    "brief": ("page/brief?brief=water-report", "#sections li"),
    "facts": ("page/facts", "#rows tbody button"),
    "sources": ("page/sources", "#rows tbody button"),
    "recipients": ("page/recipients", "#rows tbody button"),
    "merge": ("page/merge", "#file"),
    "import": ("page/import", "#file"),
    "previous": ("page/previous", "#library option"),
    "text": (f"page/text?file={BROKEN}", "#text-problems .problem"),
    "sent": ("page/sent", "#files input"),
    "compare": ("page/compare?brief=water-report", "#versions option[value^=against]"),
    "campaign": ("page/campaign?campaign=towns", "#only option"),
}
"""The address of each page, and what is on it once it is filled in."""
LONG = "The row `kenya` has only two cells, and the table has five. Add the separators that are missing. "
SAY = """async ([address, text]) => { (await import(address)).say(text, "error"); }"""
BOXES = """() => [...document.querySelectorAll("#bar, #bar h1, .bar-row, .bar-end button, #content")].map((node) => node.getBoundingClientRect()).map(({ x, y, width }) => [x, y, width])"""


@pytest.fixture
def url(built_report: Path, tmp_path: Path) -> Iterator[str]:
    """A project with something on each page."""
    root = Path(shutil.copytree(built_report, tmp_path / "project"))
    (root / "campaigns").mkdir()
    (root / "campaigns/towns.yaml").write_text("briefs: [embassy-note]\nrecipients: towns.csv\n", encoding="utf-8")
    (root / "campaigns/towns.csv").write_text(
        "id,name\nford,Office of Ford\nbridge,Office of Bridge\n", encoding="utf-8"
    )
    (root / BROKEN).write_text("titel: Water\n", encoding="utf-8")
    with run_composer(ComposerSession(root), 0) as url:
        yield url


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page on a large screen; any message in its console fails the test."""
    with watch_page(browser, viewport={"width": 1280, "height": 900}) as page:
        yield page


def find_cut_off(page: Any) -> str:
    """What sticks out of the window at the side; empty where nothing does."""
    return str(
        page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return "";
              const wide = [...document.body.querySelectorAll("*")].find((node) => node.getBoundingClientRect().right > width + 1);
              return wide ? wide.outerHTML.slice(0, 200) : "something";
            }"""
        )
    )


def check_in_both_schemes(page: Any, what: str) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert find_barriers(page) == [], f"{what}, {scheme}"


def test_every_page_has_no_barrier_and_fits_every_window(url: str, page: Any) -> None:
    assert READY.keys() == PAGES
    for name, (address, ready) in READY.items():
        page.goto(f"{url}{address}")
        page.locator(ready).first.wait_for(state="attached")
        check_in_both_schemes(page, name)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            assert find_cut_off(page) == "", f"{name}, {size}"
        page.set_viewport_size({"width": 1280, "height": 900})


def open_build(page: Any, url: str) -> None:
    page.goto(f"{url}page/brief?brief=water-report")
    page.locator("#sections li").first.wait_for()
    page.locator("#build-open").click()
    page.locator("#build[open]").wait_for()


def open_picker(kind: str) -> Callable[[Any, str], None]:
    def open_it(page: Any, url: str) -> None:
        page.goto(f"{url}page/brief?brief=water-report&block=situation/wells")
        page.locator("#editor-body:focus").wait_for()
        page.locator("#editor-form summary").click()
        page.locator(f"#editor-marks [data-pick={kind}]").click()
        page.locator("#picker[open]").wait_for()

    return open_it


def open_row(table: str, adds: bool = False) -> Callable[[Any, str], None]:  # noqa: FBT001, FBT002 - it is named where it is called
    def open_it(page: Any, url: str) -> None:
        page.goto(f"{url}page/{table}")
        page.locator("#rows tbody button").first.wait_for()
        page.locator("#add" if adds else "#rows tbody button").first.click()
        page.locator("#editor[open]").wait_for()

    return open_it


DIALOGS: Mapping[str, Callable[[Any, str], None]] = {
    "build": open_build,
    **{f"picker of {kind}": open_picker(kind) for kind in ("citation", "fact", "person", "reference", "image")},
    **{f"a row of {table}": open_row(table) for table in ("facts", "sources", "recipients")},
    **{f"a new row of {table}": open_row(table, adds=True) for table in ("facts", "sources", "recipients")},
}


def test_every_dialog_has_no_barrier_and_ends_with_escape(url: str, page: Any) -> None:
    for name, open_dialog in DIALOGS.items():
        open_dialog(page, url)
        check_in_both_schemes(page, name)
        page.set_viewport_size({"width": 820, "height": 600})
        assert find_cut_off(page) == "", name
        page.set_viewport_size({"width": 1280, "height": 900})
        page.keyboard.press("Escape")
        page.locator("dialog[open]").wait_for(state="hidden")


def press_part(page: Any, part: str) -> None:
    """Bring a part of the page to the front, by keyboard alone."""
    page.locator(f"#parts [data-part={part}]").focus()
    page.keyboard.press("Enter")


def test_on_a_tablet_the_document_is_there_at_once_and_each_part_a_key_away(url: str, page: Any) -> None:
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto(f"{url}page/brief?brief=water-report")
    page.frame_locator("#document").locator("h1").wait_for()
    page.locator("#problems-summary:not(:empty)").wait_for(state="attached")
    frame, host = page.locator("#document").bounding_box(), page.locator("#content").bounding_box()
    assert (frame["x"], frame["width"]) == (0, 768)
    assert frame["y"] + frame["height"] == 1024 == host["y"] + host["height"]  # nothing is below the window
    parts = {"sections": "#sections .title", "problems": "#problems-summary", "document": "#document"}
    for part in parts:
        press_part(page, part)
        assert page.locator("#parts [aria-pressed=true]").get_attribute("data-part") == part
        assert [name for name, other in parts.items() if page.locator(other).first.is_visible()] == [part]
        assert page.locator("#document").bounding_box() == frame  # the document keeps its place and its lines
        assert page.locator("#content").bounding_box() == host
        assert find_cut_off(page) == ""
        check_in_both_schemes(page, part)
    press_part(page, "sections")
    page.locator("#sections .title").first.click()
    page.locator("#sections .edit").first.click()
    page.locator("#editor-body:focus").wait_for()  # its text is beside the document
    assert page.locator("#document").is_visible()


@pytest.mark.parametrize("width", [768, 1280])
def test_a_long_message_moves_nothing_and_goes_with_escape(url: str, page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("brief", "home", "facts"):
        address, ready = READY[name]
        page.goto(f"{url}{address}")
        page.locator(ready).first.wait_for(state="attached")
        before = page.evaluate(BOXES)
        page.evaluate(SAY, [f"{url}static/composer.js", 4 * LONG])
        status = page.locator("#status")
        box = status.bounding_box()
        assert box["height"] > 60
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate(BOXES) == before, name
        assert find_cut_off(page) == ""
        assert find_barriers(page) == []
        page.keyboard.press("Escape")
        assert status.inner_text() == ""
