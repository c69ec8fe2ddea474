"""The example documents on a screen, as a browser shows them: what a reader sees first, and nothing cut or too small."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.examples import EXAMPLES, Examples
from tests.running import ROOT
from tests.screens import show_page

SCREEN, TELEPHONE = (1280, 800), (390, 844)
COVERED = {"china-report"}
"""Documents that open with a cover and their contents."""
FORMS = {"allegation-letter"}
"""A form whose particulars are its substance: nine of them, some of three lines."""

FIRST_LINE = """() => {
  const words = [...document.querySelectorAll("main p, main li")].find(each => each.textContent.trim().length > 60);
  const range = document.createRange();
  range.selectNodeContents(words);
  return range.getClientRects()[0].bottom;
}"""
SMALL_WORDS = """() => {
  const small = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest("sup, sub, .note-call, svg")) continue;
    if (parseFloat(getComputedStyle(parent).fontSize) < 16) small.push(walker.currentNode.data.trim());
  }
  return small;
}"""
LINE_STARTS = """selector => [...document.querySelectorAll(selector)].map(paragraph => {
  const lefts = [], walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".paragraph-number, .heading-number") || !walker.currentNode.data.trim()) continue;
    const range = document.createRange(), start = walker.currentNode.data.search(/\\S/);
    range.setStart(walker.currentNode, start);
    range.setEnd(walker.currentNode, walker.currentNode.data.length);
    for (const line of range.getClientRects()) lefts.push([Math.round(line.top / 8), line.left]);
  }
  return [lefts[0][1], Math.min(...lefts.map(line => line[1]))];
})"""


ADDRESS_LINES = """() => [...document.querySelectorAll("a[href^=http]")].filter(link => /^https?:/.test(link.textContent)).map(link => {
  const lines = [], walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  let top = null;
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.data.length; at++) {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const box = [...range.getClientRects()].pop();
      if (!box) continue;
      if (top === null || Math.abs(box.top - top) > 4) { lines.push(""); top = box.top; }
      lines[lines.length - 1] += walker.currentNode.data[at];
    }
  }
  return lines;
})"""


@contextmanager
def shown(browser: Any, examples: Examples, name: str, size: tuple[int, int]) -> Iterator[Any]:
    page = show_page(browser, size, examples.render(name, Format.HTML)[0].content.decode("utf-8"))
    yield page
    page.close()


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - COVERED - FORMS))
def test_the_first_line_of_the_text_is_in_sight(name: str, browser: Any, examples: Examples) -> None:
    """With some lines below it: a reader sees what the document is about without a turn of the wheel."""
    with shown(browser, examples, name, SCREEN) as page:
        assert page.evaluate(FIRST_LINE) <= SCREEN[1] * 0.75


@pytest.mark.parametrize("size", [SCREEN, TELEPHONE])
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_beside_the_screen_or_too_small(
    name: str, size: tuple[int, int], browser: Any, examples: Examples
) -> None:
    with shown(browser, examples, name, size) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.evaluate(SMALL_WORDS) == []


@pytest.mark.parametrize("name", ["upr-china", "commons-evidence", "cat-report", "china-report"])
def test_numbers_hang_so_that_first_lines_start_where_others_do(name: str, browser: Any, examples: Examples) -> None:
    with shown(browser, examples, name, SCREEN) as page:
        starts = page.evaluate(LINE_STARTS, "main p:has(> .paragraph-number), main h2:has(> .heading-number)")
        assert starts
        assert [(first, others) for first, others in starts if abs(first - others) > 1] == []


LAST_LINES = """selector => [...document.querySelectorAll(selector)].map(block => {
  const lines = [], words = [], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".note-call, .paragraph-number, .action-number")) continue;
    for (const found of walker.currentNode.data.matchAll(/[^ \\n]+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, found.index);
      range.setEnd(walker.currentNode, found.index + found[0].length);
      const box = [...range.getClientRects()].pop(), last = lines[lines.length - 1];
      if (!last || box.bottom - last.bottom > 6) { lines.push({bottom: box.bottom, left: box.left, right: box.right}); words.push(found[0]); continue; }
      last.left = Math.min(last.left, box.left);
      last.right = Math.max(last.right, box.right);
      words[words.length - 1] += " " + found[0];
    }
  }
  return [words, lines.map(line => line.right - line.left)];
}).filter(([words]) => words.length > 1)"""


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_last_line_of_a_title_on_a_telephone_is_half_as_long_as_the_others(
    name: str, browser: Any, examples: Examples
) -> None:
    """And no title has more lines for it than one whose lines are full."""
    with shown(browser, examples, name, TELEPHONE) as page:
        titles = page.evaluate(LAST_LINES, "main :is(h1, h2, h3, h4), .title-block h1")
        assert [words for words, widths in titles if widths[-1] < 0.5 * max(widths)] == []
        page.add_style_tag(content="h1, h2, h3, h4 { text-wrap: wrap !important; }")
        filled = page.evaluate(LAST_LINES, "main :is(h1, h2, h3, h4), .title-block h1")
        assert [len(words) for words, _ in titles] == [len(words) for words, _ in filled]


@pytest.mark.parametrize("name", ["policy-china", "hrc-written", "press-china", "embassy-note"])
def test_the_name_of_a_people_is_on_one_line_of_a_title_on_a_telephone(
    name: str, browser: Any, examples: Examples
) -> None:
    with shown(browser, examples, name, TELEPHONE) as page:
        (lines,) = page.evaluate(LAST_LINES, ".title-block h1, header h1") or [[[], []]]
        assert [line for line in lines[0] if "North\N{NO-BREAK SPACE}Koreans" in line or "North Koreans" in line]


@pytest.mark.parametrize("size", [SCREEN, TELEPHONE])
@pytest.mark.parametrize("name", ["policy-china", "upr-china-sheet", "china-report"])
def test_the_numbers_of_a_chart_are_one_line_until_a_reader_opens_them(
    name: str, size: tuple[int, int], browser: Any, examples: Examples
) -> None:
    with shown(browser, examples, name, size) as page:
        folded = page.locator(".chart-numbers")
        assert folded.count() > 0
        assert folded.evaluate_all("all => all.map(each => each.clientHeight < 40)") == [True] * folded.count()
        folded.locator("summary").evaluate_all("all => all.forEach(each => each.click())")
        tables = folded.locator("table")
        assert tables.evaluate_all("all => all.every(each => each.clientHeight > 40)")
        assert tables.evaluate_all("all => all.filter(each => each.scrollWidth > each.clientWidth).length") == 0


@pytest.mark.parametrize("name", ["cat-report", "china-report", "commons-evidence", "hrc-written"])
def test_no_recommendation_or_numbered_paragraph_ends_in_a_word_alone(
    name: str, browser: Any, examples: Examples
) -> None:
    """A browser leaves the last line of a paragraph as it falls where its number is a box in the first."""
    with shown(browser, examples, name, SCREEN) as page:
        paragraphs = page.evaluate(LAST_LINES, "main .action, main p:has(> .paragraph-number)")
        assert paragraphs
        assert [words[-2:] for words, _ in paragraphs if " " not in words[-1]] == []


@pytest.mark.parametrize("name", ["embassy-note", "policy-china", "upr-china-sheet", "china-report"])
def test_the_contact_at_the_end_is_a_link(name: str, browser: Any, examples: Examples) -> None:
    with shown(browser, examples, name, SCREEN) as page:
        links = page.locator(".imprint a, .back a").evaluate_all(
            """links => links.map(link => {
              const ground = getComputedStyle(link.closest("footer")).backgroundColor, look = getComputedStyle(link);
              return [link.getAttribute("href"), look.textDecorationLine, look.color !== ground];
            })"""
        )
        assert links == [["mailto:contact@example.org", "underline", True], ["https://example.org", "underline", True]]


def show_in_language(browser: Any, name: str, language: str, size: tuple[int, int]) -> Any:
    """A page of an example document in another language."""
    project = load_project(ROOT, Sink())
    brief = load_brief(project, name, Sink()).in_language(language)
    document = compose_document(load_inputs(project, brief, Sink()), Sink())
    (rendering,) = render_document(document, (Format.HTML,), Sink())
    return show_page(browser, size, rendering.content.decode("utf-8"))


def test_key_figures_in_arabic_keep_to_their_columns(browser: Any) -> None:
    """Their digits are wider than others, and the calls of their notes have brackets."""
    page = show_in_language(browser, "embassy-note", "ar", SCREEN)
    widths = page.evaluate(
        "[...document.querySelectorAll('.key-facts dt')].map(each => [each.scrollWidth, each.clientWidth])"
    )
    page.close()
    assert len(widths) == 4
    assert [(words, column) for words, column in widths if words > column] == []


def test_the_head_of_a_column_of_amounts_in_chinese_has_several_characters_on_a_line(browser: Any) -> None:
    page = show_in_language(browser, "china-report", "zh", TELEPHONE)
    widths = page.evaluate(
        "[...document.querySelectorAll('main th.align-right')].map(each => each.clientWidth / parseFloat(getComputedStyle(each).fontSize))"
    )
    page.close()
    assert widths
    assert min(widths) >= 4


LAST_LINE_OF_TITLE = """() => {
  const title = document.querySelector("h1"), range = document.createRange();
  range.selectNodeContents(title);
  const lines = [...range.getClientRects()].filter(line => line.width > 0);
  return [lines.length, lines.at(-1).width / parseFloat(getComputedStyle(title).fontSize)];
}"""


@pytest.mark.parametrize("name", ["embassy-note", "upr-china"])
def test_the_last_line_of_a_chinese_title_has_several_characters_on_a_telephone(browser: Any, name: str) -> None:
    page = show_in_language(browser, name, "zh", TELEPHONE)
    lines, characters = page.evaluate(LAST_LINE_OF_TITLE)
    page.close()
    assert lines == 2
    assert characters >= 3


STOPS_BEFORE_CALLS = """() => [...document.querySelectorAll(".chart-source .note-call")].map(call => {
  const words = call.previousSibling, range = document.createRange();
  range.setStart(words, words.data.length - 1);
  range.setEnd(words, words.data.length);
  const stop = range.getBoundingClientRect();
  range.setStart(words, words.data.length - 2);
  range.setEnd(words, words.data.length - 1);
  return [words.data.slice(-1), stop.left, range.getBoundingClientRect().left, call.getBoundingClientRect().left];
})"""


def test_a_full_stop_behind_latin_words_is_between_them_and_the_call_of_a_note_in_arabic(browser: Any) -> None:
    page = show_in_language(browser, "china-report", "ar", TELEPHONE)
    # The works of these lines are in other notes: a line has a call where they are not.
    page.evaluate(
        "document.querySelectorAll('.chart-source').forEach(line => line.append(document.querySelector('main .note-call').cloneNode(true)))"
    )
    found = page.evaluate(STOPS_BEFORE_CALLS)
    page.close()
    assert found
    assert [(sign, call < stop < last) for sign, stop, last, call in found] == [(".", True)] * len(found)


@pytest.mark.parametrize("name", ["commons-evidence", "upr-china"])
def test_an_address_breaks_behind_a_sign_and_not_inside_a_word(name: str, browser: Any, examples: Examples) -> None:
    with shown(browser, examples, name, TELEPHONE) as page:
        addresses = [lines for lines in page.evaluate(ADDRESS_LINES) if len(lines) > 1]
        assert addresses
        assert [lines for lines in addresses if any(line[-1] not in "/?&=-_" for line in lines[:-1])] == []
