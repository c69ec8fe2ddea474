"""The built-in style sheets on a screen: no type too small to read, and colours that can be read in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2

from briefgen.model.contrast import measure_contrast
from tests.screens import show_page

ROOT = Path(__file__).parent.parent
SHEETS = tuple(sorted(path.name for path in (ROOT / "styles").glob("*.css")))
SMALLEST = 1.0
"""In sizes of the browser's own type, which is 16 pixels unless a reader wants it larger."""
FONT_SIZE = re.compile(r"(?:font-size|--[a-z]+-size|font)\s*:\s*(?P<size>[\d.]+)(?P<unit>rem|px|pt)")
DARK_PAGE = (("ink", "paper"), ("ink-soft", "paper"), ("ink", "tint"))


def list_screen_rules(sheet: str, *wanted: str) -> Iterator[Any]:
    """The rules for screens of a style sheet whose conditions have each of these words."""
    text = (ROOT / "styles" / sheet).read_text(encoding="utf-8")
    yield from list_rules(
        tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), ("screen", *wanted)
    )


def list_rules(rules: list[Any], wanted: tuple[str, ...], outer: str = "") -> Iterator[Any]:
    """The rules whose conditions, with those of the rules around them, have each of these words."""
    for rule in rules:
        if rule.type == "at-rule" and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from list_rules(inner, wanted, f"{outer} {tinycss2.serialize(rule.prelude)}")
        elif rule.type == "qualified-rule" and all(word in outer for word in wanted):
            yield rule


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_words_on_a_screen_are_smaller_than_sixteen_pixels(sheet: str) -> None:
    rules = [tinycss2.serialize(rule.content) for rule in list_screen_rules(sheet)]
    sizes = [(size["size"], size["unit"]) for rule in rules for size in FONT_SIZE.finditer(rule)]
    assert [size for size in sizes if size[1] != "rem" or float(size[0]) < SMALLEST] == []


@pytest.mark.parametrize(("front", "back"), DARK_PAGE)
def test_the_dark_page_can_be_read(front: str, back: str) -> None:
    """By the strictest level, as the page on paper."""
    (root, *_) = list_screen_rules("base.css", "dark")
    colours = {
        name: (int(red), int(green), int(blue))
        for name, red, green, blue in re.findall(
            r"--([\w-]+): rgb\((\d+) (\d+) (\d+)\)", tinycss2.serialize(root.content)
        )
    }
    assert measure_contrast(colours[front], colours[back]) >= 7


def test_the_numbers_of_a_chart_are_whole_on_a_telephone(browser: Any) -> None:
    """A wide table of a text scrolls there, but half a number would be read as another one."""
    rows = "".join(
        f'<tr><td>{day} September 2023</td><th scope="row">{words}</th><td class="align-right">{amount}</td></tr>'
        for day, words, amount in (
            (18, "Unaccompanied children", "500"),
            (9, "of them, at the least, on one day", "1,076"),
        )
    )
    sheet = (ROOT / "styles/base.css").read_text(encoding="utf-8")
    page = show_page(
        browser,
        (390, 800),
        f'<style>{sheet}</style><details class="chart-numbers" open><table>{rows}</table></details>',
    )
    table = page.locator("table")
    assert table.evaluate("table => table.scrollWidth - table.clientWidth") == 0
    assert page.locator(".align-right").first.evaluate("cell => cell.scrollWidth - cell.clientWidth") == 0
    page.close()


NUMBERS_HEAD = '<thead><tr><th>Fecha</th><th>{}</th><th class="align-right">Personas</th></tr></thead>'
NUMBERS_ROW = '<tr><td class="when">{}</td><td>{}</td><td class="align-right">{}</td></tr>'
COUNT_LINES = """cells => cells.map((cell) => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  return words.getClientRects().length;
})"""


LIST_LINES = """cell => {
  const lines = new Map();
  for (const node of [...cell.querySelectorAll("span")].map((span) => span.firstChild)) {
    for (const word of node.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const top = range.getBoundingClientRect().top;
      lines.set(top, [...(lines.get(top) ?? []), word[0]]);
    }
  }
  return [...lines.values()].map((words) => words.join(" "));
}"""


