"""Numbers of headings, call-outs and paragraphs, cross-references and the table of contents."""

from __future__ import annotations

import pytest

from briefgen.cite.contents import fill_contents
from briefgen.cite.crossreferences import link_cross_references
from briefgen.cite.number import add_numbers
from briefgen.model.audience import HeadingNumbers
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.heading_names import HeadingNames, find_heading_names
from briefgen.model.tree import CrossReference, Element, Node, Note, Text, extract_text, find_elements
from tests.tree_text import tree_text

HERE = Origin("content/x/a.md", 3)


def section(name: str, *children: Node, level: int = 2) -> Element:
    heading = Element(f"h{level}", (Text(name.capitalize()),))
    return Element("section", (heading, *children), {"id": name, "data-section": name})


def paragraph(words: str) -> Element:
    return Element("p", (Text(words),))


def body(*children: Node) -> Element:
    return Element("body", children)


def headings(tree: Element) -> list[str]:
    return [extract_text(heading.children) for heading in find_elements((tree,), "h2", "h3", "h4")]


NESTED = body(
    section("alpha", section("beta", section("gamma", level=4), level=3), section("delta", level=3)),
    section("omega"),
)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (HeadingNumbers.NONE, ["Alpha", "Beta", "Gamma", "Delta", "Omega"]),
        (HeadingNumbers.DECIMAL, ["1 Alpha", "1.1 Beta", "1.1.1 Gamma", "1.2 Delta", "2 Omega"]),
        (HeadingNumbers.UN, ["I. Alpha", "A. Beta", "1. Gamma", "B. Delta", "II. Omega"]),
        (HeadingNumbers.ALPHABETIC, ["A. Alpha", "1. Beta", "(a) Gamma", "2. Delta", "B. Omega"]),
    ],
)
def test_headings_are_numbered_by_the_scheme(scheme: HeadingNumbers, expected: list[str]) -> None:
    assert headings(add_numbers(NESTED, scheme, paragraphs=False)) == expected


def test_a_section_marked_unnumbered_takes_no_number_and_leaves_no_gap() -> None:
    tree = body(section("summary").with_attributes(data_numbered="no"), section("first"), section("second"))
    assert headings(add_numbers(tree, HeadingNumbers.DECIMAL, paragraphs=False)) == ["Summary", "1 First", "2 Second"]


def test_callouts_are_counted_anew_in_each_group() -> None:
    def callout(name: str) -> Element:
        return Element("section", (Element("h4", (Text(name),)),), {"class": "block callout", "id": name})

    tree = body(
        section("law", section("one", callout("a"), callout("b"), level=3), section("two", callout("c"), level=3))
    )
    assert headings(add_numbers(tree, HeadingNumbers.DECIMAL, paragraphs=False)) == [
        "1 Law", "1.1 One", "01 a", "02 b", "1.2 Two", "01 c",
    ]  # fmt: skip


def test_paragraphs_are_numbered_through_and_only_those_of_the_text() -> None:
    inside = Element("blockquote", (paragraph("quoted"),))
    note = Element("p", (Text("with a note"), Note((paragraph("in the note"),))))
    tree = body(paragraph("cover"), section("a", paragraph("one"), inside, note), section("b", paragraph("three")))
    numbered = add_numbers(tree, HeadingNumbers.NONE, paragraphs=True)
    marked = [
        (marked_paragraph.get("id"), extract_text(marked_paragraph.children))
        for marked_paragraph in find_elements((numbered,), "p")
        if marked_paragraph.get("id")
    ]
    assert marked == [("para-1", "1. one"), ("para-2", "2. with a note"), ("para-3", "3. three")]


