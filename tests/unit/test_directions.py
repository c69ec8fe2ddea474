"""Text from the right: its direction, style sheets without left and right, and the comparison with a page."""

from __future__ import annotations

import pytest

from briefgen.check.parity.expected_text import ExpectedText, Line, expected_text_from_document
from briefgen.check.parity.page_order import find_in_any_order, find_lost_characters
from briefgen.cite.directions import set_directions
from briefgen.model.direction import find_language_direction, find_note_direction
from briefgen.model.tree import Element, Note, Text, find_elements, walk
from briefgen.render.html.serialise import serialise
from briefgen.render.style.logical import convert_to_logical
from tests.unit.documents import a_document, tree_of


def directed(markup: str, language: str) -> str:
    return serialise(set_directions(Element("body", tree_of(markup), {}), language).children)


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("en", "ltr"), ("zh", "ltr"), ("ar-Latn", "ltr"), ("ckb", "rtl")],
)
def test_a_language_has_a_direction(language: str, direction: str) -> None:
    assert find_language_direction(language) == direction


@pytest.mark.parametrize(
    ("text", "direction", "own"),
    [
        ("See the report, para 12.", "rtl", "ltr"),
        ("انظر التقرير", "ltr", "rtl"),
        ("See أخبار, p 3.", "ltr", "ltr"),
        ("انظر WHO", "rtl", "rtl"),
        ("12.", "rtl", "rtl"),
    ],
)
def test_a_note_has_the_direction_of_the_document_or_of_all_its_letters(text: str, direction: str, own: str) -> None:
    assert find_note_direction(text, direction) == own


