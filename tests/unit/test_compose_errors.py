"""What an author is told when a text cannot be composed: the line, what was found, what would be right."""

from __future__ import annotations

import sys

import pytest

from briefgen.compose.fill import FillError
from briefgen.executor import execute
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink
from briefgen.model.tree import extract_text
from briefgen.resource_limits import ResourceLimits
from tests.unit.compose_samples import HERE, reader


def problems(text: str) -> list[str]:
    """Every diagnostic of a text, as `line: message [code] hint`."""
    sink = Sink()
    try:
        reader(sink).read(text, HERE, "legal/torture")
    except FillError as error:
        sink.extend([error.diagnostic])
    return [_line(problem) for problem in sink.collect_sorted()]


def printed(text: str) -> str:
    """The words of a text that has no problem."""
    sink = Sink()
    nodes = reader(sink).read(text, HERE, "legal/torture")
    assert sink.diagnostics == []
    return extract_text(nodes)


def _line(problem: Diagnostic) -> str:
    line = problem.origin.line if problem.origin else 0
    return " ".join([f"{line}: {problem.message} [{problem.code}]", *problem.hints])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'One.\n\n{{ fact("retuned") }} people.',
            "3: fact `retuned` is not in facts.yaml [fact-unknown] did you mean `returned`?",
        ),
        (
            "{{ fact(returned-april) }}",
            '1: `returned` is not defined [fill-undefined] put the name of a thing in quotation marks: `fact("name")`',
        ),
        (
            '{{ fact("returned") and 5 ^ 3 }}',
            "1: this Jinja cannot be read: unexpected char '^' at 27 [fill-syntax] close each `{{` with `}}`",
        ),
        (
            '{{ fact("nofact") }}',  # no fact is like it; the function `fact` is not what was meant
            "1: fact `nofact` is not in facts.yaml [fact-unknown] look whether it is in facts.yaml, with a `sensitivity`",
        ),
        (
            "One.\n\nTo {{ recipint.country }}.",
            "3: `recipint` is not defined [fill-undefined] did you mean `recipient`?",
        ),
        ('{{ difference("a", "b") }}', "1: `difference` is not defined [fill-undefined] did you mean `difference_of`?"),
        ('{{ sum("a", "b") }}', "1: `sum` is not defined [fill-undefined] did you mean `sum_of`?"),
        ('{{ fcat("a") }}', "1: `fcat` is not defined [fill-undefined] did you mean `fact`?"),
        ("To {{ recipient.contry }}.", "1: `recipient` has no `contry` [fill-undefined] did you mean `country`?"),
        ("{{ brief.variables.nothing }}", "1: a value is asked for that is empty [fill-empty]"),
        ("{{ brief }}", "1: `brief` has parts and cannot be printed whole [fill-record]"),
        ("One.\n\n{% if x %}never closed", "3: this Jinja cannot be read: unexpected end of template"),
        (
            '{{ word("contens") }}',
            "1: `contens` is not under `words` of the audience [word-unknown] did you mean `contents`?",
        ),
        ('{{ "".__class__ }}', "1: `__class__` is not defined [fill-undefined]"),
        ("{{ 9 ** (9 ** 9) }}", "1: `**` makes too much out of little here [fill-unsafe]"),
        ("One.\n\n{{ 'x' * 9999999 }}", "3: `*` makes too much out of little here [fill-unsafe]"),
        ("{{ 9999999 * [1] }}", "1: `*` makes too much out of little here [fill-unsafe]"),
        ("{% set x = 8 ** 1200000 %}\n{{ x * x }}", "2: `*` makes too much out of little here [fill-unsafe]"),
        (
            "{% set x = 'x' * 4999999 %}\n{{ x ~ x }}",
            "2: this text prints more than 5,000,000 characters [fill-endless]",
        ),
        ("{{ range(1001) | length }}", "1: `range` counts to 1,000 at most [fill-unsafe]"),
        ("{{ 1 / 0 }}", "1: this Jinja cannot be computed: division by zero [fill-failed]"),
        ("One.\n\nTwo.[^a]", "3: the note `[^a]` has no text [note-undefined] add a line `[^a]: ...`"),
        ("One.\n\n[^a]: Never called.", "3: the note `[^a]` is never called [note-unused]"),
        ("One.[^a] Two.[^a]\n\n[^a]: Text.", "1: the note `[^a]` is called twice [note-called-twice]"),
        (
            "One.[^a]\n\n[^a]: See.[^b]\n\n[^b]: More.",
            "a note is called inside a note [note-in-note] write it out in words",
        ),
        ("One.\n\n<script>alert(1)</script>", "the HTML element `<script>` is not allowed here [html-element]"),
        (
            'One.\n\nTwo.[see n {{ ref("a") }} and @cat]',
            "3: a `fact`, a `ref` or a value with `*` is not allowed in the brackets of a citation [cite-brackets] "
            "put it into a note: `[^see]: See n {{ ref(...) }} and [@key].`",
        ),
        (
            "Two.[@cat, p {{ fact('returned') }}]",
            "1: a `fact`, a `ref` or a value with `*` is not allowed in the brackets of a citation",
        ),
        (
            "![A river[@cat]](images/river.png)",
            "1: a citation or a `ref` is not allowed in `alt` of `<img>` [html-attribute]",
        ),
        ("<p onclick='x()'>Text</p>", "`<p>` may not carry `onclick` here [html-attribute]"),
        (
            "[click](javascript:alert(1))",
            "the address `javascript:alert(1)` is not a web or e-mail address [html-address]",
        ),
        ("[file](file:///etc/passwd)", "is not a web or e-mail address [html-address]"),
        ("Text <span>open\n\nnext", "`<span>` is not closed before `</p>` [html-nesting]"),
        (r'{{ "a\u0008b" }}', "1: the control character U+0008 cannot be printed [text-control] delete it"),
        ('One.\n\n{{ date("") }}', "3: `date(...)` needs a date [fill-empty] give the brief a `date:`"),
        (
            '{{ "%s" % brief.title }}',
            "1: `%` makes too much out of little here [fill-unsafe] texts may print data, not call into Python",
        ),
        (
            '```\ncode\n```\n\n{{ fact("retuned") }}',
            "5: fact `retuned` is not in facts.yaml [fact-unknown] did you mean `returned`?",
        ),
        ("![](images/river.png)", "1: the image `images/river.png` has no alternative text [image-alt]"),
        (
            "![River](images/rivr.png)",
            "there is no image `images/rivr.png` [image-missing] did you mean `images/river.png`?",
        ),
        (
            "## Two\n\n#### Four",
            "3: the heading `Four` skips a level: `h4` after `h2` [heading-skipped] write it with 3 `#`",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_would_be_right(text: str, expected: str) -> None:
    assert any(expected in found for found in problems(text)), problems(text)


LONG = "{% set x = 'x' * 4000000 %}\n"
MEMORY = "2: this Jinja takes more memory than a document may use [limit-memory]"
STEPS = "this text takes more than 100,000 steps [fill-endless]"
THOUSAND = "{% for a in range(1000) %}"
TOO_MUCH = {
    "lists of lists": ("{% set n = [1] %}" + "{% set n = [n, n] %}" * 40 + "\n{{ n }}", "1: this Jinja takes more memory"),
    "pairs of pairs": ("{% set n = (1, 2) %}" + "{% set n = (n, n) %}" * 40 + "\n{{ n }}", "1: this Jinja takes more memory"),
    "mappings of mappings": ("{% set n = {} %}" + "{% set n = {1: n, 2: n} %}" * 40 + "\n{{ n }}", "1: this Jinja takes more memory"),
    "mappings by the function": ("{% set n = 1 %}" + "{% set n = dict(a=n, b=n) %}" * 40 + "\n{{ n }}", "1: this Jinja takes more memory"),
    "lists compared": ("{% set n = [1] %}" + "{% set n = [n, n] %}" * 40 + "\n{{ 1 if n == [n] }}", "1: this Jinja takes more memory"),
    "a long text in a list": (LONG + "{{ [x, x, x, x, x, x]|string|length }}", MEMORY),
    "join of long texts": (LONG + "{{ [x]|map('string')|list|batch(1)|map('join', x)|join(x)|length }}{{ range(9)|join(x)|length }}", MEMORY),
    "join of letters": (LONG + "{{ 'abcdefgh'|join(x)|length }}", MEMORY),
    "join by its name": (LONG + "{{ range(9)|join(d=x)|length }}", MEMORY),
    "replace": (LONG + "{{ x|replace('x', 'yyyyyyyy')|length }}", MEMORY),
    "replace of nothing": (LONG + "{{ 'abcdefgh'|replace('', x)|length }}", MEMORY),
    "replace some": (LONG + "{{ 'aaaaaaaa'|replace('a', x, 7)|length }}", MEMORY),
    "replace in a filter of filters": (LONG + "{{ ['aaaaaaaa']|map('replace', 'a', x)|list|length }}", MEMORY),
    "a filter block": (LONG + "{% filter replace('a', x) %}aaaaaaaa{% endfilter %}", MEMORY),
    "batch": ("\n{{ [1]|batch(999999999, 0)|list|length }}", MEMORY),
    "slice": ("\n{{ [1]|slice(999999999)|list|length }}", MEMORY),
    "sum of lists": (LONG + "{{ [[x], [x], [x], [x], [x], [x]]|sum(start=[])|length }}", MEMORY),
    "round": ("\n{{ 1|round(999999999, 'floor') }}", MEMORY),
    "escape upon escape": ("{% set x = '&' * 4000000 %}\n{{ x|forceescape|forceescape|length }}", MEMORY),
    "an address": ("{% set x = 'ü' * 4000000 %}\n{{ x|urlencode|length }}", MEMORY),
    "plus": (LONG + "{{ (x + x + x + x + x + x)|length }}", MEMORY),
    "plus of lists": (LONG + "{{ ([x, x] + [x, x] + [x, x])|length }}", MEMORY),
    "tilde": (LONG + "{{ (x ~ x ~ x ~ x ~ x ~ x)|length }}", MEMORY),
    "times a list of a text": ("{% set x = 'x' * 4000000 %}\n{{ ([x] * 1000)|length }}", "2: `*` makes too much"),
    "loops in loops": ("\n" + THOUSAND * 3 + "{% endfor %}" * 3, "2: " + STEPS),
    "a loop with a condition": ("\n" + THOUSAND * 2 + "{% for b in range(1000) if b < 0 %}{% endfor %}" + "{% endfor %}" * 2, "2: " + STEPS),
    "macros that call themselves": ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}\n{{ m(40) }}", STEPS),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_text_that_makes_much_of_little_is_an_error_at_its_line(text: str, expected: str) -> None:
    assert any(expected in found for found in problems(text)), problems(text)


ORDINARY = {
    "{% for a in [1, 2] %}{{ loop.index }} of {{ loop.length }}{{ ', ' if not loop.last }}{% endfor %}": "1 of 2, 2 of 2",
    "{% for a, b in {'x': 1, 'y': 2}.items() %}{{ a }}{{ b }} {% endfor %}": "x1 y2",
    "{% for a in [3, 1, 2] if a > 1 %}{{ loop.revindex }}{{ a }} {% else %}none{% endfor %}": "23 12",
    "{% for a in [] %}{% else %}none{% endfor %}": "none",
    "{% set a, b = (1, 2) %}{{ b }}{{ a }}": "21",
    "{{ ['a', 'b']|join(', ')|replace('a', 'c')|upper }}": "C, B",
    "{{ [1, 2, 3]|batch(2, 0)|map('join', '+')|join(' ') }}": "1+2 3+0",
    "{{ [1, 2, 3]|slice(2)|map('sum')|join(' ') }}": "3 3",
    "{{ 2.345|round(2) }} {{ [1, 2]|sum }} {{ [[1], [2]]|sum(start=[])|join }}": "2.35 3 12",
    "{% for a in [[1, [2]]] recursive %}{{ a if a is number else loop(a) }}{% endfor %}": "12",
}


@pytest.mark.parametrize(("text", "expected"), ORDINARY.items())
def test_ordinary_filters_and_loops_work_as_jinja_says(text: str, expected: str) -> None:
    assert expected in printed(text)


def test_every_problem_of_a_text_is_reported_at_once() -> None:
    found = problems("![](images/river.png)\n\nText.[^a]\n\n<script></script>")
    codes = [
        code for code in ("image-alt", "note-undefined", "html-element") for finding in found if f"[{code}]" in finding
    ]
    assert codes == ["image-alt", "note-undefined", "html-element"]


def test_a_text_without_mistakes_has_no_problems() -> None:
    assert problems('About {{ fact("returned") }} people.[^a]\n\n[^a]: See [@yoon2024].') == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit on data")
def test_a_text_that_takes_too_much_memory_is_an_error_at_its_line() -> None:
    text = "One.\n\n{{ range(1000) | join('x' * 1000000) }}"
    ((_, found),) = execute(problems, [text], limits=ResourceLimits(megabytes=800))
    assert isinstance(found, list)
    (problem,) = found
    assert problem == "3: this Jinja takes more memory than a document may use [limit-memory]"


def test_a_document_with_too_many_lines_is_an_error_and_no_crash() -> None:
    with pytest.raises(BriefgenError) as refused:
        problems("word\n" * 70_000)
    (found,) = refused.value.diagnostics
    assert (found.code, found.origin is not None) == ("limit-marks", True)