@pytest.mark.parametrize(
    ("width", "css", "head", "rows"),
    [
        # Dates were kept whole, so that the head of the next column was set in syllables. Letters of 13 pixels are as wide here as those of the briefs.
        (
            390,
            "html { font-size: 13px }",
            "Acontecimiento",
            [("18 de septiembre de 2023", "En su examen se pide a China que cese las devoluciones", "alrededor de 50")],
        ),
        # `Acontecim / iento`: the column was as wide as the rows below asked, and amounts of many letters took the rest.
        (
            345,
            "body { padding: 0 }",
            "Acontecimientos",
            [("18 de septiembre", "", "alrededor de 50"), ("enero de 2024", "En su examen se pide", "")],
        ),
    ],
    ids=["dates", "amounts"],
)
def test_no_head_of_the_numbers_of_a_chart_is_divided_on_a_telephone(
    browser: Any, width: int, css: str, head: str, rows: list[tuple[str, str, str]]
) -> None:
    sheet = (ROOT / "styles/base.css").read_text(encoding="utf-8")
    table = NUMBERS_HEAD.format(head) + "".join(NUMBERS_ROW.format(*row) for row in rows)
    page = show_page(
        browser,
        (width, 800),
        f'<style>{sheet} {css}</style><details class="chart-numbers" open><table>{table}</table></details>',
    )
    assert page.locator("th").evaluate_all(COUNT_LINES) == [1, 1, 1], "lines"
    assert page.locator("table").evaluate("table => table.scrollWidth - table.clientWidth") == 0
    page.close()


