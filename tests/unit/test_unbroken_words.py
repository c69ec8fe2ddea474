"""Ranges stay on one line of a screen; names of titles, too, but not on a telephone."""

from __future__ import annotations

from briefgen.model.tree import Element, Text, extract_text, find_elements, rebuild
from briefgen.render.html.unbroken import COMPOUND_CLASS, SHORT_CLASS, UNBROKEN_CLASS, keep_ranges, keep_titles


def list_unbroken(*nodes: Element) -> list[str]:
    kept = rebuild(rebuild(nodes, keep_ranges), keep_titles)
    return [extract_text(span.children) for span in find_elements(kept, "span") if UNBROKEN_CLASS in span.classes]


def test_a_range_does_not_end_a_line_at_its_dash() -> None:
    note = Element("li", (Text("UNHCR, Handbook, paras 94–96, and pp. 1–2; North–South."),))
    assert list_unbroken(note) == ["94–96", "1–2"]
    assert extract_text(rebuild((note,), keep_ranges)) == "UNHCR, Handbook, paras 94–96, and pp. 1–2; North–South."


def test_a_name_of_a_title_can_be_divided_by_a_style_sheet() -> None:
    heading = Element("h2", (Text("How North\N{NO-BREAK SPACE}Koreans live"),))
    paragraph = Element("p", (Text("26\N{NO-BREAK SPACE}April 2024"),))
    assert list_unbroken(heading, paragraph) == ["North Koreans"]
    assert extract_text(rebuild((paragraph,), keep_titles)) == "26\N{NO-BREAK SPACE}April 2024"


def test_the_symbol_of_a_document_does_not_end_a_line_at_its_slash() -> None:
    note = Element("li", (Text("UN Doc CAT/C/GC/4, para 9; and/or; https://undocs.org/A/HRC/25/63"),))
    assert list_unbroken(note) == ["UN Doc CAT/C/GC/4"]  # what is searched for in the page is in one piece, too


def test_a_number_of_a_title_is_kept_whole() -> None:
    heading = Element("h2", (Text("At\N{NO-BREAK SPACE}least\N{NO-BREAK SPACE}1,076\N{NO-BREAK SPACE}cases known"),))
    assert list_unbroken(heading) == ["At least 1,076 cases"]


def test_a_short_name_of_a_title_stays_whole_on_a_telephone_and_so_do_its_last_words() -> None:
    """`for North / Koreans in China`, and `China` alone on the last line."""
    title = Element("h1", (Text("A lawful way for North\N{NO-BREAK SPACE}Koreans in China"),))
    spans = find_elements(rebuild((title,), keep_titles), "span")
    assert [extract_text(span.children) for span in spans if SHORT_CLASS in span.classes] == [
        "North Koreans",
        "in China",
    ]
    assert list_unbroken(Element("h1", (Text("What Governments can do in the Mediterranean"),))) == []
    long = Element("h1", (Text("The Democratic\N{NO-BREAK SPACE}Republic of\N{NO-BREAK SPACE}Korea"),))
    spans = find_elements(rebuild((long,), keep_titles), "span")
    assert [SHORT_CLASS in span.classes for span in spans] == [False, True]


def test_a_word_is_not_divided_behind_a_short_prefix() -> None:
    text = Element(
        "p", (Text("A non-governmental body, well-known, two-year-old; pro-; https://re-use.org/non-legal"),)
    )
    assert list_unbroken(text) == ["non-governmental"]


def test_compounds_of_titles_and_of_what_is_asked_are_kept_with_their_marks() -> None:
    title = Element("h1", (Text("Renvoi forcé de Nord-Coréens, 2024-2026"),))
    action = Element("p", (Element("strong", (Text("Protéger les « Nord-Coréens » - tous"),)),), {"class": "action"})
    text = Element("p", (Text("Des Nord-Coréens ont fui"),))
    kept = rebuild((title, action, text), keep_titles)
    spans = [span for span in find_elements(kept, "span") if COMPOUND_CLASS in span.classes]
    assert [extract_text(span.children) for span in spans] == ["Nord-Coréens,", "Nord-Coréens"]
    assert extract_text(kept) == extract_text((title, action, text))
