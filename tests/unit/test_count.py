"""Words are counted as a word processor counts them, each part apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.check.count import count_words
from briefgen.model.audience import CountedPart, NotePlacement
from briefgen.model.reading_speed import adapt_pace
from briefgen.model.word_count import count_printed_words, find_uncounted_text
from tests.unit.documents import PLACES_OF_NOTES, a_document, element, note, tree_of


def words(markup: str) -> dict[str, int]:
    """The parts that have words, and how many."""
    return {part.value: number for part, number in count_words(a_document(*tree_of(markup))).items() if number}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>No one shall be returned.</p>", {"body": 5}),
        ("<p>One</p><p>two</p>", {"body": 2}),
        ("<p>re<em>foul</em>ement <strong>is</strong> banned</p>", {"body": 3}),
        ("<p>one<br/>two</p>", {"body": 2}),
        ("<table><tr><td>one</td><td>two</td></tr></table>", {"body": 2}),
        ("<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>", {"body": 3}),
        ("<p>10,000 to 300,000 people \N{EN DASH} in 2024</p>", {"body": 7}),
        ('<h2><span class="heading-number">2.1</span> Law</h2>', {"body": 1}),
        ('<p><span class="paragraph-number">12.</span> The law</p>', {"body": 2}),
        ('<h4><span class="callout-number">01</span> Ask</h4>', {"body": 1}),
        ("<p>The Convention<note>See article 3.</note>, and more</p>", {"body": 4, "notes": 3}),
        ("<p>a<note><p>One.</p><p>Two.</p></note></p><p>b<note>Three.</note></p>", {"body": 2, "notes": 3}),
        ('<nav role="doc-toc"><ol><li>Law 3</li></ol></nav><p>one</p>', {"body": 1}),
        ('<header data-part="cover"><h1>Forced return</h1></header><p>one</p>', {"cover": 2, "body": 1}),
        (
            '<section data-part="annex">one <div data-part="body">two three</div> four</section>',
            {"annex": 2, "body": 2},
        ),
        ('<section data-part="annex">one<note>two</note></section>', {"annex": 1, "notes": 1}),
        ('<section role="doc-bibliography"><h2>References</h2><p>Yoon 2024</p></section>', {"references": 3}),
        ('<section role="doc-endnotes"></section>', {}),
        ("<p>one</p>\n\n<p> two\tthree </p>", {"body": 3}),
        ('<p>one<span data-part="cover">two</span>three</p>', {"body": 2, "cover": 1}),
    ],
)
def test_words_count_where_they_belong(markup: str, expected: dict[str, int]) -> None:
    assert words(markup) == expected


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
def test_the_heading_over_endnotes_counts_nowhere(placement: NotePlacement) -> None:
    body = tree_of('<p>one<note>two</note></p><section role="doc-endnotes"><h2>Notes</h2></section>')
    counted = count_words(a_document(*body, notes=placement))
    assert {part: words for part, words in counted.items() if words} == {CountedPart.BODY: 1, CountedPart.NOTES: 1}


def test_every_part_has_a_number() -> None:
    assert set(count_words(a_document())) == set(CountedPart)


@given(st.lists(st.text("abc \n\N{NO-BREAK SPACE}", max_size=12), max_size=6))
def test_paragraphs_together_have_the_words_of_each(texts: list[str]) -> None:
    together = count_words(a_document(*(element("p", text) for text in texts)))
    assert together[CountedPart.BODY] == sum(len(text.split()) for text in texts)


@given(st.text("abc ", max_size=20), st.integers(0, 20))
def test_a_note_changes_nothing_in_the_words_around_it(text: str, at: int) -> None:
    with_note = count_words(a_document(element("p", text[:at], note("x y"), text[at:])))
    assert with_note[CountedPart.BODY] == len(text.split())
    assert with_note[CountedPart.NOTES] == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水是人权。", 5),
        ("世界卫生组织（WHO）2024年的报告指出：37.5%的家庭没有自来水。", 27),
        ("The Committee (委员会) met in 2024.", 10),
        ("第1条\u3000总则", 5),
        ("水の権利はカタカナで書く。", 13),
        ("𠮷野家", 3),
        ("①②③", 3),
        ("“水”——生命", 5),
        ("국가는 2028년까지 모든 사람에게 물을 보장한다.", 6),
        ("「헌법」 제1조", 2),
        ("大韓民國은", 5),
        ("تحمي المادة 11 من العهد هذا الحق.", 7),
        ("Право на воду – для всех", 6),
        ("a\u2014b c\u2013d and/or", 3),
        ("wat\u00ader 10\u00a0000", 3),
    ],
)
def test_words_of_every_script_count_as_a_word_processor_counts_them(text: str, expected: int) -> None:
    """Han and kana each; Korean, Arabic and Russian by spaces. Chinese strings as LibreOffice 7.4 counts them."""
    assert count_printed_words(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "most"),
    [("น้ำ", "Thai", 2), ("ປະເທດ", "Lao", 5), ("ទឹក", "Khmer", 2), ("ရေ", "Myanmar", 2), ("ཆུ", "Tibetan", 1)],
)
def test_scripts_without_spaces_cannot_be_counted(text: str, name: str, most: int) -> None:
    uncounted = find_uncounted_text(f"They say {text} here.")
    assert uncounted is not None
    assert (uncounted.name, uncounted.most, uncounted.fewest) == (name, most, 1)
    assert find_uncounted_text("water, 水, 물, ماء, पानी") is None


def test_a_page_of_chinese_takes_longer_than_its_spaces_say() -> None:
    assert adapt_pace(130, "en") == adapt_pace(130, "fr-CH") == 130
    assert adapt_pace(130, "zh-Hans") == 143
    assert adapt_pace(130, "ar") == 99
    assert adapt_pace(130, "ru") == adapt_pace(130, "ru-UA") == 104
