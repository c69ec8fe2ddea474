"""The words of citations in every language: each file of briefgen/languages has all that citations print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.cite.citation_style import read_style
from briefgen.cite.pinpoint_words import OSCOLA_WORDS
from briefgen.cite.style_words import find_style_words, list_style_languages, read_style_words
from briefgen.cite.word_pinpoints import PinpointWords
from briefgen.model.diagnostic import Sink
from briefgen.model.languages import list_languages, read_language
from briefgen.model.source_needs import WORDS_FOR_LATER
from briefgen.model.worded_pinpoints import SYMBOLS


def test_citations_are_in_the_languages_of_the_united_nations_and_in_korean() -> None:
    assert list_style_languages() == ("ar", "es", "fr", "ko", "ru", "zh")
    assert find_style_words("en-GB") is None
    assert find_style_words("de") is None


@pytest.mark.parametrize("language", list_languages())
def test_every_file_names_its_language_and_how_it_joins_names(language: str) -> None:
    assert re.fullmatch(r"[A-Z][a-z]+", read_language(language)["name"])
    words = read_style_words(language)
    assert words.conjunction.strip()
    assert words.others.strip()


@pytest.mark.parametrize("language", list_style_languages())
def test_every_kind_of_place_has_words_in_every_language(language: str) -> None:
    places = read_style_words(language).places
    assert set(places) == OSCOLA_WORDS.keys() - SYMBOLS.keys()
    assert {kind for kind, forms in places.items() if "{}" not in forms[0]} <= {"passim"}


@pytest.mark.parametrize("language", list_style_languages())
def test_every_word_for_later_is_in_every_language(language: str) -> None:
    assert set(read_style_words(language).statuses) == WORDS_FOR_LATER


@pytest.mark.parametrize("language", list_style_languages())
def test_every_body_has_its_resolutions_in_every_language(language: str) -> None:
    english, words = read_style_words("en").resolutions, read_style_words(language).resolutions
    fields = {body: set(re.findall(r"\{\w+\}", name)) for body, name in words.items()}
    assert fields == {body: set(re.findall(r"\{\w+\}", name)) for body, name in english.items()}


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "preambular para 4"),
        ("fr-CH", "al. 4 du préambule"),
        ("es", "párr. 4 del preámbulo"),
        ("ru", "п. 4 преамбулы"),
        ("zh", "序言部分第4段"),
    ],
)
def test_a_number_is_where_the_language_has_it(language: str, printed: str) -> None:
    assert PinpointWords().format_pinpoint("preambular para 4", {}, language) == printed


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        (
            "fr",
            "(adoption le 1986, entrée en vigueur le juin 1987)",
            "(adoption en 1986, entrée en vigueur en juin 1987)",
        ),
        ("fr", "(adoption le 10 décembre 1984)", "(adoption le 10 décembre 1984)"),
        ("fr", "Rapport sur le 1986", "Rapport sur le 1986"),
        (
            "es",
            "(adopción el 1986; apertura a la firma el junio de 1987)",
            "(adopción en 1986; apertura a la firma en junio de 1987)",
        ),
        ("es", "(adopción el 3 de mayo de 1968)", "(adopción el 3 de mayo de 1968)"),
    ],
)
def test_a_date_without_a_day_has_the_word_of_a_year_before_it(language: str, written: str, printed: str) -> None:
    style = read_style(Path(__file__).parents[2] / "styles/citations/oscola-4.csl", Sink())
    assert style.correct_words(language)(written) == printed


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("ru", "«Дом» (2024 г.); (NK News, 2023 г.)", "«Дом» (2024); (NK News, 2023)"),
        ("ru", "(июль 2024 г.), (принятие 1986 г.), 2024 г.", "(июль 2024 г.), (принятие 1986 г.), 2024"),
        (
            "ru",
            "(Seoul National University 2018 г.), 6 июня 2024 г.",
            "(Seoul National University 2018), 6 июня 2024 г.",
        ),
        ("ru", "«Дом», 2020 г. Доступно по адресу: x", "«Дом», 2020. Доступно по адресу: x"),
        ("ru", "Oru A., 2020 г. «Дом», 2019 г. https://example.org", "Oru A., 2020. «Дом», 2019. https://example.org"),
        ("ru", "1999 г. по июнь 2001 г.", "1999 по июнь 2001 г."),
        ("zh", "(Seoul National University 2018年), 2018年", "(Seoul National University 2018), 2018年"),
        ("zh", "《水》 (2024年)；(NK News，2023年)", "《水》 (2024)；(NK News，2023)"),
        ("zh", "(2024年7月)、(1986年通过)", "(2024年7月)、(1986年通过)"),
        ("ko", "“물” (2024년); (2024년 7월)", "“물” (2024); (2024년 7월)"),
        ("fr", "« Eau » (2024)", "« Eau » (2024)"),
    ],
)
def test_a_year_alone_in_brackets_has_no_word_behind_it_and_no_abbreviation_anywhere(
    language: str, written: str, printed: str
) -> None:
    style = read_style(Path(__file__).parents[2] / "styles/citations/oscola-4.csl", Sink())
    assert style.correct_words(language)(written) == printed
