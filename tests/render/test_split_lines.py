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
from briefgen.render.engine.patches.footnote_layout import FootnoteLayout
from tests.unit.documents import element, note
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
