"""The PDF: notes with their words, nothing lost without a word, nothing loaded from elsewhere."""

from __future__ import annotations

import builtins
import hashlib
import logging
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pytest
import weasyprint.urls
from PIL import Image

from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import MachineError, Severity, Sink
from briefgen.model.document import Document
from briefgen.model.tree import Node
from briefgen.render import render_pdf, render_press
from briefgen.render.images.cleaning import clean_images
from briefgen.render.pdf.page import build_print_page
from tests.unit.documents import element, note
from tests.unit.printing import WORDS, printed, styled, text_of_page

ROOT = Path(__file__).parents[2]


def test_a_footnote_stands_at_the_foot_of_the_page_of_its_call(tmp_path: Path) -> None:
    document = styled(
        tmp_path, element("h1", "Title"), element("p", "The Convention.", note("Article 3.")), element("p", "Then.")
    )
    reader, sink = printed(document)
    assert not sink.diagnostics
    assert text_of_page(reader) == "Title The Convention.1 Then. 1 Article 3."


def test_notes_in_every_kind_of_place_are_all_printed(tmp_path: Path) -> None:
    table = element(
        "table",
        element("thead", element("tr", element("th", "A", note("In a head.")))),
        element("tbody", element("tr", element("td", "B", note("In a cell.")))),
    )
    document = styled(
        tmp_path,
        element("h1", "Title", note("In a heading.")),
        element("ul", element("li", element("p", "Item", note("In a list.")))),
        element("p", element("a", "link", note("In a link."), href="https://example.org/")),
        element(
            "blockquote",
            element(
                "p", "Said", note(element("p", "One."), element("p", "Two."), element("ul", element("li", "Three.")))
            ),
        ),
        table,
    )
    reader, sink = printed(document)
    assert not sink.diagnostics
    assert "1 In a heading. 2 In a list. 3 In a link. 4 One. Two. Three. 5 In a head. 6 In a cell." in text_of_page(
        reader
    )


def test_a_note_in_a_heading_stays_out_of_the_bookmarks(tmp_path: Path) -> None:
    reader, _ = printed(
        styled(tmp_path, element("h1", "Forced return", note("First used in 2004."), data_short="Forced return"))
    )
    assert reader.outline == ["Forced return"]


def test_endnotes_and_their_calls_lead_to_each_other(tmp_path: Path) -> None:
    document = styled(tmp_path, element("h1", "T"), element("p", "Word", note("Text.")), notes=NotePlacement.ENDNOTES)
    reader, sink = printed(document)
    assert not sink.diagnostics
    assert text_of_page(reader) == "T Word1 Notes 1 Text."
    assert set(reader.destinations) == {"call-1", "note-1"}


@pytest.mark.parametrize("width", range(60, 108, 4))
@pytest.mark.parametrize("last", ["Convention", "Convention!", "Convention \N{EM DASH}"])
def test_a_call_never_stands_alone_on_a_line(tmp_path: Path, width: int, last: str) -> None:
    paragraphs = [element("p", f"{WORDS[: 20 + 7 * turn]} the ", element("em", last), note("N.")) for turn in range(6)]
    document = styled(tmp_path, *paragraphs, css=f"body {{ width: {width}mm }}")
    reader, _ = printed(document)
    lines = reader.pages[0].text.splitlines()
    assert lines
    assert [line for line in lines if line.strip() in {"1", "2", "3", "4", "5", "6"}] == []


def test_the_metadata_are_those_of_the_brief_alone(tmp_path: Path) -> None:
    reader, _ = printed(
        styled(tmp_path, element("h1", "T"), day=date(2026, 11, 23), keywords=("a", "b"), language="fr")
    )
    assert reader.information == {
        "/Title": "Forced return",
        "/Author": "Alliance for Return",
        "/Keywords": "a, b",
        "/Producer": "WeasyPrint 70.0",
        "/CreationDate": "D:20261123",
        "/ModDate": "D:20261123",
    }
    assert reader.root.Lang == "fr"
    assert reader.root.MarkInfo.Marked


