"""Charts of ranges: where their bands and dots are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.model.library import Fact
from briefgen.render.images.bars import _write_zero
from briefgen.render.images.canvas import Canvas
from tests.unit import test_charts
from tests.unit.compose_samples import fact
from tests.unit.test_charts import SVG, drawn, figure, rectangles


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> dict[str, Fact]:
    """What charts are drawn of: a test can add its own."""
    own = dict(test_charts.LABELLED)
    monkeypatch.setattr(test_charts, "LABELLED", own)
    return own


def test_a_range_is_a_light_band_from_its_least_amount_and_a_single_one_is_a_dot(tmp_path: Path) -> None:
    svg = drawn(tmp_path, figure("range", "hiding", "none"), ":root { --accent: #000000 }")
    start, width, _ = next(shape for shape in rectangles(svg) if shape[2] == "#b8b8b8")
    (dot,) = svg.iter(f"{SVG}circle")
    zero = float(dot.get("cx", ""))
    assert zero == pytest.approx(float(dot.get("r", "")), abs=0.01), "the whole dot is on the drawing"
    assert (start - zero) / (start + width - zero) == pytest.approx(10000 / 300000, abs=0.001)


def test_the_middle_of_a_dot_is_at_the_end_of_a_band_up_to_the_same_amount(
    tmp_path: Path, facts: dict[str, Fact]
) -> None:
    facts["as-many"] = replace(fact("as-many", 300_000), label="as many")
    svg = drawn(tmp_path, figure("range", "hiding", "as-many"), ":root { --accent: #000000 }")
    start, width, _ = next(shape for shape in rectangles(svg) if shape[2] == "#b8b8b8")
    (dot,) = svg.iter(f"{SVG}circle")
    assert float(dot.get("cx", "")) == pytest.approx(start + width, abs=0.02)
    assert float(dot.get("cx", "")) + float(dot.get("r", "")) <= 519, "the whole dot is on the drawing, also in pixels"


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "People in hiding (2002)"),
        ("fr", "People in hiding (2002)"),
        ("zh", "People in hiding（2002年）"),
        ("ko", "People in hiding(2002년)"),
    ],
)
def test_estimates_of_several_years_have_their_years(facts: dict[str, Fact], language: str, label: str) -> None:
    facts["hiding"] = replace(facts["hiding"], as_of="2002")
    facts["settled"] = replace(fact("settled", 300_000), label="settled in 2018", as_of="2018")
    words = test_charts.alternative(test_charts.chart("range", ["hiding", "settled"], language))
    assert label in words
    assert words.count("2018") == 1, "a label that has its year keeps it"


def test_estimates_of_a_single_year_have_it_in_no_label(facts: dict[str, Fact]) -> None:
    facts["hiding"] = replace(facts["hiding"], as_of="2002")
    facts["settled"] = replace(fact("settled", 300_000), label="settled", as_of="2002-03")
    assert "2002" not in test_charts.alternative(test_charts.chart("range", ["hiding", "settled"]))


def test_bands_without_a_dot_start_at_the_left_edge(tmp_path: Path, facts: dict[str, Fact]) -> None:
    facts["some"] = replace(fact("some", (20, 300)), label="some")
    svg = drawn(tmp_path, figure("range", "hiding", "some"), ":root { --accent: #000000 }")
    lines = [shape for shape in rectangles(svg) if shape[1] == pytest.approx(0.75, abs=0.02)]
    assert [start for start, _, _ in lines] == pytest.approx([-0.25, -0.25], abs=0.02)


@pytest.mark.parametrize(
    ("amounts", "zero"), [((), "0"), (("10", "300 000"), "0"), (("١٠", "٣٠٠"), "٠"), (("about",), "0")]
)
def test_the_axis_has_a_zero_in_the_digits_of_its_amounts(amounts: tuple[str, ...], zero: str) -> None:
    assert _write_zero(amounts) == zero


def test_the_zero_is_below_the_axis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words: list[str] = []
    monkeypatch.setattr(Canvas, "add_text", lambda _, text, *__, **___: words.append(text))
    drawn(tmp_path, figure("range", "hiding", "none"))
    assert words[-1] == "0"
