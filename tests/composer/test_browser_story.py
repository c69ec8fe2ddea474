"""The officer's whole story in a browser, from a finished Word file to a file that was sent: by mouse, and once more by keyboard alone.

Both leave the same lines in the files of the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.composer.hands import Keyboard, Mouse
from tests.composer.uploading import describe_changes, read_texts
from tests.composer.windows import keep_statuses, open_page, wait_for_status, wait_until_saved
from tests.merge.word_edits import WordEdits
from tests.programs import require_library
from tests.word_by_hand import note_call, notes_part, paragraph, write_docx
from tests.word_by_hand import run as words

require_library("starlette", "composer")
require_library("playwright", "dev")

from briefgen.composer.server import run_composer  # noqa: E402 - only where its libraries are installed
from briefgen.composer.session import ComposerSession  # noqa: E402

EXPECTED = Path(__file__).parent / "story.diff"
WELLS, ILLNESS, METHOD = "what-the-wells-give", "who-is-ill", "how-we-wrote-this"
REPORT = (
    paragraph("Water for the villages of the north", "Heading1"),
    paragraph("What the wells give", "Heading2"),
    paragraph(words("The wells of the north give less water each year.") + note_call(1)),
    paragraph("Who is ill", "Heading2"),
    paragraph("Children in the villages fall ill from the river."),
    paragraph("How we wrote this", "Heading2"),
    paragraph("Our team went to each village in May."),
)
NOTES = notes_part("footnote", "Ministry of Water, An invented register of wells, 2024, p. 12.")


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody with a browser, a project and a folder of their own."""

    hand: Mouse
    root: Path
    desk: Path

    @property
    def page(self) -> Any:
        """What is on the screen."""
        return self.hand.page


class Diary:
    """The lines of the project that each act changed."""

    def __init__(self, root: Path) -> None:
        self.root, self.files, self.pages = root, read_files(root), list[str]()

    def note(self, act: str) -> None:
        """Write down what is different since the last act."""
        before, self.files = self.files, read_files(self.root)
        lines = "\n".join(filter(None, (f"== {act}", describe_changes(before, self.files))))
        self.pages.append(re.sub(r"\b\d{4}-\d\d-\d\d\b", "(a day)", lines))


def read_files(root: Path) -> Mapping[str, str]:
    """The files that a user writes; of a delivery who got what, and not its digests."""
    texts = read_texts(root)
    if "deliveries.jsonl" not in texts:
        return texts
    sent = [json.loads(line) for line in texts["deliveries.jsonl"].splitlines()]
    return {**texts, "deliveries.jsonl": "\n".join(f"{line['on']} {line['to']} {line['file']}" for line in sent)}


def open_text(officer: Officer, block: str) -> None:
    officer.hand.choose_block(block)
    officer.hand.press(f"#sections li[data-block='{block}'] .edit")
    officer.page.locator("#editor-body:focus").wait_for()


def import_report(officer: Officer) -> Iterator[str]:
    hand, page = officer.hand, officer.page
    file = write_docx(officer.desk / "north.docx", *REPORT, parts={"footnotes": NOTES})
    hand.press("nav a[href$='/page/import']")
    page.locator("#libraries option").first.wait_for(state="attached")
    hand.choose_file("#file", file)
    page.locator("#import-title", has_text="library north").wait_for()
    hand.fill("#settings [name=library]", "clean-water")
    hand.choose_option("#settings [name=sources]", "clean-water")
    hand.press("#look")
    page.locator("#import-title", has_text="library clean-water").wait_for()
    hand.press("#write")
    page.locator("#open", has_text="Open the brief north").wait_for()
    yield "a Word file is imported"
    hand.press("#open")
    page.locator(f"#sections li[data-block='{WELLS}']").wait_for()


def arrange_blocks(officer: Officer) -> Iterator[str]:
    hand, page = officer.hand, officer.page
    hand.put_behind(ILLNESS, WELLS)
    keep_statuses(page)
    hand.switch_block(METHOD)
    wait_for_status(page, "How we wrote this is off")
    yield "a block is moved, and one is off"
    hand.choose_block("law/treaties")
    hand.choose_option("li[data-block='law/treaties'] select", "short")
    page.locator("#sections li[data-block='law/treaties'] .cut").wait_for()
    yield "a cut is taken"


