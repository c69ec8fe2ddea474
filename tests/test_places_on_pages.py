"""Where words are on the pages of examples: a panel keeps to the columns, and the number of a list is clear of its text."""

from __future__ import annotations

import pytest

from briefgen.model.artifact import Format
from briefgen.model.tree import Note, find_elements, walk
from tests.examples import Examples
from tests.pdf import Page, Pdf


def find_left(page: Page, beginning: str) -> float:
    """Where the first words that begin so are, from the left edge of the paper, in points."""
    return next(run.left for run in page.runs if run.text.startswith(beginning))


def read_page(examples: Examples, name: str, number: int) -> Page:
    return Pdf(examples.render(name, Format.PDF)[0].content).pages[number - 1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text", "asked"),
    [("upr-china-sheet", "China calls", "Recommend to China"), ("policy-china", "North Koreans whom", "China should")],
)
def test_a_panel_keeps_to_the_column_of_the_text(name: str, text: str, asked: str, examples: Examples) -> None:
    page = read_page(examples, name, 1)
    assert find_left(page, asked) - find_left(page, text) == pytest.approx(20, abs=1)
    assert find_left(page, "1.") == pytest.approx(find_left(page, text), abs=3)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "page", "number", "text"),
    [
        ("china-report", 3, "1.", "China should"),
        ("china-report", 9, "1.", "Political"),
        ("upr-china-joint", 2, "(a)", "Political"),
    ],
)
def test_the_number_of_a_list_is_clear_of_its_text(
    name: str, page: int, number: str, text: str, examples: Examples
) -> None:
    found = read_page(examples, name, page)
    assert find_left(found, text) - find_left(found, number) >= 17


@pytest.mark.slow
def test_a_heading_beside_its_label_is_on_the_same_line(examples: Examples) -> None:
    page = read_page(examples, "policy-china", 2)
    label, heading = (
        next(run for run in page.runs if run.text.startswith(words)) for words in ("What should", "Open a")
    )
    assert label.bottom == pytest.approx(heading.bottom, abs=4)  # one has letters below the line


@pytest.mark.slow
def test_notes_are_numbered_in_the_order_in_which_the_page_is_read(examples: Examples) -> None:
    """The asks come first; key figures, which are beside them, have their sources in words."""
    page = read_page(examples, "embassy-note", 1)
    calls = [run for run in page.runs if run.text.isdigit() and run.left > 100 and int(run.text) < 10]
    assert [run.text for run in calls if run.left > 440] == []
    assert [run.text for run in sorted(calls, key=lambda run: -run.bottom)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("name", ["upr-china-sheet", "policy-china"])
def test_no_call_of_a_note_is_beside_a_key_figure_where_it_reads_as_a_power(examples: Examples, name: str) -> None:
    body = examples.compose(name)[0].body
    figures, labels = (list(find_elements((body,), tag)) for tag in ("dt", "dd"))
    calls = [
        [node for label in part for node in walk((label,)) if isinstance(node, Note)] for part in (figures, labels)
    ]
    assert calls[0] == []
    assert calls[1]
