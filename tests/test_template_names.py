"""docs/reference/templates.md lists all that a template can reach, and everything else is an undefined name."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.compose.fill import FillError
from briefgen.compose.marks import MarkTable
from briefgen.compose.sandbox import ALLOWED_ATTRIBUTES, ALLOWED_FILTERS, Record
from briefgen.compose.template_context import (
    HIDDEN_BRIEF_FIELDS,
    TRANSLATION_FIELDS,
    FactPrinter,
    FixedWords,
    build_template_context,
)
from briefgen.model.brief import Organisation, Period, Submitter
from briefgen.model.diagnostic import Sink
from tests.unit.compose_samples import AUDIENCE, BRIEF, FACTS, HERE, reader

PAGE = (Path(__file__).parents[1] / "docs/reference/templates.md").read_text("utf-8")
FUNCTIONS = (
    "fact",
    "share_of",
    "sum_of",
    "difference_of",
    "chart",
    "person",
    "ref",
    "date",
    "word",
    "quoted",
    "range",
    "dict",
)
DATA = (
    "brief",
    "org",
    "recipient",
    "parameters",
    "brief.title",
    "brief.date",
    "brief.authors",
    "'text'",
    "[1]",
    "(1, 2)",
)
PYTHON_NAMES = (
    "__class__", "__init__", "__globals__", "__dict__", "_values", "_function", "mro", "func", "args", "facts",
    "unlabelled", "closed", "marks", "untranslated", "printed_ids", "format", "format_map", "encode",
    "zfill", "ljust", "translate", "append", "pop", "update", "replace", "strftime", "fromisoformat", "today", "real", "origin",
)  # fmt: skip


def names_of_row(start: str) -> set[str]:
    """The names in backticks behind the first cell of the row that starts so."""
    row = re.search(rf"^\| {re.escape(start)} \|(.*)$", PAGE.partition("## Parts")[2], re.MULTILINE)
    assert row, start
    return set(re.findall(r"`([^`]+)`", row[1].partition(";")[0]))


def context() -> dict[str, object]:
    """The names of a brief with everything that has parts."""
    marks = MarkTable()
    brief = replace(BRIEF, submitters=(Submitter("A"),), period=Period(date(2020, 1, 1), date(2021, 1, 1)))
    printer = FactPrinter(FACTS, "en", marks)
    return build_template_context(brief, FixedWords(AUDIENCE, "en"), Organisation("B"), printer, marks)


def problems(text: str) -> list[str]:
    """What is wrong with a text, as `[code] message`."""
    sink = Sink()
    try:
        reader(sink).read(text, HERE, "x")
    except FillError as error:
        sink.extend([error.diagnostic])
    return [f"[{problem.code}] {problem.message}" for problem in sink.diagnostics]


def test_the_page_lists_every_name() -> None:
    everywhere = re.findall(r"^\| `(\w+)` \|.*\| everywhere \|$", PAGE, re.MULTILINE)
    assert set(everywhere) == {*context(), "range", "dict"}


@pytest.mark.parametrize("path", ["brief", "brief.submitters[]", "brief.period", "org", "org.contact"])
def test_the_page_lists_the_parts_of_a_record(path: str) -> None:
    value: object = context()
    for step in path.replace("[]", ".0").split("."):
        value = value[int(step) if step.isdigit() else step]  # type: ignore[index]
    assert isinstance(value, Record)
    assert names_of_row(f"`{path}`") == set(value)


def test_the_page_lists_the_attributes_of_data() -> None:
    rows = ("a text", "a list", "a pair", "a mapping", "a date", "`loop`, inside `{% for %}`")
    assert [names_of_row(row) for row in rows] == list(ALLOWED_ATTRIBUTES.values())


def test_the_page_lists_the_filters() -> None:
    listed = PAGE.partition("## Filters")[2].partition("## ")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == ALLOWED_FILTERS


@pytest.mark.parametrize("owner", [*FUNCTIONS, *DATA])
def test_nothing_of_python_has_a_name(owner: str) -> None:
    blocks = reader(Sink())
    for name in PYTHON_NAMES:
        for text in (
            f"{{{{ {owner}.{name} }}}}",
            f'{{{{ {owner}["{name}"] }}}}',
            f'{{{{ [{owner}]|map(attribute="{name}")|list }}}}',
        ):
            with pytest.raises(FillError) as found:
                blocks.read(text, HERE, "x")
            assert found.value.diagnostic.code == "fill-undefined", text


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    "text", ["{{ X }}", "{{ [X] }}", "{{ X|string }}", '{{ "a" ~ X }}', "{{ {1: X} }}", "{{ X|upper }}"]
)
def test_a_function_is_not_printed(function: str, text: str) -> None:
    assert problems(text.replace("X", function))[0].startswith("[fill-function]")


def test_a_method_is_not_printed_either() -> None:
    assert problems("{{ 'a'.upper }}") == ["[fill-function] `upper` is a function, and is printed without being called"]


@pytest.mark.parametrize("text", ["{{ [1]|map('abs') }}", "{{ {1: 2}.items() }}", "{{ (-1) ** 0.5 }}"])
def test_a_half_way_result_is_not_printed(text: str) -> None:
    assert problems(text) == ["[fill-record] the value here is not a text"]


def test_what_is_listed_can_be_used() -> None:
    text = """{% for n in [1, 2] %}{{ loop.index }}{{ loop.cycle("a", "b") }}{{ loop.last }}{% endfor %} {{ "a b".split()|join("-") }}
{{ brief.date.year }} {{ dict(a=1).get("a") }} {{ {"a": 1}.items()|list|length }} {{ "abc".upper().startswith("A") }}
{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m("y") }} {{ fact("returned") }} {{ range(3)|join }} {{ brief.authors|length }}"""
    assert problems(text) == []


def test_no_field_of_a_brief_is_added_without_a_row() -> None:
    unprinted = HIDDEN_BRIEF_FIELDS | TRANSLATION_FIELDS | {"origin", "override_origins"}
    reached = {part.name for part in fields(BRIEF)} - unprinted
    assert reached == names_of_row("`brief`")
