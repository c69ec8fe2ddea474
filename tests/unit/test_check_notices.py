"""Messages that list names: how many they name, what they say of the rest, and the place that they give."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from briefgen.check.consents import check_consents
from briefgen.check.unlabelled import find_unlabelled
from briefgen.load import load_brief, load_library
from briefgen.model.consent import Consent
from briefgen.model.diagnostic import Origin, Sink
from briefgen.pipeline import load_inputs, select_blocks
from tests.unit.project_files import project_in, told
from tests.unit.test_gate import AUDIENCE, block, files

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("count", "listed"),
    [
        (0, []),
        (1, ["content/korea/facts.yaml:1: 1 fact: `f1`"]),
        (2, ["content/korea/facts.yaml:1: 2 facts: `f1`, `f2`"]),
        (3, ["content/korea/facts.yaml:1: 3 facts: `f1`, `f2`, `f3`"]),
        (4, ["content/korea/facts.yaml:1: 4 facts: `f1`, `f2`, `f3` and 1 more"]),
        (6, ["content/korea/facts.yaml:1: 6 facts: `f1`, `f2`, `f3` and 3 more"]),
    ],
)
def test_facts_that_nobody_can_have_are_one_line(tmp_path: Path, count: int, listed: list[str]) -> None:
    facts = "".join(f"f{number}: {{value: {number}}}\n" for number in range(1, count + 1))
    project = project_in(tmp_path, files(**({"content/korea/facts.yaml": facts} if facts else {})))
    library = load_library(project, "korea", Sink())
    assert [f"{origin}: {text}" for origin, text in find_unlabelled(library)] == listed


@pytest.mark.parametrize(
    ("count", "limit", "left_out"),
    [
        (1, 1, ""),
        (2, 1, "`b2` is"),
        (3, 1, "`b2`, `b3` are"),
        (9, 1, "`b2`, `b3`, `b4`, `b5`, `b6`, `b7`, `b8`, `b9` are"),
        (10, 1, "`b10`, `b2`, `b3`, `b4`, `b5`, `b6`, `b7`, `b8` and 1 more are"),
        (11, 2, "`b11`, `b2`, `b3`, `b4`, `b5`, `b6`, `b7`, `b8` and 1 more are"),
    ],
)
def test_blocks_over_the_limit_of_a_section_are_named(tmp_path: Path, count: int, limit: int, left_out: str) -> None:
    blocks = {f"content/korea/b{number}.md": block("Plain words.") for number in range(1, count + 1)}
    audience = AUDIENCE.replace("}", f", at_most: {limit}}}")
    written = files(**{"templates/embassy/audience.yaml": audience, **blocks})
    del written["content/korea/open.md"]
    sink = Sink()
    project = project_in(tmp_path, written)
    select_blocks(load_inputs(project, load_brief(project, "note", sink), sink), sink)
    message = f"section `background` takes at most {limit}, so {left_out} left out [block-over-limit]"
    hint = "name under `sections:` the blocks that it takes, or put the others under `exclude:`"
    assert told(sink) == (f"briefs/note.yaml:1: warning: {message}\n  hint: {hint}" if left_out else "")


@pytest.mark.parametrize(
    ("days", "withdrawn", "warned"),
    [
        (91, None, ""),
        (90, None, "consent for image `images/a.png` ends on 2027-02-27, in 90 days [consent-ends]"),
        (2, None, "consent for image `images/a.png` ends on 2026-12-01, in 2 days [consent-ends]"),
        (1, None, "consent for image `images/a.png` ends on 2026-11-30, in 1 day [consent-ends]"),
        (0, None, "consent for image `images/a.png` ends on 2026-11-29, today [consent-ends]"),
        (-1, None, "consent for image `images/a.png` ended on 2026-11-28 [consent-ended]"),
        (91, TODAY, "consent for image `images/a.png` was withdrawn on 2026-11-29 [consent-withdrawn]"),
        (-1, TODAY, "consent for image `images/a.png` was withdrawn on 2026-11-29 [consent-withdrawn]"),
    ],
)
def test_a_consent_is_reported_once_at_its_line(days: int, withdrawn: date | None, warned: str) -> None:
    sink = Sink()
    consent = Consent(
        record="form",
        audiences=frozenset(),
        places=frozenset(),
        until=TODAY + timedelta(days=days),
        withdrawn=withdrawn,
        origin=Origin("content/korea/images.yaml", 4),
    )
    check_consents((), {"images/a.png": (consent,)}, "korea", TODAY, sink)
    first_line = told(sink).splitlines()[:1]
    assert first_line == ([f"content/korea/images.yaml:4: warning: {warned}"] if warned else [])


def test_an_image_of_people_without_consent_is_reported_in_the_file_of_images() -> None:
    sink = Sink()
    check_consents((), {"images/a.png": ()}, "korea", TODAY, sink)
    message = "image `images/a.png` has no consent, and nobody gets it [consent-missing]"
    hint = "add `consent:` with `given`, `audiences` and `places`"
    assert told(sink) == f"content/korea/images.yaml: warning: {message}\n  hint: {hint}"
