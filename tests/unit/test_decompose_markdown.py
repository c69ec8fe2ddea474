"""What a foreign text becomes as Markdown of a block: read back, it has the same words, and no character of it is markup."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.decompose.imported_text import ImportedText, Remark
from briefgen.decompose.markdown_blocks import BlockWriter
from briefgen.decompose.markdown_inlines import InlineWriter
from briefgen.decompose.pandoc_tree import extract_words
from briefgen.decompose.plan import ImportPlan, ImportRequest, plan_import
from briefgen.decompose.read_back import WordReader
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.tree import Element, extract_text, walk

REQUEST = ImportRequest("report.docx", "report", "wells", "internal-draft", "en")
Node = dict[str, Any]
SPACE: Node = {"t": "Space"}


def text(words: str) -> list[Node]:
    """Inlines of words and spaces."""
    inlines: list[Node] = []
    for word in words.split(" "):
        inlines += [{"t": "Str", "c": word}, {"t": "Space"}]
    return inlines[:-1]


def paragraph(*inlines: Node | str) -> Node:
    return {"t": "Para", "c": [part for i in inlines for part in (text(i) if isinstance(i, str) else [i])]}


def styled(kind: str, words: str) -> Node:
    return {"t": kind, "c": text(words)}


def note(words: str) -> Node:
    return {"t": "Note", "c": [paragraph(words)]}


def heading(level: int, *inlines: Node | str) -> Node:
    return {"t": "Header", "c": [level, ["", [], []], paragraph(*inlines)["c"]]}


def planned(*blocks: Node, level: int = 0) -> ImportPlan:
    """The plan for a text of these blocks."""
    read = ImportedText("", "", "", blocks, tuple(Remark("the text", extract_words(block)) for block in blocks))
    request = ImportRequest("report.docx", "report", "wells", "internal-draft", "en", level)
    return plan_import(read, request, Sink())


def body(*blocks: Node) -> str:
    """The Markdown of these blocks."""
    return BlockWriter(InlineWriter(lambda number: f"<!-- {number} -->", lambda _: "", lambda _: None)).write(blocks)


TYPED = (
    "1. typed number", "12) typed", "(a) letter", "a. letter", "iv. roman", "(iv) roman", "A. Smith wrote", "- dash",
    "+ plus", "* star", "# hash", "## 2", "> greater", ": colon", "= equal", "--- rule", "*** rule", "!!! note", "% percent",
    "{{ brief.title }}", "{% if x %}", "{# comment #}", "{: .class }", "text {.is-info}", "<b>tag</b>", "<!-- hidden -->",
    "&amp; &nbsp; &#8217;", "@handle and a@b.org and [@key, 5]", "[link](http://x.org)", "[^1]", "[^1]: not a note",
    "![x](y.png)", "**bold** __bold__ *i* _i_ snake_case_word", "`code` ``x``", "a^2^ H~2~O ~~gone~~", "a | b | c", "|---|",
    "back\\slash \\* \\\\", "*[HTML]: abbreviation", "[x]: http://x.org", "https://x.org/a_b_c?d=1&e=2#f", "$5 and $6 and 7%",
    "5 * 6 * 7", "a < b > c", "[ ] box", "[x] box", "Term: definition", "===", "```", "~~~", "{{", "}}", "{%", "%}", "\\",
)  # fmt: skip


@pytest.mark.parametrize("words", TYPED)
def test_typed_characters_are_printed_as_they_were(words: str) -> None:
    sink = Sink()
    written = body(paragraph(words))
    reader = WordReader("ko", [], sink)._reader  # a language that leaves quotation marks as they are
    nodes = reader.read(written, Origin("x.md", 1), "x")
    assert extract_text(nodes).strip() == words
    assert [node.tag for node in walk(nodes) if isinstance(node, Element)] == ["p"]
    # A backslash that is printed looks like the line break of another program.
    assert "\\" in words or [problem.code for problem in sink.diagnostics] == []


@pytest.mark.parametrize("label", ["({})", "{})", "{}.", "{}-"])
def test_typed_arabic_labels_are_printed_as_they_were(label: str) -> None:
    labels = [label.format(letter) for letter in ("د", "هـ", "و")]
    written = "\n\n".join(body(paragraph(f"{typed} بئر")) for typed in labels)
    nodes = WordReader("ar", [], Sink())._reader.read(written, Origin("x.md", 1), "x")
    assert [extract_text((node,)) for node in nodes if isinstance(node, Element)] == [
        f"{typed} بئر" for typed in labels
    ]


@given(
    st.lists(
        st.sampled_from(TYPED) | st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=9),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=60)
def test_no_word_is_lost_whatever_is_typed(pieces: list[str]) -> None:
    words = " ".join(pieces)
    plan = planned(
        heading(1, words),
        paragraph(words, note(words)),
        {"t": "BulletList", "c": [[paragraph(words)], [paragraph("b")]]},
    )
    assert plan.lost == []


EMPHASIS = (
    ([styled("Emph", "ship"), "s"], "<em>ship</em>s"),
    (["a", SPACE, styled("Strong", "b"), SPACE, "c"], "a **b** c"),
    (["re", styled("Emph", "turn"), "ed"], "re<em>turn</em>ed"),
    ([styled("Strong", "a"), styled("Emph", "b")], "<strong>a</strong>*b*"),
    ([styled("Emph", "“quoted”")], "<em>“quoted”</em>"),
    ([{"t": "Strong", "c": [styled("Emph", "both")]}], "**<em>both</em>**"),
    ([styled("Superscript", "th")], "<sup>th</sup>"),
    ([styled("Underline", "line")], "*line*"),
    ([styled("SmallCaps", "Names")], "Names"),
    ([styled("Emph", "")], ""),
)


@pytest.mark.parametrize(("inlines", "written"), EMPHASIS, ids=lambda value: str(value)[:24])
def test_emphasis_is_written_so_that_every_reader_sees_it(inlines: list[Any], written: str) -> None:
    assert body(paragraph(*inlines)).strip("\n") == written


def test_links_to_addresses_stay_and_links_inside_the_file_become_words() -> None:
    def link(words: str, address: str) -> Node:
        return {"t": "Link", "c": [["", [], []], text(words), [address, ""]]}

    assert body(paragraph(link("a site", "https://x.org/a (b)"))) == "[a site](<https://x.org/a%20(b)>)\n"
    assert body(paragraph(link("https://x.org", "https://x.org"))) == "<https://x.org>\n"
    for address in ("#_Ref12", "javascript:x", "file:///c", "", "http"):
        assert body(paragraph(link("part 2", address))) == "part 2\n"


def numbered(start: int, kind: str, closing: str, *items: str) -> Node:
    return {"t": "OrderedList", "c": [[start, {"t": kind}, {"t": closing}], [[paragraph(item)] for item in items]]}


@pytest.mark.parametrize(
    ("items", "written"),
    [
        (numbered(1, "Decimal", "Period", "a", "b"), "1. a\n\n2. b\n"),
        (numbered(4, "Decimal", "Period", "a", "b"), "4. a\n\n5. b\n"),
        (numbered(1, "LowerAlpha", "TwoParens", "x", "y"), "(a) x\n\n(b) y\n"),
        (numbered(2, "LowerAlpha", "Period", "x", "y"), "b. x\n\nc. y\n"),
        (numbered(1, "LowerRoman", "OneParen", "x", "y"), "(i) x\n\n(ii) y\n"),
        (numbered(1, "DefaultStyle", "DefaultDelim", "x", "y"), "1. x\n\n2. y\n"),
    ],
)
def test_lists_keep_their_numbers(items: Node, written: str) -> None:
    assert body(items) == written


def test_notes_keep_their_order_and_their_paragraphs_and_are_numbered_through_the_file() -> None:
    long_note = {"t": "Note", "c": [paragraph("First."), paragraph("Second.")]}
    plan = planned(
        heading(1, "Wells"),
        paragraph("A", note("one."), " b", long_note),
        heading(1, "Law"),
        paragraph("C", note("three.")),
    )
    assert [block.body for block in plan.blocks] == [
        "A[^1] b[^2]\n\n[^1]: one.\n\n[^2]: First.\n\n    Second.\n",
        "C[^3]\n\n[^3]: three.\n",
    ]


def test_a_note_that_a_title_calls_goes_into_the_first_sentence_below_it() -> None:
    plan = planned(heading(1, "Wells", note("On wells.")), paragraph("Water is life. So it is", note("b"), "."))
    assert plan.blocks[0].body.startswith("Water is life.[^1] So it is[^2].")
    assert plan.blocks[0].title == "Wells"


def test_a_note_without_words_is_left_out_and_reported() -> None:
    plan = planned(paragraph("A", {"t": "Note", "c": []}))
    assert plan.blocks[0].body == "A\n"
    assert [remark.text for remark in plan.to_do] == ["a note without words is left out"]


def test_a_comment_is_written_at_its_place() -> None:
    assert body(paragraph("a\ue0007\ue003b")) == "a<!-- 7 -->b\n"


@pytest.mark.parametrize(
    ("start", "kind"), [(2, "LowerAlpha"), (1, "LowerAlpha"), (4, "LowerRoman"), (3, "UpperAlpha")]
)
def test_one_lettered_item_alone_keeps_its_letter_and_the_note_of_what_is_below_it(start: int, kind: str) -> None:
    inner = {
        "t": "OrderedList",
        "c": [[158, {"t": "Decimal"}, {"t": "Period"}], [[paragraph("Rights", note("A note."))]]],
    }
    item = {"t": "OrderedList", "c": [[start, {"t": kind}, {"t": "TwoParens"}], [[paragraph("Property"), inner]]]}
    plan = planned(heading(1, "Law"), item, paragraph("After."))
    assert plan.lost == []
    assert plan.to_do == []
    assert "[^1]: A note." in plan.blocks[0].body
