"""What a typesetter looks for on the pages of every example: nothing stands alone, and no page ends in a few lines."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from PIL import Image

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import extract_text, find_elements
from briefgen.pipeline import compose_document, load_inputs
from briefgen.render import render_pdf
from tests.examples import EXAMPLES, Examples
from tests.laid_out import Line, Page, record_layouts, record_pages
from tests.pdf import Pdf

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=EXAMPLES)
def pages(request: pytest.FixtureRequest, examples: Examples) -> list[Page]:
    """The pages of one example that have running text."""
    return list(examples.lay_out(request.param))


def lay_out(root: Path, brief_id: str) -> list[Page]:
    """The pages of a brief that have running text."""
    sink = Sink()
    project = load_project(root, sink)
    document = compose_document(load_inputs(project, load_brief(project, brief_id, sink), sink), sink)
    with record_pages() as recorded:
        render_pdf(document, sink)
    return list(recorded[0])


def test_no_heading_stands_alone_at_the_foot_of_a_page(pages: list[Page]) -> None:
    for page in pages:
        after = [line for line in page.lines[-3:] if line.heading]
        low = [line.words for line in after if line.bottom > page.top + 0.8 * page.height]
        followers = [line for line in page.lines if after and line.bottom > max(line.bottom for line in after)]
        assert not low or len(followers) >= 2, low


def test_no_page_but_the_last_is_more_than_three_tenths_empty(pages: list[Page]) -> None:
    assert [
        f"{page.empty_share:.0%} after {page.lines[-1].words}" for page in pages[:-1] if page.empty_share > 0.3
    ] == []


def test_pages_of_the_report_end_level_within_a_line_where_the_text_goes_on(examples: Examples) -> None:
    """But the contents, the summary, and a page before a recommendation, a figure or a panel that is kept whole overleaf; a table ends with a row."""
    line = 15 * 96 / 72
    ragged = [
        f"{page.lines[-1].words}: {page.floor - page.end:.0f}"
        for page, following in pairwise(examples.lay_out("china-report")[2:])
        if page.floor - page.end > line
        and not (following.lines[0].heading or following.lines[0].tag == "figcaption")
        and page.lines[-1].tag not in {"td", "th"}
    ]
    assert ragged == []


def test_the_summary_of_the_report_its_recommendations_and_figures_are_on_one_page(examples: Examples) -> None:
    pages = examples.lay_out("china-report")
    (number,) = (n for n, page in enumerate(pages) if page.lines[0].words == "Summary")
    words = [line.words for line in pages[number].lines]
    assert any("1,076" in line for line in words[words.index("What we recommend") :])
    assert [line.words for line in pages[number].lines if line.heading] == ["Summary", "What we recommend"]
    assert pages[number + 1].lines[0].words == "Introduction"


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_page_has_more_notes_than_text(name: str, examples: Examples) -> None:
    """But endnotes after a long text, which nobody reads beside it."""
    rendering, sink = examples.render(name, Format.PDF)
    assert len(rendering.page_words) == rendering.pages
    assert [page for page in rendering.page_words if page.footnotes > page.text] == []
    assert [problem.message for problem in sink.diagnostics if problem.code == "lint-page-notes"] == []


def test_the_last_page_is_a_third_full(pages: list[Page]) -> None:
    last = pages[-1]
    assert len(pages) == 1 or max(line.bottom for line in last.lines) - last.top > last.height / 3


def test_no_line_begins_with_the_call_of_a_note(pages: list[Page]) -> None:
    assert [line.words for page in pages for line in page.lines if line.begins_with_call] == []


def test_lines_have_between_62_and_75_characters(request: pytest.FixtureRequest, pages: list[Page]) -> None:
    """Lines of running text: not of headings, lists, tables, notes and recommendations, and not the last of a paragraph."""
    full = [
        len(line.words)
        for page in pages
        for line, following in pairwise(page.lines)
        if line.tag == "p" and line.paragraph == following.paragraph and not (line.heading or line.is_recommendation)
    ]
    shortest, longest = (62, 75) if request.node.callspec.params["pages"] != "hrc-oral" else (42, 55)
    assert shortest <= median(full) <= longest, "a text that is read aloud has larger type, and so shorter lines"


def test_the_last_line_of_a_paragraph_has_an_eighth_of_the_measure(pages: list[Page]) -> None:
    assert [line.words for line in find_last_lines(pages) if line.width < 1 / 8] == []


def test_the_last_lines_of_nine_paragraphs_in_ten_have_a_quarter_of_the_measure(examples: Examples) -> None:
    """The others would need a line before them that is seen to be short, or more than two of them."""
    last = [line for name in EXAMPLES for line in find_last_lines(examples.lay_out(name))]
    short = [line.words for line in last if line.width < 1 / 4]
    assert len(last) > 200
    assert len(short) <= len(last) / 10, short


def find_last_lines(pages: Iterable[Page]) -> list[Line]:
    """The last lines of paragraphs of two lines and more."""
    lines = [line for page in pages for line in page.lines if line.tag == "p" and not line.heading]
    return [
        line
        for before, line, after in zip(lines, lines[1:], [*lines[2:], None], strict=False)
        if before.paragraph == line.paragraph and (after is None or after.paragraph != line.paragraph)
    ]


def test_no_line_ends_before_four_fifths_of_the_measure_where_the_next_word_has_room(pages: list[Page]) -> None:
    """A last line is not lengthened by a line that is seen to be short."""
    lines = [line for page in pages for line in page.lines if line.tag == "p" and not line.heading]
    assert [
        f"{line.words} / {following.words}"
        for line, following in pairwise(lines)
        if line.paragraph == following.paragraph and line.width < 0.8 and not line.has_break
        if line.width * (1 + (1 + len(following.words.split(" ")[0])) / len(line.words)) < 0.95
    ] == []


def test_the_lines_of_a_title_are_balanced(examples: Examples) -> None:
    with record_layouts() as recorded:
        for name in ("china-report", "commons-evidence"):
            render_pdf(examples.compose(name)[0], Sink())
    titles = [
        [extract_line(line) for line in heading.descendants() if type(line).__name__ == "LineBox"]
        for layout in recorded
        for heading in layout.pages[0]._page_box.descendants()
        if heading.element_tag == "h1" and type(heading).__name__ == "BlockBox"
    ]
    assert titles == [
        ["No Safe Side", "of the River"],
        ["North Koreans in China:", "what the Government can do"],
    ]


def extract_line(line: Any) -> str:
    """The words of a line box."""
    return "".join(getattr(box, "text", "") for box in line.descendants()).strip()


def test_no_line_of_a_justified_report_has_holes_between_its_words(tmp_path: Path) -> None:
    """The space of this typeface is a quarter of its size: what is added to it is seldom more than as much again and a half."""
    for folder in ("briefs", "content"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "briefgen.yaml", tmp_path)
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "public-report.css").write_text(
        '@import "builtin/public-report.css";\n'
        "@media print { .audience-public-report main { text-align: justify; hyphenate-limit-zone: 15pt; } }\n",
        encoding="utf-8",
    )
    pages = lay_out(tmp_path, "china-report")
    added = [line.added_space for page in pages for line in page.lines if line.added_space]
    assert len(added) > 300
    assert max(added) <= 0.45
    assert sum(space > 0.4 for space in added) <= len(added) / 25
    last = find_last_lines(pages)
    assert [line.words for line in last if line.width < 1 / 8] == []
    assert sum(line.width < 1 / 4 for line in last) <= len(last) / 10


def test_few_lines_are_carried_over_before_a_heading_of_the_report(examples: Examples) -> None:
    for page in examples.lay_out("china-report"):
        carried = next((number for number, line in enumerate(page.lines) if line.heading), 99)
        assert carried == 0 or carried >= 3 or page.lines[0].tag != "p", page.lines[0].words


def test_no_word_is_divided_over_a_page_turn_or_into_a_last_line(
    request: pytest.FixtureRequest, examples: Examples, pages: list[Page]
) -> None:
    """A compound and an address can end a line with a hyphen that they have."""
    document, _ = examples.compose(request.node.callspec.params["pages"])
    addresses = [link.get("href") for link in find_elements((document.body,), "a")]
    compounds = set(re.findall(r"\w+-(?=\w)", " ".join([extract_text((document.body,), notes=True), *addresses])))
    divided = []
    for page, following in pairwise([*pages, Page((), 0, 0)]):
        lines = [*page.lines, *following.lines[:1], None]
        for line, rest, after in zip(page.lines, lines[1:], [*lines[2:], None], strict=False):
            is_last = rest is None or after is None or after.paragraph != rest.paragraph
            end = re.search(r"\w+-$", line.words)
            if end and (line is page.lines[-1] or is_last) and end[0] not in compounds:
                divided.append(line.words)
    assert divided == []


def test_a_recommendation_is_whole_on_the_page_of_its_heading_and_of_its_reasons(pages: list[Page]) -> None:
    assert find_torn_recommendations(pages) == []


def find_torn_recommendations(pages: list[Page]) -> list[str]:
    """The first words of recommendations that go on overleaf, or whose heading or reasons are on another page."""
    torn = []
    for page, following in pairwise([*pages, Page((), 0, 0)]):
        if not page.lines:
            continue
        last, after = page.lines[-1], following.lines[:1]
        goes_on = any(
            line.paragraph == last.paragraph or not (line.is_recommendation or line.heading) for line in after
        )
        if last.heading or (last.is_recommendation and goes_on):
            torn.append(last.words)
    return torn


REASON = "The reason is long enough to fill several lines of any measure, and it says why this must be done by the one who is asked."


@pytest.mark.parametrize("audience", ["public-report", "upr-submission"])
def test_no_recommendation_is_torn_wherever_it_falls(audience: str, tmp_path: Path) -> None:
    """Twenty recommendations of one to six lines with reasons of none to four paragraphs: some fall to the foot of a page."""
    (tmp_path / "briefs").mkdir()
    (tmp_path / "content" / "wells").mkdir(parents=True)
    (tmp_path / "briefgen.yaml").write_text("organisation: {name: Example}\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "briefs" / "b.yaml").write_text(
        f"audience: {audience}\nlibrary: wells\ntitle: Wells\nstate: KEN\ndate: 2026-11-23\n", encoding="utf-8"
    )
    for number in range(20):
        action = "Repair every well" + " and measure the water of every spring" * (number * 7 % 11)
        (tmp_path / "content" / "wells" / f"r{number:02}.md").write_text(
            f"---\ntitle: Wells {number}\nkind: recommendation\nsensitivity: public\nstatus: approved\norder: {number}\n"
            f"addressee: Kenya\nstate: KEN\naction: {action}.\n---\n" + f"{REASON}\n\n" * (number * 3 % 5),
            encoding="utf-8",
        )
    pages = lay_out(tmp_path, "b")
    assert len(pages) > 4
    assert find_torn_recommendations(pages) == []


@pytest.mark.parametrize("brief_id", ["letter-minister", "press-china", "upr-china-sheet"])
def test_one_page_stays_one_on_letter_paper_with_a_logo(brief_id: str, tmp_path: Path) -> None:
    for folder in ("briefs", "content"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    settings = yaml.safe_load((ROOT / "briefgen.yaml").read_text(encoding="utf-8"))
    settings["organisation"]["logo"] = "logo.png"
    settings["theme"] = {"paper": "Letter"}
    (tmp_path / "briefgen.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    Image.new("RGB", (600, 200), "navy").save(tmp_path / "logo.png")
    sink = Sink()
    project = load_project(tmp_path, sink)
    document = compose_document(load_inputs(project, load_brief(project, brief_id, sink), sink), sink)
    printed = Pdf(render_pdf(document, sink).content)
    assert len(printed.pages) == 1
    assert printed.pages[0].height == 792
