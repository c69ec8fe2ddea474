"""Property of every built-in page: whatever a library holds, no section is printed twice and no chosen block is dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.compose import compose
from briefgen.load import list_names, load_audience, load_brief, load_project
from briefgen.model.audience import walk_section_plans
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Block
from briefgen.model.tree import find_elements
from briefgen.pipeline import BriefInputs, load_inputs, select_blocks
from briefgen.select import redact_brief
from tests.running import ROOT
from tests.test_every_rule import AUDIENCES, read, write_project

KINDS = sorted(
    {
        kind
        for name in list_names(load_project(ROOT, Sink()), "audiences")
        for plan in walk_section_plans(load_audience(load_project(ROOT, Sink()), name, Sink()).sections)
        for kind in plan.kinds
    }
)
TOPICS = ("women", "children", "refugees", "statelessness", "treaties", "national-law", "previous-recommendations")
Made = tuple[str, str, str]

blocks = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(("", *TOPICS)), st.sampled_from(("", "Group"))), max_size=9
)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BriefInputs]:
    """The inputs of a brief for each audience."""
    return {name: inputs(tmp_path_factory.mktemp(name), name) for name in AUDIENCES}


def inputs(folder: Path, audience: str) -> BriefInputs:
    case = read(audience)
    root = write_project(folder, audience, {"brief": {}, **case}, {})
    project = load_project(root, Sink(), exact=True)
    return load_inputs(project, load_brief(project, "case", Sink()), Sink())


def with_blocks(given_inputs: BriefInputs, made: Sequence[Made]) -> BriefInputs:
    """The same inputs with a library of these blocks."""
    library = given_inputs.library
    by_kind = {block.kind: block for block in library.blocks}

    def block(number: int, row: Made) -> Block:
        kind, topic, group = row
        model = by_kind.get(kind, by_kind["situation"])
        topics = frozenset({topic} - {""})
        return replace(model, id=f"made/{kind}-{number}", kind=kind, topics=topics, group=group)

    return replace(
        given_inputs, library=replace(library, blocks=tuple(block(number, row) for number, row in enumerate(made)))
    )


@pytest.mark.parametrize("audience", AUDIENCES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(made=blocks)
def test_no_page_prints_a_section_twice_or_drops_a_block(
    every: dict[str, BriefInputs], audience: str, made: Sequence[Made]
) -> None:
    ready = with_blocks(every[audience], made)
    selection = select_blocks(ready, Sink())
    body = compose(
        ready.project, redact_brief(ready.brief, ready.audience, ready.library), ready.audience, selection, Sink()
    ).body
    printed = Counter(element.get("data-block") for element in find_elements((body,)) if element.get("data-block"))
    assert printed == Counter(choice.block.id for choice in selection.choices)
    sections = Counter(element.get("data-section") for element in find_elements((body,)) if element.get("data-section"))
    assert set(sections.values()) <= {1}
