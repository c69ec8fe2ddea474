"""What looks like markup and is printed as it is, is reported with its line; what only resembles it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.model.diagnostic import Severity, Sink
from tests.unit.compose_samples import HERE, reader

KEYS = frozenset({"raz", "yoon2024", "report", "who"})


def find_unread(text: str) -> list[tuple[int, str, Severity]]:
    """Line, message and severity of each remark, where some sources can be cited."""
    sink = Sink()
    replace(reader(sink), source_keys=KEYS).read(text, HERE, "x")
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
        ('About { fact("wells") } wells', "{ fact(“wells”) }", "a value in single braces"),
        ('See {ref("law")}', "{ref(“law”)}", "a value in single braces"),
        ("To {recipient.country}", "{recipient.country}", "a value in single braces"),
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
        (r"About \(x^2\) wells", r"\(x^2\)", "TeX"),
        (r"About \(x\) wells", r"\(x\)", "TeX"),
        (r"About \[y = 1\] wells", r"\[y = 1\]", "TeX"),
        (r"\[", r"\[", "TeX"),
        ("About $x$ wells", "$x$", "TeX"),
        ("About $p < 0.05$ wells", "$p < 0.05$", "TeX"),
        ("$$", "$$", "TeX"),
        (r"An \alpha well", r"\alpha", "TeX"),
        (r"\num{5} wells", r"\num", "TeX"),
        (r"See \autoref{law}", r"\autoref", "a command of LaTeX"),
        ("The well\\\nis dry", "\\", "a line break of another program"),
        ("The well\\\\\nis dry", "\\\\", "a line break of another program"),
        ("The well [raz, 4]", "[raz, 4]", "a citation without its `@`"),
        ("The well [raz]", "[raz]", "a citation without its `@`"),
        ("The well [see raz, para 4]", "[see raz, para 4]", "a citation without its `@`"),
        ("The well [Oru 2019; raz, 4]", "[Oru 2019; raz, 4]", "a citation without its `@`"),
        ("The well (yoon2024, 4)", "yoon2024", "a citation without its `@`"),
        ("As yoon2024 says", "yoon2024", "a citation without its `@`"),
        ("The well (@raz, 4)", "(@…, 4)", "a citation in other brackets"),
        ("The well (see @raz, para 4; another)", "(see @…, para 4; another)", "a citation in other brackets"),
        ("The well [@]", "[@]", "a citation"),
        ("The well [＠raz, 4]", "[＠raz, 4]", "a citation"),
        ("The well 【@raz】", "【@…", "a citation in other brackets"),
        ("The well.[^ 1]", "[^ 1]", "a note"),
        ("The well.[^1 ]", "[^1 ]", "a note"),
        ("The well.[^1 is dry", "[^1", "a note"),
        ("The well.^1] is dry", "^1]", "a note"),
        ("The well.[1^]", "[1^]", "a note"),
        ("The well.[^]", "[^]", "a note"),
        ("The well.(^1)", "(^1)", "a note"),
        ("The well.[fn:1]", "[fn:1]", "a note"),
        ("The well.[1] It", "[1]", "the call of a note of another program"),
        ("The well[12], it", "[12]", "the call of a note of another program"),
        ("The well.¹ It", "¹", "the call of a note of another program"),
        ("The well¹² is dry", "¹²", "the call of a note of another program"),
        ("The well.<sup>1</sup> It", "^1^", "the call of a note of another program"),
        ("The well^14^ is dry", "^14^", "the call of a note of another program"),
        ("The [b]old[/b] well", "[/b]", "markup of a wiki or a forum"),
        ("The ''old'' well", "‘’old’’", "markup of a wiki or a forum"),
        ("== The well ==", "== The well ==", "markup of a wiki or a forum"),
        ("h2. The well", "h2.", "markup of a wiki or a forum"),
        ("{color:red}The well{color}", "{color:red}", "markup of a wiki or a forum"),
        ("The well :warning: is dry", ":warning:", "markup of a wiki or a forum"),
        ("The [https://a.org well]", "[https://a.org well]", "a link or an image"),
        ("The [well] (https://a.org)", "] (https://", "a link or an image"),
        ("The (well)[https://a.org]", ")[https://", "a link or an image"),
        ("Place\tPeople\tYear", "Place People Year", "a row of a table"),
        ("Place \t12", "Place 12", "a row of a table"),
        ("Place\t 12", "Place 12", "a table of another program"),
        ("#. The well", "#.", "an item of a list"),
        ("See [#law]", "[#law]", "a reference of another program"),
        ("See &lt;#law&gt;", "<#law>", "a reference of another program"),
        ("See {ref:law}", "{ref:law}", "a reference of another program"),
        ("See {ref}`law`", "{ref}", "a reference of another program"),
        ("See :ref:`law`", ":ref:", "a reference of another program"),
        ("See xref:law[The law]", "xref:law", "a reference of another program"),
        ("See Error! Reference source not found.", "Error! Reference source", "a broken reference of Word"),
        ("Voir Erreur ! Source du renvoi introuvable.", "Erreur ! Source", "a broken reference of Word"),
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
        "-open it\n-mend it",
        "*open it\n*mend it",
        "* open it\n** mend it",
        "а) open it\nб) mend it",
        "(а) open it\n(б) mend it",
        "أ) open it\nب) mend it",
        "1- open it\n2- mend it",
        "가. open it\n나. mend it",
        "（一）open it\n（二）mend it",
        "一、open it\n二、mend it",
        "① open it\n② mend it",
        "1.- open it\n2.- mend it",
        "1º open it\n2º mend it",
    ],
)
def test_items_of_a_list_that_run_together_are_reported(text: str) -> None:
    """One such line is none: a line can start with an initial, or with the dash before the author of a quotation."""
    assert [(line, words.split("` ")[1]) for line, words, _ in find_unread(text)] == [
        (2, "looks like an item of a list, and is printed as it is")
    ]
    assert find_unread(text.split("\n", maxsplit=1)[0].replace("1.open", "1 open").replace("*open", "open")) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>a {.x} [@ raz]</p>",
        "<div><p>a [@ raz]</p>\n</div>",
        "<table><tr><td>a</td><td>b [@ raz]</td></tr></table>",
        '<img src="images/none.png" alt="a [@ raz]">',
        "<b>a</b> [@ raz]",
        "<dl><dt>a</dt><dd>b [@ raz]</dd></dl>",
        '<abbr title="[@ raz]">a</abbr>',
    ],
)
def test_what_is_in_a_line_of_html_is_reported_with_its_line(html: str) -> None:
    assert {line for line, _, _ in find_unread(f"One.\n\nTwo.\n\n{html}\n\nThree.")} == {5}


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
        "US$5 and A$6; $US/$AU; not $US5, but $A5.",
        r"\(a\) one, [sic] \[2012\] \[^1\] \(ECHR\) \(2012\) \(see there\)",
        r"C:\Users\ada and 50\% of \$5 \& x",
        r"`[raz]` and `$x$` and \[raz\]",
        "The [report of who] and [the report] (raz) and https://a.org/yoon2024.",
        "(as @raz, who died in 2012, says) (@raz [4])",
        "Held at [34], R v X [2012] 1 AC, para. [3], m², km², 10³, (x+1)^2^, x^2^, 1^st^, H~2~O.",
        "[s]he and [i]t; 1:2:3; at 10:30:15; a: b: c; (2012) [3]; the Qur`an; = 5 =",
        "1.\tThe well\n2.\tThe pit\n\n-\tThe river\n\n    a\tb",
        "The well is dry.\t\nThe pit is deep. \t ",
        "| Place\t| People |\n|---\t|---\t|\n| Busia\t| 12\t|\n|\tTurkana\t|\t3 |",
        "Note: `x`, 3:`y`, ((2)), {word}, Error! The words.",
        "Write to [the office: office@example.org] or a@b.org.",
        "AT&T; 5 < 6 > 4; a_b_c; 3 * 4; 2*3; snake_case",
        "In [2012] and [the report] it was so.",
        "(a) one label alone",
        "Both (a) this and (b) that; see 14.2 and 3) there.",
        "{sic} and {the words in braces}, {a brief} to {fact (known)}",
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


@pytest.mark.parametrize(
    "line", ["<p>Wells</p>", "The <div>wells</div>", "<ul><li>Wells</li></ul>", "<h2>Wells</h2> x"]
)
def test_an_element_that_starts_a_paragraph_is_refused_in_a_title_or_an_action(line: str) -> None:
    alone, with_its_text = Sink(), Sink()
    reader(alone).read_line(line, HERE)
    reader(with_its_text).read_with_lines([(line, HERE)], "x", HERE, "b")
    for sink in (alone, with_its_text):
        assert [found.code for found in sink.collect_sorted()] == ["html-element"]


def test_a_part_of_a_sentence_is_allowed_in_a_title() -> None:
    sink = Sink()
    reader(sink).read_line("The <b>old</b> <em>well</em>,<br>dry", HERE)
    assert sink.collect_sorted() == ()


def test_a_note_of_a_title_can_have_several_paragraphs() -> None:
    sink = Sink()
    reader(sink).read_with_lines([("The well[^1]", HERE)], "It is dry.\n\n[^1]: One.\n\n    Two.", HERE, "b")
    assert sink.collect_sorted() == ()


@pytest.mark.parametrize(
    ("image", "words"),
    [
        ('![A well](images/river.png "The well {.wide}")', "{.wide}"),
        ('![A well](images/river.png "The *well*")', "*"),
        ('![A well](images/river.png "The well[^1]")', "[^1]"),
        ("![A **dry** well](images/river.png)", "**"),
        ("![A <b>dry</b> well](images/river.png)", "<b>"),
        ("![A [dry](https://a.org) well](images/river.png)", "]("),
        ("![A dry well[^1]](images/river.png)", "[^1]"),
        ("![A $x$ well](images/river.png)", "$x$"),
        ('See <img src="images/river.png" alt="A *dry* well">', "*"),
        ('The <abbr title="Human *Rights* Council">HRC</abbr>', "*"),
        ('The [well](https://a.org "a **dry** well")', "**"),
    ],
)
def test_the_words_of_an_attribute_are_searched(image: str, words: str) -> None:
    found = find_unread(f"One.[^1]\n\n{image}\n\n[^1]: Two.")
    assert [(line, message.partition(" looks")[0]) for line, message, _ in found] == [(3, f"`{words}`")]


@pytest.mark.parametrize("words", [r"A \*dry\* well", "A well: 5 * 3 (2012)", "A `dry` well", "{{ org.name }} & a < b"])
def test_plain_words_of_an_image_are_not_reported(words: str) -> None:
    assert find_unread(f"![{words}](images/river.png)") == []