def test_a_recommendation_and_its_reasons_share_one_number() -> None:
    def block(action: str) -> Element:
        words = Element("p", (Text(action),), {"class": "action"})
        return Element("div", (words, paragraph("because"), paragraph("and because")), {"class": "block"})

    text = body(section("asks", paragraph("lead"), block("Do."), block("Act."), paragraph("end")))
    numbered = add_numbers(text, HeadingNumbers.NONE, paragraphs=True)
    words = [extract_text(found.children) for found in find_elements((numbered,), "p")]
    assert words == ["1. lead", "2. Do.", "because", "and because", "3. Act.", "because", "and because", "4. end"]


@pytest.mark.parametrize(
    ("actions", "printed"),
    [
        (("Do.", "Act."), ["1. Do.", "because", "2. Act.", "because"]),
        (("Do.",), ["Do.", "because"]),
        ((), []),
    ],
)
def test_recommendations_have_numbers_of_their_own_where_there_are_several(
    actions: tuple[str, ...], printed: list[str]
) -> None:
    blocks = [
        Element("div", (Element("p", (Text(action),), {"class": "action"}), paragraph("because"))) for action in actions
    ]
    text = body(section("asks", *blocks))
    for read_aloud in (False, True):
        numbered = add_numbers(text, HeadingNumbers.NONE, paragraphs=False, actions=not read_aloud)
        words = [extract_text(found.children) for found in find_elements((numbered,), "p")]
        assert words == ([words.partition(". ")[2] or words for words in printed] if read_aloud else printed)


def test_a_heading_keeps_its_words_without_number_and_note_for_running_heads() -> None:
    heading = Element("h2", (Text("The  law"), Note((Text("see"),), number=1)))
    tree = body(Element("section", (heading,), {"id": "law", "data-section": "law"}))
    (numbered,) = find_elements((add_numbers(tree, HeadingNumbers.DECIMAL, paragraphs=False),), "h2")
    assert numbered.get("data-short") == "The law"


def referring(target: str, *, paragraphs: bool, block: str = "law/b") -> tuple[str, list[str]]:
    """The text of a reference to `target` from inside a block, and the codes of the problems."""
    pointing = Element("div", (Element("p", (CrossReference(target, HERE),)),), {"data-block": block, "id": "law-b"})
    named = Element(
        "div", (Element("p", (Text("x"), Note((Text("n"),), "law/a:hrw", 1))),), {"data-block": "law/a", "id": "law-a"}
    )
    tree = add_numbers(
        body(section("law", named), section("end", pointing)), HeadingNumbers.DECIMAL, paragraphs=paragraphs
    )
    sink = Sink()
    linked = link_cross_references(tree, sink)
    found = list(find_elements((linked,), "a"))
    return (extract_text(found[0].children) + found[0].get("href") if found else ""), [
        problem.code for problem in sink.diagnostics
    ]


def test_a_reference_prints_the_number_of_what_it_points_to() -> None:
    assert referring("law/a", paragraphs=True) == ("1#para-1", [])
    assert referring("law/a", paragraphs=False) == ("1#law-a", [])
    assert referring("end", paragraphs=True) == ("2#end", [])
    assert referring("law/a:hrw", paragraphs=True) == ("1#note-1", [])
    assert referring("hrw", paragraphs=True, block="law/a")[0] == "1#note-1"


def test_a_reference_to_nothing_is_an_error_with_the_nearest_name() -> None:
    assert referring("law/c", paragraphs=True) == ("", ["ref-unknown"])


def test_the_contents_list_sections_to_the_depth_asked_without_notes() -> None:
    contents = Element("nav", (), {"role": "doc-toc", "data-depth": "2"})
    noted = Element("h3", (Text("Beta"), Note((Text("n"),), number=1)))
    beta = Element("section", (noted, section("gamma", level=4)), {"id": "beta", "data-section": "beta"})
    tree = add_numbers(
        body(contents, section("alpha", beta), section("omega")), HeadingNumbers.DECIMAL, paragraphs=False
    )
    (filled,) = find_elements((fill_contents(tree),), "nav")
    assert tree_text(filled.children).splitlines() == [
        "<ol>",
        '<li><a href="#alpha"><span class="heading-number">1</span> <span class="toc-title">Alpha</span></a>',
        "<ol>",
        '<li><a href="#beta"><span class="heading-number">1.1</span> <span class="toc-title">Beta</span></a></li>',
        "</ol>",
        "</li>",
        '<li><a href="#omega"><span class="heading-number">2</span> <span class="toc-title">Omega</span></a></li>',
        "</ol>",
    ]


