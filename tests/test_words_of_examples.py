"""Every word of the example briefs, with the numbers of paragraphs, notes and places: any change is seen, and read by somebody.

`pytest --accept tests/test_words_of_examples.py` writes the texts in `tests/data/words/` again. Read the difference before committing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.load import load_brief, load_project
from briefgen.model.diagnostic import Severity, Sink
from briefgen.pipeline import compose_document, load_inputs
from tests.document_text import write_document_text
from tests.examples import EXAMPLES
from tests.running import ROOT

FOLDER = Path(__file__).parent / "data" / "words"
TRANSLATED = ("embassy-note", "upr-china", "china-report")
LANGUAGES = ("ar", "es", "fr", "ko", "ru", "zh")
BRIEFS = [(name, "en") for name in EXAMPLES] + [(name, language) for name in TRANSLATED for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), BRIEFS)
def test_an_example_says_what_it_said(name: str, language: str, *, accept: bool) -> None:
    sink = Sink()
    brief = load_brief(load_project(ROOT, sink), name, sink).in_language(language)
    document = compose_document(load_inputs(load_project(ROOT, sink), brief, sink), sink)
    assert [problem.message for problem in sink.diagnostics if problem.severity is Severity.ERROR] == []
    words, expected = write_document_text(document), FOLDER / f"{name}.{language}.txt"
    if accept:
        expected.write_text(words, encoding="utf-8")
    assert words.splitlines() == expected.read_text(encoding="utf-8").splitlines()


def test_no_text_is_left_of_a_brief_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {f"{name}.{language}" for name, language in BRIEFS}
