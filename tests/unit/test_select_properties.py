"""What holds for every selection, whatever the library."""

from __future__ import annotations

import random
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
from briefgen.model.selection import Selection
from briefgen.select import select

HERE = Origin("here", 1)
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


def selection(case: tuple[Brief, Audience, Library]) -> tuple[Selection, Sink]:
    sink = Sink()
    return select(*case, sink), sink


@UNHURRIED
@given(cases())
def test_nothing_above_the_ceiling_reaches_the_next_stage(case: tuple[Brief, Audience, Library]) -> None:
    brief, audience, library = case
    ceiling = audience.ceiling if brief.access.ceiling is None else min(brief.access.ceiling, audience.ceiling)
    chosen, _ = selection(case)
    assert all(choice.block.sensitivity <= ceiling for choice in chosen.choices)
    assert all(
        variant.sensitivity <= ceiling
        for choice in chosen.choices
        for variant in (choice.variant, *choice.block.variants)
    )
    assert all(fact.sensitivity <= ceiling for fact in chosen.facts.values())
    assert all(source.sensitivity <= ceiling for source in chosen.sources.values())
    assert all(library.image_sensitivity[name] <= ceiling for name in chosen.images)


@UNHURRIED
@given(cases())
def test_every_block_is_taken_once_or_left_out_with_a_reason(case: tuple[Brief, Audience, Library]) -> None:
    chosen, _ = selection(case)
    ids = [choice.block.id for choice in chosen.choices] + [omission.block.id for omission in chosen.omissions]
    assert sorted(ids) == sorted(IDS)
    assert all(choice.reason for choice in chosen.choices)
    assert all(omission.reason for omission in chosen.omissions)


@UNHURRIED
@given(cases())
def test_a_text_is_in_the_language_of_the_brief(case: tuple[Brief, Audience, Library]) -> None:
    chosen, _ = selection(case)
    assert {choice.variant.language for choice in chosen.choices} <= {case[0].language.split("-")[0]}


@UNHURRIED
@given(cases())
def test_excluded_blocks_and_those_for_others_are_not_taken(case: tuple[Brief, Audience, Library]) -> None:
    chosen, _ = selection(case)
    assert not any(choice.block.id in case[0].blocks.exclude for choice in chosen.choices)
    assert not any(choice.block.audiences and "embassy" not in choice.block.audiences for choice in chosen.choices)


@UNHURRIED
@given(cases())
def test_what_is_withheld_is_named_by_no_problem_that_the_brief_did_not_name(
    case: tuple[Brief, Audience, Library],
) -> None:
    brief, _, _ = case
    chosen, sink = selection(case)
    asked = {name for names in brief.blocks.sections.values() for name in names}
    asked |= brief.blocks.exclude | set(brief.blocks.cuts)
    for omission in chosen.omissions:
        if omission.withheld and omission.block.id not in asked:
            assert not any(
                f"`{omission.block.id}`" in f"{problem.message} {problem.hints}" for problem in sink.diagnostics
            )


@UNHURRIED
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_on_disk_does_not_matter(case: tuple[Brief, Audience, Library], shuffler: random.Random) -> None:
    brief, audience, library = case
    shuffled = list(library.blocks)
    shuffler.shuffle(shuffled)
    other = Library(
        library.name,
        library.root,
        tuple(shuffled),
        dict(reversed(list(library.facts.items()))),
        dict(reversed(list(library.sources.items()))),
        dict(reversed(list(library.images.items()))),
        library.image_sensitivity,
    )
    (first, problems), (second, other_problems) = selection(case), selection((brief, audience, other))
    assert first == second
    assert problems.collect_sorted() == other_problems.collect_sorted()
