"""How the words of a note begin and end, and what becomes of italics inside italics."""

from __future__ import annotations

import pytest

from briefgen.cite.emphasis import toggle_italics
from briefgen.cite.note_punctuation import NotePunctuation, finish_note
from briefgen.cite.pandoc_inlines import Inline, nodes_from_inlines
from briefgen.model.tree import Element, Node, Text, extract_text
from tests.unit.citing import printed


def em(*children: Node | str) -> Element:
    return Element("em", tuple(Text(child) if isinstance(child, str) else child for child in children))


@pytest.mark.parametrize(
    ("written", "closed"),
    [
        ("ibid 4", "ibid 4."),
        ("ibid 4.", "ibid 4."),
        ("Is it", "Is it."),
        ("Is it?", "Is it?"),
        ("So!", "So!"),
        ("He said ‘so’", "He said ‘so’."),
        ("He said “so.”", "He said “so.”"),
        ("(See above.)", "(See above.)"),
        ("(see above)", "(see above)."),
        ("Lee, Water (ed.)", "Lee, Water (ed.)."),
        ("Юн, «Рабыни» (2019 г.)", "Юн, «Рабыни» (2019 г.)."),
        ("It is dry. (See [the map].)", "It is dry. (See [the map].)"),
        ("It is dry (see [map 3])", "It is dry (see [map 3])."),
        ("see above.)", "see above.)"),
        ("‘Who cares?’", "‘Who cares?’."),
        ("trailing ", "trailing."),
        ("见报告。", "见报告。"),
        ("他说：“见报告。”", "他说：“见报告。”"),
        ("（见报告。）", "（见报告。）"),
        ("「報告を見よ。」", "「報告を見よ。」"),
        ("好！", "好！"),
        ("是吗？", "是吗？"),
        ("هل هذا صحيح؟", "هل هذا صحيح؟"),
        ("«هل هذا صحيح؟»", "«هل هذا صحيح؟»"),
        ("رپورٹ دیکھیں۔", "رپورٹ دیکھیں۔"),
        ("रिपोर्ट देखें।", "रिपोर्ट देखें।"),
        ("សូមមើល។", "សូមមើល។"),
        ("дата обращения: 3 мая 2025 г.", "дата обращения: 3 мая 2025 г."),
        ("2019. 5. 6.", "2019. 5. 6."),
        ("and so on …", "and so on …"),
        ("« Voir le rapport.\u00a0»", "« Voir le rapport.\u00a0»"),
        ("报告", "报告."),
        ("It is dry;", "It is dry."),
        ("See the report:", "See the report."),
        ("It is dry, ", "It is dry."),
        ("It is dry.;", "It is dry."),
        ("Is it dry?;", "Is it dry?"),
        ("الماء؛", "الماء."),
        ("报告；", "报告."),
        (";", ""),
        ("", ""),
    ],
)
def test_note_is_closed_exactly_once(written: str, closed: str) -> None:
    assert printed(finish_note((Text(written),), NotePunctuation())) == closed


@pytest.mark.parametrize("tag", ["table", "figure", "pre"])
def test_note_that_ends_in_a_table_gets_no_lone_stop(tag: str) -> None:
    nodes = (Element("p", (Text("See:"),)), Element(tag, (Text("none"),)))
    assert finish_note(nodes, NotePunctuation()) == nodes
    wrapped = (Element("div", nodes),)
    assert finish_note(wrapped, NotePunctuation()) == wrapped


def link(words: str, address: str) -> Element:
    return Element("a", (Text(words),), {"href": address})


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ((link("the report", "https://example.org/r"),), "the report <https://example.org/r>."),
        (
            (link("one", "https://a.org"), Text("; "), link("two", "https://b.org")),
            "one <https://a.org>; two <https://b.org>.",
        ),
        (
            (Element("p", (link("the report", "https://example.org/r"), Text("."))),),
            "the report <https://example.org/r>.",
        ),
        ((link("https://example.org/r", "https://example.org/r"),), "https://example.org/r."),
        ((link("www.example.org/r/", "https://example.org/r"),), "www.example.org/r/."),
        ((Text("See "), link("the report", "https://example.org/r")), "See the report."),
        ((link("Figure 2", "#fig-2"),), "Figure 2."),
    ],
)
def test_note_of_links_prints_the_addresses_that_it_hides(nodes: tuple[Node, ...], words: str) -> None:
    assert extract_text(finish_note(nodes, NotePunctuation())) == words


