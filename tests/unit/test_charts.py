"""Charts: from facts in a text to a drawing that needs no font, with the same in words."""

from __future__ import annotations

import itertools
import re
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from briefgen.compose.chart_figure import FigureBuilder
from briefgen.compose.chart_sources import SourceLine
from briefgen.compose.charts import ChartPrinter
from briefgen.compose.fill import FillError
from briefgen.compose.marks import MarkTable
from briefgen.compose.sandbox import TemplateDataError
from briefgen.compose.template_context import FactPrinter
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Exactness, Sensitivity, Source
from briefgen.model.tree import Citation, Element, extract_text, find_elements, walk
from briefgen.render import render_html, render_pdf
from briefgen.render.images.canvas import Canvas, Side
from briefgen.render.images.cleaning import ChartForm, clean_images
from tests.pdf import Pdf
from tests.structure_text import structure_text
from tests.unit.compose_samples import FACTS, HERE, fact, reader
from tests.unit.documents import a_document
from tests.unit.printing import found, styled

LABELS = {
    "returned": "people returned on one day",
    "hiding": "people in hiding",
    "share": "share",
    "night": "night of the return",
    "founded": "",
}
LABELLED = {key: replace(item, label=LABELS.get(key, "")) for key, item in FACTS.items()}
LABELLED["sent"] = replace(fact("sent", 600, "@yoon2024, p 3"), label="people returned in one month")
LABELLED["none"] = replace(fact("none", 0), label="people who came back")
LABELLED["korean"] = replace(fact("korean", 5), label="\N{HANGUL SYLLABLE HAN}")


