"""Files for the print shop, looked at as a press would print them: plate by plate, with Ghostscript, qpdf and Poppler."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from tests.examples import EXAMPLES, Examples
from tests.programs import run_program

PLATES = ("Cyan", "Magenta", "Yellow", "Black")
DPI = 100
MILLIMETRE = DPI / 25.4
SLUG, BLEED = 12 * MILLIMETRE, 3 * MILLIMETRE
"""Pixels from the edge of the media to that of the trimmed page, and from there to the edge of the bleed."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Pressed:
    """The file of one brief, and what was said of it."""

    path: Path
    sink: Sink


@pytest.fixture(scope="module")
def pressed(examples: Examples, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pressed]:
    """The file of every built-in brief."""
    folder = tmp_path_factory.mktemp("press")
    made = {}
    for brief_id in EXAMPLES:
        rendering, sink = examples.render(brief_id, Format.PRESS)
        made[brief_id] = Pressed(folder / f"{brief_id}.pdf", sink)
        made[brief_id].path.write_bytes(rendering.content)
    return made


def plates(path: Path, folder: Path, page: int) -> Mapping[str, Image.Image]:
    """One page as so many plates; white is no ink."""
    run_program(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{DPI}", f"-dFirstPage={page}", f"-dLastPage={page}",
        f"-sOutputFile={folder / 'page.tif'}", str(path),
    )  # fmt: skip
    found = {re.findall(r"\((.*)\)", path.name)[0]: path for path in folder.glob("page(*).tif")}
    assert sorted(found) == sorted(PLATES), "an ink that the press does not have"
    return {name: opened(path) for name, path in found.items()}


def opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.copy()


def darkest(image: Image.Image, left: float, top: float, right: float, bottom: float) -> int:
    """The most ink in a rectangle of pixels, from 0 to 255."""
    lowest, _ = image.crop((round(left), round(top), round(right), round(bottom))).getextrema()
    return 255 - int(lowest)  # type: ignore[arg-type]


@pytest.mark.parametrize("brief_id", EXAMPLES)
def test_nothing_in_it_is_refused_by_a_press(pressed: Mapping[str, Pressed], brief_id: str) -> None:
    path = pressed[brief_id].path
    assert [problem for problem in pressed[brief_id].sink.diagnostics if problem.code.startswith("press-")] == []
    assert "No syntax or stream encoding errors found" in run_program("qpdf", "--check", str(path))
    fonts = run_program("pdffonts", str(path)).splitlines()[2:]
    assert {tuple(line.split()[-5:-2]) for line in fonts} == {("yes", "yes", "yes")}, "embedded, cut down, with Unicode"
    written = run_program("qpdf", "--qdf", "--object-streams=disable", str(path), "-", decode="latin-1")
    assert not re.search(r"/(DeviceRGB|CalRGB|SMask /?[^N\s]|JavaScript|Annots|BM /(?!Normal))", written)
    assert not re.search(r"/(CA|ca) 0?\.\d", written), "something shows through"
    assert not re.search(r"(?m)^[\d. ]+ (rg|RG)$", written)


def test_colour_and_picture_of_a_cover_go_on_to_the_edge_of_the_bleed(
    pressed: Mapping[str, Pressed], tmp_path: Path
) -> None:
    made = plates(pressed["china-report"].path, tmp_path, 1)
    cyan = made["Cyan"]
    width, height = cyan.size
    edge = SLUG - BLEED + 2
    for x, y in ((edge, edge), (width - edge, edge), (edge, height - edge), (width - edge, height - edge)):
        assert darkest(cyan, x - 1, y - 1, x + 1, y + 1) > 200
    for bleed, inside in ((edge, SLUG + 2 * MILLIMETRE), (width - edge, width - SLUG - 2 * MILLIMETRE)):
        outer, inner = read_column(cyan, bleed), read_column(cyan, inside)
        assert max(inner) - min(inner) > 100, "there is no picture"
        differences = [abs(first - second) for first, second in zip(outer, inner, strict=True)]
        assert sum(differences) / len(differences) < 10, "the picture stops at the cut"


def read_column(plate: Image.Image, x: float) -> list[int]:
    """The ink of a column of pixels in the lower half of the page, where the picture is."""
    _, height = plate.size
    return [int(plate.getpixel((round(x), y))) for y in range(height // 2, round(height - SLUG))]  # type: ignore[arg-type]


def test_marks_stand_outside_the_bleed_on_every_plate(pressed: Mapping[str, Pressed], tmp_path: Path) -> None:
    for plate in plates(pressed["china-report"].path, tmp_path, 3).values():
        width, height = plate.size
        outer = SLUG - BLEED - 2
        for corner in ((0, 0), (width - outer, 0), (0, height - outer), (width - outer, height - outer)):
            assert darkest(plate, corner[0], corner[1], corner[0] + outer, corner[1] + outer) == 0, "a mark of its own"
        for left, top, right, bottom in (
            (0, height / 2 - 30, outer, height / 2 + 30),
            (width / 2 - 30, 0, width / 2 + 30, outer),
        ):
            assert darkest(plate, left, top, right, bottom) > 100, "no mark for registration"
        for left, top, right, bottom in (
            (outer + 3, outer + 3, SLUG - 2, height - outer - 3),
            (outer + 3, outer + 3, width - outer - 3, SLUG - 2),
        ):
            assert darkest(plate, left, top, right, bottom) == 0, "a mark in the bleed of a white page"


def test_black_text_is_on_one_plate(pressed: Mapping[str, Pressed], tmp_path: Path) -> None:
    """Every page of a plain document: what is on the other plates is the marks, outside the page."""
    for number in (1, 2, 3):
        folder = tmp_path / str(number)
        folder.mkdir()
        is_black_alone(plates(pressed["upr-china"].path, folder, number))


def is_black_alone(made: Mapping[str, Image.Image]) -> None:
    width, height = made["Black"].size
    page = (SLUG - BLEED, SLUG - BLEED, width - SLUG + BLEED, height - SLUG + BLEED)
    assert darkest(made["Black"], *page) == 255
    assert [darkest(made[name], *page) for name in PLATES[:3]] == [0, 0, 0]


@pytest.mark.parametrize("brief_id", EXAMPLES)
def test_the_boxes_of_every_page_lie_in_one_another(pressed: Mapping[str, Pressed], brief_id: str) -> None:
    said = run_program("pdfinfo", "-box", "-l", "99", str(pressed[brief_id].path))
    boxes: dict[str, list[list[float]]] = {"Media": [], "Bleed": [], "Trim": []}
    for name, numbers in re.findall(r"(\w+)Box: +([-\d. ]+)", said):
        if name in boxes:
            boxes[name].append([float(number) for number in numbers.split()])
    assert len(boxes["Media"]) == int(re.findall(r"Pages: +(\d+)", said)[0])
    for media, bleed, trim in zip(boxes["Media"], boxes["Bleed"], boxes["Trim"], strict=True):
        for outer, inner, millimetres in ((media, trim, 12), (bleed, trim, 3)):
            gaps = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]]
            assert gaps == pytest.approx([millimetres * 72 / 25.4] * 4, abs=0.02)
