"""Citations in Latin words in a document from the right: their own direction, and their words in order."""

from __future__ import annotations

import pytest

from briefgen.cite.citation_directions import set_citation_directions
from briefgen.model.direction import find_note_direction
from briefgen.model.tree import Element, Note, Text
from briefgen.render.html.serialise import serialise
from tests.unit.documents import tree_of

FULL = "Lina Yoon, «China Forcibly Returns 60 Refugees to North Korea» (Watch، 8 أيار/مايو 2024)."
SHORT = "Human Rights Watch، «No Letup» (الحاشية 3)."


@pytest.mark.parametrize(
    ("text", "direction", "own"),
    [
        (FULL, "rtl", "ltr"),
        (SHORT, "rtl", "rtl"),  # a name and a number
        ("انظر " + FULL, "rtl", "rtl"),  # the words of the author lead
        ("UNHCR, Handbook (الحاشية 17) الفقرات 62–64، والفقرة 70، وكذلك المادة 33 من الاتفاقية.", "rtl", "rtl"),
        ("سمير الحداد، «المياه والمدن في بلدان المشرق العربي بعد الحرب» (Dar 2020)", "ltr", "ltr"),
    ],
)
def test_a_note_from_the_left_in_a_document_from_the_right_is_one_with_a_whole_citation(
    text: str, direction: str, own: str
) -> None:
    assert find_note_direction(text, direction) == own


def entry(markup: str, language: str = "ar") -> str:
    body = Element("body", tree_of(f'<ul class="references"><li>{markup}</li></ul>'), {})
    return serialise(set_citation_directions(body, language).children)


def test_an_entry_in_latin_words_is_from_the_left_and_its_date_from_the_right() -> None:
    assert entry(FULL) == (
        '<ul class="references"><li dir="ltr">Lina Yoon, «China Forcibly Returns 60 Refugees to North Korea» '
        '(Watch, <bdi dir="rtl">8 أيار/مايو 2024</bdi>).</li></ul>'
    )


def test_a_number_that_leads_to_a_note_stays_beside_its_word() -> None:
    name = "People for Successful Corean Reunification and Rights for Female North Koreans"
    assert f'{name} (<bdi dir="rtl">الحاشية <a href="#note-7">7</a></bdi>)' in entry(
        f'{name} (الحاشية <a href="#note-7">7</a>)'
    )


def test_emphasis_and_isolated_names_stay_as_they_are() -> None:
    title = '<em>The Journal of East Asian Affairs and Human Rights</em>, <bdi dir="ltr">Lee W</bdi>'
    assert f'<li dir="ltr">{title}</li>' in entry(title)


def test_an_entry_from_the_right_has_the_marks_of_its_language_outside_of_isolated_words() -> None:
    title = '<bdi dir="ltr">Report, 2014</bdi>'
    assert f"<li>لجنة التحقيق، «{title}»؛ انظر Lee، «{title}»</li>" in entry(
        f"لجنة التحقيق, «{title}»; انظر Lee, «{title}»"
    )


def test_a_note_from_the_right_has_them_too() -> None:
    body = Element(
        "body", (Element("p", (Text("نص"), Note((Text("Yoon, «No Letup» (الحاشية 1)."),), number=2)), {}),), {}
    )
    (paragraph,) = set_citation_directions(body, "ar").children
    assert isinstance(paragraph, Element)
    note = paragraph.children[1]
    assert isinstance(note, Note)
    assert serialise(note.children) == "Yoon، «No Letup» (الحاشية 1)."


@pytest.mark.parametrize(("markup", "language"), [("اتفاقية مناهضة التعذيب 1465 UNTS 85", "ar"), (FULL, "en")])
def test_other_entries_stay_as_they_are(markup: str, language: str) -> None:
    assert entry(markup, language) == f'<ul class="references"><li>{markup}</li></ul>'


def test_a_list_that_is_not_of_works_stays_as_it_is() -> None:
    body = Element("body", tree_of(f"<ul><li>{FULL}</li></ul>"), {})
    assert set_citation_directions(body, "ar") == body


def test_a_note_has_its_words_in_order_too() -> None:
    body = Element("body", (Element("p", (Text("نص"), Note((Text(FULL),), number=1)), {}),), {})
    (paragraph,) = set_citation_directions(body, "ar").children
    assert isinstance(paragraph, Element)
    note = paragraph.children[1]
    assert isinstance(note, Note)
    assert '<bdi dir="rtl">8 أيار/مايو 2024</bdi>' in serialise(note.children)


def test_an_article_stays_with_its_paragraph() -> None:
    name = "Human Rights Watch and People for Successful Corean Reunification"
    assert f'{name}; <bdi dir="rtl">اتفاقية اللاجئين، المادة 22(1)(b)</bdi>; Lee' in entry(
        f"{name}؛ اتفاقية اللاجئين، المادة 22(1)(b)؛ Lee"
    )


def test_the_number_of_a_chapter_is_no_day_before_the_word_behind_it() -> None:
    name = "United Nations Treaty Collection, Status of Treaties"
    assert f'{name}, IV.9, V.2 <bdi dir="rtl">و</bdi>V.5' in entry(f"{name}, IV.9, V.2 وV.5")
