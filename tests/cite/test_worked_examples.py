"""A page of worked examples for each style: every kind of source, cited first, later, and in the references.

The pages stand in tests/cases/worked, with the rule that each example follows and how sure it is. `pytest --accept` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from briefgen.cite.citeproc import format_citations
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Sensitivity, Source
from briefgen.schema.csl_date import to_csl_date
from tests.unit.citing import DATES, ROOT, STYLES, a_note, printed

FOLDER = ROOT / "tests" / "cases" / "worked"
RULES = {"oscola-4": "oscola", "oscola-5": "oscola", "un": "un", "chicago-notes": "chicago"}
LEAST = {"oscola-4": 60, "oscola-5": 60, "un": 30, "chicago-notes": 30}
"""The kinds of source that each page must show."""


@pytest.mark.parametrize("style", RULES)
def test_worked_examples_read_as_the_page_says(style: str, *, accept: bool) -> None:
    page = FOLDER / f"{style}.md"
    actual = "\n".join(_write_page(style))
    if accept:
        page.write_text(actual, encoding="utf-8")
    assert actual == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", RULES)
def test_worked_examples_leave_nothing_unprinted(style: str) -> None:
    _, _, sink = _cite(style, _read_examples(style))
    assert [found.message for found in sink.collect_sorted()] == []


@pytest.mark.parametrize("style", RULES)
def test_every_style_has_enough_worked_examples(style: str) -> None:
    assert len({example["kind"] for example in _read_examples(style)}) >= LEAST[style]


def _read_examples(style: str) -> list[dict[str, Any]]:
    examples = yaml.safe_load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))
    return [example for example in examples if RULES[style] in example]


def _build_source(work: dict[str, Any]) -> Source:
    item = {name: to_csl_date(value) if name in DATES else value for name, value in work.items()}
    return Source(work["id"], item, Sensitivity.PUBLIC, Origin("tests/cases/worked/sources.yaml", 1))


def _cite(style: str, examples: list[dict[str, Any]]) -> tuple[list[str], dict[str, str], Sink]:
    """The notes, first all works and then all again, and the entries by key."""
    sources = {example["work"]["id"]: _build_source(example["work"]) for example in examples}
    lines = [
        f"[@{example['work']['id']}{', ' + str(example['at']) if 'at' in example else ''}]" for example in examples
    ]
    notes = [a_note(line, number) for number, line in enumerate([*lines, *lines], start=1)]
    sink = Sink()
    found = format_citations(notes, sources, STYLES / f"{style}.csl", "en", sink)
    return [printed(words) for words in found.notes], {key: printed(words) for key, words in found.entries}, sink


def _write_page(style: str) -> Iterator[str]:
    examples = _read_examples(style)
    notes, entries, _ = _cite(style, examples)
    yield f"# Worked examples: {style}\n"
    yield "Written by `pytest --accept tests/cite/test_worked_examples.py` from sources.yaml, which says what `sure` means.\n"
    for number, (example, first, later) in enumerate(
        zip(examples, notes, notes[len(examples) :], strict=False), start=1
    ):
        work, rule = dict(example["work"]), example[RULES[style]]
        key = work.pop("id")
        yield f"## {number}. {example['kind']}\n"
        yield f"- rule: {rule['rule']} ({rule['sure']})"
        yield f"- source: {', '.join(f'{name}: {value}' for name, value in work.items())}"
        yield f"- first: {first}"
        yield f"- later: {later}"
        yield f"- references: {entries[key]}\n"
