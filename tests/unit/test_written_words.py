"""A message about a text quotes what is written there, and never a value that the text computes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.cite.crossreferences import link_cross_references
from briefgen.compose.fill import FillError, TemplateFiller
from briefgen.compose.markdown import MarkdownConverter
from briefgen.compose.markdown_reader import MarkdownReader
from briefgen.compose.marks import MarkTable
from briefgen.compose.template_context import FactPrinter, FixedWords, build_template_context, collect_brief_words
from briefgen.compose.written_words import WrittenWords
from briefgen.model.brief import Organisation, Recipient
from briefgen.model.diagnostic import Diagnostic, Origin, Sink
from briefgen.model.tree import Element
from tests.unit.compose_samples import AUDIENCE, BRIEF, FACTS, HERE

CELL = "Zeta0033"
ROW = {"id": "r1", "phone": CELL, "near": "returnedd", "name": 'O\'Neill "Zeta0033"'}


def problems(text: str, folders: tuple[Path, ...] = ()) -> list[Diagnostic]:
    """What is wrong with a text, or with the page template of that text where folders are given."""
    marks, sink = MarkTable(), Sink()
    brief = replace(BRIEF, recipient=Recipient("r1", ROW, Origin("campaigns/a.csv", 2)), key_facts=("no-such-fact",))
    written = WrittenWords(collect_brief_words(brief))
    printer = FactPrinter(FACTS, "en", marks, written_words=written)
    names = build_template_context(brief, FixedWords(AUDIENCE, "en"), Organisation("A"), printer, marks)
    filler = TemplateFiller(marks, names, str, folders, written_words=written)
    try:
        if folders:
            filler.fill_page("page.html", {})
        nodes = MarkdownReader(filler, MarkdownConverter("en", marks), {}, sink).read(text, HERE, "x")
        link_cross_references(Element("body", nodes), sink)
    except FillError as error:
        return [error.diagnostic]
    return sink.diagnostics


def told(text: str, folders: tuple[Path, ...] = ()) -> str:
    """All words of what is wrong."""
    return "\n".join(f"{problem.message} {' '.join(problem.hints)}" for problem in problems(text, folders))


@pytest.mark.parametrize(
    "text",
    [
        "{{ fact(recipient.phone) }}",
        "{{ fact(recipient['phone']) }}",
        "{{ fact(recipient.phone|upper) }}",
        "{{ fact(recipient.phone[2:]) }}",
        "{{ fact('a-' ~ recipient.phone) }}",
        "{% set id = recipient.phone %}{{ fact(id) }}",
        "{% macro m(id) %}{{ fact(id) }}{% endmacro %}{{ m(recipient.phone) }}",
        "{% for id in [recipient.phone] %}{{ fact(id) }}{% endfor %}",
        "{{ [recipient.phone]|map('lower')|map('upper')|map('int', recipient.phone)|join }}{{ fact(recipient.phone) }}",
        "{{ person(recipient.phone) }}",
        "{{ ref(recipient.phone) }}",
        "{{ word(recipient.phone) }}",
        "{{ chart(recipient.phone, ['returned'], caption='C') }}",
        "{{ chart('bar', [recipient.phone], caption='C') }}",
        "{{ share_of(recipient.phone, 'returned') }}",
        "{{ share_of('returned', 'hiding', decimals=recipient.phone) }}",
        "{{ sum_of('returned', recipient.phone) }}",
        "{{ fact('a`' ~ recipient.phone ~ '`b') }}",
        "{{ brief[recipient.phone] }}",
        "{{ recipient[recipient.phone] }}",
        "{{ 'x'[recipient.phone] }}",
        "{{ {}[recipient.phone] }}",
        "{{ range[recipient.phone] }}",
        "{{ [brief]|map(attribute=recipient.phone)|join }}",
        "{{ [brief, org]|sort(attribute=recipient.phone)|join }}",
        "{{ [brief]|groupby(recipient.phone) }}",
        "{{ [1]|map(recipient.phone)|join }}",
        "{{ [1]|select(recipient.phone)|join }}",
        "{{ [1].index(recipient.phone) }}",
        "{{ [1].index(recipient.name) }}",
        "{{ [1].index(('1' ~ recipient.phone[4:])|int) }}",
        "{{ fact(('1' ~ recipient.phone[4:])|int) }}",
        "{{ 1.5|round(method=recipient.phone) }}",
        "{{ {'a': 1}|dictsort(by=recipient.phone) }}",
        "{{ dict(**{recipient.phone: 1})[recipient.name] }}",
        "{{ fact(**{recipient.phone: 1}) }}",
        "{{ range(recipient.phone) }}",
        "{{ recipient.phone() }}",
        "{{ recipient.phone + 1 }}",
        "{{ -recipient.phone }}",
        "{{ dict([recipient.phone]) }}",
        "{{ [recipient.phone] is divisibleby(3) }}",
    ],
)
def test_no_message_quotes_a_cell(text: str) -> None:
    said = told(text)
    assert said
    assert not any(piece in said.lower() for piece in ("zeta", "0033", "neill"))


@pytest.mark.parametrize("name", ["fact", "ref", "word", "person"])
def test_no_hint_tells_what_a_cell_is_like(name: str) -> None:
    assert "returned" not in told(f"{{{{ {name}(recipient.near) }}}}")


@pytest.mark.parametrize("statement", ["include", "import", "extends"])
def test_a_page_template_does_not_quote_one_as_the_name_of_a_file(statement: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    end = " as x" if statement == "import" else ""
    (tmp_path / "templates/page.html").write_text(f"{{% {statement} recipient.phone{end} %}}", "utf-8")
    assert [problem.code for problem in problems("", (tmp_path,))] == ["template-missing"]
    assert CELL not in told("", (tmp_path,))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('{{ fact("retuned") }}', "fact `retuned` is not in facts.yaml did you mean `returned`?"),
        ("{{ recipient.phonne }}", "`recipient` has no `phonne` did you mean `phone`?"),
        ('{% set id = "retuned" %}{{ fact(id) }}', "fact `retuned` is not in facts.yaml"),
        ("{% for id in brief.key_facts %}{{ fact(id) }}{% endfor %}", "fact `no-such-fact` is not in facts.yaml"),
        ("{{ fact(12) }}", "fact `12` is not in facts.yaml"),
        ('{{ ref("law/torture") }}', "`ref` points to `law/torture`, which is not in this brief"),
        ('{{ [brief]|map(attribute="org.name")|join }}', "`brief` has no `org`"),
    ],
)
def test_what_is_written_in_the_text_or_in_the_brief_is_quoted(text: str, quoted: str) -> None:
    assert quoted in told(text)


def test_a_hidden_name_is_told_of_as_such() -> None:
    (problem,) = problems("One.\n\n{{ fact(recipient.phone) }}")
    assert problem.message == "fact `...` is not in facts.yaml"
    assert problem.hints == ("the name comes from a value, and a message never shows a value",)
    assert problem.origin == replace(HERE, line=3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 'some words'|truncate(-1) }}", "`truncate` needs a length of at least three letters"),
        ("{{ 'some words'|truncate(0) }}", "`truncate` needs a length"),
        ("{{ 10 ** 5000 }}", "a number has more than 4,300 digits"),
        ("{{ " + "7" * 5000 + " }}", "a number has more than 4,300 digits"),
        ("{{ '\\ud800' }}", "the control character U+D800 cannot be printed"),
        ("{{ '\\x00' }}", "the control character U+0000 cannot be printed"),
        ("{{ quoted('\\udfff') }}", "the control character U+DFFF cannot be printed"),
        ("{{ ref('\\ud800') }}", "the control character U+D800 cannot be printed"),
        ("{{ chart('bar', ['returned'], caption='\\ud800') }}", "the control character U+D800 cannot be printed"),
        ("{{ '\\U0010fff0' }}", "the private-use character U+10FFF0 cannot be printed"),
        ("{{ '\\U000fff00' }}", "the private-use character U+FFF00 cannot be printed"),
        ("{{ range(10 ** 30)|length }}", "`range` counts to 1,000 at most"),
        ("{{ [brief, org]|sort|join }}", "cannot be computed"),
        ("{{ 'a'|batch(0)|list }}", ""),
        ("{{ 'a'|slice(0)|list }}", "cannot be computed"),
        ("{{ [1, 'a']|sum }}", "cannot be computed"),
        ("{{ 1e400|int }}", "cannot be computed"),
        ("{{ [[1]]|unique|list }}", ""),
        ("{{ 'x'.split('') }}", "cannot be computed"),
        ("{{ caller() }}", "`caller` is not defined"),
        ("{% for a, b in [1] %}{% endfor %}", "cannot be computed"),
        ("{{ (1).real }}", "`real` is not defined"),
        ("{{ fact.marks.value('x') }}", "`marks` is not defined"),
    ],
)
def test_whatever_a_text_computes_is_told_of_with_its_line(text: str, expected: str) -> None:
    said = told(text)
    assert expected in said
    assert all(problem.origin is not None and problem.origin.path == HERE.path for problem in problems(text))
