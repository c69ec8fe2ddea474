"""An edit changes on the page what it concerns, and nothing else: the rest of the document and of the sections stays as it was drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.composer.windows import REFUSED, open_page, wait_for_document, watch_page
from tests.programs import require_library

require_library("starlette", "composer")
require_library("playwright", "dev")

from playwright.sync_api import expect  # noqa: E402 - only where its libraries are installed

from briefgen.composer.server import run_composer  # noqa: E402 - only where its libraries are installed
from briefgen.composer.session import ComposerSession  # noqa: E402

COUNT = "#sections .section:has(li[data-block]) .count >> nth=0"
KEEP = "(selector) => { document.querySelector('#document').contentDocument.querySelector(selector).isKept = true; }"
IS_KEPT = "(selector) => document.querySelector('#document').contentDocument.querySelector(selector)?.isKept ?? false"
PATCH_RANDOM_TREES = """async (rounds) => {
  const { digestStyles, patchDocument } = await import(`${document.documentElement.dataset.root}/static/brief-patch.js`);
  let seed = 1;
  const random = (most) => { seed = (seed * 48271) % 2147483647; return seed % most; };
  const grow = (host, depth, used) => {
    for (let count = random(6); count > 0; count -= 1) {
      if (!random(3)) { host.append(["a", "b", " "][random(3)]); continue; }
      const node = host.ownerDocument.createElement(["p", "section", "span"][random(3)]);
      if (random(2)) { const id = `n${random(8)}`; if (!used.has(id)) { used.add(id); node.id = id; } }
      if (!random(4)) node.className = "x";
      if (depth) grow(node, depth - 1, used);
      host.append(node);
    }
  };
  const plant = (styles) => {
    const planted = document.implementation.createHTMLDocument("");
    const meta = planted.createElement("meta");
    [meta.name, meta.content] = ["styles", styles];
    planted.head.append(meta);
    grow(planted.body, 3, new Set());
    return planted;
  };
  const different = [];
  for (let round = 0; round < rounds; round += 1) {
    const styles = await digestStyles(plant(""));
    const old = plant(styles), next = plant(styles), expected = next.body.cloneNode(true);
    if (!patchDocument(old, next, styles) || !old.body.isEqualNode(expected)) different.push([round, old.body.outerHTML, expected.outerHTML]);
  }
  return different;
}"""


@pytest.fixture
def page(browser: Any, composer: tuple[Path, str]) -> Iterator[Any]:
    """The page of a brief; any message in its console fails the test, except those of answers that the test refuses."""
    with watch_page(browser, REFUSED, viewport={"width": 1280, "height": 700}) as page:
        page.goto(f"{composer[1]}page/brief?brief=water-report")
        page.frame_locator("#document").locator("[data-block]").first.wait_for()
        wait_for_document(page)
        yield page


def test_trees_are_changed_into_each_other(page: Any) -> None:
    assert page.evaluate(PATCH_RANDOM_TREES, 300) == []


def test_the_document_is_changed_in_its_place(composer: tuple[Path, str], page: Any) -> None:
    root, _ = composer
    block = root / "content/clean-water/situation/wells.md"
    frame = page.frame_locator("#document")
    page.evaluate("() => document.querySelector('#document').contentWindow.scrollTo(0, 300)")
    page.evaluate(KEEP, "[data-block='law/treaties']")
    block.write_text(f"{block.read_text(encoding='utf-8')}\nIt is far.\n", encoding="utf-8")
    with page.expect_response("**/document-body?*") as answer:
        page.evaluate(
            "() => new BroadcastChannel(`revisions${document.documentElement.dataset.root}`).postMessage('newer')"
        )
    assert "<style" not in answer.value.text()
    frame.get_by_text("It is far.").wait_for()
    assert page.evaluate(IS_KEPT, "[data-block='law/treaties']")
    assert page.evaluate("() => document.querySelector('#document').contentWindow.scrollY") == 300
    frame.get_by_text("It is far.").click()  # it is heard in what is new, too
    page.locator("#editor-body:focus").wait_for()
    frame.locator("[data-block='situation/wells'].at-hand").wait_for()


def test_a_document_that_looks_different_is_loaded(composer: tuple[Path, str], page: Any) -> None:
    root, _ = composer
    frame = page.frame_locator("#document")
    page.evaluate(KEEP, "body")
    with page.expect_response("**/document?*"):
        page.locator("#audiences").select_option("upr-submission")
    frame.locator("body.audience-upr-submission").wait_for()
    assert not page.evaluate(IS_KEPT, "body")
    assert "audience: upr-submission" in (root / "briefs/water-report.yaml").read_text(encoding="utf-8")


def test_the_document_comes_back_from_the_pdf_with_what_changed_meanwhile(page: Any) -> None:
    page.locator("#formats button[data-format=pdf]").click()
    page.locator("#sections input").first.click()
    page.locator("#undo:enabled").wait_for()
    page.locator("#formats button[data-format=html]").click()
    expect(page.frame_locator("#document").locator("[data-block='law/treaties']")).to_have_count(0)


def test_the_document_of_an_act_is_shown_before_the_page_knows_what_else_is_new(page: Any) -> None:
    held: list[Any] = []
    block = page.frame_locator("#document").locator("[data-block='law/treaties']")
    block.wait_for()
    page.route("**/view/outline*", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it is read as a function
    bodies: list[str] = []
    page.on("request", lambda request: bodies.append(request.url) if "/document-body" in request.url else None)
    with page.expect_response("**/document-body?*"):
        page.locator("#sections li[data-block='law/treaties'] input").click()
    expect(block).to_have_count(0)
    with page.expect_response("**/view/brief?*"):
        held[0].continue_()
    assert len(bodies) == 1, "it is not asked for again"


def test_that_there_is_no_document_any_more_is_no_fault_of_the_page(composer: tuple[Path, str], page: Any) -> None:
    broken = composer[0] / "content/clean-water/situation/wells.md"
    with page.expect_response("**/document-body?*"):
        page.locator("#sections li[data-block='law/treaties'] input").click()
    broken.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with page.expect_response("**/document-body?*") as answer:
        page.locator("#undo").click()
    assert answer.value.status == 204
    page.locator("#no-document").wait_for()


def test_words_are_counted_at_once_and_rows_stay(page: Any) -> None:
    held: list[Any] = []
    rows = page.locator("#sections li[data-block]")
    rows.evaluate_all("(rows) => { for (const row of rows) row.isKept = true; }")
    before = page.locator(COUNT).inner_text()
    page.route("**/act", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it is read as a function
    with page.expect_request("**/act"):
        rows.first.locator("input").click()
    assert page.locator(COUNT).inner_text() != before  # nobody has answered yet
    with page.expect_response("**/view/outline?*"):
        held[0].continue_()
    kept = rows.evaluate_all("(rows) => rows.map((row) => row.isKept ?? false)")
    assert kept == [False, *[True] * (len(kept) - 1)]

    with page.expect_response("**/view/outline?*"):
        rows.first.locator("input").click()
    expect(page.locator(COUNT)).to_have_text(before)


def test_a_row_that_moves_keeps_its_focus_and_the_others_their_nodes(page: Any) -> None:
    rows = page.locator("#sections li[data-block]")
    rows.evaluate_all("(rows) => { for (const row of rows) row.isKept = true; }")
    names = rows.evaluate_all("(rows) => rows.map((row) => row.dataset.block)")
    rows.first.locator(".title").focus()
    for _ in range(2 * len(names)):  # and a step into each section
        page.keyboard.press("Alt+ArrowDown")
    page.locator("#undo:enabled").wait_for()
    expect(rows.last).to_have_attribute("data-block", names[0])
    expect(rows.last.locator(".title")).to_be_focused()
    assert all(rows.evaluate_all("(rows) => rows.map((row) => row.isKept ?? false)"))


def test_a_cut_that_is_refused_goes_back(browser: Any, project: Callable[[str], Path]) -> None:
    root = project("composing")
    brief = root / "briefs/report.yaml"
    with run_composer(ComposerSession(root), 0) as url:
        page = open_page(browser.new_context(locale="en"), [])
        page.goto(f"{url}page/brief?brief=report&block=wells")
        cut = page.locator("#sections li[data-block=wells] select")
        cut.wait_for()
        brief.write_text(f"{brief.read_text(encoding='utf-8')}# elsewhere\n", encoding="utf-8")
        with page.expect_response("**/act") as answer:
            cut.select_option("short")
        assert answer.value.status == 409
        expect(cut).to_have_value("")
        page.context.close()
