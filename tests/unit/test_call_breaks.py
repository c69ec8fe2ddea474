"""In Word files in Chinese and Korean, a call has text without a language before it, so that no line starts with the call."""

from __future__ import annotations

import pytest

from tests.unit.documents import a_document, element, note
from tests.unit.word import WORD, word_file

EAST_ASIAN = f"{WORD}eastAsia"


def list_runs(words: str, language: str) -> list[tuple[str, str]]:
    """The runs of a paragraph with a note behind it, each with its East Asian language where it states one."""
    made = word_file(a_document(element("p", words, note("주")), language=language))
    return [
        (text, looks.get(EAST_ASIAN, "") if (looks := run.find(f"{WORD}rPr/{WORD}lang")) is not None else "")
        for run in made.xml().iter(f"{WORD}r")
        if (text := "".join(run.itertext()).strip("\n"))
    ]


@pytest.mark.parametrize(
    ("words", "language", "runs"),
    [
        ("물은 사람의 권리이다.", "ko", [("물은 사람의 ", ""), ("권리이다.", "x-none")]),
        ("权利。", "zh", [("权利", ""), ("。", "x-none")]),
        ("权利", "zh", [("权利", "")]),
        ("물", "ko", [("물", "")]),
        ("The right to water.", "en", [("The right to water.", "")]),
    ],
)
def test_the_end_of_the_text_before_a_call_has_no_language(
    words: str, language: str, runs: list[tuple[str, str]]
) -> None:
    assert list_runs(words, language)[: len(runs)] == runs
