"""Any mixture of scripts in paragraphs, notes, headings and cells is built in all formats, without an alarm about what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.load import load_brief
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.unit.project_files import project_in, told

WORDS = (
    "water", "the WHO", "Kenya", "A/HRC/59/15", "2024", "12,500", "37.5%", "10–12", "12(1)(b)", "+41 22 917 90 00",
    "https://example.org/a", "a@example.org", "الماء", "حق للجميع", "شِتاء", "؟", "،", "100 ريال", "井里没有水", "水权",
    "，", "。", "“", "”并", "——", "《公约》", "물은 권리", "마을", "가나다라마바사", "вода", "№ 5", "Ελλάδα", "(", ")", "«да»", "‘x’",
    ";", ":", "?", "–", "é", "x²", "COVID-19", "ＡＢＣ", "かな", "**بئر**", '<span lang="ar">فريق WHO عدد 1250</span>',
    '<span lang="en">the 2 wells</span>',
)  # fmt: skip
FIRST = ("x", "x", "الماء", "حق", "水", "물")
"""What a phrase starts with: no mark of Markdown."""
PHRASE = st.tuples(st.sampled_from(FIRST), st.lists(st.sampled_from(WORDS), max_size=8)).map(
    lambda words: " ".join((words[0], *words[1]))
)
PLAIN = st.lists(
    st.sampled_from([word for word in WORDS if "<" not in word and "*" not in word]), min_size=1, max_size=4
)
SETTINGS = [
    ("en", "upr-submission"),
    ("ar", "diplomat"),
    ("ar", "public-report"),
    ("zh", "upr-submission"),
    ("ko", "public-report"),
]
ALARMS = ("parity-", "render-", "[internal")


def list_alarms(folder: Path, language: str, audience: str, title: str, phrases: list[str]) -> list[str]:
    """What is said of the files of a brief in which these phrases are a paragraph, items, a heading, cells, a quotation and notes."""
    first, item, other, heading, *cells, quoted, note, second = phrases
    text = (
        f"{first}.[^a]\n\n- {item}\n- {other}\n\n1. {item}\n   a) {other}\n   b) {heading}\n2. {other}\n\n## {heading}\n\n| {cells[0]} | {cells[1]} |\n|---|---:|\n"
        f"| {cells[2]} | {cells[3]}[^b] |\n\n> {quoted}\n\n[^a]: {note}\n[^b]: {second}\n"
    )
    title = json.dumps(title, ensure_ascii=False)
    numerals = "numerals: arabic-indic\n" if language == "ar" else ""
    project = project_in(
        folder,
        {
            "briefgen.yaml": f"language: {language}\norganisation: {{name: X, contact: {{email: a@example.org}}}}\n",
            "content/lib/a.md": f"---\ntitle: {title}\nkind: situation\nsensitivity: public\nstatus: approved\n---\n{text}",
            "briefs/b.yaml": f"audience: {audience}\nlibrary: lib\ntitle: {title}\nstate: KEN\ndate: 2026-11-23\n{numerals}",
        },
    )
    sink = Sink()
    document = compose_document(load_inputs(project, load_brief(project, "b", sink), sink), sink)
    render_document(document, (Format.PDF, Format.DOCX, Format.HTML), sink)
    return [line for line in told(sink).splitlines() if any(alarm in line for alarm in ALARMS)]


@settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(SETTINGS), PLAIN.map(" ".join), st.lists(PHRASE, min_size=11, max_size=11))
def test_any_mixture_of_scripts_is_built_in_all_formats(
    tmp_path_factory: pytest.TempPathFactory, setting: tuple[str, str], title: str, phrases: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("mixed")
    assert list_alarms(folder, *setting, title, phrases) == []


@pytest.mark.parametrize(
    ("cell", "beside"), [("x ,500 마을", "لا إله"), ("x x² 37.5%", "شِتاء «да»"), ("10–12 x １２３", "لا إله [1] : ؟")]
)
def test_cells_beside_a_cell_from_the_right_are_found(tmp_path: Path, cell: str, beside: str) -> None:
    phrases = ["x"] * 4 + ["x", "b)", beside, cell] + ["x"] * 3
    assert list_alarms(tmp_path, "en", "diplomat", "x", phrases) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nested_items_from_the_right_leave_their_markers_side_by_side(tmp_path: Path, language: str) -> None:
    """Words from the right are compared apart, so that `1`, `a`, `b` and `2` are all that is left of the list."""
    phrases = ["x", "الماء", "حق", "للجميع"] + ["x"] * 7
    assert list_alarms(tmp_path, language, "public-report", "x", phrases) == []
