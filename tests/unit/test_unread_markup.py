"""What looks like markup and is printed as it is, is reported with its line; what only resembles it is not."""

from __future__ import annotations

import pytest

from briefgen.model.diagnostic import Severity, Sink
from tests.unit.compose_samples import HERE, reader


def find_unread(text: str) -> list[tuple[int, str, Severity]]:
    """Line, message and severity of each remark."""
    sink = Sink()
    reader(sink).read(text, HERE, "x")
    return [
        (found.origin.line, found.message, found.severity)
        for found in sink.collect_sorted()
        if found.code == "markup-unread" and found.origin
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The well is dry.[@ raz, 4]", "[@ raz, 4]", "a citation"),
        ("The well is dry.[see@raz, p. 4]", "[see@raz, p. 4]", "a citation"),
        ("The well is dry.[cf.@raz]", "[cf.@raz]", "a citation"),
        ("The well is dry.[ @ raz]", "[ @ raz]", "a citation"),
        (r"The well is dry.\cite{raz}", r"\cite", "a command of LaTeX"),
        (r"The \textit{old} well", r"\textit", "a command of LaTeX"),
        (r"The well\footnote{dry}", r"\footnote", "a command of LaTeX"),
        ("The well^[it is dry]", "^[it is dry]", "a note"),
        ("About $x^2$ wells", "$x^2$", "TeX"),
        ("Some words {.is-info}", "{.is-info}", "a list of attributes"),
        ("Some words {#top}", "{#top}", "a list of attributes"),
        ("Some words {: .note }", "{: .note }", "a list of attributes"),
        ("Some words {width=50%}", "{width=50%}", "a list of attributes"),
        ("Law &amp;amp; order", "&amp;", "a character of HTML"),
        ("They don&amp;#8217;t", "&#8217;", "a character of HTML"),
        ("| a | b |", "| a | b |", "a row of a table"),
        ("Prison    Places    Held", "Prison Places H", "a table of another program"),
        ("a ** b** c", "**", "emphasis"),
        ("#Heading", "#", "a heading"),
        ("[words](https://a.org", "](", "a link or an image"),
        ("The well is dry.@raz, 4]", "@raz,", "a citation"),
        ("The well is dry @@raz", "@@raz", "a citation"),
        ("The well [see @raz, 4 is dry", "[see @…, 4 is dry", "a citation without one of its brackets"),
        ("As @raz, 4] says", "@…, 4]", "a citation without one of its brackets"),
        ("- the well [@raz, 4\n- the pit", "[@…, 4", "a citation without one of its brackets"),
        ("    The well is dry [@raz, 4]", "[@raz, 4]", "a citation in code"),
        ("© is &copy 2020", "&copy", "a character of HTML"),
        ("The &bogus; well", "&bogus;", "a character of HTML"),
        ("The {# old #} well", "{# old #}", "a comment of a template"),
        ("[TOC]", "[TOC]", "a link of a wiki or a table of contents"),
        ("The [[well]]", "[[well]]", "a link of a wiki or a table of contents"),
        ("> [!NOTE]\n> The well", "[!NOTE]", "a box of another program"),
        ("The ==well== is dry", "==well==", "a mark for words"),
        ("The ++well++ is dry", "++well++", "a mark for words"),
    ],
)
def test_markup_that_is_not_read_is_reported_with_its_line(text: str, words: str, kind: str) -> None:
    (found,) = find_unread(f"One.\n\n{text}")
    assert found[0] == 3
    assert found[1] == f"`{words}` looks like {kind}, and is printed as it is"


@pytest.mark.parametrize(
    "text",
    [
        "– open it\n– mend it",
        "— open it\n— mend it",
        "1.open it\n2.mend it",
        "A. Open it\nB. Mend it",
        "→ open it\n→ mend it",
        "‣ open it\n‣ mend it",
    ],
)
def test_items_of_a_list_that_run_together_are_reported(text: str) -> None:
    """One such line is none: a line can start with an initial, or with the dash before the author of a quotation."""
    assert [(line, words.split("` ")[1]) for line, words, _ in find_unread(text)] == [
        (2, "looks like an item of a list, and is printed as it is")
    ]
    assert find_unread(text.split("\n", maxsplit=1)[0].replace("1.open", "1 open")) == []


@pytest.mark.parametrize("text", ["=====", "<p>The well [@raz, 4</p>", "<p>The well\n> is dry"])
def test_other_lines_without_a_mark_are_reported_too(text: str) -> None:
    assert len(find_unread(text)) == 1


def test_an_address_that_no_link_uses_is_reported() -> None:
    sink = Sink()
    reader(sink).read("The well.\n\n[1]: https://a.org\n[2]: https://b.org\n\n[words][2]", HERE, "x")
    (found,) = (found for found in sink.collect_sorted() if found.code == "link-unused")
    assert (found.origin and found.origin.line, found.message[:5]) == (3, "`[1]`")


def test_a_citation_or_note_that_is_printed_as_it_is_stops_the_build() -> None:
    found = find_unread("One.[@ raz]\n\nTwo^[note]\n\nThree {.x}")
    assert [severity for _, _, severity in found] == [Severity.ERROR, Severity.ERROR, Severity.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        r"\*not em\*, \[^1], \[\@x], 1\. \# \| \{.x}",
        "`[@ raz]` and `{.x}` and `**`",
        "It costs $5 to $10, or 5 $.",
        "Write to [the office: office@example.org] or a@b.org.",
        "AT&T; 5 < 6 > 4; a_b_c; 3 * 4; 2*3; snake_case",
        "In [2012] and [the report] it was so.",
        "(a) one label alone",
        "Both (a) this and (b) that; see 14.2 and 3) there.",
        "{sic} and {the words in braces}",
        "About ~10 wells, 5^th^ of H~2~O, – and — and -- and ...",
        "# hash at the start\n".replace("#", "##"),
    ],
)
def test_text_that_only_resembles_markup_is_not_reported(text: str) -> None:
    assert find_unread(text) == []


def test_data_is_never_taken_for_markup() -> None:
    assert find_unread("A list: {{ brief.variables.list }} from {{ recipient.country }}.") == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- Ratify it", "- Ratify"),
        ("# Wells", "# Wells"),
        ("Ratify\n- the Pact\n- the Protocol", "- the"),
        ("Ratify:\n(a) the Pact", "(a) the"),
    ],
)
def test_a_list_or_a_heading_in_a_title_or_an_action_is_reported(line: str, words: str) -> None:
    sink = Sink()
    reader(sink).read_line(line, HERE)
    (found,) = sink.collect_sorted()
    assert found.message == f"`{words}` looks like a list or a heading, and a title or an action is one line"


@pytest.mark.parametrize(
    "line", ["2. When it applies", "Ratify the Pact,\nand the Protocol", "#MeToo - a review", "A. Oru"]
)
def test_another_title_may_start_as_it_likes(line: str) -> None:
    sink = Sink()
    reader(sink).read_line(line, HERE)
    assert sink.collect_sorted() == ()


def test_the_caption_of_an_image_is_searched() -> None:
    found = find_unread('![A well](images/map.png "The well {.wide}")')
    assert [message.partition(" looks")[0] for _, message, _ in found] == ["`{.wide}`"]
