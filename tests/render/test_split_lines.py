"""Lines that WeasyPrint breaks again each time that it lays a text out, and that are kept here while their document is laid out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from weasyprint.text import line_break

from briefgen.model.diagnostic import Sink
from briefgen.render import render_pdf
from briefgen.render.engine import page_templates
from briefgen.render.engine.patches import split_lines
from briefgen.render.engine.patches.footnote_layout import FootnoteLayout
from tests.render.test_shared_work import rendered, rendered_alone
from tests.unit.documents import a_document, element, note
from tests.unit.printing import WORDS, styled


def test_split_lines_a_note_is_broken_into_lines_each_time_that_it_is_laid_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paragraphs = [element("p", WORDS, note(f"{number} {WORDS * 3}"), WORDS) for number in range(6)]
    document, calls = styled(tmp_path, *paragraphs), Counter[str]()
    create, prepare = line_break.create_layout, FootnoteLayout.prepare

    def count(text: str, *arguments: Any) -> Any:
        calls["kept" if keeps else "broken again"] += 1
        return create(text, *arguments)

    def prepare_without(layout: FootnoteLayout) -> None:
        prepare(layout)
        layout.split_lines = None

    monkeypatch.setattr(line_break, "create_layout", count)
    keeps = True
    ours = render_pdf(document, Sink()).content
    keeps = False
    monkeypatch.setattr(page_templates, "_STORE", page_templates.TemplateStore())
    monkeypatch.setattr(FootnoteLayout, "prepare", prepare_without)
    assert render_pdf(document, Sink()).content == ours
    assert calls["kept"] < 0.8 * calls["broken again"]


@pytest.mark.parametrize(("most_lines", "shares_lines"), [(split_lines.MOST_KEPT_LINES, True), (0, False)])
def test_split_lines_after_an_edit_only_the_lines_of_its_paragraph_are_broken(
    most_lines: int, *, shares_lines: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file is that of a document alone; of a document with too many lines none are kept."""
    monkeypatch.setattr(split_lines, "_STORE", split_lines.LineStore())
    monkeypatch.setattr(split_lines, "MOST_KEPT_LINES", most_lines)
    monkeypatch.setattr(page_templates, "MAX_TEMPLATES", 0)
    calls, create = Counter[str](), line_break.create_layout

    def count(text: str, *arguments: Any) -> Any:
        calls[version] += 1
        return create(text, *arguments)

    monkeypatch.setattr(line_break, "create_layout", count)
    paragraphs = [element("p", f"{number} {WORDS}", note(WORDS * 2), WORDS * 4) for number in range(6)]
    styles = styled(tmp_path).assets
    for version in "first", "edited":
        last = element("p", f"The {version} words. {WORDS * 4}")
        document = a_document(*paragraphs, last, styles=styles.styles, fonts=styles.fonts)
        together = rendered(document)
    assert (calls["edited"] < 0.5 * calls["first"]) is shares_lines
    version = "alone"
    assert rendered_alone(document, monkeypatch) == together