def test_a_document_with_an_ornament_is_called_pdf_ua_and_pdf_a(tmp_path: Path) -> None:
    Image.new("RGB", (2, 2)).save(tmp_path / "a.png")
    ornament = element("p", element("img", src="images/a.png", alt=""))
    reader, sink = printed(styled(tmp_path, element("h1", "T"), ornament, images={"images/a.png": tmp_path / "a.png"}))
    assert not sink.diagnostics
    said = reader.root.Metadata.read_bytes().decode()
    assert 'pdfuaid:part="1"' in said
    assert 'pdfaid:part="3"' in said
    assert 'pdfaid:conformance="A"' in said


MAKE = """
import sys
from tests.unit.other_day import move_clock
move_clock(int(sys.argv[2]))
from pathlib import Path
from tests.render.test_render_pdf import digests, sample
print(digests(sample(Path(sys.argv[1]))))
"""


def digests(document: Document) -> list[str]:
    """The bytes of both PDFs in short."""
    return [hashlib.sha256(make(document, Sink()).content).hexdigest() for make in (render_pdf, render_press)]


def sample(folder: Path) -> Document:
    Image.linear_gradient("L").save(folder / "a.png")
    return styled(
        folder,
        element("h1", "T"),
        element("p", "Word ", element("em", "x"), note("Text."), element("img", src="images/a.png", alt="A")),
        images={"images/a.png": folder / "a.png"},
        day=date(2026, 11, 23),
    )


def test_the_same_document_gives_the_same_bytes_in_any_process_on_any_day(tmp_path: Path) -> None:
    made = {str(digests(sample(tmp_path))) for _ in range(2)}
    for seed, days in (("1", "0"), ("2", "400")):
        done = subprocess.run(
            [sys.executable, "-c", MAKE, str(tmp_path), days],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        made.add(done.stdout.strip())
    assert len(made) == 1


def test_a_moved_clock_is_seen_by_bare_weasyprint() -> None:
    """So that the test above can fail: PDF/X-4 without a date is given that of the day."""
    script = (
        "import sys; from tests.unit.other_day import move_clock; move_clock(int(sys.argv[1])); import weasyprint;"
        "made = weasyprint.HTML(string='x').write_pdf(pdf_variant='pdf/x-4', uncompressed_pdf=True);"
        "print(made.partition(b'(D:')[2][:8])"
    )
    days = [
        subprocess.run([sys.executable, "-c", script, day], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for day in ("0", "400")
    ]
    assert days[0] != days[1]
    assert "b'20" in days[0]


def test_a_missing_character_is_an_error_that_names_it(tmp_path: Path) -> None:
    text = element("p", "\N{WORD JOINER}\N{SOFT HYPHEN}a ", element("em", "\N{HANGUL SYLLABLE HAN}"), line=7)
    _, sink = printed(styled(tmp_path, element("h1", "T"), text, element("p", "\N{HANGUL SYLLABLE HAN}", line=8)))
    assert [(problem.code, str(problem.origin), problem.message) for problem in sink.diagnostics] == [
        (
            "render-glyph",
            "content/x/legal/torture.md:7",
            "no font of the style sheets has the character `한` (U+D55C, hangul syllable han)",
        )
    ]


def test_an_unknown_property_is_a_warning_at_its_line(tmp_path: Path) -> None:
    _, sink = printed(styled(tmp_path, element("h1", "T"), css="h1 { colour: red }"))
    assert [(problem.severity, problem.code, str(problem.origin), problem.message) for problem in sink.diagnostics] == [
        (Severity.WARNING, "render-css", "styles/report.css:3", "`colour: red` is ignored: unknown property")
    ]


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "file:///etc/hostname", "data:image/png;base64,AAAA", "../secret.png"]
)
def test_nothing_is_loaded_from_elsewhere(tmp_path: Path, address: str) -> None:
    document = styled(
        tmp_path,
        element("h1", "T"),
        css=f"h1 {{ background: url({address}) }} li {{ list-style-image: url({address}) }}",
    )
    _, sink = printed(document)
    assert {problem.code for problem in sink.diagnostics} == {"render-resource"}


