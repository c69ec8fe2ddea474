"""Names, numbers and dates are found however people, programs and lines write them, and other words are not taken for them."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.leak_check.written_dates import build_date_phrases
from briefgen.model.phrases import build_phrases, find_phrases
from briefgen.model.watched_terms import build_term_phrases, has_term
from briefgen.model.words import find_readings

FOUND = {
    "Seo Nam-byol": """
        Seo Nam-byol | SEO NAM-BYOL | Seo Nambyol | Seo Nam byol | SeoNam-byol | SeoNambyol | Seo, Nam-byol | Nam-byol Seo | Nambyol Seo
        | Seo Nam\u2011byol | Seo Nam\u2013byol | Seo\u00a0Nam\u200b-byol | Seo Nam-\r\nbyol | Seo Nam-\nbyol | Seo Nam\x02byol | Seo Nam\ufffebyol
        | Seo Nam\x02\r\nbyol | Se\x02\r\no Nam-byol | Seo\r\nNam-byol | Seo Nam\u00ad\nbyol | Seo Nam-by\u00adol | S.e.o N.a.m-b.y.o.l
        | S e o N a m b y o l | Seo N.a.m-b.y.o.l | Seo Nam-byol12 said | Seo1 Nam-byol | Seo1, 2 Nam-byol | \u0405ео Nаm-byоl | Sĕo Nam-byŏl
        | Ｓｅｏ Nam-byol | s\u0336e\u0336o\u0336 Nam-byol | 𝐒𝐞𝐨 Nam-byol | seo_nam_byol.jpg""",
    "Seo Nambyol": "Seo Nam-byol | Seo Nam byol | Nam-byol Seo | Seo Na mbyol | Seo Namby ol",
    "Seo Nam byol": "Seo Nambyol | Seo Nam-byol | Nam byol Seo",
    "Yorvandi": "Y.o.r.v.a.n.d.i | Y-o-r-v-a-n-d-i | Y o r v a n d i | Yor-\nvandi | Yоrvandi | Yοrvandi | YORVANDI’s | yorvandi-office | ʏorvandı",
    "Jan van der Berg": "van der Berg, Jan | Berg Jan van der",
    "Yanj": "Y.a.n.j",
    "Yanji": "Y.a.n.j.i | Y_a_n_j_i | Yan\u00adji | Yan\u2060ji | Yan-\r\nji",
    "José Ibáñez": "Jose Ibanez | JOSE IBANEZ | Ibáñez, José | José Ib\u00e1-\r\n\u00f1ez | Jose\u0301 Iban\u0303ez",
    "Zoë Krüvál": "Zoe Kruval | Kruval Zoe | ZOË KRÜVÁL",
    "Łukasz Ødegård": "Lukasz Odegard | lukasz ødegard | Lukasz Oedegaard",
    "Jürgen Möller": "Juergen Moeller | JUERGEN MOELLER | Moeller, Juergen | Jurgen Moller | Ju\u0308rgen Mo\u0308ller",
    "Juergen Moeller": "Jürgen Möller | Ju\u0308rgen Mo\u0308ller | Jurgen Moller | JÜRGEN MÖLLER",
    "Gabriele MUELLER": "Gabriele Müller | Müller, Gabriele",
    "Koenigshoefer": "Königshöfer | Konigshofer",
    "Ch'oe Ŭn-hŭi": "Choe Un-hui | Ch’oe Unhui | Un-hui Choe",
    "Ри Чхоль": "Ри Чхоля | Ри Чхолю | Ри Чхолем | о Ри Чхоле | Чхолем Ри | РИ ЧХОЛЬ",
    "Иван Петровский": "Ивана Петровского | Ивану Петровскому | Иваном Петровским | Петровском Иване",
    "Сон Анна": "Сон Анны | Анной Сон | Сон Анне | Сон Анну",
    "서남별": "서남별은 | 서남별이 | 서남별에게서는 | 서남별씨와 | 서남별입니다 | 서 남별은 | 서 남 별 | 서·남·별",
    "김정은": "김정은은 | 김정은이 | 김정은에게",
    "남궁민수": "남궁 민수",
    "연길": "연길에서 | 연길까지 | 연길의",
    "서 남별": "서남별은 | 서 남별에게",
    "金哲洙": "金哲洙说 | 金 哲洙 | 金・哲洙 | 金·哲洙 | 金゠哲洙 | 金‧哲洙先生",
    "+86 433 555 0199": "+864335550199 | 86-433-555-0199 | 0433 555 0199 | (0433) 5550199 | 0086 433 5550199 | 433.555.0199 | +86 (433) 555/01/99",
    "+86 433 55019": "433 55019 | 0433 55019",
    "120-4571-88321": "1204571 88321 | 120457188321 | 120 4571 88321",
}

NOT_FOUND = {
    "Seo Nam-byol": """Seo and Nam went by | the Nam-byollan river | said Byol Seo | Nam Seo-byol | Seoul, Nam-byol""",
    "Seo Nambyol": "Seo N ambyol | Seo Nambyo l",
    "Yanj": "Yan j",
    "남궁민수": "남 궁민수",
    "Yorvandi": "the Yorvandisian hills | yor vandi",
    "Paul Newman": "Paul, a man | a new man",
    "Xue": "Xu | Xü",
    "Yue Lan": "Yu Lan",
    "Suen": "the sun",
    "Saad": "a sad day",
    "Michael": "Michal | Michał",
    "Rafael": "Rafał",
    "Baath": "the bath",
    "the old mill": "mill, the old",
    "서남별": "서남별곡을 부른다 | 서남쪽 별",
    "김정은": "김정이 | 김은정은",
    "Ри Чхоль": "Ри Чхан | при Чхоле",
    "+86 433 555 0199": "+86 433 555 0198 | 86 433 555 019 | page 433, 555 and 199",
}


def split_cases(cases: dict[str, str]) -> list[tuple[str, str]]:
    """Each term with each text."""
    return [(term, text.strip(" ")) for term, texts in cases.items() for text in texts.split("|") if text.strip(" ")]


@pytest.mark.parametrize(("term", "text"), split_cases(FOUND))
def test_a_term_is_found_however_it_is_written(term: str, text: str) -> None:
    assert find_phrases([f"We met {text} there."], build_term_phrases([term]))


@pytest.mark.parametrize(("term", "text"), split_cases(NOT_FOUND))
def test_other_words_are_not_taken_for_a_term(term: str, text: str) -> None:
    assert not find_phrases([f"We saw {text} there."], build_term_phrases([term]))


@pytest.mark.parametrize(
    "text",
    [
        "48213",
        "48,213",
        "48.213",
        "48 213",
        "48\u202f213",
        "48·213",
        "48’213",
        "48,213.0",
        "48,213.00",
        "48.213,00",
        "48213.00",
        "٤٨٢١٣",
    ],
)
def test_a_number_is_read_with_any_separators(text: str) -> None:
    assert any("48213" in reading for reading in find_readings(f"We saw {text} people."))


@pytest.mark.parametrize("text", ["48,213.5", "48, 213", "48,2130", "148,213", "4,8213", "48.213.7"])
def test_other_numbers_are_not_taken_for_it(text: str) -> None:
    assert not any("48213" in reading for reading in find_readings(f"We saw {text} people."))


@pytest.mark.parametrize(
    "name", ["seonambyol", "2024-Seo_Nam-byol", "nambyol-seo.v2", "note-for-seo%20nam-byol", "x-seonambyol-y"]
)
def test_a_term_is_found_in_the_name_of_a_file(name: str) -> None:
    assert has_term(name, build_term_phrases(["Seo Nam-byol"]))


@pytest.mark.parametrize("name", ["embassy-note", "seo", "nam-seo", "byol-2024"])
def test_a_usual_name_of_a_file_has_no_term(name: str) -> None:
    assert not has_term(name, build_term_phrases(["Seo Nam-byol"]))


WRITTEN_DATES = """October 9, 2023 | Oct. 9, 2023 | 9 October 2023 | 9th October 2023 | the 9th of October, 2023 | the 9th day of October 2023
    | October the 9th, 2023 | Monday, October 9th, 2023 | 09 October 2023 | 9.10.2023 | 09.10.2023 | 09.10.23 | 9. 10. 2023 | 2023/10/9 | 2023/10/09 | 2023.10.9 | 10/9/2023
    | 9/10/2023 | 9-10-2023 | 2023-10-09 | 2023-10-09T04:00 | 20231009 | 9 octobre 2023 | lundi 9 oct. 2023 | 9 de octubre de 2023
    | 9 de octubre del 2023 | 9 октября 2023 г. | 9-го октября 2023 года | 2023년 10월 9일 | 2023년 10월 9일에 | 2023년10월9일 | 2023年10月9日
    | 2023 年 10 月 9 日 | 二〇二三年十月九日 | 9. Oktober 2023 | 9 أكتوبر 2023 | ٩ أكتوبر ٢٠٢٣ | 9 de outubro de 2023 | 9 жовтня 2023"""

OTHER_DATES = """In October 2023, on 8 October 2023 and on 9 October 2022 | 19 October 2023 | 9 November 2023 | 10.9.2023 | 9.10.2024 | Journal 9(10) 2023
    | paras 9–10 (2023) | 3 of 10 on page 9 of 2023 | 2023년 10월 19일 | 2023年10月19日 | 1.9.10.2023.4 | 9.10.20231"""


@pytest.mark.parametrize("text", [text.strip() for text in WRITTEN_DATES.split("|")])
def test_a_date_is_found_in_every_order(text: str) -> None:
    assert find_phrases([f"It was {text}, they say."], build_date_phrases(date(2023, 10, 9)))


@pytest.mark.parametrize("text", [text.strip() for text in OTHER_DATES.split("|")])
def test_another_date_is_another_date(text: str) -> None:
    assert not find_phrases([f"It was {text}, they say."], build_date_phrases(date(2023, 10, 9)))


SENTENCE = "The family hides in the cross-border house behind the old mill."


@pytest.mark.parametrize(
    "text",
    [
        "The fam-\r\nily hides in the cross-\r\nborder house behind the old mill.",
        "THE FAMILY HIDES IN THE CROSS BORDER HOUSE",
        "family hides in the crossborder house behind",
        "The family12 hides in the13 cross-border house",
        "the family hides — in «the» cross\u2011border, house",
        "Thе fаmily hidеs in thе cross-bordеr housе bеhind",
    ],
)
def test_a_sentence_is_found_however_its_lines_break(text: str) -> None:
    assert find_phrases([text], build_phrases([SENTENCE]))


@pytest.mark.parametrize(
    "markdown", ["{% " * 60_000, "{{ " * 60_000, "[^" * 60_000, "[" + "@" * 60_000, "-" * 60_000 + "\n" * 60_000]
)
def test_a_text_full_of_brackets_takes_no_time(markdown: str) -> None:
    build_phrases([f"Words {markdown}"])  # in squares of the length, each would take minutes
    find_readings.__wrapped__(markdown)