SOURCES = {
    "yoon2024": Source(
        "yoon2024",
        {"author": [{"family": "Yoon", "given": "Lina"}], "issued": {"date-parts": [[2024, 5]]}},
        Sensitivity.PUBLIC,
        HERE,
    )
}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def own_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test can add facts that no other test sees."""
    monkeypatch.setattr("tests.unit.test_charts.LABELLED", dict(LABELLED))


def chart(kind: str, facts: object, language: str = "en", caption: str = "Returned", **choices: object) -> Element:
    marks = MarkTable()
    printer = FactPrinter(LABELLED, language, marks)
    figures = FigureBuilder(marks, SourceLine(SOURCES, language))
    print_chart: Callable[..., object] = ChartPrinter(printer.find, printer.build_citation, language, figures)
    (made,) = marks.get_nodes(str(print_chart(kind, facts, caption=caption, **choices)))
    assert isinstance(made, Element)
    return made


def figure(kind: str, *facts: str, caption: str = "Returned") -> Element:
    return chart(kind, list(facts), caption=caption)


def alternative(made: Element) -> str:
    (image,) = find_elements((made,), "img")
    return image.get("alt")


def drawn(folder: Path, made: Element, css: str = "") -> ET.Element:
    document = styled(folder, made, css=css)
    sink = Sink()
    (image,) = clean_images(document.body, document.assets, sink).values()
    assert found(sink) == []
    assert image.media_type == "image/svg+xml"
    return ET.fromstring(image.content)  # noqa: S314 - our own drawing


def rectangles(svg: ET.Element) -> list[tuple[float, float, str]]:
    """Left, width and colour of each."""
    paths = [
        path for path in svg.iter(f"{SVG}path") if path.get("d", "").count("L") == 3 and "Q" not in path.get("d", "")
    ]
    corners = [[float(number) for number in re.findall(r"[-\d.]+", path.get("d", ""))[::2]] for path in paths]
    return [(min(xs), max(xs) - min(xs), path.get("fill", "")) for path, xs in zip(paths, corners, strict=True)]


def colours(svg: ET.Element) -> list[str]:
    return [fill for _, _, fill in rectangles(svg)]


def test_a_chart_says_in_words_what_it_shows() -> None:
    made = figure("range", "hiding", "returned")
    (image,) = find_elements((made,), "img")
    assert image.get("alt") == ("Returned. People in hiding: 10,000 to 300,000; People returned on one day: 60.")


def test_a_chart_names_the_sources_of_its_facts_below_it_and_cites_them_once_each() -> None:
    made = figure("bar", "returned", "sent", "none")
    (caption,), (line,) = find_elements((made,), "figcaption"), find_elements((made,), "p")
    assert extract_text((caption,)) == "Returned"
    assert extract_text((line,)) == "Source: Yoon 2024."
    assert len([node for node in walk((line,)) if isinstance(node, Citation)]) == 1


def test_a_chart_of_facts_without_a_source_has_no_line_for_it() -> None:
    assert not list(find_elements((figure("bar", "none"),), "p"))


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
    short, long, _ = rectangles(drawn(tmp_path, figure("bar", "returned", "sent"), ":root { --accent: #112233 }"))
    assert short[1] * 10 == pytest.approx(long[1], abs=0.1)
    assert short[2] == "#112233"


def test_the_parts_of_a_whole_fill_it(tmp_path: Path) -> None:
    (first, wide, dark), (second, other, pale), *_ = rectangles(drawn(tmp_path, figure("stacked", "sent", "returned")))
    assert (first, round(wide + 1 + other + 1)) == (0, 520)
    assert second == pytest.approx(wide + 1, abs=0.02)
    assert dark != pale


def test_words_are_outlines(tmp_path: Path) -> None:
    svg = drawn(tmp_path, figure("bar", "returned"))
    assert list(svg.iter(f"{SVG}text")) == []
    outlines = [path.get("d", "") for path in svg.iter(f"{SVG}path")]
    assert len(outlines) == 4, "a label, an amount, a bar and the line that it starts at"
    assert all(re.fullmatch(r"(?:[MLQC][-\d. ]+|Z)+", outline) for outline in outlines)


def test_a_chart_for_word_is_drawn_in_pixels(tmp_path: Path) -> None:
    document = styled(tmp_path, figure("bar", "returned", "sent"), css=":root { --accent: #112233 }")
    (image,) = clean_images(document.body, document.assets, Sink(), chart_form=ChartForm.PIXELS).values()
    with Image.open(BytesIO(image.content)) as opened:
        assert opened.format == "PNG"
        assert opened.width == 1560
        colours = {colour for _, colour in opened.getcolors(100_000) or ()}
    assert (0x11, 0x22, 0x33) in colours
    assert len(colours) > 10, "words, with soft edges"


@pytest.mark.parametrize("kind", ["bar", "stacked", "range"])
@pytest.mark.parametrize("pixels", [True, False], ids=["pixels", "vectors"])
def test_nothing_is_drawn_of_nothing(tmp_path: Path, kind: str, pixels: bool) -> None:  # noqa: FBT001 - a parameter
    document = styled(tmp_path, figure(kind, "none"))
    sink = Sink()
    (image,) = clean_images(
        document.body, document.assets, sink, chart_form=ChartForm.PIXELS if pixels else ChartForm.VECTORS
    ).values()
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
    assert 'Figure alt="Returned. People returned on one day: 60."' in structure_text(content)
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
        ('{{ chart("bar", ["returned", "returned"], caption="A") }}', "chart-facts"),
        ('{{ chart("bar", {"Women": "returned"}, caption="A") }}', "chart-facts"),
        ('{{ chart("bar", {}, caption="A") }}', "chart-facts"),
        ('{{ chart("bar", ["returned"], caption="A", events=["night"]) }}', "chart-event"),
        ('{{ chart("line", ["returned"], caption="A", events="night") }}', "chart-event"),
        ('{{ chart("line", ["returned"], caption="A", events=["share"]) }}', "chart-event"),
        ('{{ chart("line", ["returned"], caption="A", events=["nihgt"]) }}', "fact-unknown"),
        ('{{ chart("line", ["undated"], caption="A") }}', "chart-date"),
        ('{{ chart("line", ["returned", "hiding"], caption="A") }}', "chart-date"),
        ('{{ chart("bar", ["below"], caption="A") }}', "chart-value"),
        ('{{ chart("stacked", ["most", "half"], caption="A") }}', "chart-value"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_an_error_at_its_line(
    monkeypatch: pytest.MonkeyPatch, text: str, code: str
) -> None:
    further = {
        "undated": replace(fact("undated", 5), label="x", as_of="in spring"),
        "below": replace(fact("below", -5), label="x"),
        "most": replace(fact("most", 80, unit="%"), label="x"),
        "half": replace(fact("half", 50, unit="%"), label="x"),
        **({key: LABELLED[key] for key in ("returned", "hiding")} if code != "chart-label" else {}),
    }
    for key, item in further.items():
        monkeypatch.setitem(FACTS, key, item)
    with pytest.raises(FillError) as caught:
        reader(Sink()).read(f"One.\n\n{text}", HERE, "legal/torture")
    assert (caught.value.diagnostic.code, str(caught.value.diagnostic.origin)) == (code, "content/x/legal/torture.md:3")


@pytest.mark.parametrize(("kind", "key"), [("bar", "hiding"), ("stacked", "hiding"), ("bar", "night")])
def test_what_is_no_amount_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch, kind: str, key: str) -> None:
    labelled = {key: replace(item, label="x") for key, item in LABELLED.items()}
    monkeypatch.setattr("tests.unit.test_charts.LABELLED", labelled)
    with pytest.raises(TemplateDataError, match=r"is a range|cannot draw"):
        chart(kind, [key])


def over_time(*values: tuple[str, object], unit: str = "people") -> list[str]:
    """Facts by `as_of` and value, among those that charts draw here."""
    for number, (as_of, value) in enumerate(values):
        made = replace(fact(f"t{number}", value, unit=unit), as_of=as_of, label=f"count {number}")  # type: ignore[arg-type]
        LABELLED[made.id] = made
    return [f"t{number}" for number in range(len(values))]


def test_a_chart_over_time_has_its_facts_at_their_dates_whatever_their_order(tmp_path: Path) -> None:
    made = chart("columns", over_time(("2024-07-01", 20), ("2022-07-01", 40), ("2023-07-01", 10)), events=["night"])
    assert alternative(made) == (
        "Returned. 1 July 2022, Count 1: 40; 1 July 2023, Count 2: 10; 1 July 2024, Count 0: 20; 26 April 2024: night of the return."
    )
    columns = [
        shape for shape in rectangles(drawn(tmp_path, made, ":root { --accent: #112233 }")) if shape[2] == "#112233"
    ]
    (first, _, _), (second, _, _), (third, _, _) = columns
    assert second - first == pytest.approx(third - second, abs=0.5)


@pytest.mark.parametrize(
    ("values", "dots"),
    [
        ([("2020", 5)], 1),
        ([("2020", -5), ("2021", Decimal("2.5"))], 2),
        ([("2020", 1), ("2021-03", 10**12), ("2024-02-29", 0)], 3),
        ([("2020", (1, 5)), ("2022", (2, 9))], 4),
        ([(str(1900 + year), year) for year in range(100)], 0),
    ],
    ids=["one point", "below zero", "huge, and dates of each kind", "ranges", "more points than dots"],
)
def test_a_line_is_drawn_of_any_numbers(tmp_path: Path, values: list[tuple[str, object]], dots: int) -> None:
    svg = drawn(tmp_path, chart("line", over_time(*values)))
    assert len(list(svg.iter(f"{SVG}circle"))) == dots
    assert_nothing_is_cut_off(svg)


def test_each_column_has_its_amount_and_its_date_where_columns_are_close_and_events_cross(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: list[str] = []
    monkeypatch.setattr(Canvas, "add_text", lambda _, text, *__: words.append(text))
    days = ["July 2021", "29 August 2023", "18 September 2023", "9 October 2023", "26 April 2024"]
    dates = ["2021-07", "2023-08-29", "2023-09-18", "2023-10-09", "2024-04-26"]
    ids = over_time(*zip(dates, [50, 80, 40, 500, 60], strict=True))
    for name, month in (("asked", "2024-01"), ("refused", "2024-07")):
        LABELLED[name] = replace(fact(name, month, unit="month"), label=name)
    LABELLED[ids[3]] = replace(LABELLED[ids[3]], exactness=Exactness.MORE_THAN)
    LABELLED.update({each: replace(LABELLED[each], unit="people") for each in ids})
    made = chart("columns", ids, events=["asked", "refused"])
    assert "9 October 2023, Count 3: more than 500;" in alternative(made)
    drawn(tmp_path, made)
    amounts = ["50", "80", "40", "more than 500", "60"]
    assert [pair for pair in map(" ".join, zip(amounts, days, strict=True)) if pair not in " ".join(words)] == []
    assert "people" in words
    assert words[words.index("80") :][:4] == ["80", "29 August 2023", "40", "18 September 2023"], (
        "in one place, each amount before its date"
    )


@pytest.mark.parametrize("days", [20, 80, 160])
def test_words_at_two_amounts_keep_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    words: list[tuple[float, float, float, float]] = []
    write = Canvas.add_paragraph

    def record(canvas: Canvas, lines: Sequence[str], x: float, y: float, fill: str = "", side: Side = "start") -> float:
        width = max(map(canvas.measure_width, lines), default=0.0)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[side]
        words.append((left, left + width, y, y + len(lines) * canvas.line_height))
        return write(canvas, lines, x, y, fill, side)

    monkeypatch.setattr(Canvas, "add_paragraph", record)
    dates = [(date(2022, 1, 1) + timedelta(days * number)).isoformat() for number in range(7)]
    drawn(tmp_path, chart("columns", over_time(*((day, 50 + number) for number, day in enumerate(dates)))))
    assert words
    for first, second in itertools.combinations(words, 2):
        are_beside = min(first[3], second[3]) > max(first[2], second[2])
        assert not are_beside or max(first[0], second[0]) - min(first[1], second[1]) >= 3


def assert_nothing_is_cut_off(svg: ET.Element) -> None:
    width, height = (float(svg.get(side, "")) for side in ("width", "height"))
    for path in svg.iter(f"{SVG}path"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
        assert all(-1 <= x <= width + 1 for x in numbers[::2])
        assert all(-1 <= y <= height + 1 for y in numbers[1::2])


def test_small_multiples_have_one_scale(tmp_path: Path) -> None:
    made = chart("bar", {"north": ["returned"], "south": ["sent"]})
    assert alternative(made) == (
        "Returned. North: People returned on one day: 60; South: People returned in one month: 600."
    )
    svg = drawn(tmp_path, made, ":root { --accent: #112233 }")
    short, long = (shape for shape in rectangles(svg) if shape[2] == "#112233")
    assert short[1] * 10 == pytest.approx(long[1], abs=0.1)
    assert long[0] > short[0] + short[1], "beside each other"


@pytest.mark.parametrize("kind", ["bar", "stacked", "range", "columns", "line"])
def test_a_telephone_gets_a_narrow_drawing_and_the_numbers_as_a_table(tmp_path: Path, kind: str) -> None:
    html = render_html(styled(tmp_path, Element("h1", ()), figure(kind, "none")), Sink()).content.decode()
    narrow = re.search(r'<source media="\(max-width: 480px\)" srcset="data:image/svg\+xml;base64,([^"]+)">', html)
    assert narrow
    assert ET.fromstring(b64decode(narrow[1])).get("width", "").startswith("320")  # noqa: S314 - our own drawing
    assert '<th scope="row">People who came back</th><td class="align-right">0</td>' in html


@pytest.mark.parametrize("kind", ["bar", "stacked", "range", "columns", "line"])
def test_a_long_label_is_broken_into_lines(tmp_path: Path, kind: str) -> None:
    LABELLED["long"] = replace(fact("long", 5), label="a label of many words " * 12 + "and" + "one" * 90, as_of="2023")
    svg = drawn(tmp_path, figure(kind, "long", "sent"))
    assert_nothing_is_cut_off(svg)


def test_a_chart_that_is_read_from_the_right_starts_there(tmp_path: Path) -> None:
    svg = drawn(tmp_path, chart("bar", ["returned", "sent"], "ar"), ":root { --accent: #112233 }")
    short, long = (shape for shape in rectangles(svg) if shape[2] == "#112233")
    assert short[0] + short[1] == pytest.approx(long[0] + long[1], abs=0.1)
    assert long[0] < short[0]


def test_an_author_cannot_write_a_chart_as_an_image() -> None:
    sink = Sink()
    reader(sink).read("![x](chart:nothing)", HERE, "legal/torture")
    assert [problem.code for problem in sink.diagnostics] == ["image-missing"]