def test_a_missing_font_is_an_error_that_names_its_address(tmp_path: Path) -> None:
    _, sink = printed(
        styled(tmp_path, element("h1", "T"), css='@font-face { font-family: "B"; src: url(fonts/b.ttf) }')
    )
    assert [problem.message for problem in sink.collect_sorted()] == [
        "`fonts/b.ttf` is not among the images and fonts of the style sheets",
        "no file of the font `B` can be loaded",
    ]


def test_images_of_the_text_and_of_the_style_sheets_are_printed(tmp_path: Path) -> None:
    Image.new("RGB", (3, 3), "red").save(tmp_path / "a.png")
    Image.new("RGB", (5, 5), "blue").save(tmp_path / "b.png")
    images = {
        "images/\N{LATIN SMALL LETTER U WITH DIAERESIS} %20.png": tmp_path / "a.png",
        "styles/images/b c.png": tmp_path / "b.png",
    }
    document = styled(
        tmp_path,
        element("h1", "T"),
        element("p", element("img", src="images/\N{LATIN SMALL LETTER U WITH DIAERESIS} %20.png", alt="A")),
        css='h1 { background: url("images/b c.png") }',
        images=images,
    )
    reader, sink = printed(document)
    assert not sink.diagnostics
    assert [
        (int(image.Width), int(image.Height)) for image in reader.pages[0].object.get_images(recursive=False).values()
    ] == [(3, 3)]


def test_the_log_is_left_as_it_was(tmp_path: Path) -> None:
    before = {name: list(logging.getLogger(name).handlers) for name in ("weasyprint", "fontTools")}
    printed(styled(tmp_path, element("h1", "T"), css="h1 { colour: red }"))
    after = {name: list(logging.getLogger(name).handlers) for name in ("weasyprint", "fontTools")}
    assert [len(handlers) for handlers in after.values()] == [
        max(len(before["weasyprint"]), 1),
        len(before["fontTools"]),
    ]


def test_the_page_to_be_printed_says_nothing_of_the_authors_machine(tmp_path: Path) -> None:
    document = styled(tmp_path, element("p", "x", line=3, data_origin="content/x.md:3"))
    sink = Sink()
    page = build_print_page(document, clean_images(document.body, document.assets, sink))
    assert "content/x" not in tostring(page.root, "unicode")


def test_a_line_of_a_link_is_one_place_to_click(tmp_path: Path) -> None:
    link = element("a", element("span", "1 "), "One ", element("em", "two"), href="https://example.org/")
    reader, _ = printed(
        styled(tmp_path, element("h1", "T"), element("p", link), css="a::after { content: leader('.') 'x' }")
    )
    assert len(reader.pages[0].links) == 1


def test_elements_nested_too_deeply_are_the_users_error(tmp_path: Path) -> None:
    deep: Node = element("span", "x")
    for _ in range(130):
        deep = element("div", element("div", deep))
    sink = Sink()
    with pytest.raises(Exception, match="nested too deeply"):
        render_pdf(styled(tmp_path, deep), sink)


def test_a_machine_without_pango_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(MachineError) as caught:
        render_pdf(styled(tmp_path), Sink())
    assert caught.value.diagnostic.code == "pango-missing"
    assert "brew install pango" in caught.value.diagnostic.hints[0]


def test_another_weasyprint_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    with pytest.raises(MachineError, match=r"WeasyPrint 71\.0 is installed"):
        render_pdf(styled(tmp_path), Sink())


def test_what_came_before_in_a_process_leaves_no_trace_in_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    document = styled(tmp_path, element("h1", "Title"), element("p", "The Convention.", note("Article 3.")))
    other = styled(tmp_path / "other", element("h1", "Ein Titel"), element("ul", element("li", "Ä", note("Ö."))))
    first = render_pdf(document, Sink()).content
    assert render_pdf(other, Sink()).content != first
    assert render_pdf(document, Sink()).content == first


def test_no_certificates_are_read_for_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each `URLFetcher` of WeasyPrint reads them anew, which takes half as long as a short document."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(weasyprint.urls.URLFetcher, "__init__", refuse)
    reader, sink = printed(styled(tmp_path, element("p", "Text.")))
    assert not sink.diagnostics
    assert text_of_page(reader) == "Text."
