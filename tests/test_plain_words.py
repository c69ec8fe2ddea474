"""Markup in words that are printed as they are, such as the title of a brief, is reported with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.load import load_brief
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.pipeline import compose_document, load_inputs
from tests.unit.project_files import project_in

AUDIENCE = """\
title: Note
formats: [html]
sections:
  - {id: facts, title: Facts, kinds: [situation]}
  - {id: asks, title: Asks, kinds: [recommendation]}
"""
PAGE = (
    "<body><main><h1>{{ brief.title }}</h1><p>{{ brief.subtitle }} {{ org.name }}</p>{{ section('facts') }}"
    "{% for each in recommendations %}<p>{{ each.addressee }} {{ each.indicator }}</p>{% endfor %}{{ section('asks') }}</main></body>"
)
FACT = 'sensitivity: public\nwells:\n  {value: 3, unit: "UNIT", label: "LABEL", source: none, note: counted, as_of: 2024}\n'
BLOCK = (
    '---\ntitle: Wells\nkind: situation\nsensitivity: public\nstatus: approved\n---\n{{ fact("wells", unit=True) }}\n'
)
ASK = (
    '---\ntitle: Open it\nkind: recommendation\nsensitivity: public\nstatus: approved\naddressee: "STATE"\n'
    'indicator: "SIGN"\naction: Open the well.\n---\nBecause.\n'
)


def find_unread(root: Path, **words: str) -> list[tuple[str, str]]:
    """The place and the words of each remark on a small brief, in which some words are replaced."""
    brief = f'audience: note\nlibrary: water\ntitle: "{words.get("TITLE", "T")}"\ndate: 2026-01-15\nsubtitle: "{words.get("SUB", "S")}"\n'
    files = {
        "briefgen.yaml": f'organisation: {{name: "{words.get("NAME", "Example")}"}}\n',
        "templates/note/audience.yaml": AUDIENCE,
        "templates/note/page.html": PAGE,
        "styles/note.css": "p { margin: 0 }",
        "briefs/case.yaml": brief,
        "content/water/facts.yaml": FACT,
        "content/water/wells.md": BLOCK,
        "content/water/ask.md": ASK,
    }
    for name, text in words.items():
        files = {path: content.replace(name, text) for path, content in files.items()}
    project, sink = project_in(root, files), Sink()
    try:
        compose_document(load_inputs(project, load_brief(project, "case", sink), sink), sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    found = {item for item in sink.collect_sorted() if item.code == "markup-unread"}
    return sorted((str(item.origin), item.message.partition(" looks")[0]) for item in found)


@pytest.mark.parametrize(
    ("words", "place", "found"),
    [
        ({"TITLE": "The *old* well"}, "briefs/case.yaml:3", "`*`"),
        ({"TITLE": "The old well[^1]"}, "briefs/case.yaml:3", "`[^1]`"),
        ({"SUB": "As [@raz, 4] says"}, "briefs/case.yaml:5", "`[@raz, 4]`"),
        ({"NAME": "Water <b>Watch</b>"}, "briefgen.yaml", "`<b>`"),
        ({"UNIT": "m$^3$"}, "content/water/facts.yaml:2", "`$^3$`"),
        ({"STATE": "**Lakeland**"}, "content/water/ask.md:1", "`**`"),
        ({"SIGN": "the count {.x}"}, "content/water/ask.md:1", "`{.x}`"),
    ],
)
def test_markup_in_plain_words_is_reported(tmp_path: Path, words: dict[str, str], place: str, found: str) -> None:
    assert find_unread(tmp_path, **words) == [(place, found)]


def test_plain_words_and_what_is_not_printed_are_not_reported(tmp_path: Path) -> None:
    assert find_unread(tmp_path, TITLE="#Wells & wells: 5 * 3", LABEL="*not printed*", SUB="- A_b (2012)") == []
