"""Where lines may break: nothing is parted that is read as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.tree import Element, Node, extract_text
from briefgen.render.bound_words import bind_words
from briefgen.render.east_asian_breaks import join_east_asian_words
from briefgen.render.pdf.line_breaks import control_line_breaks
from tests.unit.documents import element, note


def shown(text: str, language: str = "en") -> str:
    """A text with its unbreakable spaces as `~`, `|` where a line may break besides, and `^` where it may not."""
    (paragraph,) = control_line_breaks(element("body", element("p", text)), language).children
    return (
        extract_text((paragraph,))
        .replace("\N{NO-BREAK SPACE}", "~")
        .replace("\N{ZERO WIDTH SPACE}", "|")
        .replace("\N{WORD JOINER}", "^")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Refugee Convention, arts 1A(2) and 33; CAT, art 3.", "Refugee Convention, arts~1A(2) and 33; CAT, art~3."),
        ("1967 Protocol, art I; Kim (n 13) ch 2", "1967 Protocol, art~I; Kim (n~13) ch~2"),
        ("vol. 44, No. 6 (2004), p. 856", "vol.~44, No.~6 (2004), p.~856"),
        ("on 26 April 2024 and le 3 mai 1968", "on 26~April 2024 and le 3~mai 1968"),
        ("about 90 per cent, 5.4 million tons", "about 90~per cent, 5.4~million tons"),
        ("a stop in 1989 and 60 people", "a stop in 1989 and 60 people"),
        ("Yoon (сноска 12) 4; (الحاشية 3)", "Yoon (сноска~12) 4; (الحاشية~3)"),
        ("не из-за голода, из-под; кто-то", "не из-^за голода, из-^под; кто-то"),
        ("ceux-ci, celle-là, Nord-Coréens", "ceux-^ci, celle-^là, Nord-Coréens"),
        ("90 pour cent, 30 por ciento, 11,3 процента", "90~pour cent, 30~por ciento, 11,3~процента"),
        ("5,4 млн тонн, 1 420 км", "5,4~млн тонн, 1 420~км"),
        ("el 26 de abril de 2024 y 3 de mayo", "el 26~de~abril de 2024 y 3 de mayo"),
        ("paras 94–96, 1994–1998, 10,000–300,000", "paras~94–^96, 1994–1998, 10,000–300,000"),
        ("le fleuve — on le dit — est large", "le fleuve — on le dit — est large"),
        ("(in 1989) and (about 60 people)", "(in 1989) and (about 60 people)"),
        ("art is long", "art is long"),
        ("ch V.2; ibid, ch IV.9; it is I. 2 are", "ch~V.^2; ibid, ch~IV.^9; it is I. 2 are"),
        ("Challenges of Geopolitics’ (Independent Study", "Challenges of Geopolitics’| (Independent Study"),
        ("<https://a.org/b?c=d&e=%20f&g=> h=i", "<https://^a.org/b?c=|d&|e=|%20f&|g=> h=i"),
        ("http://a.org/b-c/d?e; A&B=C", "http://^a.org/b|-^c/d?e; A&B=C"),
        ("http://a.org/b--c-/d well-known", "http://^a.org/b--c-/d well-known"),
        ("UN Doc CAT/C/GC/4, para 9 and/or him/her", "UN Doc CAT/^C/^GC/^4, para~9 and/or him/her"),
        ("A/HRC/WG.6/45/CHN/2. CCPR/C/21/Rev.1/Add.13", "A/^HRC/^WG.^6/^45/^CHN/^2. CCPR/^C/^21/^Rev.^1/^Add.^13"),
        ("E/CN.4/Sub.2/1994/42/Add.123", "E/CN.4/Sub.2/1994/42/Add.123"),
        ("https://undocs.org/A/HRC/25/63", "https://^undocs.org/A/HRC/25/63"),
        ("http://a.org/?symbol=A/HRC/25/63", "http://^a.org/?symbol=|A/HRC/25/63"),
    ],
)
def test_lines_break_where_a_compositor_breaks_them(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Причина их страха — в возвращении", "Причина их страха~— в~возвращении"),
        ("Китай и Корея в 1986 году, И в «Законе» о", "Китай и~Корея в~1986~году, И~в~«Законе» о"),
    ],
)
def test_lines_of_russian_end_with_no_short_word(text: str, expected: str) -> None:
    assert shown(text, "ru") == expected
    assert shown(text, "ru-KZ") == expected


def test_a_quotation_has_the_short_words_of_its_own_language_and_a_note_those_of_the_document() -> None:
    words = element("q", "Вода в реке", note("и в книге"), lang="ru")
    paragraph = element("p", "Корея в книге, ", words, " и здесь")
    said = extract_text((bind_words(element("body", paragraph), "en"),), notes=True)
    assert said.replace("\N{NO-BREAK SPACE}", "~") == "Корея в книге, Вода в~рекеи в книге и здесь"
    english = element("p", element("q", "в реке", note("и в книге"), lang="en"), " и здесь")
    said = extract_text((bind_words(element("body", english), "ru"),), notes=True)
    assert said.replace("\N{NO-BREAK SPACE}", "~") == "в рекеи~в~книге и~здесь"


def test_a_figure_in_an_element_is_bound_to_its_unit() -> None:
    figure = element("data", "11.3")
    (paragraph,) = control_line_breaks(
        element("body", element("p", "In ", figure, " per cent, ", figure, " cases")), "en"
    ).children
    assert extract_text((paragraph,)) == "In 11.3\N{NO-BREAK SPACE}per cent, 11.3 cases"
    (paragraph,) = control_line_breaks(
        element("body", element("p", "действует с ", "26 июня", " и в ", "90", " процентах")), "ru"
    ).children
    assert extract_text((paragraph,)) == "действует с~26 июня и~в~90~процентах".replace("~", "\N{NO-BREAK SPACE}")


def test_a_short_word_is_bound_to_a_word_in_an_element() -> None:
    year = element("body", element("p", "в ", element("em", "1995"), " году, и "))
    (paragraph,) = control_line_breaks(year, "ru").children
    assert extract_text((paragraph,)) == "в 1995 году, и ".replace(" ", "\N{NO-BREAK SPACE}", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("난민협약은 물을", "난^민^협^약^은 물^을"),
        ("2023년에 UNHCR의 “물”이 (CAT)에 37%를", "2023^년^에 UNHCR^의 “물”^이 (CAT)^에 37%^를"),
        ("제94–96항", "제^94–^96^항"),
        ("걸어갑니다(제11조).", "걸^어^갑^니^다^(제^11^조)."),
        ("국제연합인권최고대표사무소보고서에", "국제연합인권최고대표사무소보고서에"),
        ("公约第11条和2025年10月15日的报告", "公约第^11^条和2025^年10^月15^日的报^告"),
        ("水是“人权”并通过“计划”。", "水是|“人权”|并通过|“计^划”。"),
        ("见《公约》。‘水’", "见《公约》。|‘水’"),
        ("第3章，有1,076人", "第^3^章，有1,076^人"),
        ("联合国文件A/HRC/25/63第2期（脚注8）", "联合国文件A/^HRC/^25/^63第^2^期（脚注^8）"),
        ("第V.2章，第I条，第1A(2)条", "第^V.^2^章，第^I^条，第^1A(2)^条"),
        ("<https://a.org>를 보라", "<https://^a.org>^를 보^라"),
        ("Water 2023 “is” there", "Water 2023 “is” there"),
    ],
)
def test_lines_of_chinese_and_korean_break_between_words(text: str, expected: str) -> None:
    assert shown(text) == expected


def mark_joints(*content: Node | str) -> str:
    said = extract_text((join_east_asian_words(element("body", element("p", *content))),))
    return said.replace("\N{WORD JOINER}", "^")


def test_ranges_and_particles_beside_a_figure_or_a_link_are_joined_in_every_format() -> None:
    figure, link = element("span", "10,000–300,000"), element("a", "<https://a.org>", href="https://a.org")
    assert mark_joints(figure, "명이 ", link, "를 보라") == "10,000–^300,000^명이 <https://a.org>^를 보라"
    assert mark_joints("约有", figure, "人，", link, "。") == "约有10,000–^300,000^人，<https://a.org>。"
    assert mark_joints(element("em", "물 "), "마을 94–96") == "물 마을 94–^96"
    assert mark_joints("적어도 ", "1,076", "명이다", note("각주"), "그") == "적어도 1,076^명이다그"
    assert mark_joints("2025年，第42–45段") == "2025^年，第^42–^45^段"
    assert mark_joints("（脚注", element("a", "8", href="#note-8"), "）第", link) == "（脚注^8）第<https://a.org>"
    assert mark_joints("1994~1998년에") == "1994~^1998년에"
    assert mark_joints("성분(", element("em", "songbun"), ")이라고 (CAT)에") == "성분(songbun)^이라고 (CAT)^에"
    assert mark_joints("about ", figure, " people") == "about 10,000–300,000 people"


def test_the_last_character_of_a_chinese_paragraph_is_not_alone_on_a_line() -> None:
    long = "村里的井没有水，人们每天走很远的路去取水，来回要走三个多小时，孩子们也要去取"
    assert mark_joints(f"{long}水。") == f"{long}^水。"
    assert mark_joints(f"{long}“水。”", note("见报告。")) == f"{long}“水。”"
    assert mark_joints(f"{long}(1986年通过)") == f"{long}(1986^年通^过)"
    assert mark_joints(f"{long}水喝。", note("见报告。"), "\n") == f"{long}水^喝。\n"
    assert mark_joints(element("strong", f"{long}水喝。", note("见报告。"))) == f"{long}水^喝。"
    assert mark_joints(long) == f"{long[:-1]}^{long[-1]}"
    assert mark_joints("井没有水。") == "井没有水。"
    assert (
        mark_joints("물 ", "마을에는 우물이 없다 ", "그래서 사람들은 멀리 간다.")
        == "물 마을에는 우물이 없다 그래서 사람들은 멀리 간다."
    )


def test_the_last_character_in_a_cell_of_a_table_is_not_alone_on_a_line() -> None:
    cells = (element("td", "保护当事人"), element("td", "中国"), element("th", "建议的对象"))
    row = element("body", element("table", element("tr", *cells)))
    said = extract_text((join_east_asian_words(row),)).replace("\N{WORD JOINER}", "^")
    assert said == "保护当事^人中国建议的对^象"


def test_a_number_that_is_a_reference_stays_with_its_label() -> None:
    def reference(number: str) -> Element:
        return element("a", number, class_="cross-reference", href=f"#note-{number}")

    body = element("body", element("p", "Kim (n ", reference("13"), ") 2, above ", reference("13"), " and n ", "13"))
    said = extract_text((control_line_breaks(body, "en"),)).replace("\N{NO-BREAK SPACE}", "~")
    assert said == "Kim (n~13) 2, above 13 and n 13"


def test_what_is_to_be_copied_as_written_is_left_alone() -> None:
    body = element("body", element("p", element("code", "art 3")))
    assert extract_text((control_line_breaks(body, "en"),)) == "art 3"


@given(st.text())
def test_no_letter_is_changed(text: str) -> None:
    assert [character for character in shown(text) if character.isalnum()] == [
        character for character in text if character.isalnum()
    ]


def test_a_figure_in_an_element_is_not_taken_for_a_day() -> None:
    figure = element("body", element("p", element("data", "1,076"), " since 2020"))
    (paragraph,) = control_line_breaks(figure, "en").children
    assert extract_text((paragraph,)) == "1,076 since 2020"
