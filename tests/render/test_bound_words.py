"""What is read as one is on one line in every format, where only the document itself says so: HTML and Word break lines by themselves."""

from __future__ import annotations

import pytest

from briefgen.model.tree import extract_text, find_elements
from briefgen.render.html.writer import build_html_body
from tests.unit.documents import a_document, element, note
from tests.unit.word import WORD, word_file

DIVIDED = "since 4 October 1988, under article 46 · China"
BOUND = DIVIDED.replace("4 O", "4\N{NO-BREAK SPACE}O").replace("e 46 ", "e\N{NO-BREAK SPACE}46\N{NO-BREAK SPACE}")


def test_a_date_is_not_divided_at_the_end_of_a_line_on_a_screen() -> None:
    body = build_html_body(a_document(element("p", DIVIDED, note(DIVIDED))), {})
    assert extract_text((body,)).count(BOUND) == 2


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_a_date_is_not_divided_at_the_end_of_a_line_in_word(part: str) -> None:
    made = word_file(a_document(element("p", DIVIDED, note(DIVIDED))))
    assert BOUND in "".join(text.text or "" for text in made.xml(part).iter(f"{WORD}t"))


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("Hoja, cap 2", "cap_2"),
        ("État des traités, chap V.2", "chap_V.2"),
        ("Состояние договоров, гл V.2", "гл_V.2"),
        ("Конвенция, ст 33(1)", "ст_33"),
        ("Конвенция, п. 94", "п._94"),
        ("Соглашение, 1986 г.", "1986_г."),
        ("الاتفاقية، المادة 33", "المادة_33"),
        ("الاتفاقية، الفقرتان 46 و47", "الفقرتان_46"),
        ("الاتفاقية، الفقري 4", "الفقري 4"),
        ("El 28 de julio de 1951", "28_de_julio de 1951"),
        ("по 8000 юаней", "8000_юаней"),
        ("cuesta 500 dólares", "500_dólares"),
        ("In 2024 the Convention", "In 2024"),
        ("Human Rights Watch 2024", "Watch 2024"),
    ],
)
def test_a_place_of_any_language_is_not_divided_from_its_number(written: str, bound: str) -> None:
    body = build_html_body(a_document(element("p", written)), {})
    assert bound.replace("_", "\N{NO-BREAK SPACE}") in extract_text((body,))


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("The largest return was in October 2023, and more followed", "October_2023"),
        ("El mayor retorno fue en octubre de 2023", "de_2023"),
        ("What people in North Korea say", "North_Korea"),
    ],
)
def test_the_title_of_a_chart_keeps_a_year_with_its_month_and_names_whole(written: str, bound: str) -> None:
    figure = element("figure", element("figcaption", written), class_="chart")
    body = build_html_body(a_document(figure), {})
    assert bound.replace("_", "\N{NO-BREAK SPACE}") in extract_text((body,))


def test_code_keeps_its_own_spaces() -> None:
    body = build_html_body(a_document(element("pre", DIVIDED)), {})
    assert extract_text((body,)).startswith(DIVIDED)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("returns to North Korea since 2020", "since_2020"),
        ("estimate (2002)", "estimate_(2002)"),
        ("The Invisible Exodus, 2002", "Exodus,_2002"),
        ("of 2024 and later", "of 2024"),
        ("2024", "2024"),
        ("people on 1500 farms", "1500 farms"),
    ],
)
def test_a_year_at_the_end_of_the_words_of_a_key_figure_is_not_alone_on_a_line(written: str, kept: str) -> None:
    words = element("dd", written, note("Yoon 2024"))
    body = build_html_body(a_document(element("dl", element("dt", "60"), words)), {})
    (described,) = find_elements((body,), "dd")
    printed = extract_text(described.children[:1]).replace("\N{NO-BREAK SPACE}", "_")
    assert printed == written.replace(kept.replace("_", " "), kept)


def test_a_year_at_the_end_of_a_paragraph_has_the_space_of_the_text() -> None:
    body = build_html_body(a_document(element("p", "returns since 2020")), {})
    assert "\N{NO-BREAK SPACE}" not in extract_text((body,))