def write_and_cite(officer: Officer) -> Iterator[str]:
    hand, page = officer.hand, officer.page
    open_text(officer, WELLS)
    page.keyboard.press("Control+End")
    page.keyboard.type("Many walk for two hours.")
    wait_until_saved(page)
    yield "a sentence is written"
    hand.pick_mark("#editor-marks [data-pick=citation]")
    hand.pick_found("ministry")
    page.locator("#editor-chips button", has_text="Ministry").nth(1).wait_for()
    wait_until_saved(page)
    yield "a work is cited"


def correct_figure(officer: Officer) -> Iterator[str]:
    hand, page = officer.hand, officer.page
    hand.press("nav a[href$='/page/facts']")
    page.locator("#rows tbody button").first.wait_for()
    hand.choose_row("wells-2024")
    hand.fill("#field-value", "96")
    page.keyboard.press("Tab")
    page.locator("#editor-status", has_text="is written").wait_for()
    page.keyboard.press("Escape")
    yield "a figure is corrected"
    page.go_back()
    page.locator("#sections li").first.wait_for()


def release(officer: Officer) -> Iterator[str]:
    """The texts become public and are approved; then the brief gets its reader."""
    hand, page = officer.hand, officer.page
    for block in (ILLNESS, METHOD, WELLS):
        open_text(officer, block)
        keep_statuses(page)
        if block == ILLNESS:
            hand.press("#editor-form summary")
        hand.choose_option("#editor-form [name=sensitivity]", "public")
        page.locator(f"#sections li[data-block='{block}'] .label.public").wait_for()
    yield "the texts are public"
    hand.fill("#approve [name=by]", "A. Example")
    page.keyboard.press("Enter")
    wait_for_status(page, "Approved by A. Example")
    yield "a text is approved"
    hand.press("#editor-close")
    hand.choose_option("#audiences", "public-report")
    page.locator("#audience", has_text="Public report").wait_for()
    yield "the brief has its reader"


def build(officer: Officer) -> Iterator[str]:
    hand, page = officer.hand, officer.page
    hand.press("#build-open")
    page.locator("#build-formats input").first.wait_for()
    for name in page.locator("#build-formats input:not([value=docx])").evaluate_all(
        "(boxes) => boxes.filter((box) => box.checked).map((box) => box.value)"
    ):
        hand.switch(f"#build-formats input[value={name}]")
    hand.press("#build-start")
    page.locator("#build-files li", has_text="out/north.docx").wait_for()
    page.keyboard.press("Escape")
    yield "the Word file is built"


def merge(officer: Officer) -> Iterator[str]:
    hand, page = officer.hand, officer.page
    word = WordEdits(officer.root / "out/north.docx")
    word.replace("fall ill", "have fallen ill")
    hand.press("nav a[href$='/page/merge']")
    page.wait_for_url("**/page/merge*")
    hand.choose_file("#file", word.save(officer.desk / "from-the-lawyer.docx"))
    page.locator("#changes li").first.wait_for()
    hand.press("[data-choose=all]")
    hand.press("#write")
    page.locator("#written", has_text="1 change is in the blocks now.").wait_for()
    yield "the changes of a lawyer are merged"
    page.go_back()
    page.locator("#sections li").first.wait_for()


def send(officer: Officer) -> Iterator[str]:
    hand, page = officer.hand, officer.page
    hand.press("nav a[href$='/page/sent']")
    page.locator("#files input").first.wait_for()
    hand.fill("#note [name=to]", "The committee")
    hand.switch("#files input[value='out/north.docx']")
    hand.press("#note .main")
    page.locator("#deliveries td", has_text="The committee").wait_for()
    yield "the submission is sent"


@pytest.mark.parametrize("kind", [Mouse, Keyboard])
def test_a_finished_text_becomes_a_submission_that_is_sent(
    kind: type[Mouse], project: Callable[[str], Path], browser: Any, tmp_path: Path, *, accept: bool
) -> None:
    root, faults = project("river-watch"), list[str]()
    diary = Diary(root)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    desk = tmp_path / "desk"
    desk.mkdir()
    officer = Officer(kind(open_page(context, faults)), root, desk)
    with run_composer(ComposerSession(root), 0) as url:
        officer.page.goto(url)
        officer.page.locator("#briefs tbody tr").first.wait_for()
        for chapter in (
            import_report,
            arrange_blocks,
            write_and_cite,
            correct_figure,
            release,
            build,
            merge,
            build,
            send,
        ):
            for act in chapter(officer):
                diary.note(act)
        context.close()  # before the server stops: its pages ask it for what is new
    assert faults == []
    written = "\n\n".join(diary.pages) + "\n"
    if accept and kind is Mouse:
        EXPECTED.write_text(written, encoding="utf-8")
    assert written == EXPECTED.read_text(encoding="utf-8")
