"""What the manifest says about each rule: numbers for words and pages, words for the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.check import build_verdict_entries
from briefgen.load import load_brief
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs
from tests.unit.project_files import project_in
from tests.unit.test_gate import AUDIENCE, files

RULES = (
    'rules:\n  - {code: length, kind: words, limit: 4, counts: [body], source: S, as_of: "2026"}\n'
    '  - {code: leaves, kind: pages, limit: 2, source: S, as_of: "2026", verified: true}\n'
    '  - {code: spoken, kind: languages, values: [en], source: S, as_of: "2026", verified: true}\n'
)
WORDS = {"code": "rule-length", "found": 5, "kept": False, "limit": 4}


@pytest.mark.parametrize(
    ("pages", "entries"),
    [
        (None, [WORDS]),
        (1, [WORDS, {"code": "rule-leaves", "found": 1, "kept": True, "limit": 2}]),
        (2, [WORDS, {"code": "rule-leaves", "found": 2, "kept": True, "limit": 2}]),
        (3, [WORDS, {"code": "rule-leaves", "found": 3, "kept": False, "limit": 2}]),
    ],
)
def test_words_and_pages_are_numbers(tmp_path: Path, pages: int | None, entries: list[dict[str, object]]) -> None:
    sink = Sink()
    project = project_in(tmp_path, files(**{"templates/embassy/audience.yaml": AUDIENCE + RULES}))
    document = compose_document(load_inputs(project, load_brief(project, "note", sink), sink), sink)
    assert build_verdict_entries(document, pages, sink.verdicts) == [
        *entries,
        {"code": "rule-spoken", "found": "en", "kept": True, "limit": "en"},
    ]
