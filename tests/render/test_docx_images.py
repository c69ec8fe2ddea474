"""Images in Word files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.unit.documents import a_document, element
from tests.unit.word import WORD, word_file


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "river.png"
    Image.new("RGB", (40, 20), "navy").save(path)
    return path


def test_an_image_has_its_alternative_text_once(picture: Path) -> None:
    figure = element(
        "figure", element("img", src="images/river.png", alt="The river"), element("figcaption", "At night")
    )
    made = word_file(a_document(figure, images={"images/river.png": picture}))
    assert made.words == "⟦image: The river⟧ | At night"
    assert made.parts["word/document.xml"].count(b"The river") == 1
    assert b"data:" not in made.parts["word/document.xml"]
    assert [name for name in made.parts if name.startswith("word/media/")] != []


def test_an_image_is_no_larger_than_the_page(tmp_path: Path) -> None:
    tall = tmp_path / "tall.png"
    Image.new("L", (900, 9000)).save(tall)
    made = word_file(a_document(element("p", element("img", src="i.png", alt="x")), images={"i.png": tall}))
    size = next(made.xml().iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"))
    width, height = int(size.get("cx")) / 12700, int(size.get("cy")) / 12700
    assert height < 842 - 144
    assert height == pytest.approx(width * 10, rel=0.01)


def test_an_image_has_the_height_that_a_page_template_states(picture: Path) -> None:
    logo = element("p", element("img", src="i.png", alt="Logo", height="40"))
    made = word_file(a_document(logo, images={"i.png": picture}))
    size = next(made.xml().iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"))
    assert (int(size.get("cx")) / 12700, int(size.get("cy")) / 12700) == pytest.approx((60, 30), rel=0.05)


def test_an_image_without_words_is_marked_as_an_ornament(picture: Path) -> None:
    made = word_file(a_document(element("p", element("img", src="i.png", alt="")), images={"i.png": picture}))
    assert b'decorative" val="1"' in made.parts["word/document.xml"]


def test_a_drawing_that_word_may_not_show_is_refused_where_it_stands(tmp_path: Path) -> None:
    drawing = tmp_path / "map.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    shown = element("p", element("img", line=7, src="map.svg", alt="Map"))
    made = word_file(a_document(shown, images={"map.svg": drawing}))
    assert [(problem.code, str(problem.origin)) for problem in made.sink.diagnostics] == [
        ("docx-image", "content/x/legal/torture.md:7")
    ]


@pytest.mark.parametrize("size", [(1200, 400), (60, 30), (3000, 100)])
def test_a_logo_is_fitted_into_the_box_of_the_theme(size: tuple[int, int], tmp_path: Path) -> None:
    sheet = tmp_path / "base.css"
    sheet.write_text(":root { --logo-height: 36pt } .logo img { max-width: 160pt }", "utf-8")
    logo = tmp_path / "logo.png"
    Image.new("RGB", size, "navy").save(logo)
    header = element(
        "header", element("p", element("img", src="logo.png", alt="Logo of Us"), class_="logo"), data_part="cover"
    )
    made = word_file(a_document(header, element("p", "Text"), styles=(sheet,), images={"logo.png": logo}))
    assert made.words == "⟦image: Logo of Us⟧ | Text"
    extent = next(made.xml().iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"))
    width, height = int(extent.get("cx")) / 12700, int(extent.get("cy")) / 12700
    assert width == pytest.approx(160) or height == pytest.approx(36)
    assert width < 160.1
    assert height < 36.1
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)


def test_a_logo_that_is_a_drawing_is_refused_where_it_is_named(tmp_path: Path) -> None:
    drawing = tmp_path / "logo.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    shown = element("p", element("img", line=3, src="logo.svg", alt="Logo"), class_="logo")
    made = word_file(a_document(shown, images={"logo.svg": drawing}))
    assert [problem.code for problem in made.sink.diagnostics] == ["docx-image"]


def test_an_image_in_a_cell_is_no_wider_than_the_cell(tmp_path: Path) -> None:
    wide = tmp_path / "wide.png"
    Image.new("L", (3000, 300)).save(wide)
    cells = element("tr", element("td", element("img", src="i.png", alt="x")), element("td", "Words beside it"))
    made = word_file(a_document(element("table", element("tbody", cells)), images={"i.png": wide}))
    extent = next(made.xml().iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"))
    cell = next(made.xml().iter(f"{WORD}tcW"))
    assert int(extent.get("cx")) / 12700 < int(cell.get(f"{WORD}w")) / 20


@pytest.mark.parametrize(("place", "is_wide"), [("above", True), ("below", False)])
def test_a_chart_is_as_wide_as_its_column_and_another_picture_as_it_is(
    picture: Path, place: str, *, is_wide: bool
) -> None:
    """A chart has what it shows above it. It ended before the text, to whose measure the page enlarges it."""
    parts = [element("img", src="i.png", alt="A chart"), element("figcaption", "What it shows")]
    figure = element("figure", *(reversed(parts) if place == "above" else parts))
    made = word_file(a_document(figure, images={"i.png": picture}))
    extent = next(made.xml().iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"))
    section = next(made.xml().iter(f"{WORD}sectPr"))
    size, margins = section.find(f"{WORD}pgSz"), section.find(f"{WORD}pgMar")
    column = (int(size.get(f"{WORD}w")) - int(margins.get(f"{WORD}left")) - int(margins.get(f"{WORD}right"))) / 20
    width, height = int(extent.get("cx")) / 12700, int(extent.get("cy")) / 12700
    assert (width == pytest.approx(column, abs=0.1)) is is_wide
    assert height == pytest.approx(width / 2, rel=0.01)
