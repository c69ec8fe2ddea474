"""The pictures of the composer in the documentation: made by `pytest --accept tests/composer/test_screenshots.py`, and each page still shows what is in its picture."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from briefgen.composer.server import run_composer
from briefgen.composer.session import ComposerSession
from briefgen.model.diagnostic import Sink
from briefgen.model.record import Delivery, FileContents, FileRecord
from briefgen.model.translation_record import TextKey
from briefgen.record.deliveries import add_deliveries
from briefgen.translate.record import record_translations
from tests.composer.test_browser_story import NOTES, REPORT
from tests.merge.word_edits import WordEdits
from tests.programs import require_library
from tests.running import PATIENCE, ROOT, copy_project, run_apart
from tests.word_by_hand import write_docx

require_library("starlette", "composer")

IMAGES = ROOT / "docs/images"
SIZE = (1280, 760)
COLOURS = 200
"""Of a picture's palette: a page has few, and the file stays small."""
WELLS = "situation/wells"
TILES = (32, 19)
MOST_DIFFERENCE = 8
"""Of the grey of all tiles on average, from 0 to 255: fonts of another system make some, another page much more."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a campaign, a deadline, a finished file, and a translation that is older than its original."""
    root = copy_project("river-watch", tmp_path_factory.mktemp("pictures"))
    (root / "campaigns").mkdir(exist_ok=True)
    (root / "campaigns/embassies.yaml").write_text("briefs: [embassy-note]\nrecipients: embassies.csv\n")
    (root / "campaigns/embassies.csv").write_text("id,name\nfrance,Embassy of France\ngermany,Embassy of Germany\n")
    brief = root / "briefs/upr-kenya.yaml"
    deadline = datetime.now(UTC).date() + timedelta(days=21)
    brief.write_text(f"{brief.read_text(encoding='utf-8')}deadline: {deadline}\n", encoding="utf-8")
    contents = FileContents("embassy-note", "diplomat", "clean-water", "en", campaign="embassies")
    sent = FileRecord("0" * 64, contents, "pdf")
    add_deliveries(root, [Delivery(sent, "embassy-note.pdf", "Embassy of France", "2026-01-20")])
    text = TextKey("block", WELLS, "text")
    before = 'In {{ fact("wells-2024") }} villages, people walk to a well that runs dry in summer.'
    record_translations(root / "content/clean-water", root, {(text, "fr"): [before]}, Sink())
    assert run_apart("build", "water-report", "--to", "docx", folder=root).code == 0
    return root


@pytest.fixture(scope="module")
def url(root: Path) -> Iterator[str]:
    with run_composer(ComposerSession(root), 0) as url:
        yield url


def open_block(page: Any) -> None:
    """Open the text of a block, once the page that goes to it is there."""
    page.frame_locator("#document").locator("h2").first.wait_for()
    page.locator(f"#sections li[data-block='{WELLS}'] .title").click()
    page.locator(f"#sections li[data-block='{WELLS}'] .edit").click()
    page.locator("#editor-body").wait_for()
    page.locator("#editor-body").blur()


def show_home(page: Any, url: str, _root: Path) -> None:
    """All briefs and campaigns, counted."""
    page.goto(url)
    page.wait_for_selector("#campaigns .stale span")


def show_brief(page: Any, url: str, _root: Path) -> None:
    """One brief, with a block at hand."""
    page.goto(f"{url}page/brief?brief=upr-kenya")
    page.locator("#sections li[data-block='situation/wells'] .title").click()
    page.frame_locator("#document").locator(".at-hand").first.wait_for()


def show_text(page: Any, url: str, _root: Path) -> None:
    """The text of a block."""
    page.goto(f"{url}page/brief?brief=water-report")
    open_block(page)


def show_translation(page: Any, url: str, _root: Path) -> None:
    """A translation beside its original."""
    page.goto(f"{url}page/brief?brief=water-report&language=fr")
    open_block(page)
    page.locator("#editor-original ins").first.wait_for()


def show_facts(page: Any, url: str, _root: Path) -> None:
    """A figure, with what a change of it touches."""
    page.goto(f"{url}page/facts")
    page.locator("#rows button", has_text="wells-2024").click()
    page.locator("#impact-lists li").first.wait_for()


def show_broken_file(page: Any, url: str, _root: Path) -> None:
    """A file with an error, as text."""
    page.goto(f"{url}page/text?file=briefs/water-report.yaml&line=3")
    page.locator("#text-problems .problem").first.wait_for()


def show_import(page: Any, url: str, _root: Path) -> None:
    """What a finished Word file becomes, before anything is written."""
    page.goto(f"{url}page/import")
    page.locator("#libraries option").first.wait_for(state="attached")
    with TemporaryDirectory() as folder:
        file = write_docx(Path(folder) / "report-on-the-north.docx", *REPORT, parts={"footnotes": NOTES})
        page.locator("#file").set_input_files(file)
        page.locator("#import-title", has_text="library report-on-the-north").wait_for()


def show_merge(page: Any, url: str, root: Path) -> None:
    """The changes of a lawyer, before they are taken."""
    word = WordEdits(root / "out/water-report.docx")
    word.replace("people walk", "families walk")
    page.goto(f"{url}page/merge")
    with TemporaryDirectory() as folder:
        page.locator("#file").set_input_files(word.save(Path(folder) / "from-the-lawyer.docx"))
        page.locator("#changes li").first.wait_for()


def show_sent(page: Any, url: str, _root: Path) -> None:
    """What was sent to whom, and where to note more."""
    page.goto(f"{url}page/sent")
    page.locator("#deliveries td").first.wait_for()


PICTURES: dict[str, Callable[[Any, str, Path], None]] = {
    "home": show_home,
    "brief": show_brief,
    "text": show_text,
    "translation": show_translation,
    "facts": show_facts,
    "import": show_import,
    "merge": show_merge,
    "sent": show_sent,
    "broken-file": show_broken_file,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_its_page_as_it_is_today(
    name: str, url: str, root: Path, browser: Any, *, accept: bool
) -> None:
    if name == "broken-file":
        file = root / "briefs/water-report.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]}, locale="en")
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    PICTURES[name](page, url, root)
    page.wait_for_timeout(1000)  # for what is counted behind the page
    drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    path = IMAGES / f"composer-{name}.png"
    if accept:
        drawn.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    with Image.open(path) as picture:
        tiles = [image.convert("L").resize(TILES, Image.Resampling.BOX) for image in (picture, drawn)]
    assert ImageStat.Stat(ImageChops.difference(*tiles)).mean[0] < MOST_DIFFERENCE
