"""What must hold for every text and every value."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.compose.fill import TemplateFiller
from briefgen.compose.localisation import format_long_date
from briefgen.compose.markdown import MarkdownConverter
from briefgen.compose.markdown_reader import MarkdownReader
from briefgen.compose.marks import ANY_MARK, MarkTable
from briefgen.compose.template_context import FactPrinter, FixedWords, build_template_context
from briefgen.model.brief import Organisation, Recipient
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.tree import Element, Text, extract_text, walk
from tests.unit.compose_samples import AUDIENCE, BRIEF, FACTS, HERE

_UNPRIVATE = st.text(st.characters(exclude_categories=["Cs", "Co", "Cc"]), min_size=1)
_TRICKY = st.sampled_from(
    ["{{ 7*7 }}", "{% raw %}", "[@cat]", "[^1]", "<script>", "**b**", "| a |", "\\", "`", "&amp;", "# h"]
)


@given(st.lists(_UNPRIVATE | _TRICKY, min_size=1, max_size=4).map("".join))
@settings(max_examples=150, deadline=None)
def test_what_a_recipient_field_holds_is_printed_as_it_is_and_never_becomes_markup(value: str) -> None:
    sink, marks = Sink(), MarkTable()
    brief = replace(BRIEF, recipient=Recipient("x", {"id": "x", "name": value}, HERE))
    names = build_template_context(
        brief, FixedWords(AUDIENCE, brief.language), Organisation("Org"), FactPrinter(FACTS, "en", marks), marks
    )
    filler = TemplateFiller(marks, names, lambda day: format_long_date(day, "en"))
    nodes = MarkdownReader(filler, MarkdownConverter("en", marks), {}, sink).read(
        "Dear X{{ recipient.name }}X, *hello*.", HERE, "b"
    )
    assert extract_text(nodes) == f"Dear X{value}X, hello."
    assert [node.tag for node in walk(nodes) if isinstance(node, Element)] == ["p", "em"]
    assert sink.diagnostics == []


@given(st.lists(st.text("ab *_-#>|`[](){}%!^@:1\n", max_size=30), max_size=12).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_marking_lines_adds_marks_and_changes_nothing_else(text: str) -> None:
    marked = MarkTable().mark_markdown(text, "x.md", 1)
    assert ANY_MARK.sub("", marked) == text


@given(st.lists(st.sampled_from(["word", "- item", "> quote", "1. one", "# head", "", "[^n]: note"]), max_size=15))
@settings(max_examples=100, deadline=None)
def test_every_piece_of_text_knows_the_line_it_stands_on(lines: list[str]) -> None:
    numbered = [f"{line}{number}" if line else "" for number, line in enumerate(lines, start=1)]
    sink, marks = Sink(), MarkTable()
    filler = TemplateFiller(marks, {}, str)
    nodes = MarkdownReader(filler, MarkdownConverter("en", marks), {}, sink).read(
        "\n".join(numbered), Origin("x.md", 1), "b"
    )
    for node in walk(nodes):
        if isinstance(node, Text):
            for word in node.content.split():
                digits = "".join(character for character in word if character.isdigit())
                if digits and word.startswith(("word", "item", "quote", "head")):
                    assert node.origin == Origin("x.md", int(digits))


def test_a_text_compiled_for_one_document_tells_another_nothing() -> None:
    """Texts are compiled once in a process: what is filled in, and marks of the words in quotes, are each document's own."""
    text = '{{ "fixed" }} {{ recipient.name }} {{ 6 * 7 }} {% if recipient.name == "Ann" %}{{ "for Ann" }}{% endif %}'
    said = []
    for earlier, name in ((0, "Ann"), (3, "Ben"), (1, "Ann")):
        sink, marks = Sink(), MarkTable(nodes=[(Text("of something else"),)] * earlier)
        brief = replace(BRIEF, recipient=Recipient("x", {"id": "x", "name": name}, HERE))
        words, printer = FixedWords(AUDIENCE, "en"), FactPrinter(FACTS, "en", marks)
        filler = TemplateFiller(marks, build_template_context(brief, words, Organisation("Org"), printer, marks), str)
        said.append(
            extract_text(MarkdownReader(filler, MarkdownConverter("en", marks), {}, sink).read(text, HERE, "b")).strip()
        )
        assert sink.diagnostics == []
    assert said == ["fixed Ann 42 for Ann", "fixed Ben 42", "fixed Ann 42 for Ann"]
