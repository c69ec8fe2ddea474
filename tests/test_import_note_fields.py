"""Works that no form of notes fits are read by the fields of the note, and are guesses."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.decompose.note_form_parts import LIKELY
from briefgen.decompose.works_of_fields import read_work_by_fields
from tests.test_import_note_forms import shorten_value
from tests.test_import_notes import note

WORKS: list[tuple[str, str, dict[str, Any]]] = [
    ("*Young v Ford* (Decision on the wells) ICC-01/04-02/06-1838 (28 March 2017) (TC VI) [68]", "[68]",
     {"type": "legal_case", "title": "Young v Ford", "genre": "Decision on the wells", "number": "ICC-01/04-02/06-1838", "authority": "TC VI", "issued": [2017, 3, 28]}),
    ("*Young v Ford et al* (Transcript) IT-09-92 (19 July 2013) (TC) 49, line 19", "49, line 19",
     {"type": "legal_case", "title": "Young v Ford et al", "genre": "Transcript", "number": "IT-09-92", "authority": "TC", "issued": [2013, 7, 19]}),
    ("*Young* v *Ford* (Decision) STL-11-01/T/TC (3 May 2016) (TC) [2], fn 9", "[2], fn 9",
     {"type": "legal_case", "title": "Young v Ford", "genre": "Decision", "number": "STL-11-01/T/TC", "authority": "TC", "issued": [2016, 5, 3]}),
    ("H.C. 846/93, Young v. National Water Court, 51(1) P.D. 3, 10", "10",
     {"type": "legal_case", "title": "Young v. National Water Court", "number": "H.C. 846/93", "volume": "51(1)", "container-title": "P.D.", "page": "3"}),
    ("A. Young, *Pure Water* 348 (Lee trans. from German, 2d ed. 1967)", "348",
     {"type": "book", "title": "Pure Water", "author": "Young/A.", "translator": "Lee", "edition": "2", "issued": [1967]}),
    ("Young, *Deep Water*, 32", "32", {"type": "book", "title": "Deep Water", "author": "Young"}),
    ("Young, “The Common Well,” 80", "80", {"type": "report", "title": "The Common Well", "author": "Young"}),
    ("Ann Young, Bo Lee, and Ada Okoro, “Wells,” Ford Institute Working Paper No. 2007/4 (Ford University Law School, 2007)", "",
     {"type": "report", "title": "Wells", "number": "Ford Institute Working Paper No. 2007/4", "publisher": "Ford University Law School", "author": "Young/Ann Lee/Bo Okoro/Ada", "issued": [2007]}),
    ("Young, A. and Lee, B., “The Common Well,” *Water Supply*, 19(3), 831–837 (2019)", "",
     {"type": "article-journal", "title": "The Common Well", "container-title": "Water Supply", "volume": "19", "issue": "3", "page": "831–837", "author": "Young/A. Lee/B.", "issued": [2019]}),
    ("Young, A. et al., *Performance of Wells*, 3rd edition. River Publishing (2016)", "",
     {"type": "book", "title": "Performance of Wells", "edition": "3", "publisher": "River Publishing", "author": "Young/A.", "issued": [2016]}),
    ("Ann Young, ‘Dignity in water law’, in Bo Lee and Ada Okoro (eds), *On the Rivers: Liber Amicorum* (Ford, River Press, 1999), 36-7", "",
     {"type": "chapter", "title": "Dignity in water law", "container-title": "On the Rivers: Liber Amicorum", "editor": "Lee/Bo Okoro/Ada", "publisher-place": "Ford", "publisher": "River Press", "page": "36-7", "author": "Young/Ann", "issued": [1999]}),
    ("Ann Young, *Groundwork of Wells* (1785), in *Practical Water*, trans. and ed. Bo Lee (Ford: River Press, 1996), 429", "429",
     {"type": "chapter", "title": "Groundwork of Wells", "container-title": "Practical Water", "translator": "Lee/Bo", "publisher-place": "Ford", "publisher": "River Press", "author": "Young/Ann", "issued": [1996], "original-date": [1785]}),
    ("Ann Young, “Wells in Ford,” in *Water in the North*, ed. Lee and Okoro, 227–38, at 236", "236",
     {"type": "chapter", "title": "Wells in Ford", "container-title": "Water in the North", "editor": "Lee/ Okoro/", "page": "227–38", "author": "Young/Ann"}),
    ("River Watch, *Wells Run Dry* (2022), RW Evaluation Office, Rome", "",
     {"type": "book", "title": "Wells Run Dry", "publisher": "RW Evaluation Office", "publisher-place": "Rome", "author": "River Watch", "issued": [2022]}),
    ("River Watch, *Wells Run Dry* (2022–2025), https://example.org/wells", "",
     {"type": "webpage", "title": "Wells Run Dry", "author": "River Watch", "issued": [2022], "URL": "https://example.org/wells"}),
    ("Young, A., “The Common Well,” World Water Report 2011, River Watch/World Rivers, 2011", "",
     {"type": "article", "title": "The Common Well", "container-title": "World Water Report 2011", "publisher": "River Watch/World Rivers", "author": "Young/A.", "issued": [2011]}),
    ("Ann Young, La crise des puits : le cas du nord, traduit de l’anglais par Bo Lee, Paris, Éditions du Puits, 2000, p. 109 et suivantes", "p. 109 ff",
     {"type": "book", "title": "La crise des puits : le cas du nord", "translator": "Lee/Bo", "publisher-place": "Paris", "publisher": "Éditions du Puits", "author": "Young/Ann", "issued": [2000]}),
    ("Ann Young et Bo Lee (dir.), Les puits font-ils les rivières ? Le nord, le sud et les lacs, Paris, Le Puits, 2013", "",
     {"type": "book", "title": "Les puits font-ils les rivières ? Le nord, le sud et les lacs", "editor": "Young/Ann Lee/Bo", "publisher-place": "Paris", "publisher": "Le Puits", "issued": [2013]}),
    ("Ann Young, *Les puits de la terre*, Paris, Le Puits, 2002 [1961]", "",
     {"type": "book", "title": "Les puits de la terre", "publisher-place": "Paris", "publisher": "Le Puits", "author": "Young/Ann", "issued": [2002], "original-date": [1961]}),
    ("Ann Young, « Le puits », Revue française de l’eau, vol. 43, n° 2, 2002, p. 163 à 189", "",
     {"type": "article-journal", "title": "Le puits", "container-title": "Revue française de l’eau", "volume": "43", "issue": "2", "page": "163–189", "author": "Young/Ann", "issued": [2002]}),
    ("Ann Young, ed., *Wells* (Leiden. E. J. River, 2011)", "",
     {"type": "book", "title": "Wells", "publisher": "Leiden. E. J. River", "editor": "Young/Ann", "issued": [2011]}),
    ("River Watch, Defending your wells, 19 November 2020. https://example.org/wells", "",
     {"type": "webpage", "title": "Defending your wells", "author": "River Watch", "issued": [2020, 11, 19], "URL": "https://example.org/wells"}),
    ("Council of Rivers, “Framework Convention on Wells” (CETS No. 225), opened for signature September 5, 2024", "",
     {"type": "report", "title": "Framework Convention on Wells", "number": "CETS No. 225", "author": "Council of Rivers", "issued": [2024, 9, 5]}),
    ("River Watch, *Well Suite*, product documentation. Available at: https://example.org/wells", "",
     {"type": "webpage", "title": "Well Suite", "genre": "product documentation", "author": "River Watch", "URL": "https://example.org/wells"}),
    ("Professor Ann Young, Transcript-of-Morning-Hearing.pdf, p32, lines 6-15, https://example.org/wells", "p32, lines 6-15",
     {"type": "webpage", "title": "Transcript-of-Morning-Hearing.pdf", "author": "Young/Ann", "URL": "https://example.org/wells"}),
    ("Ann Young, *Deep Water*, in *Works*, trans. and ed. Bo Lee (Ford: River Press, 1996), 4:429", "vol 4, 429",
     {"type": "chapter", "title": "Deep Water", "container-title": "Works", "translator": "Lee/Bo", "publisher-place": "Ford", "publisher": "River Press", "author": "Young/Ann", "issued": [1996]}),
    ("Ann Young, The Common Wells of the Law, Ford University Law Review, 11:2, 2008, 339–351", "",
     {"type": "article-journal", "title": "The Common Wells of the Law", "container-title": "Ford University Law Review", "volume": "11", "issue": "2", "page": "339–351", "author": "Young/Ann", "issued": [2008]}),
    ("International Tribunal for Fordland, Prosecutor v. Young, IT-94-1-T, Judgment of 7 May 1997, paras. 206, 726, and 730", "paras. 206, 726, and 730",
     {"type": "legal_case", "title": "Prosecutor v. Young", "authority": "International Tribunal for Fordland", "number": "IT-94-1-T", "genre": "Judgment", "issued": [1997, 5, 7]}),
    ("Ann Young, *Wells Run Dry*, Wash. Post, Oct. 9, 2007, at B10", "B10",
     {"type": "article-newspaper", "title": "Wells Run Dry", "container-title": "Wash. Post", "author": "Young/Ann", "issued": [2007, 10, 9]}),
    ("FWC, Comments of the River Foundation, WC Docket No. 07-52, Feb. 28, 2008, at 2, 9", "2, 9",
     {"type": "report", "title": "Comments of the River Foundation", "number": "WC Docket No. 07-52", "author": "FWC", "issued": [2008, 2, 28]}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "pinpoint", "data"), WORKS, ids=[typed[:40] for typed, _, _ in WORKS])
def test_a_work_is_read_by_its_fields_and_is_a_guess(typed: str, pinpoint: str, data: dict[str, Any]) -> None:
    parsed = read_work_by_fields(note(typed))
    assert parsed
    assert ({key: shorten_value(value) for key, value in parsed.item.items()}, parsed.pinpoint) == (data, pinpoint)
    assert parsed.confidence <= LIKELY


@pytest.mark.parametrize(
    "typed",
    [
        "Ada Okoro, Upper Ford, 3 May 2019",
        "Ada Okoro, “nobody came”, Interview with Bo Lee, 3 May 2019",
        "Interview with Ada Okoro, Upper Ford, 3 May 2019",
        "Ada Okoro, resident of Upper Ford, May 2019, p. 3",
        "Ann Young, Bo Lee, Ada Okoro, 2019",
        "Young (1966), pp. 117–119",
        "Young (1966), pp. 117–119, who criticises wells",
        "The wells were dry, as River Watch says, in 2019",
        "“nobody came”, 3 May 2019",
        "See p. 32, infra",
        "Young, *Deep Water*, 16, Lee, *Wells*, 393",
        "River Watch, *Wells* (2022), Chapter 4: Water",
        "Emphasis added, *Deep Water*, 5",
        "Ann Young, *Deep Water*, and so forth, and that is all, 5",
        "*Young v Ford* (Decision) and other cases (2016)",
        "River Watch, Defending your wells, 19 November 2020",
        "Ada Okoro, Chief of the Village, Upper Ford, River District, 2019",
        "Ada Okoro, les puits sont vides, Paris, mai 2019",
        "*Young*, in: Lee/Okoro, 6. Aufl. 2020, § 4 WG",
        "*Lee* (Hrsg.), Water Law 2024, p. 11",
        "Court, NRW, 1991, 529",
    ],
)
def test_words_without_a_role_in_a_work_stay_words(typed: str) -> None:
    assert read_work_by_fields(note(typed)) is None