def test_a_small_letter_is_printed_as_the_language_has_it() -> None:
    numbered = add_numbers(NESTED, HeadingNumbers.ALPHABETIC, paragraphs=False, names=HeadingNames(small_form="{})"))
    assert headings(numbered) == ["A. Alpha", "1. Beta", "a) Gamma", "2. Delta", "B. Omega"]


@pytest.mark.parametrize(
    ("language", "letter"), [("fr", "a)"), ("es", "a)"), ("en", "(a)"), ("ru", "a)"), ("zh", "(a)")]
)
def test_the_form_of_a_letter_is_that_of_the_editorial_manual(language: str, letter: str) -> None:
    """*United Nations Editorial Manual Online*, paragraphs and subparagraphs: French and Spanish have no bracket before it. Nor has the Russian text of the covenants."""
    assert find_heading_names(language).small_form.format("a") == letter


def test_arabic_headings_have_the_names_of_arabic_letters() -> None:
    """As CERD/C/URY/CO/16-20, *Working with the United Nations Human Rights Programme* (HR/PUB/06/10) and documents of the Committee have them."""
    names = find_heading_names("ar")
    lettered = add_numbers(NESTED, HeadingNumbers.ALPHABETIC, paragraphs=False, names=names)
    assert headings(lettered) == ["ألف- Alpha", "1. Beta", "(أ) Gamma", "2. Delta", "باء- Omega"]
    official = add_numbers(NESTED, HeadingNumbers.UN, paragraphs=False, names=names)
    assert headings(official) == ["أولاً- Alpha", "ألف- Beta", "1. Gamma", "باء- Delta", "ثانياً- Omega"]


@pytest.mark.parametrize(
    ("language", "number", "letter", "small", "roman"),
    [
        ("en", 28, "AB", "ab", "XXVIII"),
        ("en", 59, "BG", "bg", "LIX"),
        ("en", 94, "CP", "cp", "XCIV"),
        ("en", 448, "QF", "qf", "CDXLVIII"),
        ("ar", 27, "ظاء", "ظ", "XXVII"),
        ("ar", 30, "ألف باء", "أب", "XXX"),
        ("ar", 11, "كاف", "ك", "حادي عشر"),
    ],
)
def test_letters_go_on_after_the_last(language: str, number: int, letter: str, small: str, roman: str) -> None:
    names = find_heading_names(language)
    assert (names.format_letter(number), names.format_small_letter(number)) == (letter, small)
    assert names.format_roman(number) == roman


@pytest.mark.parametrize(("paragraphs", "form"), [(True, ("a", "lower-alpha-in-brackets")), (False, ("", ""))])
def test_items_inside_numbered_paragraphs_have_letters(*, paragraphs: bool, form: tuple[str, str]) -> None:
    """Figures would look like the numbers of the paragraphs."""
    items = Element("ol", (Element("li", (paragraph("Religion."),)),))
    tree = add_numbers(body(section("law", paragraph("Five."), items)), HeadingNumbers.NONE, paragraphs=paragraphs)
    (numbered,) = find_elements((tree,), "ol")
    assert (numbered.get("type"), numbered.get("class")) == form


@pytest.mark.parametrize("form", [{"type": "i"}, {"class": "decimal-before-bracket"}, {"start": "4"}])
def test_a_list_with_a_form_of_its_own_keeps_it(form: dict[str, str]) -> None:
    items = Element("ol", (Element("li", (paragraph("Religion."),)),), form)
    tree = add_numbers(body(section("law", items)), HeadingNumbers.NONE, paragraphs=True)
    assert [found.attributes for found in find_elements((tree,), "ol")] == [form]
