"""Markdown as people write it: lists, tables, HTML, notes and titles become what their authors mean, or a message says why not."""

from __future__ import annotations

import pytest

from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Note, extract_text, walk
from tests.tree_text import tree_text
from tests.unit.compose_samples import HERE, reader


def read(text: str) -> tuple[str, list[str]]:
    """The tree on one line, and `line: code` of each diagnostic."""
    sink = Sink()
    nodes = reader(sink).read(text, HERE, "b")
    return tree_text(nodes).replace("\n", ""), [
        f"{found.origin.line}: {found.code}" for found in sink.collect_sorted() if found.origin
    ]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Do:\n- a\n- b", "<p>Do:</p><ul><li>a</li><li>b</li></ul>"),
        ("Do:\n1. a\n2. b", "<p>Do:</p><ol><li>a</li><li>b</li></ol>"),
        ("- a\n  - b\n  - c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
        ("- a\n    - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n   1. b\n2. c", "<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>"),
        ("* a\n\n    more\n* b", "<ul><li><p>a</p><p>more</p></li><li>b</li></ul>"),
        ("> Do:\n> - a\n>   - b", "<blockquote><p>Do:</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"),
        ("• a\n• b", "<ul><li>a</li><li>b</li></ul>"),
        ("- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"),
        ("3. a\n4. b\n\n- c", '<ol start="3"><li>a</li><li>b</li></ol><ul><li>c</li></ul>'),
        ("In\n14. the wells", "<p>In14. the wells</p>"),
        ("a</br>b", "<p>a<br></br>b</p>"),
    ],
)
def test_a_list_is_read_as_it_is_written(text: str, tree: str) -> None:
    assert read(text)[0] == tree


@pytest.mark.parametrize("rule", ["* * *", "***", "---", "- - -", "___", "_ _ _", "  ---"])
def test_a_rule_is_a_rule(rule: str) -> None:
    assert read(f"One.\n\n{rule}\n\n- a\n\n  {rule}") == (
        "<p>One.</p><hr></hr><ul><li>a<hr></hr></li></ul>",
        [],
    )


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("Do:\n(a) x\n(b) y", 'class="lower-alpha-in-brackets" type="a"'),
        ("(a) x\n\n(b) y", 'class="lower-alpha-in-brackets" type="a"'),
        ("(c) x\n(d) y", 'class="lower-alpha-in-brackets" start="3" type="a"'),
        ("a. x\nb. y", 'type="a"'),
        ("a) x\nb) y", 'class="lower-alpha-before-bracket" type="a"'),
        ("A) x\nB) y", 'class="upper-alpha-before-bracket" type="A"'),
        ("(i) x\n(ii) y", 'class="lower-roman-in-brackets" type="i"'),
        ("(h) x\n(i) y", 'class="lower-alpha-in-brackets" start="8" type="a"'),
        ("(iv) x\n(v) y", 'class="lower-roman-in-brackets" start="4" type="i"'),
        ("(1) x\n(2) y", 'class="decimal-in-brackets" type="1"'),
    ],
)
def test_a_list_with_letters_keeps_its_letters(text: str, attributes: str) -> None:
    assert read(text)[0].endswith(f"<ol {attributes}><li>x</li><li>y</li></ol>")


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("(أ) x\n(ب) y", 'class="lower-alpha-in-brackets" type="a"'),
        ("(ا) x\n\n(ب) y", 'class="lower-alpha-in-brackets" type="a"'),
        ("(د) x\n(هـ) y", 'class="lower-alpha-in-brackets" start="4" type="a"'),
        ("أ) x\nب) y", 'class="lower-alpha-before-bracket" type="a"'),
        ("أ- x\nب- y", 'type="a"'),
        ("(a) x\n(b) y", 'class="lower-alpha-in-brackets" type="a"'),
        ("(١) x\n(٢) y", 'class="decimal-in-brackets" type="1"'),
    ],
)
def test_a_list_with_arabic_letters_is_one_in_an_arabic_document(text: str, attributes: str) -> None:
    nodes = reader(Sink(), "ar").read(text, HERE, "b")
    assert tree_text(nodes).replace("\n", "").endswith(f"<ol {attributes}><li>x</li><li>y</li></ol>")


@pytest.mark.parametrize(("language", "text"), [("en", "(أ) x\n(ب) y"), ("ar", "(أ) x\n(ج) y"), ("ar", "(أ) x")])
def test_arabic_labels_stay_text_in_another_document_and_without_their_next(language: str, text: str) -> None:
    assert "<ol" not in tree_text(reader(Sink(), language).read(text, HERE, "b"))