@pytest.mark.parametrize(
    ("markup", "language", "expected"),
    [
        ('<p>He wrote <span lang="ar">ماء</span>.</p>', "en", '<p>He wrote <span lang="ar" dir="rtl">ماء</span>.</p>'),
        ('<p lang="he">מים</p>', "en", '<p lang="he" dir="rtl">מים</p>'),
        ('<p lang="fr">eau</p>', "en", '<p lang="fr">eau</p>'),
        ('<p><q lang="ar">ماء</q></p>', "en", '<p><q><span lang="ar" dir="rtl">ماء</span></q></p>'),
        ('<p><q lang="en">water</q></p>', "ar", '<p><q><span lang="en" dir="ltr">water</span></q></p>'),
        ('<p><q lang="fr">eau</q></p>', "en", '<p><q><span lang="fr">eau</span></q></p>'),
        ('<p><q dir="rtl">ماء</q></p>', "en", '<p><q><span dir="rtl">ماء</span></q></p>'),
        ("<p><q>water</q></p>", "en", "<p><q>water</q></p>"),
        (
            '<p><q lang="ar">قال <q lang="en">yes</q></q></p>',
            "en",
            '<p><q><span lang="ar" dir="rtl">قال <q><span lang="en" dir="ltr">yes</span></q></span></q></p>',
        ),
        ('<p>قال <em lang="en">water</em></p>', "ar", '<p>قال <em lang="en" dir="ltr">water</em></p>'),
        ('<p lang="ar" dir="ltr">ماء</p>', "en", '<p lang="ar" dir="ltr">ماء</p>'),
        ("<p>المادة 12(1)(b) ثم</p>", "ar", '<p>المادة <bdi dir="ltr">12(1)(b)</bdi> ثم</p>'),
        ("<p>المواد 1A(2)، 33؛</p>", "ar", '<p>المواد <bdi dir="ltr">1A(2)</bdi>، 33؛</p>'),
        ("<p>المواد 12B، 33</p>", "ar", '<p>المواد <bdi dir="ltr">12B</bdi>، 33</p>'),
        ("<p>على https://example.org/.</p>", "ar", '<p>على <bdi dir="ltr">https://example.org/</bdi>.</p>'),
        ("<p>+41 22 917 90 00</p>", "ar", '<p><bdi dir="ltr">+41 22 917 90 00</bdi></p>'),
        ("<p>في 2019-2024 و12 500</p>", "ar", '<p>في <bdi dir="ltr">2019-2024</bdi> و<bdi dir="ltr">12 500</bdi></p>'),
        ("<p>العهد، 999 UNTS 171، المادة 6</p>", "ar", '<p>العهد، <bdi dir="ltr">999 UNTS 171</bdi>، المادة 6</p>'),
        ("<p>الوثيقة A/HRC/59/12.</p>", "ar", '<p>الوثيقة <bdi dir="ltr">A/HRC/59/12</bdi>.</p>'),
        ("<p>المجلد Vol 14, No 8(C).</p>", "ar", '<p>المجلد <bdi dir="ltr">Vol 14, No 8(C)</bdi>.</p>'),
        ("<p>(CAT) المادة 12(1)</p>", "ar", '<p>(CAT) المادة <bdi dir="ltr">12(1)</bdi></p>'),
        (
            '<p dir="ltr">Lee; <bdi dir="rtl">المادة 22(1)</bdi>.</p>',
            "ar",
            '<p dir="ltr">Lee; <bdi dir="rtl">المادة <bdi dir="ltr">22(1)</bdi></bdi>.</p>',
        ),
        ('<p>نص <bdi dir="rtl">المادة 22(1)</bdi></p>', "ar", '<p>نص <bdi dir="rtl">المادة 22(1)</bdi></p>'),
        ("<p>(CAT), 12(1)</p>", "ar", '<p>(CAT), <bdi dir="ltr">12(1)</bdi></p>'),
        (
            "<p>في UN Doc A/HRC/59/12 (2024) أيضاً</p>",
            "ar",
            '<p>في <bdi dir="ltr">UN Doc A/HRC/59/12 (2024)</bdi> أيضاً</p>',
        ),
        ("<p>في WHO وUNHCR.</p>", "ar", "<p>في WHO وUNHCR.</p>"),
        ("<p>انظر Yoon (الحاشية 5) 4(2)</p>", "ar", '<p>انظر Yoon (الحاشية 5) <bdi dir="ltr">4(2)</bdi></p>'),
        ("<p>the <em>Universal</em> Review</p>", "en", "<p>the <em>Universal</em> Review</p>"),
        (
            "<p>منظمة مثال · contact@example.org · +41 22 917 90 00 · https://example.org</p>",
            "ar",
            '<p>منظمة مثال · <bdi dir="ltr">contact@example.org</bdi> · <bdi dir="ltr">+41 22 917 90 00</bdi> · '
            '<bdi dir="ltr">https://example.org</bdi></p>',
        ),
        (
            '<p><a href="https://example.org">https://example.org</a> · <a href="mailto:a@example.org">a@example.org</a></p>',
            "ar",
            '<p><a href="https://example.org" dir="ltr">https://example.org</a> · '
            '<a href="mailto:a@example.org" dir="ltr">a@example.org</a></p>',
        ),
        ("<p>Report 2019-2024 | News</p>", "ar", '<p><bdi dir="ltr">Report 2019-2024</bdi> | News</p>'),
        ("<p>col·lectiu 2019-2024 عن</p>", "ar", '<p><bdi dir="ltr">col·lectiu 2019-2024</bdi> عن</p>'),
        ("<p>See 2019-2024 at https://example.org/.</p>", "en", "<p>See 2019-2024 at https://example.org/.</p>"),
    ],
)
def test_direction_follows_from_language_and_parts_from_the_left_are_isolated(
    markup: str, language: str, expected: str
) -> None:
    assert directed(markup, language) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("نص <em>Universal Periodic</em> Review.", 'نص <bdi dir="ltr"><em>Universal Periodic</em> Review</bdi>.'),
        ("نص Universal <em>Periodic</em> Review ثم", 'نص <bdi dir="ltr">Universal <em>Periodic</em> Review</bdi> ثم'),
        (
            "نص Universal <strong>Periodic Review</strong> ثم",
            'نص <bdi dir="ltr">Universal <strong>Periodic Review</strong></bdi> ثم',
        ),
        ("كان <strong>37</strong>.5% ثم", 'كان <bdi dir="ltr"><strong>37</strong>.5%</bdi> ثم'),
        ("كان 1,<em>250</em> ثم", 'كان <bdi dir="ltr">1,<em>250</em></bdi> ثم'),
        (
            'نص <a href="#x">Human Rights</a> Watch (2024) و<em>Save</em> Lives',
            'نص <bdi dir="ltr"><a href="#x">Human Rights</a> Watch (2024)</bdi> و<bdi dir="ltr"><em>Save</em> Lives</bdi>',
        ),
        (
            "نص Universal <em>Periodic</em> <strong>Review</strong> ثم <em>Save</em> <a>Lives</a>",
            'نص <bdi dir="ltr">Universal <em>Periodic</em> <strong>Review</strong></bdi> ثم <bdi dir="ltr"><em>Save</em> <a>Lives</a></bdi>',
        ),
        (
            'نص <em>Save</em><span id="x"></span> Lives<em> ثم</em> <em>a] b</em> c',
            'نص <bdi dir="ltr"><em>Save</em><span id="x"></span> Lives</bdi><em> ثم</em> <bdi dir="ltr"><em>a] b</em> c</bdi>',
        ),
        (
            "كان <em>1</em>,<em>250</em> أو <em>12</em>",
            'كان <bdi dir="ltr"><em>1</em>,<em>250</em></bdi> أو <em>12</em>',
        ),
        ("نص <em>Review</em> ثم Review", "نص <em>Review</em> ثم Review"),
        ("في <em>ماء</em> Review", "في <em>ماء</em> Review"),
    ],
)
def test_words_from_the_left_stay_together_where_emphasis_divides_them(words: str, expected: str) -> None:
    assert directed(f"<p>{words}</p>", "ar") == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Vol 14,\n", "No 8(C) ثم"), '<bdi dir="ltr">Vol 14,\nNo 8(C)</bdi> ثم'),
        (("Universal\n", "Periodic\n", "Review ثم"), "Universal\nPeriodic\nReview ثم"),
        (
            ("في A/HRC/59/12\n", "ثم 2019-2024"),
            'في <bdi dir="ltr">A/HRC/59/12</bdi>\nثم <bdi dir="ltr">2019-2024</bdi>',
        ),
    ],
)
def test_a_name_goes_on_after_the_end_of_a_line_of_its_file(lines: tuple[str, ...], expected: str) -> None:
    body = Element("body", (Element("p", tuple(map(Text, lines)), {}),), {})
    assert serialise(set_directions(body, "ar").children) == f"<p>{expected}</p>"


