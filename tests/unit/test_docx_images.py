"""Images in Word files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.unit.documents import a_document, element
from tests.unit.word import word_file


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
    assert made.words == "⟦image⟧ The river | At night"
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
    assert [(one.code, str(one.origin)) for one in made.sink.found] == [("docx-image", "content/x/legal/torture.md:7")]
