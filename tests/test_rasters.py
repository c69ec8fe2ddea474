"""What each built-in style looks like, as one small picture: a change of look shows in `git diff`, and only there.

`--accept` draws the pictures in `tests/data/rasters/` anew. Look at them before committing.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from briefgen.load import list_names, load_audience, load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from tests.examples import Examples

ROOT = Path(__file__).parent.parent
RASTERS = ROOT / "tests" / "data" / "rasters"
PROJECT = load_project(ROOT, Sink())

BASE = "base"
"""What all styles share."""

PAGES = 3
DPI = 30
COLOURS = 32
"""Chosen by octree: the median cut lets a small patch of colour, as of a chart, go far astray."""

CELL = 6
"""Pixels of the squares that are compared: 5 mm of paper."""

TOLERANCE = 14
"""How far the mean of a square may lie from the expected one, in any channel of 255: what few colours and another
version of PDFium change is below it; a line of text that is gone, or moved by its own height, is above."""


def styles() -> dict[str, str]:
    """A brief for each style sheet that an audience names."""
    found: dict[str, str] = {}
    for brief_id in list_names(PROJECT, "briefs"):
        audience = load_audience(PROJECT, load_brief(PROJECT, brief_id, Sink()).audience, Sink())
        style = Path(audience.style).stem
        if audience.id == style or style not in found:  # the audience that the style was made for, if there is one
            found[style] = brief_id
    return found


STYLES = styles()


def drawn(content: bytes) -> Image.Image:
    """The first pages of a PDF beside one another, small and in few colours."""
    opened = pypdfium2.PdfDocument(content)
    pages = [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in list(opened)[:PAGES]]
    opened.close()
    sheet = Image.new("RGB", (sum(page.width + 2 for page in pages) - 2, max(page.height for page in pages)), "grey")
    for number, page in enumerate(pages):
        sheet.paste(page, (sum(before.width + 2 for before in pages[:number]), 0))
    return sheet


def farthest(ours: Image.Image, other: Image.Image) -> float:
    """The greatest difference between the means of two squares in the same place, over channels, from 0 to 255."""
    if ours.size != other.size:
        return 255
    small = (ours.width // CELL, ours.height // CELL)
    squares = (image.convert("RGB").resize(small, Image.Resampling.BOX) for image in (ours, other))
    return max(high for _, high in ImageStat.Stat(ImageChops.difference(*squares)).extrema)


def test_every_style_has_an_example() -> None:
    assert set(STYLES) == {path.stem for path in (ROOT / "styles").glob("*.css")} - {BASE}
    assert set(STYLES) == {path.stem for path in RASTERS.glob("*.png")}


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_a_style_looks_as_it_did(examples: Examples, style: str, tmp_path: Path, *, accept: bool) -> None:
    content = examples.render(STYLES[style], Format.PDF)[0].content
    found, path = drawn(content), RASTERS / f"{style}.png"
    if accept:
        found.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < 60_000
    with Image.open(path) as expected:
        distance = farthest(found, expected)
    found.save(tmp_path / path.name)
    assert distance <= TOLERANCE, f"look at {tmp_path / path.name}; `make accept` takes it as the expected look"


def test_the_measure_passes_softer_letters_and_finds_what_moved() -> None:
    with Image.open(RASTERS / "public-report.png") as opened:
        image = opened.convert("RGB")
    softer = image.filter(ImageFilter.GaussianBlur(0.5))
    assert farthest(image, softer) <= TOLERANCE
    assert farthest(image, ImageChops.offset(image, 0, 4)) > TOLERANCE
    assert farthest(image, image.crop((0, 0, image.width - 1, image.height))) == 255
    without_a_line = image.copy()
    without_a_line.paste((255, 255, 255), (image.width // 3 + 20, 100, image.width // 3 * 2, 106))
    assert farthest(image, without_a_line) > TOLERANCE
