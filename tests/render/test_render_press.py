"""The PDF for the print shop: inks, bleed, marks, and nothing left of the colours of the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.render import render_press
from briefgen.render.pdf.press.inks import load_printing_condition
from tests.pdf import Pdf, operations
from tests.unit.documents import element
from tests.unit.printing import found, styled

DAY = date(2026, 11, 23)
MILLIMETRE = 72 / 25.4


def pressed(document: Document) -> tuple[Pdf, Sink]:
    sink = Sink()
    return Pdf(render_press(document, sink).content), sink


def sample(folder: Path, css: str = "") -> Document:
    Image.linear_gradient("L").convert("RGB").save(folder / "grey.png")
    Image.new("RGB", (4, 4), (200, 30, 30)).save(folder / "red.jpg")
    Image.new("RGBA", (4, 4), (200, 30, 30, 128)).save(folder / "glass.png")
    (folder / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><defs><linearGradient id="g">'
        '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs>'
        '<rect width="20" height="20" fill="url(#g)"/><circle cx="5" cy="5" r="4" fill="#00ff00"/></svg>'
    )
    names = ("grey.png", "red.jpg", "glass.png", "drawing.svg")
    images = [element("p", element("img", src=f"images/{name}", alt=name)) for name in names]
    text = element("p", "Words, ", element("a", "a link", href="https://example.org/"), ".")
    return styled(
        folder,
        element("h1", "T"),
        text,
        *images,
        css=f"h1 {{ color: #0a4f5c; border-bottom: 1pt solid oklch(60% 0.1 200) }} p {{ color: #1a1a1a }} @page {{ background: linear-gradient(red, hsl(200 50% 50%)) }} {css}",
        images={f"images/{name}": folder / name for name in names},
        day=DAY,
    )


def drawn(reader: Pdf) -> Iterator[tuple[list[Any], str]]:
    """What is drawn on the pages, in groups and in patterns."""
    for page in reader.pages:
        yield from page.operations
    for item in reader.file.objects:
        if isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == "/Form" or "/PatternType" in item):
            yield from operations(item)


def test_a_page_has_trim_bleed_and_media_boxes(tmp_path: Path) -> None:
    reader, sink = pressed(sample(tmp_path))
    assert found(sink) == []
    page = reader.pages[0].object
    trim = [float(number) / MILLIMETRE for number in page.trimbox]
    assert trim == pytest.approx([0, 0, 148, 210], abs=0.01)
    for box, beyond in ((page.bleedbox, 3), (page.mediabox, 12)):
        expected = [-beyond, -beyond, 148 + beyond, 210 + beyond]
        assert [float(number) / MILLIMETRE for number in box] == pytest.approx(expected, abs=0.01)


def test_marks_lie_outside_the_bleed_and_print_on_every_plate(tmp_path: Path) -> None:
    reader, _ = pressed(sample(tmp_path))
    done = reader.pages[0].operations
    start = next(
        index for index, (given, name) in enumerate(done) if name == "BDC" and dict(given[1]) == {"/Type": "/Page"}
    )
    marks = done[start:]
    points = [[float(number) / MILLIMETRE for number in given] for given, name in marks if name in {"m", "l"}]
    assert len(points) == 2 * 8 + 4 * 5
    for x, y in points:
        assert not (-3.5 < x < 148 + 3.5 and -3.5 < y < 210 + 3.5)
        assert -12 < x < 148 + 12
        assert -12 < y < 210 + 12
    assert [given for given, name in marks if name == "CS"] == [["/registration"]]
    inks = reader.pages[0].object.Resources.ColorSpace["/registration"]
    assert [inks[0], inks[1]] == ["/Separation", "/All"]


def test_nothing_is_left_of_the_colours_of_the_screen(tmp_path: Path) -> None:
    reader, _ = pressed(sample(tmp_path))
    assert [given for given, name in drawn(reader) if name in {"rg", "RG"}] == []
    objects = list(reader.file.objects)
    assert sum(isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" for item in objects) == 3
    for item in objects:
        assert "/DeviceRGB" not in repr(item)
        assert "/CalRGB" not in repr(item)


def test_text_in_grey_and_near_black_is_printed_with_black_alone(tmp_path: Path) -> None:
    document = styled(
        tmp_path, element("p", "a"), element("h2", "b"), css="p { color: #1a1a1a } h2 { color: #808080 }", day=DAY
    )
    reader, _ = pressed(document)
    inks = [[float(number) for number in given] for given, name in drawn(reader) if name == "scn" and len(given) == 4]
    text, grey = inks[:2]
    assert text == [0, 0, 0, 1]
    assert grey[:3] == [0, 0, 0]
    assert 0.5 < grey[3] < 0.65


@pytest.mark.parametrize(
    ("colour", "expected"),
    [((1, 1, 1), (0, 0, 0, 0)), ((0, 0, 0), (0, 0, 0, 1)), ((0.1, 0.1, 0.1), (0, 0, 0, 1)), ((1, 0, 0), (0, 1, 1, 0))],
)
def test_a_colour_becomes_the_inks_that_a_printer_expects(
    colour: tuple[float, float, float], expected: tuple[float, ...]
) -> None:
    assert load_printing_condition().inks_from_rgb(*colour) == pytest.approx(expected, abs=0.12)


def test_a_colour_of_lab_becomes_nearly_the_inks_of_the_same_colour_of_the_screen() -> None:
    press = load_printing_condition()
    for lab, screen in (((54.3, 80.8, 69.9), (1, 0, 0)), ((48.3, -28.8, -8.5), (0, 0.5, 0.5))):
        assert press.inks_from_lab(*lab) == pytest.approx(press.inks_from_rgb(*screen), abs=0.08)


def test_what_shows_through_a_picture_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (1, 1), (0, 0, 0, 0)).save(tmp_path / "a.png")
    made = load_printing_condition().convert_image((tmp_path / "a.png").read_bytes())
    assert made.mode == "CMYK"
    assert made.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_grey_picture_stays_grey(tmp_path: Path) -> None:
    Image.new("L", (1, 1), 90).save(tmp_path / "a.png")
    made = load_printing_condition().convert_image((tmp_path / "a.png").read_bytes())
    assert (made.mode, made.getpixel((0, 0))) == ("L", 90)


def test_the_file_says_what_it_is_and_for_which_press(tmp_path: Path) -> None:
    reader, _ = pressed(sample(tmp_path))
    root = reader.root
    said = root.Metadata.read_bytes().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in said
    assert "2026-11-23" in said
    intents = [(intent.S, intent.OutputConditionIdentifier) for intent in root.OutputIntents]
    assert intents == [("/GTS_PDFX", "FOGRA39"), ("/GTS_PDFA1", "FOGRA39")]
    assert root.OutputIntents[0].DestOutputProfile.read_bytes() == load_printing_condition().profile
    assert not [page for page in reader.pages if page.links]
    assert reader.information["/Trapped"] == "/False"


def test_a_brief_without_a_date_cannot_go_to_the_press(tmp_path: Path) -> None:
    _, sink = pressed(styled(tmp_path, element("h1", "T")))
    assert found(sink) == [("press-date", "briefs/report.yaml:1")]


def test_something_transparent_is_a_warning_with_its_page(tmp_path: Path) -> None:
    _, sink = pressed(styled(tmp_path, element("h1", "T"), css="h1 { opacity: 0.5 }", day=DAY))
    (warning,) = sink.diagnostics
    assert (warning.severity, warning.code) == ("warning", "press-transparency")
    assert "page 1 " in warning.message


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    document = sample(tmp_path)
    first, other = (render_press(document, Sink()).content for _ in range(2))
    assert first == other
    assert re.search(rb"%PDF-1\.6", first)
