"""What the page of a brief does with what cannot be: an empty title, a kind of two words, marks around nothing, a small window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.composer.windows import REFUSED, keep_statuses, wait_for_status, wait_until_saved, watch_page
from tests.programs import require_library

require_library("starlette", "composer")
require_library("playwright", "dev")

from playwright.sync_api import expect  # noqa: E402 - only where its libraries are installed

SEEN = """(selectors) => selectors.filter((selector) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  const found = document.elementFromPoint(box.left + 12, box.top + 12);
  return !found || !found.matches(selector);
})"""


@pytest.fixture
def page(browser: Any, composer: tuple[Path, str]) -> Iterator[Any]:
    """A text on a small laptop, in French, whose words are long."""
    with watch_page(browser, REFUSED, locale="fr", viewport={"width": 1024, "height": 560}) as page:
        page.goto(f"{composer[1]}page/brief?brief=water-report&block=situation/wells")
        page.locator("#editor-body:focus").wait_for()
        keep_statuses(page)
        yield page


def test_a_text_that_is_opened_shows_its_marks_and_its_first_line(page: Any) -> None:
    assert page.evaluate(SEEN, ["#editor-body", "[data-mark=heading]", "[data-pick=image]", "#editor-close"]) == []


def test_what_a_block_cannot_have_is_refused_and_goes_back(composer: tuple[Path, str], page: Any) -> None:
    root, _ = composer
    block = root / "content/clean-water/situation/wells.md"
    before = block.read_bytes()
    page.locator("#editor-form summary").click()
    title, kind = page.locator("#editor-form [name=title]"), page.locator("#editor-form [name=kind]")
    title.fill("")
    title.press("Tab")
    wait_for_status(page, "The key title is missing")
    expect(title).to_have_value("Wells run dry")
    kind.fill("Our findings")
    kind.press("Tab")
    wait_for_status(page, "kind must be a lower-case word, found Our findings")
    expect(kind).to_have_value("situation")
    assert block.read_bytes() == before
    expect(page.locator("#sections li[data-block='situation/wells']")).to_have_count(1)


def test_marks_around_nothing_take_what_is_typed_next(page: Any) -> None:
    body = page.locator("#editor-body")
    body.press("Control+End")
    page.locator("[data-mark=bold]").click()
    page.keyboard.type("never")
    assert body.input_value().endswith("**never**")


def test_a_section_without_a_heading_is_named_so(page: Any) -> None:
    page.locator("#audiences").select_option("policy-brief")
    expect(page.locator("#h-figure")).to_contain_text("chiffre clé (sans titre)")


def test_the_list_shows_the_block_whose_text_is_opened(page: Any) -> None:
    page.set_viewport_size({"width": 1024, "height": 400})
    page.frame_locator("#document").locator("[data-block='recommendation/clean-river']").first.click()
    row = page.locator("#sections li[data-block='recommendation/clean-river']")
    expect(row.locator(".edit")).to_be_in_viewport()


def test_a_text_is_written_in_its_own_direction(composer: tuple[Path, str], page: Any) -> None:
    root, _ = composer
    arabic = '---\ntitle: الآبار\n---\n{{ fact("wells-2024") }} قرية.\n'
    (root / "content/clean-water/situation/wells.ar.md").write_text(arabic, encoding="utf-8")
    page.reload()
    page.locator("#sections li[data-block='situation/wells'] .title").click()
    page.locator("#sections .edit").click()
    body, original = page.locator("#editor-body"), page.locator("#editor-original")
    expect(body).to_have_attribute("dir", "ltr")
    page.locator("#editor-text").select_option(label="texte propre · ar")
    expect(body).to_have_attribute("dir", "rtl")
    expect(body).to_have_attribute("lang", "ar")
    expect(original).to_have_attribute("dir", "ltr")


def test_the_chosen_language_of_the_pages_stays_on_the_way_to_a_comparison(
    composer: tuple[Path, str], page: Any
) -> None:
    page.goto(f"{composer[1]}page/brief?brief=water-report&words=es")
    page.locator("#compare-open[href]").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("#back").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("#sections-title")).to_have_text("Secciones")


def test_a_work_or_a_figure_is_exchanged_and_what_is_around_it_stays(composer: tuple[Path, str], page: Any) -> None:
    """Each work of a citation has a chip of its own; `see`, the other works and the arguments of a fact are kept."""
    body = page.locator("#editor-body")
    body.fill('Wells [see @icescr, art 11; @ministry2024, p 9]. {{ fact("wells-2024", unit=True) }} [a@example.org]')
    page.locator("#editor-chips button").nth(2).wait_for()
    assert page.locator("#editor-chips button").count() == 3
    page.locator("#editor-chips button", has_text="p 9").click()
    page.locator("#picker-search").fill("cescr-gc15")
    page.locator("#picker-list [data-key=cescr-gc15]").click()
    page.locator("#editor-chips button", has_text="wells in 2024").click()
    page.locator("#picker-search").fill("wells-2023")
    page.locator("#picker-list [data-key=wells-2023]").click()
    expected = 'Wells [see @icescr, art 11; @cescr-gc15, p 9]. {{ fact("wells-2023", unit=True) }} [a@example.org]'
    assert body.input_value() == expected
    wait_until_saved(page, "Enregistré")
    assert (composer[0] / "content/clean-water/situation/wells.md").read_text("utf-8").endswith(expected)
