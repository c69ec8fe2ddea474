"""Authors and dates are read from the words of typed notes."""

from __future__ import annotations

import pytest

from briefgen.decompose.note_names import read_authors, read_date


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ann Young", ["Young"]),
        ("Ann Young and Bo Lee", ["Young", "Lee"]),
        ("William S. Young, III", ["Young"]),
        ("Ann Young, Jr., Bo Lee & Ada Okoro", ["Young", "Lee", "Okoro"]),
        ("Ann Young, Sr. & Bo Lee, IV", ["Young", "Lee"]),
        ("Ludwig van der Berg", ["van der Berg"]),
        ("Human Rights Watch", ["Human Rights Watch"]),
        ("RFNK and PSCORE", ["RFNK", "PSCORE"]),
        ("Committee on Wells and Rivers", ["Committee on Wells and Rivers"]),
        ("UNHCR", ["UNHCR"]),
        ("Young et al.", ["Young"]),
        ("Young, A., Lee, B. C. and van Okoro, D.", ["Young", "Lee", "van Okoro"]),
        ("Committee on the Rights of the Child", ["Committee on the Rights of the Child"]),
        ("Petar Šarčević and Čedomir Ćosić", ["Šarčević", "Ćosić"]),
        ("İlhan Ünal", ["Ünal"]),
        ("Иван Петров", ["Петров"]),
        ("Donatella della Porta", ["della Porta"]),
        ("Jan ter Laak, Amin al-Hassan", ["ter Laak", "al-Hassan"]),
        ("Zimbabwe Lawyers", ["Zimbabwe Lawyers"]),
        ("River Tech Kenya", ["River Tech Kenya"]),
        ("Well Newsroom", ["Well Newsroom"]),
        ("DLW Piper", ["DLW Piper"]),
        ("Ford Education", ["Ford Education"]),
        ("ANN YOUNG", ["YOUNG"]),
        ("J.R. Young", ["Young"]),
        ("Ann Jordan", ["Jordan"]),
        ("C. H. Young and Nancy Press", ["Young", "Press"]),
        ("Nancy Press, Bo Lee, and C. H. Young", ["Press", "Lee", "Young"]),
        ("Ann Young and George Church", ["Young", "Church"]),
        ("Robert C. Post", ["Post"]),
        ("A. España", ["España"]),
        ("Press, N., & Young, C. H.", ["Press", "Young"]),
        ("YOUNG, A., & LEE, B.", ["YOUNG", "LEE"]),
        ("C. H. Young and Human Rights Watch", ["Young", "Human Rights Watch"]),
        ("Nancy Press", ["Nancy Press"]),
        ("Ann Young and Associated Press", ["Ann Young and Associated Press"]),
        ("Ann Young, River Post", ["Ann Young, River Post"]),
        ("Ann Young and Riverpeace India", ["Ann Young and Riverpeace India"]),
        ("J. D. Young Trust", ["J. D. Young Trust"]),
        ("John D. and Catherine T. Young Foundation", ["John D. and Catherine T. Young Foundation"]),
        ("D. Young, Minister of Water and Rivers", ["D. Young, Minister of Water and Rivers"]),
    ],
)
def test_authors(typed: str, names: list[str]) -> None:
    assert [name.get("family") or name["literal"] for name in read_authors(typed) or ()] == names


@pytest.mark.parametrize(
    "typed",
    [
        "he said that",
        "See the report of 2019",
        "The village, which had 60 wells, ran dry",
        "Digital Water Copyright Act",
        "Young v. Ford",
        "Life in Prison",
        "See, for instance, Ann Young",
        "Ford, U. (Upper)",
    ],
)
def test_a_sentence_is_no_author(typed: str) -> None:
    assert read_authors(typed) is None


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2009", [2009]),
        ("3 May 2019", [2019, 5, 3]),
        ("February 28, 2010", [2010, 2, 28]),
        ("1er mars 2020", [2020, 3, 1]),
        ("2 fevrier 2020", [2020, 2, 2]),
        ("3 de mayo de 2019", [2019, 5, 3]),
        ("Sept. 2019", [2019, 9]),
        ("2019-05-03", [2019, 5, 3]),
        ("3. März 2019", [2019, 3, 3]),
        ("6. Oktober 2015", [2015, 10, 6]),
        ("6.10.2015", [2015, 10, 6]),
        ("2014, May 3", [2014, 5, 3]),
    ],
)
def test_dates(typed: str, date: list[int]) -> None:
    assert (read_date(typed) or {})["date-parts"] == [date]
