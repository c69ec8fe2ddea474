"""What office programs put on the clipboard becomes Markdown, in a browser: notes, lists and tables stay, styles go, and the page says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefgen.composer.words import load_words
from tests.composer.barriers import find_barriers
from tests.composer.windows import open_page
from tests.programs import require_library

require_library("starlette", "composer")

from briefgen.composer.server import run_composer  # noqa: E402
from briefgen.composer.session import ComposerSession  # noqa: E402

CLIPBOARDS = Path(__file__).parent / "clipboards"
CONVERT = """async ([root, html]) => {
  const { parseHtml } = await import(`${root}static/paste-html.js`);
  const { toMarkdown } = await import(`${root}static/paste-markdown.js`);
  return toMarkdown(parseHtml(html));
}"""
PASTE = """(html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "plain");
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  return document.querySelector("#editor-body").dispatchEvent(event);
}"""
PASTE_PICTURE = """async (size) => {
  const canvas = new OffscreenCanvas(8, 6);
  canvas.getContext("2d").fillRect(0, 0, 8, 6);
  const content = size ? new Uint8Array(size) : await canvas.convertToBlob();
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([content], "My well.png", { type: "image/png" }));
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector("#editor-body").dispatchEvent(event);
}"""
WELLS = "content/clean-water/situation/wells.md"


def test_clipboards_of_office_programs_become_markdown(
    project: Callable[[str], Path], browser: Any, *, accept: bool
) -> None:
    """Word, LibreOffice, Google Docs, a page of the web, and HTML that nobody should write."""
    faults = list[str]()
    context = browser.new_context(locale="en")
    page = open_page(context, faults)
    with run_composer(ComposerSession(project("composing")), 0) as url:
        page.goto(url)
        for path in sorted(CLIPBOARDS.glob("*.html")):
            found = page.evaluate(CONVERT, [url, path.read_text(encoding="utf-8")])
            counts = {"kept": {key: n for key, n in found["kept"].items() if n}, "gone": found["gone"]}
            parts = [found["text"], found["notes"], json.dumps(counts)]
            written, expected = "\n\n".join(filter(None, parts)) + "\n", path.with_suffix(".md")
            if accept:
                expected.write_text(written, encoding="utf-8")
            assert written == expected.read_text(encoding="utf-8"), path.name
            for words in load_words("en"), load_words("fr"), load_words("es"):
                assert {f"paste.{key}" for key in (*found["kept"], *found["gone"])} <= set(words)
        context.close()  # before the server stops: its pages ask it for what is new
    assert faults == []


def test_a_text_from_word_is_pasted_into_a_block_with_its_notes(project: Callable[[str], Path], browser: Any) -> None:
    root, faults = project("river-watch"), list[str]()
    file = root / WELLS
    file.write_text(f"{file.read_text(encoding='utf-8')}\nA note.[^note1]\n\n[^note1]: The first.\n", encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    page = open_page(context, faults)
    with run_composer(ComposerSession(root), 0) as url:
        page.goto(f"{url}page/brief?brief=water-report")
        page.frame_locator("#document").get_by_text("people walk to a well").click()
        body = page.locator("#editor-body")
        page.locator(
            "#editor-body:focus"
        ).wait_for()  # keys and events reach a hidden field, too, and the text of the block would replace them
        body.press("Control+End")
        assert page.evaluate(PASTE, (CLIPBOARDS / "word.html").read_text(encoding="utf-8")) is False
        message = page.locator("#editor-pasted").inner_text()
        assert message.startswith("Taken over: 1 heading, 5 points of lists, 1 table, 1 quotation, 3 notes.")
        assert "1 picture" in message
        assert "1 hidden passage" in message
        assert "secret name" not in body.input_value()
        assert find_barriers(page) == []

        # The document prints it, with every note.
        frame = page.frame_locator("#document")
        frame.get_by_text("forty wells at 5").wait_for()
        assert "Second paragraph." in frame.locator("[id^=note-]", has_text="Ministry, Report (2024) 3.").inner_text()
        assert frame.get_by_role("cell", name="north | east").count() == 1
        assert "{{ fact(" in frame.locator("body").inner_text()

        # A picture of 50 MB is refused in words and is not sent; another goes into the library, and its words are asked for.
        page.evaluate(PASTE_PICTURE, 50_000_000)
        page.locator("#editor-pasted", has_text="This picture has 50 MB, and at most 20 MB are taken").wait_for()
        assert not (root / "content/clean-water/images/My-well.png").exists()
        page.evaluate(PASTE_PICTURE, 0)
        page.locator("#picker-list [data-key='images/My-well.png']").wait_for()
        assert find_barriers(page) == []
        page.keyboard.type("A well without water")
        page.keyboard.press("Enter")
        assert "![A well without water](images/My-well.png)" in body.input_value()
        assert (root / "content/clean-water/images/My-well.png").exists()

        # A sentence goes into the sentence; the words of a program are left to the browser.
        body.evaluate("(field) => field.setSelectionRange(0, 0)")
        page.evaluate(PASTE, (CLIPBOARDS / "sentence.html").read_text(encoding="utf-8"))
        assert body.input_value().startswith("and **two** wells[^note5] at # 5")
        assert page.evaluate(PASTE, '<div style="white-space: pre"><b>**code**</b></div>') is True
        context.close()  # before the server stops: its pages ask it for what is new
    assert faults == []
