"""What a typesetter looks for on the pages of every example: nothing stands alone, and no page ends in a few lines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from briefgen.load import list_names, load_brief, load_project
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs
from briefgen.render import render_pdf
from briefgen.render.pdf import writer
from tests.pdf import Pdf

ROOT = Path(__file__).parent.parent
HEADINGS = ("h2", "h3", "h4", "h5")
UNPRINTED = ("cover", "back")
"""Names of pages without running text."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Line:
    """A line of the text area, from the top of the page; in pixels."""

    bottom: float
    heading: bool
    words: str
    begins_with_call: bool


@dataclass(frozen=True)
class Page:
    """The lines of a page above its notes, and how far down text may go."""

    lines: tuple[Line, ...]
    top: float
    height: float


@pytest.fixture(scope="module", params=list_names(load_project(ROOT, Sink()), "briefs"))
def pages(request: pytest.FixtureRequest) -> list[Page]:
    """The pages of one example."""
    layouts: list[Any] = []
    sink = Sink()
    project = load_project(ROOT, sink)
    document = compose_document(load_inputs(project, load_brief(project, request.param, sink), sink), sink)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "check_lost_text", lambda layout, _tree, _sink: layouts.append(layout))
        render_pdf(document, sink)
    boxes = [page._page_box for page in layouts[0].pages]
    return [page_of(box) for box in boxes if box.page_type.name not in UNPRINTED]


def page_of(box: Any) -> Page:
    lines = sorted(lines_of(box.children[0], heading=False), key=lambda line: line.bottom)
    return Page(tuple(lines), box.content_box_y(), box.height)


def lines_of(box: Any, *, heading: bool) -> Iterator[Line]:
    box = getattr(box, "_box", box)
    heading = heading or box.element_tag in HEADINGS
    if type(box).__name__ == "LineBox":
        texts = [inner for inner in box.descendants() if getattr(inner, "text", "").strip()]
        if texts:
            call = str(texts[0].element_tag).endswith("footnote-call")
            words = " ".join(text.text for text in texts)
            yield Line(box.position_y + box.height, heading, words, call)
        return
    for child in getattr(box, "children", ()):
        yield from lines_of(child, heading=heading)


def test_no_heading_stands_alone_at_the_foot_of_a_page(pages: list[Page]) -> None:
    for page in pages:
        after = [line for line in page.lines[-3:] if line.heading]
        low = [line.words for line in after if line.bottom > page.top + 0.8 * page.height]
        followers = [line for line in page.lines if after and line.bottom > max(line.bottom for line in after)]
        assert not low or len(followers) >= 2, low


def test_the_last_page_is_a_third_full(pages: list[Page]) -> None:
    last = pages[-1]
    assert len(pages) == 1 or max(line.bottom for line in last.lines) - last.top > last.height / 3


def test_no_line_begins_with_the_call_of_a_note(pages: list[Page]) -> None:
    assert [line.words for page in pages for line in page.lines if line.begins_with_call] == []


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
