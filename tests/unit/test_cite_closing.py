"""How the words of a note begin and end, and what becomes of italics inside italics."""

from __future__ import annotations

import pytest

from briefgen.cite.emphasis import toggle_italics
from briefgen.cite.note_punctuation import NotePunctuation, finish_note
from briefgen.cite.pandoc_inlines import Inline, nodes_from_inlines
from briefgen.model.tree import Element, Node, Text
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
        ("‘Who cares?’", "‘Who cares?’."),
        ("trailing ", "trailing."),
        ("", ""),
    ],
)
def test_note_is_closed_exactly_once(written: str, closed: str) -> None:
    assert printed(finish_note((Text(written),), NotePunctuation())) == closed


def test_stop_goes_inside_quotation_marks_where_the_style_has_it_there() -> None:
    american = NotePunctuation(full_stop_in_quotes=True)
    assert printed(finish_note((Text("Cole, “Friend”"),), american)) == "Cole, “Friend.”"
    assert printed(finish_note((Text("Asker, “Who?”"),), american)) == "Asker, “Who?”"


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