def test_two_lists_with_letters_stay_two() -> None:
    assert read("(a) x\n(b) y\n\n(a) z\n(b) w\n\n1. p\n2. q")[0].count("<ol") == 3


@pytest.mark.parametrize("text", ["(a) alone", "(a) x\n\n(c) y", "(a) x\n\nbetween\n\n(b) y", "A. Smith\nB. Jones"])
def test_a_label_without_its_next_stays_text(text: str) -> None:
    assert "<ol" not in read(text)[0]


TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"
IMAGE = "![River](images/river.png)"


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        (f"{TABLE}\n\nTable: Wells by *year* [@raz, 4]", "<caption>Wells by <em>year</em> {cite raz (4)}</caption>"),
        (f"Table: Wells\n\n{TABLE}", "<caption>Wells</caption>"),
        (f"Table: Wells\n{TABLE}", "<caption>Wells</caption>"),
        (f"{TABLE}\n\nTableau 2 : Puits", "<caption>Puits</caption>"),
        (f"Table 3: Wells\n\n{TABLE}", "<caption>Wells</caption>"),
        (f"{IMAGE}\n\nFigure: The river[^1]\n\n[^1]: In May.", "<figcaption>The river{note: In May.}</figcaption>"),
        (f"Figure 1: The river\n\n{IMAGE}", "<figcaption>The river</figcaption>"),
        (f"{TABLE}\n\nTable: One\n\n{TABLE}\n\nTable: Two", "<caption>Two</caption>"),
        (f"{TABLE}\n\n**Table 1:** Wells", "<caption>Wells</caption>"),
        (f"{TABLE}\n\n**Table 1**: Wells", "<caption>Wells</caption>"),
        (f"*Table 1. Wells*\n\n{TABLE}", "<caption><em>Wells</em></caption>"),
        (f"{TABLE}\n\nTabla 1 – Pozos", "<caption>Pozos</caption>"),
        (f"表1：水井\n\n{TABLE}", "<caption>水井</caption>"),
        (f"{TABLE}\n\nجدول ٢: الآبار", "<caption>الآبار</caption>"),
        (f"{IMAGE}\n\n**Figure 1.** The *river*", "<figcaption>The <em>river</em></figcaption>"),
        (f"> {TABLE}\n>\n> Table: Wells".replace("\n|", "\n> |"), "<caption>Wells</caption>"),
    ],
)
def test_a_caption_beside_a_table_or_an_image_is_part_of_it(text: str, caption: str) -> None:
    tree, said = read(text)
    assert caption in tree
    assert "<p>" not in tree
    assert said == []


@pytest.mark.parametrize(
    "text",
    [f"{TABLE}\n\nFigure: x", f"Table: x\n\nwords\n\n{TABLE}", f"Tables: x\n\n{TABLE}", f"{TABLE}\n\nTable of x"],
)
def test_other_paragraphs_beside_a_table_stay_paragraphs(text: str) -> None:
    assert "<caption>" not in read(text)[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Table: Wells", 1),
        ("One.\n\nFigure 2: The river\n\nTwo.", 3),
        (f"{TABLE}\n\nFigure: The river", 5),
        (f"Table: One\n\n{TABLE}\n\nTable: Two", 7),
        (f"{IMAGE}\n\nWords.\n\n**Figure 1.** The river", 5),
        ("Tableau 1 : Puits", 1),
        ("> *Figura 3. El río*", 1),
        ("- Table 1 – Wells\n\n    More.", 1),
    ],
)
def test_a_caption_beside_nothing_is_reported(text: str, line: int) -> None:
    assert read(text)[1] == [f"{line}: caption-alone"]


