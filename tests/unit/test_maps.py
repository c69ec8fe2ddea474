"""Locator maps: countries and places, drawn from outlines that come with briefgen."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from briefgen.compose.chart_figure import FigureBuilder
from briefgen.compose.chart_sources import SourceLine
from briefgen.compose.fill import FillError
from briefgen.compose.maps import MapPrinter
from briefgen.compose.marks import MarkTable
from briefgen.model.diagnostic import Sink
from briefgen.model.outlines import list_outlined_countries, read_outlines
from briefgen.model.tree import Element, extract_text, find_elements
from briefgen.render import render_html
from briefgen.render.images.canvas import Box, Canvas, Polyline, TextLine
from briefgen.render.images.chart import Screen, draw_chart
from briefgen.render.images.cleaning import ChartForm, clean_images
from briefgen.render.images.map_view import clip_line
from briefgen.render.images.outlines import FontStack
from tests.unit.compose_samples import HERE, reader
from tests.unit.printing import found, styled

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
MARKED = "#8c8c8c"
"""A marked country, where the accent is black."""


def figure(countries: object, language: str = "en", **choices: object) -> Element:
    marks = MarkTable()
    print_map: Callable[..., object] = MapPrinter(language, FigureBuilder(marks, SourceLine({}, language)))
    (made,) = marks.get_nodes(str(print_map(countries, caption="Where it is", **choices)))
    assert isinstance(made, Element)
    return made


def draw(folder: Path, made: Element) -> bytes:
    """The drawing of a figure."""
    document, sink = styled(folder, made, css=":root { --accent: #000000 }"), Sink()
    (image,) = clean_images(document.body, document.assets, sink).values()
    assert found(sink) == []
    return image.content


def areas(folder: Path, made: Element) -> dict[str, list[list[tuple[float, float]]]]:
    """The corners of each area, by colour; all are inside the drawing."""
    svg = ET.fromstring(draw(folder, made))  # noqa: S314 - our own drawing
    drawn: dict[str, list[list[tuple[float, float]]]] = {}
    for path in svg.iter(f"{SVG}path"):
        if "Q" not in path.get("d", "") and "C" not in path.get("d", ""):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
            corners = list(zip(numbers[::2], numbers[1::2], strict=True))
            assert all(-0.1 <= x <= 520.1 and -0.1 <= y <= float(svg.get("height", "")) + 0.1 for x, y in corners)
            drawn.setdefault(path.get("fill", ""), []).append(corners)
    return drawn


def test_a_map_says_in_words_what_it_shows_and_where_it_is_from() -> None:
    made = figure(["KEN", "UGA"], places={"Lodwar": (3.1, 35.6)})
    (image,), (line,) = find_elements((made,), "img"), find_elements((made,), "p")
    assert image.get("alt") == "Where it is. Kenya; Uganda; Lodwar."
    assert (
        extract_text((line,))
        == "Source: Natural Earth. Borders as shown imply no opinion on the status of any territory."
    )


def test_a_map_names_rivers_without_a_dot_and_in_words(tmp_path: Path) -> None:
    plain, named = figure(["KEN"]), figure(["KEN"], rivers={"Tana": (-1.0, 39.9)})
    (image,) = find_elements((named,), "img")
    assert image.get("alt") == "Where it is. Kenya; Tana."
    shapes = [ET.fromstring(draw(tmp_path, made)) for made in (plain, named)]  # noqa: S314 - our own drawings
    circles, words = zip(
        *((len(list(svg.iter(f"{SVG}circle"))), len(list(svg.iter(f"{SVG}path")))) for svg in shapes), strict=True
    )
    assert circles[0] == circles[1], "no dot"
    assert words[1] == words[0] + 1, "its name"


@pytest.mark.parametrize(
    ("countries", "choices"),
    [
        (["KEN"], {}),
        (["RUS"], {}),
        (["FJI"], {}),
        (["VAT"], {}),
        (["ATA"], {}),
        (["LSO", "ZAF"], {}),
        (["NZL"], {"around": ["NZL", "CHL"]}),
        (
            ["CHN"],
            {"around": ["PRK"], "places": {"Yanji": (42.9, 129.5), "A long name of a place " * 4: (39.0, 125.8)}},
        ),
        (["PRT"], {"places": {"Ponta Delgada": (37.7, -25.7)}}),
        (["ISL"], {"places": {f"p{number}": (65, -18) for number in range(9)}}),
    ],
    ids=lambda value: str(value)[:30],
)
def test_every_part_of_a_map_is_in_the_drawing(tmp_path: Path, countries: list[str], choices: dict[str, Any]) -> None:
    assert areas(tmp_path, figure(countries, **choices))[MARKED]


def test_neighbours_that_are_marked_have_two_tones(tmp_path: Path) -> None:
    alone, both = areas(tmp_path, figure(["CHN"], around=["PRK"])), areas(tmp_path, figure(["CHN", "PRK"]))
    (second,) = both.keys() - alone.keys()
    assert MARKED in alone
    assert MARKED in both
    assert int(second[1:3], 16) > int(MARKED[1:3], 16)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_place_in_the_west_is_left_of_one_in_the_east_also_from_the_right(tmp_path: Path, language: str) -> None:
    places = {"a": (0.0, 34.5), "b": (0.0, 40.0)}
    document, sink = styled(tmp_path, figure(["KEN"], language, around=["KEN"], places=places)), Sink()
    assets = replace(document.assets, fonts={"fonts/a.ttf": ROOT / "styles/fonts/arabic/Amiri-Regular.ttf"})
    (image,) = clean_images(document.body, assets, sink).values()
    assert found(sink) == []
    svg = ET.fromstring(image.content)  # noqa: S314 - our own drawing
    first, second = (float(dot.get("cx", "")) for dot in svg.iter(f"{SVG}circle"))
    assert first < second


def record_words(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[float, float]]:
    """Where each text is written from now on."""
    written: dict[str, tuple[float, float]] = {}
    write = Canvas.add_text

    def record(canvas: Canvas, text: str, place: tuple[float, float], *rest: Any) -> None:
        written[text] = place
        write(canvas, text, place, *rest)

    monkeypatch.setattr(Canvas, "add_text", record)
    return written


def test_the_name_of_a_country_that_fits_in_no_line_is_in_two(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    written = record_words(monkeypatch)
    areas(tmp_path, figure(["PRK", "CHN"], "ru", around=["PRK", "KOR"], places={"Сеул": (37.57, 127.0)}))
    assert "Республика Корея" not in written
    assert written["Республика"][0] == written["Корея"][0]
    assert written["Республика"][1] < written["Корея"][1]


@pytest.mark.parametrize("screen", Screen)
@pytest.mark.parametrize("names", [("Yalu", "Tumen"), ("Ялуцзян", "Туманная"), ("Yalou", "Tumen")])
def test_no_border_crosses_a_name_and_rivers_are_slanted_in_the_colour_of_water(
    screen: Screen, names: tuple[str, str]
) -> None:
    places = {"Yanji (Yanbian)": (42.89, 129.50), "Pyongyang": (39.02, 125.75), "Seoul": (37.57, 127.00)}
    rivers = dict(zip(names, ((40.95, 126.0), (42.0, 128.95)), strict=True))
    made = figure(["PRK", "CHN"], around=["PRK", "KOR"], places=places, rivers=rivers)
    (image,) = find_elements((made,), "img")
    canvas = draw_chart(image.get("src"), [ROOT / "styles" / "fonts" / "SourceSans3-Regular.ttf"], {}, screen)
    borders = [shape.points for shape in canvas._shapes if isinstance(shape, Polyline) and shape.width == 1]
    words = [shape for shape in canvas._shapes if isinstance(shape, TextLine)]
    boxes = {word.text: Box(word.start[0], word.start[1] - 8, word.font.measure_width(word.text), 8) for word in words}
    assert borders
    crossed = [text for text, box in boxes.items() for border in borders if next(clip_line(border, box), None)]
    assert crossed == []
    assert boxes[names[1]].y > boxes["Yanji (Yanbian)"].y, "the Tumen is south of Yanji"
    assert {word.text for word in words if word.font.slant and word.fill == canvas.get_colour("water")} == {*names}


@pytest.mark.parametrize(
    ("name", "face", "is_slanted"),
    [
        ("Yalu", "SourceSans3-Regular.ttf", True),
        ("Ялуцзян", "SourceSans3-Regular.ttf", True),
        ("鸭绿江", "chinese/NotoSansSC-Regular.ttf", False),
        ("압록강", "korean/NotoSansKR-Regular.ttf", False),
        ("يالو", "arabic/IBMPlexSansArabic-Regular.ttf", False),
    ],
)
def test_the_name_of_a_river_is_upright_in_scripts_without_italics(name: str, face: str, *, is_slanted: bool) -> None:
    fonts = FontStack([ROOT / "styles" / "fonts" / face], 10)
    assert bool(fonts.find_font(name, slanted=True).slant) is is_slanted


def test_the_name_of_a_place_near_a_coast_is_on_its_land(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    written = record_words(monkeypatch)
    places = {"Pyongyang": (39.02, 125.75)}
    land = areas(tmp_path, figure(["PRK"], around=["PRK", "KOR"], places=places))[MARKED]
    left, base = written["Pyongyang"]
    edge = max(land, key=len)
    rights = [x for x, y in edge if abs(y - base) < 6]
    assert min(rights) < left
    assert left + 50 < max(rights)


def test_france_is_shown_without_the_land_beyond_the_sea_and_with_corsica(tmp_path: Path) -> None:
    marked = areas(tmp_path, figure(["FRA"]))[MARKED]
    assert len(marked) == 2
    width = max(x for corners in marked for x, _ in corners) - min(x for corners in marked for x, _ in corners)
    assert width > 200, "most of the map"


def test_a_disputed_neighbour_has_a_name_only_where_its_code_is_written() -> None:
    (unnamed,), (named,) = (
        find_elements((figure(["CHN"], around=around),), "img") for around in (["CHN"], ["CHN", "TWN"])
    )
    assert ("Taiwan" in unnamed.get("src"), "Taiwan" in named.get("src")) == (False, True)


def test_a_map_has_no_table_of_numbers_and_a_narrow_drawing(tmp_path: Path) -> None:
    html = render_html(styled(tmp_path, Element("h1", ()), figure(["KEN"])), Sink()).content.decode()
    assert "<source media=" in html
    assert "<table" not in html


def test_a_map_for_word_is_drawn_in_pixels(tmp_path: Path) -> None:
    document = styled(tmp_path, figure(["KEN"]))
    (image,) = clean_images(document.body, document.assets, Sink(), chart_form=ChartForm.PIXELS).values()
    assert image.media_type == "image/png"


@pytest.mark.parametrize(
    ("call", "code", "hint"),
    [
        ('locator_map(["KNE"], caption="A")', "map-country", "did you mean `KEN`?"),
        ('locator_map(["Kenya"], caption="A")', "map-country", "did you mean `KEN`?"),
        ('locator_map(["KE"], caption="A")', "map-country", "did you mean `KEN`?"),
        ('locator_map(["TUV"], caption="A")', "map-country", ""),
        ('locator_map("KEN", caption="A")', "map-country", 'write their codes of three letters, as `["KEN", "UGA"]`'),
        ('locator_map([], caption="A")', "map-country", ""),
        ('locator_map(["KEN"], caption="A", around=["XX"])', "map-country", ""),
        ('locator_map(["KEN"])', "chart-caption", ""),
        ('locator_map(["KEN"], caption="A", places=["Lodwar"])', "map-place", ""),
        ('locator_map(["KEN"], caption="A", rivers=["Tana"])', "map-place", 'write `rivers={"Tana": (-1.0, 39.9)}`'),
        ('locator_map(["KEN"], caption="A", rivers={"Tana": 3.1})', "map-place", ""),
        ('locator_map(["KEN"], caption="A", places={"Lodwar": 3.1})', "map-place", ""),
        ('locator_map(["KEN"], caption="A", places={"Lodwar": ("3.1", "35.6")})', "map-place", ""),
        ('locator_map(["KEN"], caption="A", places={"Lodwar": (135.6, 3.1)})', "map-place", ""),
        ('locator_map(["KEN"], caption="A", places={" ": (3.1, 35.6)})', "map-place", ""),
    ],
)
def test_a_map_that_cannot_be_drawn_is_an_error_at_its_line(call: str, code: str, hint: str) -> None:
    with pytest.raises(FillError) as caught:
        reader(Sink()).read(f"One.\n\n{{{{ {call} }}}}", HERE, "legal/torture")
    problem = caught.value.diagnostic
    assert (problem.code, str(problem.origin)) == (code, "content/x/legal/torture.md:3")
    assert problem.hints
    assert not hint or hint in problem.hints


def test_every_member_of_the_united_nations_but_the_smallest_has_an_outline() -> None:
    with (ROOT / "benchmarks/member_states.csv").open(encoding="utf-8") as file:
        members = {row["state"] for row in csv.DictReader(file)}
    assert members - list_outlined_countries() == {"TUV"}


def test_no_outline_jumps_round_the_earth() -> None:
    for outline in read_outlines():
        steps = zip(outline.points, outline.points[1:], strict=False)
        if outline.country != "ATA":
            assert all(abs(after[0] - before[0]) < 90 for before, after in steps), outline.country