@pytest.mark.parametrize(
    ("width", "lines"), [(390, ["18 de septiembre", "de 2023"]), (230, ["18 de", "septiembre", "de 2023"])]
)
def test_the_day_of_a_date_is_beside_its_month_where_there_is_room(browser: Any, width: int, lines: list[str]) -> None:
    """A date was set in three lines, `9 / de octubre / de 2023`; on the narrowest screens no column is out of sight."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    sheet = (ROOT / "styles/base.css").read_text(encoding="utf-8")
    date = '<span class="unbroken">18 de septiembre</span> <span class="unbroken">de 2023</span>'
    table = NUMBERS_HEAD.format("Hecho") + NUMBERS_ROW.format(date, "", "alrededor de 50")
    event = '<tr><td class="when">2020</td><td colspan="2">Corea del Norte cierra su frontera</td></tr>'
    page.set_content(
        f'<style>{sheet} html {{ font-size: 13px }}</style><details class="chart-numbers" open><table>{table}{event}</table></details>'
    )
    found = page.locator(".when").first.evaluate(LIST_LINES)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
    assert found == lines


@pytest.mark.parametrize(("language", "date"), [("ru", "18 сентября 2023 г."), ("ar", "9 تشرين الأول/أكتوبر 2023")])
def test_a_date_of_a_short_form_is_on_one_line(browser: Any, language: str, date: str) -> None:
    sheet = (ROOT / "styles/base.css").read_text(encoding="utf-8")
    table = NUMBERS_HEAD.format("Событие") + NUMBERS_ROW.format(date, "На обзоре просят прекратить", "более 500")
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.set_content(
        f'<div lang="{language}"><style>{sheet}</style><details class="chart-numbers" open><table>{table}</table></details></div>'
    )
    height = page.locator(".when").evaluate(
        "cell => { const words = document.createRange(); words.selectNodeContents(cell); return words.getBoundingClientRect().height; }"
    )
    assert height < 35, "two lines are higher than 40 pixels"
    page.close()


def test_a_compound_of_a_title_is_divided_only_where_no_line_is_long_enough(browser: Any) -> None:
    sheet = (ROOT / "styles/base.css").read_text(encoding="utf-8")
    page = show_page(
        browser,
        (390, 800),
        f'<style>{sheet}</style><h1>Faire cesser les renvois de <span class="compound">Nord-Coréens</span></h1>'
        '<h1><span class="compound">Donaudampfer-Gesellschaft</span></h1>',
    )
    lines = page.locator(".compound").evaluate_all(
        "words => words.map(word => { const inside = document.createRange(); inside.selectNodeContents(word); return inside.getClientRects().length; })"
    )
    assert lines[0] == 1
    assert lines[1] > 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_a_column_of_amounts_is_as_narrow_as_they_are_and_one_of_words_is_not(browser: Any) -> None:
    """The third column of a table is whole on a telephone: the width that its short words do not need was out of sight."""
    sheet = (ROOT / "styles/base.css").read_text(encoding="utf-8")
    row = '<tr><td>Loyal</td><td>haekshim</td><td class="align-right">28</td><td>guards and officials</td></tr>'
    page = show_page(browser, (390, 800), f"<style>{sheet}</style><table>{row}</table>")
    widths = page.locator("td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().width)")
    assert widths[2] < 50
    assert min(widths[0], widths[1], widths[3]) >= 96
    page.close()


def test_the_times_of_a_statement_keep_away_from_the_edge_of_a_telephone(browser: Any) -> None:
    sheets = "".join((ROOT / "styles" / name).read_text(encoding="utf-8") for name in ("base.css", "statement.css"))
    words = (
        'China calls them <span class="time-mark" data-time="0:30">migrants</span>, and the law asks another question.'
    )
    page = show_page(
        browser,
        (390, 800),
        f'<style>{sheets}</style><body class="audience-statement oral"><main><p>{words}</p></main></body>',
    )
    right = page.locator("p").evaluate(
        "p => innerWidth - p.getBoundingClientRect().right"
        " + parseFloat(getComputedStyle(p.querySelector('.time-mark'), '::after').right)"
    )
    assert right >= 8
    page.close()


def test_charts_change_light_and_dark_so_that_their_ground_is_the_dark_page() -> None:
    """`invert(A)` makes of each channel c `A * (255 - c) + (1 - A) * c`: Filter Effects, 9.6."""
    dark = {
        tinycss2.serialize(rule.prelude).strip(): tinycss2.serialize(rule.content)
        for rule in list_screen_rules("base.css", "dark")
    }
    amount = float(re.search(r"invert\(([\d.]+)\)", dark[".chart img"])[1])  # type: ignore[index]
    paper = [int(channel) for channel in re.search(r"--paper: rgb\(([\d ]+)\)", dark[":root:root"])[1].split()]  # type: ignore[index]
    assert all(abs((1 - amount) * 255 - channel) <= 4 for channel in paper)
    assert not any(
        "chart" in selector and "background" in declared
        for selector, declared in dark.items()
        if ":not(.chart)" not in selector
    )


READ_SPACES = """() => [...document.querySelectorAll("main > * + *")].map(
  each => each.getBoundingClientRect().top - each.previousElementSibling.getBoundingClientRect().bottom
)"""


def test_what_follows_a_list_is_as_far_from_it_as_the_list_is_from_the_text_above(browser: Any) -> None:
    sheet = (ROOT / "styles/base.css").read_text(encoding="utf-8")
    page = show_page(
        browser,
        (1280, 800),
        f"<style>{sheet}</style><main><p>One.</p><ol><li>Two.</li></ol><p>Three.</p><p>Four.</p></main>",
    )
    spaces = page.evaluate(READ_SPACES)
    page.close()
    assert max(spaces) - min(spaces) < 0.1
    assert min(spaces) > 10


def test_the_caption_of_a_table_is_above_its_first_rule(browser: Any) -> None:
    """A table is in a box that scrolls, and so is its caption: the rule of the box would be above both."""
    sheet = (ROOT / "styles/base.css").read_text(encoding="utf-8")
    rows = "<thead><tr><th>Class</th></tr></thead><tbody><tr><td>Loyal</td></tr></tbody>"
    page = show_page(
        browser,
        (1280, 800),
        f"<style>{sheet}</style><table><caption>Classes</caption>{rows}</table><table>{rows}</table>",
    )
    rules = page.locator("table").evaluate_all(
        "tables => tables.map(table => [table, table.querySelector('th')].map(each => parseFloat(getComputedStyle(each).borderTopWidth)))"
    )
    page.close()
    (box, head), (box_alone, head_alone) = rules
    assert (box, head_alone) == (0, 0)
    assert head == box_alone > 0
