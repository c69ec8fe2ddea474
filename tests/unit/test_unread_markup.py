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
    ],
)
def test_markup_that_is_not_read_is_reported_with_its_line(text: str, words: str, kind: str) -> None:
    (found,) = find_unread(f"One.\n\n{text}")
    assert found[0] == 3
    assert found[1] == f"`{words}` looks like {kind}, and is printed as it is"


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