def test_a_name_is_isolated_whole_where_a_line_ends_before_its_emphasis() -> None:
    body = Element("body", (Text("نص Universal\n"), Element("em", (Text("Periodic"),), {}), Text(" Review")), {})
    expected = 'نص <bdi dir="ltr">Universal\n<em>Periodic</em> Review</bdi>'
    assert serialise(set_directions(body, "ar").children) == expected


def test_a_note_inside_a_divided_name_keeps_its_own_order() -> None:
    body = Element(
        "body", (Element("p", (Element("em", (Text("Review"), Note((Text("2019-2024"),)))), Text(" ends")), {}),), {}
    )
    (paragraph,) = set_directions(body, "ar").children
    (found,) = (node for node in walk((paragraph,)) if isinstance(node, Note))
    assert [child.tag for child in found.children if isinstance(child, Element)] == ["bdi"]


@pytest.mark.parametrize(
    ("sheet", "direction", "expected"),
    [
        ("p { margin-left: 5pt }", "ltr", "p {margin-inline-start: 5pt;}"),
        ("p { margin: 1pt 2pt 3pt 4pt }", "rtl", "p {margin-block: 1pt 3pt;margin-inline: 4pt 2pt;}"),
        ("p { margin: 1pt 2pt 3pt 2pt }", "rtl", "p {margin: 1pt 2pt 3pt;}"),
        (
            "p { padding: 15pt 0 15pt var(--hang) }",
            "rtl",
            "p {padding-block: 15pt 15pt;padding-inline: var(--hang) 0;}",
        ),
        (
            "p { text-align: left; float: right; left: 0 }",
            "rtl",
            "p {text-align: start;float: inline-end;inset-inline-start: 0;}",
        ),
        ("p { border-left: 1pt solid red !important }", "rtl", "p {border-inline-start: 1pt solid red !important;}"),
        ("p { border-top-left-radius: 2pt }", "rtl", "p {border-start-start-radius: 2pt;}"),
        (".align-right { text-align: right }", "rtl", ".align-right { text-align: right }"),
        ("/* physical */ p { float: left }", "rtl", "p { float: left }"),
        ("@media print { p { left: 0 } }", "rtl", "@media print { p {inset-inline-start: 0;} }"),
        ('@page { @top-left { content: "x" } }', "rtl", '@page {@top-right {content: "x";}}'),
        ('@page { @top-left { content: "x" } }', "ltr", '@page {@top-left {content: "x";}}'),
        ("@page :left { margin-left: 1pt }", "rtl", "@page :right{margin-inline-start: 1pt;}"),
        (":root { --left: right; color: red }", "rtl", ":root {--left: right;color: red;}"),
    ],
)
def test_a_style_sheet_has_no_left_and_right(sheet: str, direction: str, expected: str) -> None:
    assert "".join(convert_to_logical(sheet, direction).split()) == "".join(expected.split())


