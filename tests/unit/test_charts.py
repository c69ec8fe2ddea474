"""Charts: from facts in a text to a drawing that needs no font, with the same in words."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from briefgen.compose.charts import ChartPrinter
from briefgen.compose.fill import FillError
from briefgen.compose.marks import MarkTable
from briefgen.compose.template_context import FactPrinter
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Citation, Element, extract_text, find_elements, walk
from briefgen.render import render_html, render_pdf
from briefgen.render.images.cleaning import clean_images
from tests.pdf import Pdf
from tests.structure_text import structure_text
from tests.unit.compose_samples import FACTS, HERE, fact, reader
from tests.unit.documents import a_document
from tests.unit.printing import found, styled

LABELS = {"returned": "people returned on one day", "hiding": "people in hiding", "share": "share", "founded": ""}
LABELLED = {key: replace(item, label=LABELS.get(key, "")) for key, item in FACTS.items()}
LABELLED["sent"] = replace(fact("sent", 600, "@yoon2024, p 3"), label="people returned in one month")
LABELLED["none"] = replace(fact("none", 0), label="people who came back")
LABELLED["korean"] = replace(fact("korean", 5), label="\N{HANGUL SYLLABLE HAN}")


def figure(kind: str, *facts: str, caption: str = "Returned") -> Element:
    marks = MarkTable()
    printer = FactPrinter(LABELLED, "en", marks)
    chart = ChartPrinter(printer.find, printer.build_citation, "en", marks)(kind, list(facts), caption=caption)
    (made,) = marks.get_nodes(str(chart))
    assert isinstance(made, Element)
    assert printer.printed_ids == list(facts)
    return made


def drawn(folder: Path, made: Element, css: str = "") -> ET.Element:
    document = styled(folder, made, css=css)
    sink = Sink()
    (image,) = clean_images(document.body, document.assets, sink).values()
    assert found(sink) == []
    assert image.media_type == "image/svg+xml"
    return ET.fromstring(image.content)  # noqa: S314 - our own drawing


def rectangles(svg: ET.Element) -> list[tuple[float, float, str]]:
    """Left, width and colour of each."""
    return [
        (float(rectangle.get("x", "")), float(rectangle.get("width", "")), rectangle.get("fill", ""))
        for rectangle in svg.iter("{http://www.w3.org/2000/svg}rect")
    ]


def test_a_chart_says_in_words_what_it_shows() -> None:
    made = figure("range", "hiding", "returned")
    (image,) = find_elements((made,), "img")
    assert image.get("alt") == ("Returned. people in hiding: 10,000 to 300,000; people returned on one day: 60.")


def test_a_chart_cites_the_sources_of_its_facts_once_each_in_its_caption() -> None:
    made = figure("bar", "returned", "sent")
    (caption,) = find_elements((made,), "figcaption")
    assert extract_text((caption,)) == "Returned"
    assert len([node for node in walk((caption,)) if isinstance(node, Citation)]) == 1


def test_the_caption_of_a_chart_prints_the_values_in_it_and_is_searched_for_markup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(FACTS, "returned", LABELLED["returned"])
    sink = Sink()
    text = '{{ chart("bar", ["returned"], caption="On " ~ fact("night") ~ " [@raz, 4]") }}'
    nodes = reader(sink).read(f"One.\n\n{text}", HERE, "b")
    (caption,) = find_elements(nodes, "figcaption")
    assert extract_text((caption,)) == "On 26 April 2024 [@raz, 4]"
    assert [str(problem.origin) for problem in sink.collect_sorted()] == ["content/x/legal/torture.md:3"]


def test_bars_are_as_long_as_their_amounts(tmp_path: Path) -> None:
    bars = rectangles(drawn(tmp_path, figure("bar", "returned", "sent"), ":root { --accent: #112233 }"))
    (_, short, colour), (_, long, _) = bars
    assert short * 10 == pytest.approx(long, abs=0.1)
    assert colour == "#112233"


def test_a_range_begins_at_its_least_amount_and_a_single_one_is_a_dot(tmp_path: Path) -> None:
    svg = drawn(tmp_path, figure("range", "hiding", "returned"))
    _, _, (start, width, _), *scale = rectangles(svg)
    assert start / (start + width) == pytest.approx(10000 / 300000, abs=0.001)
    assert len(scale) == 2
    (dot,) = svg.iter("{http://www.w3.org/2000/svg}circle")
    assert float(dot.get("cx", "")) == float(dot.get("r", ""))


def test_the_parts_of_a_whole_fill_it(tmp_path: Path) -> None:
    (first, wide, dark), (second, other, pale), *_ = rectangles(drawn(tmp_path, figure("stacked", "sent", "returned")))
    assert (first, round(wide + 1 + other + 1)) == (0, 480)
    assert second == pytest.approx(wide + 1, abs=0.02)
    assert dark != pale


def test_words_are_outlines(tmp_path: Path) -> None:
    svg = drawn(tmp_path, figure("bar", "returned"))
    assert list(svg.iter("{http://www.w3.org/2000/svg}text")) == []
    outlines = [path.get("d", "") for path in svg.iter("{http://www.w3.org/2000/svg}path")]
    assert len(outlines) == 2
    assert all(re.fullmatch(r"(?:[MLQC][-\d. ]+|Z)+", outline) for outline in outlines)


def test_a_chart_for_word_is_drawn_in_pixels(tmp_path: Path) -> None:
    document = styled(tmp_path, figure("bar", "returned", "sent"), css=":root { --accent: #112233 }")
    (image,) = clean_images(document.body, document.assets, Sink(), rasterise_charts=True).values()
    with Image.open(BytesIO(image.content)) as opened:
        assert opened.format == "PNG"
        assert opened.width == 2400
        colours = {colour for _, colour in opened.getcolors(100_000) or ()}
    assert (0x11, 0x22, 0x33) in colours
    assert len(colours) > 10, "words, with soft edges"


@pytest.mark.parametrize("kind", ["bar", "stacked", "range"])
@pytest.mark.parametrize("pixels", [True, False], ids=["pixels", "vectors"])
def test_nothing_is_drawn_of_nothing(tmp_path: Path, kind: str, pixels: bool) -> None:  # noqa: FBT001 - a parameter
    document = styled(tmp_path, figure(kind, "none"))
    sink = Sink()
    (image,) = clean_images(document.body, document.assets, sink, rasterise_charts=pixels).values()
    assert image.content
    assert found(sink) == []


def test_a_chart_is_a_figure_with_its_words_in_pdf_and_html(tmp_path: Path) -> None:
    document = styled(
        tmp_path,
        Element("h1", ()),
        figure("bar", "returned").with_children(find_elements((figure("bar", "returned"),), "img")),
        css="img { max-width: 100% }",
    )
    sink = Sink()
    content = render_pdf(document, sink).content
    assert found(sink) == []
    assert 'Figure alt="Returned. people returned on one day: 60."' in structure_text(content)
    assert not Pdf(content).pages[0].object.get_images(), "vectors, no pixels"
    html = render_html(document, sink).content.decode()
    assert 'src="data:image/svg+xml;base64,' in html
    assert "chart:" not in html


def test_a_chart_without_a_font_is_an_error_at_its_line() -> None:
    made = replace(
        figure("bar", "returned"),
        children=tuple(replace(image, origin=HERE) for image in find_elements((figure("bar", "returned"),), "img")),
    )
    sink = Sink()
    document = a_document(made)
    assert clean_images(document.body, document.assets, sink) == {}
    assert found(sink) == [("chart-font", "content/x/legal/torture.md:1")]


def test_a_label_that_the_font_cannot_print_is_an_error(tmp_path: Path) -> None:
    document = styled(tmp_path, figure("bar", "korean"))
    sink = Sink()
    assert clean_images(document.body, document.assets, sink) == {}
    assert [problem.message for problem in sink.diagnostics] == [
        "`SourceSerif4-Regular.ttf`, the font of charts, has not the character `한`"
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{{ chart("barr", ["returned"], caption="A") }}', "chart-kind"),
        ('{{ chart("bar", ["returned"]) }}', "chart-caption"),
        ('{{ chart("bar", "returned", caption="A") }}', "chart-facts"),
        ('{{ chart("bar", [], caption="A") }}', "chart-facts"),
        ('{{ chart("bar", ["returned", "share"], caption="A") }}', "chart-unit"),
        ('{{ chart("bar", ["returned"], caption="A") }}', "chart-label"),
        ('{{ chart("bar", ["retuned"], caption="A") }}', "fact-unknown"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_an_error_at_its_line(text: str, code: str) -> None:
    with pytest.raises(FillError) as caught:
        reader(Sink()).read(f"One.\n\n{text}", HERE, "legal/torture")
    assert (caught.value.diagnostic.code, str(caught.value.diagnostic.origin)) == (code, "content/x/legal/torture.md:3")


@pytest.mark.parametrize(("kind", "key"), [("bar", "hiding"), ("stacked", "hiding"), ("bar", "night")])
def test_what_is_no_amount_cannot_be_drawn(kind: str, key: str) -> None:
    labelled = {key: replace(item, label="x") for key, item in LABELLED.items()}
    marks = MarkTable()
    printer = FactPrinter(labelled, "en", marks)
    with pytest.raises(Exception, match=r"is a range|cannot draw"):
        ChartPrinter(printer.find, printer.build_citation, "en", marks)(kind, [key], caption="A")


def test_an_author_cannot_write_a_chart_as_an_image() -> None:
    sink = Sink()
    reader(sink).read("![x](chart:nothing)", HERE, "legal/torture")
    assert [problem.code for problem in sink.diagnostics] == ["image-missing"]
