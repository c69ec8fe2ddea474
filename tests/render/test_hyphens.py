"""Where words are divided on paper: never into a last line, over the turn of a page, in a compound or in a name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from pyphen import Pyphen

from briefgen.model.tree import Node
from briefgen.render.engine.patches.divided_words import WordDictionaries, divide_words
from briefgen.render.engine.patches.hyphens import is_badly_broken
from tests.laid_out import Line, Page, record_layouts, record_pages
from tests.unit.documents import element
from tests.unit.printing import printed, styled

TEXT = (
    "Persons returned involuntarily face interrogation, imprisonment and maltreatment; non-governmental organisations document "
    "extraordinarily disproportionate punishments in Pyongyang and Chongjin, notwithstanding international responsibilities."
)
JUSTIFIED = "p { text-align: justify; hyphens: auto; hyphenate-character: '-'; margin: 0 0 2pt; orphans: 2; widows: 2 }"
WIDTHS = range(150, 330, 6)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    """A paragraph in thirty measures, on pages that end in the middle of most."""
    css = JUSTIFIED + " @page { size: 380pt 190pt; margin: 20pt }"
    css += "".join(f".w{width} {{ width: {width}pt }}" for width in WIDTHS)
    paragraphs = [element("p", TEXT, class_=f"w{width}") for width in WIDTHS]
    with record_pages() as recorded:
        printed(styled(tmp_path_factory.mktemp("hyphens"), *paragraphs, css=css))
    return recorded[0]


def paragraphs_of(pages: tuple[Page, ...]) -> list[list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in (line for page in pages for line in page.lines):
        found.setdefault(line.paragraph, []).append(line)
    return list(found.values())


def is_divided(line: Line) -> bool:
    """Whether a hyphen was put at the end; that of `non-governmental` is its own."""
    return line.words.endswith("-") and not line.words.endswith("non-")


def test_words_are_divided_but_not_into_a_last_line(pages: tuple[Page, ...]) -> None:
    found = paragraphs_of(pages)
    assert len(found) == len(WIDTHS)
    assert sum(is_divided(line) for lines in found for line in lines) > 10
    assert [lines[-2].words for lines in found if is_divided(lines[-2])] == []


def test_no_word_goes_on_overleaf(pages: tuple[Page, ...]) -> None:
    assert len(pages) > 10
    assert [page.lines[-1].words for page in pages if is_divided(page.lines[-1])] == []


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen(pages: tuple[Page, ...]) -> None:
    rows = ["".join("-" if is_divided(line) else " " for line in lines) for lines in paragraphs_of(pages)]
    assert [row for row in rows if "---" in row] == []


def test_compounds_and_names_are_not_divided_again(pages: tuple[Page, ...]) -> None:
    ends = {line.words.split()[-1] for lines in paragraphs_of(pages) for line in lines if is_divided(line)}
    assert {end for end in ends if "-" in end[:-1] or end[0].isupper()} == set()


@pytest.mark.parametrize(
    ("words", "rest", "language", "expected"),
    [
        ("they ask for protec-", "tion at once", "en", False),
        ("by non-govern-", "mental organisations", "en", True),
        ("by non-", "governmental organisations", "en", False),
        ("by the self-", "deter-mined people", "en", True),
        ("flown to Pyong-", "yang in", "en", True),
        ("nach der Verord-", "nung des", "de", False),
        ("nach der Verord-", "nung des", "de-AT", False),
        ("vers Pyong-", "yang", "fr", True),
        ("protec-", "", "en", False),
    ],
)
def test_what_may_not_be_divided(words: str, rest: str, language: str, *, expected: bool) -> None:
    assert is_badly_broken(words, rest, language) is expected


def read_boxes(folder: Path, css: str, *content: Node) -> list[Any]:
    """The boxes of the first page of a document."""
    with record_layouts() as layouts:
        printed(styled(folder, *content, css=css))
    return list(layouts[0].pages[0]._page_box.descendants())


@pytest.mark.parametrize("word", range(6, 12))
def test_a_float_in_the_line_below_a_hyphen_is_at_the_edge(word: int, tmp_path: Path) -> None:
    """That line is laid out twice, the float once."""
    words = TEXT.split()
    before, after = " ".join(words[:word]), " ".join(words[word:])
    css = f"{JUSTIFIED} p {{ width: 150pt }} b {{ float: right; width: 20pt }}"
    boxes = read_boxes(tmp_path, css, element("p", f"{before} ", element("b", "Z"), f" {after}"))
    (paragraph,) = (box for box in boxes if box.element_tag == "p" and type(box).__name__ == "BlockBox")
    (floated,) = (box for box in boxes if box.element_tag == "b" and box.is_floated())
    assert floated.position_x + floated.width == pytest.approx(paragraph.content_box_x() + paragraph.width)


@pytest.mark.parametrize("width", range(60, 130, 10))
def test_a_first_letter_is_set_once_where_its_line_is_laid_out_twice(width: int, tmp_path: Path) -> None:
    css = f"{JUSTIFIED} p {{ width: {width}pt }} p::first-letter {{ padding-left: 15pt }}"
    text = element("p", "Mr Involuntarily internationally.")
    letter = next(box for box in read_boxes(tmp_path, css, text) if getattr(box, "text", "") == "M")
    edge = 20 * 96 / 25.4
    assert letter.position_x - edge == pytest.approx(20)


def test_lines_without_words_may_end_with_an_empty_hyphen(tmp_path: Path) -> None:
    css = "p { hyphens: auto; hyphenate-character: '' } b { display: inline-block; width: 300pt; height: 5pt }"
    boxes = read_boxes(tmp_path, css, element("p", *[element("b")] * 4))
    assert sum(type(box).__name__ == "LineBox" for box in boxes) == 4


@pytest.mark.parametrize(
    ("text", "is_stretched"),
    [
        ("Extraordinary responsibilities internationally.", False),
        ("Those who are sent back face camps and a trial that no one sees.", True),
    ],
)
def test_a_line_is_stretched_to_the_measure_or_stays_short(text: str, tmp_path: Path, *, is_stretched: bool) -> None:
    """The one space of a line does not become a hole."""
    boxes = read_boxes(tmp_path, "p { text-align: justify; width: 200pt }", element("p", text))
    paragraph = next(box for box in boxes if box.element_tag == "p")
    first = next(box for box in boxes if type(box).__name__ == "LineBox")
    end = max(box.position_x + box.width for box in first.descendants() if hasattr(box, "text"))
    assert (abs(end - paragraph.content_box_x() - paragraph.width) < 1) is is_stretched


def test_no_word_stands_alone_in_a_line_that_has_room(tmp_path: Path) -> None:
    """Where a line was a hair too wide, it broke behind its first word: `came` of `be-came`."""
    text = (
        "In October 2025 Human Rights Watch put the number since the beginning of 2024 at no fewer than 406, and the number "
        "since 2020 at no fewer than 1,076. These are the cases that became known. China publishes no figures and denies "
        "that the returns of October 2023 took place."
    )
    widths = range(240, 360)
    css = f"{JUSTIFIED} p {{ font-size: 10pt }} @page {{ size: 500pt 800pt; margin: 20pt }}"
    css += "".join(f".w{width} {{ width: {width}pt }}" for width in widths)
    with record_pages() as recorded:
        printed(styled(tmp_path, *(element("p", text, class_=f"w{width}") for width in widths), css=css))
    lines = [line.words for paragraph in paragraphs_of(recorded[0]) for line in paragraph[:-1]]
    assert len(lines) > 4 * len(widths)
    assert [words for words in lines if " " not in words] == []


def test_a_word_is_divided_where_the_project_says(tmp_path: Path) -> None:
    widths = range(150, 330, 12)
    css = JUSTIFIED + " @page { size: 380pt 800pt; margin: 20pt }"
    css += "".join(f".w{width} {{ width: {width}pt }}" for width in widths)
    text = f"{'interrogations and maltreatment, ' * 9}, and more words."
    document = styled(tmp_path, *(element("p", text, class_=f"w{width}") for width in widths), css=css)
    own = {"en": ("inter-rogations", "maltreatment")}
    with record_pages() as recorded:
        printed(replace(document, metadata=replace(document.metadata, divided_words=own)))
    ends = {line.words.split()[-1] for page in recorded[0] for line in page.lines}
    assert {end for end in ends if end.endswith("-")} == {"inter-"}


@pytest.mark.parametrize(
    ("word", "language", "own", "parts"),
    [
        ("wells", "en", {}, ["dictionary"]),
        ("interrogations", "en", {"en": ("interrogations",)}, []),
        ("interrogations", "en", {"en": ("inter-rogations",)}, ["inter"]),
        ("Interrogations", "en", {"en": ("inter-roga-tions",)}, ["Interroga", "Inter"]),
        ("interrogation", "en", {"en": ("inter-rogations",)}, ["dictionary"]),
        ("interrogations", "en_GB", {"en": ("inter-rogations",)}, ["inter"]),
        ("interrogations", "en-GB", {"en": ("interrogations",), "en-GB": ("inter-rogations",)}, ["inter"]),
        ("interrogations", "en", {"fr": ("interrogations",)}, ["dictionary"]),
        ("Pyongyang’s", "en", {"en": ("Pyong-yang",)}, ["Pyong"]),
        ("songbun", "en", {}, []),
        ("songbun", "fr", {}, ["dictionary"]),
        ("Straße", "de", {"de": ("STRASSE",)}, []),
    ],
)
def test_a_listed_word_is_divided_at_its_hyphens_and_others_by_the_dictionary(
    word: str, language: str, own: dict[str, tuple[str, ...]], parts: list[str]
) -> None:
    class Dictionary:
        """Divides every word in one way."""

        def iterate(self, _word: str) -> list[tuple[str, str]]:
            return [("dictionary", "")]

    dictionaries, dictionary = WordDictionaries(), Dictionary()
    dictionaries[language, 3, 3, 7] = dictionary
    with divide_words(own):
        assert [start for start, _ in dictionary.iterate(word)] == parts


def test_two_documents_that_are_laid_out_at_once_divide_a_word_each_in_its_way() -> None:
    both_began = Barrier(2)

    def divide(place: str) -> list[str]:
        dictionaries, dictionary = WordDictionaries(), Pyphen(lang="en")
        with divide_words({"en": (place,)}):
            both_began.wait()
            dictionaries["en", 2, 2, 5] = dictionary
            starts = [start for start, _ in dictionary.iterate("interrogations")]
            both_began.wait()
        return starts

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(divide, ["inter-rogations", "interroga-tions"])) == [["inter"], ["interroga"]]
    assert len(list(Pyphen(lang="en").iterate("interrogations"))) > 1


def test_a_name_is_divided_where_the_project_says() -> None:
    assert is_badly_broken("flown to Pyong-", "yang, in", "en")
    with divide_words({"en": ("Pyong-yang",)}):
        assert not is_badly_broken("flown to (Pyong-", "yang), in", "en")
        assert is_badly_broken("flown to Chong-", "jin, in", "en")
