"""Makes the pictures of the composer in `docs/images/` from an invented project: `python scripts/build_composer_images.py`.

It needs Chromium and the libraries of `briefgen[composer,dev]`. Look at each picture afterwards.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from briefgen.composer.server import run_composer
from briefgen.composer.session import ComposerSession
from briefgen.model.diagnostic import Sink
from briefgen.model.record import Delivery, FileContents, FileRecord
from briefgen.model.translation_record import TextKey
from briefgen.record.deliveries import add_deliveries
from briefgen.translate.record import record_translations
from tests.programs import find_chromium

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "tests/projects/river-watch"
IMAGES = ROOT / "docs/images"
COLOURS = 200
"""Of a picture's palette: a page has few, and the file stays small."""
WELLS = "situation/wells"


@contextmanager
def prepare_project() -> Iterator[Path]:
    """A copy of the project with a campaign, a deadline, and a translation that is older than its original."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "river-watch"
        shutil.copytree(PROJECT, root)
        (root / "campaigns").mkdir()
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
        yield root


def open_block(page: Any) -> None:
    """Open the text of a block."""
    page.locator(f"#sections li[data-block='{WELLS}'] .title").click()
    page.locator(f"#sections li[data-block='{WELLS}'] .edit").click()
    page.locator("#editor-body").wait_for()
    page.locator("#editor-body").blur()


def show_home(page: Any, url: str) -> None:
    """All briefs and campaigns, counted."""
    page.goto(url)
    page.wait_for_selector("#campaigns .stale span")


def show_brief(page: Any, url: str) -> None:
    """One brief, with a block at hand."""
    page.goto(f"{url}page/brief?brief=upr-kenya")
    page.locator("#sections li[data-block='situation/wells'] .title").click()
    page.frame_locator("#document").locator(".at-hand").first.wait_for()


def show_text(page: Any, url: str) -> None:
    """The text of a block."""
    page.goto(f"{url}page/brief?brief=water-report")
    open_block(page)


def show_translation(page: Any, url: str) -> None:
    """A translation beside its original."""
    page.goto(f"{url}page/brief?brief=water-report&language=fr")
    open_block(page)
    page.locator("#editor-original ins").first.wait_for()


def show_facts(page: Any, url: str) -> None:
    """A figure, with what a change of it touches."""
    page.goto(f"{url}page/facts")
    page.locator("#rows button", has_text="wells-2024").click()
    page.locator("#impact-lists li").first.wait_for()


def show_broken_file(page: Any, url: str, root: Path) -> None:
    """A file with an error, as text."""
    file = root / "briefs/water-report.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    page.goto(f"{url}page/text?file=briefs/water-report.yaml&line=3")
    page.locator("#text-problems .problem").first.wait_for()


def save_picture(page: Any, name: str) -> None:
    """Save the window as a PNG with few colours."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        IMAGES / f"composer-{name}.png", optimize=True
    )


def main() -> None:
    """Make all pictures."""
    pictures = {
        "home": show_home,
        "brief": show_brief,
        "text": show_text,
        "translation": show_translation,
        "facts": show_facts,
    }
    with prepare_project() as root, run_composer(ComposerSession(root), 0) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        page = browser.new_context(viewport={"width": 1280, "height": 760}, locale="en").new_page()
        for name, show in pictures.items():
            show(page, url)
            page.wait_for_timeout(1000)  # for what is counted behind the page
            save_picture(page, name)
        show_broken_file(page, url, root)
        save_picture(page, "broken-file")
        browser.close()


if __name__ == "__main__":
    main()
