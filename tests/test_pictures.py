"""The pictures of pages in the readme: made from the examples by `pytest --accept tests/test_pictures.py`, and there for every page that is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdfium2 import PdfDocument

from briefgen.model.artifact import Format
from tests.examples import Examples
from tests.running import ROOT

PICTURES = {"report": ("china-report", 0), "submission": ("upr-china", 0), "note": ("embassy-note", 0)}
"""For each picture the brief, and the number of its page."""
WIDTH = 480
TILES = (60, 85)
MOST_DIFFERENCE = 20
"""Of the grey of a tile, from 0 to 255: the 64 colours of a picture make 5, another text a hundred."""
IMAGE = re.compile(r"!\[([^\]]*)\]\((docs/images/[\w-]+\.png)\)")


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_its_page_as_it_is_today(name: str, examples: Examples, *, accept: bool) -> None:
    brief, number = PICTURES[name]
    path = ROOT / "docs/images" / f"{name}.png"
    page = PdfDocument(examples.render(brief, Format.PDF)[0].content)[number]
    size = (WIDTH, round(WIDTH * page.get_height() / page.get_width()))
    drawn = (
        page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB").resize(size, Image.Resampling.LANCZOS)
    )
    if accept:
        drawn.quantize(64).save(path, optimize=True)
    with Image.open(path) as picture:
        assert picture.size == size
        tiles = [image.convert("L").resize(TILES, Image.Resampling.BOX) for image in (picture, drawn)]
    assert ImageStat.Stat(ImageChops.difference(*tiles)).extrema[0][1] < MOST_DIFFERENCE


def test_the_readme_shows_three_pages_before_anything_else() -> None:
    first_screen = (ROOT / "README.md").read_text("utf-8").partition("## ")[0]
    shown = IMAGE.findall(first_screen)
    assert [Path(path).stem for _, path in shown] == list(PICTURES)
    assert all(alternative for alternative, _ in shown)
    assert all((ROOT / path).stat().st_size < 150_000 for _, path in shown)
    assert "briefgen init" in first_screen
    assert "briefgen build" in first_screen