def test_stop_goes_inside_quotation_marks_where_the_style_has_it_there() -> None:
    american = NotePunctuation(full_stop_in_quotes=True)
    assert printed(finish_note((Text("Cole, “Friend”"),), american)) == "Cole, “Friend.”"
    assert printed(finish_note((Text("Asker, “Who?”"),), american)) == "Asker, “Who?”"


def test_comma_or_colon_at_the_end_gives_way_to_the_full_stop_wherever_it_is() -> None:
    assert printed(finish_note((em("Corfu"), Text(" 4"), Text("; ")), NotePunctuation())) == "*Corfu* 4."
    assert printed(finish_note((em("Corfu"), Text(";")), NotePunctuation())) == "*Corfu*."
    assert printed(finish_note((Text("See "), em("Corfu:")), NotePunctuation())) == "See *Corfu*."
    assert printed(finish_note((Element("p", (Text("See Corfu;"),)),), NotePunctuation())) == "See Corfu."


def test_note_that_ends_in_italics_is_closed_upright() -> None:
    assert printed(finish_note((Text("See "), em("Corfu")), NotePunctuation())) == "See *Corfu*."


def test_stop_of_a_citation_and_of_its_author_are_one() -> None:
    assert printed(finish_note((Text("Ibid."), Text(".")), NotePunctuation())) == "Ibid."
    assert printed(finish_note((Text("Ibid."), Text(". But see")), NotePunctuation())) == "Ibid. But see."
    assert printed(finish_note((Text("so"), Text("... and")), NotePunctuation())) == "so... and."


def test_opening_ibid_gets_its_capital_where_the_style_has_one() -> None:
    large = NotePunctuation(lowercase_ibid=False)
    assert printed(finish_note((Text("ibid 4"),), large)) == "Ibid 4."
    assert printed(finish_note((em("ibid"), Text(" 4")), large)) == "*Ibid* 4."
    assert printed(finish_note((Element("p", (Text("ibid., 4"),)),), large)) == "Ibid., 4."
    assert printed(finish_note((Text("van Beethoven, 4"),), large)) == "van Beethoven, 4."
    assert printed(finish_note((Text("ibid 4"),), NotePunctuation())) == "ibid 4."


def test_italics_inside_italics_turn_upright() -> None:
    assert toggle_italics((em("a ", em("b"), " c"),)) == (em("a "), Text("b"), em(" c"))
    assert toggle_italics((em("a ", em("b ", em("c"))),)) == (em("a "), Text("b "), em("c"))


def test_italics_inside_italics_are_found_across_links() -> None:
    link = Element("a", (Text("b "), em("c")), {"href": "https://x.org"})
    upright = Element("a", (Text("c"),), {"href": "https://x.org"})
    assert toggle_italics((em("a ", link),)) == (
        em("a ", Element("a", (Text("b "),), {"href": "https://x.org"})),
        upright,
    )


def test_plain_italics_keep_their_language() -> None:
    latin = Element("em", (Text("non-refoulement"),), {"lang": "la"})
    assert toggle_italics((latin,)) == (latin,)


def test_upright_span_inside_italics_is_upright() -> None:
    inlines: list[Inline] = [
        {
            "t": "Emph",
            "c": [{"t": "Str", "c": "a"}, {"t": "Span", "c": [["", ["nodecor"], []], [{"t": "Str", "c": "b"}]]}],
        }
    ]
    assert toggle_italics(nodes_from_inlines(inlines)) == (em("a"), Text("b"))


def test_inlines_of_pandoc_become_nodes() -> None:
    inlines: list[Inline] = [
        {"t": "Str", "c": "a"},
        {"t": "Space"},
        {"t": "SmallCaps", "c": [{"t": "Str", "c": "b"}]},
        {"t": "SoftBreak"},
        {"t": "Superscript", "c": [{"t": "Str", "c": "c"}]},
        {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [{"t": "Str", "c": "d"}]]},
        {"t": "RawInline", "c": ["html", "<b>"]},
        {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "e"}], ["www.x.org", ""]]},
    ]
    caps = Element("span", (Text("b"),), {"class": "small-caps"})
    assert nodes_from_inlines(inlines) == (Text("a "), caps, Text(" "), Element("sup", (Text("c"),)), Text("“d”<b>e"))


def test_inline_that_no_citation_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="Image"):
        nodes_from_inlines([{"t": "Image", "c": []}])
