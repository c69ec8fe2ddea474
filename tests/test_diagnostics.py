"""docs/diagnostics.md lists every code that briefgen prints, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "diagnostics.md"

SPEAKERS = {
    "error": (0, "error"),
    "stop": (0, "error"),
    "refuse": (0, "error"),
    "add_error": (0, "error"),
    "build_fault": (0, "error"),
    "TemplateDataError": (0, "error"),
    "_ColumnMeaning": (0, "error"),
    "Fault": (1, "error"),
    "_report_character": (1, "error"),
    "_report": (0, "error"),
    "build_refusal": (0, "error"),
    "warning": (0, "warning"),
    "MachineError": (0, "machine"),
    "WrongUsageError": (0, "usage"),
}
"""Who takes a code: as which argument, and how much it weighs."""

MACHINE = frozenset({"campaign-time", "campaign-worker", "cluster-release", "cluster-worker", "internal-fault"})
"""Codes that stand in a `Diagnostic` and end with exit code 3."""

HANDED_ON = re.compile(r"(\w+\.)*code|\w+\['code'\]")
"""An argument that comes from another speaker."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A code in briefgen."""

    code: str
    """What it is put together from stands as `*`."""
    weight: str
    """Empty where the place alone does not say it."""
    place: str


def spoken() -> Iterator[Spoken]:
    """Every code in briefgen."""
    for path in sorted((ROOT / "briefgen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for weight, argument in arguments(node):
                for code in written(argument):
                    place = f"{path.relative_to(ROOT)}:{argument.lineno}"
                    yield Spoken(code, "machine" if code in MACHINE else weight, place)


def arguments(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The codes in a call, or behind a severity, with how much they weigh."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place, weight = SPEAKERS.get(name, (len(node.args), ""))
        if len(node.args) > place:
            yield weight, node.args[place]
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and isinstance(node.targets[0], ast.Tuple):
        pairs = zip(node.targets[0].elts, node.value.elts, strict=False)
        yield from (("", value) for target, value in pairs if ast.unparse(target) == "code")
    if isinstance(node, ast.Call | ast.Tuple):
        row = node.args if isinstance(node, ast.Call) else node.elts
        for before, after in pairwise(row):
            severity = ast.unparse(before)
            if severity in {"Severity.ERROR", "Severity.WARNING"}:
                yield severity.partition(".")[2].lower(), after
            elif severity in {"severity", "rule.severity"}:
                yield "", after


def written(argument: ast.expr) -> Iterator[str]:
    """The codes that an argument can be."""
    match argument:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp():
            yield from (*written(argument.body), *written(argument.orelse))
        case ast.JoinedStr():
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in argument.values)
        case _ if HANDED_ON.fullmatch(ast.unparse(argument)):
            pass
        case _:
            yield f"?{ast.unparse(argument)}"


@pytest.fixture(scope="module")
def codes() -> list[Spoken]:
    """Every code in briefgen."""
    return list(spoken())


@pytest.fixture(scope="module")
def listed() -> dict[str, str]:
    """The codes of the page in its order, with their weights."""
    rows = re.findall(r"^\| `([a-z0-9<>-]+)` \| (.*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


def test_every_code_is_a_word_of_area_and_fault(codes: list[Spoken]) -> None:
    assert [place for place in codes if not re.fullmatch(r"[a-z*]+(-[a-z*]+)+", place.code)] == []


def test_every_code_is_on_the_page(codes: list[Spoken], listed: dict[str, str]) -> None:
    assert [place for place in codes if "*" not in place.code and place.code not in listed] == []


def test_every_code_on_the_page_is_in_use(codes: list[Spoken], listed: dict[str, str]) -> None:
    patterns = [re.compile(re.escape(place.code).replace(r"\*", "([a-z]+|<code>)")) for place in codes]
    assert [code for code in listed if not any(pattern.fullmatch(code) for pattern in patterns)] == []


def test_the_page_says_how_much_each_code_weighs(codes: list[Spoken], listed: dict[str, str]) -> None:
    wrong = {}
    for code, stated in listed.items():
        weights = {place.weight for place in codes if place.code == code and place.weight}
        if weights and not weights <= set(stated.split(" or ")):
            wrong[code] = weights
    assert wrong == {}
    assert {word for stated in listed.values() for word in stated.split(" or ")} == {
        "error",
        "warning",
        "usage",
        "machine",
    }


def test_every_code_stands_in_order(listed: dict[str, str]) -> None:
    assert list(listed) == sorted(listed)
