"""Works, authors and dates are read from the words of typed notes, by the usual forms."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.decompose.note_forms import LIKELY
from briefgen.decompose.note_names import read_authors, read_date
from briefgen.decompose.note_text import split_pieces
from briefgen.decompose.note_works import parse_work
from briefgen.model.document_symbols import find_symbol
from tests.test_import_notes import note

FORMS: list[tuple[str, str, dict[str, Any]]] = [
    ("Convention on Wells (adopted 28 July 1951, entered into force 22 April 1954) 189 UNTS 137, art 3", "art 3",
     {"type": "treaty", "title": "Convention on Wells", "volume": "189", "container-title": "UNTS", "page": "137", "issued": [1951, 7, 28], "event-date": [1954, 4, 22]}),
    ("Convention on Wells, May 23, 1969, 1155 U.N.T.S. 331", "",
     {"type": "treaty", "title": "Convention on Wells", "volume": "1155", "container-title": "U.N.T.S.", "page": "331", "issued": [1969, 5, 23]}),
    ("Human Rights Council, ‘Report on wells’ (5 February 2010) UN Doc A/HRC/13/39/Add.5, para 74", "para 74",
     {"type": "report", "title": "Report on wells", "number": "UN Doc A/HRC/13/39/Add.5", "author": "Human Rights Council", "issued": [2010, 2, 5]}),
    ("UN General Assembly, Report on wells, UN Doc. A/70/332 (17 August 2015), para. 12", "para. 12",
     {"type": "report", "title": "Report on wells", "number": "UN Doc A/70/332", "author": "UN General Assembly", "issued": [2015, 8, 17]}),
    ("Young v Ford App no 47940/99 (ECtHR, 20 July 2004) para 12", "para 12",
     {"type": "legal_case", "title": "Young v Ford", "number": "App no 47940/99", "authority": "ECtHR", "issued": [2004, 7, 20]}),
    ("Young v Ford Ltd [2008] UKHL 13, [2008] 1 AC 884 [42]", "[42]",
     {"type": "legal_case", "title": "Young v Ford Ltd", "authority": "UKHL", "number": "13", "volume": "1", "container-title": "AC", "page": "884", "issued": [2008], "original-date": [2008]}),
    ("Young v. Ford, 545 F.2d 363, 367 (3d Cir. 1976)", "367",
     {"type": "legal_case", "title": "Young v. Ford", "volume": "545", "container-title": "F.2d", "page": "363", "authority": "3d Cir.", "issued": [1976]}),
    ("Ann Young & Bo Lee, *Wells, Law, and Rivers*, 70 Admin. L. Rev. 361, 366-69 (2018)", "366-69",
     {"type": "article-journal", "title": "Wells, Law, and Rivers", "volume": "70", "container-title": "Admin. L. Rev.", "page": "361", "author": "Young/Ann Lee/Bo", "issued": [2018]}),
    ("Young v. Ford, 347 U.S. 483, 495 (1954)", "495",
     {"type": "legal_case", "title": "Young v. Ford", "volume": "347", "container-title": "U.S.", "page": "483", "issued": [1954]}),
    ("Ann Young, ‘The Common Well’ (2001) 117 LQR 42, 64", "64",
     {"type": "article-journal", "title": "The Common Well", "volume": "117", "container-title": "LQR", "page": "42", "author": "Young/Ann", "issued": [2001]}),
    ("Ann Young, “The Common Well” (2004) *Asian Survey* 44(6), 856-873", "",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Asian Survey", "volume": "44", "issue": "6", "page": "856-873", "author": "Young/Ann", "issued": [2004]}),
    ("Ann Young and Bo van Lee, “The Common Well,” *Classical Wells* 104, no. 3 (2009): 440", "440",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Classical Wells", "volume": "104", "issue": "3", "author": "Young/Ann van Lee/Bo", "issued": [2009]}),
    ("A. B. Young, “Crimes Against Wells”, 59 Law and Problems 63 (1996)", "",
     {"type": "article-journal", "title": "Crimes Against Wells", "container-title": "Law and Problems", "volume": "59", "page": "63", "author": "Young/A. B.", "issued": [1996]}),
    ("Ann Young, ‘Deep Water’ in Bo Lee and Ada Okoro (eds), *World Wide Wells* (MIT Press 2010) 210", "210",
     {"type": "chapter", "title": "Deep Water", "container-title": "World Wide Wells", "publisher": "MIT Press", "author": "Young/Ann", "editor": "Lee/Bo Okoro/Ada", "issued": [2010]}),
    ("Ann Young, *Deep Water* (2nd edn, River Press 2009) 12", "12",
     {"type": "book", "title": "Deep Water", "edition": "2", "publisher": "River Press", "author": "Young/Ann", "issued": [2009]}),
    ("Ann Young, *Deep Water* (New York: River Press, 2006), 99–100.", "99–100",
     {"type": "book", "title": "Deep Water", "publisher-place": "New York", "publisher": "River Press", "author": "Young/Ann", "issued": [2006]}),
    ("River Watch International, *Toxic Wells* (March 2018), p. 12, https://example.org/wells.", "p. 12",
     {"type": "webpage", "title": "Toxic Wells", "author": "River Watch International", "issued": [2018, 3], "URL": "https://example.org/wells"}),
    ("“Wells run dry,” BBC News, 3 March 2020, https://example.org/1 (accessed 4 May 2021)", "",
     {"type": "webpage", "title": "Wells run dry", "container-title": "BBC News", "issued": [2020, 3, 3], "URL": "https://example.org/1", "accessed": [2021, 5, 4]}),
    ("Ann Young, ‘Court Warns on Wells’ Financial Times (London, 1 July 2010) 3", "3",
     {"type": "article-newspaper", "title": "Court Warns on Wells", "container-title": "Financial Times", "publisher-place": "London", "author": "Young/Ann", "issued": [2010, 7, 1]}),
    ("Water Act 1998, s 6", "s 6", {"type": "legislation", "title": "Water Act 1998"}),
    ("Constitution of the Republic of Fordland (1948) art 3", "art 3", {"type": "legislation", "title": "Constitution of the Republic of Fordland", "issued": [1948]}),
    ("Comité des Puits, « Rapport annuel » (mars 2019)", "",
     {"type": "report", "title": "Rapport annuel", "author": "Comité des Puits", "issued": [2019, 3]}),
    ("Ann Young, « Le puits commun », *Revue des puits*, vol. 26, no 2, 2010, p. 102-114, ici p. 104", "p. 104",
     {"type": "article-journal", "title": "Le puits commun", "container-title": "Revue des puits", "volume": "26", "issue": "2", "page": "102-114", "author": "Young/Ann", "issued": [2010]}),
    ("Ann Young, “El pozo”, *Revista del Agua*, núm. 7, 2011, pp. 3-19", "",
     {"type": "article-journal", "title": "El pozo", "container-title": "Revista del Agua", "issue": "7", "page": "3-19", "author": "Young/Ann", "issued": [2011]}),
    ("Ann Young, *El pozo común*, México, Editorial del Río, 1948, p. 12", "p. 12",
     {"type": "book", "title": "El pozo común", "publisher-place": "México", "publisher": "Editorial del Río", "author": "Young/Ann", "issued": [1948]}),
    ("Ann Young, *Deep Water: A History*. London: River Press Ltd, 2021, p. xxxvi", "p. xxxvi",
     {"type": "book", "title": "Deep Water: A History", "publisher-place": "London", "publisher": "River Press Ltd", "author": "Young/Ann", "issued": [2021]}),
    ("Ann Young, *Deep Water 1700–1850* (River Press 2014)", "",
     {"type": "book", "title": "Deep Water 1700–1850", "publisher": "River Press", "author": "Young/Ann", "issued": [2014]}),
    ("Ann Young: Das tiefe Wasser. Eine Geschichte. Zürich 1988, S. 37 f.", "37 f",
     {"type": "book", "title": "Das tiefe Wasser. Eine Geschichte", "publisher-place": "Zürich", "author": "Young/Ann", "issued": [1988]}),
    ("Young, Ann: Gehört das Wasser allen? 3. Auflage, Baden-Baden 2002", "",
     {"type": "book", "title": "Gehört das Wasser allen?", "edition": "3", "publisher-place": "Baden-Baden", "author": "Young/Ann", "issued": [2002]}),
    ("Ann Young (Hrsg.): Der Brunnen, Frankfurt am Main 1996, S. 5", "5",
     {"type": "book", "title": "Der Brunnen", "publisher-place": "Frankfurt am Main", "editor": "Young/Ann", "issued": [1996]}),
    ("Ann Young: Das tiefe Wasser. Zürich 1988", "",
     {"type": "book", "title": "Das tiefe Wasser", "publisher-place": "Zürich", "author": "Young/Ann", "issued": [1988]}),
    ("Ann Young, Das Wasser, das wir trinken, Hamburg 1981, S 160 ff", "160 ff",
     {"type": "book", "title": "Das Wasser, das wir trinken", "publisher-place": "Hamburg", "author": "Young/Ann", "issued": [1981]}),
    ("Ann Young, Das tiefe Wasser, 2006, S. 37", "37",
     {"type": "book", "title": "Das tiefe Wasser", "author": "Young/Ann", "issued": [2006]}),
    ("Ann Young, Das tiefe Wasser, Brunnen Verlag 1991, S 139", "139",
     {"type": "book", "title": "Das tiefe Wasser", "publisher": "Brunnen Verlag", "author": "Young/Ann", "issued": [1991]}),
    ("River Board, “Wells Run Dry,” 2025, https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry", "author": "River Board", "issued": [2025], "URL": "https://example.org/wells"}),
    ("River Watch 2022, ‘Wells Run Dry’ https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry", "author": "River Watch", "issued": [2022], "URL": "https://example.org/wells"}),
    ("CNW, “Wells Run Dry,” www.cnw.example, September 22, 2022, https://www.cnw.example/wells", "",
     {"type": "webpage", "title": "Wells Run Dry", "container-title": "www.cnw.example", "author": "CNW", "issued": [2022, 9, 22], "URL": "https://www.cnw.example/wells"}),
    ("United Nations, “Article 16, Convention on Wells,” OHCHR (United Nations, November 20, 1989), https://example.org/wells", "",
     {"type": "webpage", "title": "Article 16, Convention on Wells", "container-title": "OHCHR", "publisher": "United Nations", "author": "United Nations", "issued": [1989, 11, 20], "URL": "https://example.org/wells"}),
    ("River Tech, “Wells Run Dry,” River Tech, April 2025, page 20 https://example.org/wells", "page 20",
     {"type": "webpage", "title": "Wells Run Dry", "container-title": "River Tech", "author": "River Tech", "issued": [2025, 4], "URL": "https://example.org/wells"}),
    ("Ann Young, “The Common Well,” *Water Games* 6, no. 4 (December 21, 2018): e11249", "",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Water Games", "volume": "6", "issue": "4", "page": "e11249", "author": "Young/Ann", "issued": [2018, 12, 21]}),
    ("River Prot. Ctr. v. Ford Pharms. Co., 257 F.3d 1071, 1075 (9th Cir. 2001)", "1075",
     {"type": "legal_case", "title": "River Prot. Ctr. v. Ford Pharms. Co.", "volume": "257", "container-title": "F.3d", "page": "1071", "authority": "9th Cir.", "issued": [2001]}),
    ("Ann Young, Bo Lee & Ada Okoro, *Wells, Law, and Rivers*, 31 J. Water Med. 645, 649 (Jul. 2018)", "649",
     {"type": "article-journal", "title": "Wells, Law, and Rivers", "volume": "31", "container-title": "J. Water Med.", "page": "645", "author": "Young/Ann Lee/Bo Okoro/Ada", "issued": [2018, 7]}),
    ("Ann Young, Note, *Wells of Law*, 70 Stan. L. Rev. 361, 366 (2018)", "366",
     {"type": "article-journal", "title": "Wells of Law", "volume": "70", "container-title": "Stan. L. Rev.", "page": "361", "author": "Young/Ann", "issued": [2018]}),
    ("Ann Young, Bo Lee & Ada Okoro, *Wells Run Dry, Again*, River Times (Apr. 8, 2024), https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry, Again", "container-title": "River Times", "author": "Young/Ann Lee/Bo Okoro/Ada", "issued": [2024, 4, 8], "URL": "https://example.org/wells"}),
    ("Bo Lee, *Young v. Ford and Wells*, 12 Harv. L. Rev. 3 (2009)", "",
     {"type": "article-journal", "title": "Young v. Ford and Wells", "volume": "12", "container-title": "Harv. L. Rev.", "page": "3", "author": "Lee/Bo", "issued": [2009]}),
    ("Young v. Ford, 108 N.J. 223 (1987)", "",
     {"type": "legal_case", "title": "Young v. Ford", "volume": "108", "container-title": "N.J.", "page": "223", "issued": [1987]}),
    ("“Wells run dry” (The Conversation, 3 March 2020) https://example.org/1", "",
     {"type": "webpage", "title": "Wells run dry", "container-title": "The Conversation", "issued": [2020, 3, 3], "URL": "https://example.org/1"}),
    ("Ann Young, *Wells*, 143-230 (River Press 2017)", "143-230",
     {"type": "book", "title": "Wells", "publisher": "River Press", "author": "Young/Ann", "issued": [2017]}),
    ("Ann Young et Bo Lee, *Le puits commun*, dir. (Paris: Presses du Puits, 2019), pp. 3-7", "pp. 3-7",
     {"type": "book", "title": "Le puits commun", "publisher-place": "Paris", "publisher": "Presses du Puits", "editor": "Young/Ann Lee/Bo", "issued": [2019]}),
    ("Ann Young, *The Common Well*, arXiv 2504.01032, at 2 (2025)", "2",
     {"type": "article", "title": "The Common Well", "number": "arXiv 2504.01032", "author": "Young/Ann", "issued": [2025]}),
    ("Ann Young, “The Common Well”, arXiv:2406.11239", "",
     {"type": "article", "title": "The Common Well", "number": "arXiv:2406.11239", "author": "Young/Ann"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "pinpoint", "data"), FORMS, ids=[typed[:40] for typed, _, _ in FORMS])
def test_a_work_is_read_from_the_words_of_a_note(typed: str, pinpoint: str, data: dict[str, Any]) -> None:
    parsed = parse_work(split_pieces(note(typed))[0].words)
    assert parsed
    read = {key: _shorten(value) for key, value in parsed.item.items()}
    assert (read, parsed.pinpoint) == (data, pinpoint)


def _shorten(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(name.get("literal") or f"{name['family']}/{name['given']}" for name in value)
    return value["date-parts"][0] if isinstance(value, dict) else value


@pytest.mark.parametrize(
    "typed",
    [
        "Exec. Order No. 13,771",
        "A/HRC/56/6, para 28.12",
        "The village said that “nobody came” (2019).",
        "See https://example.org/a and https://example.org/b",
        "Ann Young told us in May 2019 that wells (about 60) were dry",
        "https://example.org/wells",
        "The wells ran dry there. Young v. Ford, 347 U.S. 483 (1954)",
        "Young v. Ford, 35 Mass. App. Ct. 727, 729-30, 626 N.E. 2d 8 (Mass. 1994)",
        "Ann Young, *Wells of Law*, 19 Wash. J. L. Tech. & Arts, 1, 3 (2024)",
        "Ada Okoro: The well ran dry. Upper Ford 2019",
        "Ada Okoro: we had to walk for the whole day. Upper Ford 2019",
        "Ann Young: Der Brunnen, herausgegeben von Bo Lee, Kiel 1996",
        "River Pages, “Wells” (summarising River Watch and Bo Lee, 2009). https://example.org/wells",
        "“we had to walk” (Testimony, Upper Ford, 2019)",
        "Ada Okoro, “nobody came” (Interview with Bo Lee, 3 May 2019)",
        "“nadie vino” (Entrevista, mayo de 2019)",
        "« personne n’est venu » (Témoignage, 2019)",
        "“Wells Run Dry” (Translated by Bo Lee, 2020)",
        "Ann Young, “Deep Water” (PhD thesis, University of Ford, 2019)",
        "Interview Ada Okoro 2019, “nobody came”",
        "Ada Okoro: Les puits des voisins sont vides. Haut Gué 2019",
        "Ann Young: Das Wasser der Welt. Diss. Kiel 1990",
        "Ann Young: Das Wasser der Welt. Verlag am Fluss, Kiel 1990",
        "Ann Young: Das Wasser der Welt. Aus dem Englischen von Bo Lee. Kiel 1990",
        "Ann Young, Das Wasser, in Bo Lee, Der Fluss, 2006, S. 37",
        "Ann Young, Das Wasser, ZfW 2006, S. 37",
        "Ann Young, Das Wasser, Mai 2006, S. 37",
        "Ann Young, Das Wasser, 3. Aufl., Kiel 2006, S. 3",
        "Ann Young, Das tiefe Wasser, Brunnen Verlag, Kiel 1991, S. 139",
        "Ann Young, *Wells*, 143-230 (on file with author 2017)",
        "Ann Young, *Wells*, 1914-1918 (River Press 2014)",
        "As in Young v. Ford, 257 F.3d 1071, 1075 (9th Cir. 2001)",
        "Bo Lee, Note, Young v. Ford, 12 Harv. L. Rev. 3 (2009)",
        "Young v. Ford, 12 U. Chi. L. Rev. 3 (2009)",
        "*In re* River Lab, Inc., 930 F.2d 72, 76 (D.C. Cir. 1991)",
        "Developments in the Law—Wells, *V. Rivers and Wells*, 125 Harv. L. Rev. 2135, 2138 (2012)",
    ],
)
def test_a_note_of_no_form_is_no_work(typed: str) -> None:
    assert parse_work(note(typed)) is None


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Ann Young, et al., *Deep Water* (2024), https://example.org/a", "Deep Water"),
        ("“nobody came” (Upper Ford, 3 May 2019)", "nobody came"),
        ("Ada Okoro, “nobody came” (Village meeting, May 2019)", "nobody came"),
    ],
)
def test_a_work_without_all_authors_and_a_page_without_an_address_are_guesses(typed: str, title: str) -> None:
    parsed = parse_work(note(typed))
    assert parsed
    assert (parsed.item["title"], parsed.confidence) == (title, LIKELY)


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
    ],
)
def test_dates(typed: str, date: list[int]) -> None:
    assert (read_date(typed) or {})["date-parts"] == [date]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("U.N. Doc. A/HRC/40/54", "UN Doc A/HRC/40/54"),
        ("UN Document A/HRC/40/54", "UN Doc A/HRC/40/54"),
        ("Nations Unies Doc A/HRC/40/54", "UN Doc A/HRC/40/54"),
        ("Doc. CAT/C/FRD/CO/5", "UN Doc CAT/C/FRD/CO/5"),
        ("A/RES/217(III)", "A/RES/217(III)"),
    ],
)
def test_the_symbol_of_a_document_is_one_that_briefgen_knows(typed: str, number: str) -> None:
    parsed = parse_work(note(f"Human Rights Council, “Report on wells”, {typed} (2019), para 3"))
    assert parsed
    assert (parsed.item["number"], parsed.pinpoint) == (number, "para 3")
    assert number.endswith(find_symbol(number) or "no symbol")


def test_a_page_behind_a_title_is_a_pinpoint() -> None:
    parsed = parse_work(note("Ann Young, *Deep Water and the Common Good* 30 (River Press 2014)"))
    assert parsed
    assert (parsed.item["title"], parsed.pinpoint) == ("Deep Water and the Common Good", "30")
