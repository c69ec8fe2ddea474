"""What each reader is asked of whom, for every built-in audience and every kind of addressee: `tests/cases/asks`.

No PDF is built. `pytest --accept` writes the tables again; read every changed line as its reader would.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from briefgen.campaign.requested_brief import create_unsaved_brief
from briefgen.compose import compose
from briefgen.load import list_names, load_audience, load_project
from briefgen.model.brief import Brief, Project, Recipient
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.tree import Element, extract_text, find_elements
from briefgen.pipeline import BriefInputs, load_inputs, select_blocks
from tests.cases import FOLDER
from tests.running import ROOT
from tests.unit.project_files import files_in, write_files

AUDIENCES = tuple(name for name in list_names(load_project(ROOT, Sink()), "audiences") if name != "correction-notice")
"""Every reader; a correction notice asks nothing."""

PLACES = {"in full": ("p", "action"), "asked": ("section", "asks"), "question": ("section", "questions"), "also": ("section", "further")}  # fmt: skip
"""Where pages print what they ask, each with the element that holds it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """An embassy, by the code of its state."""

    state: str
    country: str


CASES: dict[str, tuple[str, str, tuple[Reader, ...]]] = {
    "example": (
        "north-koreans-in-china",
        "CHN",
        (Reader("KOR", "the Republic of Korea"), Reader("CAN", "Canada"), Reader("CHN", "China")),
    ),
    "invented": (
        "wells",
        "KEN",
        (Reader("UGA", "Uganda"), Reader("NLD", "the Netherlands"), Reader("KEN", "Kenya"), Reader("", "Kenya")),
    ),
}
"""By project: its library, the state that the briefs are about, and the embassies to which notes are addressed."""


@pytest.mark.parametrize("name", CASES)
def test_every_reader_is_asked_what_it_can_do(name: str, tmp_path: Path, *, accept: bool) -> None:
    library, state, readers = CASES[name]
    path = FOLDER / "asks" / f"{name}.txt"
    given = FOLDER / "asks" / f"{name}.md"
    root = write_files(tmp_path, files_in(given.read_text(encoding="utf-8"))) if given.exists() else ROOT
    table = "\n".join(build_table(load_project(root, Sink()), library, state, readers)) + "\n"
    if accept:
        path.write_text(table, encoding="utf-8")
    assert table == path.read_text(encoding="utf-8")


def build_table(project: Project, library: str, state: str, readers: tuple[Reader, ...]) -> Iterator[str]:
    """For each audience, and for a note each reader, what is asked of every addressee."""
    for audience in AUDIENCES:
        sink = Sink()
        required = load_audience(project, audience, sink).parameters
        parameters = {each.name: next(iter(each.values), "example") for each in required}
        brief = replace(create_unsaved_brief(project, audience, library), state=state, parameters=parameters)
        inputs = load_inputs(project, brief, sink)
        yield f"== {audience}"
        yield from describe_asks(inputs, brief)
        for reader in readers if audience == "diplomat" else ():
            fields = {"id": "a", "country": reader.country, "state": reader.state, "mission": "Embassy", "city": "City"}
            recipient = Recipient("a", fields, Origin("recipients.csv", 2))
            yield f"== {audience}, to {reader.country}{'' if reader.state else ' (by its name alone)'}"
            yield from describe_asks(inputs, brief.for_recipient(recipient))
        yield ""


def describe_asks(inputs: BriefInputs, brief: Brief) -> Iterator[str]:
    recommendations = [block for block in inputs.library.blocks if block.recommendation]
    for block in recommendations:
        others = frozenset(other.id for other in inputs.library.blocks if other is not block)
        assert block.recommendation
        yield f"{block.id}, to {block.recommendation.addressee}"
        yield from (f"    {line}" for line in list_printed(inputs, without(brief, others)) or ["not asked here"])
    yield "all of them, in order"
    kept = {block.id for block in recommendations}
    others = frozenset(block.id for block in inputs.library.blocks if block.id not in kept)
    first = [line for line in list_printed(inputs, without(brief, others)) if line.startswith(tuple(PLACES))]
    yield from (f"    {line}" for line in first or ["nothing is asked"])


def without(brief: Brief, others: frozenset[str]) -> Brief:
    return replace(brief, blocks=replace(brief.blocks, exclude=others))


def list_printed(inputs: BriefInputs, brief: Brief) -> list[str]:
    """What a document prints of recommendations, with the place where it stands."""
    sink = Sink()
    inputs = inputs.with_brief(brief)
    body = compose(inputs.project, inputs.brief, inputs.audience, select_blocks(inputs, sink), sink).body
    lines: list[str] = []
    for place, (tag, kind) in PLACES.items():
        for element in filter(partial(has_class, kind), find_elements((body,), tag)):
            headings = [extract_text(heading.children) for heading in find_elements((element,), "h2")]
            label = headings[0].lower() if place == "also" else place
            parts = [element] if tag == "p" else list(find_elements((element,), "li"))
            lines += [f"{label}: {' '.join(extract_text((part,)).split())}" for part in parts]
    reported = (problem for problem in sink.collect_sorted() if problem.code.startswith("recommendation-"))
    return lines + [f"{problem.severity.value}: {problem.message}" for problem in reported]


def has_class(kind: str, element: Element) -> bool:
    return kind in element.classes
