"""The names of states in sentences, in English, French and Spanish."""

from __future__ import annotations

import re

import pytest

from briefgen.compose.localisation import find_country_name, list_country_codes
from briefgen.compose.state_names import NameForm, find_state_code, put_in_form, put_in_heading, put_in_sentence

NAMES = """
en | GB  | the United Kingdom | of the United Kingdom | to the United Kingdom
en | KEN | Kenya | of Kenya | to Kenya
en | NL  | the Netherlands | of the Netherlands | to the Netherlands
en | COD | the Democratic Republic of the Congo | of the Democratic Republic of the Congo | to the Democratic Republic of the Congo
en | TT  | Trinidad and Tobago | of Trinidad and Tobago | to Trinidad and Tobago
en | MMR | Myanmar | of Myanmar | to Myanmar
fr | FRA | la France | de la France | à la France
fr | KEN | le Kenya | du Kenya | au Kenya
fr | USA | les États-Unis | des États-Unis | aux États-Unis
fr | IRN | l’Iran | de l’Iran | à l’Iran
fr | ZAF | l’Afrique du Sud | de l’Afrique du Sud | à l’Afrique du Sud
fr | MEX | le Mexique | du Mexique | au Mexique
fr | CUB | Cuba | de Cuba | à Cuba
fr | ISR | Israël | d’Israël | à Israël
fr | HTI | Haïti | d’Haïti | à Haïti
fr | HUN | la Hongrie | de la Hongrie | à la Hongrie
fr | HND | le Honduras | du Honduras | au Honduras
fr | YEM | le Yémen | du Yémen | au Yémen
fr | PRK | la Corée du Nord | de la Corée du Nord | à la Corée du Nord
fr | SLB | les Îles Salomon | des Îles Salomon | aux Îles Salomon
es | IND | la India | de la India | a la India
es | GBR | el Reino Unido | del Reino Unido | al Reino Unido
es | NLD | los Países Bajos | de los Países Bajos | a los Países Bajos
es | KEN | Kenia | de Kenia | a Kenia
es | SLV | El Salvador | de El Salvador | a El Salvador
es | BHS | las Bahamas | de las Bahamas | a las Bahamas
ru | KEN | Кения | Кения | Кения
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in NAMES.strip().splitlines()]

WELL_FORMED = {
    "en": r"of (the )?[A-ZÅ].*",
    "fr": r"(d’[AEIOUÎH]|de l’[AEIOUÉÎ]|de la [^AEIOUÉÎ]|du [^AEIOUÉÎ]|des [A-ZÉÎ]|de [^AEIOUÉÎ]).*",
    "es": r"(del |de (la |los |las )?)[A-ZÁ].*",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_name_has_its_article_and_preposition(row: tuple[str, ...]) -> None:
    language, code, *forms = row
    name = find_country_name(code, language)
    assert [put_in_form(name, form, language) for form in NameForm] == forms


def test_only_states_and_territories_can_be_an_addressee() -> None:
    codes = list_country_codes()
    assert len(codes) == 249 + len({"XK"})
    assert {"CN", "KP", "KR", "PS", "VA", "XK"} <= set(codes)
    assert {"034", "AC", "CP", "DG", "EU", "TA", "XA", "XB", "ZZ"}.isdisjoint(codes)
    assert find_state_code("Unknown Region", "en") == ""


@pytest.mark.parametrize("language", WELL_FORMED)
def test_every_name_is_well_formed(language: str) -> None:
    codes = list_country_codes()
    names = [find_country_name(code, language) for code in codes]
    assert [
        name for name in names if not re.fullmatch(WELL_FORMED[language], put_in_form(name, NameForm.OF, language))
    ] == []
    assert [name for name in names if re.search(r"[&]| - |\(Bi?r?ma", name)] == []


@pytest.mark.parametrize("language", WELL_FORMED)
def test_every_state_is_found_by_its_name_with_and_without_article(language: str) -> None:
    for code in list_country_codes():
        name = find_country_name(code, language)
        found = find_state_code(name, language)
        assert find_country_name(found, language) == name
        assert find_state_code(put_in_form(name, NameForm.THE, language), language) == found


@pytest.mark.parametrize(
    ("name", "language", "of"),
    [
        ("the Gambia", "en", "of the Gambia"), ("The Gambia", "en", "of the Gambia"), ("UK", "en", "of the UK"),
        ("Wakanda", "en", "of Wakanda"), ("the city council", "en", "of the city council"),
        ("la France", "fr", "de la France"), ("l'Iran", "fr", "de l’Iran"), ("le gouvernement", "fr", "du gouvernement"),
        ("les États parties", "fr", "des États parties"), ("Arcadie", "fr", "d’Arcadie"), ("el Reino Unido", "es", "del Reino Unido"),
        ("los Estados", "es", "de los Estados"),
    ],
)  # fmt: skip
def test_a_name_that_its_author_wrote_with_an_article_keeps_it(name: str, language: str, of: str) -> None:
    assert put_in_form(name, NameForm.OF, language) == of


def test_a_sentence_without_a_place_for_the_name_has_it_at_its_end() -> None:
    assert put_in_heading("What we ask of", "United Kingdom", "en") == "What we ask of the United Kingdom"
    assert put_in_sentence("Will the Government act?", "the Government", "en") == "Will the Government act?"
    assert put_in_heading("Nos attentes envers {the}", "Kenya", "fr") == "Nos attentes envers le Kenya"


@pytest.mark.parametrize(
    ("name", "code", "language", "of"),
    [
        ("Russian Federation", "RU", "en", "of the Russian Federation"), ("Republic of Korea", "KR", "en", "of the Republic of Korea"),
        ("Democratic People's Republic of Korea", "KP", "en", "of the Democratic People's Republic of Korea"),
        ("Holy See", "VA", "en", "of the Holy See"), ("Iran (Islamic Republic of)", "IR", "en", "of Iran (Islamic Republic of)"),
        ("State of Palestine", "PS", "en", "of the State of Palestine"), ("Viet Nam", "VN", "en", "of Viet Nam"),
        ("United States of America", "US", "en", "of the United States of America"), ("Turkey", "TR", "en", "of Turkey"),
        ("Fédération de Russie", "RU", "fr", "de la Fédération de Russie"), ("Saint-Siège", "VA", "fr", "du Saint-Siège"),
        ("Côte d'Ivoire", "CI", "fr", "de la Côte d'Ivoire"), ("République islamique d’Iran", "IR", "fr", "de la République islamique d’Iran"),
        ("État de Palestine", "PS", "fr", "de l’État de Palestine"), ("Bélarus", "BY", "fr", "du Bélarus"),
        ("República de Corea", "KR", "es", "de la República de Corea"), ("Santa Sede", "VA", "es", "de la Santa Sede"),
        ("Estados Unidos de América", "US", "es", "de los Estados Unidos de América"), ("Kenya", "KE", "es", "de Kenya"),
        ("Santa Lucía", "LC", "es", "de Santa Lucía"),
    ],
)  # fmt: skip
def test_formal_and_other_names_of_a_state_are_known(name: str, code: str, language: str, of: str) -> None:
    assert (find_state_code(name, language), put_in_form(name, NameForm.OF, language)) == (code, of)


@pytest.mark.parametrize(
    ("name", "language", "of"),
    [
        ("Government of Kenya", "en", "of the Government of Kenya"), ("Ministry of Justice", "en", "of the Ministry of Justice"),
        ("Supreme Court", "en", "of the Supreme Court"), ("National Assembly", "en", "of the National Assembly"),
        ("Parliament", "en", "of Parliament"), ("Parliament of Kenya", "en", "of the Parliament of Kenya"), ("State party", "en", "of the State party"),
        ("States parties", "en", "of States parties"), ("donor states", "en", "of donor states"), ("UNHCR", "en", "of UNHCR"),
        ("Gouvernement du Kenya", "fr", "du Gouvernement du Kenya"), ("Assemblée nationale", "fr", "de l’Assemblée nationale"),
        ("Autorités kényanes", "fr", "des Autorités kényanes"), ("Gobierno de Kenia", "es", "del Gobierno de Kenia"), ("Unión Africana", "es", "de la Unión Africana"),
    ],
)  # fmt: skip
def test_a_name_that_is_a_noun_takes_the_article_that_its_author_left_out(name: str, language: str, of: str) -> None:
    assert put_in_form(name, NameForm.OF, language) == of
