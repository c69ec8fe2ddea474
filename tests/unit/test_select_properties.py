"""What holds for every selection, whatever the library."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.model.audience import (
    Audience,
    CitationSettings,
    CountedPart,
    HeadingNumbers,
    NotePlacement,
    SectionPlan,
    TitleStyle,
)
from briefgen.model.brief import AccessSettings, BlockRequests, Brief
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Block, Certainty, Fact, Library, Sensitivity, Source, Status, Variant
from briefgen.model.selection import Choice, Omission, Selection
from briefgen.select import select

HERE = Origin("here", 1)
IDS = ("a", "b", "c", "law/d", "law/e", "f")
KINDS = ("background", "case", "legal-analysis")
TOPICS = ("torture", "women")
LEVELS = st.sampled_from(list(Sensitivity))


def variant(name: str, language: str, sensitivity: Sensitivity) -> Variant:
    return Variant(name, language, "Title", "", "Text.", 5, sensitivity, HERE)


@st.composite
def blocks(draw: st.DrawFn, block_id: str) -> Block:
    level = draw(LEVELS)
    names = draw(st.sets(st.sampled_from([("short", "en"), ("embassy", "en"), ("", "fr"), ("short", "fr")])))
    return Block(
        id=block_id,
        kind=draw(st.sampled_from(KINDS)),
        order=draw(st.sampled_from([10, 20])),
        group="",
        audiences=draw(st.sampled_from([None, frozenset({"embassy"}), frozenset({"other"})])),
        topics=frozenset(draw(st.sets(st.sampled_from(TOPICS)))),
        sensitivity=level,
        status=Status.APPROVED,
        recommendation=None,
        variants=(
            variant("", "en", level),
            *(variant(name, language, max(level, draw(LEVELS))) for name, language in sorted(names)),
        ),
        origin=HERE,
    )


@st.composite
def plans(draw: st.DrawFn, plan_id: str, depth: int = 1) -> SectionPlan:
    inner = draw(st.integers(0, 2)) if depth else 0
    return SectionPlan(
        id=plan_id,
        title="",
        kinds=tuple(draw(st.lists(st.sampled_from(KINDS), unique=True))),
        topics=frozenset(draw(st.sets(st.sampled_from(TOPICS)))),
        blocks=tuple(draw(st.lists(st.sampled_from(IDS), unique=True, max_size=2))),
        variants=tuple(draw(st.lists(st.sampled_from(["short", "oral"]), unique=True))),
        at_most=draw(st.sampled_from([None, 1, 2])),
        required=draw(st.booleans()),
        numbered=True,
        titles=TitleStyle.HEADINGS,
        part=CountedPart.BODY,
        before=None,
        after=None,
        sections=tuple(draw(plans(f"{plan_id}-{number}", depth - 1)) for number in range(inner)),
        origin=HERE,
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Brief, Audience, Library]:
    sections = tuple(
        draw(plans(name)) for name in draw(st.sampled_from([("one",), ("one", "two"), ("one", "two", "three")]))
    )
    audience = Audience(
        id="embassy",
        title="Embassy",
        description="",
        ceiling=draw(LEVELS),
        languages=(),
        formats=("pdf",),
        page="",
        style="",
        citations=CitationSettings("oscola-4", NotePlacement.FOOTNOTES, ()),
        heading_numbers=HeadingNumbers.NONE,
        numbered_paragraphs=False,
        sections=sections,
        words={},
        rules=(),
        files=(),
        origin=HERE,
    )
    named = st.lists(st.sampled_from((*IDS, "unknown")), max_size=3)
    brief = Brief(
        id="note",
        audience="embassy",
        library="korea",
        title="Note",
        language=draw(st.sampled_from(["en", "fr", "fr-CH"])),
        origin=HERE,
        blocks=BlockRequests(
            {key: tuple(draw(named)) for key in draw(st.sets(st.sampled_from(["one", "two", "one-0", "gone"])))},
            frozenset(draw(st.sets(st.sampled_from(IDS), max_size=2))),
        ),
        access=AccessSettings(draw(st.none() | LEVELS)),
    )
    levels = {name: draw(LEVELS) for name in IDS}
    library = Library(
        name="korea",
        root=Path("korea"),
        blocks=tuple(draw(blocks(name)) for name in IDS),
        facts={
            key: Fact(key, 1, "", "", "", (), Certainty.COUNTED, "", None, level, HERE) for key, level in levels.items()
        },
        sources={key: Source(key, {}, level, HERE) for key, level in levels.items()},
        images={f"images/{key}.png": Path(key) for key in levels},
        image_sensitivity={f"images/{key}.png": level for key, level in levels.items()},
    )
    return brief, audience, library


@dataclass(frozen=True)
class Selected:
    """A brief, its audience and a library, and what was selected of it."""

    brief: Brief
    audience: Audience
    library: Library
    selection: Selection
    sink: Sink


def assert_nothing_above_the_ceiling_reaches_the_next_stage(case: Selected) -> None:
    stated, most = case.brief.access.ceiling, case.audience.ceiling
    ceiling = most if stated is None else min(stated, most)
    chosen = case.selection
    assert all(choice.block.sensitivity <= ceiling for choice in chosen.choices)
    assert all(
        variant.sensitivity <= ceiling
        for choice in chosen.choices
        for variant in (choice.variant, *choice.block.variants)
    )
    assert all(fact.sensitivity <= ceiling for fact in chosen.facts.values())
    assert all(source.sensitivity <= ceiling for source in chosen.sources.values())
    assert all(case.library.image_sensitivity[name] <= ceiling for name in chosen.images)


def assert_every_block_is_taken_once_or_left_out_with_a_reason(case: Selected) -> None:
    places: list[Choice | Omission] = [*case.selection.choices, *case.selection.omissions]
    assert sorted(place.block.id for place in places) == sorted(IDS)
    assert all(place.reason for place in places)


def assert_a_text_is_in_the_language_of_the_brief(case: Selected) -> None:
    languages = {choice.variant.language for choice in case.selection.choices}
    assert languages <= {case.brief.language.split("-")[0]}


def assert_excluded_blocks_and_those_for_others_are_not_taken(case: Selected) -> None:
    chosen = [choice.block for choice in case.selection.choices]
    assert not any(block.id in case.brief.blocks.exclude for block in chosen)
    assert not any(block.audiences and "embassy" not in block.audiences for block in chosen)


def assert_what_is_withheld_is_named_by_no_problem_that_the_brief_did_not_name(case: Selected) -> None:
    requests = case.brief.blocks
    named = {name for names in requests.sections.values() for name in names}
    named |= requests.exclude | set(requests.cuts)
    for omission in case.selection.omissions:
        if omission.withheld and omission.block.id not in named:
            assert not any(
                f"`{omission.block.id}`" in f"{problem.message} {problem.hints}" for problem in case.sink.diagnostics
            )


def assert_the_order_on_disk_does_not_matter(case: Selected, shuffler: random.Random) -> None:
    library = case.library
    shuffled = list(library.blocks)
    shuffler.shuffle(shuffled)
    other = replace(
        library,
        blocks=tuple(shuffled),
        facts=dict(reversed(list(library.facts.items()))),
        sources=dict(reversed(list(library.sources.items()))),
        images=dict(reversed(list(library.images.items()))),
    )
    sink = Sink()
    assert case.selection == select(case.brief, case.audience, other, sink)
    assert case.sink.collect_sorted() == sink.collect_sorted()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.randoms(use_true_random=False))
def test_what_holds_for_every_selection(case: tuple[Brief, Audience, Library], shuffler: random.Random) -> None:
    """To draw a library takes a hundred times as long as to select from it: all properties are held by the same ones."""
    sink = Sink()
    selected = Selected(*case, select(*case, sink), sink)
    assert_nothing_above_the_ceiling_reaches_the_next_stage(selected)
    assert_every_block_is_taken_once_or_left_out_with_a_reason(selected)
    assert_a_text_is_in_the_language_of_the_brief(selected)
    assert_excluded_blocks_and_those_for_others_are_not_taken(selected)
    assert_what_is_withheld_is_named_by_no_problem_that_the_brief_did_not_name(selected)
    assert_the_order_on_disk_does_not_matter(selected, shuffler)
