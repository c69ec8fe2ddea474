"""Import, sent, compare and campaign in a browser, by keyboard: what each page does, and that everybody can use it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.composer.barriers import find_barriers
from tests.composer.test_importing import TEXT
from tests.composer.uploading import read_texts
from tests.composer.windows import run_composer_of, watch_page
from tests.programs import require_library
from tests.test_import_previous import REPORT

require_library("starlette", "composer")
require_library("playwright", "dev")

from playwright.sync_api import expect  # noqa: E402 - only where its libraries are installed

from briefgen.composer.session import ComposerSession  # noqa: E402


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of the browser; any message in its console fails the test."""
    with watch_page(browser) as page:
        yield page


def import_text(page: Any, url: str, file: Path, root: Path) -> None:
    """Import a text into a library, and take it back."""
    before = read_texts(root)
    file.write_bytes(TEXT)
    page.goto(f"{url}page/import")
    page.get_by_label("Finished text").set_input_files(str(file))
    page.get_by_text("with blocks in the library north").wait_for()
    page.get_by_label("Library for the blocks").fill("wells")
    assert page.get_by_role("button", name="Write the blocks").is_disabled()  # another library was not looked at yet
    page.keyboard.press("Enter")
    page.get_by_text("with blocks in the library wells").wait_for()
    assert find_barriers(page) == []
    assert read_texts(root) == before
    page.get_by_role("button", name="Write the blocks").press("Enter")
    page.get_by_role("link", name="Open the brief north").wait_for()
    assert "briefs/north.yaml" in read_texts(root)
    assert find_barriers(page) == []
    page.locator("#undo").press("Enter")
    page.get_by_role("link", name="Open the brief north").wait_for(state="hidden")
    assert read_texts(root) == before


def paste_earlier_recommendations(page: Any, url: str, root: Path) -> None:
    """Paste the text of a report, and add its recommendations to a library; take them back."""
    before = read_texts(root)
    page.goto(f"{url}page/import")
    page.get_by_role("link", name="Earlier recommendations").press("Enter")
    page.get_by_label("Or paste the text of a report").fill(REPORT)
    expect(page.get_by_role("button", name="Read the text")).to_be_enabled()
    page.get_by_role("button", name="Read the text").press("Enter")
    page.get_by_role("heading", name="3 new recommendations").wait_for()
    assert find_barriers(page) == []
    page.get_by_role("button", name="Add to the library").press("Enter")
    page.get_by_text("3 are in the library already").wait_for()
    assert read_texts(root).keys() - before.keys() == {"content/clean-water/previous.yaml"}
    page.locator("#undo").press("Enter")
    page.get_by_role("heading", name="3 new recommendations").wait_for()
    assert read_texts(root) == before


def note_what_was_sent(page: Any, url: str, root: Path) -> None:
    """Note a file as sent; then correct a figure in it."""
    page.goto(f"{url}page/sent")
    page.get_by_label("out/water-report.html").press("Space")
    page.get_by_label("To whom").fill("The office")
    page.keyboard.press("Enter")
    page.get_by_role("cell", name="The office").wait_for()
    assert find_barriers(page) == []
    facts = root / "content/clean-water/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("value: 95", "value: 94"), encoding="utf-8")
    page.reload()
    page.locator("#corrections li", has_text="The office").get_by_text("94 wells").wait_for()
    assert find_barriers(page) == []
    page.get_by_role("button", name="Make the notices").press("Enter")
    page.locator("#run-state", has_text="documents: 1 of 1 · done").wait_for()
    assert find_barriers(page) == []
    assert (root / "out/corrections/The office/notice-en.docx").is_file()


