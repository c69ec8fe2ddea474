"""The call of a note in a Word file in Chinese or Korean: on the line of the mark or the word before it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.documents import a_document, element, note
from tests.unit.word import WORD, Made, word_file

EAST_ASIA = f"{WORD}eastAsia"


def a_file(words: str, language: str, after: str = "后文。") -> Made:
    return word_file(a_document(element("p", words, note("见报告。"), after), language=language))


def runs(made: Made) -> list[tuple[str, str]]:
    """The words of each run with the language that it states for East Asian characters."""

    def find_language(run: Any) -> str:
        stated = run.find(f"{WORD}rPr/{WORD}lang")
        return "" if stated is None else stated.get(EAST_ASIA, "")

    found = (
        ("".join(text.text for text in run.iter(f"{WORD}t")), find_language(run)) for run in made.xml().iter(f"{WORD}r")
    )
    return [(words, language) for words, language in found if words]


@pytest.mark.parametrize("language", ["zh", "zh-Hans", "ja"])
@pytest.mark.parametrize("mark", ["。", "，", "”", "）"])
def test_the_mark_before_a_call_is_a_run_without_east_asian_rules_of_lines(language: str, mark: str) -> None:
    made = a_file(f"前文{mark}", language)
    assert ("前文", "") in runs(made)
    assert (mark, "x-none") in runs(made)
    assert "".join(words for words, _ in runs(made)).startswith(f"前文{mark}后文。")


def test_the_last_word_of_a_korean_sentence_before_a_call_has_none_either() -> None:
    assert runs(a_file("물은 사람의 권리이다.", "ko"))[:2] == [("물은 사람의 ", ""), ("권리이다.", "x-none")]


@pytest.mark.parametrize(
    ("words", "language"),
    [("前文", "zh"), ("본문.", "ko"), ("물", "ko"), ("Text.", "en"), ("The right to water.", "en"), ("。", "zh")],
)
def test_other_words_before_a_call_stay_one_run(words: str, language: str) -> None:
    assert (words, "") in runs(a_file(words, language))


def test_romanised_words_have_no_face_of_east_asia() -> None:
    made = word_file(a_document(element("p", "The system of ", element("em", "songbun", lang="ko-Latn"), ".")))
    (run,) = (run for run in made.xml().iter(f"{WORD}r") if "".join(run.itertext()) == "songbun")
    assert run.find(f"{WORD}rPr/{WORD}rFonts") is None
    assert run.find(f"{WORD}rPr/{WORD}lang").attrib == {f"{WORD}val": "ko-Latn"}


def test_a_mark_in_bold_type_stays_bold() -> None:
    paragraph = element("p", element("strong", "前文。"), note("见报告。"), "后文。")
    made = word_file(a_document(paragraph, language="zh"))
    (mark,) = (run for run in made.xml().iter(f"{WORD}r") if "".join(run.itertext()) == "。")
    assert mark.find(f"{WORD}rPr/{WORD}b") is not None