@pytest.mark.parametrize(
    "text", ["Table of wells", "Tables: two", "Figure 2 shows the river.", "The table: wells", "Figures 1. and 2."]
)
def test_a_sentence_on_a_table_is_not_a_caption(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "3: table-ragged"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| art 3 | torture | inhuman |", "4: table-ragged"),
        ("| a | b |\n|---|---|\n| 1 | x|y |", "3: table-ragged"),
        ("- x\n\n    | a | b |\n    |---|---|\n    | 1 | 2 | 3 |", "5: table-ragged"),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |", "3: table-ragged"),
        ("a | b\n---|---\n1 | 2 | 3", "3: table-ragged"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nThe next words", "4: markdown-ambiguous"),
        ("4. a\n7. b", "2: markdown-ambiguous"),
        ("One.[^1]\n\n[^1]: A.\n[^1]: B.", "4: note-defined-twice"),
        ("A long\nsentence.\n---\n", "1: markdown-ambiguous"),
        ("1. a\n2. b\n\n1. c", "4: markdown-ambiguous"),
        ("One.\n\n# A heading", "3: heading-first-level"),
        ("A heading\n=========", "1: heading-first-level"),
        ("One.[^1]\n\n[^1]:", "3: note-empty"),
        ("One.[^1]\n\n[^1]: <!-- later -->", "3: note-empty"),
        ("One.[^1]\n\n[^1]: .", "3: note-empty"),
        ("One.[^1]\n\n[^1]: *–*", "3: note-empty"),
        ("One.[^1]\n\n[^1]: See:", "3: note-unfinished"),
        ("One.[^1]\n\n[^1]: See [@raz, 4] –", "3: note-unfinished"),
        ("One.[^1]\n\n[^1]: 见：", "3: note-unfinished"),
        ("One.[^1]\n\n[^1]: Two.[^2]\n\n[^2]: Three.", "3: note-in-note"),
    ],
)
def test_what_would_be_lost_is_one_message_with_its_line(text: str, said: str) -> None:
    assert read(text)[1] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Text\n| a | b |\n|---|---|\n| 1 | 2 |",
        "| a | b |\n|---|---|\n| 1 | x\\|y |",
        "| a | b |\n|---|---|\n| 1 | `x|y` |",
        "1. a\n1. b\n1. c",
        "| a | b |\n|---|---|\n| 1 |  |",
        "One.[^1]\n\n[^1]: See: [@raz]",
        "One.[^1]\n\n[^1]: It is dry;",
        "One.[^1]\n\n[^1]: 水",
        "One.[^1]\n\n[^1]: 12.",
    ],
)
def test_nothing_is_reported_where_nothing_is_lost(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<table>\n<tr>\n<td>{}</td>\n</tr>\n</table>",
        '<aside class="callout">{}</aside>',
        "<div>\n{}\n</div>",
        "<div>\n\n{}\n\n</div>",
        "<p>{}</p>",
        '<figure><img src="images/river.png" alt="River"><figcaption>{}</figcaption></figure>',
        "<ul><li>{}</li></ul>",
        "<blockquote>{}</blockquote>",
        "<section>{}</section>",
    ],
)
def test_markdown_is_read_inside_html(html: str) -> None:
    tree, said = read(html.format('Some *words* [@raz, 4] {{ fact("founded") }}[^1]') + "\n\n[^1]: A note.")
    assert "Some <em>words</em> {cite raz (4)} 1948" in tree
    assert "{note: A note.}" in tree
    assert said == []


@pytest.mark.parametrize(
    "title",
    ["2. When the Code applies", "- What to do", "# 1 of the list", "> 5 wells", "(a) First", "| a | b", "1) One"],
)
def test_a_title_is_never_a_block(title: str) -> None:
    sink = Sink()
    assert extract_text(reader(sink).read_line(title, HERE)) == title
    assert [found for found in sink.diagnostics if found.code != "markup-unread"] == []


def test_a_title_and_an_action_call_notes_of_their_block() -> None:
    sink = Sink()
    lines = [("The law[^t]", HERE), ("Lower the *tariff*.[^a]", HERE)]
    (title, action), text = reader(sink).read_with_lines(
        lines, "Words.\n\n[^t]: Of the title.\n[^a]: Of the action.", HERE, "b"
    )
    assert tree_text(title) == "The law{note: Of the title.}"
    assert tree_text(action) == "Lower the <em>tariff</em>.{note: Of the action.}"
    assert tree_text(text) == "<p>Words.</p>"
    assert sink.diagnostics == []


def test_the_words_of_a_line_are_without_notes_and_markup() -> None:
    assert reader(Sink()).read_words("Lower the *tariff*[^1] of [@raz] `x`.", HERE) == "Lower the tariff of  x."


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("See [the report](https://x.org/a).", "See the report <https://x.org/a>."),
        ("[The report](https://x.org)", "The report <https://x.org>"),
        ("<https://x.org/a>", "https://x.org/a"),
        ("[x.org/a](https://www.x.org/a/)", "x.org/a"),
        ("[Write](mailto:a@b.org)", "Write"),
    ],
)
def test_a_link_in_a_note_prints_its_address(note: str, printed: str) -> None:
    nodes = reader(Sink()).read(f"One.[^1]\n\n[^1]: {note}", HERE, "b")
    (found,) = (node for node in walk(nodes) if isinstance(node, Note))
    assert extract_text(found.children) == printed


def test_an_unknown_fact_does_not_hide_the_citations_of_its_block() -> None:
    found = reader(Sink()).find_citations('{{ fact("no") }} people,[@raz, 4] and @other.', HERE)
    assert [work.key for citation in found for work in citation.works] == ["raz", "other"]