def compare_with_the_file(page: Any, url: str) -> None:
    """Compare the brief with the file that was sent."""
    page.goto(f"{url}page/compare?brief=water-report")
    page.get_by_label("Compare with").select_option("against:water-report.html")
    page.get_by_role("status").get_by_text("1 figure is different").wait_for()
    page.frame_locator("#comparison").locator("ins").first.wait_for()
    assert find_barriers(page) == []
    page.goto(f"{url}page/compare?brief=water-report&words=fr")
    page.locator("#versions select").select_option("against:water-report.html")
    figures = page.frame_locator("#comparison").locator(".changes[lang=fr]", has_text="Chiffres")
    figures.locator("li", has_text="est maintenant").wait_for()


def build_a_campaign(page: Any, url: str, root: Path) -> None:
    """Build a campaign whose recipients cannot be read: the page says so in words."""
    (root / "campaigns").mkdir()
    (root / "campaigns/offices.yaml").write_text("briefs: [water-report]\nrecipients: none.csv\n", encoding="utf-8")
    held: list[Any] = []
    page.route("**/view/campaign*", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it is read as a function
    with page.expect_request("**/view/campaign*"):
        page.goto(f"{url}page/campaign?campaign=offices")
    page.get_by_role("button", name="Make the documents").press("Enter")  # before the page knows the campaigns
    held[0].continue_()
    page.get_by_role("status").get_by_text("Nothing was made.").wait_for()
    page.locator("#run-problems").get_by_text("none.csv").first.wait_for()
    assert find_barriers(page) == []


def build_for_one_recipient(page: Any, url: str, root: Path) -> None:
    """Choose one of two recipients by keyboard."""
    (root / "campaigns/towns.yaml").write_text("briefs: [embassy-note]\nrecipients: towns.csv\nformats: [html]\n")
    (root / "campaigns/towns.csv").write_text("id,name\nford,Office of Ford\nbridge,Office of Bridge\n")
    page.goto(f"{url}page/campaign?campaign=towns")
    page.locator("#only option", has_text="Office of Bridge").wait_for()
    page.locator("#only").focus()
    page.keyboard.press("End")
    page.get_by_role("button", name="Make the documents").press("Enter")
    page.locator("#run-state", has_text="documents: 1 of 1 · done").wait_for()
    assert [path.parent.name for path in (root / "out").rglob("embassy-note*.html")] == ["bridge"]
    assert find_barriers(page) == []


def follow_a_deleted_campaign(page: Any, url: str, session: ComposerSession) -> None:
    """When the chosen campaign is gone, the page shows the recipients of the one that it names instead."""
    page.goto(f"{url}page/campaign?campaign=offices")
    page.locator("#choice:not([hidden])").wait_for()
    assert page.locator("#only option").count() == 0
    (session.root / "campaigns/offices.yaml").unlink()
    session.publish_revision()
    page.locator("#only option", has_text="Office of Bridge").wait_for()
    assert page.locator("#choice select[name=campaign]").input_value() == "towns"


def test_a_text_comes_in_and_a_file_goes_out(built_report: Path, page: Any, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built_report, tmp_path / "project"))
    session = ComposerSession(root)
    with run_composer_of(page, session) as url:
        import_text(page, url, tmp_path / "north.md", root)
        paste_earlier_recommendations(page, url, root)
        note_what_was_sent(page, url, root)
        compare_with_the_file(page, url)
        build_a_campaign(page, url, root)
        build_for_one_recipient(page, url, root)
        follow_a_deleted_campaign(page, url, session)


@pytest.mark.parametrize("name", ["previous", "sent", "home"])
def test_what_a_form_sends_waits_for_the_script_of_its_page(name: str, built_report: Path, page: Any) -> None:
    """Before it is there, the text that somebody pasted was lost."""
    held = list[Any]()

    def hold(route: Any) -> None:
        held.append(route)

    page.route(f"**/static/{name}.js", hold)
    button = page.locator("[data-when-ready]")
    with run_composer_of(page, ComposerSession(built_report)) as url:
        page.goto(url if name == "home" else f"{url}page/{name}", wait_until="commit")
        button.wait_for(state="attached")
        assert button.is_disabled()
        while not held:
            page.wait_for_timeout(50)
        held[0].continue_()
        expect(button).to_be_enabled()