@pytest.mark.parametrize(
    ("expected", "text", "position", "found"),
    [
        ("who2024", "2024who", 0, 0),
        ("who2024", "x2024who", 0, 1),
        ("abc", "abd", 0, -1),
        ("", "abc", 2, 2),
        ("12", "2112", 1, 2),
    ],
)
def test_words_from_the_left_may_be_at_other_places(expected: str, text: str, position: int, found: int) -> None:
    assert find_in_any_order(expected, text, position) == found


@pytest.mark.parametrize(
    ("language", "markup", "from_the_right"),
    [
        ("ar", "<p>37.5% l’eau</p>", [True]),
        ("en", "<p>37.5% l’eau</p>", [False]),
        ("en", '<p dir="rtl">37.5% l’eau</p><p>One.</p>', [True, False]),
        ("en", '<div dir="rtl"><p>37.5%</p><ul><li>WHO</li></ul></div>', [True, True]),
        ("ar", '<p dir="ltr">37.5% l’eau</p><table><tr><td>12</td></tr></table>', [False, True]),
    ],
)
def test_a_line_is_compared_in_the_direction_of_its_paragraph(
    language: str, markup: str, from_the_right: list[bool]
) -> None:
    document = a_document(*tree_of(markup), language=language, direction=find_language_direction(language))
    assert [line.is_from_the_right for line in expected_text_from_document(document).lines] == from_the_right


def test_letters_from_the_right_that_a_file_lacks_are_found() -> None:
    expected = ExpectedText((Line(("باب", "WHO")),), {1: Line(("ماء",))})
    assert find_lost_characters(expected, "باب WHO ءام") == []
    assert find_lost_characters(expected, "باٮ WHO ءام") == ["ب"]


def test_nothing_in_a_text_from_the_left_changes() -> None:
    body = Element("body", tree_of("<p>Water <em>now</em></p>"), {})
    assert set_directions(body, "en") == body
    assert not [element for element in find_elements((set_directions(body, "en"),)) if element.get("dir")]
