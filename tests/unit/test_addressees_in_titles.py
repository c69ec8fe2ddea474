"""A title without the name of its addressee, for a table that has the addressee in a column."""

from __future__ import annotations

import pytest

from briefgen.compose.recommendations import _strip_addressee


@pytest.mark.parametrize(
    ("title", "addressee", "language", "task"),
    [
        (
            "South Korea: protect people before they arrive",
            "the Republic of Korea",
            "en",
            "Protect people before they arrive",
        ),
        ("Every other state: ask for it", "every other state", "en", "Ask for it"),
        ("Corée du Sud : protéger", "la République de Corée", "fr", "Protéger"),
        ("韩国：保护抵达前的人", "大韩民国", "zh", "保护抵达前的人"),
        ("韩国: 保护抵达前的人", "大韩民国", "zh", "保护抵达前的人"),
        ("捐助方：资助收容所", "捐助方", "zh", "资助收容所"),
        ("UNHCR: seek access", "the Office of the United Nations High Commissioner for Refugees", "en", "Seek access"),
        ("HCR : voir", "le Haut-Commissariat des Nations Unies pour les réfugiés", "fr-CH", "Voir"),
        ("难民署：要求接触", "联合国难民事务高级专员公署", "zh", "要求接触"),
        ("HCDH : voir", "le Haut-Commissariat des Nations Unies pour les réfugiés", "fr", "HCDH : voir"),
        ("朝鲜：停止", "大韩民国", "zh", "朝鲜：停止"),
        ("中国：", "中国", "zh", "中国："),
        ("North Korea: stop it", "the Republic of Korea", "en", "North Korea: stop it"),
        ("Wells: repair them", "Kenya", "en", "Wells: repair them"),
        ("Kenya:", "Kenya", "en", "Kenya:"),
        ("Open a procedure", "China", "en", "Open a procedure"),
        ("Open a procedure", "", "en", "Open a procedure"),
    ],
)
def test_the_part_before_the_colon_is_left_out_where_it_names_the_addressee(
    title: str, addressee: str, language: str, task: str
) -> None:
    assert _strip_addressee(title, addressee, language) == task
