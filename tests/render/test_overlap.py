"""Text that is printed over text is an error, in every script; text that only stands close is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Node
from briefgen.render import render_pdf
from tests.running import ROOT
from tests.unit.documents import FONT, a_document, element, note
from tests.unit.printing import PAGE, WORDS

FONTS = {
    "fonts/a.ttf": FONT,
    "fonts/ar.ttf": ROOT / "styles/fonts/arabic/Amiri-Regular.ttf",
    "fonts/zh.ttf": ROOT / "styles/fonts/chinese/NotoSerifSC-Regular.ttf",
    "fonts/ko.ttf": ROOT / "styles/fonts/korean/NotoSerifKR-Regular.ttf",
}
FACES = "".join(f'@font-face {{ font-family: "{name}"; src: url({name}) }}' for name in FONTS)
FAMILIES = ", ".join(f'"{name}"' for name in FONTS)
SCRIPTS = {
    "en": WORDS,
    "ar": "الماء حق للجميع وفقاً للعهد ",
    "zh": "各国应当保障每个人获得安全饮用水的权利",
    "ko": "국가는 안전한 물을 보장해야 한다 ",
}


def find_overlaps(folder: Path, css: str, *children: Node) -> list[str]:
    """What is reported of a document with these contents."""
    sheet = folder / "report.css"
    sheet.write_text(f"{FACES} html {{ font: 10pt/1.4 {FAMILIES} }} {PAGE} {css}", "utf-8")
    sink = Sink()
    render_pdf(a_document(*children, styles=(sheet,), fonts=FONTS), sink)
    return [problem.message for problem in sink.diagnostics if problem.code == "render-overlap"]


def write_lines(language: str) -> Node:
    direction = "rtl" if language == "ar" else "ltr"
    lines = [element("p", SCRIPTS[language] * 3, lang=language, dir=direction) for _ in range(2)]
    return element("div", *lines)


@pytest.mark.parametrize("language", SCRIPTS)
def test_lines_over_one_another_are_reported_in_every_script(tmp_path: Path, language: str) -> None:
    found = find_overlaps(tmp_path, "p { margin: 0 } p + p { margin-top: -12pt }", write_lines(language))
    assert 1 <= len(found) <= 2, "once for each two elements, and the last words are an element of their own"
    assert "is printed over" in found[0]
    assert found[0].endswith("on page 1")
    assert "\N{WORD JOINER}" not in found[0]


@pytest.mark.parametrize(
    ("css", "content"),
    [
        ("p { position: absolute; top: 0 }", [element("p", "One"), element("p", "Two")]),
        ("p { line-height: 0.3; width: 60pt }", [element("p", WORDS)]),
        ("p { padding-left: 0 } p::before { content: '12.'; position: absolute }", [element("p", WORDS)]),
        ("td { white-space: nowrap } table { table-layout: fixed; width: 100pt }",
         [element("table", element("tr", element("td", WORDS), element("td", WORDS)))]),
        ("ol { padding: 0; list-style: none } li::before { content: '1. '; position: absolute }", [element("ol", element("li", WORDS))]),
    ],
)  # fmt: skip
def test_text_over_text_is_reported(tmp_path: Path, css: str, content: list[Node]) -> None:
    assert find_overlaps(tmp_path, css, *content)


@pytest.mark.parametrize("language", SCRIPTS)
def test_text_that_is_close_is_not_reported(tmp_path: Path, language: str) -> None:
    """Lines without leading, numbers of notes, slanted letters beside upright ones, cells, columns, lists, running heads."""
    words = SCRIPTS[language]
    mixed = f"{words} {SCRIPTS['ar']} WHO 2024 {SCRIPTS['zh']}"
    content = element(
        "div",
        element(
            "p", mixed, element("em", words), "f", note(mixed), element("sup", "12"), words, element("strong", mixed)
        ),
        element("ol", element("li", mixed), element("li", words)),
        element("table", *(element("tr", element("td", words), element("td", mixed)) for _ in range(2))),
        lang=language,
        dir="rtl" if language == "ar" else "ltr",
    )
    css = (
        "p { line-height: 1; margin: 0; text-align: justify } em { font-style: italic } ol { columns: 2 } td { padding: 0 }"
        "@page { @top-center { content: 'Running head' } @bottom-center { content: counter(page) } }"
    )
    assert find_overlaps(tmp_path, css, content) == []
