"""YAML text to plain data with lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.load.syntax.parsed import ParsedData
from briefgen.load.syntax.yaml import MAX_ALIASES, MAX_COPIES, MAX_DEPTH, parse_yaml
from briefgen.model.diagnostic import Sink
from tests.unit.project_files import told


def parse(text: str, first_line: int = 1) -> tuple[ParsedData | None, str]:
    sink = Sink()
    return parse_yaml(text, "a.yaml", sink, first_line), told(sink)


def data(text: str) -> object:
    parsed, problems = parse(text)
    assert problems == ""
    assert parsed is not None
    return parsed.data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("11.30", Decimal("11.30")),
        ("-2.5", Decimal("-2.5")),
        ("10000", 10000),
        ("10,000", "10,000"),
        ("007", "007"),
        ("0x1f", "0x1f"),
        ("1e5", "1e5"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("true", True),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("~", None),
        ("", None),
        ("2024-06-06", date(2024, 6, 6)),
        ("2024-13-06", "2024-13-06"),
        ("'2024'", "2024"),
        ('"true"', "true"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_word_means_what_people_mean_by_it(written: str, meant: object) -> None:
    result = data(f"key: {written}")
    assert result == {"key": meant}
    assert isinstance(result, dict)
    assert type(result["key"]) is type(meant)


def test_keys_are_text_whatever_they_look_like() -> None:
    assert data("2024: a\ntrue: b\n<<: c") == {"2024": "a", "true": "b", "<<": "c"}


def test_every_value_knows_its_line() -> None:
    parsed, _ = parse("a:\n  - b\n  - c:\n      d\ne: |\n  f\n", first_line=10)
    assert parsed is not None
    assert parsed.lines == {(): 10, ("a",): 10, ("a", 0): 11, ("a", 1): 12, ("a", 1, "c"): 12, ("e",): 14}
    assert parsed.find_line(("a", 1, "missing")) == 12


def test_few_aliases_are_allowed() -> None:
    assert data("a: &x [1, 2]\nb: *x") == {"a": [1, 2], "b": [1, 2]}


def test_aliases_cannot_blow_up_the_data() -> None:
    layers = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10))
    parsed, problems = parse(f"l0: &l0 [1]\n{layers}")
    assert parsed is None
    assert "repeats too much by aliases [yaml-alias]" in problems
    assert parse("a: &x 1\nb: [" + "*x, " * (MAX_ALIASES + 1) + "]")[0] is None


def test_as_many_aliases_as_the_limit_are_allowed() -> None:
    assert data("a: &x 1\nb: [" + "*x, " * MAX_ALIASES + "]") == {"a": 1, "b": [1] * MAX_ALIASES}


@pytest.mark.parametrize("more", [0, 1])
def test_aliases_repeat_as_many_values_as_the_limit(more: int) -> None:
    # A list of n items is n + 1 values: with itself.
    size = MAX_COPIES // MAX_ALIASES
    first = f"a: &x [{', '.join('1' * (size - 1))}]\n"
    second = f"b: &y [{', '.join('1' * (size - 1 + more))}]\n"
    value, _ = parse(f"{first}{second}c: [{'*x, ' * (MAX_ALIASES - 1)}*y]")
    assert (value is None) == bool(more)


def test_an_alias_counts_the_aliases_inside_it() -> None:
    row = f"a: &a [{', '.join('1' * 100)}]\n"
    text = f"{row}b: &b [{', '.join(['*a'] * 9)}]\nc: [{', '.join(['*b'] * 9)}]"
    assert "repeats too much by aliases" in parse(text)[1]


def test_a_tag_without_a_name_is_allowed() -> None:
    assert data("a: ! b") == {"a": "b"}


def test_an_alias_inside_its_own_anchor_is_refused() -> None:
    assert "is inside its own value [yaml-alias]" in parse("a: &x [*x]")[1]


def test_nesting_is_bounded() -> None:
    assert data("[" * 10 + "]" * 10) == [[[[[[[[[[]]]]]]]]]]
    assert f"nested more than {MAX_DEPTH} levels" in parse("[" * 5000)[1]


@pytest.mark.parametrize("line", ['b: "\\U000F0000"', '"\\U000F0000": b', "b: \U000f0000", "b: 'one\U000f0000'"])
def test_a_private_character_is_found_also_behind_an_escape(line: str) -> None:
    parsed, problems = parse(f"a: 1\n{line}")
    assert parsed is None
    assert problems.startswith("a.yaml:2: error: the private-use character U+F0000")


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.dates()
    | st.text(st.characters(min_codepoint=32, max_codepoint=126)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef-", min_size=1), inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)
@given(PLAIN)
def test_what_yaml_writes_is_read_back(value: object) -> None:
    assert data(yaml.safe_dump(value)) == value


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    sink = Sink()
    parsed = parse_yaml(text, "a.yaml", sink)
    assert parsed is not None or sink.failed
    last = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x85", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .count("\n")
        + 1
    )
    assert all(problem.origin and 1 <= problem.origin.line <= last for problem in sink.diagnostics)
